// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text_format.h"
#include "core/report/function_columns.h"
#include "core/report/report.h"

#include <algorithm>

namespace heapline {

namespace {

/// A row of either view, with what is needed to find the rows below it.
struct ViewRow {
    FrameId frame;
    MeasureValues values;
    BottomUpRow callers; ///< bottom-up only
    CallNodeId node;     ///< top-down only
};

using Level = std::vector<ViewRow>;

/// Finds the rows of a view level by level.
class RowSource {
public:
    RowSource(const Stacks& stacks, const StackWeights& weights, StacksView view)
        : m_stacks(stacks)
        , m_weights(weights)
        , m_view(view)
    {
    }

    Level roots() const
    {
        return m_view == StacksView::BottomUp ? fromBottomUp(bottomUpRoots(m_stacks, m_weights)) : callees(CallNodeId(0));
    }

    Level below(const ViewRow& row) const
    {
        return m_view == StacksView::BottomUp ? fromBottomUp(bottomUpCallers(m_stacks, m_weights, row.callers))
                                              : callees(row.node);
    }

private:
    Level fromBottomUp(std::vector<BottomUpRow> rows) const
    {
        Level level;
        for (BottomUpRow& row : rows) {
            if (selfBytes(row.values) > 0)
                level.push_back({row.frame, row.values, std::move(row), {}});
        }
        std::ranges::stable_sort(level, std::greater(), [](const ViewRow& row) { return selfBytes(row.values); });
        return level;
    }

    Level callees(CallNodeId parent) const
    {
        Level level;
        const CallTree& tree = m_stacks.callTree;
        for (std::uint32_t child = parent.value + 1; child < tree.subtreeEnd[parent.value]; child = tree.subtreeEnd[child]) {
            const CallNodeId node(child);
            const MeasureValues values = valuesOf(m_weights, node);
            if (totalBytes(values) > 0)
                level.push_back({tree.frame[child], values, {}, node});
        }
        std::ranges::stable_sort(level, std::greater(), [](const ViewRow& row) { return totalBytes(row.values); });
        return level;
    }

    const Stacks& m_stacks;
    const StackWeights& m_weights;
    StacksView m_view;
};

/// Rows that a level has past the first @p top.
std::string restText(const Level& level, std::size_t top, StacksView view)
{
    std::uint64_t bytes = 0;
    for (std::size_t i = top; i < level.size(); ++i)
        bytes += view == StacksView::BottomUp ? selfBytes(level[i].values) : totalBytes(level[i].values);
    return "… " + formatCount(level.size() - top) + " more, " + formatBytes(bytes);
}

} // namespace

Report stacksReport(const Profile& profile, const StacksOptions& options)
{
    const Stacks& stacks = *profile.stacks;
    const bool bottomUp = options.view == StacksView::BottomUp;
    StackWeights weights;
    computeWeights(stacks, idRangeOf(profile, options.range), weights);
    const RowSource source(stacks, weights, options.view);

    ReportSection section{"rows",
                          bottomUp ? "Bottom up: functions by self size, below them their callers"
                                   : "Top down: callers by total size, below them their callees",
                          ReportSection::Layout::Table,
                          functionColumns(weights),
                          {},
                          options.range ? "Nothing in this range has a stack and is still alive."
                                        : "Nothing was allocated."};
    section.columns.insert(section.columns.begin(),
                           {{"level", "", ColumnKind::Count, ColumnAudience::DataOnly},
                            {bottomUp ? "caller_count" : "callee_count", "", ColumnKind::Count, ColumnAudience::DataOnly}});

    struct OpenLevel {
        Level rows;
        std::size_t next = 0;
    };
    std::vector<OpenLevel> open; // never deeper than options.depth
    open.push_back({source.roots(), 0});
    while (!open.empty()) {
        OpenLevel& current = open.back();
        const std::size_t shown = std::min(options.top, current.rows.size());
        if (current.next == shown) {
            if (shown < current.rows.size())
                section.rows.push_back(
                    {{}, static_cast<std::uint32_t>(open.size() - 1), restText(current.rows, shown, options.view)});
            open.pop_back();
            continue;
        }
        const ViewRow& row = current.rows[current.next++];
        std::vector<Cell> cells = functionCells(stacks, weights, row.frame, row.values);
        Level below = source.below(row);
        const Cell levelNumber = static_cast<std::uint64_t>(open.size());
        cells.insert(cells.begin(), {levelNumber, static_cast<std::uint64_t>(below.size())});
        section.rows.push_back({std::move(cells), static_cast<std::uint32_t>(open.size() - 1), {}});
        if (open.size() < options.depth && !below.empty())
            open.push_back({std::move(below), 0});
    }
    return Report{"stacks", {std::move(section)}, 0};
}

} // namespace heapline
