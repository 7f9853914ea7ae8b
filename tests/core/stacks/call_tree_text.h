// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/stack_columns.h"
#include "core/stacks/bottom_up.h"
#include "core/stacks/stacks.h"

#include <cstdint>
#include <random>
#include <string>
#include <string_view>

namespace heapline::test {

/// A sampling profile made from a drawing.
struct DrawnProfile {
    StringTable strings;
    SamplingNodeColumns nodes;
    SampleColumns samples;
};

/// Reads a call tree: a line "name selfBytes" for each node, two spaces deeper than its caller. Node ids count from 1 (the
/// root, which is not drawn) in drawing order. Every name is one function; "name in URL" gives it a URL.
DrawnProfile drawn(std::string_view drawing);

/// Adds a node below a row. @return its row
std::uint32_t addNode(DrawnProfile& profile, std::uint32_t parent, std::string_view name, std::uint64_t selfBytes);
void addSample(DrawnProfile& profile, std::uint64_t bytes, std::uint64_t nodeId, std::int64_t ordinal);

/// A tree of up to @p size nodes in preorder, few functions so that there is recursion, and many nodes without own bytes.
DrawnProfile randomProfile(std::mt19937& random, std::size_t size);

/// Builds Stacks, discarding notes.
Stacks build(const DrawnProfile& profile);
StackWeights weigh(const Stacks& stacks, const std::optional<IdRange>& range = {});

/// The call tree, a line "name self total" for each node but the root.
std::string topDownText(const Stacks& stacks, const StackWeights& weights, Measure measure = Measure::LiveBytes);

/// All rows of the bottom-up tree, opened up to @p levels deep: "name self total" with "+" for rows that can be opened
/// further.
std::string bottomUpText(const Stacks& stacks, const StackWeights& weights, int levels,
                         Measure measure = Measure::LiveBytes);

} // namespace heapline::test
