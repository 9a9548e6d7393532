#pragma once

#include "netcore/recording/record.h"

#include <array>
#include <cstddef>
#include <deque>

namespace netcore {

/// Rows of a recording that match something, in ascending order: a bitmap in blocks, with ranks.
///
/// Limits   two bits a row of the recording at most, none for blocks without a match at the front
/// Speed    add O(1); addBits 64 rows at once; append one step for each 2,048 rows; rank and count O(1);
///          select O(log blocks)
/// Thread   plain value
class RowSet
{
public:
    /// REQUIRES: row is greater than every row added so far.
    void add(RowNumber row) { addBits(row - row % 64, quint64(1) << (row % 64)); }
    /// Bit i stands for row `from` + i. REQUIRES: `from` is a multiple of 64, the rows are greater than every
    /// row added so far.
    void addBits(RowNumber from, quint64 bits);
    /// REQUIRES: nothing was dropped from `later`, and its rows are greater than every row of this.
    void append(const RowSet &later);
    bool contains(RowNumber row) const;
    quint64 count() const { return m_total - m_droppedCount; }
    bool isEmpty() const { return count() == 0; }
    /// The row at `position` among those that are in the set. REQUIRES: position < count().
    RowNumber select(quint64 position) const;
    /// How many rows of the set are less than `row`.
    quint64 rank(RowNumber row) const;
    /// Takes out all rows less than `row`: the ring has overwritten them.
    void dropBefore(RowNumber row);

private:
    static constexpr quint64 blockRows = 2048;

    struct Block
    {
        quint64 before = 0; // rows added before this block, dropped ones included
        std::array<quint64, blockRows / 64> bits{};
    };

    Block &blockFor(quint64 number);
    quint64 addedBefore(RowNumber row) const;

    std::deque<Block> m_blocks;
    quint64 m_firstBlock = 0; // the number of m_blocks.front()
    quint64 m_total = 0;
    quint64 m_droppedCount = 0;
    RowNumber m_droppedBefore = 0;
};

} // namespace netcore
