// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stacks/stack_steps.h"

#include "core/stacks/call_tree.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace heapline {

StackSteps::StackSteps(const Stacks& source, const Progress& progress)
    : m_progress(progress)
    , m_frames(source)
    , m_rowOf(source.callTree.size())
    , m_counts(source.callTree.size(), 1)
{
    m_tree.frame = source.callTree.frame;
    m_tree.parent.reserve(source.callTree.size());
    for (const CallNodeId parent : source.callTree.parent)
        m_tree.parent.push_back(parent.isValid() ? parent.value : 0);
    std::iota(m_rowOf.begin(), m_rowOf.end(), 0U);
}

StackSteps::Change StackSteps::rewrite(const ImageOf& imageOf) const
{
    Change change;
    change.imageOf.resize(m_tree.size());
    TreeRewriter rewriter(m_tree.frame[0], m_tree.size());
    change.imageOf[0] = TreeRewriter::root;
    for (std::uint32_t row = 1; row < m_tree.size(); ++row) {
        if (row % rowsPerProgressCheck == 0)
            m_progress.throwIfStopped();
        change.imageOf[row] = imageOf(row, std::span(change.imageOf).first(row), rewriter);
    }
    change.tree = rewriter.finish(change.imageOf);
    return change;
}

void StackSteps::accept(Change change)
{
    for (std::size_t node = 0; node < m_rowOf.size(); ++node) {
        const std::uint32_t row = m_rowOf[node];
        if (row == noRow)
            continue;
        m_rowOf[node] = change.imageOf[row];
        if (m_rowOf[node] == noRow || (!change.counts.empty() && !change.counts[row]))
            m_counts[node] = 0;
    }
    m_tree = std::move(change.tree);
}

void StackSteps::hide(const PackageLens& lens)
{
    if (lens.isActive())
        mergeIntoCaller(m_frames.hidden(lens));
}

void StackSteps::apply(const StackStep& step)
{
    switch (step.kind) {
    case StackStep::Kind::FocusFunction: return focus(rowsBelow(m_frames.matching(step.functions)));
    case StackStep::Kind::FocusSubtree: return focus(subtreeRows(step.node, step.grouping));
    case StackStep::Kind::FocusLeafPath: return keepOwn(leafPathRows(step), true);
    case StackStep::Kind::DropFunction: return drop(rowsBelow(m_frames.matching(step.functions)));
    case StackStep::Kind::DropSubtree: return drop(subtreeRows(step.node, step.grouping));
    case StackStep::Kind::DropLeafPath: return keepOwn(leafPathRows(step), false);
    case StackStep::Kind::CollapseRecursion: return collapseRecursion(step.functions, false);
    case StackStep::Kind::CollapseDirectRecursion: return collapseRecursion(step.functions, true);
    case StackStep::Kind::CollapseGroup: return collapseGroup(step.functions);
    case StackStep::Kind::CollapseCallees: return collapseCallees(m_frames.matching(step.functions));
    case StackStep::Kind::MergeIntoCaller: return mergeIntoCaller(m_frames.matching(step.functions));
    }
}

void StackSteps::group(Grouping grouping)
{
    if (grouping != Grouping::Function)
        accept(grouped(grouping));
}

StackSteps::Change StackSteps::grouped(Grouping grouping)
{
    const std::vector<FrameId> groupFrame = m_frames.groupFrames(grouping);
    const bool isByFunction = grouping == Grouping::Function; // a function that calls itself stays two nodes then
    return rewrite([&](std::uint32_t row, std::span<const std::uint32_t> images, TreeRewriter& rewriter) {
        const std::uint32_t caller = images[m_tree.parent[row]];
        const FrameId frame = groupFrame[m_tree.frame[row].value];
        return !isByFunction && rewriter.frameOf(caller) == frame ? caller : rewriter.child(caller, frame);
    });
}

std::vector<std::uint8_t> StackSteps::subtreeRows(CallNodeId node, Grouping grouping)
{
    std::vector<std::uint8_t> rows(m_tree.size());
    const std::uint32_t top = node.value < m_rowOf.size() ? m_rowOf[node.value] : noRow;
    if (top == noRow)
        return rows;
    const Change groups = grouped(grouping);
    std::vector<std::uint8_t> isBelow(groups.tree.size());
    const std::uint32_t topGroup = groups.imageOf[top];
    isBelow[topGroup] = 1;
    for (std::size_t group = topGroup + 1; group < isBelow.size(); ++group)
        isBelow[group] = isBelow[groups.tree.parent[group]];
    for (std::size_t row = 0; row < rows.size(); ++row)
        rows[row] = isBelow[groups.imageOf[row]];
    return rows;
}

std::vector<std::uint8_t> StackSteps::leafPathRows(const StackStep& step)
{
    const Change groups = grouped(step.grouping);
    // Callers outwards from each group of rows that ends in the path's first function.
    std::vector<std::uint32_t> at(groups.tree.size());
    std::iota(at.begin(), at.end(), 0U);
    for (const FrameSelector& selector : step.path) {
        m_progress.throwIfStopped();
        const std::vector<std::uint8_t> matches = m_frames.matching(selector);
        for (std::uint32_t& row : at) {
            if (row == noRow)
                continue;
            const bool isMatch = row != 0 && matches[groups.tree.frame[row].value];
            row = isMatch ? groups.tree.parent[row] : noRow;
        }
    }
    std::vector<std::uint8_t> rows(m_tree.size());
    for (std::size_t row = 0; row < rows.size(); ++row)
        rows[row] = at[groups.imageOf[row]] != noRow;
    return rows;
}

std::vector<std::uint8_t> StackSteps::rowsBelow(const std::vector<std::uint8_t>& frames) const
{
    std::vector<std::uint8_t> rows(m_tree.size());
    for (std::size_t row = 1; row < rows.size(); ++row)
        rows[row] = rows[m_tree.parent[row]] || frames[m_tree.frame[row].value];
    return rows;
}

/// Keeps some rows; those whose caller is not among them become outermost.
void StackSteps::focus(const std::vector<std::uint8_t>& rows)
{
    Change change = rewrite([&](std::uint32_t row, std::span<const std::uint32_t> images, TreeRewriter& rewriter) {
        if (!rows[row])
            return noRow;
        const std::uint32_t caller = m_tree.parent[row];
        return rewriter.child(caller != 0 && rows[caller] ? images[caller] : TreeRewriter::root, m_tree.frame[row]);
    });
    if (!rows[0])
        change.imageOf[0] = noRow; // a tree has a root, but what was booked on it before is left out
    accept(std::move(change));
}

/// Leaves out some rows, with whom all below them go.
void StackSteps::drop(const std::vector<std::uint8_t>& rows)
{
    Change change = rewrite([&](std::uint32_t row, std::span<const std::uint32_t> images, TreeRewriter& rewriter) {
        const std::uint32_t caller = images[m_tree.parent[row]];
        return rows[row] || caller == noRow ? noRow : rewriter.child(caller, m_tree.frame[row]);
    });
    if (rows[0])
        change.imageOf[0] = noRow;
    accept(std::move(change));
}

/// Leaves the tree as it is, and counts the own values of some rows only, or of all others.
void StackSteps::keepOwn(const std::vector<std::uint8_t>& rows, bool areKept)
{
    Change change = grouped(Grouping::Function);
    change.counts.reserve(rows.size());
    for (const std::uint8_t isRow : rows)
        change.counts.push_back((isRow != 0) == areKept);
    accept(std::move(change));
}

void StackSteps::mergeIntoCaller(const std::vector<std::uint8_t>& frames)
{
    accept(rewrite([&](std::uint32_t row, std::span<const std::uint32_t> images, TreeRewriter& rewriter) {
        const std::uint32_t caller = images[m_tree.parent[row]];
        return frames[m_tree.frame[row].value] ? caller : rewriter.child(caller, m_tree.frame[row]);
    }));
}

void StackSteps::collapseRecursion(const FrameSelector& functions, bool onlyDirect)
{
    if (functions.grouping == Grouping::Function) { // two functions that call each other are no recursion of either
        for (const FrameId frame : functions.frames)
            collapseRecursion(m_frames.matching({Grouping::Function, {frame}}), onlyDirect);
    } else {
        collapseRecursion(m_frames.matching(functions), onlyDirect);
    }
}

void StackSteps::collapseRecursion(const std::vector<std::uint8_t>& frames, bool onlyDirect)
{
    std::vector<std::uint32_t> outerCall(m_tree.size(), noRow); // row -> image of the call that such a call is part of there
    accept(rewrite([&](std::uint32_t row, std::span<const std::uint32_t> images, TreeRewriter& rewriter) {
        const std::uint32_t parent = m_tree.parent[row];
        const bool isCall = frames[m_tree.frame[row].value] != 0;
        if (!onlyDirect || isCall)
            outerCall[row] = outerCall[parent];
        if (isCall && outerCall[row] != noRow)
            return outerCall[row];
        const std::uint32_t image = rewriter.child(images[parent], m_tree.frame[row]);
        if (isCall)
            outerCall[row] = image;
        return image;
    }));
}

void StackSteps::collapseGroup(const FrameSelector& functions)
{
    if (functions.grouping == Grouping::Function)
        return; // a function is what it is called by already
    const std::vector<std::uint8_t> frames = m_frames.matching(functions);
    const std::vector<FrameId> groupFrame = m_frames.groupFrames(functions.grouping);
    accept(rewrite([&](std::uint32_t row, std::span<const std::uint32_t> images, TreeRewriter& rewriter) {
        const std::uint32_t caller = images[m_tree.parent[row]];
        const FrameId frame = m_tree.frame[row];
        if (!frames[frame.value])
            return rewriter.child(caller, frame);
        const FrameId group = groupFrame[frame.value];
        return rewriter.frameOf(caller) == group ? caller : rewriter.child(caller, group);
    }));
}

void StackSteps::collapseCallees(const std::vector<std::uint8_t>& frames)
{
    std::vector<std::uint8_t> isCallee = rowsBelow(frames);
    for (std::size_t row = isCallee.size() - 1; row > 0; --row) // the outermost call itself is none
        isCallee[row] = isCallee[m_tree.parent[row]];
    accept(rewrite([&](std::uint32_t row, std::span<const std::uint32_t> images, TreeRewriter& rewriter) {
        const std::uint32_t caller = images[m_tree.parent[row]];
        return isCallee[row] ? caller : rewriter.child(caller, m_tree.frame[row]);
    }));
}

} // namespace heapline
