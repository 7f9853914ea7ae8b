// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stacks/stacks.h"

#include <algorithm>

namespace heapline {

namespace {

constexpr std::size_t liveBytesRow = static_cast<std::size_t>(Measure::LiveBytes);

/// Adds rows [begin, end) to the self columns, or takes them away.
template <bool takeAway>
void bookRows(const Stacks::RangeRows& rows, std::size_t begin, std::size_t end, std::vector<MeasureColumn>& self)
{
    std::uint64_t* const bytes = self[liveBytesRow].data();
    std::uint64_t* count = nullptr; // each row is an object, or a sample
    for (const Measure measure : {Measure::LiveCount, Measure::SampleCount}) {
        if (MeasureColumn& column = self[static_cast<std::size_t>(measure)]; !column.empty())
            count = column.data();
    }
    for (std::size_t i = begin; i < end; ++i) {
        const std::uint32_t node = rows.node[i].value;
        bytes[node] = takeAway ? bytes[node] - rows.bytes[i] : bytes[node] + rows.bytes[i];
        if (count) {
            const std::uint32_t objects = rows.count.empty() ? 1 : rows.count[i];
            count[node] = takeAway ? count[node] - objects : count[node] + objects;
        }
    }
}

} // namespace

void sumSelf(const Stacks& stacks, const IdRange& positions, std::vector<MeasureColumn>& self)
{
    const auto& axis = stacks.rangeRows.axisPosition;
    const auto first = std::upper_bound(axis.begin(), axis.end(), positions.minExclusive);
    const auto last = std::upper_bound(first, axis.end(), positions.maxInclusive);
    const auto begin = static_cast<std::size_t>(first - axis.begin());
    const auto end = static_cast<std::size_t>(last - axis.begin());

    // The live objects of a timeline sum up to the whole, so that of a long range the lesser part is gone over. Samples do not.
    const bool fromWhole = stacks.has(Measure::LiveCount) && end - begin > axis.size() / 2;
    for (std::size_t m = 0; m < measureCount; ++m) {
        if (!stacks.hasInRange(static_cast<Measure>(m)))
            self[m].clear();
        else if (fromWhole)
            self[m] = stacks.self[m];
        else
            self[m].assign(stacks.callTree.size(), 0);
    }
    if (self[liveBytesRow].empty())
        return;
    if (fromWhole) {
        bookRows<true>(stacks.rangeRows, 0, begin, self);
        bookRows<true>(stacks.rangeRows, end, axis.size(), self);
    } else {
        bookRows<false>(stacks.rangeRows, begin, end, self);
    }
}

void sumTotals(const CallTree& tree, StackWeights& weights)
{
    weights.total.resize(measureCount);
    for (std::size_t m = 0; m < measureCount; ++m) {
        MeasureColumn& total = weights.total[m];
        total = weights.self[m];
        for (std::size_t row = total.size(); row > 1; --row) // callees stand behind their callers
            total[tree.parent[row - 1].value] += total[row - 1];
    }
}

std::uint64_t StackWeights::whole(Measure measure) const
{
    const MeasureColumn& column = total[static_cast<std::size_t>(measure)];
    return column.empty() ? 0 : column[0];
}

void computeWeights(const Stacks& stacks, const std::optional<IdRange>& positions, StackWeights& out)
{
    out.self.resize(measureCount);
    if (positions)
        sumSelf(stacks, *positions, out.self);
    else
        std::copy(stacks.self.begin(), stacks.self.end(), out.self.begin());
    sumTotals(stacks.callTree, out);
}

} // namespace heapline
