// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/document/document.h"
#include "ui/heap/comparison_query.h"
#include "ui/widgets/search_target.h"

#include <QWidget>

class QAction;
class QLabel;
class QProgressBar;

namespace heapline {

class ComparisonBar;
class ComparisonModel;
class ComparisonState;
class EmptyState;
class ObjectActions;
class OpenProfiles;
class TreeView;

/// What is new and what is gone since another profile, or between two ranges of the timeline, class by class, with the objects. Follows range
/// and filters.
class ComparisonView : public QWidget, public SearchTarget {
    Q_OBJECT

public:
    /// @pre the profile has a Heap
    ComparisonView(Document& document, OpenProfiles& profiles, QWidget* parent = nullptr);

    QString matchText() const override;
    bool showMatch(int step) override;
    /// Whether something is still to come.
    bool isPending() const { return m_query->isPending(); }

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void makeTable();
    void makeActions();
    QAction* add(const QString& text, const QList<QKeySequence>& shortcuts, const QString& toolTip);
    void follow();
    void sizeColumns(const ShownComparison& shown);
    void showTexts();
    void showPhase();
    void showNoRows();
    void choose(const QModelIndex& index);
    void showSelection();
    void updateActions();
    void showInBase();
    void swapSides();
    std::optional<NodeOrdinal> ownObject(const QModelIndex& index) const;

    Document& m_document;
    OpenProfiles& m_profiles;
    ComparisonState& m_state;
    ComparisonQuery* m_query;
    ComparisonBar* m_bar;
    QLabel* m_matching;
    QProgressBar* m_busy;
    TreeView* m_tree;
    EmptyState* m_empty;
    QLabel* m_totals;
    ComparisonModel* m_model;
    ObjectActions* m_objectActions;
    QAction* m_showInBase;
    QAction* m_showAdded;
    QAction* m_swap;
    QAction* m_cancel;
    QAction* m_again;
};

} // namespace heapline
