#pragma once

#include "netcore/framing/framingspec.h"
#include "netcore/framing/stage.h"
#include "netcore/payload/checksum.h"

namespace netcore {

/// A range of bytes; negative places count from the end, `to` is exclusive and without it the end.
struct ByteRange
{
    qint64 from = 0;
    std::optional<qint64> to;

    /// Refused (nothing) where these places do not exist in so many bytes or turn round.
    std::optional<std::pair<qsizetype, qsizetype>> in(qsizetype size) const;
};

/// Where a checksum stands in a payload, how it is written and what it covers.
struct ChecksumPlace
{
    enum class Writing : quint8 { BigEndian, LittleEndian, HexDigits };

    bool last = true; // else first
    quint16 size = 0; // bytes on the wire
    Writing writing = Writing::BigEndian;
    bool wholeFrame = false;       // what it covers is counted from the frame's first byte, header included
    std::optional<ByteRange> over; // all but the checksum where not given; in a whole frame up to it
};

/// Verifies a checksum, takes it away and adds it: `| crc(crc16-modbus, last 2 le)`, `| crc(xor8, last 2 hex,
/// over=1..-2)`, `| crc(crc(8, poly=07), first)`, `| crc(sum8, last, whole)`.
///
/// Wire shape   the checksum before or after the payload, as bytes in either order or as hex digits. `over`
/// is
///              from..to of what is carried, the checksum included (so that 0..-2 leaves 2 bytes at the end
///              out); with `whole`, of the frame with its header and trailer
/// Errors       a range that turns round or takes in the checksum itself is refused with its position (faults
///              row 10); a payload that has not all that the range names is BadInner
/// Thread       plain value, any one thread
class ChecksumStage final : public Stage
{
public:
    ChecksumStage(Checksum checksum, const ChecksumPlace &place);

    Result<QByteArray> encode(QByteArrayView payload) const override;
    Unpacked decode(const Carried &carried) const override;
    std::optional<Margins> margins() const override;
    bool coversFrame() const override { return m_place.wholeFrame; }
    Result<QByteArray> seal(QByteArray frame, qsizetype payloadAt, qsizetype payloadSize) const override;

private:
    std::optional<quint64> computed(const Carried &carried) const;
    std::optional<QByteArrayView> covered(const Carried &carried) const;
    std::optional<quint64> read(QByteArrayView field) const;
    QByteArray written(quint64 value) const;
    qsizetype fieldAt(qsizetype carriedSize) const { return m_place.last ? carriedSize - m_place.size : 0; }

    Checksum m_checksum;
    ChecksumPlace m_place;
};

/// From `crc(NAME, where, over=, whole)`. `payloadSize` where every payload before this stage has the same;
/// `isFirst` where it follows a framing whose payload stands as it is in the frame.
Result<std::unique_ptr<Stage>> makeChecksumStage(SpecReader &spec, std::optional<quint32> payloadSize,
                                                 bool isFirst);

} // namespace netcore
