// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace heapline {

/// What is special about one file's figures. Each value has a sentence in noteTemplate().
enum class NoteCode {
    // What no file of its kind can tell.
    FreedBytesNotInFile,  ///< timelines hold what was alive at the end only
    GarbageWithinTick,    ///< objects that died before the next tick got no id
    StacksInlinedCallees, ///< inlined callees are booked on their callers
    StacksCutAtDepth,     ///< stacks as deep as the recorder's limit; count: stacks, place: the depth
    LiveOrTotalUnknown,   ///< a sampling profile does not say whether it holds garbage too
    FewSamples,           ///< count: samples
    FrameIsFunctionStart, ///< lines are where the function starts
    // Live events beside a timeline; see core/profile/live_file.h.
    LiveEventsRead,      ///< allocated and freed bytes are known; place: the file
    LiveEventsOfOther,   ///< they are those of another recording; place: the file and why
    LiveEventsEndEarly,  ///< count: ticks that they do not tell about; place: the file
    LiveLinesUnreadable, ///< count: lines; place: the file
    LiveFileUnreadable,  ///< place: the file and why
    // Oddities of this file that leave every figure right.
    NoAllocationStacks,     ///< a timeline recorded without stacks
    NoTimelineSamples,      ///< a graph without samples
    NothingSampled,         ///< a sampling profile without samples
    HeaderCountsDiffer,     ///< header says other counts than the arrays have; place: which
    NamesCut,               ///< strings as long as V8 writes them at most; count: strings
    TotalsWrapped,          ///< totals of stacks that passed 32 bits; count: trace nodes
    IdsNotComparable,       ///< ids of two files that do not belong to one process; place: the older file
    ObjectsAfterLastSample, ///< ids above the last sample; count: objects
    OldObjectsWithStacks,   ///< objects older than the recording carry stack ids; count: objects
    SamplesOutOfOrder,      ///< timeline rows whose time or id runs backwards or cannot be; count: rows
    SamplesOfUnknownNodes,  ///< samples whose node is not in the tree; count: samples
    DuplicateNodeIds,       ///< several objects have one id; count: objects
    DuplicateTraceIds,      ///< several trace nodes have one id; count: nodes
    UnknownTraceIds,        ///< objects with a stack id that the trace tree lacks; count: objects
    UnknownFunctionIndexes, ///< trace nodes whose function is not in the table; count: nodes
    UnknownNodeTypes,       ///< node types that meta does not name; count: objects
    LocationsSkipped,       ///< locations of objects that are not there; count: locations
    UnreachableObjects,     ///< objects that the root does not reach; count: objects
    FractionalSizes,        ///< sizes with a fraction, rounded; count: nodes
    MissingCallFrames,      ///< call-tree nodes without callFrame; count: nodes
    TextAfterEnd,           ///< text after the end of the JSON
    DamagedStrings,         ///< strings that are not valid UTF-8 or Unicode; count: strings
    // Data lost: all from here on.
    FileChanged,             ///< somebody wrote to the file while it was read
    FileEndsEarly,           ///< place: where, as "within edges"
    ObjectsCutOff,           ///< count: objects that were read; place: of how many
    ReferencesCutOff,        ///< count: references that were read; place: of how many
    NamesOfReferencesCutOff, ///< names are missing that decide about references
    NamesCutOff,             ///< count: names that were read
    CallTreeCutOff,          ///< parts of a sampling profile's call tree are missing
    StacksCutOff,            ///< the trace tree is not whole
    SamplesCutOff,           ///< count: timeline samples that were read
    SamplesMissing,          ///< the file ends before its timeline samples
    LocationsCutOff,         ///< count: source places that were read
    MalformedSectionSkipped  ///< an optional section that could not be understood; place: the part
};

enum class NoteSeverity { Info, DataLoss };

/// One thing to know about the figures of a file.
struct Note {
    NoteCode code;
    std::uint64_t count = 0; ///< how often; 0 when counting means nothing
    std::string place;       ///< first place or name, in the file's words; may be empty

    NoteSeverity severity() const;

    /// The English sentence with count and place filled in.
    std::string sentence() const;

    bool operator==(const Note&) const = default;
};

/// The sentence of a code with %1 for the count and %2 for the place, for translation.
std::string_view noteTemplate(NoteCode code);

/// The notes on one file, in the order in which they were found; one note for each code and place.
class Notes {
public:
    /// Adds a note, or adds @p count to the one that is there.
    void add(NoteCode code, std::uint64_t count = 0, std::string place = {});

    const std::vector<Note>& all() const { return m_notes; }
    bool isEmpty() const { return m_notes.empty(); }
    bool contains(NoteCode code) const;
    void remove(std::initializer_list<NoteCode> codes);

    /// See core/cache/archive.h.
    template <typename Archive, typename Self>
    static void archive(Archive& archive, Self& self)
    {
        archive(self.m_notes);
    }

private:
    std::vector<Note> m_notes;
};

} // namespace heapline
