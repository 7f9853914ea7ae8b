// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile/shown_comparison.h"

#include <string>
#include <string_view>
#include <vector>

namespace heapline {

/// A sentence with places %1, %2, … for figures.
struct ComparisonSentence {
    std::string_view text;            ///< English, for translation
    std::vector<std::string> figures; ///< as text

    std::string english() const;
};

/// How objects of two files were matched and why, in a few words. @pre of two profiles
ComparisonSentence matchingBrief(const ShownComparison& shown);

/// How objects of two files were matched, on what evidence, and what that means for the columns; of two ranges, what is compared.
ComparisonSentence matchingSentence(const ShownComparison& shown);

/// What else is to be known of a comparison: that the base is the later file, that a range or a filter does not narrow it or leaves
/// removed objects out. @param wantsNarrowing whether the user has set a range or a filter of objects
std::vector<ComparisonSentence> comparisonRemarks(const ShownComparison& shown, bool wantsNarrowing);

} // namespace heapline
