#include "app/workspace/jsonchecks.h"
#include "app/workspace/recordedresponders.h"
#include "app/workspace/workspace.h"
#include "netcore/framing/framer.h"
#include "netcore/payload/capturerule.h"
#include "widgets/models/label.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QSet>

#include <algorithm>
#include <cmath>

namespace app {

using netcore::refusedWith;
using netcore::Result;

namespace {

/// Walks the tree along the schema. The first problem ends it; unknown members become warnings.
class SchemaReader : private JsonChecks
{
public:
    explicit SchemaReader(const QByteArray &text) : JsonChecks(text) {}

    Result<LoadedWorkspace, WorkspaceProblem> read(const JsonNode &root)
    {
        if (isObject(root, QString()) && readVersion(root))
            readRoot(root);
        if (m_problem)
            return refusedWith(*m_problem);
        m_loaded.warnings = m_warnings;
        return std::move(m_loaded);
    }

private:
    bool readVersion(const JsonNode &root)
    {
        const JsonMember *member = root.member(QLatin1String("version"));
        if (!member)
            return fail(root, QString(),
                        translated(QT_TRANSLATE_NOOP(
                            "workspace", "this is no Socketarium workspace: it has no \"version\"")));
        const JsonNode &value = member->value;
        const QString pointer = QStringLiteral("/version");
        if (value.type != JsonNode::Type::Number || value.number != std::floor(value.number) ||
            value.number < 1)
            return fail(
                value, pointer,
                translated(QT_TRANSLATE_NOOP("workspace", "the version must be a whole number from 1")));
        if (value.number > Workspace::version)
            return fail(
                value, pointer,
                translated(QT_TRANSLATE_NOOP("workspace",
                                             "this file was made by a newer Socketarium (version %1 of "
                                             "the format, this program knows %2): please update"))
                    .arg(qint64(value.number))
                    .arg(Workspace::version));
        return true;
    }

    bool readRoot(const JsonNode &root)
    {
        for (const JsonMember &member : root.members) {
            const QString pointer = escapedPart(member.key);
            bool ok = true;
            if (member.key == QLatin1String("sessions"))
                ok = readSessions(member.value, pointer);
            else if (member.key == QLatin1String("payloads"))
                ok = readPayloads(member.value, pointer);
            else if (member.key == QLatin1String("variables"))
                ok = readNames(member.value, pointer, m_loaded.workspace.variables);
            else if (member.key == QLatin1String("captures"))
                ok = readCaptures(member.value, pointer);
            else if (member.key != QLatin1String("version"))
                keepUnknown(member, pointer, m_loaded.workspace.unknown);
            if (!ok)
                return false;
        }
        return checkReferences(root);
    }

    bool readSessions(const JsonNode &node, const QString &pointer)
    {
        if (!isArray(node, pointer, WorkspaceLimits::sessions))
            return false;
        qsizetype index = 0;
        for (const JsonNode &item : node.items) {
            WorkspaceSession session;
            const QString place = pointer + QLatin1Char('/') + QString::number(index++);
            if (!isObject(item, place) || !readSession(item, place, session))
                return false;
            m_loaded.workspace.sessions.append(session);
        }
        return true;
    }

    bool readSession(const JsonNode &node, const QString &place, WorkspaceSession &session)
    {
        if (!hasMember(node, place, QLatin1String("endpoint")))
            return false;
        for (const JsonMember &member : node.members) {
            if (!readSessionMember(member, place + escapedPart(member.key), session))
                return false;
        }
        return true;
    }

    bool readSessionMember(const JsonMember &member, const QString &pointer, WorkspaceSession &session)
    {
        if (member.key == QLatin1String("name"))
            return readSessionName(member.value, pointer, session.request.name);
        if (member.key == QLatin1String("endpoint"))
            return readEndpoint(member.value, pointer, session.request.spec);
        if (member.key == QLatin1String("framing"))
            return readFraming(member.value, pointer, session.request.framing);
        if (member.key == QLatin1String("responder"))
            return readVisible(member.value, pointer, session.request.responder);
        if (member.key == QLatin1String("portOf"))
            return readLabel(member.value, pointer, session.portOf, models::labelFault);
        if (member.key == QLatin1String("variables"))
            return readNames(member.value, pointer, session.variables);
        keepUnknown(member, pointer, session.unknown);
        return true;
    }

    bool readCaptures(const JsonNode &node, const QString &pointer)
    {
        QMap<QString, QString> &captures = m_loaded.workspace.captures;
        if (!readNames(node, pointer, captures))
            return false;
        for (const JsonMember &member : node.members) {
            const auto rule = netcore::CaptureRule::parse(member.value.string);
            if (!rule)
                return failSpec(member.value, pointer + escapedPart(member.key), rule.error());
        }
        return true;
    }

    bool readSessionName(const JsonNode &node, const QString &pointer, QString &name)
    {
        if (node.type == JsonNode::Type::String && node.string.isEmpty())
            return true;
        if (!readLabel(node, pointer, name, models::labelFault))
            return false;
        if (m_sessionNames.contains(name))
            return fail(node, pointer,
                        translated(QT_TRANSLATE_NOOP("workspace", "another session has this name")));
        m_sessionNames.insert(name);
        return true;
    }

    bool readEndpoint(const JsonNode &node, const QString &pointer, netcore::EndpointSpec &spec)
    {
        QString text;
        if (!readVisible(node, pointer, text))
            return false;
        const auto parsed = netcore::EndpointSpec::parse(text);
        if (!parsed)
            return failSpec(node, pointer, parsed.error());
        spec = *parsed;
        return true;
    }

    bool readFraming(const JsonNode &node, const QString &pointer, QString &framing)
    {
        if (!readVisible(node, pointer, framing) || framing.isEmpty())
            return !m_problem;
        const auto framer = netcore::makeFramer(framing);
        return framer || failSpec(node, pointer, framer.error());
    }

    bool readPayloads(const JsonNode &node, const QString &pointer)
    {
        if (!isArray(node, pointer, WorkspaceLimits::payloads))
            return false;
        qsizetype index = 0;
        for (const JsonNode &item : node.items) {
            WorkspacePayload payload;
            const QString place = pointer + QLatin1Char('/') + QString::number(index++);
            if (!isObject(item, place) || !readPayload(item, place, payload))
                return false;
            m_loaded.workspace.payloads.append(payload);
        }
        return true;
    }

    bool readPayload(const JsonNode &node, const QString &place, WorkspacePayload &payload)
    {
        if (!hasMember(node, place, QLatin1String("name")) || !hasMember(node, place, QLatin1String("text")))
            return false;
        for (const JsonMember &member : node.members) {
            const QString pointer = place + escapedPart(member.key);
            if (!readPayloadMember(member, pointer, payload))
                return false;
        }
        return isNewPayload(node, place, payload.payload) && canBeSent(node, place, payload.payload);
    }

    bool readPayloadMember(const JsonMember &member, const QString &pointer, WorkspacePayload &payload)
    {
        models::SavedPayload &saved = payload.payload;
        if (member.key == QLatin1String("name"))
            return readLabel(member.value, pointer, saved.name, models::labelFault);
        if (member.key == QLatin1String("folder"))
            return readLabel(member.value, pointer, saved.folder, models::folderFault);
        if (member.key == QLatin1String("text"))
            return readText(member.value, pointer, WorkspaceLimits::textLength, saved.text);
        if (member.key == QLatin1String("target"))
            return readLabel(member.value, pointer, saved.target, models::labelFault);
        if (member.key == QLatin1String("form"))
            return readWord(member.value, pointer, netcore::payloadFormOf, saved.form);
        if (member.key == QLatin1String("ending"))
            return readWord(member.value, pointer, models::lineEndingOf, saved.ending);
        if (member.key == QLatin1String("encoding"))
            return readWord(member.value, pointer, models::encodingOf, saved.encoding);
        if (member.key == QLatin1String("fields"))
            return readFlag(member.value, pointer, saved.fields);
        if (member.key == QLatin1String("description"))
            return readText(member.value, pointer, specLength, saved.description);
        if (member.key == QLatin1String("tags"))
            return readTags(member.value, pointer, saved.tags);
        keepUnknown(member, pointer, payload.unknown);
        return true;
    }

    bool readTags(const JsonNode &node, const QString &pointer, QStringList &tags)
    {
        if (!isArray(node, pointer, WorkspaceLimits::tags))
            return false;
        for (const JsonNode &item : node.items) {
            QString tag;
            if (!readLabel(item, pointer + QLatin1Char('/') + QString::number(tags.size()), tag,
                           models::labelFault))
                return false;
            tags.append(tag);
        }
        return true;
    }

    bool isNewPayload(const JsonNode &node, const QString &place, const models::SavedPayload &payload)
    {
        const QString full = payload.folder + QLatin1Char('\n') + payload.name;
        if (m_payloadNames.contains(full))
            return fail(
                node, place,
                translated(QT_TRANSLATE_NOOP("workspace", "another payload has this name and folder")));
        m_payloadNames.insert(full);
        return true;
    }

    bool canBeSent(const JsonNode &node, const QString &place, const models::SavedPayload &payload)
    {
        // Variables and captured values may come later; what can be read is enough.
        const auto bytes = models::templateOf(payload);
        return bytes || failSpec(node.member(QLatin1String("text"))->value, place + QLatin1String("/text"),
                                 bytes.error());
    }

    /// portOf must name another session that is a listener or a UDP receiver, so that no circle can be.
    bool checkReferences(const JsonNode &root)
    {
        const QList<WorkspaceSession> &sessions = m_loaded.workspace.sessions;
        for (qsizetype i = 0; i < sessions.size(); ++i) {
            const QString &name = sessions[i].portOf;
            const auto isGiver = [&](const WorkspaceSession &s) {
                return s.request.name == name && s.request.spec.isListener() && s.portOf.isEmpty();
            };
            if (!name.isEmpty() && std::none_of(sessions.begin(), sessions.end(), isGiver))
                return failReference(root, i);
        }
        return true;
    }

    bool failReference(const JsonNode &root, qsizetype index)
    {
        const JsonNode &session = root.member(QLatin1String("sessions"))->value.items[size_t(index)];
        return fail(
            session.member(QLatin1String("portOf"))->value, QStringLiteral("/sessions/%1/portOf").arg(index),
            translated(QT_TRANSLATE_NOOP("workspace", "no listener of this workspace has this name")));
    }

    LoadedWorkspace m_loaded;
    QSet<QString> m_sessionNames;
    QSet<QString> m_payloadNames;
};

} // namespace

Result<LoadedWorkspace, WorkspaceProblem> parseWorkspace(const QByteArray &json)
{
    const auto root =
        parseJson(json, {WorkspaceLimits::fileBytes, WorkspaceLimits::depth, WorkspaceLimits::values});
    if (!root)
        return refusedWith(
            problemAt(json, root.error().position, QString(), translated(root.error().reason)));
    return SchemaReader(json).read(*root);
}

Result<LoadedWorkspace, WorkspaceProblem> loadWorkspace(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return refusedWith(WorkspaceProblem{.sentence = file.errorString(), .pointer = {}});
    // One byte more than allowed: a file that grows, or a device, is noticed without being read whole.
    auto loaded = parseWorkspace(file.read(WorkspaceLimits::fileBytes + 1));
    if (loaded)
        loaded->warnings += recordedresponders::missing(loaded->workspace, QFileInfo(path).absolutePath());
    return loaded;
}

} // namespace app
