#include "netcore/exchange/pcapngblocks.h"

#include <QtCore/QtEndian>

namespace netcore {

namespace {

constexpr quint32 sectionBlock = 0x0A0D0D0A;
constexpr quint32 interfaceBlock = 1;
constexpr quint32 statisticsBlock = 5;
constexpr quint32 packetBlock = 6;
constexpr quint16 commentOption = 1;
constexpr qsizetype mostComment = 65'000;

void add16(QByteArray &to, quint16 value)
{
    value = qToLittleEndian(value);
    to.append(reinterpret_cast<const char *>(&value), sizeof value);
}

void add32(QByteArray &to, quint32 value)
{
    value = qToLittleEndian(value);
    to.append(reinterpret_cast<const char *>(&value), sizeof value);
}

void addTime(QByteArray &to, WallNs at)
{
    add32(to, quint32(quint64(at) >> 32));
    add32(to, quint32(quint64(at)));
}

qsizetype paddingOf(qsizetype length)
{
    return (4 - length % 4) % 4;
}

void addOption(QByteArray &to, quint16 code, QByteArrayView value)
{
    add16(to, code);
    add16(to, quint16(value.size()));
    to.append(value.data(), value.size());
    to.append(paddingOf(value.size()), '\0');
}

/// The text, cut at a character's beginning where it is too long.
QByteArray commentText(const QString &text)
{
    QByteArray bytes = text.toUtf8();
    if (bytes.size() > mostComment) {
        qsizetype end = mostComment;
        while (end > 0 && (quint8(bytes[end]) & 0xC0) == 0x80)
            --end;
        bytes.truncate(end);
    }
    return bytes;
}

void addComments(QByteArray &to, const QStringList &comments)
{
    for (const QString &comment : comments)
        addOption(to, commentOption, commentText(comment));
}

void addEnd(QByteArray &to)
{
    add32(to, 0); // opt_endofopt
}

} // namespace

void PcapngBlocks::block(quint32 type, const QByteArray &body)
{
    QByteArray whole;
    const auto length = quint32(body.size()) + 12;
    add32(whole, type);
    add32(whole, length);
    whole += body;
    add32(whole, length);
    m_out.append(whole);
}

void PcapngBlocks::section(const QStringList &comments)
{
    QByteArray body;
    add32(body, 0x1A2B3C4D); // tells the byte order
    add16(body, 1);          // version 1.0
    add16(body, 0);
    add32(body, 0xFFFFFFFF); // length of the section: not told
    add32(body, 0xFFFFFFFF);
    addComments(body, comments);
    addOption(body, 4, "Socketarium"); // shb_userappl
    addEnd(body);
    block(sectionBlock, body);
}

quint32 PcapngBlocks::interface(const QString &name, const QString &description)
{
    QByteArray body;
    add16(body, 1); // LINKTYPE_ETHERNET
    add16(body, 0);
    add32(body, 0); // no limit of the bytes kept
    addOption(body, 2, commentText(name));
    addOption(body, 3, commentText(description));
    addOption(body, 9, QByteArrayView("\x09", 1)); // if_tsresol: ns
    addEnd(body);
    block(interfaceBlock, body);
    return m_interfaces++;
}

void PcapngBlocks::packet(quint32 interface, WallNs at, Direction direction, QByteArrayView headers,
                          QByteArrayView payload, const QStringList &comments)
{
    const qsizetype bytes = headers.size() + payload.size();
    QByteArray options;
    addComments(options, comments);
    add16(options, 2); // epb_flags: inbound or outbound
    add16(options, 4);
    add32(options, direction == Direction::In ? 1 : 2);
    addEnd(options);
    const auto length = quint32(32 + bytes + paddingOf(bytes) + options.size());
    QByteArray head;
    head.reserve(28 + headers.size());
    add32(head, packetBlock);
    add32(head, length);
    add32(head, interface);
    addTime(head, at);
    add32(head, quint32(bytes));
    add32(head, quint32(bytes));
    m_out.append(head += headers);
    m_out.append(payload);
    options.prepend(paddingOf(bytes), '\0');
    add32(options, length);
    m_out.append(options);
}

void PcapngBlocks::statistics(quint32 interface, WallNs at, const QStringList &comments)
{
    QByteArray body;
    add32(body, interface);
    addTime(body, at);
    addComments(body, comments);
    addEnd(body);
    block(statisticsBlock, body);
}

} // namespace netcore
