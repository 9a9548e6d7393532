#include "netcore/frames/framealign.h"

#include <algorithm>
#include <array>
#include <cstdlib>

namespace netcore {

namespace {

constexpr qsizetype mostAligned = 4 << 10;
constexpr qsizetype mostCells = 6 << 20; // a byte each
constexpr qsizetype slack = 256; // so far may the two run apart, beyond the difference of their lengths
constexpr int changeCost = 2;
constexpr int openCost = 4; // of the first byte that only one has; then 1 each
constexpr int extendCost = 1;
constexpr int never = 1 << 28;

enum State : std::size_t { Both, OnlyLeft, OnlyRight };
using Costs = std::array<int, 3>;

/// Costs of the best ways to each pair of places in a band along the diagonal, and where they came from.
class Alignment
{
public:
    Alignment(QByteArrayView left, QByteArrayView right)
        : m_left(left)
        , m_right(right)
        , m_low(std::min<qsizetype>(0, right.size() - left.size()) - slack)
        , m_width(std::abs(right.size() - left.size()) + 2 * slack + 1)
    {
    }
    bool isBounded() const
    {
        return std::max(m_left.size(), m_right.size()) <= mostAligned &&
               (m_left.size() + 1) * m_width <= mostCells;
    }
    std::vector<DifferentBytes> run()
    {
        m_from.resize(std::size_t((m_left.size() + 1) * m_width));
        m_row.assign(std::size_t(m_width), {never, never, never});
        for (qsizetype i = 0; i <= m_left.size(); ++i)
            fillRow(i);
        return walkBack();
    }

private:
    /// The state of `costs` that is cheapest with what it costs to go on from it.
    static std::size_t cheapest(const Costs &costs, const Costs &goOn)
    {
        std::size_t best = Both;
        for (const std::size_t state : {OnlyLeft, OnlyRight}) {
            if (costs[state] + goOn[state] < costs[best] + goOn[best])
                best = state;
        }
        return best;
    }

    /// m_row has the costs of row i - 1 at first, those of row i in the end.
    void fillRow(qsizetype i)
    {
        static constexpr Costs toLeft = {openCost, extendCost, openCost};
        static constexpr Costs toRight = {openCost, openCost, extendCost};
        static constexpr Costs none = {never, never, never};
        Costs before = none; // of the cell on the left
        for (qsizetype k = 0; k < m_width; ++k) {
            const qsizetype j = i + m_low + k;
            if (j < 0 || j > m_right.size()) {
                m_row[std::size_t(k)] = before = none;
                continue;
            }
            const Costs diagonal = m_row[std::size_t(k)];
            const Costs above = i > 0 && k + 1 < m_width ? m_row[std::size_t(k + 1)] : none;
            Costs costs = none;
            std::array<std::size_t, 3> from{};
            if (i == 0 && j == 0)
                costs[Both] = 0;
            if (i > 0 && j > 0) {
                from[Both] = cheapest(diagonal, {0, 0, 0});
                costs[Both] = diagonal[from[Both]] + (isEqual(i, j) ? 0 : changeCost);
            }
            from[OnlyLeft] = cheapest(above, toLeft);
            costs[OnlyLeft] = std::min(never, above[from[OnlyLeft]] + toLeft[from[OnlyLeft]]);
            from[OnlyRight] = cheapest(before, toRight);
            costs[OnlyRight] = std::min(never, before[from[OnlyRight]] + toRight[from[OnlyRight]]);
            m_row[std::size_t(k)] = before = costs;
            m_from[cell(i, k)] = quint8(from[Both] | from[OnlyLeft] << 2 | from[OnlyRight] << 4);
        }
    }

    std::vector<DifferentBytes> walkBack() const
    {
        std::vector<DifferentBytes> found;
        qsizetype i = m_left.size();
        qsizetype j = m_right.size();
        std::size_t state = cheapest(m_row[std::size_t(j - i - m_low)], {0, 0, 0});
        while (i > 0 || j > 0) {
            const quint8 from = m_from[cell(i, j - i - m_low)] >> (2 * state) & 3;
            const bool equal = state == Both && isEqual(i, j);
            const qsizetype lefts = state == OnlyRight ? 0 : 1;
            const qsizetype rights = state == OnlyLeft ? 0 : 1;
            if (!equal && !found.empty() && found.back().left == i && found.back().right == j)
                found.back() = {i - lefts, found.back().leftLength + lefts, j - rights,
                                found.back().rightLength + rights};
            else if (!equal)
                found.push_back({i - lefts, lefts, j - rights, rights});
            i -= lefts;
            j -= rights;
            state = from;
        }
        std::reverse(found.begin(), found.end());
        return found;
    }

    bool isEqual(qsizetype i, qsizetype j) const { return m_left[i - 1] == m_right[j - 1]; }
    std::size_t cell(qsizetype i, qsizetype k) const { return std::size_t(i * m_width + k); }

    QByteArrayView m_left;
    QByteArrayView m_right;
    qsizetype m_low; // of j - i
    qsizetype m_width;
    std::vector<Costs> m_row;
    std::vector<quint8> m_from;
};

} // namespace

std::optional<std::vector<DifferentBytes>> alignBytes(QByteArrayView left, QByteArrayView right)
{
    Alignment alignment(left, right);
    return alignment.isBounded() ? std::optional(alignment.run()) : std::nullopt;
}

} // namespace netcore
