#include "netcore/recording/crc32c.h"

#include <array>
#include <bit>
#include <cstring>

#if defined(__x86_64__)
#include <nmmintrin.h>
#endif

namespace netcore {

namespace {

constexpr quint32 polynomial = 0x82F63B78;
constexpr std::size_t lane = 1024; // bytes that each of three interleaved sums takes

using Table = std::array<quint32, 256>;

constexpr std::array<Table, 8> makeSlices()
{
    std::array<Table, 8> slices{};
    for (quint32 byte = 0; byte < 256; ++byte) {
        quint32 crc = byte;
        for (int bit = 0; bit < 8; ++bit)
            crc = (crc & 1) ? (crc >> 1) ^ polynomial : crc >> 1;
        slices[0][byte] = crc;
    }
    for (quint32 byte = 0; byte < 256; ++byte) {
        for (std::size_t slice = 1; slice < 8; ++slice) {
            const quint32 previous = slices[slice - 1][byte];
            slices[slice][byte] = (previous >> 8) ^ slices[0][previous & 0xff];
        }
    }
    return slices;
}

constexpr std::array<Table, 8> slices = makeSlices();

quint64 load64(const uchar *bytes)
{
    static_assert(std::endian::native == std::endian::little);
    quint64 word;
    std::memcpy(&word, bytes, sizeof word);
    return word;
}

quint32 tableStep(quint32 crc, const uchar *bytes)
{
    const quint64 word = load64(bytes) ^ crc;
    quint32 result = 0;
    for (unsigned i = 0; i < 8; ++i)
        result ^= slices[7 - i][(word >> (8 * i)) & 0xff];
    return result;
}

#if defined(__x86_64__)

/// What a sum becomes when `lane` zero bytes follow: linear, so four tables of one byte each say it.
std::array<Table, 4> makeLaneShift()
{
    std::array<Table, 4> shift{};
    constexpr std::array<uchar, lane> zeros{};
    for (unsigned part = 0; part < 4; ++part) {
        for (quint32 byte = 0; byte < 256; ++byte)
            shift[part][byte] = ~crc32cByTable(zeros.data(), lane, ~(byte << (8 * part)));
    }
    return shift;
}

quint32 shiftByLane(const std::array<Table, 4> &shift, quint32 crc)
{
    return shift[0][crc & 0xff] ^ shift[1][(crc >> 8) & 0xff] ^ shift[2][(crc >> 16) & 0xff] ^
           shift[3][crc >> 24];
}

// One instruction has a latency of three cycles and a throughput of one: three lanes keep it busy.
__attribute__((target("sse4.2"))) quint32 byInstruction(const uchar *bytes, std::size_t length,
                                                        quint32 before)
{
    static const std::array<Table, 4> shift = makeLaneShift();
    quint64 crc = ~before & 0xffffffffu;
    for (; length >= 3 * lane; bytes += 3 * lane, length -= 3 * lane) {
        quint64 second = 0;
        quint64 third = 0;
        for (std::size_t i = 0; i < lane; i += 8) {
            crc = _mm_crc32_u64(crc, load64(bytes + i));
            second = _mm_crc32_u64(second, load64(bytes + lane + i));
            third = _mm_crc32_u64(third, load64(bytes + 2 * lane + i));
        }
        crc = shiftByLane(shift, quint32(crc)) ^ second;
        crc = shiftByLane(shift, quint32(crc)) ^ third;
    }
    for (; length >= 8; bytes += 8, length -= 8)
        crc = _mm_crc32_u64(crc, load64(bytes));
    quint32 sum = quint32(crc);
    for (; length > 0; ++bytes, --length)
        sum = _mm_crc32_u8(sum, *bytes);
    return ~sum;
}

#endif

} // namespace

quint32 crc32cByTable(const void *bytes, std::size_t length, quint32 before)
{
    const auto *at = static_cast<const uchar *>(bytes);
    quint32 crc = ~before;
    for (; length >= 8; at += 8, length -= 8)
        crc = tableStep(crc, at);
    for (; length > 0; ++at, --length)
        crc = (crc >> 8) ^ slices[0][(crc ^ *at) & 0xff];
    return ~crc;
}

quint32 crc32c(const void *bytes, std::size_t length, quint32 before)
{
#if defined(__x86_64__)
    static const bool hasInstruction = __builtin_cpu_supports("sse4.2");
    if (hasInstruction)
        return byInstruction(static_cast<const uchar *>(bytes), length, before);
#endif
    return crc32cByTable(bytes, length, before);
}

} // namespace netcore
