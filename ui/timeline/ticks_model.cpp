// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/ticks_model.h"

#include "ui/timeline/axis_text.h"
#include "ui/timeline/tick_text.h"
#include "ui/widgets/cells.h"
#include "ui/widgets/roles.h"
#include "ui/widgets/text.h"

#include <algorithm>
#include <utility>

namespace heapline {

namespace {

constexpr std::size_t mostSortedAtOnce = 100'000;

std::vector<TickColumn> columnsOf(const Timeline& timeline)
{
    using Column = TickColumn;
    if (timeline.axis == AxisKind::AllocationOrder)
        return {Column::Place, Column::Bytes};
    std::vector<Column> columns{Column::Place, Column::Bytes, Column::Objects, Column::IdsAlive, Column::IdsGiven};
    if (timeline.live)
        columns.insert(columns.end(), {Column::AllocatedBytes, Column::FreedBytes, Column::LostBytes});
    return columns;
}

bool isKnown(const TickFigures& figures, std::size_t tick, TickColumn column)
{
    switch (column) {
    case TickColumn::IdsGiven: return tick > 0;
    case TickColumn::AllocatedBytes:
    case TickColumn::FreedBytes:
    case TickColumn::LostBytes: return figures.live.has_value();
    default: return true;
    }
}

/// The figure of a column; 0 where it is not known.
std::uint64_t figureOf(const TickFigures& figures, TickColumn column)
{
    const TickFigures::Live live = figures.live.value_or(TickFigures::Live());
    switch (column) {
    case TickColumn::Place: break;
    case TickColumn::Bytes: return figures.bytes;
    case TickColumn::Objects: return figures.count;
    case TickColumn::IdsAlive: return figures.idsAlive;
    case TickColumn::IdsGiven: return figures.idsGiven;
    case TickColumn::AllocatedBytes: return live.allocatedBytes;
    case TickColumn::FreedBytes: return live.freedBytes;
    case TickColumn::LostBytes: return live.lostBytes;
    }
    return 0;
}

bool isEmpty(const TickFigures& figures)
{
    return figures.bytes == 0 && figures.idsAlive == 0 && figures.idsGiven == 0
           && (!figures.live || (figures.live->allocatedBytes == 0 && figures.live->lostBytes == 0));
}

/// Keys of the ticks in the order of a column; equal ones stay in the order of time.
std::vector<LazyTreeModel::Key> sortedTicks(const Timeline& timeline, const TickRange& ticks, bool isEmptyHidden,
                                            TickColumn column, bool descending)
{
    std::vector<std::pair<std::uint64_t, LazyTreeModel::Key>> rows;
    for (std::size_t tick = ticks.first; tick < ticks.last; ++tick) {
        const TickFigures figures = figuresOf(timeline, {tick, tick + 1});
        if (!isEmptyHidden || !isEmpty(figures))
            rows.emplace_back(column == TickColumn::Place ? tick : figureOf(figures, column), tick);
    }
    std::ranges::stable_sort(
        rows, [descending](const auto& a, const auto& b) { return descending ? a.first > b.first : a.first < b.first; });
    std::vector<LazyTreeModel::Key> keys;
    keys.reserve(rows.size());
    for (const auto& [figure, tick] : rows)
        keys.push_back(tick);
    return keys;
}

QString placeText(const Timeline& timeline, std::size_t tick)
{
    if (timeline.axis == AxisKind::AllocationOrder)
        return positionText(timeline.position[tick], timeline.axis);
    return tick == 0 ? TicksModel::tr("Older than the recording")
                     : axisRangeText({timeline.position[tick - 1], timeline.position[tick]}, timeline.axis);
}

/// The exact end of a tick, as a plain number of seconds or the serial number.
QString exactPlace(const Timeline& timeline, std::size_t tick)
{
    if (timeline.axis == AxisKind::AllocationOrder)
        return QString::number(timeline.position[tick]);
    return tick == 0 ? QString() : QString::number(static_cast<double>(timeline.position[tick]) / 1e6, 'f', 6);
}

} // namespace

TicksModel::TicksModel(std::shared_ptr<const Timeline> timeline, QObject* parent)
    : LazyTreeModel(std::make_unique<Node>(), parent)
    , m_timeline(std::move(timeline))
    , m_columns(columnsOf(*m_timeline))
    , m_ticks{0, m_timeline->tickCount()}
{
    reset();
}

int TicksModel::sectionOf(TickColumn column) const
{
    const auto at = std::ranges::find(m_columns, column);
    return at == m_columns.end() ? -1 : static_cast<int>(at - m_columns.begin());
}

void TicksModel::setTicks(const TickRange& ticks)
{
    if (ticks == m_ticks)
        return;
    m_ticks = ticks;
    relist();
}

void TicksModel::setEmptyHidden(bool hidden)
{
    if (std::exchange(m_isEmptyHidden, hidden) != hidden)
        relist();
}

std::size_t TicksModel::tickAt(const QModelIndex& index) const
{
    return static_cast<std::size_t>(nodeAt(index).key);
}

int TicksModel::columnCount(const QModelIndex&) const
{
    return static_cast<int>(m_columns.size());
}

LazyTreeModel::Listing TicksModel::list(Node& node)
{
    if (node.depth > 0)
        return {};
    const auto make = [timeline = m_timeline, ticks = m_ticks, hidden = m_isEmptyHidden, by = column(sortColumn()),
                       descending = sortOrder() == Qt::DescendingOrder] {
        return sortedTicks(*timeline, ticks, hidden, by, descending);
    };
    if (m_ticks.last - m_ticks.first > mostSortedAtOnce)
        return {{}, make};
    return {make(), {}};
}

QVariant TicksModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const TickColumn shown = column(index.column());
    if (nodeAt(index).key == placeholder)
        return shown == TickColumn::Place && role == Qt::DisplayRole ? QVariant(tr("Sorting …")) : QVariant();
    const std::size_t tick = tickAt(index);
    const TickFigures figures = figuresOf(*m_timeline, {tick, tick + 1});
    if (role == Qt::ToolTipRole && m_timeline->axis == AxisKind::Time)
        return plainToolTip(aliveLines(figures));
    if (shown == TickColumn::Place) {
        if (role == Qt::DisplayRole)
            return placeText(*m_timeline, tick);
        if (role == CopyRole)
            return exactPlace(*m_timeline, tick);
        return role == SortRole ? QVariant::fromValue<qulonglong>(tick) : QVariant();
    }
    if (!isKnown(figures, tick, shown))
        return unknownCell(role);
    const std::uint64_t figure = figureOf(figures, shown);
    switch (shown) {
    case TickColumn::Objects:
    case TickColumn::IdsAlive:
    case TickColumn::IdsGiven: return countCell(role, figure);
    case TickColumn::Bytes: return bytesCell(role, figure, m_timeline->bytesBefore.back());
    case TickColumn::AllocatedBytes:
        return bytesCell(role, figure, m_timeline->live->allocatedBytes.of(0, m_timeline->tickCount()));
    default: break;
    }
    // Freed ones have no whole that they could be a share of: each is one of its own tick.
    return role == TotalRole || role == PercentRole || role == Qt::AccessibleTextRole ? QVariant()
                                                                                      : bytesCell(role, figure, 0);
}

QVariant TicksModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role == Qt::TextAlignmentRole && column(section) != TickColumn::Place)
        return QVariant::fromValue<int>(Qt::AlignRight | Qt::AlignVCenter);
    const bool isForPeople = role == Qt::DisplayRole || role == Qt::ToolTipRole || role == CopyRole;
    if (orientation != Qt::Horizontal || !isForPeople)
        return LazyTreeModel::headerData(section, orientation, role);
    const bool isTime = m_timeline->axis == AxisKind::Time;
    const auto text = [role](const QString& title, const QString& copied, const QString& explanation) -> QVariant {
        return role == Qt::DisplayRole ? title : role == CopyRole ? copied : plainToolTip({explanation});
    };
    switch (column(section)) {
    case TickColumn::Place:
        return isTime ? text(tr("Tick"), tr("Tick's end [s]"), tr("From the end of the tick before to its own end."))
                      : text(tr("Sample"), tr("Sample"), tr("Serial number of the sample, in the order of allocation."));
    case TickColumn::Bytes:
        return isTime ? text(tr("Alive"), tr("Alive [B]"), tr("Bytes from the tick that were still alive at the end."))
                      : text(tr("Bytes"), tr("Bytes [B]"), tr("Bytes that the sample stands for."));
    case TickColumn::Objects:
        return text(tr("Objects"), tr("Objects"),
                    tr("Objects of the tick that were still alive, as the other tables count them: without "
                       "those whose bytes are booked on their owners."));
    case TickColumn::IdsAlive:
        return text(tr("Ids alive"), tr("Ids alive"), tr("All objects of the tick that were still alive at the end."));
    case TickColumn::IdsGiven:
        return text(tr("Ids given"), tr("Ids given"),
                    tr("Objects that were given an id in the tick.") + u' ' + idsExplanation());
    case TickColumn::AllocatedBytes:
        return text(tr("Allocated"), tr("Allocated [B]"),
                    tr("Bytes of the tick's objects when V8 first counted them, at its end. From live events."));
    case TickColumn::FreedBytes:
        return text(tr("Freed"), tr("Freed [B]"),
                    tr("Bytes of what the tick allocated that were freed later. From live events."));
    case TickColumn::LostBytes:
        return text(tr("Freed in it"), tr("Freed in it [B]"),
                    tr("Bytes of earlier ticks that V8 found freed when this tick ended. From live events."));
    }
    return {};
}

} // namespace heapline
