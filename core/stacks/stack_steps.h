// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/stacks/shown_frames.h"
#include "core/stacks/stack_filter.h"
#include "core/stacks/tree_rewriter.h"

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace heapline {

/// The call tree of a profile while a filter changes it step by step.
class StackSteps {
public:
    StackSteps(const Stacks& source, const Progress& progress);

    void hide(const PackageLens& lens);
    void apply(const StackStep& step);
    /// Makes the groups the functions: calls within a group become one node.
    void group(Grouping grouping);

    const PlainTree& tree() const { return m_tree; }
    ShownFrames& frames() { return m_frames; }

    /// Node of the source -> row of tree() that it has become part of, or noRow.
    const std::vector<std::uint32_t>& rowOf() const { return m_rowOf; }
    /// Node of the source -> whether its own values count. Those that do not may still be the callers of some that do.
    const std::vector<std::uint8_t>& counts() const { return m_counts; }

private:
    /// What becomes of the rows of a tree.
    struct Change {
        PlainTree tree;
        std::vector<std::uint32_t> imageOf; ///< row before -> row after, or noRow
        std::vector<std::uint8_t> counts; ///< row before -> whether its own values still count; empty: where it has an image
    };
    /// @param imageOf asked row by row, callers first: row, images so far, rewriter -> image
    using ImageOf = std::function<std::uint32_t(std::uint32_t, std::span<const std::uint32_t>, TreeRewriter&)>;

    Change rewrite(const ImageOf& imageOf) const;
    void accept(Change change);

    Change grouped(Grouping grouping);
    /// Row -> whether the row that it is grouped into is @p node's, or below it. All 0 if the node is gone.
    std::vector<std::uint8_t> subtreeRows(CallNodeId node, Grouping grouping);
    std::vector<std::uint8_t> leafPathRows(const StackStep& step);
    /// Row -> whether its frame or a caller's is one of these.
    std::vector<std::uint8_t> rowsBelow(const std::vector<std::uint8_t>& frames) const;

    void focus(const std::vector<std::uint8_t>& rows);
    void drop(const std::vector<std::uint8_t>& rows);
    void keepOwn(const std::vector<std::uint8_t>& rows, bool areKept);
    void mergeIntoCaller(const std::vector<std::uint8_t>& frames);
    void collapseRecursion(const FrameSelector& functions, bool onlyDirect);
    void collapseRecursion(const std::vector<std::uint8_t>& frames, bool onlyDirect);
    void collapseGroup(const FrameSelector& functions);
    void collapseCallees(const std::vector<std::uint8_t>& frames);

    const Progress& m_progress;
    ShownFrames m_frames;
    PlainTree m_tree;
    std::vector<std::uint32_t> m_rowOf;
    std::vector<std::uint8_t> m_counts;
};

} // namespace heapline
