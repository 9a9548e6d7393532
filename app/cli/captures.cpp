#include "app/cli/captures.h"

#include "widgets/models/plaintext.h"

#include <QtCore/QJsonArray>

namespace app {

namespace {

constexpr qsizetype shownOfFrame = 48;

QString whatCame(const MissedValue &value, const QString &framing)
{
    if (value.frames == 0)
        return framing.isEmpty() ? QStringLiteral("nothing came in")
                                 : QStringLiteral("no frame of %1 came in").arg(models::plain(framing));
    const QString last = models::plain(QByteArrayView(value.last));
    const QString rest = value.length > value.last.size() ? QStringLiteral("…") : QString();
    const QString count = value.frames == 1 ? QStringLiteral("one came in and does not fit")
                                            : QStringLiteral("%1 came in, the last of them does not fit");
    return (value.frames == 1 ? count : count.arg(value.frames)) +
           QStringLiteral(" (%1 bytes): %2%3").arg(QString::number(value.length), last, rest);
}

} // namespace

netcore::Result<Captures, RefusedText> Captures::make(const QList<CaptureArgument> &arguments)
{
    Captures captures;
    for (const CaptureArgument &argument : arguments) {
        auto rule = netcore::CaptureRule::parse(argument.rule);
        if (!rule)
            return netcore::refusedWith(RefusedText{rule.error(), argument.rule});
        captures.m_rules.push_back({argument, std::move(*rule)});
    }
    return captures;
}

void Captures::look(const Piece &frame)
{
    ++m_seen.frames;
    m_seen.connection = frame.connection;
    m_seen.last = frame.bytes.first(qMin(frame.bytes.size(), shownOfFrame));
    m_seen.length = frame.bytes.size();
    for (const Rule &each : m_rules) {
        if (auto value = each.rule.take(frame.bytes))
            m_values.insert(each.argument.name, std::move(*value));
    }
}

QString Captures::firstMissing(const QStringList &names) const
{
    for (const QString &name : names) {
        if (!m_values.contains(name))
            return name;
    }
    return {};
}

void Captures::use(const QStringList &names)
{
    for (const Rule &each : m_rules) {
        if (each.argument.isUsedOnce && names.contains(each.argument.name))
            m_values.remove(each.argument.name);
    }
}

MissedValue Captures::missed(const QString &name) const
{
    MissedValue value = m_seen;
    value.name = name;
    for (const Rule &each : m_rules) {
        if (each.argument.name == name)
            value.rules.append(each.argument.rule);
    }
    return value;
}

void CaptureDesk::look(const Piece &piece)
{
    if (m_rules.isEmpty())
        return;
    of(piece.connection).look(piece);
    Q_EMIT looked(piece.connection);
}

Captures &CaptureDesk::of(netcore::ConnectionId connection)
{
    return m_of.try_emplace(connection, m_rules).first->second;
}

Happening missedTold(const MissedValue &value, const QString &framing)
{
    Happening happening;
    happening.object = {{QStringLiteral("event"), QStringLiteral("error")},
                        {QStringLiteral("where"), QStringLiteral("captured:") + value.name},
                        {QStringLiteral("what"), QStringLiteral("a captured value did not come")},
                        {QStringLiteral("connection"), qint64(value.connection)},
                        {QStringLiteral("name"), value.name},
                        {QStringLiteral("rules"), QJsonArray::fromStringList(value.rules)},
                        {QStringLiteral("frames"), qint64(value.frames)},
                        {QStringLiteral("length"), qint64(value.length)},
                        {QStringLiteral("lastHex"), QString::fromLatin1(value.last.toHex())}};
    happening.sentence =
        QStringLiteral("{{captured:%1}}: no frame that came in has this value, and a payload needs it\n"
                       "  rule: %2\n"
                       "  %3\n"
                       "  - see whether the rule fits what comes, and whether --framing cuts it as the rule "
                       "expects\n"
                       "  - give the peer longer with --wait")
            .arg(models::plain(value.name), models::plain(value.rules.join(QStringLiteral(", or: "))),
                 whatCame(value, framing));
    return happening;
}

} // namespace app
