// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text_format.h"
#include "core/report/function_columns.h"
#include "core/report/report.h"
#include "core/stacks/shown_stacks.h"

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
    RowSource(const Stacks& stacks, const StackWeights& weights, const StacksOptions& options)
        : m_stacks(stacks)
        , m_weights(weights)
        , m_view(options.view)
        , m_measure(static_cast<std::size_t>(options.measure))
    {
    }

    Level roots() const
    {
        return m_view == StacksView::TopDown ? callees(CallNodeId(0)) : fromBottomUp(bottomUpRoots(m_stacks, m_weights));
    }

    Level below(const ViewRow& row) const
    {
        switch (m_view) {
        case StacksView::BottomUp: return fromBottomUp(bottomUpCallers(m_stacks, m_weights, row.callers));
        case StacksView::TopDown: return callees(row.node);
        case StacksView::Functions: break;
        }
        return {};
    }

    /// What rows are sorted by.
    std::uint64_t valueOf(const MeasureValues& values) const
    {
        return (m_view == StacksView::BottomUp ? values.self : values.total)[m_measure];
    }

private:
    Level fromBottomUp(std::vector<BottomUpRow> rows) const
    {
        Level level;
        for (BottomUpRow& row : rows) {
            if (valueOf(row.values) > 0)
                level.push_back({row.frame, row.values, std::move(row), {}});
        }
        sort(level);
        return level;
    }

    Level callees(CallNodeId parent) const
    {
        Level level;
        const CallTree& tree = m_stacks.callTree;
        for (std::uint32_t child = parent.value + 1; child < tree.subtreeEnd[parent.value]; child = tree.subtreeEnd[child]) {
            const CallNodeId node(child);
            const MeasureValues values = valuesOf(m_weights, node);
            if (valueOf(values) > 0)
                level.push_back({tree.frame[child], values, {}, node});
        }
        sort(level);
        return level;
    }

    void sort(Level& level) const
    {
        std::ranges::stable_sort(level, std::greater(), [this](const ViewRow& row) { return valueOf(row.values); });
    }

    const Stacks& m_stacks;
    const StackWeights& m_weights;
    StacksView m_view;
    std::size_t m_measure;
};

/// Rows that a level has past the first ones. Totals of a flat list overlap: their sum would mean nothing.
std::string restText(const Level& level, const RowSource& source, const StacksOptions& options)
{
    std::string text = "… " + formatCount(level.size() - options.top) + " more";
    if (options.view == StacksView::Functions)
        return text;
    std::uint64_t sum = 0;
    for (std::size_t i = options.top; i < level.size(); ++i)
        sum += source.valueOf(level[i].values);
    const bool isBytes = options.measure == Measure::LiveBytes || options.measure == Measure::TotalBytes;
    return text + ", " + (isBytes ? formatBytes(sum) : formatCount(sum) + " objects");
}

std::string titleOf(StacksView view)
{
    switch (view) {
    case StacksView::BottomUp: return "Bottom up: functions by self size, below them their callers";
    case StacksView::TopDown: return "Top down: callers by total size, below them their callees";
    case StacksView::Functions: return "Functions by total size";
    }
    return {};
}

} // namespace

Report stacksReport(const Profile& profile, const StacksOptions& options)
{
    // The profile outlives the report.
    const auto shown = showStacks(std::shared_ptr<const Stacks>(std::shared_ptr<void>(), &*profile.stacks), options.filter);
    const Stacks& stacks = *shown->stacks;
    StackWeights weights;
    std::vector<MeasureColumn> buffer;
    computeWeights(*shown, idRangeOf(profile, options.range), buffer, weights);
    const RowSource source(stacks, weights, options);

    ReportSection section{"rows",
                          titleOf(options.view),
                          ReportSection::Layout::Table,
                          functionColumns(weights),
                          {},
                          options.filter.leavesOut() ? "No stack is left."
                          : options.range            ? "Nothing in this range has a stack and is still alive."
                                                     : "Nothing was allocated."};
    const bool isTopDown = options.view == StacksView::TopDown;
    section.columns.insert(section.columns.begin(),
                           {{"level", "", ColumnKind::Count, ColumnAudience::DataOnly},
                            {isTopDown ? "callee_count" : "caller_count", "", ColumnKind::Count, ColumnAudience::DataOnly}});

    struct OpenLevel {
        Level rows;
        std::size_t next = 0;
    };
    std::vector<OpenLevel> open; // never deeper than options.depth
    open.push_back({source.roots(), 0});
    while (!open.empty()) {
        OpenLevel& current = open.back();
        const std::size_t listed = std::min(options.top, current.rows.size());
        if (current.next == listed) {
            if (listed < current.rows.size())
                section.rows.push_back(
                    {{}, static_cast<std::uint32_t>(open.size() - 1), restText(current.rows, source, options)});
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
