#pragma once

#include "netcore/framing/framer.h"

namespace netcore {

class SpecReader;

/// Where a length stands in a frame and what it counts.
struct LengthField
{
    static constexpr int longestDigits = 16;
    quint16 at = 0; // bytes before it
    enum class Form : quint8 { BigEndian, LittleEndian, Decimal, Hex };

    quint8 width = 2; // bytes: 1, 2, 3, 4 or 8; of digits at most longestDigits
    Form form = Form::BigEndian;
    qint64 plus = 0; // added to the declared value; the sum counts the bytes after the field

    bool isDigits() const { return form > Form::LittleEndian; }
    /// The value of the field's `width` bytes; noNumber where digits are expected and there are others.
    quint64 read(const uchar *bytes) const;
    /// The field with this value; empty where it does not fit.
    QByteArray written(quint64 value) const;
    static constexpr quint64 noNumber = ~quint64(0);
};

/// "u16be", "u8", "u24le", "dec4", "hex2" … into width and form, "u16" alone big-endian; false where it is
/// none of them.
bool readLengthType(QStringView text, LengthField &field);

/// Cuts a byte stream into frames by a length that each declares: `len(u16be, at=2, plus=4)`.
///
/// Wire shape   `at` bytes, the length (unsigned, or digits of fixed width), then declared + plus bytes
/// Errors       declared + plus < 0, or what should be a digit and is none, is BadLength, a frame over
/// maxFrame is TooLong: the header becomes that frame, with
///              what was declared; nothing can resynchronise a length prefix, so that all after it is
///              Unframed
/// Limits       nothing is allocated by what the peer declares; keeps the bytes of the length field only
/// Thread       plain value, any one thread
class LengthFramer final : public Framer
{
public:
    static constexpr int largestAt = 4096; // bytes before the length

    LengthFramer(const LengthField &field, const FramingLimits &limits);

    void feed(QByteArrayView bytes, SteadyNs at, std::vector<Frame> &frames) override;
    void finish(std::vector<Frame> &frames) override;
    void reset() override;
    quint64 pending() const override { return m_end - m_start; }
    /// The bytes before the length are zero. Refused where the length does not fit its field.
    Result<QByteArray> encode(QByteArrayView payload) const override;

private:
    bool accept(quint64 declared, std::vector<Frame> &frames);
    void takeHeader(const uchar *&at, const uchar *end, std::vector<Frame> &frames);
    void takeBody(const uchar *&at, const uchar *end, std::vector<Frame> &frames);
    void takeUnframed(const uchar *&at, const uchar *end, std::vector<Frame> &frames);
    template <class Read>
    void takeWhole(const uchar *&at, const uchar *end, std::vector<Frame> &frames, Read read);
    void takeWholeFrames(const uchar *&at, const uchar *end, std::vector<Frame> &frames);
    void advance(const uchar *&at, quint64 count);

    LengthField m_field;
    quint32 m_maxFrame;
    quint32 m_headerLength;

    quint64 m_start = 0;
    quint64 m_end = 0;
    quint64 m_total = 0; // of the frame at m_start, once its length is known; 0 before
    uchar m_lengthBytes[LengthField::longestDigits] = {};
    bool m_lost = false; // after a fault: nothing more can be framed
};

MadeFramer makeLengthFramer(SpecReader &spec, const FramingLimits &limits);

} // namespace netcore
