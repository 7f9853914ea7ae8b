// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/heap/treemap_legend.h"

#include "ui/heap/treemap_colors.h"
#include "ui/heap/treemap_scene.h"
#include "ui/widgets/text.h"

#include <QPainter>

#include <algorithm>
#include <unordered_map>

namespace heapline {

namespace {

constexpr int mostEntries = 12;
constexpr int gap = 14; ///< pixels between entries

} // namespace

QList<TreemapLegend::Entry> legendOf(const TreemapScene& scene, TreemapColors& colors)
{
    const Heap& heap = scene.heap();
    std::unordered_map<std::uint32_t, std::int64_t> areas; // what a colour stands for -> pixels that show it
    const auto add = [&](const TreemapBox& box, std::int64_t area) { areas[colors.keyOf(heap, box.object)] += area; };
    for (const TreemapBox& box : scene.layout.boxes) {
        if (box.kind != TreemapBox::Kind::Smaller)
            add(box, box.rect.area());
        if (box.parent != TreemapBox::none)
            add(scene.layout.boxes[box.parent], -box.rect.area());
    }
    std::vector<std::pair<std::uint32_t, std::int64_t>> sorted(areas.begin(), areas.end());
    std::ranges::sort(
        sorted, [](const auto& a, const auto& b) { return a.second != b.second ? a.second > b.second : a.first < b.first; });
    QList<TreemapLegend::Entry> entries;
    for (std::size_t i = 0; i < std::min<std::size_t>(sorted.size(), mostEntries); ++i) {
        const std::uint32_t key = sorted[i].first;
        entries.append({colors.fill(heap, key), colors.title(heap, key)});
    }
    return entries;
}

TreemapLegend::TreemapLegend(QWidget* parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    setAccessibleName(tr("What the colours mean"));
}

void TreemapLegend::setEntries(const QList<Entry>& entries)
{
    if (entries == m_entries)
        return;
    m_entries = entries;
    QStringList names;
    for (const Entry& entry : m_entries)
        names += entry.name;
    setAccessibleDescription(names.join(QStringLiteral(", ")));
    setToolTip(plainToolTip(QStringList{tr("Colours, by the area that they take:")} + names));
    update();
}

QSize TreemapLegend::sizeHint() const
{
    return {200, fontMetrics().height() + 4};
}

QSize TreemapLegend::minimumSizeHint() const
{
    return {0, sizeHint().height()};
}

void TreemapLegend::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const QFontMetrics metrics = fontMetrics();
    const int side = metrics.ascent();
    int x = 4;
    for (const Entry& entry : m_entries) {
        const int wide = side + 4 + metrics.horizontalAdvance(entry.name);
        if (x + wide > width())
            return;
        const QRect swatch(x, (height() - side) / 2, side, side);
        painter.fillRect(swatch, entry.color);
        painter.setPen(palette().color(QPalette::Mid));
        painter.drawRect(swatch.adjusted(0, 0, -1, -1));
        painter.setPen(palette().color(QPalette::WindowText));
        painter.drawText(x + side + 4, (height() - metrics.height()) / 2 + metrics.ascent(), entry.name);
        x += wide + gap;
    }
}

} // namespace heapline
