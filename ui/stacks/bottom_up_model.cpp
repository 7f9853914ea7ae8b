// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/stacks/bottom_up_model.h"

#include <algorithm>
#include <tuple>

namespace heapline {

BottomUpModel::BottomUpModel(std::shared_ptr<const Profile> profile, Levels levels, QObject* parent)
    : StackTreeModel(std::move(profile), std::make_unique<Row>(), true, parent)
    , m_levels(levels)
{
    const StackColumn order = levels == Levels::All ? StackColumn::SelfLive : StackColumn::TotalLive;
    sort(static_cast<int>(order), Qt::DescendingOrder);
}

/// The figures behind a row, kept by its parent; null when the row is no longer there.
const BottomUpRow* BottomUpModel::callerOf(const Node& parent, Key key)
{
    const std::vector<BottomUpRow>& callers = static_cast<const Row&>(parent).callers;
    const FrameId frame(static_cast<std::uint32_t>(key));
    const auto at = std::ranges::lower_bound(callers, frame, {}, &BottomUpRow::frame);
    return at != callers.end() && at->frame == frame ? &*at : nullptr;
}

CallNodeId BottomUpModel::callNodeOf(const QModelIndex& index) const
{
    if (!index.isValid())
        return {};
    const Node& node = nodeAt(index);
    const BottomUpRow* row = callerOf(*node.parent, node.key);
    if (!row || row->contributors.empty())
        return {};
    const auto bytes = [this](const BottomUpRow::Contributor& contributor) {
        const auto measure = static_cast<std::size_t>(Measure::LiveBytes);
        const std::uint32_t origin = contributor.origin.value;
        return weights().self[measure].empty()
                   ? std::tuple<std::uint64_t, std::uint64_t>()
                   : std::tuple(weights().self[measure][origin], weights().total[measure][origin]);
    };
    return shown().sourceNode(std::ranges::max(row->contributors, {}, bytes).origin);
}

LazyTreeModel::Listing BottomUpModel::list(Node& node)
{
    Row& row = static_cast<Row&>(node);
    if (node.depth == 0) {
        row.callers = bottomUpRoots(stacks(), weights());
    } else {
        const BottomUpRow* self = callerOf(*node.parent, node.key);
        row.callers = self ? bottomUpCallers(stacks(), weights(), *self) : std::vector<BottomUpRow>();
    }
    // In order of first appearance, which decides between equal ones.
    const bool byFigure = isFigure(static_cast<StackColumn>(sortColumn()));
    const StackFigure figure = byFigure ? sortFigure() : StackFigure{};
    std::vector<SortRow> rows;
    for (const BottomUpRow& caller : row.callers) {
        const bool passes = node.depth > 0 || matching().empty() || matching()[caller.frame.value];
        if (passes && caller.values != MeasureValues{})
            rows.push_back({caller.frame.value, caller.frame, byFigure ? figure.of(caller.values) : 0});
    }
    std::ranges::sort(row.callers, {}, &BottomUpRow::frame);
    return {sorted(std::move(rows)), {}};
}

bool BottomUpModel::mayHaveChildren(const Node& node) const
{
    return m_levels == Levels::All && static_cast<const Row&>(node).hasCallers;
}

LazyTreeModel::Node* BottomUpModel::createNode(Node& parent, Key key)
{
    auto* row = new Row;
    if (const BottomUpRow* figures = callerOf(parent, key)) {
        row->values = figures->values;
        row->hasCallers = figures->hasCallers;
    }
    return row;
}

void BottomUpModel::refreshNode(Node& node)
{
    Row& row = static_cast<Row&>(node);
    if (const BottomUpRow* figures = callerOf(*node.parent, node.key)) {
        row.values = figures->values;
        row.hasCallers = figures->hasCallers;
    }
}

// Rows weigh what they allocated themselves: by totals the outermost function would always win. Below a function that
// allocated nothing itself, totals decide.
std::uint64_t BottomUpModel::weightOf(const Node& parent, Key child) const
{
    constexpr auto measure = static_cast<std::size_t>(Measure::LiveBytes);
    const BottomUpRow* row = callerOf(parent, child);
    if (!row)
        return 0;
    const bool bySelf = parent.depth == 0 || static_cast<const Row&>(parent).values.self[measure] != 0;
    return (bySelf ? row->values.self : row->values.total)[measure];
}

std::uint64_t BottomUpModel::weightOf(const Node& node) const
{
    constexpr auto measure = static_cast<std::size_t>(Measure::LiveBytes);
    const MeasureValues& values = static_cast<const Row&>(node).values;
    return values.self[measure] != 0 ? values.self[measure] : values.total[measure];
}

MeasureValues BottomUpModel::valuesOf(const Node& node) const
{
    return static_cast<const Row&>(node).values;
}

FrameId BottomUpModel::frameOf(const Node& node) const
{
    return FrameId(static_cast<std::uint32_t>(node.key));
}

} // namespace heapline
