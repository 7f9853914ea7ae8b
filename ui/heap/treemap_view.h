// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/document/document.h"

#include <QWidget>

class QLabel;

namespace heapline {

class Breadcrumbs;
class EmptyState;
class TreemapActions;
class TreemapCanvas;
class TreemapLegend;

/// The dominator tree of a document as boxes, with the way to the zoomed object above it, words about the selected one and the meaning of the
/// colours below. The view Dominators shows the same as a table.
class TreemapView : public QWidget {
    Q_OBJECT

public:
    explicit TreemapView(Document& document, QWidget* parent = nullptr);

    TreemapCanvas* canvas() const { return m_canvas; }
    Breadcrumbs* breadcrumbs() const { return m_breadcrumbs; }

    /// Zooms so that the selected object is seen among all that the same object keeps alive.
    void revealSelection();

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void makeActions();
    void follow();
    void showSelection();
    void showState();
    void showChain();
    void showDescription();
    QString description() const;

    Document& m_document;
    Breadcrumbs* m_breadcrumbs;
    TreemapCanvas* m_canvas;
    TreemapActions* m_actions;
    TreemapLegend* m_legend;
    QLabel* m_label;
    EmptyState* m_empty;
    std::vector<NodeOrdinal> m_chain; ///< the objects of the breadcrumbs
    bool m_isRevealDue = false;
};

} // namespace heapline
