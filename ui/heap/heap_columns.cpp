// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/heap/heap_columns.h"

#include <QCoreApplication>

namespace heapline {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("heapline::HeapColumn", text);
}

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
    case HeapColumn::Name: return tr("Class");
    case HeapColumn::Count: return tr("Count");
    case HeapColumn::Distance: return tr("Distance");
    case HeapColumn::ShallowSize: return tr("Shallow size");
    case HeapColumn::RetainedSize: return tr("Retained size");
    }
    return {};
}

QString heapColumnToolTip(HeapColumn column)
{
    switch (column) {
    case HeapColumn::Name:
        return tr(
            "Classes: objects of one constructor, or of one kind in parentheses. A class opens into its objects, an object into "
            "what it refers to.");
    case HeapColumn::Count: return tr("Objects of the class.");
    case HeapColumn::Distance:
        return tr(
            "Edges on the shortest way from the GC roots; of a class, the smallest of its objects. “−”: only the engine "
            "itself reaches it.");
    case HeapColumn::ShallowSize: return tr("Bytes of the object itself, in percent of the whole heap.");
    case HeapColumn::RetainedSize:
        return tr(
            "Bytes that would be freed if the object were not reachable any more, in percent of the whole heap. Classes that "
            "hold one another count the same bytes, so these do not add up to 100 %.");
    }
    return {};
}

} // namespace heapline
