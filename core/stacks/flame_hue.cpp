// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stacks/flame_hue.h"

#include <cstdint>

namespace heapline {

int flameHue(std::string_view key)
{
    std::uint32_t hash = 2166136261U; // FNV-1a, unlike std::hash the same everywhere
    for (const char c : key)
        hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
    hash ^= hash >> 15; // the low bits of FNV alone follow the last letters too closely
    hash *= 2246822519U;
    hash ^= hash >> 13;
    return static_cast<int>(hash % 360);
}

} // namespace heapline
