// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/document/document.h"

#include <QWidget>

class QLabel;

namespace heapline {

class EmptyState;
class SummaryModel;
class TreeView;

/// The live objects that the stacks through the selected function allocated, by class; in the range and with the stacks that are left.
class AllocatedObjectsView : public QWidget {
    Q_OBJECT

public:
    /// @pre the profile has a Heap and Stacks
    explicit AllocatedObjectsView(Document& document, QWidget* parent = nullptr);

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void follow();

    Document& m_document;
    QLabel* m_title;
    TreeView* m_tree;
    SummaryModel* m_model;
    EmptyState* m_empty;
};

} // namespace heapline
