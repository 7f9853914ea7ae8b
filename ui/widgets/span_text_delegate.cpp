// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/span_text_delegate.h"

#include "ui/widgets/roles.h"
#include "ui/widgets/text_span.h"

#include <QApplication>
#include <QPainter>
#include <QTextLayout>

#include <algorithm>

namespace heapline {

namespace {

/// A colour between text and background that still reads well on it.
QColor weaker(const QColor& text, const QColor& background)
{
    constexpr double share = 0.38;
    const auto mix = [](int a, int b) { return static_cast<int>(a + (b - a) * share); };
    return {mix(text.red(), background.red()), mix(text.green(), background.green()), mix(text.blue(), background.blue())};
}

QTextCharFormat formatOf(TextSpan::Style style, const QColor& text, const QColor& background, const QColor& highlight)
{
    QTextCharFormat format;
    switch (style) {
    case TextSpan::Style::Weak: format.setForeground(weaker(text, background)); break;
    case TextSpan::Style::Italic: format.setFontItalic(true); break;
    case TextSpan::Style::Match: {
        QColor tint = highlight;
        tint.setAlpha(80);
        format.setBackground(tint);
        format.setFontUnderline(true);
        break;
    }
    }
    return format;
}

} // namespace

SpanTextDelegate::SpanTextDelegate(QObject* parent, Qt::TextElideMode elide) : QStyledItemDelegate(parent), m_elide(elide) {}

QSize SpanTextDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const QSize size = QStyledItemDelegate::sizeHint(option, index);
    return {size.width(), std::max(size.height(), option.fontMetrics.height() + rowPadding)};
}

void SpanTextDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    auto spans = index.data(TextSpansRole).value<QList<TextSpan>>();
    QStyleOptionViewItem cell = option;
    cell.textElideMode = m_elide;
    if (spans.isEmpty()) {
        QStyledItemDelegate::paint(painter, cell, index);
        return;
    }
    initStyleOption(&cell, index);
    const QStyle* style = cell.widget ? cell.widget->style() : QApplication::style();
    const int margin = style->pixelMetric(QStyle::PM_FocusFrameHMargin, &cell, cell.widget) + 1;
    const QRect room =
        style->subElementRect(QStyle::SE_ItemViewItemText, &cell, cell.widget).adjusted(margin, 0, -margin, 0);
    const QString text = QFontMetrics(cell.font).elidedText(cell.text, cell.textElideMode, room.width());
    if (m_elide != Qt::ElideRight && text != cell.text)
        spans.clear(); // their places have moved
    cell.text.clear();
    style->drawControl(QStyle::CE_ItemViewItem, &cell, painter, cell.widget);

    const bool isSelected = cell.state & QStyle::State_Selected;
    const QPalette::ColorGroup group = !(cell.state & QStyle::State_Enabled) ? QPalette::Disabled
                                       : cell.state & QStyle::State_Active   ? QPalette::Active
                                                                             : QPalette::Inactive;
    const QColor color = cell.palette.color(group, isSelected ? QPalette::HighlightedText : QPalette::Text);
    const QColor background = cell.palette.color(group, isSelected ? QPalette::Highlight : QPalette::Base);
    const QColor tint = isSelected ? color : cell.palette.color(QPalette::Active, QPalette::Highlight);

    QTextLayout layout(text, cell.font);
    QTextOption textOption;
    textOption.setWrapMode(QTextOption::NoWrap);
    textOption.setTextDirection(cell.direction);
    layout.setTextOption(textOption);
    QList<QTextLayout::FormatRange> formats;
    for (const TextSpan& span : spans) {
        const qsizetype end = std::min(span.start + span.length, text.size());
        if (span.start < end)
            formats.append({static_cast<int>(span.start), static_cast<int>(end - span.start),
                            formatOf(span.style, color, background, tint)});
    }
    layout.setFormats(formats);
    layout.beginLayout();
    QTextLine line = layout.createLine();
    line.setLineWidth(room.width());
    layout.endLayout();

    painter->save();
    painter->setClipRect(room);
    painter->setPen(color);
    layout.draw(painter, QPointF(room.left(), room.top() + (room.height() - line.height()) / 2));
    painter->restore();
}

} // namespace heapline
