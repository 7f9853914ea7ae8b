// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/format/heap_reader.h"

#include "core/format/edge_writer.h"
#include "core/format/heap_checks.h"
#include "core/format/heap_meta.h"
#include "core/format/node_writer.h"
#include "core/format/number_scanner.h"
#include "core/format/text_cursor.h"
#include "core/format/trace_reader.h"

#include <algorithm>
#include <array>
#include <optional>

namespace heapline {

namespace {

constexpr std::size_t longestKey = 1000;
constexpr std::size_t longestHeader = std::size_t{16} << 20;

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
        readPass();
        if (m_deferred && m_meta) {
            m_cursor.rewind();
            m_deferred = false;
            readPass();
        }
        checkSections();
        m_progress.enter(Phase::Checking);
        m_file.header = std::move(m_meta->header);
        finishHeapFile(m_file, m_meta->layout, m_flatTraceFunctions.values, m_flatSamples.values, m_flatLocations.values,
                       m_cutInStrings, m_notes, m_progress);
        return std::move(m_file);
    }

private:
    bool isDone(Section section) const { return m_done[static_cast<std::size_t>(section)]; }

    /// Walks over the keys of the file. Sections whose fields are not known yet, since `snapshot` comes later, wait for a second pass.
    void readPass()
    {
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
                if (!readSection(key))
                    return;
                m_cursor.setSection({});
                if (m_cursor.peekToken() == TextCursor::atEnd && isDone(Section::Strings)) {
                    m_notes.add(NoteCode::TruncatedTail, 0, "the last bracket");
                    m_file.textBytes = m_cursor.offset();
                    return;
                }
            } while (m_cursor.accept(','));
            m_cursor.expect('}');
        }
        m_file.textBytes = m_cursor.offset();
        if (m_cursor.peekToken() != TextCursor::atEnd && !m_notes.contains(NoteCode::TextAfterEnd))
            m_notes.add(NoteCode::TextAfterEnd, 0, "byte " + std::to_string(m_cursor.offset()));
    }

    /// @return false when the file ends in this section and what was read can be used
    bool readSection(const std::string& key)
    {
        const auto section = sectionNamed(key);
        if (section == Section::Strings && m_cutInStrings)
            return false; // second pass: nothing comes behind
        if (!section || isDone(*section)) {
            m_cursor.skipValue();
            return true;
        }
        if (!m_meta && *section != Section::Snapshot && *section != Section::Strings) {
            m_deferred = true;
            m_cursor.skipValue();
            return true;
        }
        m_done[static_cast<std::size_t>(*section)] = true;
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
        case Section::Strings: return readStrings();
        case Section::Count: break;
        }
        return true;
    }

    void readNodes()
    {
        NodeWriter writer(m_file.nodes, *m_meta);
        const std::size_t stride = m_meta->layout.node.stride;
        checkMultiple(readNumberArray(m_cursor, writer, declaredNumbers(m_meta->header.nodeCount, stride)), stride);
    }

    void readEdges()
    {
        EdgeWriter writer(m_file.edges, *m_meta);
        const std::size_t stride = m_meta->layout.edge.stride;
        checkMultiple(readNumberArray(m_cursor, writer, declaredNumbers(m_meta->header.edgeCount, stride)), stride);
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

    bool readStrings()
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
                } while (m_cursor.accept(','));
                m_cursor.expect(']');
            }
        } catch (const ErrorException& exception) {
            if (exception.error().code != ErrorCode::Truncated || strings.size() == 0)
                throw;
            strings.finishRow();
            m_cutInStrings = true;
        }
        if (damaged)
            m_notes.add(NoteCode::DamagedStrings, damaged);
        return !m_cutInStrings;
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
    bool m_deferred = false;
    bool m_cutInStrings = false;
};

} // namespace

HeapFile readHeapFile(ByteSource& source, Notes& notes, Progress& progress, const SamplesListener& onSamples)
{
    return HeapFileReader(source, onSamples, notes, progress).read();
}

} // namespace heapline
