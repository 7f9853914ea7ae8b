// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stacks/match_sum.h"

#include <algorithm>
#include <vector>

namespace heapline {

namespace {

bool hasValue(const std::vector<MeasureColumn>& columns, std::size_t row)
{
    return std::ranges::any_of(columns, [row](const MeasureColumn& column) { return !column.empty() && column[row] != 0; });
}

} // namespace

MatchSum sumMatches(const Stacks& stacks, const StackWeights& weights, std::span<const std::uint8_t> matching)
{
    const CallTree& tree = stacks.callTree;
    constexpr auto live = static_cast<std::size_t>(Measure::LiveBytes);
    const MeasureColumn& total = weights.total[live];
    const MeasureColumn& self = weights.self[live];

    MatchSum sum;
    std::vector<std::uint8_t> isCounted(stacks.frames.size());
    std::uint32_t outermostEnd = 0; // first row after the outermost match that this row is below
    for (std::uint32_t row = 0; row < tree.size(); ++row) {
        const FrameId frame = tree.frame[row];
        if (!matching[frame.value])
            continue;
        const bool isRoot = row == 0;
        if (!isCounted[frame.value] && hasValue(isRoot ? weights.self : weights.total, row)) {
            isCounted[frame.value] = 1;
            ++sum.functions;
        }
        if (isRoot) {
            sum.bytes += self.empty() ? 0 : self[row];
        } else if (row >= outermostEnd) {
            sum.bytes += total.empty() ? 0 : total[row];
            outermostEnd = tree.subtreeEnd[row];
        }
    }
    return sum;
}

} // namespace heapline
