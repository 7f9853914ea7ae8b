// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/stacks/flame_labels.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QTextLayout>

#include <algorithm>

namespace heapline {

namespace {

constexpr std::size_t mostLabels = 20'000; ///< kept

} // namespace

FlameLabels::FlameLabels(const QFont& font) : m_font(font), m_ellipsis(placed(QStringLiteral("…"))) {}

void FlameLabels::add(std::uint32_t key, const QString& text)
{
    if (m_labels.size() >= mostLabels)
        m_labels.clear();
    m_labels.emplace(key, placed(text));
}

FlameLabels::Label FlameLabels::placed(const QString& text) const
{
    Label label;
    label.text = text;
    QTextLayout layout(text, m_font);
    layout.beginLayout();
    const QTextLine line = layout.createLine();
    layout.endLayout();
    label.width = line.isValid() ? line.naturalTextWidth() : 0;
    const QList<QGlyphRun> runs = layout.glyphRuns();
    if (runs.size() != 1 || runs.front().isRightToLeft())
        return label;
    label.glyphs = runs.front().glyphIndexes();
    label.places = runs.front().positions();
    label.font = runs.front().rawFont();
    label.isSimple = std::is_sorted(label.places.begin(), label.places.end(),
                                    [](const QPointF& a, const QPointF& b) { return a.x() < b.x(); });
    return label;
}

qsizetype FlameLabels::fitting(const Label& label, double room) const
{
    const auto beyond = std::partition_point(label.places.begin(), label.places.end(),
                                             [&](const QPointF& place) { return place.x() <= room - m_ellipsis.width; });
    return std::max<qsizetype>(0, beyond - label.places.begin() - 1);
}

void FlameLabels::drawGlyphs(QPainter& painter, const Label& label, qsizetype count, double x, double top) const
{
    QGlyphRun run;
    run.setRawFont(label.font);
    run.setRawData(label.glyphs.constData(), label.places.constData(), static_cast<int>(count));
    painter.drawGlyphRun(QPointF(x, top), run);
}

void FlameLabels::draw(QPainter& painter, std::uint32_t key, double x, double top, double room) const
{
    const Label& label = m_labels.at(key);
    if (!label.isSimple || !m_ellipsis.isSimple) {
        const QFontMetricsF metrics(m_font);
        const QString text = label.width <= room ? label.text : metrics.elidedText(label.text, Qt::ElideRight, room);
        painter.drawText(QPointF(x, top + metrics.ascent()), text);
        return;
    }
    if (label.width <= room) {
        drawGlyphs(painter, label, label.glyphs.size(), x, top);
        return;
    }
    const qsizetype count = fitting(label, room);
    if (count == 0)
        return;
    drawGlyphs(painter, label, count, x, top);
    drawGlyphs(painter, m_ellipsis, m_ellipsis.glyphs.size(), x + label.places.at(count).x(), top);
}

QString FlameLabels::shortened(std::uint32_t key, double room) const
{
    const Label& label = m_labels.at(key);
    return label.width <= room ? label.text : QFontMetricsF(m_font).elidedText(label.text, Qt::ElideRight, room);
}

} // namespace heapline
