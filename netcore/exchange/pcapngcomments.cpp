#include "netcore/exchange/pcapngcomments.h"

#include <QtCore/QByteArray>
#include <QtCore/QFile>
#include <QtCore/QtEndian>

#include <algorithm>

namespace netcore {

namespace {

enum BlockType : quint32 {
    SectionBlock = 0x0A0D0D0A,
    ObsoletePacketBlock = 2,
    SimplePacketBlock = 3,
    StatisticsBlock = 5,
    EnhancedPacketBlock = 6
};

constexpr quint32 byteOrderMagic = 0x1A2B3C4D;
constexpr qint64 aroundBody = 12; // type, length, length again
constexpr qint64 packetFields = 20;
constexpr qint64 mostOptions = 1 << 20;
constexpr qsizetype mostComments = 64;
constexpr quint16 commentCode = 1;
constexpr quint16 endOfOptions = 0;

constexpr qint64 padded(qint64 length)
{
    return (length + 3) & ~qint64(3);
}

} // namespace

PcapngComments::PcapngComments(const QString &file)
    : m_file(std::fopen(QFile::encodeName(file).constData(), "rbe"))
{
    quint32 type = 0;
    if (!m_file || std::fseek(m_file.get(), 0, SEEK_END) != 0)
        return;
    m_end = std::ftell(m_file.get());
    if (!read(0, &type, sizeof type) || type != SectionBlock)
        m_end = 0; // a palindrome: the same in both byte orders
}

bool PcapngComments::read(qint64 at, void *to, std::size_t size)
{
    return std::fseek(m_file.get(), long(at), SEEK_SET) == 0 && std::fread(to, 1, size, m_file.get()) == size;
}

quint32 PcapngComments::number(quint32 raw) const
{
    const quint32 value = qFromLittleEndian(raw);
    return m_swapped ? qbswap(value) : value;
}

std::optional<PcapngComments::Block> PcapngComments::nextBlock()
{
    quint32 head[3] = {};
    if (m_end - m_next < aroundBody || !read(m_next, head, sizeof head))
        return std::nullopt;
    const bool isSection = head[0] == SectionBlock;
    if (isSection)
        m_swapped = qFromLittleEndian(head[2]) != byteOrderMagic;
    const qint64 length = number(head[1]);
    if (length < aroundBody || padded(length) > m_end - m_next ||
        (isSection && number(head[2]) != byteOrderMagic)) {
        m_end = 0; // damaged
        return std::nullopt;
    }
    const Block block{isSection ? quint32(SectionBlock) : number(head[0]), m_next + 8, length - aroundBody};
    m_next += padded(length);
    return block;
}

void PcapngComments::addComments(qint64 at, qint64 size, QStringList &to)
{
    QByteArray options(std::clamp<qint64>(size, 0, mostOptions), Qt::Uninitialized);
    if (options.size() < 4 || !read(at, options.data(), std::size_t(options.size())))
        return;
    const auto word = [&](qint64 place) {
        const quint16 value = qFromLittleEndian<quint16>(options.constData() + place);
        return m_swapped ? qbswap(value) : value;
    };
    for (qint64 place = 0; place + 4 <= options.size();) {
        const quint16 code = word(place);
        const qint64 length = word(place + 2);
        place += 4;
        if (code == endOfOptions || length > options.size() - place)
            return;
        if (code == commentCode && length > 0 && to.size() < mostComments)
            to.append(QString::fromUtf8(options.constData() + place, length));
        place += padded(length);
    }
}

void PcapngComments::addPacketComments(const Block &block, QStringList &to)
{
    quint32 captured = 0; // stands at the same place in both kinds of packets
    if (block.size < packetFields || !read(block.begin + 12, &captured, sizeof captured))
        return;
    const qint64 before = packetFields + padded(number(captured));
    if (before < block.size)
        addComments(block.begin + before, block.size - before, to);
}

PcapngComments::Found PcapngComments::next()
{
    Found found;
    while (const auto block = nextBlock()) {
        switch (block->type) {
        case SectionBlock: addComments(block->begin + 16, block->size - 16, found.before); break;
        case StatisticsBlock: addComments(block->begin + 12, block->size - 12, found.before); break;
        case SimplePacketBlock: return found;
        case EnhancedPacketBlock:
        case ObsoletePacketBlock: addPacketComments(*block, found.ofPacket); return found;
        default: break;
        }
    }
    return found;
}

} // namespace netcore
