// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace heapline {

/// A cell that is not as expected.
struct Difference {
    nlohmann::json::json_pointer pointer;
    std::string path; ///< such as "aggregates[3].maxRet"
    nlohmann::json expected;
    nlohmann::json found; ///< discarded when there is no such cell

    /// "aggregates[3].maxRet: expected 5, found 6"
    std::string sentence() const;
};

/// Every cell of @p expected that @p found does not have alike. Arrays compare in order, numbers with a relative
/// tolerance of 1e-9; members that only @p found has are no difference.
std::vector<Difference> differences(const nlohmann::json& expected, const nlohmann::json& found);

/// Number of figures and texts in a value.
std::size_t cellCount(const nlohmann::json& value);

} // namespace heapline
