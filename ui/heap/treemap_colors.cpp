// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/heap/treemap_colors.h"

#include "core/stacks/flame_hue.h"
#include "ui/widgets/hue_fill.h"
#include "ui/widgets/mixed_color.h"
#include "ui/widgets/text.h"

#include <QCoreApplication>

#include <utility>

namespace heapline {

namespace {

constexpr int mostTitleLength = 24;

} // namespace

ObjectCategory categoryOf(const HeapGraph& graph, NodeOrdinal object)
{
    switch (graph.kind(object)) {
    case NodeKind::String:
    case NodeKind::ConcatenatedString:
    case NodeKind::SlicedString:
    case NodeKind::Symbol: return ObjectCategory::Strings;
    case NodeKind::Array: return ObjectCategory::Arrays;
    case NodeKind::Closure: return ObjectCategory::Functions;
    case NodeKind::Code: return ObjectCategory::Code;
    case NodeKind::Native: return ObjectCategory::Native;
    case NodeKind::Object: return graph.name(object) == "Array" ? ObjectCategory::Arrays : ObjectCategory::Objects;
    case NodeKind::RegExp: return ObjectCategory::Objects;
    case NodeKind::Hidden:
    case NodeKind::Synthetic:
    case NodeKind::Number:
    case NodeKind::BigInt:
    case NodeKind::ObjectShape:
    case NodeKind::Other: break;
    }
    return ObjectCategory::Engine;
}

QString categoryTitle(ObjectCategory category)
{
    const auto tr = [](const char* text) { return QCoreApplication::translate("heapline::ObjectCategory", text); };
    switch (category) {
    case ObjectCategory::Objects: return tr("Objects");
    case ObjectCategory::Functions: return tr("Functions");
    case ObjectCategory::Strings: return tr("Strings");
    case ObjectCategory::Arrays: return tr("Arrays");
    case ObjectCategory::Code: return tr("Code");
    case ObjectCategory::Engine: return tr("Engine");
    case ObjectCategory::Native: return tr("Native");
    }
    return {};
}

TreemapColors::TreemapColors(const QPalette& palette, TreemapColoring coloring,
                             std::shared_ptr<const ObjectPackages> packages)
    : ground(palette.color(QPalette::Base))
    , text(palette.color(QPalette::Text))
    , outline(text)
    , m_coloring(coloring)
    , m_packages(std::move(packages))
    , m_isDark(isDark(palette))
{
    border = mixed(ground, text, 0.45);
    smaller = mixed(ground, text, 0.12);
    smallerText = mixed(text, ground, 0.3);
    weakOutline = mixed(text, ground, 0.2);
}

QColor TreemapColors::fillOfKind(ObjectCategory category) const
{
    switch (category) {
    case ObjectCategory::Objects: return hueFill(215, m_isDark);
    case ObjectCategory::Functions: return hueFill(275, m_isDark);
    case ObjectCategory::Strings: return hueFill(130, m_isDark);
    case ObjectCategory::Arrays: return hueFill(45, m_isDark);
    case ObjectCategory::Code: return hueFill(20, m_isDark);
    case ObjectCategory::Engine: return mixed(ground, text, 0.22);
    case ObjectCategory::Native: return hueFill(180, m_isDark);
    }
    return ground;
}

std::uint32_t TreemapColors::keyOf(const Heap& heap, NodeOrdinal object) const
{
    switch (m_coloring) {
    case TreemapColoring::Class: return heap.classOf[object.value].value;
    case TreemapColoring::Package: return m_packages->packageOf(object);
    case TreemapColoring::Kind: break;
    }
    return static_cast<std::uint32_t>(categoryOf(heap.graph, object));
}

QColor TreemapColors::fill(const Heap& heap, std::uint32_t key)
{
    if (m_coloring == TreemapColoring::Kind)
        return fillOfKind(ObjectCategory(key));
    const bool isClass = m_coloring == TreemapColoring::Class;
    if (!isClass && key == m_packages->count())
        return fillOfKind(ObjectCategory::Engine);
    m_ofKey.resize(isClass ? heap.classes.size() : m_packages->count(), 0);
    QRgb& kept = m_ofKey[key];
    if (kept == 0)
        kept = hueFill(flameHue(isClass ? heap.classes.name[key] : m_packages->name(key)), m_isDark).rgb();
    return QColor::fromRgb(kept);
}

QString TreemapColors::title(const Heap& heap, std::uint32_t key) const
{
    switch (m_coloring) {
    case TreemapColoring::Class: return fromFile(heap.classes.name[key], mostTitleLength);
    case TreemapColoring::Package:
        return key == m_packages->count()
                   ? QCoreApplication::translate("heapline::Treemap", "(allocation not recorded)")
                   : fromFile(m_packages->name(key), mostTitleLength);
    case TreemapColoring::Kind: break;
    }
    return categoryTitle(ObjectCategory(key));
}

} // namespace heapline
