// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/format/heap_reader.h"

#include "core/format/edge_writer.h"
#include "core/format/heap_checks.h"
#include "core/format/heap_meta.h"
#include "core/format/node_writer.h"
#include "core/format/number_scanner.h"
#include "core/format/text_budget.h"
#include "core/format/text_cursor.h"
#include "core/format/trace_reader.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <utility>

namespace heapline {

namespace {

constexpr std::size_t longestKey = 1000;
constexpr std::size_t stringsBetweenChecks = 1 << 16;
constexpr std::size_t bytesPerString = 12;                  ///< beside its text; while the rows grow
constexpr std::size_t longestHeader = std::size_t{1} << 20; // V8 writes 2 kB

/// Sections that Heapline reads.
enum class Section { Snapshot, Nodes, Edges, TraceFunctions, TraceTree, Samples, Locations, Strings, Count };

constexpr std::array<std::string_view, static_cast<std::size_t>(Section::Count)> sectionNames = {
    "snapshot", "nodes", "edges", "trace_function_infos", "trace_tree", "samples", "locations", "strings"};

std::optional<Section> sectionNamed(std::string_view name)
{
    const auto found = std::find(sectionNames.begin(), sectionNames.end(), name);
    if (found == sectionNames.end())
        return {};
    return static_cast<Section>(found - sectionNames.begin());
}

/// Numbers that the header promises; 0 where its count cannot be true.
std::uint64_t declaredNumbers(std::uint64_t rows, std::size_t stride)
{
    return rows <= UINT32_MAX ? rows * stride : 0;
}

class HeapFileReader {
public:
    HeapFileReader(ByteSource& source, const SamplesListener& onSamples, Notes& notes, Progress& progress)
        : m_cursor(source, progress)
        , m_onSamples(onSamples)
        , m_notes(notes)
        , m_progress(progress)
    {
    }

    HeapFile read()
    {
        m_progress.enter(Phase::Reading);
        readAsFarAsItGoes();
        if (m_deferred && m_meta) {
            m_cursor.rewind();
            m_deferred = false;
            readAsFarAsItGoes();
        }
        if (m_isCut)
            settleCut();
        else
            checkSections();
        for (const Section section : m_repeated)
            m_notes.add(NoteCode::MalformedSectionSkipped, 0,
                        "a second \"" + std::string(sectionNames[static_cast<std::size_t>(section)]) + '"');
        m_progress.enter(Phase::Checking);
        m_file.header = std::move(m_meta->header);
        finishHeapFile(m_file, m_meta->layout, m_flatTraceFunctions.values, m_flatSamples.values, m_flatLocations.values,
                       m_notes, m_progress);
        return std::move(m_file);
    }

private:
    /// Whether a section has been met.
    bool isDone(Section section) const { return m_done[static_cast<std::size_t>(section)]; }
    bool isWhole(Section section) const { return isDone(section) && m_cutIn != section; }

    /// Reads up to the end of the text, be it early or not.
    void readAsFarAsItGoes()
    {
        try {
            readPass();
        } catch (const ErrorException& exception) {
            if (exception.error().code != ErrorCode::Truncated || !m_meta)
                throw;
            m_isCut = true;
            m_cutPlace = exception.error();
            if (m_open)
                m_cutIn = m_open;
            m_file.textBytes = m_cursor.offset();
        }
    }

    /// Says of a text that ends too early what is there. @throws ErrorException Truncated when there is nothing to show
    void settleCut()
    {
        // Nodes lie before all else that could be shown.
        if (m_file.nodes.size() == 0)
            throw ErrorException(m_cutPlace);
        CutOff cut;
        cut.section = m_cutPlace.section;
        cut.hasAllNodes = isWhole(Section::Nodes);
        cut.hasAllEdges = isWhole(Section::Edges);
        cut.hasAllTraces = isWhole(Section::TraceFunctions) && isWhole(Section::TraceTree);
        cut.hasAllSamples = isWhole(Section::Samples);
        cut.hasAllLocations = isWhole(Section::Locations);
        cut.hasAllStrings = isWhole(Section::Strings);
        cut.stringsRead = m_file.strings.size();
        m_file.cutOff = std::move(cut);
    }

    /// Walks over the keys of the file. Sections whose fields are not known yet, since `snapshot` comes later, wait for a second pass.
    void readPass()
    {
        m_seen = {};
        m_cursor.skipByteOrderMark();
        m_cursor.expect('{');
        if (!m_cursor.accept('}')) {
            do {
                m_cursor.setSection({});
                if (m_cursor.peekToken() == TextCursor::atEnd)
                    m_cursor.fail(ErrorCode::Truncated, "before " + missingSections());
                std::string key;
                m_cursor.readString(key, longestKey);
                m_cursor.expect(':');
                m_cursor.setSection(key);
                readSection(key);
                m_cursor.setSection({});
            } while (m_cursor.accept(','));
            if (m_cursor.peekToken() == TextCursor::atEnd)
                m_cursor.fail(ErrorCode::Truncated, "before " + missingSections());
            m_cursor.expect('}');
        }
        m_file.textBytes = m_cursor.offset();
        if (m_cursor.peekToken() != TextCursor::atEnd && !m_notes.contains(NoteCode::TextAfterEnd))
            m_notes.add(NoteCode::TextAfterEnd, 0, placeBehindEnd(m_cursor));
    }

    void readSection(const std::string& key)
    {
        const auto section = sectionNamed(key);
        if (section && std::exchange(m_seen[static_cast<std::size_t>(*section)], true))
            m_repeated.insert(*section);
        if (!section || isDone(*section)) {
            m_cursor.skipValue();
            return;
        }
        if (!m_meta && *section != Section::Snapshot && *section != Section::Strings) {
            m_deferred = true;
            m_cursor.skipValue();
            return;
        }
        m_done[static_cast<std::size_t>(*section)] = true;
        m_open = section;
        switch (*section) {
        case Section::Snapshot: m_meta = parseHeapMeta(m_cursor.readRaw(longestHeader)); break;
        case Section::Nodes: readNodes(); break;
        case Section::Edges: readEdges(); break;
        case Section::TraceFunctions: readNumberArray(m_cursor, m_flatTraceFunctions); break;
        case Section::TraceTree:
            if (!readTraceTree(m_cursor, m_meta->layout.traceNode, m_file.traceTree))
                m_notes.add(NoteCode::MalformedSectionSkipped, 0, key);
            break;
        case Section::Samples: readSamples(); break;
        case Section::Locations: readNumberArray(m_cursor, m_flatLocations); break;
        case Section::Strings: readStrings(); break;
        case Section::Count: break;
        }
        m_open.reset();
    }

    void readNodes()
    {
        NodeWriter writer(m_file.nodes, *m_meta);
        readRows(writer, m_meta->header.nodeCount, m_meta->layout.node.stride);
    }

    void readEdges()
    {
        EdgeWriter writer(m_file.edges, *m_meta);
        readRows(writer, m_meta->header.edgeCount, m_meta->layout.edge.stride);
    }

    /// Reads an array of rows of @p stride numbers. What is read of the last row before the text ends is given up.
    template <typename Writer>
    void readRows(Writer& writer, std::uint64_t declaredRows, std::size_t stride)
    {
        try {
            checkMultiple(readNumberArray(m_cursor, writer, declaredNumbers(declaredRows, stride)), stride);
        } catch (const ErrorException& exception) {
            if (exception.error().code == ErrorCode::Truncated)
                writer.dropIncompleteRow();
            throw;
        }
    }

    void readSamples()
    {
        readNumberArray(m_cursor, m_flatSamples);
        if (m_onSamples && isDone(Section::Nodes))
            m_onSamples(m_file.nodes, timelineSamples(m_meta->layout, m_flatSamples.values));
    }

    void checkMultiple(std::size_t numbers, std::size_t stride) const
    {
        if (numbers % stride != 0)
            m_cursor.fail(ErrorCode::CountMismatch, m_cursor.section() + " has " + std::to_string(numbers)
                                                        + " numbers, not a multiple of " + std::to_string(stride));
    }

    void readStrings()
    {
        m_cursor.expect('[');
        StringTable& strings = m_file.strings;
        std::uint64_t damaged = 0;
        try {
            if (!m_cursor.accept(']')) {
                do {
                    if (m_cursor.peekToken() != '"')
                        m_cursor.failUnexpected("a string");
                    damaged += m_cursor.readString(strings.bytes());
                    strings.finishRow();
                    if (strings.size() % stringsBetweenChecks == 0)
                        requireText(strings.size() * bytesPerString, m_cursor.offset(), "strings", "strings");
                } while (m_cursor.accept(','));
                m_cursor.expect(']');
            }
        } catch (const ErrorException& exception) {
            if (exception.error().code != ErrorCode::Truncated)
                throw;
            strings.dropUnfinishedRow();
            noteDamaged(damaged);
            throw;
        }
        noteDamaged(damaged);
    }

    void noteDamaged(std::uint64_t strings)
    {
        if (strings)
            m_notes.add(NoteCode::DamagedStrings, strings);
    }

    /// The sections that have not come yet, as "nodes", "edges".
    std::string missingSections() const
    {
        std::string names;
        for (std::size_t i = 0; i < sectionNames.size(); ++i) {
            if (!m_done[i])
                names += (names.empty() ? "\"" : ", \"") + std::string(sectionNames[i]) + '"';
        }
        return names.empty() ? "its end" : names;
    }

    void checkSections() const
    {
        for (const Section needed : {Section::Snapshot, Section::Nodes, Section::Edges, Section::Strings}) {
            if (isDone(needed))
                continue;
            const std::string name(sectionNames[static_cast<std::size_t>(needed)]);
            throw ErrorException({ErrorCode::MissingSection, "there is no \"" + name + '"', name});
        }
    }

    TextCursor m_cursor;
    const SamplesListener& m_onSamples;
    Notes& m_notes;
    Progress& m_progress;
    HeapFile m_file;
    std::optional<HeapMeta> m_meta;
    FlatNumbers m_flatTraceFunctions;
    FlatNumbers m_flatSamples;
    FlatNumbers m_flatLocations;
    std::array<bool, static_cast<std::size_t>(Section::Count)> m_done{};
    std::array<bool, static_cast<std::size_t>(Section::Count)> m_seen{}; ///< in this pass
    std::set<Section> m_repeated;                                        ///< the first one counts
    std::optional<Section> m_open;                                       ///< the section that is being read
    bool m_deferred = false;
    bool m_isCut = false;
    std::optional<Section> m_cutIn; ///< the section in which the text ends; none between sections and in unknown ones
    Error m_cutPlace;
};

} // namespace

HeapFile readHeapFile(ByteSource& source, Notes& notes, Progress& progress, const SamplesListener& onSamples)
{
    return HeapFileReader(source, onSamples, notes, progress).read();
}

} // namespace heapline
