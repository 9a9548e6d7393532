#include "widgets/models/recordtext.h"

#include "netcore/recording/callrecord.h"
#include "netcore/session/snapshot.h"
#include "widgets/models/plaintext.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDateTime>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QLocale>

#include <cmath>

namespace models {

using netcore::Direction;
using netcore::RecordKind;

namespace {

struct RecordText
{
    Q_DECLARE_TR_FUNCTIONS(models::RecordText)
};

QString fact(const QJsonObject &facts, const char *name)
{
    return plain(facts.value(QLatin1String(name)).toVariant().toString(), 300);
}

QString endText(const QString &ended)
{
    const struct
    {
        const char *name;
        QString text;
    } ends[] = {
        {"fin-by-peer", RecordText::tr("closed by the peer (FIN)")},
        {"closed-by-us", RecordText::tr("closed by us")},
        {"reset-by-peer", RecordText::tr("reset by the peer (RST)")},
        {"reset-by-us", RecordText::tr("reset by us (RST)")},
        {"failed", RecordText::tr("failed")},
        {"self-connect", RecordText::tr("had reached itself")},
        {"refused-by-us", RecordText::tr("over the listener's limit, closed by us")},
        {"session-closed", RecordText::tr("its session was closed")},
    };
    for (const auto &end : ends) {
        if (ended == QLatin1String(end.name))
            return end.text;
    }
    return ended;
}

QString withError(const QString &sentence, const QJsonObject &facts)
{
    const QString error = fact(facts, "errno");
    const QString reason = fact(facts, "reason");
    QString text = sentence;
    if (!error.isEmpty())
        text += QLatin1String(": ") + error;
    if (!reason.isEmpty())
        text += QLatin1String(": ") + QCoreApplication::translate("netcore", reason.toUtf8().constData());
    return text;
}

QString connectionText(RecordKind kind, const QJsonObject &facts)
{
    const QString local = fact(facts, "local");
    const QString peer = fact(facts, "peer");
    if (kind == RecordKind::ConnectionClosed) {
        const QString end = endText(fact(facts, "ended"));
        const QString bytes =
            RecordText::tr("%1 bytes in, %2 bytes out").arg(fact(facts, "bytesIn"), fact(facts, "bytesOut"));
        return withError(QStringLiteral("%1 (%2)").arg(end, bytes), facts);
    }
    if (peer.isEmpty())
        return RecordText::tr("from %1").arg(local);
    return facts.value(QLatin1String("inbound")).toBool() ? RecordText::tr("from %1 to %2").arg(peer, local)
           : local.isEmpty()                              ? RecordText::tr("to %1").arg(peer)
                                                          : RecordText::tr("to %1 from %2").arg(peer, local);
}

QString attemptText(const QJsonObject &facts)
{
    const QString took = spanText(qint64(facts.value(QLatin1String("durationNs")).toDouble()));
    const bool failed = !fact(facts, "errno").isEmpty() || !fact(facts, "reason").isEmpty();
    const QString address = fact(facts, "address");
    return failed ? withError(RecordText::tr("Tried %1, %2").arg(address, took), facts)
                  : RecordText::tr("Tried %1: succeeded after %2").arg(address, took);
}

QString otherNoticeText(const QString &what, const QJsonObject &facts)
{
    QStringList parts;
    for (auto it = facts.begin(); it != facts.end(); ++it) {
        if (it.key() != QLatin1String("what") && it.key() != QLatin1String("session"))
            parts +=
                QStringLiteral("%1 %2").arg(plain(it.key(), 60), fact(facts, it.key().toUtf8().constData()));
    }
    return parts.isEmpty() ? what : QStringLiteral("%1: %2").arg(what, parts.join(QLatin1String(", ")));
}

QString noticeText(const QJsonObject &facts)
{
    const QString what = fact(facts, "what");
    if (what == QLatin1String("attempt"))
        return attemptText(facts);
    if (what == QLatin1String("kernel-drops"))
        return RecordText::tr(
                   "%1 drop events of the kernel in all, at least %1 datagrams: the receive buffer "
                   "was full")
            .arg(fact(facts, "inAll"));
    if (what == QLatin1String("recording-gap"))
        return RecordText::tr("%1 records are missing here: the recording had stopped (%2)")
            .arg(fact(facts, "records"), fact(facts, "errno"));
    if (what == QLatin1String("icmp"))
        return RecordText::tr("ICMP error from %1 for %2: %3")
            .arg(fact(facts, "offender"), fact(facts, "destination"), fact(facts, "errno"));
    if (what == QLatin1String("accept-paused"))
        return RecordText::tr("Accepting is paused: too many open files (%1 refused)")
            .arg(fact(facts, "refused"));
    if (what == QLatin1String("syn-cookies"))
        return RecordText::tr("The queue of half-open connections is full (%1): the kernel answers with SYN "
                              "cookies (%2 so far); clients are still accepted")
            .arg(fact(facts, "halfOpen"), fact(facts, "sent"));
    if (what == QLatin1String("accept-resumed"))
        return RecordText::tr("Accepting again");
    if (what == QLatin1String("any-address-is-loopback"))
        return RecordText::tr("Connecting to %1 means %2").arg(fact(facts, "asked"), fact(facts, "used"));
    if (what == QLatin1String("responder-paused"))
        return RecordText::tr("The responder is paused: %1").arg(fact(facts, "why"));
    if (what == QLatin1String("reply-withheld"))
        return RecordText::tr("A reply was withheld: %1 (%2 in all)")
            .arg(fact(facts, "why"), fact(facts, "inAll"));
    return otherNoticeText(what, facts);
}

QString jsonText(RecordKind kind, QByteArrayView payload)
{
    const QJsonDocument document = QJsonDocument::fromJson(payload.toByteArray());
    if (!document.isObject())
        return plain(payload, 300);
    const QJsonObject facts = document.object();
    switch (kind) {
    case RecordKind::SessionOpened: return fact(facts, "spec");
    case RecordKind::SessionClosed: return withError(RecordText::tr("Session closed"), facts);
    case RecordKind::Notice: return noticeText(facts);
    default: return connectionText(kind, facts);
    }
}

} // namespace

QString clockText(netcore::WallNs startedAt, netcore::SteadyNs time)
{
    return ClockTexts().at(startedAt, time);
}

QString ClockTexts::at(netcore::WallNs startedAt, netcore::SteadyNs time)
{
    const qint64 wall = startedAt + time;
    const qint64 second = wall / 1'000'000'000;
    if (m_start.isEmpty() || second != m_second) {
        m_second = second;
        m_start = QDateTime::fromSecsSinceEpoch(second).toString(QStringLiteral("HH:mm:ss."));
    }
    return m_start + QStringLiteral("%1").arg(wall / 1000 % 1000000, 6, 10, QLatin1Char('0'));
}

QString spanText(netcore::SteadyNs span)
{
    const double ns = double(std::abs(span));
    if (ns < 1e6)
        return RecordText::tr("%1 µs").arg(QString::number(ns / 1e3, 'f', ns < 1e4 ? 1 : 0));
    if (ns < 1e9)
        return RecordText::tr("%1 ms").arg(QString::number(ns / 1e6, 'f', 3));
    if (ns < 100e9)
        return RecordText::tr("%1 s").arg(QString::number(ns / 1e9, 'f', 3));
    return RecordText::tr("%1 min %2 s")
        .arg(QString::number(qint64(ns / 60e9)), QString::number(std::fmod(ns / 1e9, 60), 'f', 1));
}

QString deltaText(netcore::SteadyNs span)
{
    return (span < 0 ? QChar(0x2212) : QLatin1Char('+')) + spanText(span);
}

QString kindText(RecordKind kind)
{
    switch (kind) {
    case RecordKind::Padding: return {};
    case RecordKind::Chunk: return RecordText::tr("chunk");
    case RecordKind::Datagram: return RecordText::tr("datagram");
    case RecordKind::Call: return RecordText::tr("call");
    case RecordKind::SessionOpened: return RecordText::tr("session");
    case RecordKind::SessionClosed: return RecordText::tr("session end");
    case RecordKind::ConnectionOpened: return RecordText::tr("opened");
    case RecordKind::ConnectionClosed: return RecordText::tr("closed");
    case RecordKind::StateChanged: return RecordText::tr("state");
    case RecordKind::Notice: return RecordText::tr("notice");
    case RecordKind::Note: return RecordText::tr("note");
    }
    return {};
}

QString arrowOf(Direction direction)
{
    switch (direction) {
    case Direction::Out: return QStringLiteral("\u2192");
    case Direction::In: return QStringLiteral("\u2190");
    case Direction::None: break;
    }
    return {};
}

QString directionText(Direction direction)
{
    switch (direction) {
    case Direction::Out: return RecordText::tr("out");
    case Direction::In: return RecordText::tr("in");
    case Direction::None: break;
    }
    return {};
}

bool looksLikeText(QByteArrayView payload)
{
    qsizetype odd = 0;
    for (const char c : payload) {
        const uchar byte = uchar(c);
        const bool lineOrTab = byte == '\n' || byte == '\r' || byte == '\t';
        odd += (byte < 0x20 && !lineOrTab) || byte == 0x7F;
    }
    if (odd * 10 > payload.size())
        return false;
    // Bytes above ASCII are text only where they are UTF-8; a character cut at the end is let pass.
    const QString read = QString::fromUtf8(payload);
    const qsizetype wrong = read.count(QChar(QChar::ReplacementCharacter));
    return wrong <= 1 || wrong * 10 < read.size();
}

QString previewText(QByteArrayView payload, quint64 wholeLength)
{
    if (wholeLength == 0)
        return RecordText::tr("(empty)");
    constexpr qsizetype most = 256;
    const QByteArrayView start = payload.first(std::min(payload.size(), most));
    const QString more = quint64(start.size()) < wholeLength ? QString(QChar(0x2026)) : QString();
    if (looksLikeText(start))
        return plain(start) + more;
    return QString::fromLatin1(start.toByteArray().toHex(' ')) +
           (more.isEmpty() ? more : QLatin1Char(' ') + more);
}

QString eventText(RecordKind kind, QByteArrayView payload)
{
    switch (kind) {
    case RecordKind::StateChanged:
        return payload.size() == 1
                   ? QString::fromLatin1(netcore::stateName(netcore::ConnectionState(uchar(payload[0]))))
                   : plain(payload, 300);
    case RecordKind::Note: return plain(payload, 300);
    case RecordKind::Call: {
        const auto call = netcore::CallRecord::decode(payload);
        return call ? plain(call->callText() + ' ' + call->resultText()) : RecordText::tr("damaged");
    }
    default: return jsonText(kind, payload);
    }
}

} // namespace models
