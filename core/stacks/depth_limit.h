// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/notes.h"
#include "core/stacks/stacks.h"

namespace heapline {

// V8 keeps the innermost frames of a stack and drops the outermost ones beyond a limit, so that a cut stack starts at the
// root with a function from the middle of the program. The limit is not in the file.

/// Notes the stacks of a timeline that reach V8's fixed limit of 64 frames.
void noteCutTraces(const CallTree& tree, Notes& notes);

/// Notes the stacks of a sampling profile that reach its deepest level, if that is the usual limit of 128 frames, or if the
/// deepest stacks start with a function that other stacks show to have a caller (a limit chosen by the user who recorded).
void noteCutSamplingStacks(const CallTree& tree, std::size_t frameCount, Notes& notes);

} // namespace heapline
