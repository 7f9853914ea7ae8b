// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/heap/object_search.h"

#include <QString>

namespace heapline {

/// Name of what is searched, for a list to choose from: "Everything", "Classes".
QString searchPlaceTitle(SearchPlace place);
QString searchPlaceToolTip(SearchPlace place);

/// Title of all that was found in one way, and what it means.
/// @param place what was searched: with everything, names are those of objects that their class does not list already
QString hitKindTitle(HitKind kind, SearchPlace place);
QString hitKindToolTip(HitKind kind, SearchPlace place);

/// "1,234 objects in 56 classes · 1.2 MB · 3 properties".
QString hitsText(const ObjectHits& hits);
/// What the texts that were left out mean, as a sentence; empty if there are none.
QString undecidedText(const ObjectHits& hits);

} // namespace heapline
