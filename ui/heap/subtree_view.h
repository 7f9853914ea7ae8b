// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/document/document.h"
#include "ui/widgets/lazy_tree_model.h"
#include "ui/widgets/search_target.h"

#include <QWidget>

class QHBoxLayout;
class QLabel;

namespace heapline {

class EmptyState;
class ObjectMatches;
class RowOpener;
class SubtreeModel;
class TreeView;

/// What the views Containment and Dominators share: a table that follows range, filters and selection of a document, and a line below it
/// that says what is shown.
class SubtreeView : public QWidget, public SearchTarget {
    Q_OBJECT

public:
    /// Opens the way to the selected object, as soon as the rows are there.
    void revealSelection();

    QString matchText() const override;
    bool showMatch(int step) override;

protected:
    /// @param model becomes a child of the view
    SubtreeView(Document& document, SubtreeModel* model, QWidget* parent);

    /// Finds the rows that lead to an object and hands them to openWay(), now or later.
    virtual void findWay(NodeOrdinal object) = 0;
    /// The row of an object, if it is there already.
    virtual QModelIndex rowOf(NodeOrdinal object) const = 0;
    /// The user chose a row.
    virtual void choose(const QModelIndex& index);
    /// The columns of the range have come or gone.
    virtual void showPart(bool isPart);
    /// What the line below the table begins with.
    virtual QString aboutRows() const = 0;

    /// @param path keys; empty: nothing leads there
    void openWay(const LazyTreeModel::Path& path);
    void showTotals();
    /// Puts an action beside the line below the table, and into the menus.
    void addSwitch(QAction* action);

    Document& document() const { return m_document; }
    TreeView& tree() const { return *m_tree; }

    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void makeTable();
    void follow();
    void showSelection();
    void tellUnreachable();

    Document& m_document;
    SubtreeModel* m_model;
    ObjectMatches& m_matches;
    TreeView* m_tree;
    EmptyState* m_empty;
    QHBoxLayout* m_line;
    QLabel* m_totals;
    RowOpener* m_opener;
    QAction* m_onlyShown;
    std::optional<bool> m_isPart; ///< whether the columns of the range are shown; none before the first figures
    bool m_isRevealDue = false;
};

} // namespace heapline
