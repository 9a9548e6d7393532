#pragma once

#include "app/workspace/workspace.h"
#include "netcore/automation/recordedspec.h"

#include <QtCore/QString>

namespace app {

/// Responders of a workspace that answer as a recorded peer did (netcore::RecordedSpec): in the file their
/// recordings are named relative to its folder, so that both can move together.
namespace recordedresponders {

/// As the workspace's file has it; `text` names an absolute path. What is no such responder stays as it is;
/// one whose recording is in no file (that of a live recording, of an import) is empty: it could not be
/// opened.
QString toFile(const QString &text, const QString &folder);
/// Its recording with an absolute path. Errors: InvalidArgument with the position
netcore::Result<netcore::RecordedSpec> fromFile(const QString &text, const QString &folder);
/// Sessions whose recording is not there, or not told.
QList<WorkspaceProblem> missing(const Workspace &workspace, const QString &folder);
/// Why the session was not opened, for a person.
QString sentenceOf(const netcore::RecordedSpec &spec, const netcore::NetError &error);

} // namespace recordedresponders

} // namespace app
