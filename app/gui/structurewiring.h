#pragma once

namespace app {

class RecordingViews;

/// The tabs that read the selected bytes with a structure, and their colours in the hex view.
void wireStructures(RecordingViews &views);

} // namespace app
