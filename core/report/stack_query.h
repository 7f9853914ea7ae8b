// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/stacks/stack_filter.h"
#include "core/stacks/stacks.h"

#include <optional>
#include <string>
#include <vector>

namespace heapline {

/// A stack filter as typed. Functions are named by name ("handleRequest"), by name and place ("handleRequest server.js:10",
/// "(anonymous) server.js:10:3"), or a group of them by "package:lodash", "file:server.js" or "directory:/srv/app"; the latter two
/// may leave out the beginning of the path.
struct StackQuery {
    Grouping grouping = Grouping::Function;
    bool ownCode = false;
    std::vector<std::string> hide; ///< "node", "node_modules", "engine", or functions
    std::vector<std::string> focus;
    std::vector<std::string> drop;
};

/// What was typed: what it means in a profile, or a sentence about what is wrong with it.
struct ParsedStackFilter {
    std::optional<StackFilter> filter;
    std::string problem; ///< empty when there is a filter
};

/// Hides come first, then focus by focus, then what is dropped.
ParsedStackFilter parseStackQuery(const Stacks& stacks, const StackQuery& query);

} // namespace heapline
