#include "netcore/frames/placelist.h"

#include <algorithm>
#include <limits>

namespace netcore {

namespace {

constexpr quint32 outBit = 1u << 31;
constexpr quint64 mostInBlock = std::numeric_limits<quint32>::max();

} // namespace

// Everything but the newest block is never written again and can be shared.
PlaceList::PlaceList(const PlaceList &other)
    : m_blocks(other.m_blocks), m_end(other.m_end), m_streamEnd(other.m_streamEnd), m_count(other.m_count)
{
    if (!m_blocks.empty())
        m_blocks.back() = std::make_shared<Block>(*m_blocks.back());
}

PlaceList &PlaceList::operator=(const PlaceList &other)
{
    if (this != &other)
        *this = PlaceList(other);
    return *this;
}

PlaceList::Block &PlaceList::blockFor(const Place &place)
{
    if (!m_blocks.empty()) {
        Block &last = *m_blocks.back();
        const bool fits = last.entries.size() < blockSize && place.row - last.row <= mostInBlock &&
                          place.offset - last.start[stream(place.direction)] <= mostInBlock;
        if (fits)
            return last;
    }
    auto block = std::make_shared<Block>();
    block->position = m_end;
    block->row = place.row;
    block->start = m_streamEnd;
    // A hole in front of the first place of a stream lies outside all blocks.
    block->start[stream(place.direction)] = place.offset;
    m_blocks.push_back(std::move(block));
    return *m_blocks.back();
}

void PlaceList::append(const Place &place, bool marked)
{
    const std::size_t which = stream(place.direction);
    Q_ASSERT(place.offset >= m_streamEnd[which]);
    Q_ASSERT((place.tag & outBit) == 0);
    Block &block = blockFor(place);
    const auto number = quint16(block.entries.size());
    block.entries.push_back({quint32(place.offset - block.start[which]), place.length,
                             quint32(place.row - block.row), place.tag | (which == 1 ? outBit : 0)});
    block.of[which].push_back(number);
    if (marked)
        block.marked[which].push_back(number);
    if (place.note)
        block.notes.emplace_back(number, *place.note);
    m_streamEnd[which] = place.end();
    ++m_count[which];
    ++m_end;
}

const PlaceList::Block &PlaceList::blockAt(quint64 position) const
{
    Q_ASSERT(position >= first() && position < m_end);
    const auto behind =
        std::upper_bound(m_blocks.begin(), m_blocks.end(), position,
                         [](quint64 wanted, const auto &block) { return wanted < block->position; });
    return **std::prev(behind);
}

Place PlaceList::at(quint64 position) const
{
    const Block &block = blockAt(position);
    const auto number = quint16(position - block.position);
    const Entry &entry = block.entries[number];
    const std::size_t which = entry.tag & outBit ? 1 : 0;
    Place place{.offset = block.start[which] + entry.offset,
                .length = entry.length,
                .row = block.row + entry.row,
                .direction = which == 1 ? Direction::Out : Direction::In,
                .tag = entry.tag & ~outBit,
                .note = std::nullopt};
    const auto note = std::lower_bound(block.notes.begin(), block.notes.end(), number,
                                       [](const auto &one, quint16 wanted) { return one.first < wanted; });
    if (note != block.notes.end() && note->first == number)
        place.note = note->second;
    return place;
}

bool PlaceList::isMarked(quint64 position) const
{
    const Block &block = blockAt(position);
    const auto number = quint16(position - block.position);
    return std::any_of(block.marked.begin(), block.marked.end(), [number](const auto &list) {
        return std::binary_search(list.begin(), list.end(), number);
    });
}

std::optional<quint64> PlaceList::find(Direction direction, quint64 offset) const
{
    const std::size_t which = stream(direction);
    auto block =
        std::upper_bound(m_blocks.begin(), m_blocks.end(), offset,
                         [which](quint64 wanted, const auto &one) { return wanted < one->start[which]; });
    if (block != m_blocks.begin())
        --block;
    if (block == m_blocks.end())
        return std::nullopt;
    const std::vector<quint16> &own = (*block)->of[which];
    const auto found = std::partition_point(
        own.begin(), own.end(), [&](quint16 entry) { return (*block)->endOf(entry, which) <= offset; });
    return found != own.end() ? std::optional((*block)->position + *found) : next(direction, (*block)->end());
}

std::optional<quint64> PlaceList::nextIn(const Lists Block::*lists, Direction direction, quint64 from) const
{
    const quint64 start = std::max(from, first());
    auto block = std::upper_bound(m_blocks.begin(), m_blocks.end(), start,
                                  [](quint64 wanted, const auto &one) { return wanted < one->position; });
    if (block != m_blocks.begin())
        --block;
    for (; block != m_blocks.end(); ++block) {
        const std::vector<quint16> &own = ((**block).*lists)[stream(direction)];
        const quint64 position = (*block)->position;
        const auto found = std::partition_point(own.begin(), own.end(),
                                                [&](quint16 entry) { return position + entry < start; });
        if (found != own.end())
            return position + *found;
    }
    return std::nullopt;
}

std::optional<quint64> PlaceList::next(Direction direction, quint64 from) const
{
    return nextIn(&Block::of, direction, from);
}

std::optional<quint64> PlaceList::nextMarked(Direction direction, quint64 from) const
{
    return nextIn(&Block::marked, direction, from);
}

std::optional<quint64> PlaceList::previous(Direction direction, quint64 before) const
{
    auto block = std::lower_bound(m_blocks.begin(), m_blocks.end(), before,
                                  [](const auto &one, quint64 wanted) { return one->position < wanted; });
    while (block != m_blocks.begin()) {
        --block;
        const std::vector<quint16> &own = (*block)->of[stream(direction)];
        const quint64 position = (*block)->position;
        const auto behind = std::partition_point(own.begin(), own.end(),
                                                 [&](quint16 entry) { return position + entry < before; });
        if (behind != own.begin())
            return position + *std::prev(behind);
    }
    return std::nullopt;
}

quint64 PlaceList::fromRow(RowNumber row) const
{
    auto block = std::lower_bound(m_blocks.begin(), m_blocks.end(), row,
                                  [](const auto &one, RowNumber wanted) { return one->row < wanted; });
    if (block != m_blocks.begin())
        --block; // its first row is less, a later one may not be
    for (; block != m_blocks.end(); ++block) {
        const std::vector<Entry> &entries = (*block)->entries;
        const RowNumber base = (*block)->row;
        const auto found = std::partition_point(entries.begin(), entries.end(),
                                                [&](const Entry &e) { return base + e.row < row; });
        if (found != entries.end())
            return (*block)->position + quint64(found - entries.begin());
    }
    return m_end;
}

quint64 PlaceList::streamBegin(Direction direction) const
{
    const auto oldest = next(direction, first());
    return oldest ? at(*oldest).offset : streamEnd(direction);
}

void PlaceList::dropBefore(RowNumber row)
{
    while (m_blocks.size() > 1 && m_blocks.front()->row + m_blocks.front()->entries.back().row < row)
        m_blocks.pop_front();
}

void PlaceList::keepNewest(quint64 most)
{
    while (m_blocks.size() > 1 && m_end - m_blocks[1]->position >= most)
        m_blocks.pop_front();
}

} // namespace netcore
