// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/document/document.h"
#include "ui/widgets/search_target.h"

#include <QWidget>

class QLabel;

namespace heapline {

class EmptyState;
class SummaryModel;
class TreeView;

/// The classes of the heap in the selected range, with their objects.
class SummaryView : public QWidget, public SearchTarget {
    Q_OBJECT

public:
    explicit SummaryView(Document& document, QWidget* parent = nullptr);

    QString matchText() const override;
    bool showMatch(int step) override;

protected:
    void showEvent(QShowEvent* event) override;

private:
    void choose(const QModelIndex& index);
    void follow();
    void showSelection();
    void showTotals();

    Document& m_document;
    TreeView* m_tree;
    EmptyState* m_empty;
    QLabel* m_totals;
    SummaryModel* m_model = nullptr; ///< null if the profile has no Heap
    bool m_isStale = false;          ///< hidden while something changed
};

} // namespace heapline
