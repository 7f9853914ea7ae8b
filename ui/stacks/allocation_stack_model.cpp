// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/stacks/allocation_stack_model.h"

#include "ui/stacks/frame_text.h"
#include "ui/widgets/cells.h"
#include "ui/widgets/roles.h"
#include "ui/widgets/text.h"

namespace heapline {

AllocationStackModel::AllocationStackModel(std::shared_ptr<const Profile> profile, QObject* parent)
    : QAbstractTableModel(parent)
    , m_profile(std::move(profile))
{
}

void AllocationStackModel::setStack(CallNodeId leaf)
{
    beginResetModel();
    m_nodes.clear();
    if (m_profile->stacks) {
        for (; leaf.isValid() && leaf.value != 0; leaf = m_profile->stacks->callTree.parent[leaf.value])
            m_nodes.push_back(leaf);
    }
    endResetModel();
}

void AllocationStackModel::setFigures(std::shared_ptr<const RangeFigures> figures)
{
    m_figures = std::move(figures);
    if (!m_nodes.empty())
        Q_EMIT dataChanged(index(0, static_cast<int>(Column::Self)), index(rowCount() - 1, static_cast<int>(Column::Total)));
}

int AllocationStackModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_nodes.size());
}

int AllocationStackModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : columns;
}

QVariant AllocationStackModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const Stacks& stacks = *m_profile->stacks;
    const CallNodeId node = nodeAt(index.row());
    const FrameId frame = stacks.callTree.frame[node.value];
    const auto column = static_cast<Column>(index.column());
    switch (column) {
    case Column::Function:
        switch (role) {
        case Qt::DisplayRole: return functionText(stacks, frame);
        case TextSpansRole: return QVariant::fromValue(functionSpans(stacks, frame, TextMatcher()));
        case Qt::ToolTipRole: return frameToolTip(stacks, frame);
        default: return {};
        }
    case Column::Location:
        switch (role) {
        case Qt::DisplayRole: return locationText(stacks, frame);
        case CopyRole: return fromFile(fullPlaceText(stacks, frame), 1000);
        case Qt::ToolTipRole: return frameToolTip(stacks, frame);
        default: return {};
        }
    case Column::Total: return m_figures ? bytesData(m_figures->weights.total, node, role) : QVariant();
    case Column::Self: return m_figures ? bytesData(m_figures->weights.self, node, role) : QVariant();
    }
    return {};
}

/// Why a frame has no figures of its own; empty when it has.
QString AllocationStackModel::obstacleOf(CallNodeId node, CallNodeId shownNode) const
{
    const ShownStacks& shown = *m_figures->shown;
    if (!shownNode.isValid())
        return tr("Left out by what the stacks are narrowed to.");
    if (shown.isSource())
        return {};
    // Of the frames of this stack that are one row, the outermost stands for it, if it is not hidden itself.
    const CallTree& tree = m_profile->stacks->callTree;
    const FrameId shownFrame = shown.stacks->callTree.frame[shownNode.value];
    bool isBooked =
        shown.groupingOf(shownFrame) == Grouping::Function && shownFrame != shown.shownFrame(tree.frame[node.value]);
    for (CallNodeId caller = tree.parent[node.value]; caller.isValid() && !isBooked; caller = tree.parent[caller.value])
        isBooked = shown.shownNode(caller) == shownNode;
    return isBooked ? tr("Its bytes are booked to a caller: it is hidden, or one row with it.") : QString();
}

QVariant AllocationStackModel::bytesData(const std::vector<MeasureColumn>& measures, CallNodeId node, int role) const
{
    const MeasureColumn& column = measures[static_cast<std::size_t>(Measure::LiveBytes)];
    if (column.empty())
        return unknownCell(role);
    const CallNodeId row = m_figures->shown->shownNode(node);
    const QString obstacle = obstacleOf(node, row);
    if (!obstacle.isEmpty())
        return role == Qt::ToolTipRole ? plainToolTip({obstacle}) : unknownCell(role);
    const std::uint64_t bytes = column[row.value];
    const std::uint64_t whole = m_figures->weights.whole(Measure::LiveBytes);
    if (role == Qt::ToolTipRole)
        return plainToolTip(
            {exactBytesText(bytes), (m_figures->isPart() ? tr("%1 of the selection") : tr("%1 of the whole profile"))
                                        .arg(percentText(bytes, whole))});
    return bytesCell(role, bytes, whole);
}

QVariant AllocationStackModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columns)
        return {};
    const auto column = static_cast<Column>(section);
    if (role == Qt::TextAlignmentRole) {
        const bool isFigure = column == Column::Total || column == Column::Self;
        return QVariant::fromValue<int>((isFigure ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    }
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    const bool isTitle = role == Qt::DisplayRole;
    switch (column) {
    case Column::Function:
        return isTitle ? tr("Function") : plainToolTip({tr("The function that allocated stands first, its callers below.")});
    case Column::Location: return isTitle ? tr("Location") : plainToolTip({tr("File and line where the function starts.")});
    case Column::Total:
        return isTitle ? tr("Total")
                       : plainToolTip({tr("Bytes of everything that was allocated by this frame and below it, with exactly "
                                          "these callers, in the selection.")});
    case Column::Self:
        return isTitle ? tr("Self")
                       : plainToolTip({tr("Bytes that this frame allocated itself, with exactly these callers, in the "
                                          "selection.")});
    }
    return {};
}

} // namespace heapline
