// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace heapline {

/// Cells whose text has stretches in other styles (TextSpansRole): weak ids, V8's own names in italics, what the filter found
/// underlined on a tint. Draws plain text only, never markup.
class SpanTextDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    /// @param elide where a text that is too long is cut
    explicit SpanTextDelegate(QObject* parent = nullptr, Qt::TextElideMode elide = Qt::ElideRight);

    /// Room above and below the text of a row, together.
    static constexpr int rowPadding = 6;

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    Qt::TextElideMode m_elide;
};

} // namespace heapline
