// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/format/byte_source.h"

namespace heapline {

/// What a file is, by its content.
enum class ContentKind { HeapGraph, SamplingProfile };

/// Finds out what a file is from its top-level keys, and rewinds it. Heap files are known by their first key; others may have to be
/// walked over up to the key that tells.
/// @throws ErrorException EmptyFile, NotJson, NotAProfile, OtherFormat (the message names it), Truncated
ContentKind sniffContent(ByteSource& source, Progress& progress);

} // namespace heapline
