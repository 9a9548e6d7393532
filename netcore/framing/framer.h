#pragma once

#include "netcore/base/clock.h"
#include "netcore/base/result.h"

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayView>
#include <QtCore/QString>

#include <memory>
#include <optional>
#include <vector>

namespace netcore {

struct FramingLimits
{
    quint32 maxFrame = 16u << 20; // bytes on the wire; settable up to hardMaxFrame
    static constexpr quint32 hardMaxFrame = 1u << 30;
};

/// Why a piece of the stream is not a good frame. It is kept and shown, never dropped.
enum class FrameFault : quint8 {
    None,
    TooLong,      // over FramingLimits::maxFrame, or a declared length over it
    BadLength,    // a declared length that cannot be (shorter than what it includes, no number, overlong)
    Unterminated, // the stream ended, or the limit came, before the frame did
    BadCheck,     // a checksum differs; the frame's boundaries are sound, so that decode() gives its payload
    BadEscape,
    Unframed,  // bytes that belong to no frame: between two, or after a fault without a way to resynchronise
    Malformed, // bytes that this framing does not allow here
    TooCostly, // the framing has used up its time (regex), and is off
    BadInner,  // the frame is sound, but its payload is no frame of the next stage (`len(u8) | slip`)
};

/// What is wrong with a frame in general: static English (NETCORE_REASON), empty for None.
const char *faultReason(FrameFault fault);

/// One frame, as a place in the stream: the bytes themselves are in the recording.
///
/// Units    offset from the first byte fed since reset(); lengths in bytes, header and trailer included in
/// length
struct Frame
{
    quint64 offset = 0;
    quint32 length = 0;
    quint16 headerLength = 0;
    quint16 trailerLength = 0;
    FrameFault fault = FrameFault::None;
    quint64 declared = 0; // the length that the peer declared, for TooLong and BadLength

    bool operator==(const Frame &) const = default;
};

/// What is wrong with one frame, found anew from its bytes.
struct FaultDetail
{
    const char *reason = ""; // static English (NETCORE_REASON); empty where nothing is wrong
    qsizetype at = -1;       // the byte of the frame that is wrong; -1 where it is no single place
    int checkBits = 0;       // of a checksum that differs; 0 for every other fault
    quint64 wanted = 0;      // BadCheck: the checksum of the bytes
    quint64 got = 0;         // BadCheck: the checksum that the frame carries; else the length declared
};

/// Cuts one byte stream into frames. A pure function of the bytes: the same frames for every way of cutting
/// the input.
///
/// Frames   cover the stream without gaps or overlaps: what is no good frame is a Frame with its fault. The
///          faulty frames in a row before a good one are what it took to resynchronise.
/// Limits   keeps a few bytes of state, never the stream; allocates nothing by a length that a peer declared;
///          O(n) in all, whatever the split (faults rows 1 to 5)
/// Thread   plain value, any one thread
class Framer
{
public:
    virtual ~Framer() = default;

    /// Appends the frames that these bytes complete. `at` is the time of the read (only `idle` looks at it).
    virtual void feed(QByteArrayView bytes, SteadyNs at, std::vector<Frame> &frames) = 0;
    /// The stream has ended: what is left becomes one frame (Unterminated, unless the framing allows an open
    /// end).
    virtual void finish(std::vector<Frame> &frames) = 0;
    /// Back to the beginning of a stream.
    virtual void reset() = 0;
    /// Bytes fed that belong to no frame yet.
    virtual quint64 pending() const = 0;
    /// A silence so long after the last read makes a frame of what is pending: then finish() may be called in
    /// the middle of the stream. Nothing where only bytes complete a frame.
    virtual std::optional<SteadyNs> completingSilence() const { return std::nullopt; }

    /// The bytes to send so that the other side cuts exactly this payload. Refused where the payload cannot
    /// be framed.
    virtual Result<QByteArray> encode(QByteArrayView payload) const = 0;
    /// The payload of a frame; `wire` are its `length` bytes. Without header and trailer, stuffing undone; a
    /// frame with a fault (other than BadCheck) gives its bytes as they are.
    virtual QByteArray decode(const Frame &frame, QByteArrayView wire) const;
    /// Whether a payload is the frame's bytes without header and trailer; where not, decode() is overridden.
    virtual bool isVerbatim() const { return true; }
    /// The size of every payload, where they are all of one.
    virtual std::optional<quint32> payloadSize() const { return std::nullopt; }
    /// Why the frame is wrong; `wire` are its `length` bytes.
    virtual FaultDetail explain(const Frame &frame, QByteArrayView wire) const;
};

using MadeFramer = Result<std::unique_ptr<Framer>>;

/// Makes a framer from its one-line spec: `line`, `delim(0D0A)`, `len(u16be, at=2, plus=4)`; framerKinds()
/// has them all. Stages may follow, each on the payload of what stands before it: `len(u16be) |
/// crc(crc16-modbus, last 2 le)`, `slip | len(u8)`.
///
/// Errors   NetError{InvalidArgument} with the position in `spec` and a reason; an empty delimiter is refused
/// Limits   at most SpecReader::maxStages stages
/// Thread   any thread
MadeFramer makeFramer(QStringView spec, const FramingLimits &limits = {});

/// The specs that help and completion show, each with one line of explanation (English, NETCORE_REASON).
struct FramingExample
{
    const char *spec;
    const char *purpose;
};
const std::vector<FramingExample> &framingExamples();

} // namespace netcore
