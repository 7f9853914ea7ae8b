// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/notes.h"
#include "core/base/progress.h"
#include "core/base/stack_columns.h"
#include "core/base/string_table.h"
#include "core/format/byte_source.h"

namespace heapline {

/// A sampling heap profile as read.
struct SamplingFile {
    StringTable strings; ///< row 0 is the empty string
    SamplingNodeColumns nodes;
    SampleColumns samples;
    std::uint64_t textBytes = 0;      ///< size of the JSON text
    bool countsPlacesFromOne = false; ///< lines and columns are 1-based in the file; in nodes they are 0-based all the same
};

/// Reads a `.heapprofile` of any V8 version: keys in any order, children before their
/// parents' fields, old files without ids, samples, or callFrame (fields on the node itself). Unknown keys are skipped at
/// any depth. Nothing recurses.
/// @throws ErrorException Truncated, BadSyntax, BadValue, MissingSection, Cancelled … with section and byte offset
SamplingFile readSamplingProfile(ByteSource& source, Notes& notes, Progress& progress);

} // namespace heapline
