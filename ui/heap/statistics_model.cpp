// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/heap/statistics_model.h"

#include "ui/heap/statistics_text.h"
#include "ui/widgets/cells.h"
#include "ui/widgets/text.h"

#include <QFont>
#include <QGuiApplication>
#include <QPalette>
#include <QPixmap>
#include <QPixmapCache>

namespace heapline {

namespace {

constexpr int rows = static_cast<int>(statisticPartCount) + 1;
constexpr int swatchSize = 12;

const PartFigures& figuresOf(const PartStatistics& statistics, const std::optional<StatisticPart>& part)
{
    return part ? statistics.of(*part) : statistics.total;
}

/// The same picture each time: an icon puts each picture that it paints into Qt's cache, where small ones stay until the program ends.
QPixmap swatchOf(const QColor& color)
{
    const QString key = QStringLiteral("heapline swatch ") + color.name(QColor::HexArgb);
    QPixmap swatch;
    if (!QPixmapCache::find(key, &swatch)) {
        swatch = QPixmap(swatchSize, swatchSize);
        swatch.fill(color);
        QPixmapCache::insert(key, swatch);
    }
    return swatch;
}

} // namespace

void StatisticsModel::setFigures(std::shared_ptr<const StatisticsFigures> figures)
{
    if (!m_figures == !figures) {
        m_figures = std::move(figures);
        if (m_figures) {
            Q_EMIT dataChanged(index(0, 0), index(rows - 1, columns - 1));
            Q_EMIT headerDataChanged(Qt::Horizontal, 0, columns - 1);
        }
        return;
    }
    beginResetModel();
    m_figures = std::move(figures);
    endResetModel();
}

std::optional<StatisticPart> StatisticsModel::partAt(int row)
{
    return row >= 0 && row < rows - 1 ? std::optional(static_cast<StatisticPart>(row)) : std::nullopt;
}

int StatisticsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() || !m_figures ? 0 : rows;
}

int StatisticsModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : columns;
}

QVariant StatisticsModel::titleData(const std::optional<StatisticPart>& part, int role) const
{
    switch (role) {
    case Qt::DisplayRole: return part ? partTitle(*part) : tr("Total");
    case Qt::ToolTipRole:
        return part ? plainToolTip({partMeaning(*part), tr("Enter shows its objects in the Summary.")})
                    : plainToolTip({tr("V8’s heap and the native memory that V8 knows of")});
    case Qt::DecorationRole: {
        if (!part)
            return {};
        return swatchOf(partColor(*part, QGuiApplication::palette()));
    }
    case Qt::FontRole: {
        QFont font = QGuiApplication::font();
        if (part)
            font.setUnderline(true); // it leads to its objects
        else
            font.setBold(true);
        return font;
    }
    case Qt::ForegroundRole: return part ? QVariant(QGuiApplication::palette().link()) : QVariant();
    default: return {};
    }
}

QVariant StatisticsModel::data(const QModelIndex& index, int role) const
{
    const std::optional<StatisticPart> part = partAt(index.row());
    const PartStatistics& shown = m_figures->shown;
    const PartStatistics& whole = m_figures->whole;
    if (role == Qt::ToolTipRole && static_cast<Column>(index.column()) != Column::Part) {
        const bool isWhole = static_cast<Column>(index.column()) >= Column::WholeBytes;
        return plainToolTip({exactBytesText(figuresOf(isWhole ? whole : shown, part).bytes)});
    }
    switch (static_cast<Column>(index.column())) {
    case Column::Part: return titleData(part, role);
    case Column::Bytes: return bytesCell(role, figuresOf(shown, part).bytes, shown.total.bytes);
    case Column::Objects: return countCell(role, figuresOf(shown, part).objects);
    case Column::WholeBytes: return bytesCell(role, figuresOf(whole, part).bytes, whole.total.bytes);
    case Column::WholeObjects: return countCell(role, figuresOf(whole, part).objects);
    }
    return {};
}

QVariant StatisticsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    const auto column = static_cast<Column>(section);
    if (role == Qt::TextAlignmentRole && column != Column::Part)
        return QVariant::fromValue<int>(Qt::AlignRight | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole) {
        switch (column) {
        case Column::Part: return tr("A sort of object, by DevTools’ rules");
        case Column::Bytes: return tr("Shallow bytes of the objects that are shown");
        case Column::Objects: return tr("Objects that have bytes of their own");
        case Column::WholeBytes: return tr("Shallow bytes of all objects of the heap");
        case Column::WholeObjects: return tr("All objects of the heap that have bytes of their own");
        }
    }
    if (role != Qt::DisplayRole)
        return {};
    const bool isPart = m_figures && m_figures->isPart;
    switch (column) {
    case Column::Part: return tr("Part");
    case Column::Bytes: return isPart ? tr("Shown") : tr("Bytes");
    case Column::Objects: return isPart ? tr("Objects Shown") : tr("Objects");
    case Column::WholeBytes: return tr("Whole Heap");
    case Column::WholeObjects: return tr("All Objects");
    }
    return {};
}

} // namespace heapline
