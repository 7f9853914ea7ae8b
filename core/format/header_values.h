// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace heapline {

/// A value within `snapshot.meta`: a list of names, or of lists of names. What else there may be is only known to be there.
struct HeaderList {
    struct Item {
        std::optional<std::string> name;
        std::optional<std::vector<std::string>> names;
        bool hasOthers = false; ///< beside the names
    };

    bool isArray = false;
    std::vector<Item> items;
};

/// What the `snapshot` object of a heap file says. Of keys that are there twice, the last one counts.
struct HeaderValues {
    bool isObject = false;
    std::map<std::string, std::uint64_t, std::less<>> numbers; ///< those that are whole and not negative
    std::optional<std::map<std::string, HeaderList, std::less<>>> meta;
};

/// Reads a header without a tree of values in memory: nlohmann/json's takes twenty times the text, and needs memory even to go away.
/// @throws ErrorException BadSyntax
HeaderValues parseHeader(std::string_view text);

} // namespace heapline
