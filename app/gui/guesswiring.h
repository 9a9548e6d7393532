#pragma once

namespace widgets {
class FramesView;
}

namespace app {

class RecordingViews;

/// "Guess…" on the framing's line of the Frames tab: what the shown connection's bytes could be cut by; a
/// click chooses.
void wireGuess(RecordingViews &views, widgets::FramesView &frames);

} // namespace app
