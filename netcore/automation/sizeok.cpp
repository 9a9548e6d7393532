#include "netcore/automation/sizeok.h"

#include <algorithm>

namespace netcore {

namespace {

constexpr qsizetype longestName = 24;
constexpr qsizetype mostDigits = 20;

QByteArray nameOf(QByteArrayView request)
{
    QByteArray name;
    for (const char c : request.trimmed().first(std::min(longestName, request.trimmed().size())))
        name += c >= 0x20 && c <= 0x7E ? c : '.';
    return name;
}

/// How many bytes of digits begin the chunk; 0 where they are no size.
qsizetype digitsOf(QByteArrayView input)
{
    const auto end =
        std::find_if_not(input.begin(), input.end(), [](char c) { return c >= '0' && c <= '9'; });
    const qsizetype digits = end - input.begin();
    return digits <= mostDigits ? digits : 0;
}

} // namespace

QByteArray listingFor(QByteArrayView request, int bytes)
{
    const QByteArray name = nameOf(request);
    QByteArray lines;
    lines.reserve(bytes + longestName + 16);
    for (int line = 1; lines.size() < bytes; ++line)
        lines += name + ": line " + QByteArray::number(line) + '\n';
    lines.truncate(bytes);
    lines[bytes - 1] = '\n';
    return lines;
}

SizeOk::SizeOk(int bytes, std::unique_ptr<Clock> clock) : m_bytes(bytes), m_clock(std::move(clock)) {}

void SizeOk::received(ConnectionId from, QByteArrayView input, ResponderActions &actions)
{
    const SteadyNs now = m_clock->steadyNow();
    const auto promised = m_promised.find(from);
    if (input.trimmed() == "ok") {
        const bool inTime = promised != m_promised.end() && now - promised->second.since <= patience;
        const QByteArray request = inTime ? promised->second.request : QByteArray();
        ended(from);
        if (inTime)
            actions.reply(listingFor(request, m_bytes));
        return;
    }
    m_promised[from] = {nameOf(input), now};
    actions.reply(QByteArray::number(m_bytes));
}

void SizeOk::ended(ConnectionId connection)
{
    m_promised.erase(connection);
}

void SayOk::received(ConnectionId from, QByteArrayView input, ResponderActions &actions)
{
    quint64 &toCome = m_toCome[from];
    const auto data = qsizetype(std::min<quint64>(toCome, quint64(input.size())));
    toCome -= quint64(data);
    const QByteArrayView rest = input.sliced(data);
    const qsizetype digits = digitsOf(rest);
    if (digits == 0)
        return;
    const quint64 size = rest.first(digits).toByteArray().toULongLong(); // over 64 bits: 0
    toCome = size - std::min<quint64>(size, quint64(rest.size() - digits));
    actions.reply("ok");
}

void SayOk::ended(ConnectionId connection)
{
    m_toCome.erase(connection);
}

} // namespace netcore
