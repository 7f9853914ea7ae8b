// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/heap/merged_finding.h"
#include "ui/heap/object_text.h"

#include <QString>

namespace heapline {

struct MergedSelection;

/// "[…] in (object elements)[] @123", or the class if there are several holders.
StyledText mergedRowText(const Heap& heap, const MergedRow& row);

/// Name of a class in a sentence.
QString mergedClassName(const Heap& heap, ClassId id);

/// The sentence over the table: "800 of 800 Session are kept through “sessions” (Map @33621) in the scope of handleRequest()".
/// @pre there are objects
QString mergedFindingText(const MergedSelection& selection);

} // namespace heapline
