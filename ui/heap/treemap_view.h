// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/document/document.h"
#include "ui/widgets/search_target.h"

#include <QWidget>

class QLabel;

namespace heapline {

class Breadcrumbs;
class EmptyState;
class ObjectMatches;
class TreemapActions;
class TreemapCanvas;
class TreemapLegend;

/// The dominator tree of a document as boxes, with the way to the zoomed object above it, words about the selected one and the meaning of the
/// colours below. The view Dominators shows the same as a table.
class TreemapView : public QWidget, public SearchTarget {
    Q_OBJECT

public:
    explicit TreemapView(Document& document, QWidget* parent = nullptr);

    TreemapCanvas* canvas() const { return m_canvas; }
    Breadcrumbs* breadcrumbs() const { return m_breadcrumbs; }

    /// Zooms so that the selected object is seen among all that the same object keeps alive.
    void revealSelection();

    QString matchText() const override;
    bool showMatch(int step) override;

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
    ObjectMatches& m_matches;
    TreemapActions* m_actions;
    TreemapLegend* m_legend;
    QLabel* m_label;
    EmptyState* m_empty;
    std::vector<NodeOrdinal> m_chain; ///< the objects of the breadcrumbs
    bool m_isRevealDue = false;
};

} // namespace heapline
