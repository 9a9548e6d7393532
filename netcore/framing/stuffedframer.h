#pragma once

#include "netcore/framing/steppedframer.h"
#include "netcore/payload/checksum.h"

#include <array>
#include <optional>

namespace netcore {

class SpecReader;

/// How bytes that have a meaning are written as data.
struct Stuffing
{
    char flag = 0;                        // ends a frame, and may begin it
    char escape = 0;                      // and the byte after it stand for one byte
    std::array<qint16, 256> meaning = {}; // of the byte after the escape; -1 where there is none

    static Stuffing slip(); // RFC 1055
    static Stuffing hdlc(); // RFC 1662 s.4.2
};

/// Cuts a byte stream at flags that stand nowhere else, because data is stuffed: `slip`, `hdlc`,
/// `hdlc(fcs32)`.
///
/// Wire shape   flags, the stuffed payload with its check, a flag. Flags in a row are one boundary: the first
/// ends
///              a frame, the others are the header of the next. A frame that is empty does not exist.
/// Errors       an escape that has no meaning is BadEscape (in HDLC the flag after it: an aborted frame), a
/// check
///              that differs BadCheck, a frame too short for its check Malformed
/// Resync       the next flag ends a wrong frame, too
/// Limits       as SteppedFramer; keeps no bytes
/// Thread       plain value, any one thread
/// Source       RFC 1055 (SLIP, encoded with a flag before and after as it advises); RFC 1662 s.3.1, 4.2, C.2
/// (HDLC
///              with octet stuffing, FCS-16 and FCS-32, sent least significant byte first)
class StuffedFramer final : public SteppedFramer
{
public:
    /// `check` is sent after the payload, least significant byte first.
    StuffedFramer(const Stuffing &stuffing, std::optional<Checksum> check, const FramingLimits &limits);

    Result<QByteArray> encode(QByteArrayView payload) const override;
    QByteArray decode(const Frame &frame, QByteArrayView wire) const override;
    bool isVerbatim() const override { return false; }
    FaultDetail explain(const Frame &frame, QByteArrayView wire) const override;

protected:
    void step(uchar byte) override;
    void begin(bool ofStream) override;
    qsizetype withoutMeaning(QByteArrayView bytes) override;
    qsizetype wholeFrames(QByteArrayView bytes, quint64 offset, std::vector<Frame> &frames) override;

private:
    const char *endOfData(const char *at, const char *end) const;
    void endFrame();
    void addToCheck(QByteArrayView bytes);
    QByteArray unstuffed(QByteArrayView stuffed) const;
    QByteArray withCheck(QByteArrayView payload) const;

    Stuffing m_stuffing;
    std::optional<Checksum> m_check; // runs over payload and check as they pass
    quint64 m_residue = 0;           // its value where the check is right

    quint64 m_flags = 0;   // at the beginning of the frame
    quint64 m_data = 0;    // bytes of payload and check so far, escapes undone
    bool m_inside = false; // a byte that is no flag has come
    bool m_escaped = false;
    bool m_badEscape = false;
};

MadeFramer makeSlipFramer(SpecReader &spec, const FramingLimits &limits);
MadeFramer makeHdlcFramer(SpecReader &spec, const FramingLimits &limits);

} // namespace netcore
