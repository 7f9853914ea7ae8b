// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace heapline {

/// Cells that show a figure and its share: "1.20 MB   31.0 %" in two right-aligned columns, over a bar as long as the share.
/// Reads DisplayRole, PercentRole, SortRole (part) and TotalRole (whole); cells without a TotalRole are drawn as usual.
class PercentBarDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

    /// Width that any figure fits into.
    static int widthFor(const QFontMetrics& metrics);
};

} // namespace heapline
