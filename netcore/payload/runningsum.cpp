#include "netcore/payload/runningsum.h"

#include <algorithm>

namespace netcore {

namespace {

bool countsWords(SumKind kind)
{
    return kind == SumKind::Fletcher32 || kind == SumKind::Internet;
}

quint64 modulusOf(SumKind kind)
{
    switch (kind) {
    case SumKind::Fletcher16: return 255;
    case SumKind::Fletcher32: return 65535;
    case SumKind::Adler32: return 65521;
    default: return 0;
    }
}

quint16 foldedToWord(quint64 sum)
{
    while (sum >> 16)
        sum = (sum & 0xFFFF) + (sum >> 16);
    return quint16(sum);
}

} // namespace

const std::vector<NamedSum> &sumCatalogue()
{
    static const std::vector<NamedSum> catalogue = {
        {"sum8", SumKind::Sum8, 8, 0xDD},
        {"sum16", SumKind::Sum16, 16, 0x01DD},
        {"lrc", SumKind::Lrc, 8, 0x23},
        {"xor8", SumKind::Xor8, 8, 0x31},
        {"fletcher16", SumKind::Fletcher16, 16, 0x1EDE},
        {"fletcher32", SumKind::Fletcher32, 32, 0xDF09D509},
        {"adler32", SumKind::Adler32, 32, 0x091E01DE},
        {"internet", SumKind::Internet, 16, 0xF62A},
    };
    return catalogue;
}

RunningSum::RunningSum(SumKind kind) : m_kind(kind), m_low(kind == SumKind::Adler32 ? 1 : 0) {}

void RunningSum::add(QByteArrayView bytes)
{
    constexpr qsizetype block = 4096; // the sums of one block stay far below 64 bits
    for (; !bytes.isEmpty(); bytes = bytes.sliced(std::min(block, bytes.size()))) {
        const QByteArrayView part = bytes.first(std::min(block, bytes.size()));
        if (countsWords(m_kind))
            addWords(part);
        else
            addBytes(part);
        if (const quint64 modulus = modulusOf(m_kind)) {
            m_low %= modulus;
            m_high %= modulus;
        }
    }
}

void RunningSum::addBytes(QByteArrayView bytes)
{
    if (m_kind == SumKind::Xor8) {
        for (const char byte : bytes)
            m_low ^= uchar(byte);
        return;
    }
    for (const char byte : bytes) {
        m_low += uchar(byte);
        m_high += m_low; // only the two that have a modulus look at it
    }
}

void RunningSum::addWord(uchar first, uchar second)
{
    m_low += m_kind == SumKind::Internet ? first * 256u + second : first + second * 256u;
    m_high += m_low;
}

void RunningSum::addWords(QByteArrayView bytes)
{
    if (m_odd && !bytes.isEmpty()) {
        addWord(*m_odd, uchar(bytes.front()));
        m_odd.reset();
        bytes = bytes.sliced(1);
    }
    qsizetype i = 0;
    for (; i + 1 < bytes.size(); i += 2)
        addWord(uchar(bytes[i]), uchar(bytes[i + 1]));
    if (i < bytes.size())
        m_odd = uchar(bytes[i]);
}

quint64 RunningSum::value() const
{
    if (m_odd) {
        RunningSum whole = *this;
        whole.add(QByteArray(1, '\0'));
        return whole.value();
    }
    switch (m_kind) {
    case SumKind::Sum8:
    case SumKind::Xor8: return m_low & 0xFF;
    case SumKind::Sum16: return m_low & 0xFFFF;
    case SumKind::Lrc: return (~m_low + 1) & 0xFF;
    case SumKind::Fletcher16: return m_high << 8 | m_low;
    case SumKind::Fletcher32:
    case SumKind::Adler32: return m_high << 16 | m_low;
    case SumKind::Internet: return quint16(~foldedToWord(m_low));
    }
    Q_UNREACHABLE();
}

} // namespace netcore
