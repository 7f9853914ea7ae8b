// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

namespace heapline {

/// How far a heap file goes whose text ends too early. What is not whole holds what was read of it, whole rows only.
struct CutOff {
    std::string section; ///< where the text ends; empty between two sections
    bool hasAllNodes = false;
    bool hasAllEdges = false;
    bool hasAllTraces = false; ///< functions and trace tree
    bool hasAllSamples = false;
    bool hasAllLocations = false;
    bool hasAllStrings = false;
    std::uint64_t stringsRead = 0;
};

} // namespace heapline
