// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/notes.h"
#include "core/heap/heap_graph.h"
#include "core/profile/profile.h"

#include <optional>

namespace heapline {

/// Says what the figures of an allocation timeline do not tell. @pre profile.timeline and profile.heap
void noteTimeline(const Profile& profile, Notes& notes);

/// Says how many strings of a heap may have been cut by V8.
void noteCutNames(const HeapGraph& graph, Notes& notes);

/// What is to be said about a comparison of two profiles by object id; nothing when it means what it seems to.
/// @pre both have a heap. O(nodes)
std::optional<Note> noteOnComparison(const Profile& newer, const Profile& base);

} // namespace heapline
