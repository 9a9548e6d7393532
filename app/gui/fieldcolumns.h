#pragma once

namespace widgets {
class StructureEditor;
}

namespace app {

class RecordingViews;

/// The fields of the Structure tab's structure as columns of the Frames table, live while its text is typed;
/// a text with an error changes nothing. "Fields" on the framing's line shows and hides them; they come by
/// themselves when another structure is chosen.
void wireFieldColumns(RecordingViews &views, widgets::StructureEditor &editor);

} // namespace app
