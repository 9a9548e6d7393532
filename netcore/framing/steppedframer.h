#pragma once

#include "netcore/framing/framer.h"

namespace netcore {

/// What framers share that look at single bytes and pass over the others: the place in the stream and the
/// limit.
///
/// Derived   step() looks at a byte and says what it means, by one of complete(), fail(), endBefore(),
/// skip(), lose()
///           or by nothing: the frame goes on
/// Limits    a frame that grows over maxFrame is cut into pieces of maxFrame, each TooLong, up to its end;
/// one that
///           declares more than that is TooLong at once (with what it declared), and its bytes follow in such
///           pieces
/// Thread    plain value, any one thread
class SteppedFramer : public Framer
{
public:
    void feed(QByteArrayView bytes, SteadyNs at, std::vector<Frame> &frames) final;
    void finish(std::vector<Frame> &frames) final;
    void reset() final;
    quint64 pending() const final { return m_end - m_start; }

protected:
    explicit SteppedFramer(const FramingLimits &limits);

    /// The next byte; it is the last of the length() bytes of the frame so far.
    virtual void step(uchar byte) = 0;
    /// What skip() asked for has passed.
    virtual void skipped() {}
    /// A frame begins; `ofStream` where nothing was fed before it.
    virtual void begin(bool ofStream) = 0;
    /// How many of these bytes belong to the frame whatever they are: they do not come to step(). May keep
    /// what it counts of them.
    virtual qsizetype withoutMeaning(QByteArrayView bytes);
    /// Frames that lie whole at the beginning of `bytes` and are good, found in one go; gives how many bytes
    /// they are. Only for speed: asked for at the beginning of a frame; `offset` is that of the first byte.
    virtual qsizetype wholeFrames(QByteArrayView bytes, quint64 offset, std::vector<Frame> &frames);
    /// What an open frame of `length()` bytes is when the stream ends here.
    virtual Frame openEnd() const { return {.fault = FrameFault::Unterminated}; }

    quint64 length() const { return m_end - m_start; }
    void complete(quint64 headerLength = 0, quint64 trailerLength = 0);
    void fail(FrameFault fault, quint64 declared = 0);
    /// The frame ends here, and only its checksum is wrong.
    void failCheck(quint64 headerLength, quint64 trailerLength);
    /// The frame ended before the last `back` bytes: they begin the next one, and who calls this looks at
    /// them again.
    void endBefore(FrameFault fault, quint64 headerLength = 0, quint64 back = 1, quint64 trailerLength = 0);
    void skip(quint64 count);
    /// The frame is faulty, and nothing after it can be framed.
    void lose(FrameFault fault, quint64 declared = 0);

    quint32 maxFrame() const { return m_maxFrame; }

private:
    qsizetype take(const uchar *at, qsizetype most);
    void cut(const Frame &kind, quint64 end);
    void next();

    std::vector<Frame> *m_frames = nullptr; // during feed() and finish() only
    quint32 m_maxFrame;
    quint64 m_start = 0;
    quint64 m_end = 0;
    quint64 m_toSkip = 0;
    bool m_overlong = false;
    bool m_lost = false;
};

/// The wire bytes, where a fresh framer cuts them into exactly one good frame that is complete without the
/// stream's end; refused with `reason` where it does not.
Result<QByteArray> onlyFrame(Framer &fresh, const QByteArray &wire, const char *reason);

} // namespace netcore
