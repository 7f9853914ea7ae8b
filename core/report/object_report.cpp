// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text_format.h"
#include "core/heap/duplicated_strings.h"
#include "core/heap/object_names.h"
#include "core/heap/string_text.h"
#include "core/profile/object_facts.h"
#include "core/report/object_columns.h"
#include "core/report/report.h"
#include "core/report/terminal_text.h"

#include <algorithm>
#include <limits>
#include <string>
#include <utility>

namespace heapline {

namespace {

constexpr auto dataOnly = ColumnAudience::DataOnly;
constexpr auto textOnly = ColumnAudience::TextOnly;

/// The record of an object, made field by field.
class Record {
public:
    void add(ReportColumn column, Cell cell)
    {
        m_section.columns.push_back(std::move(column));
        m_section.rows.front().cells.push_back(std::move(cell));
    }
    ReportSection take() { return std::move(m_section); }

private:
    ReportSection m_section{"object", {}, ReportSection::Layout::Record, {}, {ReportRow()}, {}};
};

/// What stands for an object in a table: its value if it is one, else its name and id.
Cell valueCell(const HeapGraph& graph, NodeOrdinal node)
{
    if (!node.isValid())
        return std::string("(not in the file)");
    auto primitive = primitiveText(graph, node);
    return primitive ? std::move(*primitive) : objectLabel(graph, node);
}

Cell idCell(const HeapGraph& graph, NodeOrdinal node)
{
    return node.isValid() ? Cell(graph.nodes.id[node.value]) : Cell();
}

const char* detachedText(std::uint8_t state)
{
    return state == 2 ? "detached" : state == 1 ? "attached" : "unknown";
}

void addTime(Record& record, const AllocationTime& time)
{
    using Kind = AllocationTime::Kind;
    std::string text;
    switch (time.kind) {
    case Kind::Unknown: break;
    case Kind::BeforeRecording: text = "older than the recording"; break;
    case Kind::Recorded: text = "between " + formatTime(time.afterUs) + " and " + formatTime(time.untilUs); break;
    case Kind::AfterLastTick: text = "after " + formatTime(time.afterUs) + ", the end of the recording"; break;
    }
    record.add({"allocated", "Allocated", ColumnKind::Text}, text.empty() ? Cell() : Cell(text));
    const bool hasBegin = time.kind == Kind::Recorded || time.kind == Kind::AfterLastTick;
    record.add({"allocated_after_seconds", "", ColumnKind::Time, dataOnly}, hasBegin ? Cell(time.afterUs) : Cell());
    record.add({"allocated_until_seconds", "", ColumnKind::Time, dataOnly},
               time.kind == Kind::Recorded ? Cell(time.untilUs) : Cell());
}

void addString(Record& record, const StringText& text)
{
    std::string length;
    if (text.length)
        length = (text.isLengthEstimated ? "about " : "") + formatCount(*text.length) + " UTF-16 units"
                 + (text.isLengthEstimated ? ", by its size" : "");
    else
        length = "at least " + formatCount(text.units) + " UTF-16 units";
    record.add({"length_text", "Length", ColumnKind::Text, textOnly}, length);
    record.add({"length", "", ColumnKind::Count, dataOnly}, text.length ? Cell(*text.length) : Cell());
    record.add({"recorded_length", "", ColumnKind::Count, dataOnly}, text.units);
    const char* const cut = text.cut == TextCut::Yes     ? "yes: the file has its beginning only"
                            : text.cut == TextCut::Maybe ? "perhaps: it is as long as V8 writes at most"
                                                         : "no";
    record.add({"cut", "Cut by V8", ColumnKind::Text}, std::string(cut));
    if (text.parts > 1)
        record.add({"parts", "Put together from", ColumnKind::Count}, text.parts);
}

void addBuffer(Record& record, const ObjectFacts& facts, const HeapGraph& graph)
{
    if (!facts.buffer)
        return;
    if (facts.buffer->buffer.isValid())
        record.add({"buffer", "Buffer", ColumnKind::Text}, shortObjectLabel(graph, facts.buffer->buffer));
    record.add({"buffer_bytes", "Bytes of the buffer", ColumnKind::Bytes},
               facts.buffer->store.isValid() ? Cell(facts.bufferBytes) : Cell());
    if (facts.buffer->elementBytes > 0 && facts.buffer->store.isValid())
        record.add({"most_elements", "Elements at most", ColumnKind::Count}, facts.bufferBytes / facts.buffer->elementBytes);
}

ReportSection recordOf(const Profile& profile, const ObjectFacts& facts, const StringText* text)
{
    const Heap& heap = *profile.heap;
    const HeapGraph& graph = heap.graph;
    Record record;
    record.add({"name", "Object", ColumnKind::Text}, objectTitle(graph, facts.object));
    record.add({"id", "Id", ColumnKind::Text, textOnly}, '@' + std::to_string(facts.id));
    record.add({"node_id", "", ColumnKind::Count, dataOnly}, facts.id);
    record.add({"type", "Type", ColumnKind::Text}, std::string(graph.typeName(facts.object)));
    record.add({"class", "Class", ColumnKind::Text}, heap.classes.name[facts.classId.value]);
    record.add({"class_key", "", ColumnKind::Text, dataOnly}, heap.classes.key[facts.classId.value]);
    if (facts.primitive && !text)
        record.add({"value", "Value", ColumnKind::Text}, *facts.primitive);
    if (text)
        addString(record, *text);
    record.add({"shallow_bytes", "Shallow size", ColumnKind::Bytes}, facts.shallowSize);
    record.add({"retained_bytes", "Retained size", ColumnKind::Bytes}, facts.retainedSize);
    record.add({"retained_percent", "Of the heap", ColumnKind::Percent}, Share{facts.retainedSize, heap.totalSize});
    record.add({"distance", "Distance", ColumnKind::Distance}, static_cast<std::int64_t>(facts.distance));
    record.add({"dominator_text", "Dominator", ColumnKind::Text, textOnly},
               facts.dominator.isValid() ? Cell(shortObjectLabel(graph, facts.dominator)) : Cell());
    record.add({"dominator", "", ColumnKind::Text, dataOnly},
               facts.dominator.isValid() ? Cell(objectTitle(graph, facts.dominator)) : Cell());
    record.add({"dominator_id", "", ColumnKind::Count, dataOnly}, idCell(graph, facts.dominator));
    addTime(record, facts.time);
    if (facts.location)
        record.add({"place", facts.location->isOwn ? "Defined at" : "Constructor at", ColumnKind::Place},
                   facts.location->text());
    record.add(
        {"detachedness", "Attached to the page", ColumnKind::Text, facts.detachedness ? ColumnAudience::All : dataOnly},
        std::string(detachedText(facts.detachedness)));
    using Kind = ContextOfObject::Kind;
    record.add({"native_context", "Native context", ColumnKind::Text},
               facts.context.kind == Kind::One      ? Cell(shortObjectLabel(graph, facts.context.context))
               : facts.context.kind == Kind::Shared ? Cell(std::string("shared by several"))
                                                    : Cell());
    addBuffer(record, facts, graph);
    record.add({"references_out", "References to others", ColumnKind::Count}, facts.referencesOut);
    record.add({"references_in", "References to it", ColumnKind::Count}, facts.referencesIn);
    if (text && graph.kind(facts.object) != NodeKind::SlicedString && facts.shallowSize > 0) {
        const EqualStrings equal = findEqualStrings(heap, facts.object, {});
        record.add({"equal_strings", "Strings of this text", ColumnKind::Count}, equal.count);
        record.add(
            {"equal_strings_bytes", "Their bytes", ColumnKind::Bytes, equal.count > 1 ? ColumnAudience::All : dataOnly},
            equal.bytes);
    }
    return record.take();
}

/// A table of names and values. @param cells key, value node
template <typename Rows, typename NameOf, typename NodeOf>
void addTable(Report& report, const Heap& heap, const char* key, const std::string& title, const Rows& rows, std::size_t top,
              NameOf nameOf, NodeOf nodeOf)
{
    if (rows.empty())
        return;
    ReportSection section{key,
                          title + ", " + formatCount(rows.size()),
                          ReportSection::Layout::Table,
                          {{"name", "Name", ColumnKind::Text},
                           {"value", "Value", ColumnKind::Text},
                           {"value_id", "", ColumnKind::Count, dataOnly},
                           {"shallow_bytes", "Shallow", ColumnKind::Bytes},
                           {"retained_bytes", "Retained", ColumnKind::Bytes}},
                          {},
                          {}};
    for (std::size_t i = 0; i < std::min(top, rows.size()); ++i) {
        const NodeOrdinal node = nodeOf(rows[i]);
        section.rows.push_back({{nameOf(rows[i]), valueCell(heap.graph, node), idCell(heap.graph, node),
                                 node.isValid() ? Cell(heap.shallowSize[node.value]) : Cell(),
                                 node.isValid() ? Cell(heap.retainedSize[node.value]) : Cell()},
                                0,
                                {}});
    }
    if (rows.size() > top)
        section.rows.push_back({{}, 0, "… " + formatCount(rows.size() - top) + " more"});
    report.sections.push_back(std::move(section));
}

void addValues(Report& report, const Heap& heap, const RecordedValues& values, std::size_t top)
{
    const HeapGraph& graph = heap.graph;
    const auto edgeName = [&](EdgeIndex edge) -> Cell { return edgeTitle(graph, edge); };
    const auto target = [&](EdgeIndex edge) { return graph.target(edge); };
    addTable(report, heap, "properties", "Properties", values.properties, top, edgeName, target);
    addTable(report, heap, "elements", "Elements that the file has", values.elements, top, edgeName, target);
    addTable(report, heap, "variables", "Variables", values.variables, top, edgeName, target);
    const bool isSet = values.collection == CollectionKind::Set;
    addTable(
        report, heap, "entries", isSet ? "Members that the file has" : "Entries that the file has", values.entries, top,
        [&](const CollectionEntry& entry) { return isSet ? Cell() : valueCell(graph, entry.key); },
        [&](const CollectionEntry& entry) { return isSet ? entry.key : entry.value; });
}

void addStack(Report& report, const Stacks& stacks, CallNodeId leaf)
{
    ReportSection section{"stack",
                          "Allocation stack, innermost call first",
                          ReportSection::Layout::Table,
                          {{"function", "Function", ColumnKind::Text}, {"place", "Place", ColumnKind::Place}},
                          {},
                          {}};
    for (CallNodeId node = leaf; node.value != 0; node = stacks.callTree.parent[node.value]) {
        const FrameId frame = stacks.callTree.frame[node.value];
        section.rows.push_back({{std::string(functionNameText(stacks, frame)), fullPlaceText(stacks, frame)}, 0, {}});
    }
    report.sections.push_back(std::move(section));
}

} // namespace

Report objectReport(const Profile& profile, const ObjectOptions& options)
{
    const Heap& heap = *profile.heap;
    const ObjectFacts facts = objectFacts(profile, options.object);
    Report report{"object", {}, {}};
    if (isString(heap.graph, options.object)) {
        StringText text = stringText(heap, options.object, std::numeric_limits<std::size_t>::max(), {});
        report.sections.push_back(recordOf(profile, facts, &text));
        report.sections.push_back(
            {"text",
             text.isOfParent ? "Text of the string that it is a piece of; which piece, the file does not tell" : "Text",
             ReportSection::Layout::List,
             {{"text", "", ColumnKind::Text}},
             {{{std::move(text.text)}, 0, {}}},
             {}});
    } else {
        report.sections.push_back(recordOf(profile, facts, nullptr));
    }
    if (facts.stack.isValid())
        addStack(report, *profile.stacks, facts.stack);
    addValues(report, heap, facts.values, options.top);
    return report;
}

} // namespace heapline
