// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/heap/treemap_scene.h"

#include <QString>
#include <QStringList>

namespace heapline {

/// "Session @117613"; the root is the whole heap.
QString treemapObjectName(const Heap& heap, NodeOrdinal object);

/// What stands in a box, beside its size.
QString treemapLabel(const TreemapScene& scene, const TreemapBox& box);

/// Lines on a box for its tool tip: object, class, sizes and shares.
QStringList treemapCard(const TreemapScene& scene, const TreemapBox& box);

/// The same of a box in one line, for the line below the treemap and for assistive programs.
QString describeTreemapBox(const TreemapScene& scene, const TreemapBox& box);

} // namespace heapline
