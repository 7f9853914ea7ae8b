// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <cstdint>

namespace heapline {

/// A view that shows what the text filter finds.
class SearchTarget {
public:
    virtual ~SearchTarget() = default;

    /// What is found in the range that is shown: "12 functions, 3.4 MB, 31.0 %", "No match". Empty without a text filter.
    virtual QString matchText() const = 0;

    /// Makes the next match the current one, or the previous one, and brings it into sight; after the last comes the first.
    /// @param step 1 or -1
    /// @return false when there is none
    virtual bool showMatch(int step) = 0;
};

/// "12 functions, 3.4 MB, 31.0 %", or that there is none.
/// @param found what and how many: "12 functions"
QString matchSumText(const QString& found, std::uint64_t count, std::uint64_t bytes, std::uint64_t whole);

/// What matchText() says of a regular expression that is none; see TextMatcher::error().
QString faultyExpressionText();

} // namespace heapline
