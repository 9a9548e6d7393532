#pragma once

namespace app {

class MainWindow;

/// The framing of each session, as all parts of the window see it, and what is done with frames.
void wireFraming(MainWindow &window);

} // namespace app
