#pragma once

#include "netcore/framing/steppedframer.h"

namespace netcore {

/// Cuts a byte stream into lines that end with LF, CR LF or CR alone: `line(any)`.
///
/// Wire shape   the line, then its ending. After a CR the byte that follows decides whether it was CR LF, so
/// that a
///              line that ends with CR is complete when that byte, or the stream's end, is there
/// Limits       as SteppedFramer; keeps no bytes
/// Thread       plain value, any one thread
class AnyLineFramer final : public SteppedFramer
{
public:
    explicit AnyLineFramer(const FramingLimits &limits);
    Result<QByteArray> encode(QByteArrayView payload) const override; // with LF

protected:
    void step(uchar byte) override;
    void begin(bool ofStream) override;
    qsizetype withoutMeaning(QByteArrayView bytes) override;
    Frame openEnd() const override;

private:
    bool m_afterCr = false;
};

} // namespace netcore
