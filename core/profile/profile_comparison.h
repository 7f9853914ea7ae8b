// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/heap/comparison.h"
#include "core/heap/id_evidence.h"
#include "core/profile/profile.h"

#include <string>
#include <vector>

namespace heapline {

/// How the user wants two profiles to be compared.
enum class CompareBy {
    Automatic, ///< by id if the ids are of one life of one process, else by class
    Id,
    Class
};

/// Two profiles, compared, and what that rests on.
struct ProfileComparison {
    Comparison rows;
    IdEvidence evidence;
    CompareBy wanted = CompareBy::Automatic;

    /// Whether objects were matched by ids that do not mean the same objects, because the user wanted so.
    bool isAgainstEvidence() const { return rows.by == MatchedBy::Id && !evidence.isOneLife(); }
};

/// @pre both have a heap. O(nodes) of both. @throws ErrorException Cancelled
ProfileComparison compareProfiles(const Profile& newer, const Profile& base, CompareBy wanted, Progress& progress);

/// [classes] URL of the script that the constructor of each class stands in; empty where the file does not say: classes name scripts by ids
/// only, so a function in the allocation stacks has to be from the same script. @pre profile.heap. O(classes + functions)
std::vector<std::string> constructorScripts(const Profile& profile);

} // namespace heapline
