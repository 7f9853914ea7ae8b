// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/format/heap_checks.h"

#include "core/base/text_format.h"
#include "core/format/cut_file.h"
#include "core/format/edge_checks.h"
#include "core/format/node_writer.h"

#include <algorithm>

namespace heapline {

namespace {

bool hasSampleFields(const HeapLayout& layout)
{
    const auto& fields = layout.sample;
    return fields.stride != 0 && fields.timestampUs != HeapLayout::missing && fields.lastAssignedId != HeapLayout::missing;
}

constexpr std::uint64_t largestTotal = std::uint64_t{1} << 62;
constexpr std::size_t rowsBetweenStops = 1 << 16;

[[noreturn]] void fail(ErrorCode code, std::string message, std::string section)
{
    throw ErrorException({code, std::move(message), std::move(section)});
}

class Checks {
public:
    Checks(HeapFile& file, const HeapLayout& layout, Notes& notes, Progress& progress)
        : m_file(file)
        , m_layout(layout)
        , m_notes(notes)
        , m_progress(progress)
        , m_stringCount(file.strings.size())
    {
        if (!file.cutOff)
            return;
        settleCutFile(file);
        if (!file.cutOff->hasAllStrings)
            m_placeholder = file.strings.append("(missing)");
    }

    void checkNodes()
    {
        NodeColumns& nodes = m_file.nodes;
        if (nodes.size() == 0)
            fail(ErrorCode::MissingSection, "there are no nodes at all", "nodes");
        std::uint64_t edges = 0;
        std::uint64_t bytes = 0;
        std::uint64_t unknownTypes = 0;
        std::string firstUnknown;
        for (std::size_t row = 0; row < nodes.size(); ++row) {
            if (row % rowsBetweenStops == 0)
                m_progress.update(row, nodes.size());
            if (nodes.edgeCount[row] > m_file.edges.size())
                fail(ErrorCode::CountMismatch,
                     "node " + std::to_string(row) + " owns " + formatCount(nodes.edgeCount[row]) + " edges, the file has "
                         + formatCount(m_file.edges.size()),
                     "nodes");
            edges += nodes.edgeCount[row];
            bytes += nodes.selfSize[row];
            if (bytes > largestTotal)
                fail(ErrorCode::BadValue, "the sizes add up to more than 2^62 bytes", "nodes");
            if (nodes.name[row].value >= m_stringCount)
                m_file.referencesAreWhole = false;
            nodes.name[row] = checkedName(nodes.name[row], "node", row, "name", "nodes");
            if (nodes.type[row] == NodeWriter::unknownType && unknownTypes++ == 0)
                firstUnknown = "node " + std::to_string(row);
        }
        if (edges != m_file.edges.size())
            fail(ErrorCode::CountMismatch,
                 "the nodes own " + formatCount(edges) + " edges, the file has " + formatCount(m_file.edges.size()),
                 "nodes");
        if (unknownTypes)
            m_notes.add(NoteCode::UnknownNodeTypes, unknownTypes, firstUnknown);
    }

    void checkEdges()
    {
        EdgeLimits limits;
        limits.nodeCount = m_file.nodes.size();
        limits.nodeStride = m_layout.node.stride;
        limits.stringCount = m_stringCount;
        limits.placeholder = m_placeholder;
        for (std::size_t i = 0; i < m_file.header.edgeTypes.size() && i < limits.isNumbered.size(); ++i) {
            limits.isNumbered[i] = m_file.header.edgeTypes[i] == "element" || m_file.header.edgeTypes[i] == "hidden";
            limits.isInternal[i] = m_file.header.edgeTypes[i] == "internal";
        }
        limits.isNumbered[255] = true; // a type without a name: nothing is known of its third field
        if (!heapline::checkEdges(m_file.edges, limits, m_progress))
            m_file.referencesAreWhole = false;
    }

    void checkHeader()
    {
        const HeapHeader& header = m_file.header;
        if (header.extraNativeBytes.value_or(0) > largestTotal)
            fail(ErrorCode::BadMeta, "extra_native_bytes " + std::to_string(*header.extraNativeBytes) + " is too large",
                 "snapshot");
        if (header.rootIndex && *header.rootIndex / m_layout.node.stride >= m_file.nodes.size())
            fail(ErrorCode::BadMeta, "root_index " + std::to_string(*header.rootIndex) + " is past the nodes", "snapshot");
        const auto compare = [this](std::uint64_t declared, std::uint64_t found, const std::string& what) {
            if (declared != found)
                m_notes.add(NoteCode::HeaderCountsDiffer, 0,
                            formatCount(declared) + ' ' + what + ", found " + formatCount(found));
        };
        if (m_file.cutOff)
            return;
        compare(header.nodeCount, m_file.nodes.size(), "nodes");
        compare(header.edgeCount, m_file.edges.size(), "edges");
        if (m_file.traceTree.size() > 0)
            compare(header.traceFunctionCount, m_file.traceFunctions.size(), "functions");
    }

    void takeTraceFunctions(std::span<const std::int64_t> numbers)
    {
        const auto& layout = m_layout.traceFunction;
        if (numbers.empty() || layout.stride == 0 || layout.name == HeapLayout::missing)
            return;
        if (numbers.size() % layout.stride)
            fail(ErrorCode::CountMismatch,
                 "trace_function_infos has " + std::to_string(numbers.size()) + " numbers, not a multiple of "
                     + std::to_string(layout.stride),
                 "trace_function_infos");
        TraceFunctionColumns& functions = m_file.traceFunctions;
        for (std::size_t row = 0; row * layout.stride < numbers.size(); ++row) {
            const auto record = numbers.subspan(row * layout.stride, layout.stride);
            const auto value = [&](std::size_t field) { return field == HeapLayout::missing ? 0 : record[field]; };
            const auto text = [&](std::size_t field, std::string_view name) {
                const std::int64_t index = value(field);
                if (index < 0 || index >= UINT32_MAX)
                    fail(ErrorCode::BadValue,
                         "function " + std::to_string(row) + ": " + std::string(name) + ' ' + std::to_string(index),
                         "trace_function_infos");
                return checkedName(StringId(static_cast<std::uint32_t>(index)), "function", row, name,
                                   "trace_function_infos");
            };
            const auto place = [&](std::size_t field) {
                return static_cast<std::uint32_t>(std::clamp<std::int64_t>(value(field), 0, UINT32_MAX));
            };
            functions.name.push_back(text(layout.name, "name"));
            functions.scriptName.push_back(
                layout.scriptName == HeapLayout::missing ? functions.name.back() : text(layout.scriptName, "script_name"));
            functions.scriptId.push_back(value(layout.scriptId));
            functions.line.push_back(place(layout.line));
            functions.column.push_back(place(layout.column));
        }
    }

    void takeSamples(std::span<const std::int64_t> numbers)
    {
        const auto& layout = m_layout.sample;
        if (numbers.empty())
            return;
        if (!hasSampleFields(m_layout)) {
            m_notes.add(NoteCode::MalformedSectionSkipped, 0, "samples");
            return;
        }
        if (numbers.size() % layout.stride && !m_file.cutOff)
            m_notes.add(NoteCode::MalformedSectionSkipped, 0, "the last, incomplete row of samples");
        m_file.samples = timelineSamples(m_layout, numbers);
    }

    void takeLocations(std::span<const std::int64_t> numbers)
    {
        const auto& layout = m_layout.location;
        if (numbers.empty())
            return;
        if (layout.stride == 0 || layout.objectIndex == HeapLayout::missing || layout.scriptId == HeapLayout::missing
            || layout.line == HeapLayout::missing || layout.column == HeapLayout::missing) {
            m_notes.add(NoteCode::MalformedSectionSkipped, 0, "locations");
            return;
        }
        std::uint64_t skipped = numbers.size() % layout.stride && !m_file.cutOff ? 1 : 0;
        LocationColumns& locations = m_file.locations;
        const std::size_t rows = numbers.size() / layout.stride;
        locations.object.reserve(rows);
        locations.scriptId.reserve(rows);
        locations.line.reserve(rows);
        locations.column.reserve(rows);
        for (std::size_t at = 0; at + layout.stride <= numbers.size(); at += layout.stride) {
            const std::int64_t index = numbers[at + layout.objectIndex];
            const auto stride = static_cast<std::int64_t>(m_layout.node.stride);
            if (index < 0 || index % stride || index / stride >= static_cast<std::int64_t>(m_file.nodes.size())) {
                ++skipped;
                continue;
            }
            locations.object.push_back(NodeOrdinal(static_cast<std::uint32_t>(index / stride)));
            locations.scriptId.push_back(numbers[at + layout.scriptId]);
            locations.line.push_back(numbers[at + layout.line]);
            locations.column.push_back(numbers[at + layout.column]);
        }
        if (skipped)
            m_notes.add(NoteCode::LocationsSkipped, skipped);
    }

private:
    StringId checkedName(StringId id, std::string_view what, std::size_t row, std::string_view field,
                         const char* section) const
    {
        if (id.value < m_stringCount)
            return id;
        if (m_placeholder.isValid())
            return m_placeholder;
        fail(ErrorCode::BadValue, pastStrings(what, row, field, id.value, m_stringCount), section);
    }

    HeapFile& m_file;
    const HeapLayout& m_layout;
    Notes& m_notes;
    Progress& m_progress;
    std::size_t m_stringCount;
    StringId m_placeholder; ///< for names that are missing; invalid when the strings are whole
};

} // namespace

TimelineSampleColumns timelineSamples(const HeapLayout& layout, std::span<const std::int64_t> numbers)
{
    TimelineSampleColumns samples;
    if (!hasSampleFields(layout))
        return samples;
    const auto& fields = layout.sample;
    for (std::size_t at = 0; at + fields.stride <= numbers.size(); at += fields.stride) {
        samples.timestampUs.push_back(numbers[at + fields.timestampUs]);
        samples.lastAssignedId.push_back(
            static_cast<std::uint64_t>(std::max<std::int64_t>(0, numbers[at + fields.lastAssignedId])));
    }
    return samples;
}

void finishHeapFile(HeapFile& file, const HeapLayout& layout, std::span<const std::int64_t> traceFunctions,
                    std::span<const std::int64_t> samples, std::span<const std::int64_t> locations, Notes& notes,
                    Progress& progress)
{
    Checks checks(file, layout, notes, progress);
    checks.checkNodes();
    checks.checkEdges();
    if (!file.cutOff || file.cutOff->hasAllTraces)
        checks.takeTraceFunctions(traceFunctions);
    checks.checkHeader();
    checks.takeSamples(samples);
    checks.takeLocations(locations);
    if (file.cutOff)
        noteCutFile(file, notes);
}

} // namespace heapline
