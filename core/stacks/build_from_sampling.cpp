// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stacks/build.h"
#include "core/stacks/call_tree.h"
#include "core/stacks/depth_limit.h"
#include "core/stacks/frame_writer.h"
#include "core/stacks/radix_sort.h"

#include <algorithm>
#include <functional>
#include <limits>
#include <unordered_map>
#include <vector>

namespace heapline {

namespace {

/// Below this many samples, a row of 1 % rests on fewer than 100 of them and so is off by more than a tenth.
constexpr std::uint64_t manySamples = 10'000;

/// What makes two frames one function.
struct FunctionKey {
    StringId name;
    StringId scriptId;
    std::uint32_t line;
    std::uint32_t column;

    bool operator==(const FunctionKey&) const = default;
};

struct FunctionKeyHash {
    std::size_t operator()(const FunctionKey& key) const
    {
        const std::uint64_t high = (std::uint64_t(key.name.value) << 32 | key.scriptId.value) * 0x9E3779B97F4A7C15u;
        const std::uint64_t low = std::uint64_t(key.line) << 32 | key.column;
        return std::hash<std::uint64_t>()((high ^ high >> 29) + low * 0xBF58476D1CE4E5B9u);
    }
};

/// 0-based with -1 for unknown -> 1-based with 0 for unknown.
std::uint32_t oneBased(std::int64_t zeroBased)
{
    return zeroBased < 0 || zeroBased >= std::numeric_limits<std::uint32_t>::max()
               ? 0
               : static_cast<std::uint32_t>(zeroBased + 1);
}

/// Whether `head` is a function of the program, and not the usual stand-in for "no caller". Some writers do without that
/// one.
bool isHeadAFunction(const SamplingNodeColumns& nodes, const StringTable& strings)
{
    return nodes.size() > 0 && strings[nodes.functionName[0]] != "(root)"
           && (nodes.selfSize[0] > 0 || !strings[nodes.url[0]].empty());
}

/// The callers of the tree's rows if a root is put above the file's rows.
std::vector<std::uint32_t> parentsBelowRoot(const std::vector<std::uint32_t>& parents)
{
    std::vector<std::uint32_t> shifted(parents.size() + 1);
    for (std::size_t row = 1; row < parents.size(); ++row)
        shifted[row + 1] = parents[row] + 1;
    return shifted;
}

/// Gives row firstRow + i of the tree the function of the file's row i.
void writeFrames(const SamplingNodeColumns& nodes, std::size_t firstRow, FrameWriter& frames, CallTree& tree,
                 Progress& progress)
{
    if (firstRow > 0 || nodes.size() == 0)
        tree.frame[0] = frames.append(frames.add("(root)"), frames.add(""), frames.add("0"), 0, 0);
    std::unordered_map<FunctionKey, FrameId, FunctionKeyHash> known;
    for (std::size_t row = 0; row < nodes.size(); ++row) {
        if (row % rowsPerProgressCheck == 0)
            progress.update(row, 2 * nodes.size());
        const FunctionKey key{frames.copy(nodes.functionName[row]), frames.copy(nodes.scriptId[row]),
                              oneBased(nodes.line[row]), oneBased(nodes.column[row])};
        const auto [place, isNew] = known.try_emplace(key);
        if (isNew)
            place->second = frames.append(key.name, frames.copy(nodes.url[row]), key.scriptId, key.line, key.column);
        tree.frame[firstRow + row] = place->second;
    }
}

/// One range row for each sample of a known node, by ordinal, and the samples of each node. Ordinals count from 1; negative
/// ones, which V8 does not write, become 0.
void writeRangeRows(const SamplingNodeColumns& nodes, std::size_t firstRow, const SampleColumns& samples, Stacks& stacks,
                    Notes& notes, Progress& progress)
{
    const IdIndex index(nodes.id, progress);
    std::uint64_t unknownNodes = 0;
    std::vector<KeyedRow<std::uint64_t>> order;
    order.reserve(samples.size());
    for (std::size_t row = 0; row < samples.size(); ++row) {
        if (row % rowsPerProgressCheck == 0)
            progress.throwIfStopped();
        if (!index.find(samples.nodeId[row]).isValid()) {
            ++unknownNodes;
            continue;
        }
        const auto position = static_cast<std::uint64_t>(std::max<std::int64_t>(0, samples.ordinal[row]));
        order.push_back({position, static_cast<std::uint32_t>(row)});
    }
    if (unknownNodes)
        notes.add(NoteCode::SamplesOfUnknownNodes, unknownNodes);

    sortByKey(order, progress);
    auto& rows = stacks.rangeRows;
    rows.axisPosition.reserve(order.size());
    rows.node.reserve(order.size());
    rows.bytes.reserve(order.size());
    for (std::size_t i = 0; i < order.size(); ++i) {
        if (i % rowsPerProgressCheck == 0)
            progress.update(order.size() + i, 2 * order.size());
        rows.axisPosition.push_back(order[i].key);
        rows.node.push_back(CallNodeId(firstRow + index.find(samples.nodeId[order[i].row]).value));
        rows.bytes.push_back(samples.sizeBytes[order[i].row]);
    }
    if (order.empty())
        return;
    MeasureColumn& counts = stacks.self[static_cast<std::size_t>(Measure::SampleCount)];
    counts.assign(stacks.callTree.size(), 0);
    for (const CallNodeId node : rows.node)
        ++counts[node.value];
}

void addGeneralNotes(const Stacks& stacks, std::uint64_t sampleCount, Notes& notes)
{
    const MeasureColumn& self = stacks.self[static_cast<std::size_t>(Measure::LiveBytes)];
    if (std::all_of(self.begin(), self.end(), [](std::uint64_t bytes) { return bytes == 0; }) && sampleCount == 0) {
        notes.add(NoteCode::NothingSampled);
        return;
    }
    notes.add(NoteCode::LiveOrTotalUnknown);
    if (sampleCount > 0 && sampleCount < manySamples)
        notes.add(NoteCode::FewSamples, sampleCount);
    notes.add(NoteCode::StacksInlinedCallees);
    notes.add(NoteCode::FrameIsFunctionStart);
    noteCutSamplingStacks(stacks.callTree, stacks.frames.size(), notes);
}

} // namespace

Stacks buildStacksFromSampling(const SamplingNodeColumns& nodes, const SampleColumns& samples, const StringTable& strings,
                               Notes& notes, Progress& progress)
{
    progress.enter(Phase::Stacks);
    Stacks stacks;
    FrameWriter frames(strings, stacks);
    const std::size_t firstRow = isHeadAFunction(nodes, strings) ? 1 : 0;
    stacks.callTree = makeCallTree(firstRow ? parentsBelowRoot(nodes.parent) : nodes.parent, progress);
    writeFrames(nodes, firstRow, frames, stacks.callTree, progress);

    MeasureColumn& self = stacks.self[static_cast<std::size_t>(Measure::LiveBytes)];
    self.resize(stacks.callTree.size());
    std::copy(nodes.selfSize.begin(), nodes.selfSize.end(), self.begin() + static_cast<std::ptrdiff_t>(firstRow));
    writeRangeRows(nodes, firstRow, samples, stacks, notes, progress);
    addGeneralNotes(stacks, samples.size(), notes);
    stacks.strings.shrink();
    progress.update(1, 1);
    return stacks;
}

} // namespace heapline
