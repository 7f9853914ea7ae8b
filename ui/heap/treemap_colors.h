// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/heap/heap.h"

#include <QColor>
#include <QList>
#include <QPalette>
#include <QString>

#include <vector>

namespace heapline {

/// What the colours of a treemap tell apart.
enum class TreemapColoring {
    Class, ///< one hue for each name of a class
    Kind   ///< the program's objects, functions, texts, arrays, code, the engine, what lies outside of V8's heap
};

/// What an object is, roughly.
enum class ObjectCategory { Objects, Functions, Strings, Arrays, Code, Engine, Native };
inline constexpr int objectCategoryCount = 7;

ObjectCategory categoryOf(const HeapGraph& graph, NodeOrdinal object);
QString categoryTitle(ObjectCategory category);

/// Colours of a treemap. They repeat what labels and tool tips say.
class TreemapColors {
public:
    TreemapColors(const QPalette& palette, TreemapColoring coloring);

    QColor fill(const Heap& heap, NodeOrdinal object);
    QColor fill(ObjectCategory category) const;
    QColor fill(const Heap& heap, ClassId id);

    TreemapColoring coloring() const { return m_coloring; }

    QColor ground;
    QColor text;
    QColor border;  ///< around each box
    QColor smaller; ///< objects that are put together
    QColor smallerText;
    QColor outline;     ///< of the selected box
    QColor weakOutline; ///< of the box that the selected object is in, and under the pointer

private:
    TreemapColoring m_coloring;
    bool m_isDark;
    std::vector<QRgb> m_ofClass; ///< class -> fill; 0: not made yet
};

} // namespace heapline
