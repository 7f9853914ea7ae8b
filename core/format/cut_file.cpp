// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/format/cut_file.h"

#include "core/base/notes.h"
#include "core/base/result.h"
#include "core/base/text_format.h"
#include "core/format/heap_reader.h"

#include <algorithm>
#include <string>

namespace heapline {

namespace {

/// " of 258,656", if the header knows more than there is.
std::string ofDeclared(std::uint64_t found, std::uint64_t declared)
{
    return declared > found ? " of " + formatCount(declared) : std::string();
}

/// Where the text ends: "within "edges", of which 63 % were read".
std::string placeOf(const HeapFile& file)
{
    const CutOff& cut = *file.cutOff;
    if (cut.section.empty()) {
        const bool needsMore = !(cut.hasAllNodes && cut.hasAllEdges && cut.hasAllStrings);
        return needsMore ? "between two of its sections" : "behind all that is needed";
    }
    std::string place = "within \"" + cut.section + '"';
    const auto addShare = [&place](std::uint64_t found, std::uint64_t declared) {
        if (declared > found)
            place += ", of which " + formatPercent(found, declared) + " was read";
    };
    if (cut.section == "nodes")
        addShare(file.nodes.size(), file.header.nodeCount);
    else if (cut.section == "edges")
        addShare(file.edges.size(), file.header.edgeCount);
    return place;
}

void clipEdgeCounts(NodeColumns& nodes, std::size_t edges)
{
    for (std::uint32_t& count : nodes.edgeCount) {
        count = static_cast<std::uint32_t>(std::min<std::size_t>(count, edges));
        edges -= count;
    }
    if (edges > 0)
        throw ErrorException(
            {ErrorCode::CountMismatch, "the file has " + formatCount(edges) + " edges more than its nodes own", "edges"});
}

} // namespace

void settleCutFile(HeapFile& file)
{
    const CutOff& cut = *file.cutOff;
    file.referencesAreWhole = cut.hasAllNodes && cut.hasAllEdges;
    if (!cut.hasAllNodes)
        file.edges = {}; // they may lead to nodes that are missing
    if (!file.referencesAreWhole)
        clipEdgeCounts(file.nodes, file.edges.size());
    if (!cut.hasAllTraces)
        file.traceTree = {};
}

void noteCutFile(const HeapFile& file, Notes& notes)
{
    const CutOff& cut = *file.cutOff;
    notes.add(NoteCode::FileEndsEarly, 0, placeOf(file));
    if (!cut.hasAllNodes)
        notes.add(NoteCode::ObjectsCutOff, file.nodes.size(), ofDeclared(file.nodes.size(), file.header.nodeCount));
    if (!cut.hasAllNodes || !cut.hasAllEdges)
        notes.add(NoteCode::ReferencesCutOff, file.edges.size(), ofDeclared(file.edges.size(), file.header.edgeCount));
    else if (!file.referencesAreWhole)
        notes.add(NoteCode::NamesOfReferencesCutOff);
    if (!cut.hasAllTraces && file.header.traceFunctionCount > 0)
        notes.add(NoteCode::StacksCutOff);
    if (!cut.hasAllSamples)
        notes.add(file.samples.size() ? NoteCode::SamplesCutOff : NoteCode::SamplesMissing, file.samples.size());
    if (!cut.hasAllStrings)
        notes.add(NoteCode::NamesCutOff, cut.stringsRead);
    // All that has a place in the source is read from the end of the file.
    if (!cut.hasAllLocations)
        notes.add(NoteCode::LocationsCutOff, file.locations.size());
}

} // namespace heapline
