// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/stacks/flame_canvas.h"

#include <QWidget>

class QLabel;

namespace heapline {

class EmptyState;
class Breadcrumbs;

/// A flame with the path to its zoomed box above it and words about the selected box below. Its actions() are for menus. It is told what to
/// show, and says what was chosen.
class FlameView : public QWidget {
    Q_OBJECT

public:
    explicit FlameView(QWidget* parent = nullptr);

    FlameCanvas* canvas() const { return m_canvas; }
    Breadcrumbs* breadcrumbs() const { return m_breadcrumbs; }

    /// @see FlameCanvas
    void setData(const FlameData& flame) { m_canvas->setData(flame); }
    void setKey(FlameKey key) { m_canvas->setKey(std::move(key)); }
    void setOrientation(FlameOrientation orientation) { m_canvas->setOrientation(orientation); }
    void setSelected(FrameId frame, CallNodeId node) { m_canvas->setSelected(frame, node); }
    void setMatching(std::vector<std::uint8_t> frameMatches) { m_canvas->setMatching(std::move(frameMatches)); }
    bool showMatch(int step) { return m_canvas->showMatch(step); }

    /// What is said when there is nothing to show; else "Nothing in the selection has an allocation stack."
    void setEmptyText(const QString& title, const QString& advice);

    /// Words about the selected box, or about everything.
    QString description() const { return m_description; }

    // What is shown, with all its rows; nothing when there is nothing. @param width logical pixels
    QByteArray svg(int width) const;
    QImage image(int width, qreal ratio) const;

Q_SIGNALS:
    void boxChosen(heapline::FrameId frame, heapline::CallNodeId node);
    void contextMenuRequested(heapline::FrameId frame, heapline::CallNodeId node,
                              const std::vector<heapline::FrameId>& leafPath, const QPoint& globalPos);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void showState();
    void showChain();
    void showDescription();

    Breadcrumbs* m_breadcrumbs;
    FlameCanvas* m_canvas;
    QLabel* m_label;
    EmptyState* m_empty;
    QString m_emptyTitle;
    QString m_emptyAdvice;
    QString m_description;
};

} // namespace heapline
