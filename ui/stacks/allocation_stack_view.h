// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/document/document.h"

#include <QWidget>

class QLabel;

namespace heapline {

class AllocationStackModel;
class EmptyState;
class TreeView;

/// The stack that allocated the selected object, or the heaviest stack of the selected function.
class AllocationStackView : public QWidget {
    Q_OBJECT

public:
    explicit AllocationStackView(Document& document, QWidget* parent = nullptr);

Q_SIGNALS:
    /// The user wants to see a call of the stack, which is selected now, in the call tree.
    void treeRequested();

private:
    void showSelection();
    void showInTree();
    void showStack(CallNodeId leaf, const QString& title);
    void showNothing(const QString& title, const QString& advice);
    CallNodeId heaviestNodeOf(FrameId frame) const;

    Document& m_document;
    std::shared_ptr<const Profile> m_profile;
    AllocationStackModel* m_model;
    QLabel* m_title;
    TreeView* m_tree;
    EmptyState* m_empty;
};

} // namespace heapline
