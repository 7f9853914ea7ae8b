// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/stacks/stack_tree_model.h"

#include "core/base/utf16.h"
#include "core/profile/allocated_by.h"
#include "ui/stacks/frame_text.h"
#include "ui/widgets/cells.h"
#include "ui/widgets/roles.h"
#include "ui/widgets/text.h"

#include <algorithm>

namespace heapline {

StackTreeModel::StackTreeModel(std::shared_ptr<const Profile> profile, std::unique_ptr<Node> root, bool isBottomUp,
                               QObject* parent)
    : LazyTreeModel(std::move(root), parent)
    , m_profile(std::move(profile))
    , m_shown(showStacks(stacksOf(m_profile), {}))
    , m_isBottomUp(isBottomUp)
{
}

void StackTreeModel::setFigures(std::shared_ptr<const RangeFigures> figures, std::shared_ptr<const RangeFigures> whole)
{
    if (figures == m_figures && whole == m_whole)
        return;
    const bool isFirst = !m_figures;
    m_figures = std::move(figures);
    m_whole = std::move(whole);
    bool isRegrouped = false;
    if (m_figures && m_figures->shown != m_shown) {
        isRegrouped = m_figures->shown->filter.grouping != m_shown->filter.grouping;
        m_shown = m_figures->shown;
        matchFrames();
    }
    if (!m_figures)
        clear();
    else if (isFirst || isRegrouped)
        reset();
    else
        relist();
}

void StackTreeModel::setMatcher(const TextMatcher& matcher)
{
    if (matcher == m_matcher)
        return;
    m_matcher = matcher;
    matchFrames();
    if (m_figures)
        relist();
}

void StackTreeModel::matchFrames()
{
    m_matching = matchingFrames(stacks(), m_matcher);
    onMatcherChanged();
}

bool StackTreeModel::isAvailable(StackColumn column) const
{
    return !isFigure(column) || stacks().has(figureOf(column).measure);
}

bool StackTreeModel::isSampling() const
{
    return m_profile->origin.kind == FileKind::SamplingProfile;
}

FrameId StackTreeModel::frameOf(const QModelIndex& index) const
{
    return frameOf(nodeAt(index));
}

SelectedItem StackTreeModel::itemOf(const QModelIndex& index) const
{
    const FrameId frame = frameOf(index);
    return SelectedItem::ofFunction(shown().sourceFrame(frame), callNodeOf(index), shown().groupingOf(frame));
}

bool StackTreeModel::isMatch(const QModelIndex& index) const
{
    return m_matching.empty() || m_matching[frameOf(index).value] != 0;
}

MatchSum StackTreeModel::matchSum() const
{
    return m_figures && !m_matching.empty() ? sumMatches(stacks(), weights(), m_matching) : MatchSum();
}

int StackTreeModel::columnCount(const QModelIndex& parent) const
{
    return parent.column() > 0 ? 0 : stackColumnCount;
}

QVariant StackTreeModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || !m_figures)
        return {};
    const Node& node = nodeAt(index);
    const FrameId frame = frameOf(node);
    const auto column = static_cast<StackColumn>(index.column());
    switch (column) {
    case StackColumn::Function:
        switch (role) {
        case Qt::DisplayRole:
        case SortRole: return functionText(stacks(), frame);
        case TextSpansRole: return QVariant::fromValue(functionSpans(stacks(), frame, m_matcher));
        case Qt::ToolTipRole: return frameToolTip(stacks(), frame);
        default: return {};
        }
    case StackColumn::Location:
        switch (role) {
        case Qt::DisplayRole:
        case SortRole: return locationText(stacks(), frame);
        case TextSpansRole: return QVariant::fromValue(locationSpans(stacks(), frame, m_matcher));
        case CopyRole: return fromFile(fullPlaceText(stacks(), frame), 1000);
        case Qt::ToolTipRole: return frameToolTip(stacks(), frame);
        default: return {};
        }
    case StackColumn::TotalLive:
    case StackColumn::TotalError:
    case StackColumn::SelfLive:
    case StackColumn::SelfError:
    case StackColumn::TotalLiveCount:
    case StackColumn::SelfLiveCount:
    case StackColumn::TotalAllocated:
    case StackColumn::SelfAllocated:
    case StackColumn::TotalAllocatedCount:
    case StackColumn::SelfAllocatedCount: return figureData(column, node, role);
    }
    return {};
}

QVariant StackTreeModel::figureData(StackColumn column, const Node& node, int role) const
{
    const StackFigure figure = figureOf(column);
    if (!weights().has(figure.measure)) {
        if (role == Qt::ToolTipRole)
            return stacks().has(figure.measure)
                       ? plainToolTip({tr("Not known for a range: the file does not say when freed objects were allocated."),
                                       tr("Clear the selection to see the whole recording.")})
                       : plainToolTip({tr("Not in this file.")});
        return unknownCell(role);
    }
    const std::uint64_t value = figure.of(valuesOf(node));
    if (role == Qt::ToolTipRole)
        return figureToolTip(column, value);
    if (figure.measure == Measure::SampleCount)
        return sampleErrorCell(role, value);
    return figure.isBytes() ? bytesCell(role, value, weights().whole(figure.measure)) : countCell(role, value);
}

QString StackTreeModel::figureToolTip(StackColumn column, std::uint64_t value) const
{
    const StackFigure figure = figureOf(column);
    const std::uint64_t whole = m_whole ? m_whole->weights.whole(figure.measure) : weights().whole(figure.measure);
    if (figure.measure == Measure::SampleCount)
        return plainToolTip({value == 0
                                 ? tr("Not sampled")
                                 : tr("Estimated from %n sample(s): off by about %1", nullptr, static_cast<int>(value))
                                       .arg(sampleErrorText(value))});
    QStringList lines{figure.isBytes() ? exactBytesText(value) : tr("%1 objects").arg(countText(value))};
    if (m_figures->isPart())
        lines += tr("%1 of the selection").arg(percentText(value, weights().whole(figure.measure)));
    lines += tr("%1 of the whole profile").arg(percentText(value, whole));
    return plainToolTip(lines);
}

QVariant StackTreeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= stackColumnCount)
        return {};
    const auto column = static_cast<StackColumn>(section);
    switch (role) {
    case Qt::DisplayRole: return stackColumnTitle(column, isSampling());
    case Qt::ToolTipRole: return plainToolTip({stackColumnToolTip(column, isSampling(), m_isBottomUp)});
    case CopyRole:
        if (isFigure(column) && figureOf(column).measure == Measure::SampleCount)
            return figureOf(column).isTotal ? tr("Total samples") : tr("Self samples");
        return isFigure(column) && figureOf(column).isBytes() ? tr("%1 (bytes)").arg(stackColumnTitle(column, isSampling()))
                                                              : stackColumnTitle(column, isSampling());
    case Qt::InitialSortOrderRole:
        return QVariant::fromValue<int>(isFigure(column) ? Qt::DescendingOrder : Qt::AscendingOrder);
    case Qt::TextAlignmentRole:
        return QVariant::fromValue<int>((isFigure(column) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    default: return {};
    }
}

StackFigure StackTreeModel::sortFigure() const
{
    StackFigure figure = figureOf(static_cast<StackColumn>(sortColumn()));
    if (!weights().has(figure.measure))
        figure.measure = figure.isBytes() ? Measure::LiveBytes : Measure::LiveCount;
    return figure;
}

std::vector<LazyTreeModel::Key> StackTreeModel::sorted(std::vector<SortRow> rows) const
{
    const auto column = static_cast<StackColumn>(sortColumn());
    const bool descending = sortOrder() == Qt::DescendingOrder;
    if (isFigure(column)) {
        std::ranges::stable_sort(rows, [descending](const SortRow& a, const SortRow& b) {
            return descending ? a.value > b.value : a.value < b.value;
        });
    } else {
        const FrameTable& frames = stacks().frames;
        const bool byPlace = column == StackColumn::Location;
        const auto textOf = [&](FrameId frame) {
            return byPlace ? stacks().strings[frames.url[frame.value]] : functionNameText(stacks(), frame);
        };
        const auto compare = [&](const SortRow& a, const SortRow& b) {
            const std::strong_ordering order = compareUtf16(textOf(a.frame), textOf(b.frame));
            return order != 0 ? order : frames.line[a.frame.value] <=> frames.line[b.frame.value];
        };
        std::ranges::stable_sort(
            rows, [&](const SortRow& a, const SortRow& b) { return descending ? compare(a, b) > 0 : compare(a, b) < 0; });
    }
    std::vector<Key> keys;
    keys.reserve(rows.size());
    for (const SortRow& row : rows)
        keys.push_back(row.key);
    return keys;
}

} // namespace heapline
