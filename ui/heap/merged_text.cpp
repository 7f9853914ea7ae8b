// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/heap/merged_text.h"

#include "core/heap/object_names.h"
#include "core/heap/users_objects.h"
#include "ui/heap/merged_selection.h"
#include "ui/widgets/text.h"

#include <QCoreApplication>

namespace heapline {

namespace {

constexpr int nameLength = 80;

struct MergedText {
    Q_DECLARE_TR_FUNCTIONS(heapline::MergedText)
};

QString tr(const char* text)
{
    return MergedText::tr(text);
}

void append(StyledText& text, const StyledText& more)
{
    for (TextSpan span : more.spans) {
        span.start += text.text.size();
        text.spans.append(span);
    }
    text.text += more.text;
}

StyledText inStyle(const QString& piece, TextSpan::Style style)
{
    return {piece, {{0, piece.size(), style}}};
}

bool isEngineReference(const HeapGraph& graph, EdgeIndex edge)
{
    const EdgeKind kind = graph.kind(edge);
    return kind != EdgeKind::Element && kind != EdgeKind::Context && kind != EdgeKind::Property
           && kind != EdgeKind::Shortcut;
}

/// "Map @33621", or "12 Map".
QString placeText(const Heap& heap, const MergedPlace& place)
{
    if (!place.object.isValid())
        //: a count and a class: "12 Map"
        return tr("%1 %2").arg(countText(place.count), mergedClassName(heap, place.classId));
    return QStringLiteral("%1 @%2")
        .arg(fromFile(objectTitle(heap.graph, place.object), titleNameLength))
        .arg(heap.graph.nodes.id[place.object.value]);
}

QString ownerText(const Heap& heap, const MergedFinding& finding)
{
    if (finding.function.isNamed() && finding.function.object.isValid())
        return tr("the scope of %1").arg(fromFile(objectTitle(heap.graph, finding.function.object), titleNameLength));
    const NodeOrdinal owner = finding.owner.object;
    if (owner.isValid() && isScope(heap.graph, owner)) // such as that of a script
        return tr("the scope @%1").arg(heap.graph.nodes.id[owner.value]);
    return placeText(heap, finding.owner);
}

QString subjectText(const MergedSelection& selection)
{
    const Heap& heap = *selection.profile->heap;
    const MergedFinding& finding = selection.finding;
    const QString counts = tr("%1 of %2").arg(countText(finding.count), countText(finding.total));
    switch (selection.item.kind) {
    case SelectedItem::Kind::Object: return placeText(heap, {selection.item.object, {}, 1});
    case SelectedItem::Kind::Class:
        //: counts and a class: "800 of 800 Session"
        return tr("%1 %2").arg(counts, mergedClassName(heap, selection.item.classId));
    case SelectedItem::Kind::Function:
    case SelectedItem::Kind::None: break;
    }
    return tr("%1 objects").arg(counts);
}

} // namespace

QString mergedClassName(const Heap& heap, ClassId id)
{
    return fromFile(heap.classes.name[id.value], nameLength);
}

StyledText mergedRowText(const Heap& heap, const MergedRow& row)
{
    switch (row.kind) {
    case MergedRow::Kind::Start: return inStyle(tr("Held by a root"), TextSpan::Style::Italic);
    case MergedRow::Kind::Unreached: return inStyle(tr("Not reached from the roots"), TextSpan::Style::Italic);
    case MergedRow::Kind::Reference: break;
    }
    const QString name = row.reference.empty() ? QStringLiteral("\"\"") : fromFile(row.reference, nameLength);
    StyledText text =
        isEngineReference(heap.graph, row.edge) ? inStyle(name, TextSpan::Style::Italic) : StyledText{name, {}};
    //: between the name of a reference and what holds it: "sessions in Map"
    append(text, inStyle(tr(" in "), TextSpan::Style::Weak));
    if (row.holders.size() == 1)
        append(text, objectText(heap.graph, row.holders.front().object));
    else
        append(text, {mergedClassName(heap, row.holderClass), {}});
    return text;
}

QString mergedFindingText(const MergedSelection& selection)
{
    const Heap& heap = *selection.profile->heap;
    const MergedFinding& finding = selection.finding;
    const QString subject = subjectText(selection);
    const bool isOne = selection.item.kind == SelectedItem::Kind::Object || finding.count == 1;
    switch (finding.kind) {
    case MergedRow::Kind::Start:
        return (isOne ? tr("%1 is held by a root itself") : tr("%1 are held by roots themselves")).arg(subject);
    case MergedRow::Kind::Unreached:
        return (isOne ? tr("%1 is not reached from the roots") : tr("%1 are not reached from the roots")).arg(subject);
    case MergedRow::Kind::Reference: break;
    }
    if (!finding.owner.isNamed())
        return (isOne ? tr("%1 is kept in %2") : tr("%1 are kept in %2")).arg(subject, placeText(heap, finding.container));
    const QString reference = fromFile(finding.reference, nameLength);
    if (!finding.container.isNamed())
        return (isOne ? tr("%1 is kept through “%2” in %3") : tr("%1 are kept through “%2” in %3"))
            .arg(subject, reference, ownerText(heap, finding));
    return (isOne ? tr("%1 is kept through “%2” (%3) in %4") : tr("%1 are kept through “%2” (%3) in %4"))
        .arg(subject, reference, placeText(heap, finding.container), ownerText(heap, finding));
}

} // namespace heapline
