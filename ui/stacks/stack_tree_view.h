// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/document/document.h"
#include "ui/stacks/stack_actions.h"
#include "ui/stacks/stack_columns.h"
#include "ui/widgets/search_target.h"

#include <QWidget>

class QMenu;

namespace heapline {

class EmptyState;
class StackActions;
class StackTreeModel;
class TreeView;

/// The call tree of a profile as a table: "Heavy (bottom up)", "Tree (top down)", or a flat list of functions.
class StackTreeView : public QWidget, public SearchTarget {
    Q_OBJECT

public:
    enum class Kind { BottomUp, TopDown, Functions };

    StackTreeView(Kind kind, Document& document, QWidget* parent = nullptr);

    QString matchText() const override;
    bool showMatch(int step) override;

Q_SIGNALS:
    /// See StackActions.
    void objectsRequested();

protected:
    void showEvent(QShowEvent* event) override;

private:
    void makeColumns();
    void makeColumnMenu();
    void makeActions();
    std::optional<StackTarget> target() const;
    void follow();
    void showSelection();
    void openFirstMatch();
    void explainEmptiness();

    Kind m_kind;
    Document& m_document;
    TreeView* m_tree;
    EmptyState* m_empty;
    StackTreeModel* m_model = nullptr; ///< null if the profile has no Stacks
    QMenu* m_columnMenu = nullptr;
    bool m_isStale = false; ///< hidden while something changed
};

} // namespace heapline
