// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile/profile.h"

#include <QString>

namespace heapline {

/// Words for a view that has nothing to show.
struct EmptyText {
    QString title;  ///< why
    QString advice; ///< what to do about it; may be empty
};

/// Why a profile has no Stacks, and how to record one that has.
/// @pre !profile.stacks
EmptyText noStacksText(const Profile& profile);

/// Why an object has no allocation stack. @pre allocationStackOf(profile, object) is invalid or the root
EmptyText noStackOfObjectText(const Profile& profile, NodeOrdinal object);

} // namespace heapline
