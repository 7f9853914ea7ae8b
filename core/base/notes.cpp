// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/notes.h"

#include "core/base/text_format.h"

#include <algorithm>

namespace heapline {

std::string_view noteTemplate(NoteCode code)
{
    switch (code) {
    case NoteCode::FreedBytesNotInFile:
        return "Only objects alive at the end are in this file: bytes that were freed before are not in the bars.";
    case NoteCode::GarbageWithinTick:
        return "Objects that died within one tick of the recording (50 ms or more) got no id: no bar shows them, only the totals "
               "of allocation stacks count them.";
    case NoteCode::StacksInlinedCallees:
        return "Functions that V8 inlined are missing from stacks: their bytes are booked on the caller. "
               "Record with --no-turbo-inlining --no-maglev-inlining for exact stacks.";
    case NoteCode::StacksCutAtDepth:
        return "%1 stacks are as deep as the recorder's limit of %2 frames: their outermost callers are missing.";
    case NoteCode::LiveOrTotalUnknown:
        return "The file does not say whether it holds live objects only or garbage too: that depends on how it was recorded.";
    case NoteCode::FewSamples: return "Sizes are estimated from %1 samples; a row of k samples is off by about 1/√k.";
    case NoteCode::FrameIsFunctionStart: return "Line numbers are where a function starts, not where it allocates.";
    case NoteCode::LiveEventsRead:
        return "What each tick allocated, and how much of it was freed, is from %2, written during the recording. Its sizes are of each object "
               "alone; tables book parts of objects on their owners, so that a tick may have more alive than it allocated.";
    case NoteCode::LiveEventsOfOther: return "Live events that belong to another recording are not used (%2).";
    case NoteCode::LiveEventsEndEarly:
        return "%2 ends before the recording does: what the last %1 ticks allocated is not known.";
    case NoteCode::LiveLinesUnreadable: return "%1 lines of %2 cannot be understood and are left out.";
    case NoteCode::LiveFileUnreadable: return "The live events beside this file cannot be read (%2).";
    case NoteCode::NoAllocationStacks:
        return "Recorded without allocation stacks: turn on “Allocation stack traces” (trackAllocations) to see which functions allocated.";
    case NoteCode::NoTimelineSamples: return "The file has no timeline samples: when objects were allocated is not known.";
    case NoteCode::NothingSampled: return "Nothing was sampled: the profile is empty.";
    case NoteCode::HeaderCountsDiffer:
        return "The header says other counts than the file holds (%2); what the file holds is shown.";
    case NoteCode::NamesCut:
        return "%1 strings are as long as V8 writes them at most (1,024 characters): the file may lack the rest of their text, and "
               "strings that differ only there look alike.";
    case NoteCode::TotalsWrapped:
        return "Totals of %1 stacks have passed 32 bits, where V8 starts again from 0: what they allocated is more than shown.";
    case NoteCode::IdsNotComparable:
        return "The object ids of this file and of %2 do not belong to one run of one program, or its profiler was turned off "
               "between them: what a comparison by id calls new or deleted means nothing.";
    case NoteCode::ObjectsAfterLastSample:
        return "%1 objects have ids after the last sample: they were made while the recording was written.";
    case NoteCode::OldObjectsWithStacks:
        return "%1 objects older than the recording carry a stack: V8 reuses addresses, so these stacks may be wrong.";
    case NoteCode::SamplesOutOfOrder:
        return "%1 timeline samples run backwards, or have a time that cannot be; they are counted at the time before.";
    case NoteCode::SamplesOfUnknownNodes:
        return "%1 samples belong to call-tree nodes that are not in the file; they are left out.";
    case NoteCode::DuplicateNodeIds: return "%1 objects share their id with another object (first: %2).";
    case NoteCode::DuplicateTraceIds: return "%1 trace nodes share their id with another one; the first of them is used.";
    case NoteCode::UnknownTraceIds: return "%1 objects have a stack that is not in the trace tree; they show no stack.";
    case NoteCode::UnknownFunctionIndexes:
        return "%1 trace nodes name a function that is not in the file; it is shown as (unknown).";
    case NoteCode::UnknownNodeTypes: return "%1 objects have a type that the file does not name (first: %2).";
    case NoteCode::LocationsSkipped: return "%1 source locations belong to objects that are not there; they are left out.";
    case NoteCode::UnreachableObjects: return "%1 objects are not reached from the roots; their distance is “−”.";
    case NoteCode::FractionalSizes: return "%1 sizes have a fraction; they are rounded to whole bytes.";
    case NoteCode::MissingCallFrames: return "%1 call-tree nodes have no call frame; they are shown as (unknown).";
    case NoteCode::TextAfterEnd: return "There is text after the end of the profile (%2); it is not read.";
    case NoteCode::DamagedStrings: return "%1 strings hold bytes or halves of characters that are no text; they show as �.";
    case NoteCode::FileChanged:
        return "The file was written to while it was read: figures may be of both, the old and the new. Open it again.";
    case NoteCode::FileEndsEarly: return "The file ends too early, %2: what stood after that is missing.";
    case NoteCode::ObjectsCutOff: return "%1%2 objects are known: all counts and sizes are of these only.";
    case NoteCode::ReferencesCutOff:
        return "%1%2 references are known: retained sizes, distances, dominators, ways from the roots and statistics are not shown, since "
               "they depend on all of them. Sizes are those of the objects alone, as in the file, and parts of objects count as objects.";
    case NoteCode::NamesOfReferencesCutOff:
        return "Names are missing that decide which references count: retained sizes, distances, dominators, ways from the roots and "
               "statistics are not shown. Sizes are those of the objects alone, as in the file, and parts of objects count as objects.";
    case NoteCode::NamesCutOff: return "%1 names are known: whatever has another one is called “(missing)”.";
    case NoteCode::CallTreeCutOff: return "The call tree is known in part: all sizes are of what was read.";
    case NoteCode::StacksCutOff: return "Allocation stacks are not shown: the file ends before they do.";
    case NoteCode::SamplesCutOff:
        return "%1 timeline samples are known: objects that were made after the last of them are in no bar.";
    case NoteCode::SamplesMissing:
        return "Whether and when memory was allocated is not known: the file ends before its timeline samples.";
    case NoteCode::LocationsCutOff:
        return "%1 source places are known: classes of one name are taken together where theirs is missing.";
    case NoteCode::MalformedSectionSkipped: return "A part of the file cannot be understood and is left out: %2.";
    }
    return "";
}

NoteSeverity Note::severity() const
{
    return code >= NoteCode::FileChanged ? NoteSeverity::DataLoss : NoteSeverity::Info;
}

std::string Note::sentence() const
{
    std::string text(noteTemplate(code));
    const auto fill = [&text](std::string_view mark, const std::string& value) {
        if (const auto at = text.find(mark); at != std::string::npos)
            text.replace(at, mark.size(), value);
    };
    fill("%1", formatCount(count));
    fill("%2", place);
    return text;
}

void Notes::add(NoteCode code, std::uint64_t count, std::string place)
{
    const auto known = std::find_if(m_notes.begin(), m_notes.end(), [&](const Note& note) {
        return note.code == code && (note.place == place || count > 0);
    });
    if (known != m_notes.end())
        known->count += count;
    else
        m_notes.push_back({code, count, std::move(place)});
}

void Notes::remove(std::initializer_list<NoteCode> codes)
{
    std::erase_if(m_notes,
                  [&](const Note& note) { return std::find(codes.begin(), codes.end(), note.code) != codes.end(); });
}

bool Notes::contains(NoteCode code) const
{
    return std::any_of(m_notes.begin(), m_notes.end(), [code](const Note& note) { return note.code == code; });
}

} // namespace heapline
