#pragma once

#include <QtCore/QtGlobal>

#include <bit>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace netcore {

/// The first place in [at, end) with one of two bytes, or `end`. Inline, because between two hits of a
/// typical frame a call would cost as much as the scan; SSE2, which every x86-64 has, and a plain loop
/// elsewhere.
inline const char *findEither(const char *at, const char *end, char first, char second)
{
#if defined(__SSE2__)
    const __m128i firsts = _mm_set1_epi8(first);
    const __m128i seconds = _mm_set1_epi8(second);
    for (; end - at >= 16; at += 16) {
        const __m128i block = _mm_loadu_si128(reinterpret_cast<const __m128i *>(at));
        const __m128i equal = _mm_or_si128(_mm_cmpeq_epi8(block, firsts), _mm_cmpeq_epi8(block, seconds));
        if (const unsigned hits = unsigned(_mm_movemask_epi8(equal)))
            return at + std::countr_zero(hits);
    }
#endif
    while (at < end && *at != first && *at != second)
        ++at;
    return at;
}

inline const char *findByte(const char *at, const char *end, char byte)
{
#if defined(__SSE2__)
    const __m128i wanted = _mm_set1_epi8(byte);
    for (; end - at >= 16; at += 16) {
        const __m128i block = _mm_loadu_si128(reinterpret_cast<const __m128i *>(at));
        if (const unsigned hits = unsigned(_mm_movemask_epi8(_mm_cmpeq_epi8(block, wanted))))
            return at + std::countr_zero(hits);
    }
#endif
    while (at < end && *at != byte)
        ++at;
    return at;
}

} // namespace netcore
