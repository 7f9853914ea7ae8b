// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string_view>

namespace heapline {

/// What an object or array of a `.heapprofile` is.
enum class SamplingPlace : std::uint8_t { File, Node, Children, CallFrame, Samples, Sample };

/// The keys that mean something, by their names in the file.
enum class SamplingKey : std::uint8_t {
    Other,
    Head,
    Samples,
    CallFrame,
    Children,
    SelfSize,
    Id,
    FunctionName,
    ScriptId,
    Url,
    LineNumber,
    ColumnNumber,
    Size,
    NodeId,
    Ordinal
};

/// The key that a name stands for in an object; Other if it means nothing there.
SamplingKey samplingKeyIn(SamplingPlace place, std::string_view name);

/// The name of a key in the file.
std::string_view nameOf(SamplingKey key);

} // namespace heapline
