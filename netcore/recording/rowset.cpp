#include "netcore/recording/rowset.h"

#include <algorithm>
#include <bit>

namespace netcore {

RowSet::Block &RowSet::blockFor(quint64 number)
{
    if (m_blocks.empty())
        m_firstBlock = number;
    Q_ASSERT(number >= m_firstBlock);
    while (m_firstBlock + m_blocks.size() <= number)
        m_blocks.push_back({m_total, {}});
    return m_blocks.back();
}

void RowSet::addBits(RowNumber from, quint64 bits)
{
    Q_ASSERT(from % 64 == 0);
    if (bits == 0)
        return;
    quint64 &word = blockFor(from / blockRows).bits[from % blockRows / 64];
    Q_ASSERT((word & bits) == 0 && from + 63 >= m_droppedBefore);
    word |= bits;
    m_total += quint64(std::popcount(bits));
}

void RowSet::append(const RowSet &later)
{
    if (later.isEmpty())
        return;
    const quint64 end = m_firstBlock + m_blocks.size(); // one past the last block
    quint64 number = later.m_firstBlock;
    for (const Block &block : later.m_blocks) {
        if (!m_blocks.empty() && number + 1 == end) { // the two meet in one block
            for (std::size_t i = 0; i < block.bits.size(); ++i)
                m_blocks.back().bits[i] |= block.bits[i];
        } else {
            blockFor(number) = {m_total + block.before, block.bits};
        }
        ++number;
    }
    m_total += later.m_total;
}

bool RowSet::contains(RowNumber row) const
{
    const quint64 block = row / blockRows;
    if (row < m_droppedBefore || block < m_firstBlock || block - m_firstBlock >= m_blocks.size())
        return false;
    return m_blocks[block - m_firstBlock].bits[row % blockRows / 64] >> (row % 64) & 1;
}

quint64 RowSet::addedBefore(RowNumber row) const
{
    const quint64 block = row / blockRows;
    if (m_blocks.empty() || block < m_firstBlock)
        return m_blocks.empty() ? m_total : m_blocks.front().before;
    if (block - m_firstBlock >= m_blocks.size())
        return m_total;
    const Block &in = m_blocks[block - m_firstBlock];
    const quint64 word = row % blockRows / 64;
    quint64 rank = in.before;
    for (quint64 i = 0; i < word; ++i)
        rank += quint64(std::popcount(in.bits[i]));
    return rank + quint64(std::popcount(in.bits[word] & ((quint64(1) << (row % 64)) - 1)));
}

quint64 RowSet::rank(RowNumber row) const
{
    return row <= m_droppedBefore ? 0 : addedBefore(row) - m_droppedCount;
}

RowNumber RowSet::select(quint64 position) const
{
    Q_ASSERT(position < count());
    const quint64 wanted = position + m_droppedCount;
    const auto after = std::upper_bound(m_blocks.begin(), m_blocks.end(), wanted,
                                        [](quint64 rank, const Block &block) { return rank < block.before; });
    const auto block = std::prev(after);
    quint64 left = wanted - block->before;
    std::size_t word = 0;
    for (quint64 here; left >= (here = quint64(std::popcount(block->bits[word]))); ++word)
        left -= here;
    quint64 bits = block->bits[word];
    for (; left > 0; --left)
        bits &= bits - 1;
    const quint64 number = m_firstBlock + quint64(block - m_blocks.begin());
    return number * blockRows + word * 64 + quint64(std::countr_zero(bits));
}

void RowSet::dropBefore(RowNumber row)
{
    if (row <= m_droppedBefore)
        return;
    m_droppedCount = addedBefore(row);
    m_droppedBefore = row;
    while (!m_blocks.empty() && (m_firstBlock + 1) * blockRows <= row) {
        m_blocks.pop_front();
        ++m_firstBlock;
    }
}

} // namespace netcore
