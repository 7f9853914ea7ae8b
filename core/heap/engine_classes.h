// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace heapline {

struct ClassTable;

/// Whether a class is no data of a program, but how the engine and its embedder run it: code, shapes, stores of properties and elements,
/// functions and their scopes, of which nearly all are the runtime's. Their retained sizes are those of whatever they lead to, so they
/// stand above every leak. Strings, numbers and the bytes of buffers are data.
bool isEngineClass(std::string_view name);

/// [classes] 1 or 0.
std::vector<std::uint8_t> engineClasses(const ClassTable& classes);

} // namespace heapline
