#include "app/workspace/workspace.h"

#include "app/workspace/jsonnode.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QSaveFile>

#include <algorithm>
#include <cstdio>
#include <unistd.h>
#include <utility>

namespace app {

using netcore::refusedWith;
using netcore::Result;

namespace {

constexpr int backups = 3;

/// Collects "key": value lines of one object, in the order of the calls.
class ObjectWriter
{
public:
    explicit ObjectWriter(int indent) : m_indent(4 * indent, ' ') {}

    void raw(const QByteArray &key, const QByteArray &value)
    {
        m_lines.append(m_indent + "    " + key + ": " + value);
    }
    void text(const char *key, const QString &value) { raw(QByteArray("\"") + key + '"', jsonString(value)); }
    void textUnlessEmpty(const char *key, const QString &value)
    {
        if (!value.isEmpty())
            text(key, value);
    }
    void unknown(const QJsonObject &members)
    {
        for (auto it = members.begin(); it != members.end(); ++it) {
            const QByteArray wrapped = QJsonDocument(QJsonArray{it.value()}).toJson(QJsonDocument::Compact);
            raw(jsonString(it.key()), wrapped.mid(1, wrapped.size() - 2));
        }
    }
    QByteArray take() const { return "{\n" + m_lines.join(",\n") + '\n' + m_indent + '}'; }

private:
    QByteArray m_indent;
    QByteArrayList m_lines;
};

/// {"name": "text", …} on a line of its own each.
QByteArray namesJson(const QMap<QString, QString> &names, int indent)
{
    ObjectWriter out(indent);
    for (auto it = names.begin(); it != names.end(); ++it)
        out.raw(jsonString(it.key()), jsonString(it.value()));
    return out.take();
}

QByteArray tagsJson(const QStringList &tags)
{
    QByteArrayList words;
    for (const QString &tag : tags)
        words.append(jsonString(tag));
    return '[' + words.join(", ") + ']';
}

QByteArray sessionJson(const WorkspaceSession &session)
{
    ObjectWriter out(2);
    out.textUnlessEmpty("name", session.request.name);
    out.text("endpoint", session.request.spec.toString());
    out.textUnlessEmpty("portOf", session.portOf);
    out.textUnlessEmpty("responder", session.request.responder);
    out.textUnlessEmpty("framing", session.request.framing);
    if (!session.variables.isEmpty())
        out.raw("\"variables\"", namesJson(session.variables, 3));
    out.unknown(session.unknown);
    return out.take();
}

QByteArray payloadJson(const WorkspacePayload &payload)
{
    const models::SavedPayload &saved = payload.payload;
    ObjectWriter out(2);
    out.text("name", saved.name);
    out.textUnlessEmpty("folder", saved.folder);
    out.text("form", QString::fromLatin1(netcore::payloadFormName(saved.form)));
    out.text("text", saved.text);
    if (saved.encoding != models::SavedPayload().encoding)
        out.text("encoding", models::wordOf(saved.encoding));
    if (saved.ending != models::LineEnding::None)
        out.text("ending", models::wordOf(saved.ending));
    out.textUnlessEmpty("target", saved.target);
    if (saved.fields)
        out.raw("\"fields\"", "true");
    out.textUnlessEmpty("description", saved.description);
    if (!saved.tags.isEmpty())
        out.raw("\"tags\"", tagsJson(saved.tags));
    out.unknown(payload.unknown);
    return out.take();
}

template <class T>
QByteArray listJson(const QList<T> &items, QByteArray (*write)(const T &))
{
    if (items.isEmpty())
        return "[]";
    QByteArrayList lines;
    for (const T &item : items)
        lines.append("        " + write(item));
    return "[\n" + lines.join(",\n") + "\n    ]";
}

WorkspaceProblem fileProblem(const QString &sentence)
{
    return {.sentence = sentence, .pointer = {}};
}

/// Old versions move one place on; the newest becomes a second name of the file that is about to be replaced.
/// Each step is one rename or link, so that a kill at any moment leaves every version readable.
void keepBackups(const QString &path)
{
    const auto name = [&](int n) { return QFile::encodeName(path + QStringLiteral(".bak%1").arg(n)); };
    for (int n = backups; n > 1; --n)
        ::rename(name(n - 1).constData(), name(n).constData());
    if (::link(QFile::encodeName(path).constData(), name(1).constData()) != 0)
        QFile::copy(path, QFile::decodeName(name(1))); // a file system without hard links
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.read(WorkspaceLimits::fileBytes + 1) : QByteArray();
}

} // namespace

QString WorkspaceProblem::toString() const
{
    if (line <= 0)
        return sentence;
    const QString place = QCoreApplication::translate("workspace", "line %1, column %2")
                              .arg(QString::number(line), QString::number(column));
    return pointer.isEmpty() ? QStringLiteral("%1: %2").arg(place, sentence)
                             : QStringLiteral("%1 (%2): %3").arg(place, pointer, sentence);
}

void Workspace::setSessions(const QList<netcore::SessionRequest> &requests)
{
    const QList<WorkspaceSession> before = std::exchange(sessions, {});
    for (const netcore::SessionRequest &request : requests) {
        const auto same = std::find_if(before.begin(), before.end(), [&](const WorkspaceSession &s) {
            return !request.name.isEmpty() && s.request.name == request.name;
        });
        WorkspaceSession session = same != before.end() ? *same : WorkspaceSession();
        session.request = request;
        sessions.append(session);
    }
}

void Workspace::setPayloads(const QList<models::SavedPayload> &saved)
{
    const QList<WorkspacePayload> before = std::exchange(payloads, {});
    for (const models::SavedPayload &payload : saved) {
        const auto same = std::find_if(before.begin(), before.end(), [&](const WorkspacePayload &p) {
            return p.payload.name == payload.name && p.payload.folder == payload.folder;
        });
        payloads.append({payload, same != before.end() ? same->unknown : QJsonObject()});
    }
}

QList<models::SavedPayload> Workspace::savedPayloads() const
{
    QList<models::SavedPayload> saved;
    for (const WorkspacePayload &each : payloads)
        saved.append(each.payload);
    return saved;
}

QMap<QString, QString> Workspace::variablesOf(const QString &session) const
{
    QMap<QString, QString> all = variables;
    for (const WorkspaceSession &each : sessions) {
        if (each.request.name == session)
            all.insert(each.variables);
    }
    return all;
}

QByteArray toJson(const Workspace &workspace)
{
    ObjectWriter out(0);
    out.raw("\"version\"", QByteArray::number(Workspace::version));
    out.raw("\"sessions\"", listJson(workspace.sessions, sessionJson));
    out.raw("\"payloads\"", listJson(workspace.payloads, payloadJson));
    if (!workspace.variables.isEmpty())
        out.raw("\"variables\"", namesJson(workspace.variables, 1));
    if (!workspace.captures.isEmpty())
        out.raw("\"captures\"", namesJson(workspace.captures, 1));
    out.unknown(workspace.unknown);
    return out.take() + '\n';
}

Result<void, WorkspaceProblem> saveWorkspace(const QString &path, const Workspace &workspace)
{
    const QByteArray json = toJson(workspace);
    // What could not be opened again is not written over what can.
    if (const auto again = parseWorkspace(json); !again)
        return refusedWith(again.error());
    const QFileInfo existing(path);
    const QString real = existing.exists() ? existing.canonicalFilePath() : path;
    if (contentOf(real) == json)
        return {};
    QSaveFile file(real);
    if (!file.open(QIODevice::WriteOnly) || file.write(json) != json.size())
        return refusedWith(fileProblem(file.errorString()));
    if (existing.exists())
        keepBackups(real);
    if (!file.commit())
        return refusedWith(fileProblem(file.errorString()));
    return {};
}

QString translated(const char *text)
{
    return QCoreApplication::translate("workspace", text);
}

} // namespace app
