// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/column.h"
#include "core/stacks/build.h"
#include "core/stacks/call_tree.h"
#include "core/stacks/depth_limit.h"
#include "core/stacks/frame_writer.h"

#include <algorithm>
#include <unordered_map>
#include <utility>
#include <vector>

namespace heapline {

namespace {

constexpr std::uint64_t smallestObject = 8; ///< bytes: a map word and one field, with compressed pointers

MeasureColumn& selfOf(Stacks& stacks, Measure measure)
{
    return stacks.self[static_cast<std::size_t>(measure)];
}

/// One frame for each function of the file, so that FrameId equals the function's row.
void writeFrames(const TraceFunctionColumns& functions, FrameWriter& frames, Stacks& stacks, Progress& progress)
{
    std::unordered_map<std::int64_t, StringId> scriptIds;
    for (std::size_t row = 0; row < functions.size(); ++row) {
        if (row % rowsPerProgressCheck == 0)
            progress.throwIfStopped();
        const auto [scriptId, isNew] = scriptIds.try_emplace(functions.scriptId[row]);
        if (isNew)
            scriptId->second = stacks.strings.append(std::to_string(functions.scriptId[row]));
        frames.append(frames.copy(functions.name[row]), frames.copy(functions.scriptName[row]), scriptId->second,
                      functions.line[row], functions.column[row]);
    }
}

void writeCallTree(const TraceFunctionColumns& functions, const TraceTreeColumns& tree, FrameWriter& frames, Stacks& stacks,
                   Notes& notes, Progress& progress)
{
    stacks.callTree = makeCallTree(tree.parent, progress);
    selfOf(stacks, Measure::TotalBytes).assign(tree.sizeBytes.begin(), tree.sizeBytes.end());
    selfOf(stacks, Measure::TotalCount).assign(tree.count.begin(), tree.count.end());
    if (tree.size() == 0) {
        stacks.callTree.frame[0] = frames.unknown();
        selfOf(stacks, Measure::TotalBytes).assign(1, 0);
        selfOf(stacks, Measure::TotalCount).assign(1, 0);
    }
    std::uint64_t unknownFunctions = 0;
    std::uint64_t wrapped = 0; // V8 adds up in 32 bits
    for (std::size_t row = 0; row < tree.size(); ++row) {
        if (row % rowsPerProgressCheck == 0)
            progress.throwIfStopped();
        wrapped += tree.sizeBytes[row] / smallestObject < tree.count[row];
        const std::uint32_t function = tree.functionIndex[row];
        if (function < functions.size()) {
            stacks.callTree.frame[row] = FrameId(function);
        } else {
            stacks.callTree.frame[row] = frames.unknown();
            ++unknownFunctions;
        }
    }
    if (unknownFunctions)
        notes.add(NoteCode::UnknownFunctionIndexes, unknownFunctions);
    if (wrapped)
        notes.add(NoteCode::TotalsWrapped, wrapped);
}

/// Sums the live objects of one stretch by their stacks.
class StretchSums {
public:
    explicit StretchSums(std::size_t nodes) : m_sums(nodes) {}

    void add(CallNodeId node, std::uint64_t id, std::uint64_t bytes)
    {
        Sum& sum = m_sums[node.value];
        if (sum.count++ == 0)
            m_nodes.push_back(node);
        sum.bytes += bytes;
        sum.highestId = std::max(sum.highestId, id);
    }

    /// Appends a row for each stack that has objects, by highest id, and forgets them.
    void flushTo(Stacks::RangeRows& rows)
    {
        std::ranges::sort(m_nodes, {}, [&](CallNodeId node) { return std::pair(m_sums[node.value].highestId, node); });
        for (const CallNodeId node : m_nodes) {
            const Sum sum = std::exchange(m_sums[node.value], {});
            rows.axisPosition.push_back(sum.highestId);
            rows.node.push_back(node);
            rows.bytes.push_back(sum.bytes);
            rows.count.push_back(sum.count);
        }
        m_nodes.clear();
    }

private:
    struct Sum {
        std::uint64_t bytes = 0;
        std::uint64_t highestId = 0;
        std::uint32_t count = 0;
    };

    std::vector<Sum> m_sums;         ///< call-tree node -> sum
    std::vector<CallNodeId> m_nodes; ///< nodes that have one
};

/// Objects with a stack in the order of their stretches.
Column<std::uint32_t> sortByStretch(const TracedObjects& objects, std::vector<std::uint32_t>& stretchEnd, Progress& progress)
{
    const auto count = static_cast<std::uint32_t>(objects.traceNodeId.size());
    const auto eachObject = [&](auto visit) {
        std::size_t stretch = 0;
        for (std::uint32_t object = 0; object < count; ++object) {
            if (object % rowsPerProgressCheck == 0)
                progress.throwIfStopped();
            if (objects.traceNodeId[object] == 0)
                continue;
            stretch = objects.stretches.of(objects.objectId[object], stretch);
            visit(object, stretch);
        }
    };
    stretchEnd.assign(objects.stretches.size(), 0); // first counts, then runs from the begin to the end of each stretch
    eachObject([&](std::uint32_t, std::size_t stretch) { ++stretchEnd[stretch]; });
    std::uint32_t begin = 0;
    for (std::uint32_t& entry : stretchEnd)
        begin += std::exchange(entry, begin);
    Column<std::uint32_t> order(begin);
    eachObject([&](std::uint32_t object, std::size_t stretch) { order[stretchEnd[stretch]++] = object; });
    return order;
}

/// Fills range rows and live measures.
void writeLiveObjects(const TracedObjects& objects, const TraceIndex& index, Stacks& stacks, Notes& notes,
                      Progress& progress)
{
    const std::size_t nodes = stacks.callTree.size();
    MeasureColumn& liveBytes = selfOf(stacks, Measure::LiveBytes);
    MeasureColumn& liveCount = selfOf(stacks, Measure::LiveCount);
    liveBytes.assign(nodes, 0);
    liveCount.assign(nodes, 0);

    std::uint64_t unknownTraces = 0;
    std::vector<std::uint32_t> stretchEnd;
    const Column<std::uint32_t> order = sortByStretch(objects, stretchEnd, progress);
    StretchSums sums(nodes);
    std::uint32_t at = 0;
    for (const std::uint32_t end : stretchEnd) {
        for (; at < end; ++at) {
            if (at % rowsPerProgressCheck == 0)
                progress.update(at, order.size());
            const std::uint32_t object = order[at];
            const CallNodeId node = index.find(objects.traceNodeId[object]);
            if (!node.isValid()) {
                ++unknownTraces;
                continue;
            }
            const std::uint64_t bytes = objects.shallowBytes[object];
            sums.add(node, objects.objectId[object], bytes);
            liveBytes[node.value] += bytes;
            ++liveCount[node.value];
        }
        sums.flushTo(stacks.rangeRows);
    }
    if (unknownTraces)
        notes.add(NoteCode::UnknownTraceIds, unknownTraces);
}

} // namespace

Stacks buildStacksFromTraces(const TraceFunctionColumns& functions, const TraceTreeColumns& tree, const StringTable& strings,
                             const TracedObjects& objects, Notes& notes, Progress& progress)
{
    progress.enter(Phase::Stacks);
    Stacks stacks;
    FrameWriter frames(strings, stacks);
    writeFrames(functions, frames, stacks, progress);
    writeCallTree(functions, tree, frames, stacks, notes, progress);

    const TraceIndex index(tree);
    if (index.duplicateCount())
        notes.add(NoteCode::DuplicateTraceIds, index.duplicateCount());

    writeLiveObjects(objects, index, stacks, notes, progress);

    notes.add(NoteCode::StacksInlinedCallees);
    notes.add(NoteCode::FrameIsFunctionStart);
    noteCutTraces(stacks.callTree, notes);
    stacks.strings.shrink();
    progress.update(1, 1);
    return stacks;
}

} // namespace heapline
