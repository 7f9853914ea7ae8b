// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/heap/fact_rows.h"

#include "core/base/text_format.h"
#include "core/heap/object_names.h"
#include "ui/heap/glossary.h"
#include "ui/heap/heap_columns.h"
#include "ui/widgets/text.h"

#include <QCoreApplication>

namespace heapline {

namespace {

constexpr int valueLength = 300;
constexpr int objectNameLength = 40; ///< the id behind it must still be seen

/// Gives the texts of this file one context for translators.
struct FactTexts {
    Q_DECLARE_TR_FUNCTIONS(heapline::FactRows)
};

QString timeText(std::int64_t us)
{
    return QString::fromStdString(formatTime(us));
}

QString objectTitleText(const HeapGraph& graph, NodeOrdinal node)
{
    const QString title = node == graph.root && graph.name(node).empty()
                              ? FactTexts::tr("(root)")
                              : fromFile(objectTitle(graph, node), objectNameLength);
    return QStringLiteral("%1 @%2").arg(title).arg(graph.nodes.id[node.value]);
}

FactRow bytesRow(const QString& title, std::uint64_t bytes, std::uint64_t whole, const QString& toolTip)
{
    const QString exact = exactBytesText(bytes);
    const QString shown = bytes < 1000 ? exact : QStringLiteral("%1 (%2)").arg(bytesText(bytes), exact);
    return {title,
            whole ? FactTexts::tr("%1, %2 of the heap").arg(shown, percentText(bytes, whole)) : shown,
            toolTip,
            {},
            QString::number(bytes)};
}

FactRow distanceRow(const Heap& heap, std::int32_t distance)
{
    const QString text = distanceText(distance);
    const bool isReached = heap.distance.empty() || text != distanceText(-1);
    return {FactTexts::tr("Distance"),
            isReached ? text : FactTexts::tr("%1, not reached by the program’s own objects").arg(text),
            heapColumnToolTip(HeapColumn::Distance)};
}

QString allocationText(const AllocationTime& time)
{
    switch (time.kind) {
    case AllocationTime::Kind::BeforeRecording: return FactTexts::tr("Older than the recording");
    case AllocationTime::Kind::Recorded:
        return FactTexts::tr("Between %1 and %2").arg(timeText(time.afterUs), timeText(time.untilUs));
    case AllocationTime::Kind::AfterLastTick:
        return FactTexts::tr("After %1, the end of the recording").arg(timeText(time.afterUs));
    case AllocationTime::Kind::Unknown: break;
    }
    return {};
}

void addAllocation(QList<FactRow>& rows, const Profile& profile, const ObjectFacts& facts)
{
    if (facts.time.kind != AllocationTime::Kind::Unknown)
        rows.append(
            {FactTexts::tr("Allocated"), allocationText(facts.time),
             FactTexts::tr("By the id: an object gets its number at the first tick of the timeline after it was made")});
    if (facts.stack.isValid()) {
        const Stacks& stacks = *profile.stacks;
        const FrameId frame = stacks.callTree.frame[facts.stack.value];
        const QString place = fromFile(fullPlaceText(stacks, frame), valueLength);
        const QString name = fromFile(functionNameText(stacks, frame), valueLength);
        rows.append({FactTexts::tr("Allocated by"), place.isEmpty() ? name : QStringLiteral("%1  %2").arg(name, place),
                     FactTexts::tr("The innermost function of its allocation stack; Enter shows the whole stack"),
                     FactLink::to(FactLink::Kind::AllocationStack)});
    }
}

void addLocation(QList<FactRow>& rows, const std::optional<CodeLocation>& location)
{
    if (!location)
        return;
    const SourcePlace& place = location->place;
    const QString numbers = QStringLiteral("%1:%2").arg(place.line + 1).arg(place.column + 1);
    rows.append({location->isOwn ? FactTexts::tr("Defined at") : FactTexts::tr("Constructor at"),
                 location->url.empty() ? FactTexts::tr("Script %1, %2").arg(place.scriptId).arg(numbers)
                                       : QStringLiteral("%1:%2").arg(fromFile(location->url, valueLength), numbers),
                 FactTexts::tr("Line and column, counted from 1; V8’s number of the script is %1").arg(place.scriptId)});
}

void addDetachedness(QList<FactRow>& rows, std::uint8_t state)
{
    if (state == 2)
        rows.append({FactTexts::tr("Page"), FactTexts::tr("Detached: no longer in a document"),
                     FactTexts::tr("A node that was taken out of its document, and that something still refers to")});
    else if (state == 1)
        rows.append({FactTexts::tr("Page"), FactTexts::tr("Attached: part of a document")});
}

void addContext(QList<FactRow>& rows, const HeapGraph& graph, const ContextOfObject& context)
{
    const QString toolTip =
        FactTexts::tr("The global scope, such as that of a page’s frame, that alone leads to the object");
    if (context.kind == ContextOfObject::Kind::One)
        rows.append({FactTexts::tr("Native context"), objectTitleText(graph, context.context), toolTip,
                     FactLink::to(context.context)});
    else if (context.kind == ContextOfObject::Kind::Shared)
        rows.append({FactTexts::tr("Native context"), FactTexts::tr("Shared by several"), toolTip});
}

void addBuffer(QList<FactRow>& rows, const HeapGraph& graph, const ObjectFacts& facts)
{
    if (!facts.buffer)
        return;
    if (facts.buffer->buffer.isValid())
        rows.append({FactTexts::tr("Buffer"), objectTitleText(graph, facts.buffer->buffer),
                     FactTexts::tr("The ArrayBuffer that it is a view of"), FactLink::to(facts.buffer->buffer)});
    if (!facts.buffer->store.isValid())
        return;
    FactRow bytes =
        bytesRow(FactTexts::tr("Bytes of the buffer"), facts.bufferBytes, 0, FactTexts::tr("They lie outside of V8’s heap"));
    bytes.link = FactLink::to(facts.buffer->store);
    rows.append(bytes);
    if (facts.buffer->elementBytes > 0)
        rows.append(
            {FactTexts::tr("Elements"),
             FactTexts::tr("%1 at most, of %2 B")
                 .arg(countText(facts.bufferBytes / facts.buffer->elementBytes))
                 .arg(facts.buffer->elementBytes),
             FactTexts::tr("As many as the buffer has room for; the file does not tell which part of it the object shows")});
}

void addString(QList<FactRow>& rows, const HeapGraph& graph, const StringText& text)
{
    rows.append(
        {FactTexts::tr("Length"), lengthText(text),
         FactTexts::tr(
             "UTF-16 units, as JavaScript counts them. V8 cuts flat strings at 1,024 units unless it is told otherwise.")});
    if (text.parts > 1)
        rows.append({FactTexts::tr("Put together from"), FactTexts::tr("%1 strings").arg(countText(text.parts)),
                     FactTexts::tr("JavaScript’s + keeps both sides and puts them together only when the text is needed")});
    if (text.parent.isValid())
        rows.append({FactTexts::tr("Piece of"), objectTitleText(graph, text.parent),
                     FactTexts::tr("The piece keeps the whole string alive"), FactLink::to(text.parent)});
}

void addReferences(QList<FactRow>& rows, const ObjectFacts& facts)
{
    rows.append({FactTexts::tr("References"),
                 FactTexts::tr("%1 to others").arg(countText(facts.referencesOut)),
                 {},
                 {},
                 QString::number(facts.referencesOut)});
    rows.append({FactTexts::tr("Retainers"),
                 facts.referencesIn == 1 ? FactTexts::tr("1 reference to it")
                                         : FactTexts::tr("%1 references to it").arg(countText(facts.referencesIn)),
                 FactTexts::tr("Without weak ones and those of the root; Enter shows what keeps it alive"),
                 FactLink::to(FactLink::Kind::Retainers), QString::number(facts.referencesIn)});
}

} // namespace

QString lengthText(const StringText& text)
{
    const QString recorded = countText(text.units);
    if (text.isOfParent)
        return text.length ? FactTexts::tr("%1 units").arg(countText(*text.length)) : FactTexts::tr("Not in the file");
    if (text.length && text.cut == TextCut::No)
        return FactTexts::tr("%1 units").arg(countText(*text.length));
    if (text.isLengthEstimated && text.length)
        return FactTexts::tr("About %1 units by its size; V8 cut it, the file has %2")
            .arg(countText(*text.length), recorded);
    if (text.length)
        return FactTexts::tr("%1 units; V8 cut it, the file has %2").arg(countText(*text.length), recorded);
    if (text.cut == TextCut::Maybe)
        return FactTexts::tr("%1 units or more: as long as V8 writes at most").arg(recorded);
    return FactTexts::tr("%1 units or more").arg(recorded);
}

QList<FactRow> factRows(const Profile& profile, const ObjectFacts& facts, const StringText* text)
{
    const Heap& heap = *profile.heap;
    const HeapGraph& graph = heap.graph;
    QList<FactRow> rows;
    rows.append({FactTexts::tr("Object"), objectTitleText(graph, facts.object)});
    rows.append({FactTexts::tr("Class"), fromFile(heap.classes.name[facts.classId.value], valueLength),
                 FactTexts::tr("Enter shows the class in the Summary"), FactLink::to(facts.classId)});
    rows.append({FactTexts::tr("Type"), fromFile(graph.typeName(facts.object))});
    if (facts.primitive && !text)
        rows.append({FactTexts::tr("Value"), fromFile(*facts.primitive, valueLength)});
    else if (graph.kind(facts.object) == NodeKind::Number)
        rows.append({FactTexts::tr("Value"), FactTexts::tr("Not in the file"),
                     FactTexts::tr("Record with numeric values (captureNumericValue: true) to have them")});
    if (text)
        addString(rows, graph, *text);
    rows.append(bytesRow(FactTexts::tr("Shallow size"), facts.shallowSize, 0, heapColumnToolTip(HeapColumn::ShallowSize)));
    if (facts.shallowSize == 0 && graph.kind(facts.object) != NodeKind::Synthetic)
        rows.back().toolTip = FactTexts::tr("What bytes it has are counted for the object that it belongs to");
    if (heap.knowsReferences()) {
        rows.append(bytesRow(FactTexts::tr("Retained size"), facts.retainedSize, heap.totalSize,
                             heapColumnToolTip(HeapColumn::RetainedSize)));
        rows.append(distanceRow(heap, facts.distance));
    }
    if (facts.dominator.isValid() && heap.knowsReferences())
        rows.append(
            {FactTexts::tr("Dominator"), objectTitleText(graph, facts.dominator),
             FactTexts::tr(
                 "The nearest object that stands on every way from the roots to this one: without it, this one would go"),
             FactLink::to(facts.dominator)});
    addAllocation(rows, profile, facts);
    addLocation(rows, facts.location);
    addDetachedness(rows, facts.detachedness);
    addBuffer(rows, graph, facts);
    if (heap.knowsReferences())
        addReferences(rows, facts);
    addContext(rows, graph, facts.context);
    return rows;
}

FactRow equalStringsRow(const EqualStrings& equal)
{
    if (equal.count <= 1)
        return {FactTexts::tr("Duplicates"), FactTexts::tr("None: no other string has this text")};
    return {
        FactTexts::tr("Duplicates"),
        FactTexts::tr("%1 strings have this text, %2 together").arg(countText(equal.count), bytesText(equal.bytes)),
        FactTexts::tr("This one is counted too; of cut texts the length and the hash are compared where the file has them"),
        {},
        QString::number(equal.count)};
}

QList<FactRow> factRows(const Profile& profile, const ClassFacts& facts, const ClassRow* inRange)
{
    const Heap& heap = *profile.heap;
    const std::string& name = heap.classes.name[facts.classId.value];
    QList<FactRow> rows;
    rows.append({FactTexts::tr("Class"), fromFile(name, valueLength), FactTexts::tr("Enter shows the class in the Summary"),
                 FactLink::to(facts.classId)});
    if (const QString meaning = classMeaning(name); !meaning.isEmpty())
        rows.append({FactTexts::tr("Meaning"), meaning});
    rows.append({FactTexts::tr("Objects"), countText(facts.objects), {}, {}, QString::number(facts.objects)});
    if (inRange)
        rows.append({FactTexts::tr("Of them shown"),
                     FactTexts::tr("%1, %2").arg(countText(inRange->count), bytesText(inRange->shallowSize)),
                     FactTexts::tr("In the selected range, and with the filters that are set"),
                     {},
                     QString::number(inRange->count)});
    rows.append(bytesRow(FactTexts::tr("Shallow size"), facts.shallowSize, heap.totalSize,
                         heapColumnToolTip(HeapColumn::ShallowSize)));
    if (heap.knowsReferences()) {
        rows.append(bytesRow(FactTexts::tr("Retained size"), facts.retainedSize, heap.totalSize,
                             heapColumnToolTip(HeapColumn::RetainedSize)));
        rows.append(distanceRow(heap, facts.distance));
        rows.back().title = FactTexts::tr("Smallest distance");
    }
    addLocation(rows, facts.location);
    if (facts.largest.isValid() && heap.knowsReferences())
        rows.append({FactTexts::tr("Retains most"), objectTitleText(heap.graph, facts.largest),
                     FactTexts::tr("Its object with the largest retained size"), FactLink::to(facts.largest)});
    if (facts.shape) {
        QStringList properties;
        for (const std::string& property : facts.shape->properties)
            properties.append(fromFile(property, titleNameLength));
        rows.append({FactTexts::tr("Properties"), properties.join(QStringLiteral(", "))});
    }
    return rows;
}

} // namespace heapline
