// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stacks/build.h"
#include "core/stacks/call_tree.h"
#include "core/stacks/depth_limit.h"
#include "core/stacks/frame_writer.h"
#include "core/stacks/radix_sort.h"

#include <algorithm>
#include <limits>
#include <unordered_map>

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

/// Fills range rows and live measures. @tparam Key as narrow as the object ids allow, since there may be many millions
template <typename Key>
void writeLiveObjects(const TracedObjects& objects, const TraceIndex& index, Stacks& stacks, Notes& notes,
                      Progress& progress)
{
    const std::size_t nodes = stacks.callTree.size();
    MeasureColumn& liveBytes = selfOf(stacks, Measure::LiveBytes);
    MeasureColumn& liveCount = selfOf(stacks, Measure::LiveCount);
    liveBytes.assign(nodes, 0);
    liveCount.assign(nodes, 0);

    std::uint64_t unknownTraces = 0;
    std::vector<KeyedRow<Key>> order;
    order.reserve(objects.objectId.size());
    for (std::size_t row = 0; row < objects.objectId.size(); ++row) {
        if (row % rowsPerProgressCheck == 0)
            progress.update(row, 3 * objects.objectId.size());
        const CallNodeId node = index.find(objects.traceNodeId[row]);
        if (!node.isValid()) {
            ++unknownTraces;
            continue;
        }
        liveBytes[node.value] += objects.shallowBytes[row];
        ++liveCount[node.value];
        order.push_back({static_cast<Key>(objects.objectId[row]), static_cast<std::uint32_t>(row)});
    }
    if (unknownTraces)
        notes.add(NoteCode::UnknownTraceIds, unknownTraces);

    sortByKey(order, progress);
    auto& rows = stacks.rangeRows;
    rows.axisPosition.reserve(order.size());
    rows.node.reserve(order.size());
    rows.bytes.reserve(order.size());
    for (std::size_t i = 0; i < order.size(); ++i) {
        if (i % rowsPerProgressCheck == 0)
            progress.update(2 * order.size() + i, 3 * order.size());
        rows.axisPosition.push_back(order[i].key);
        rows.node.push_back(index.find(objects.traceNodeId[order[i].row]));
        rows.bytes.push_back(objects.shallowBytes[order[i].row]);
    }
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

    std::uint64_t largestId = 0;
    for (const std::uint64_t id : objects.objectId)
        largestId = std::max(largestId, id);
    if (largestId <= std::numeric_limits<std::uint32_t>::max())
        writeLiveObjects<std::uint32_t>(objects, index, stacks, notes, progress);
    else
        writeLiveObjects<std::uint64_t>(objects, index, stacks, notes, progress);

    notes.add(NoteCode::StacksInlinedCallees);
    notes.add(NoteCode::FrameIsFunctionStart);
    noteCutTraces(stacks.callTree, notes);
    stacks.strings.shrink();
    progress.update(1, 1);
    return stacks;
}

} // namespace heapline
