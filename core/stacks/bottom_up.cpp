// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stacks/bottom_up.h"

#include <limits>
#include <utility>

namespace heapline {

namespace {

/// Collects contributors into rows, one for each function. Contributors must come in preorder of their origin.
class RowMerger {
public:
    RowMerger(const Stacks& stacks, const StackWeights& weights, RootCaller root)
        : m_tree(stacks.callTree)
        , m_weights(weights)
        , m_root(root)
        , m_rowOfFrame(stacks.frames.size(), noRow)
    {
    }

    void add(BottomUpRow::Contributor contributor)
    {
        if (!hasValue(contributor.origin))
            return;
        const FrameId frame = m_tree.frame[contributor.cursor.value];
        std::uint32_t& place = m_rowOfFrame[frame.value];
        if (place == noRow) {
            place = static_cast<std::uint32_t>(m_rows.size());
            m_rows.push_back({frame, {}, false, {}});
            m_outermostEnd.push_back(0);
        }
        BottomUpRow& row = m_rows[place];
        row.contributors.push_back(contributor);
        row.hasCallers = row.hasCallers || isShown(m_tree.parent[contributor.cursor.value]);

        // In preorder a nested origin follows the outermost one that contains it, within its subtree.
        std::uint32_t& outermostEnd = m_outermostEnd[place];
        const bool isOutermost = contributor.origin.value >= outermostEnd;
        if (isOutermost)
            outermostEnd = m_tree.subtreeEnd[contributor.origin.value];
        addValues(row.values, contributor.origin, isOutermost);
    }

    /// Adds the row of what no function allocated, if there is any.
    void addRoot()
    {
        BottomUpRow row{m_tree.frame[0], {}, false, {{CallNodeId(0), CallNodeId(0)}}};
        addValues(row.values, CallNodeId(0), false);
        row.values.total = row.values.self;
        if (row.values == MeasureValues{})
            return;
        m_rowOfFrame[row.frame.value] = static_cast<std::uint32_t>(m_rows.size());
        m_rows.push_back(std::move(row));
        m_outermostEnd.push_back(0);
    }

    /// Whether a node is a caller that has a row.
    bool isShown(CallNodeId caller) const { return caller.isValid() && (caller.value != 0 || m_root == RootCaller::Shown); }

    std::vector<BottomUpRow> takeRows() { return std::move(m_rows); }

private:
    bool hasValue(CallNodeId node) const
    {
        for (const MeasureColumn& total : m_weights.total) {
            if (!total.empty() && total[node.value] != 0)
                return true;
        }
        return false;
    }

    void addValues(MeasureValues& values, CallNodeId origin, bool withTotal) const
    {
        for (std::size_t m = 0; m < measureCount; ++m) {
            if (m_weights.self[m].empty())
                continue;
            values.self[m] += m_weights.self[m][origin.value];
            if (withTotal)
                values.total[m] += m_weights.total[m][origin.value];
        }
    }

    static constexpr std::uint32_t noRow = std::numeric_limits<std::uint32_t>::max();

    const CallTree& m_tree;
    const StackWeights& m_weights;
    RootCaller m_root;
    std::vector<BottomUpRow> m_rows;
    std::vector<std::uint32_t> m_outermostEnd; ///< row -> end of the subtree of the outermost origin met last
    std::vector<std::uint32_t> m_rowOfFrame;   ///< frame -> row, or noRow
};

} // namespace

std::vector<BottomUpRow> bottomUpRoots(const Stacks& stacks, const StackWeights& weights)
{
    RowMerger merger(stacks, weights, RootCaller::Hidden);
    merger.addRoot();
    for (std::size_t row = 1; row < stacks.callTree.size(); ++row)
        merger.add({CallNodeId(row), CallNodeId(row)});
    return merger.takeRows();
}

std::vector<BottomUpRow> bottomUpCallers(const Stacks& stacks, const StackWeights& weights, const BottomUpRow& row,
                                         RootCaller root)
{
    RowMerger merger(stacks, weights, root);
    for (const BottomUpRow::Contributor& contributor : row.contributors) {
        const CallNodeId caller = stacks.callTree.parent[contributor.cursor.value];
        if (merger.isShown(caller))
            merger.add({contributor.origin, caller});
    }
    return merger.takeRows();
}

} // namespace heapline
