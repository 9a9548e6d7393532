#pragma once

namespace app {

class RecordingViews;

/// The find bar's search through the whole recording: in a pool, and what it finds becomes the selection.
void wireRecordingSearch(RecordingViews &views);

} // namespace app
