// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/format/byte_source.h"

#include <memory>
#include <string>

namespace heapline {

/// What is given as FILE for standard input, and what it is called in words.
inline constexpr const char* standardInputArgument = "-";
inline constexpr const char* standardInputName = "standard input";

/// Opens standard input as something that can be read more than once: a file that it was redirected from as it is; what comes through a pipe is
/// first kept in a file without a name, in $TMPDIR or /tmp, that nobody else can open and that goes with the program.
/// @throws ErrorException CannotOpen, ReadFailed, EmptyFile, BadGzip; Cancelled within 100 ms of the request
std::unique_ptr<ByteSource> openStandardInput(const Progress& progress);

} // namespace heapline
