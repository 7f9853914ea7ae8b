// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/document/document.h"

#include <QWidget>

class QLabel;

namespace heapline {

class EmptyState;
class RetainerState;
class RetainersModel;
class TreeView;

/// What keeps the selected object alive. Choosing a row here does not change the selection; "Go to This Object" does.
class RetainersView : public QWidget {
    Q_OBJECT

public:
    /// Levels opened at once towards the roots.
    static constexpr int mostLevelsOpened = 20;

    explicit RetainersView(Document& document, QWidget* parent = nullptr);

private:
    void makeActions();
    void showSelection();
    void showObject(NodeOrdinal object);
    void showNothing(const QString& title, const QString& advice, QAction* action = nullptr);
    void openTowardsRoot(const QModelIndex& index);
    void followRules();
    void toggleIgnored();
    void updateIgnoreAction();

    Document& m_document;
    RetainerState& m_state;
    QLabel* m_title;
    TreeView* m_tree;
    EmptyState* m_empty;
    RetainersModel* m_model = nullptr; ///< null if the profile has no Heap
    QAction* m_ignore = nullptr;
    QAction* m_showLargest = nullptr;
};

} // namespace heapline
