#pragma once

#include "netcore/recording/record.h"

#include <array>
#include <deque>
#include <memory>
#include <optional>
#include <vector>

namespace netcore {

/// A piece of one of a connection's two byte streams, and the record that completed it.
struct Place
{
    quint64 offset = 0; // in the stream of its direction
    quint32 length = 0;
    RowNumber row = 0;
    Direction direction = Direction::In;
    quint32 tag = 0;                            // 31 bits of the owner's
    std::optional<quint64> note = std::nullopt; // a number that few places have

    quint64 end() const { return offset + length; }
};

/// Places of both streams of a connection in the order of the rows that completed them, found by position, by
/// byte and by row.
///
/// Memory   18 bytes a place; a copy shares all but the newest block, so that a copy is a snapshot for other
/// threads Speed    append O(1); everything else O(log n), nextMarked O(blocks) Order    positions stay the
/// same while the oldest places are let go, a block at a time Thread   plain value; a copy may be read while
/// the original grows
class PlaceList
{
public:
    static constexpr quint64 blockSize = 4096;

    PlaceList() = default;
    PlaceList(const PlaceList &other);
    PlaceList &operator=(const PlaceList &other);
    PlaceList(PlaceList &&) = default;
    PlaceList &operator=(PlaceList &&) = default;
    ~PlaceList() = default;

    /// REQUIRES: `row` not less than that of the last place; `offset` not less than the end of its stream.
    void append(const Place &place, bool marked = false);

    quint64 first() const { return m_blocks.empty() ? m_end : m_blocks.front()->position; }
    quint64 end() const { return m_end; }
    quint64 size() const { return m_end - first(); }
    /// REQUIRES: first() <= position < end().
    Place at(quint64 position) const;
    bool isMarked(quint64 position) const;

    /// The place of this stream that holds the byte at `offset`, or the next one behind it.
    std::optional<quint64> find(Direction direction, quint64 offset) const;
    /// The nearest place of this stream at `from` or behind it; before `before`.
    std::optional<quint64> next(Direction direction, quint64 from) const;
    std::optional<quint64> previous(Direction direction, quint64 before) const;
    std::optional<quint64> nextMarked(Direction direction, quint64 from) const;
    /// The first position whose row is not less than `row`; end() where there is none.
    quint64 fromRow(RowNumber row) const;

    /// Where the stream's places begin and end.
    quint64 streamBegin(Direction direction) const;
    quint64 streamEnd(Direction direction) const { return m_streamEnd[stream(direction)]; }
    quint64 count(Direction direction) const { return m_count[stream(direction)]; } // ever appended

    /// Lets go of whole blocks that were completed before `row`, or that are not among the newest `most`
    /// places.
    void dropBefore(RowNumber row);
    void keepNewest(quint64 most);
    void clear() { m_blocks.clear(); } // all; positions and ends of streams go on

private:
    struct Entry
    {
        quint32 offset; // from the block's start of that stream
        quint32 length;
        quint32 row; // from the block's row
        quint32 tag; // the top bit is the stream
    };
    struct Block
    {
        quint64 position = 0; // of the first entry
        RowNumber row = 0;
        std::array<quint64, 2> start{};
        std::vector<Entry> entries;
        std::array<std::vector<quint16>, 2> of;     // the entries of each stream
        std::array<std::vector<quint16>, 2> marked; // and those among them that are marked
        std::vector<std::pair<quint16, quint64>> notes;

        quint64 end() const { return position + entries.size(); }
        quint64 endOf(quint16 entry, std::size_t which) const
        {
            return start[which] + entries[entry].offset + entries[entry].length;
        }
    };
    using Lists = std::array<std::vector<quint16>, 2>;

    static std::size_t stream(Direction direction) { return direction == Direction::Out ? 1 : 0; }
    Block &blockFor(const Place &place);
    const Block &blockAt(quint64 position) const;
    std::optional<quint64> nextIn(const Lists Block::*lists, Direction direction, quint64 from) const;

    std::deque<std::shared_ptr<Block>> m_blocks;
    quint64 m_end = 0;
    std::array<quint64, 2> m_streamEnd{};
    std::array<quint64, 2> m_count{};
};

} // namespace netcore
