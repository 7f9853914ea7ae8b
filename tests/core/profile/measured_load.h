// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <optional>
#include <string>

namespace heapline::test {

/// How a load in a process of its own ended.
struct MeasuredLoad {
    int signal = 0;                 ///< that ended the process; 0 for none
    std::optional<ErrorCode> error; ///< none: it was opened
    std::string sentence;           ///< of the error
    std::string notes;              ///< their sentences, if it was opened
    std::uint64_t peakBytes = 0;    ///< memory at the peak above that of the process before
};

/// Loads a file in a copy of this process, which must have one thread only.
MeasuredLoad loadMeasured(const std::string& path);

} // namespace heapline::test
