// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <optional>

namespace heapline {

/// The Error that some work ends with, if it does.
template <typename Work>
std::optional<Error> errorOf(Work work)
{
    try {
        work();
    } catch (const ErrorException& exception) {
        return exception.error();
    }
    return {};
}

} // namespace heapline
