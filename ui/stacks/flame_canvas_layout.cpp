// SPDX-License-Identifier: GPL-3.0-or-later
// Where the boxes of a flame's canvas lie: laying out what can be seen, and scrolling.
#include "ui/stacks/flame_canvas.h"

#include <QScrollBar>

#include <algorithm>
#include <cmath>

namespace heapline {

void FlameCanvas::markChanged()
{
    m_isLaidOut = false;
    m_isPainted = false;
    viewport()->update();
    m_stateTimer.start();
}

void FlameCanvas::updateBoxes()
{
    m_search.restart();
    m_selected = noFlameBox;
    if (m_selectedPath) {
        const FlameBoxId found = m_source->nearest(*m_selectedPath);
        if (m_source->box(found).depth == m_selectedPath->size())
            m_selected = found;
    }
    m_areBoxesNew = false;
}

void FlameCanvas::ensureLayout()
{
    if (m_isLaidOut)
        return;
    m_isLaidOut = true;
    if (!m_source) {
        m_layout = {};
        m_zoomed = {};
        m_selected = noFlameBox;
        updateScrollBar();
        return;
    }
    if (m_areBoxesNew)
        updateBoxes();
    m_zoomed = resolved(*m_source, m_history.current());
    const qreal ratio = devicePixelRatioF();
    FlameWindow window;
    window.stretch = m_zoomed.stretch;
    window.leastWidth = std::max(1, static_cast<int>(std::lround(ratio)));
    // The scroll bar may come or go, and rows may be scrolled, by what this finds: then it is done again.
    for (int round = 0; round < 3; ++round) {
        window.width = static_cast<int>(std::lround(viewport()->width() * ratio));
        m_geometry = {m_orientation, flameRowHeight(font()), viewport()->height(), m_scroll};
        window.firstRow = m_geometry.firstRow();
        window.endRow = m_geometry.endRow();
        layoutFlame(*m_source, window, m_layout);
        const int before = m_scroll;
        const QSize size = viewport()->size();
        m_scroll = std::clamp(m_scroll, 0, mostScroll());
        if (m_rowToReveal)
            revealRow(*m_rowToReveal);
        updateScrollBar();
        if (m_scroll == before && viewport()->size() == size)
            break;
    }
    m_rowToReveal.reset();
}

int FlameCanvas::mostScroll() const
{
    const std::int64_t rows = m_layout.rowCount;
    return static_cast<int>(std::clamp<std::int64_t>(rows * m_geometry.rowHeight - viewport()->height(), 0, 1 << 30));
}

void FlameCanvas::updateScrollBar()
{
    m_isSettingScrollBar = true;
    QScrollBar* bar = verticalScrollBar();
    const int most = m_source ? mostScroll() : 0;
    bar->setPageStep(std::max(1, viewport()->height()));
    bar->setSingleStep(std::max(1, m_geometry.rowHeight));
    bar->setRange(0, most);
    bar->setValue(m_orientation == FlameOrientation::Icicle ? m_scroll : most - m_scroll);
    m_isSettingScrollBar = false;
}

void FlameCanvas::scrollContentsBy(int, int)
{
    if (m_isSettingScrollBar)
        return;
    const QScrollBar* bar = verticalScrollBar();
    setScroll(m_orientation == FlameOrientation::Icicle ? bar->value() : bar->maximum() - bar->value());
}

void FlameCanvas::setScroll(int fromRoot)
{
    if (fromRoot == m_scroll)
        return;
    m_scroll = fromRoot;
    m_isLaidOut = false;
    m_isPainted = false;
    viewport()->update();
}

void FlameCanvas::revealRow(std::uint32_t row)
{
    // The boxes beyond it are what is looked at next, so it stays in the half at the root side.
    const int top = static_cast<int>(row) * m_geometry.rowHeight;
    const int half = std::max(0, viewport()->height() / 2 - m_geometry.rowHeight);
    m_scroll = std::clamp(m_scroll, std::max(0, top - half), top);
    m_scroll = std::clamp(m_scroll, 0, mostScroll());
}

} // namespace heapline
