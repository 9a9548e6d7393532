#include "netcore/base/bytesearch.h"

#include <algorithm>
#include <bit>
#include <cstring>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace netcore {

namespace {

[[maybe_unused]] constexpr qsizetype missesAllowed = 256; // and one more for each 16 bytes passed

/// What is compared at once: two bytes of the needle, chosen so that they are seldom both there by chance.
struct Probe
{
    qsizetype first = 0;
    qsizetype second = 0;
};

int commonness(char byte)
{
    const bool letter = (byte >= 'a' && byte <= 'z') || byte == ' ';
    return byte == 0 || byte == char(0xff) ? 2 : letter ? 1 : 0;
}

Probe probeOf(QByteArrayView needle)
{
    Probe probe{0, needle.size() - 1};
    const auto rarer = [&](qsizetype a, qsizetype b) {
        return commonness(needle[a]) < commonness(needle[b]);
    };
    const qsizetype looked = std::min<qsizetype>(needle.size(), 64);
    for (qsizetype at = 0; at < looked; ++at) {
        if (rarer(at, probe.first))
            probe.first = at;
    }
    for (qsizetype at = looked - 1; at >= 0; --at) {
        const bool other = at != probe.first && needle[at] != needle[probe.first];
        if (other && (probe.second == probe.first || rarer(at, probe.second)))
            probe.second = at;
    }
    return probe;
}

qsizetype byMemmem(QByteArrayView bytes, QByteArrayView needle, qsizetype from)
{
    const void *found = ::memmem(bytes.data() + from, std::size_t(bytes.size() - from), needle.data(),
                                 std::size_t(needle.size()));
    return found ? static_cast<const char *>(found) - bytes.data() : -1;
}

qsizetype byScalar(QByteArrayView bytes, QByteArrayView needle, qsizetype from)
{
    for (qsizetype at = from; at + needle.size() <= bytes.size(); ++at) {
        if (bytes[at] == needle[0] &&
            std::memcmp(bytes.data() + at, needle.data(), std::size_t(needle.size())) == 0)
            return at;
    }
    return -1;
}

#if defined(__x86_64__)

/// One search under way: what the two widths of vectors share.
struct Scan
{
    QByteArrayView bytes;
    QByteArrayView needle;
    Probe probe;
    qsizetype from;
    qsizetype misses = -missesAllowed;

    qsizetype starts() const { return bytes.size() - needle.size() + 1; }
    bool isHostile(qsizetype at) const { return misses > (at - from) / 16; }
    /// The first of the candidates (bit i: place `at` + i) that really is a match.
    qsizetype firstOf(quint64 candidates, qsizetype at)
    {
        for (; candidates != 0; candidates &= candidates - 1, ++misses) {
            const qsizetype start = at + std::countr_zero(candidates);
            if (std::memcmp(bytes.data() + start, needle.data(), std::size_t(needle.size())) == 0)
                return start;
        }
        return -1;
    }
};

__attribute__((target("avx2"))) __m256i load32(const char *place)
{
    return _mm256_loadu_si256(reinterpret_cast<const __m256i *>(place));
}

/// REQUIRES: at least 32 places from `from` on. The last vector lies over the one before.
__attribute__((target("avx2"))) qsizetype byAvx2(Scan scan)
{
    const __m256i first = _mm256_set1_epi8(scan.needle[scan.probe.first]);
    const __m256i second = _mm256_set1_epi8(scan.needle[scan.probe.second]);
    const qsizetype last = scan.starts() - 32;
    const char *const a = scan.bytes.data() + scan.probe.first;
    const char *const b = scan.bytes.data() + scan.probe.second;
    qsizetype at = scan.from;
    for (; at + 32 <= last; at += 64) {
        const __m256i low = _mm256_and_si256(_mm256_cmpeq_epi8(load32(a + at), first),
                                             _mm256_cmpeq_epi8(load32(b + at), second));
        const __m256i high = _mm256_and_si256(_mm256_cmpeq_epi8(load32(a + at + 32), first),
                                              _mm256_cmpeq_epi8(load32(b + at + 32), second));
        const __m256i any = _mm256_or_si256(low, high);
        if (_mm256_testz_si256(any, any))
            continue;
        const quint64 candidates =
            quint64(quint32(_mm256_movemask_epi8(low))) | quint64(quint32(_mm256_movemask_epi8(high))) << 32;
        if (const qsizetype found = scan.firstOf(candidates, at); found >= 0)
            return found;
        if (scan.isHostile(at))
            return byMemmem(scan.bytes, scan.needle, at);
    }
    for (bool done = false; !done; at += 32) {
        done = at >= last;
        at = std::min(at, last);
        const __m256i both = _mm256_and_si256(_mm256_cmpeq_epi8(load32(a + at), first),
                                              _mm256_cmpeq_epi8(load32(b + at), second));
        if (const qsizetype found = scan.firstOf(quint32(_mm256_movemask_epi8(both)), at); found >= 0)
            return found;
    }
    return -1;
}

__m128i load16(const char *place)
{
    return _mm_loadu_si128(reinterpret_cast<const __m128i *>(place));
}

/// REQUIRES: at least 16 places from `from` on. The last vector lies over the one before.
qsizetype bySse2(Scan scan)
{
    const __m128i first = _mm_set1_epi8(scan.needle[scan.probe.first]);
    const __m128i second = _mm_set1_epi8(scan.needle[scan.probe.second]);
    const qsizetype last = scan.starts() - 16;
    const char *const a = scan.bytes.data() + scan.probe.first;
    const char *const b = scan.bytes.data() + scan.probe.second;
    qsizetype at = scan.from;
    for (bool done = false; !done; at += 16) {
        done = at >= last;
        at = std::min(at, last);
        const __m128i both =
            _mm_and_si128(_mm_cmpeq_epi8(load16(a + at), first), _mm_cmpeq_epi8(load16(b + at), second));
        const auto candidates = quint32(_mm_movemask_epi8(both));
        if (candidates == 0)
            continue;
        if (const qsizetype found = scan.firstOf(candidates, at); found >= 0)
            return found;
        if (scan.isHostile(at))
            return byMemmem(scan.bytes, scan.needle, at);
    }
    return -1;
}

/// REQUIRES: at least 16 places from `from` on.
qsizetype byVector(QByteArrayView bytes, QByteArrayView needle, qsizetype from)
{
    static const bool wide = __builtin_cpu_supports("avx2");
    // To choose the probe well is worth while in long texts only.
    const bool isLong = bytes.size() - from > 1024;
    const Scan scan{bytes, needle, isLong ? probeOf(needle) : Probe{0, needle.size() - 1}, from};
    return wide && scan.starts() - from >= 32 ? byAvx2(scan) : bySse2(scan);
}

#endif

} // namespace

qsizetype indexOfBytes(QByteArrayView bytes, QByteArrayView needle, qsizetype from)
{
    from = std::max<qsizetype>(from, 0);
    if (from > bytes.size() || needle.size() > bytes.size() - from)
        return -1;
    if (needle.isEmpty())
        return from;
    if (needle.size() == 1) {
        const void *found =
            std::memchr(bytes.data() + from, uchar(needle[0]), std::size_t(bytes.size() - from));
        return found ? static_cast<const char *>(found) - bytes.data() : -1;
    }
    const qsizetype starts = bytes.size() - needle.size() + 1 - from;
    if (starts < 16)
        return byScalar(bytes, needle, from);
#if defined(__x86_64__)
    return byVector(bytes, needle, from);
#else
    return byMemmem(bytes, needle, from);
#endif
}

qsizetype lastIndexOfBytes(QByteArrayView bytes, QByteArrayView needle, qsizetype from)
{
    // Pieces from the end, each searched forward: the vectors are the same, and only the last hit counts.
    constexpr qsizetype piece = 64 << 10;
    qsizetype end = bytes.size() - needle.size() + 1; // places where a match may begin: [0, end)
    if (from >= 0)
        end = std::min(end, from + 1);
    while (end > 0) {
        const qsizetype begin = std::max<qsizetype>(end - piece, 0);
        const QByteArrayView part = bytes.sliced(begin, end - begin + needle.size() - 1);
        qsizetype found = -1;
        for (qsizetype at = 0; (at = indexOfBytes(part, needle, at)) >= 0; ++at) {
            found = at;
            if (needle.isEmpty())
                return end - 1;
        }
        if (found >= 0)
            return begin + found;
        end = begin;
    }
    return -1;
}

} // namespace netcore
