// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/document/document.h"

#include <QWidget>

class QAction;
class QMenu;
class QToolButton;

namespace heapline {

/// How the stacks of a document are shown: what they are grouped by, whose code is hidden, what is measured. One button with a menu
/// for each.
class StackBar : public QWidget {
    Q_OBJECT

public:
    explicit StackBar(Document& document, QWidget* parent = nullptr);

    /// Whether the view that is shown has widths that a measure decides on.
    void setMeasureUsed(bool used);

    /// The menus, for a menu bar.
    QList<QMenu*> menus() const { return {m_grouping, m_lens, m_measure}; }

private:
    QMenu* addMenu(const QString& title, const QString& objectName, const QString& toolTip);
    void addGroupings();
    void addLens();
    void addMeasures();
    void refresh();

    Document& m_document;
    QMenu* m_grouping;
    QMenu* m_lens;
    QMenu* m_measure;
    QList<QAction*> m_groupingActions; ///< data: Grouping
    QList<QAction*> m_measureActions;  ///< data: Measure
    QAction* m_ownOnly;
    QAction* m_hideRuntime;
    QAction* m_hideDependencies;
    QAction* m_hideEngine;
};

/// Name of a measure as shown: "Live bytes", "Allocated objects". @param isSampling whether it is one of a sampling profile
QString measureName(Measure measure, bool isSampling);

} // namespace heapline
