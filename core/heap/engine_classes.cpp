// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/heap/engine_classes.h"

#include "core/heap/class_table.h"

#include <algorithm>
#include <array>

namespace heapline {

bool isEngineClass(std::string_view name)
{
    // The last two are how Node.js notes its built-in modules.
    static constexpr std::array<std::string_view, 9> kinds = {"(system)", "(compiled code)", "(object shape)",
                                                              "(array)",  "(synthetic)",     "(closure)",
                                                              "Function", "BuiltinModule",   "NativeModule"};
    if (std::ranges::find(kinds, name) != kinds.end())
        return true;
    // What lies outside of the engine's heap are bytes and texts that a program made.
    if (name.starts_with("system / "))
        return name != "system / JSArrayBufferData" && name != "system / ExternalStringData";
    // Classes of C++: "blink::HeapHashTableBacking<…>", "v8::internal::…", and what Node.js is made of.
    return name.find("::") != std::string_view::npos || name.starts_with("Node / ") || name.starts_with("C++ ");
}

std::vector<std::uint8_t> engineClasses(const ClassTable& classes)
{
    std::vector<std::uint8_t> isEngine(classes.size());
    std::ranges::transform(classes.name, isEngine.begin(), [](const auto& name) { return isEngineClass(name); });
    return isEngine;
}

} // namespace heapline
