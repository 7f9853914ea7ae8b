// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/stacks/no_stacks_text.h"

#include <QCoreApplication>

namespace heapline {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("heapline::NoStacksText", text);
}

} // namespace

EmptyText noStacksText(const Profile& profile)
{
    switch (profile.origin.kind) {
    case FileKind::HeapTimeline:
        return {
            tr("This timeline was recorded without allocation stacks."),
            tr("Record with stacks to see which functions allocated: tick “Allocation stack traces” in DevTools, or send "
               "HeapProfiler.startTrackingHeapObjects with trackAllocations: true.")};
    case FileKind::HeapSnapshot:
        return {
            tr("A heap snapshot holds no allocation stacks."),
            tr("Record an allocation timeline with stacks, or a sampling heap profile, to see which functions allocated.")};
    case FileKind::SamplingProfile: return {tr("This sampling profile holds no call tree."), {}};
    }
    return {};
}

EmptyText noStackOfObjectText(const Profile& profile, NodeOrdinal object)
{
    if (!profile.stacks)
        return noStacksText(profile);
    const NodeColumns& nodes = profile.heap->graph.nodes;
    const std::uint64_t id = nodes.id[object.value];
    if (id % 2 == 0)
        return {tr("Memory outside of the V8 heap has no allocation stack."),
                tr("V8 records stacks for its own objects only. Its retainers below “Retainers” may have one.")};
    if (profile.timeline && !profile.timeline->lastId.empty() && id <= profile.timeline->lastId.front())
        return {tr("No stack was recorded: this object is older than the recording."), {}};
    if (!nodes.traceNodeId.empty() && nodes.traceNodeId[object.value] != 0)
        return {tr("No stack is known: the object refers to one that the file does not hold."), {}};
    return {tr("No stack was recorded for this object."),
            tr("The engine made it while no function of the program was running.")};
}

} // namespace heapline
