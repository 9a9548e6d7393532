#include "netcore/framing/modbusrtuframer.h"

#include "netcore/framing/steppedframer.h"

#include <algorithm>
#include <cstring>

namespace netcore {

namespace {

constexpr quint16 crcBytes = 2;
constexpr int unknown = -1;
constexpr int moreNeeded = 0;

/// A length that a count at `place` adds to, once that byte is there.
int counted(const uchar *frame, int kept, int place, int fixed)
{
    return kept > place ? fixed + frame[place] : moreNeeded;
}

/// MODBUS Application Protocol V1.1b3, 6.1 to 6.21; address and CRC included.
int requestLength(const uchar *frame, int kept)
{
    if (kept < 2)
        return moreNeeded;
    switch (frame[1]) {
    case 1:
    case 2:
    case 3:
    case 4:
    case 5:
    case 6:
    case 8: return 8;
    case 7:
    case 11:
    case 12:
    case 17: return 4;
    case 15:
    case 16: return counted(frame, kept, 6, 9);
    case 20:
    case 21: return counted(frame, kept, 2, 5);
    case 22: return 10;
    case 23: return counted(frame, kept, 10, 13);
    case 24: return 6;
    case 43: return 7;
    default: return unknown;
    }
}

int responseLength(const uchar *frame, int kept)
{
    if (kept < 2)
        return moreNeeded;
    switch (frame[1]) {
    case 1:
    case 2:
    case 3:
    case 4:
    case 12:
    case 17:
    case 20:
    case 21:
    case 23: return counted(frame, kept, 2, 5);
    case 5:
    case 6:
    case 8:
    case 11:
    case 15:
    case 16: return 8;
    case 7: return 5;
    case 22: return 10;
    case 24: return kept > 3 ? 6 + (frame[2] << 8 | frame[3]) : moreNeeded;
    default: break;
    }
    uchar asked[2] = {frame[0], uchar(frame[1] & 0x7F)}; // an exception: function + 0x80, code
    return (frame[1] & 0x80) && requestLength(asked, 2) != unknown ? 5 : unknown;
}

} // namespace

ModbusRtuFramer::ModbusRtuFramer(const FramingLimits &limits)
    : m_maxFrame(limits.maxFrame), m_crc(Checksum::make(u"crc16-modbus").value())
{
}

/// Whether a frame begins the window.
ModbusRtuFramer::Found ModbusRtuFramer::look()
{
    int lengths[] = {requestLength(m_window, m_kept), responseLength(m_window, m_kept)};
    std::sort(std::begin(lengths), std::end(lengths));
    bool mayCome = false;
    for (const int length : lengths) {
        if (length == unknown || length > longestFrame || quint32(length) > m_maxFrame)
            continue;
        if (length == moreNeeded || length > m_kept) {
            mayCome = true;
        } else if (length > m_tested) {
            m_tested = length;
            if (m_crc.of(QByteArrayView(m_window, length)) == 0) { // over the CRC as well: 0
                m_found = length;
                return Found::Frame;
            }
            if (m_end - m_start == quint64(m_kept))
                m_wrong[m_wrong[0] > 0 ? 1 : 0] = length;
        }
    }
    return mayCome ? Found::MoreNeeded : Found::Nothing;
}

void ModbusRtuFramer::drop(int count)
{
    m_kept -= count;
    m_tested = 0;
    std::memmove(m_window, m_window + count, size_t(m_kept));
}

void ModbusRtuFramer::cutRubbish(std::vector<Frame> &frames, quint64 end, FrameFault fault)
{
    if (end == m_start)
        return;
    Frame frame{.offset = m_start, .length = quint32(end - m_start), .fault = fault};
    if (int(frame.length) == m_wrong[0] || int(frame.length) == m_wrong[1]) {
        frame.fault = FrameFault::BadCheck;
        frame.trailerLength = crcBytes;
    }
    frames.push_back(frame);
    m_start = end;
    m_wrong[0] = m_wrong[1] = 0;
}

void ModbusRtuFramer::slide(std::vector<Frame> &frames)
{
    drop(1);
    if (m_end - m_start - quint64(m_kept) == m_maxFrame)
        cutRubbish(frames, m_start + m_maxFrame, FrameFault::Unframed);
}

void ModbusRtuFramer::cutFrame(std::vector<Frame> &frames)
{
    cutRubbish(frames, m_end - quint64(m_kept), FrameFault::Unframed);
    frames.push_back({.offset = m_start, .length = quint32(m_found), .trailerLength = crcBytes});
    m_start += quint64(m_found);
    drop(m_found);
    m_wrong[0] = m_wrong[1] = 0;
}

/// Cuts what can be cut. Where the stream has `ended`, nothing is waited for.
void ModbusRtuFramer::examine(std::vector<Frame> &frames, bool ended)
{
    while (m_kept > 0) {
        const Found found = look();
        if (found == Found::Frame)
            cutFrame(frames);
        else if (found == Found::Nothing || ended)
            slide(frames);
        else
            return;
    }
}

void ModbusRtuFramer::feed(QByteArrayView bytes, SteadyNs, std::vector<Frame> &frames)
{
    for (const char byte : bytes) {
        m_window[m_kept++] = uchar(byte);
        ++m_end;
        examine(frames, false);
    }
}

void ModbusRtuFramer::finish(std::vector<Frame> &frames)
{
    const bool mayBeCut = m_end - m_start == quint64(m_kept);
    const quint64 waitedFrom = m_start;
    examine(frames, true);
    const bool isCut = mayBeCut && m_start == waitedFrom;
    cutRubbish(frames, m_end, isCut ? FrameFault::Unterminated : FrameFault::Unframed);
}

void ModbusRtuFramer::reset()
{
    m_start = 0;
    m_end = 0;
    drop(m_kept);
    m_wrong[0] = m_wrong[1] = 0;
}

Result<QByteArray> ModbusRtuFramer::encode(QByteArrayView payload) const
{
    QByteArray wire = payload.toByteArray();
    const quint64 crc = m_crc.of(payload.first(std::min<qsizetype>(payload.size(), longestFrame)));
    wire += char(crc & 0xFF);
    wire += char(crc >> 8 & 0xFF);
    ModbusRtuFramer fresh({m_maxFrame});
    return onlyFrame(
        fresh, wire,
        NETCORE_REASON("the length of this payload (address, function, data) does not fit its function"));
}

FaultDetail ModbusRtuFramer::explain(const Frame &frame, QByteArrayView wire) const
{
    FaultDetail detail = Framer::explain(frame, wire);
    if (frame.fault != FrameFault::BadCheck)
        return detail;
    const auto *bytes = reinterpret_cast<const uchar *>(wire.data());
    const auto end = int(wire.size()) - crcBytes;
    detail.at = end;
    detail.checkBits = 8 * crcBytes;
    detail.wanted = m_crc.of(wire.first(end));
    detail.got = quint64(bytes[end] | bytes[end + 1] << 8);
    return detail;
}

} // namespace netcore
