#pragma once

#include "netcore/session/enginehandle.h"
#include "widgets/models/savedpayload.h"

#include <QtCore/QByteArray>
#include <QtCore/QJsonObject>
#include <QtCore/QList>
#include <QtCore/QMap>
#include <QtCore/QString>

namespace app {

/// One session as a workspace file has it.
struct WorkspaceSession
{
    netcore::SessionRequest request;
    /// Name of another session of the workspace: the endpoint's port is the one that it is bound to (for
    /// listeners on port 0). Empty: the endpoint's own port.
    QString portOf;
    QMap<QString, QString> variables; // of this device, before the workspace's
    QJsonObject unknown;              // members that this version does not know, written back as they were
};

struct WorkspacePayload
{
    models::SavedPayload payload;
    QJsonObject unknown;
};

/// What a user keeps in one file: sessions, payloads, and what the payloads' fields take.
///
/// File     UTF-8 JSON, members in a fixed order, one per line (README.md has the form)
/// Limits   the ones of WorkspaceLimits; a file beyond them is refused whole
/// Safety   loading gives values and opens nothing: intentions() tells what opening would do
/// Thread   plain value, any thread
/// Source   faults rows 55, 56; RFC 8259
struct Workspace
{
    static constexpr int version = 1;

    QList<WorkspaceSession> sessions;
    QList<WorkspacePayload> payloads;
    QMap<QString, QString> variables; // {{var:name}}: texts with escapes and fields
    QMap<QString, QString> captures;  // {{captured:name}}: netcore::CaptureRule, of frames that come in
    QJsonObject unknown;

    /// Replaces sessions or payloads by what the window has now; what was unknown stays with the same name.
    void setSessions(const QList<netcore::SessionRequest> &requests);
    void setPayloads(const QList<models::SavedPayload> &saved);
    QList<models::SavedPayload> savedPayloads() const;
    /// The variables for a session of this name: its own, then the workspace's.
    QMap<QString, QString> variablesOf(const QString &session) const;
};

namespace WorkspaceLimits {
constexpr qsizetype fileBytes = 8 << 20;
constexpr int depth = 32;
constexpr int values = 200'000;
constexpr int sessions = 1'000;
constexpr int payloads = 10'000;
constexpr int variables = 1'000;          // and captures, of each
constexpr int tags = 32;                  // of a payload
constexpr qsizetype textLength = 1 << 20; // of a payload, characters
} // namespace WorkspaceLimits

/// One thing that is wrong in a workspace file, where, and in words for a person.
struct WorkspaceProblem
{
    QString sentence;
    QString pointer; // JSON pointer (RFC 6901): "/sessions/2/endpoint"; empty for the whole file
    int line = 0;    // from 1; 0 where it has no place
    int column = 0;  // from 1, in characters

    /// "line 12, column 18 (/sessions/2/endpoint): …". Still text from a file: show it through
    /// models::plain().
    QString toString() const;
};

struct LoadedWorkspace
{
    Workspace workspace;
    QList<WorkspaceProblem>
        warnings; // members that were not known (they are kept); recordings that are not there
};

netcore::Result<LoadedWorkspace, WorkspaceProblem> parseWorkspace(const QByteArray &json);
netcore::Result<LoadedWorkspace, WorkspaceProblem> loadWorkspace(const QString &path);

/// The file's bytes; parseWorkspace(toJson(w)) gives w again.
QByteArray toJson(const Workspace &workspace);

/// Writes to a temporary name and renames: at any moment the path holds the whole old or the whole new file.
/// The last three versions stay beside it as `path.bak1` (newest) to `path.bak3`.
netcore::Result<void, WorkspaceProblem> saveWorkspace(const QString &path, const Workspace &workspace);

/// A text of this room in the user's language.
QString translated(const char *text);

/// The workspace that `./run` opens, compiled in.
Workspace demoWorkspace();

} // namespace app
