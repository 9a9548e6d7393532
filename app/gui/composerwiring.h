#pragma once

namespace app {

class MainWindow;

/// What the composer needs besides sending: what its fields take, cut payloads, payloads from other programs.
void wireComposer(MainWindow &window);

} // namespace app
