// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/heap/heap_columns.h"

#include <QCoreApplication>

namespace heapline {

namespace {

/// Gives the texts of this file one context for translators.
struct HeapColumnTexts {
    Q_DECLARE_TR_FUNCTIONS(heapline::HeapColumn)
};

} // namespace

bool isNumber(HeapColumn column)
{
    return column != HeapColumn::Name;
}

ObjectOrder objectOrder(HeapColumn column)
{
    switch (column) {
    case HeapColumn::Name: return ObjectOrder::Name;
    case HeapColumn::Distance: return ObjectOrder::Distance;
    case HeapColumn::ShallowSize: return ObjectOrder::ShallowSize;
    case HeapColumn::Count:
    case HeapColumn::RetainedSize: return ObjectOrder::RetainedSize;
    }
    return ObjectOrder::RetainedSize;
}

QString heapColumnTitle(HeapColumn column)
{
    switch (column) {
    case HeapColumn::Name: return HeapColumnTexts::tr("Class");
    case HeapColumn::Count: return HeapColumnTexts::tr("Count");
    case HeapColumn::Distance: return HeapColumnTexts::tr("Distance");
    case HeapColumn::ShallowSize: return HeapColumnTexts::tr("Shallow size");
    case HeapColumn::RetainedSize: return HeapColumnTexts::tr("Retained size");
    }
    return {};
}

QString heapColumnToolTip(HeapColumn column)
{
    switch (column) {
    case HeapColumn::Name:
        return HeapColumnTexts::tr(
            "Classes: objects of one constructor, or of one kind in parentheses. A class opens into its objects, an object into "
            "what it refers to.");
    case HeapColumn::Count:
        return HeapColumnTexts::tr("Objects of the row, as far as they fall into the selected range, stacks and filter.");
    case HeapColumn::Distance:
        return HeapColumnTexts::tr(
            "Edges on the shortest way from the GC roots; of a class, the smallest of its objects. “−”: only the engine "
            "itself reaches it.");
    case HeapColumn::ShallowSize: return HeapColumnTexts::tr("Bytes of the object itself, in percent of the whole heap.");
    case HeapColumn::RetainedSize:
        return HeapColumnTexts::tr(
            "Bytes that would be freed if the object were not reachable any more, in percent of the whole heap. Classes that "
            "hold one another count the same bytes, so these do not add up to 100 %.");
    }
    return {};
}

QString summaryColumnTitle(SummaryColumn column)
{
    return column == SummaryColumn::InAll ? HeapColumnTexts::tr("In all") : HeapColumnTexts::tr("Of range");
}

QString summaryColumnToolTip(SummaryColumn column)
{
    return column == SummaryColumn::InAll
               ? HeapColumnTexts::tr("How many objects of the row the whole file holds, whatever is selected.")
               : HeapColumnTexts::tr("Shallow size in percent of all that is selected: the range, stacks and filter.");
}

} // namespace heapline
