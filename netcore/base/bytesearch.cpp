#include "netcore/base/bytesearch.h"

#include <algorithm>
#include <bit>
#include <cstring>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace netcore {

namespace {

constexpr qsizetype missesAllowed = 256; // and one more for each 16 bytes passed

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

/// What a vector found: where it is, or where the search has to go on, one byte after the other.
struct Step
{
    qsizetype found = -1;
    qsizetype next = 0;
};

#if defined(__x86_64__)

__attribute__((target("avx2"))) __m256i load32(const char *place)
{
    return _mm256_loadu_si256(reinterpret_cast<const __m256i *>(place));
}

// The two loops differ in their width only, but a template may not carry a target attribute for one of them.
__attribute__((target("avx2,bmi"))) Step byAvx2(QByteArrayView bytes, QByteArrayView needle, qsizetype from)
{
    const Probe probe = probeOf(needle);
    const __m256i first = _mm256_set1_epi8(needle[probe.first]);
    const __m256i second = _mm256_set1_epi8(needle[probe.second]);
    const qsizetype last =
        bytes.size() - needle.size() - 63; // the last place from which 64 starts can be read
    qsizetype misses = -missesAllowed;
    qsizetype at = from;
    for (; at <= last; at += 64) {
        const char *p = bytes.data() + at;
        const __m256i low = _mm256_and_si256(_mm256_cmpeq_epi8(load32(p + probe.first), first),
                                             _mm256_cmpeq_epi8(load32(p + probe.second), second));
        const __m256i high = _mm256_and_si256(_mm256_cmpeq_epi8(load32(p + 32 + probe.first), first),
                                              _mm256_cmpeq_epi8(load32(p + 32 + probe.second), second));
        if (_mm256_testz_si256(_mm256_or_si256(low, high), _mm256_or_si256(low, high)))
            continue;
        quint64 starts =
            quint64(quint32(_mm256_movemask_epi8(low))) | quint64(quint32(_mm256_movemask_epi8(high))) << 32;
        for (; starts != 0; starts &= starts - 1, ++misses) {
            const qsizetype start = at + std::countr_zero(starts);
            if (std::memcmp(bytes.data() + start, needle.data(), std::size_t(needle.size())) == 0)
                return {start, start};
        }
        if (misses > (at - from) / 16)
            return {byMemmem(bytes, needle, at), bytes.size()};
    }
    return {-1, at};
}

Step bySse2(QByteArrayView bytes, QByteArrayView needle, qsizetype from)
{
    const Probe probe = probeOf(needle);
    const __m128i first = _mm_set1_epi8(needle[probe.first]);
    const __m128i second = _mm_set1_epi8(needle[probe.second]);
    const qsizetype last = bytes.size() - needle.size() - 15;
    qsizetype misses = -missesAllowed;
    qsizetype at = from;
    for (; at <= last; at += 16) {
        const auto load = [p = bytes.data() + at](qsizetype place) {
            return _mm_loadu_si128(reinterpret_cast<const __m128i *>(p + place));
        };
        auto starts = quint32(_mm_movemask_epi8(_mm_and_si128(_mm_cmpeq_epi8(load(probe.first), first),
                                                              _mm_cmpeq_epi8(load(probe.second), second))));
        for (; starts != 0; starts &= starts - 1, ++misses) {
            const qsizetype start = at + std::countr_zero(starts);
            if (std::memcmp(bytes.data() + start, needle.data(), std::size_t(needle.size())) == 0)
                return {start, start};
        }
        if (misses > (at - from) / 16)
            return {byMemmem(bytes, needle, at), bytes.size()};
    }
    return {-1, at};
}

Step byVector(QByteArrayView bytes, QByteArrayView needle, qsizetype from)
{
    static const bool wide = __builtin_cpu_supports("avx2");
    return wide ? byAvx2(bytes, needle, from) : bySse2(bytes, needle, from);
}

#else

Step byVector(QByteArrayView, QByteArrayView, qsizetype from)
{
    return {-1, from};
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
    const Step step = byVector(bytes, needle, from);
    if (step.found >= 0 || step.next > bytes.size() - needle.size())
        return step.found;
    return byMemmem(bytes, needle, step.next);
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
