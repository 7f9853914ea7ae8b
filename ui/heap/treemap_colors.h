// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/heap/heap.h"
#include "core/profile/object_packages.h"

#include <QColor>
#include <QList>
#include <QPalette>
#include <QString>

#include <cstdint>
#include <memory>
#include <vector>

namespace heapline {

/// What the colours of a treemap tell apart.
enum class TreemapColoring {
    Class,   ///< one hue for each name of a class
    Package, ///< one for each package whose functions allocated objects, the same as in flames
    Kind     ///< the program's objects, functions, texts, arrays, code, the engine, what lies outside of V8's heap
};

/// What an object is, roughly.
enum class ObjectCategory { Objects, Functions, Strings, Arrays, Code, Engine, Native };
inline constexpr int objectCategoryCount = 7;

ObjectCategory categoryOf(const HeapGraph& graph, NodeOrdinal object);
QString categoryTitle(ObjectCategory category);

/// Colours of a treemap. They repeat what labels and tool tips say.
class TreemapColors {
public:
    /// @param packages needed to colour by package only
    TreemapColors(const QPalette& palette, TreemapColoring coloring, std::shared_ptr<const ObjectPackages> packages = {});

    /// What the colour of an object stands for: a number of a class, package or kind.
    std::uint32_t keyOf(const Heap& heap, NodeOrdinal object) const;
    QColor fill(const Heap& heap, std::uint32_t key);
    QString title(const Heap& heap, std::uint32_t key) const;

    TreemapColoring coloring() const { return m_coloring; }

    QColor ground;
    QColor text;
    QColor border;  ///< around each box
    QColor smaller; ///< objects that are put together
    QColor smallerText;
    QColor outline;     ///< of the selected box
    QColor weakOutline; ///< of the box that the selected object is in, and under the pointer

private:
    QColor fillOfKind(ObjectCategory category) const;

    TreemapColoring m_coloring;
    std::shared_ptr<const ObjectPackages> m_packages;
    bool m_isDark;
    std::vector<QRgb> m_ofKey; ///< class or package -> fill; 0: not made yet
};

} // namespace heapline
