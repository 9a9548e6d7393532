#include "netcore/exchange/recordwords.h"

#include "netcore/payload/escapes.h"
#include "netcore/recording/callrecord.h"

#include <QtCore/QDateTime>
#include <QtCore/QJsonDocument>

#include <cstring>

namespace netcore {

const char *recordKindName(RecordKind kind)
{
    switch (kind) {
    case RecordKind::Padding: return "padding";
    case RecordKind::Chunk: return "chunk";
    case RecordKind::Datagram: return "datagram";
    case RecordKind::Call: return "call";
    case RecordKind::SessionOpened: return "session opened";
    case RecordKind::SessionClosed: return "session closed";
    case RecordKind::ConnectionOpened: return "connection opened";
    case RecordKind::ConnectionClosed: return "connection closed";
    case RecordKind::StateChanged: return "state";
    case RecordKind::Notice: return "notice";
    case RecordKind::Note: return "note";
    }
    return "unknown";
}

const char *directionName(Direction direction)
{
    switch (direction) {
    case Direction::In: return "in";
    case Direction::Out: return "out";
    case Direction::None: break;
    }
    return "none";
}

QByteArray isoTime(WallNs at)
{
    constexpr WallNs second = 1'000'000'000;
    const WallNs whole = at >= 0 ? at / second : (at - second + 1) / second;
    const QDateTime time = QDateTime::fromSecsSinceEpoch(whole, Qt::UTC);
    return time.toString(QStringLiteral("yyyy-MM-ddTHH:mm:ss.")).toLatin1() +
           QByteArray::number(at - whole * second).rightJustified(9, '0') + 'Z';
}

QByteArray eventDetail(RecordKind kind, const QByteArray &payload)
{
    if (kind == RecordKind::Call) {
        const auto call = CallRecord::decode(payload);
        return call ? escape(call->callText() + ' ' + call->resultText()).toUtf8() : QByteArray("damaged");
    }
    if (kind == RecordKind::StateChanged)
        return payload.size() == 1 ? QByteArray::number(uchar(payload.front())) : QByteArray("damaged");
    return escape(payload).toUtf8();
}

QByteArray asciiJsonLine(const QJsonObject &object)
{
    const QString json = QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
    QByteArray line;
    line.reserve(json.size() + 1);
    for (const QChar c : json) {
        if (c.unicode() < 0x7F)
            line += char(c.unicode());
        else
            line += "\\u" + QByteArray::number(c.unicode(), 16).rightJustified(4, '0');
    }
    return line + '\n';
}

QByteArray csvCell(QByteArrayView text)
{
    if (text.isEmpty())
        return {};
    QByteArray cell = text.toByteArray();
    if (std::strchr("=+-@\t\r", cell.front()))
        cell.prepend('\'');
    const bool quoted = cell.contains(',') || cell.contains('"') || cell.contains('\n') ||
                        cell.contains('\r') || cell.front() == '\'' || cell.front() == ' ';
    return quoted ? '"' + cell.replace("\"", "\"\"") + '"' : cell;
}

} // namespace netcore
