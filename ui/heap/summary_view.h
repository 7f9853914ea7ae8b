// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/document/document.h"
#include "ui/widgets/lazy_tree_model.h"
#include "ui/widgets/search_target.h"

#include <QModelIndex>
#include <QWidget>

#include <functional>

class QAction;
class QLabel;

namespace heapline {

class EmptyState;
class RowOpener;
class SummaryBar;
class SummaryGroups;
class SummaryModel;
class TreeView;

/// The classes of the heap in the selected range, with their objects.
class SummaryView : public QWidget, public SearchTarget {
    Q_OBJECT

public:
    explicit SummaryView(Document& document, QWidget* parent = nullptr);

    QString matchText() const override;
    bool showMatch(int step) override;

    /// Whether the engine's own classes are folded into one row.
    bool isFolding() const;
    void setFolding(bool on);

Q_SIGNALS:
    void foldingChanged(bool on);

protected:
    void showEvent(QShowEvent* event) override;

private:
    void choose(const QModelIndex& index);
    void addShowOnly();
    void showOnly();
    void connectAll();
    void follow();
    void showRows();
    void updateRows(const std::function<void()>& change);
    void showPart(bool isPart);
    void showSelection();
    void tellFarRow();
    LazyTreeModel::Path pathOfSelection() const;
    void showTotals();
    QString hintOnNothing() const;

    Document& m_document;
    TreeView* m_tree;
    EmptyState* m_empty;
    QLabel* m_totals;
    SummaryModel* m_model = nullptr; ///< null if the profile has no Heap, like the next ones
    SummaryBar* m_bar = nullptr;
    SummaryGroups* m_groups = nullptr; ///< those that are shown, or what the engine's own classes make up together
    QAction* m_showOnly = nullptr;
    RowOpener* m_opener = nullptr; ///< finds objects of classes that have to be sorted first
    bool m_isAskedFor = false; ///< whether the row of the selected object is looked for
    bool m_isStale = false;        ///< hidden while something changed
    bool m_isPart = false;         ///< whether the columns of a selection are shown
};

} // namespace heapline
