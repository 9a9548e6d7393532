#include "netcore/recording/bytepattern.h"

#include "netcore/base/bytesearch.h"

namespace netcore {

BytePattern::Match BytePattern::firstIn(QByteArrayView bytes, qsizetype from) const
{
    if (m_expression)
        return m_expression->firstIn(bytes, from);
    return {indexOfBytes(bytes, m_bytes, from), m_bytes.size(), false};
}

BytePattern::Match BytePattern::lastIn(QByteArrayView bytes, qsizetype end) const
{
    if (end <= 0)
        return {};
    if (!m_expression)
        return {lastIndexOfBytes(bytes, m_bytes, end - 1), m_bytes.size(), false};
    Match last;
    for (qsizetype from = 0; from < end;) {
        const Match match = m_expression->firstIn(bytes, from);
        if (match.gaveUp)
            return match;
        if (match.at < 0 || match.at >= end)
            break;
        last = match;
        from = match.at + std::max<qsizetype>(match.length, 1);
    }
    return last;
}

} // namespace netcore
