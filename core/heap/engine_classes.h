// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace heapline {

struct ClassTable;

/// Whether a class is the engine's or its embedder's own: code, shapes, stores of properties and elements, and what else the engine notes.
/// Strings, functions, numbers and scopes, which a program makes, are not.
bool isEngineClass(std::string_view name);

/// [classes] 1 or 0.
std::vector<std::uint8_t> engineClasses(const ClassTable& classes);

} // namespace heapline
