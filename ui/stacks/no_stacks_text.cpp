// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/stacks/no_stacks_text.h"

#include <QCoreApplication>

namespace heapline {

namespace {

/// Gives the texts of this file one context for translators.
struct NoStacksTexts {
    Q_DECLARE_TR_FUNCTIONS(heapline::NoStacksText)
};

} // namespace

EmptyText noStacksText(const Profile& profile)
{
    if (profile.notes.contains(NoteCode::StacksCutOff))
        return {NoStacksTexts::tr("The file ends before its allocation stacks do."), {}};
    switch (profile.origin.kind) {
    case FileKind::HeapCutOff: return {NoStacksTexts::tr("The file ends before allocation stacks would stand in it."), {}};
    case FileKind::HeapTimeline:
        return {
            NoStacksTexts::tr("This timeline was recorded without allocation stacks."),
            NoStacksTexts::tr(
                "Record with stacks to see which functions allocated: tick “Allocation stack traces” in DevTools, or send "
                "HeapProfiler.startTrackingHeapObjects with trackAllocations: true.")};
    case FileKind::HeapSnapshot:
        return {
            NoStacksTexts::tr("A heap snapshot holds no allocation stacks."),
            NoStacksTexts::tr(
                "Record an allocation timeline with stacks, or a sampling heap profile, to see which functions allocated.")};
    case FileKind::SamplingProfile: return {NoStacksTexts::tr("This sampling profile holds no call tree."), {}};
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
        return {
            NoStacksTexts::tr("Memory outside of the V8 heap has no allocation stack."),
            NoStacksTexts::tr("V8 records stacks for its own objects only. Its retainers below “Retainers” may have one.")};
    if (profile.timeline && !profile.timeline->lastId.empty() && id <= profile.timeline->lastId.front())
        return {NoStacksTexts::tr("No stack was recorded: this object is older than the recording."), {}};
    if (!nodes.traceNodeId.empty() && nodes.traceNodeId[object.value] != 0)
        return {NoStacksTexts::tr("No stack is known: the object refers to one that the file does not hold."), {}};
    return {NoStacksTexts::tr("No stack was recorded for this object."),
            NoStacksTexts::tr("The engine made it while no function of the program was running.")};
}

} // namespace heapline
