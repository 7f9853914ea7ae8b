// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/percent_bar_delegate.h"

#include "ui/widgets/roles.h"

#include <QApplication>
#include <QPainter>

#include <algorithm>

namespace heapline {

namespace {

constexpr int margin = 6;
constexpr int barAlpha = 64;

int percentWidth(const QFontMetrics& metrics)
{
    return std::max(metrics.horizontalAdvance(QStringLiteral("100.0 %")),
                    metrics.horizontalAdvance(QStringLiteral("< 0.1 %")));
}

int gapWidth(const QFontMetrics& metrics)
{
    return metrics.horizontalAdvance(QStringLiteral("00"));
}

QPalette::ColorGroup colorGroup(const QStyleOptionViewItem& option)
{
    if (!(option.state & QStyle::State_Enabled))
        return QPalette::Disabled;
    return option.state & QStyle::State_Active ? QPalette::Active : QPalette::Inactive;
}

} // namespace

void PercentBarDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const QVariant whole = index.data(TotalRole);
    if (!whole.isValid()) {
        QStyledItemDelegate::paint(painter, option, index);
        return;
    }
    QStyleOptionViewItem cell = option;
    initStyleOption(&cell, index);
    const QString value = cell.text;
    cell.text.clear();
    const QStyle* style = cell.widget ? cell.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &cell, painter, cell.widget);

    const bool isSelected = cell.state & QStyle::State_Selected;
    const QPalette::ColorGroup group = colorGroup(cell);
    const QColor text = cell.palette.color(group, isSelected ? QPalette::HighlightedText : QPalette::Text);

    painter->save();
    const double share = whole.toULongLong() == 0 ? 0.0 : index.data(SortRole).toDouble() / whole.toDouble();
    const QRect room = cell.rect.adjusted(2, 2, -2, -2);
    if (share > 0 && room.width() > 0) {
        // On the selection's own colour the bar is a shade away from the text, so that the figure stays legible.
        QColor bar = !isSelected              ? cell.palette.color(QPalette::Active, QPalette::Highlight)
                     : text.lightness() > 127 ? QColor(Qt::black)
                                              : QColor(Qt::white);
        bar.setAlpha(barAlpha);
        const int width = std::max(1, static_cast<int>(std::min(1.0, share) * room.width()));
        painter->fillRect(QRect(room.left(), room.top(), width, room.height()), bar);
    }
    painter->setFont(cell.font);
    painter->setPen(text);
    const QFontMetrics metrics(cell.font);
    const QRect inside = cell.rect.adjusted(margin, 0, -margin, 0);
    const int forPercent = percentWidth(metrics);
    const int forValue = inside.width() - forPercent - gapWidth(metrics);
    // A narrow column keeps the figure and drops the share.
    if (forValue >= metrics.horizontalAdvance(value)) {
        painter->drawText(inside, Qt::AlignRight | Qt::AlignVCenter, index.data(PercentRole).toString());
        painter->drawText(QRect(inside.left(), inside.top(), forValue, inside.height()), Qt::AlignRight | Qt::AlignVCenter,
                          value);
    } else {
        painter->drawText(inside, Qt::AlignRight | Qt::AlignVCenter,
                          metrics.elidedText(value, Qt::ElideRight, inside.width()));
    }
    painter->restore();
}

QSize PercentBarDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const QSize size = QStyledItemDelegate::sizeHint(option, index);
    return index.data(TotalRole).isValid() ? QSize(widthFor(option.fontMetrics), size.height()) : size;
}

int PercentBarDelegate::widthFor(const QFontMetrics& metrics)
{
    return metrics.horizontalAdvance(QStringLiteral("999.9 MB")) + gapWidth(metrics) + percentWidth(metrics) + 2 * margin;
}

} // namespace heapline
