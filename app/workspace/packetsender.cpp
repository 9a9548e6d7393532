#include "app/workspace/packetsender.h"

#include "app/workspace/jsonnode.h"
#include "app/workspace/workspace.h"
#include "netcore/payload/hex.h"
#include "widgets/models/label.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFile>

#include <algorithm>
#include <map>
#include <optional>

namespace app {

using models::SavedPayload;
using netcore::refusedWith;
using netcore::Result;

namespace {

constexpr qsizetype mostBytes = 8 << 20;
constexpr int mostPackets = WorkspaceLimits::payloads;
constexpr qsizetype longestPayload = 512 * 1024; // bytes, so that its hex text stays what a workspace takes

WorkspaceProblem problemAt(const QByteArray &content, qsizetype offset, const char *sentence)
{
    WorkspaceProblem problem{.sentence = translated(sentence), .pointer = {}};
    const QByteArrayView before =
        QByteArrayView(content).first(std::clamp<qsizetype>(offset, 0, content.size()));
    problem.line = 1 + int(std::count(before.begin(), before.end(), '\n'));
    problem.column = 1 + int(QString::fromUtf8(before.sliced(before.lastIndexOf('\n') + 1)).size());
    return problem;
}

/// A text of the file with its place.
struct Value
{
    QString text;
    qsizetype offset = 0;
};

/// One packet's values, by the names of the ini form in lower case.
using Packet = std::map<QString, Value>;

QString textOf(const Packet &packet, const char *key)
{
    const auto found = packet.find(QString::fromLatin1(key));
    return found == packet.end() ? QString() : found->second.text;
}

/// A name that the library and a workspace file take: what they refuse is replaced.
QString nameFrom(const QString &given)
{
    QString name = given.simplified().left(models::longestLabel);
    if (!models::labelFault(name))
        return name;
    for (QChar &c : name) {
        if (!(c.isLetterOrNumber() || c == u' ' || c == u'-' || c == u'_' || c == u'(' || c == u')'))
            c = u'_';
    }
    name = name.simplified();
    return models::labelFault(name) ? translated(QT_TRANSLATE_NOOP("workspace", "Payload")) : name;
}

/// "to tcp 10.0.0.7:502", only of what can be seen.
QString descriptionOf(const Packet &packet)
{
    const QString kind = textOf(packet, "tcporudp").toLower();
    const QString host = textOf(packet, "toip");
    const QString port = textOf(packet, "port");
    const QString path = textOf(packet, "requestpath");
    const QString text = QStringLiteral("%1 %2:%3%4").arg(kind, host, port, path).simplified().left(200);
    return models::isVisibleText(text) && !host.isEmpty() ? text : QString();
}

Result<SavedPayload, WorkspaceProblem> payloadOf(const QByteArray &content, const Packet &packet)
{
    SavedPayload payload;
    payload.name = nameFrom(textOf(packet, "name"));
    payload.folder = QStringLiteral("Packet Sender");
    payload.form = netcore::PayloadForm::Hex;
    payload.description = descriptionOf(packet);
    const auto hex = packet.find(QStringLiteral("hexstring"));
    if (hex == packet.end())
        return payload;
    const auto bytes = netcore::hex::parse(hex->second.text);
    if (!bytes)
        return refusedWith(
            problemAt(content, hex->second.offset,
                      QT_TRANSLATE_NOOP("workspace", "this packet's hex digits cannot be read")));
    if (bytes->size() > longestPayload)
        return refusedWith(problemAt(content, hex->second.offset,
                                     QT_TRANSLATE_NOOP("workspace", "this packet is over 512 KiB")));
    payload.text = netcore::hex::format(*bytes);
    return payload;
}

/// QSettings' ini text: [groups], key=value, escapes, lists in quotes. Only texts are read.
class IniReader
{
public:
    explicit IniReader(const QByteArray &content) : m_content(content) {}

    Result<std::vector<Packet>, WorkspaceProblem> read()
    {
        while (m_at < m_content.size() && !m_problem) {
            const qsizetype end = lineEnd();
            readLine(m_at, end);
            m_at = end + 1;
        }
        if (m_problem)
            return refusedWith(*m_problem);
        return inOrder();
    }

private:
    void fail(qsizetype offset, const char *sentence)
    {
        if (!m_problem)
            m_problem = problemAt(m_content, offset, sentence);
    }

    qsizetype lineEnd() const
    {
        const qsizetype end = m_content.indexOf('\n', m_at);
        return end < 0 ? m_content.size() : end;
    }

    void readLine(qsizetype from, qsizetype to)
    {
        while (to > from && (m_content[to - 1] == '\r' || m_content[to - 1] == ' '))
            --to;
        while (from < to && (m_content[from] == ' ' || m_content[from] == '\t'))
            ++from;
        if (from == to || m_content[from] == ';' || m_content[from] == '#')
            return;
        if (m_content[from] == '[')
            return readGroup(from, to);
        const qsizetype equals = m_content.indexOf('=', from);
        if (equals < 0 || equals >= to)
            return fail(from, QT_TRANSLATE_NOOP("workspace", "name=value or [group] is expected here"));
        readValue(m_content.mid(from, equals - from).trimmed(), equals + 1, to);
    }

    void readGroup(qsizetype from, qsizetype to)
    {
        if (m_content[to - 1] != ']')
            return fail(from, QT_TRANSLATE_NOOP("workspace", "this group's ] is missing"));
        m_group = decodedKey(m_content.mid(from + 1, to - from - 2));
    }

    /// %20 and %U4F60, as QSettings writes keys.
    static QString decodedKey(const QByteArray &key)
    {
        QString text;
        for (qsizetype i = 0; i < key.size(); ++i) {
            const int digits = key[i] != '%' ? 0 : i + 1 < key.size() && key[i + 1] == 'U' ? 4 : 2;
            const qsizetype first = i + (digits == 4 ? 2 : 1);
            bool ok = false;
            const uint code = digits > 0 ? key.mid(first, digits).toUInt(&ok, 16) : 0;
            if (ok && first + digits <= key.size()) {
                text += QChar(ushort(code));
                i = first + digits - 1;
            } else {
                text += QLatin1Char(key[i]);
            }
        }
        return text;
    }

    void readValue(const QByteArray &key, qsizetype from, qsizetype to)
    {
        // "a/b" is the group a with the key b\…: what stands before the last backslash belongs to the name.
        const QString whole = decodedKey(key);
        const qsizetype slash = whole.lastIndexOf(u'\\');
        const QString packet =
            slash < 0 ? m_group : m_group + u'/' + QString(whole.first(slash)).replace(u'\\', u'/');
        const QString name = whole.sliced(slash + 1).toLower();
        if (m_group == QLatin1String("NAMES")) {
            if (name == QLatin1String("name"))
                m_order.append(decodedValue(from, to));
            return;
        }
        if (!m_packets.contains(packet)) {
            if (m_packets.size() >= size_t(mostPackets))
                return fail(from, QT_TRANSLATE_NOOP("workspace", "there are too many packets"));
            m_groups.append(packet);
        }
        m_packets[packet].insert_or_assign(name, Value{decodedValue(from, to), from});
    }

    /// Texts only: @Variant(…) and the like stay as they are and mean nothing.
    QString decodedValue(qsizetype from, qsizetype to) const
    {
        QByteArray raw;
        QString text;
        const auto keep = [&] {
            text += QString::fromUtf8(raw);
            raw.clear();
        };
        for (qsizetype i = from; i < to; ++i) {
            const char c = m_content[i];
            if (c == '"')
                continue;
            if (c != '\\' || i + 1 >= to) {
                raw += c;
                continue;
            }
            const char escape = m_content[++i];
            if (escape == 'x') {
                qsizetype digits = 0;
                while (digits < 4 && i + 1 + digits < to &&
                       netcore::hex::digitValue(QLatin1Char(m_content[i + 1 + digits])) >= 0)
                    ++digits;
                keep();
                text += QChar(ushort(m_content.mid(i + 1, digits).toUInt(nullptr, 16)));
                i += digits;
            } else {
                static constexpr std::string_view letters = "abfnrtv0";
                static constexpr std::string_view codes("\a\b\f\n\r\t\v\0", 8);
                const auto at = letters.find(escape);
                raw += at == std::string_view::npos ? escape : codes[at];
            }
        }
        keep();
        return text;
    }

    /// As Packet Sender lists them; one that is not listed comes behind.
    std::vector<Packet> inOrder() const
    {
        std::vector<Packet> packets;
        std::map<QString, Packet> left = m_packets;
        for (const QString &name : m_order + m_groups) {
            const auto found = left.find(name);
            if (found == left.end())
                continue;
            if (found->second.contains(QStringLiteral("hexstring"))) {
                Packet packet = found->second;
                packet.insert({QStringLiteral("name"), Value{name, 0}});
                packets.push_back(std::move(packet));
            }
            left.erase(found);
        }
        return packets;
    }

    const QByteArray &m_content;
    qsizetype m_at = 0;
    QString m_group;
    QStringList m_order;
    QStringList m_groups;
    std::map<QString, Packet> m_packets;
    std::optional<WorkspaceProblem> m_problem;
};

Result<std::vector<Packet>, WorkspaceProblem> readJson(const QByteArray &content)
{
    const auto root = parseJson(content, {mostBytes, WorkspaceLimits::depth, WorkspaceLimits::values});
    if (!root)
        return refusedWith(problemAt(content, root.error().position, root.error().reason));
    if (root->type != JsonNode::Type::Array)
        return refusedWith(
            problemAt(content, root->offset,
                      QT_TRANSLATE_NOOP("workspace", "a list of packets [ … ] is expected here")));
    if (root->items.size() > size_t(mostPackets))
        return refusedWith(
            problemAt(content, root->offset, QT_TRANSLATE_NOOP("workspace", "there are too many packets")));
    std::vector<Packet> packets;
    for (const JsonNode &item : root->items) {
        if (item.type != JsonNode::Type::Object)
            return refusedWith(problemAt(content, item.offset,
                                         QT_TRANSLATE_NOOP("workspace", "a packet { … } is expected here")));
        Packet packet;
        for (const JsonMember &member : item.members) {
            if (member.value.type == JsonNode::Type::String)
                packet.insert_or_assign(member.key.toLower(),
                                        Value{member.value.string, member.value.offset});
        }
        if (!packet.contains(QStringLiteral("hexstring")))
            return refusedWith(problemAt(content, item.offset,
                                         QT_TRANSLATE_NOOP("workspace", "this packet has no \"hexstring\"")));
        packets.push_back(std::move(packet));
    }
    return packets;
}

} // namespace

Result<QList<SavedPayload>, WorkspaceProblem> parsePacketSender(const QByteArray &content)
{
    if (content.size() > mostBytes)
        return refusedWith(WorkspaceProblem{
            .sentence = translated(QT_TRANSLATE_NOOP("workspace", "the file is over 8 MiB")), .pointer = {}});
    const bool isJson = content.trimmed().startsWith('[') && !content.trimmed().startsWith("[NAMES") &&
                        content.trimmed().endsWith(']') && content.contains('{');
    const auto packets = isJson ? readJson(content) : IniReader(content).read();
    if (!packets)
        return refusedWith(packets.error());
    if (packets->empty())
        return refusedWith(WorkspaceProblem{
            .sentence =
                translated(QT_TRANSLATE_NOOP("workspace", "there is no saved packet of Packet Sender in it")),
            .pointer = {}});
    QList<SavedPayload> payloads;
    for (const Packet &packet : *packets) {
        auto payload = payloadOf(content, packet);
        if (!payload)
            return refusedWith(payload.error());
        payloads.append(std::move(*payload));
    }
    return payloads;
}

Result<QList<SavedPayload>, WorkspaceProblem> loadPacketSender(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return refusedWith(WorkspaceProblem{.sentence = file.errorString(), .pointer = {}});
    return parsePacketSender(file.read(mostBytes + 1));
}

} // namespace app
