// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <map>
#include <string>

namespace heapline {

/// What the message about a file that cannot be read must say: a kind of error, and words.
struct Refusal {
    ErrorCode code;
    const char* words;
};

/// File -> what its refusal must say, for every file that must be refused.
const std::map<std::string, Refusal>& cornerRefusals();

} // namespace heapline
