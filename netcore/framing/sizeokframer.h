#pragma once

#include "netcore/framing/steppedframer.h"

namespace netcore {

/// Cuts a stream of the "size, then ok, then data" exchange that texts about sockets teach: `size-ok`.
///
/// Wire shape   the sender's stream: the size in decimal digits, then (after the receiver has said "ok") so
/// many bytes.
///              The receiver's stream: what it asks for, then "ok"; a stream that does not begin with a digit
///              is taken for that one, unless `sender` or `receiver` says which it is. With `end=0A` these
///              bytes end the size.
/// Sticking     without `end`, data that begins with a digit sticks to its size: the digits cannot be told
/// apart. A size
///              has no leading zero, so that 0 is whole by itself.
/// Errors       no digit, or over 20 of them, is BadLength, and all after it Unframed
/// Limits       a few bytes of state
/// Thread       plain value, any one thread
class SizeOkFramer final : public SteppedFramer
{
public:
    enum class Role : quint8 { ByFirstByte, Sender, Receiver };
    static constexpr int mostDigits = 20;
    static constexpr qsizetype longestEnd = 16;

    SizeOkFramer(Role role, const QByteArray &end, const FramingLimits &limits);

    /// Size and data as the sender sends them; that it waits for "ok" in between is not framing (responder
    /// `size-ok`). As a receiver: what is asked, then "ok".
    Result<QByteArray> encode(QByteArrayView payload) const override;

private:
    void step(uchar byte) override;
    void skipped() override { complete(quint64(m_header)); }
    void begin(bool ofStream) override;

    void inDigits(uchar byte);
    void afterDigits(uchar byte);
    void inAnswer(uchar byte);

    Role m_role;
    QByteArray m_endOfSize;
    bool m_isReceiver = false;
    bool m_first = true; // of the stream
    int m_digits = 0;
    qsizetype m_ended = 0; // bytes of the size's end that have come
    int m_header = 0;
    quint64 m_size = 0;
    bool m_sawO = false;
};

} // namespace netcore
