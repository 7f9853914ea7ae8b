// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/heap/comparison_columns.h"

#include "core/base/text_format.h"
#include "ui/widgets/roles.h"
#include "ui/widgets/text.h"

#include <QCoreApplication>

namespace heapline {

namespace {

/// Gives the texts of this file one context for translators.
struct ComparisonColumnTexts {
    Q_DECLARE_TR_FUNCTIONS(heapline::ComparisonColumn)
};

QString figureText(ComparisonColumn column, std::int64_t figure)
{
    switch (column) {
    case ComparisonColumn::CountDelta: return countDeltaText(figure);
    case ComparisonColumn::SizeDelta: return bytesDeltaText(figure);
    case ComparisonColumn::AddedSize:
    case ComparisonColumn::RemovedSize: return bytesText(static_cast<std::uint64_t>(figure));
    case ComparisonColumn::Added:
    case ComparisonColumn::Removed:
    case ComparisonColumn::Name: break;
    }
    return countText(static_cast<std::uint64_t>(figure));
}

} // namespace

bool isBytesColumn(ComparisonColumn column)
{
    return column == ComparisonColumn::AddedSize || column == ComparisonColumn::RemovedSize
           || column == ComparisonColumn::SizeDelta;
}

DifferenceOrder differenceOrder(ComparisonColumn column)
{
    switch (column) {
    case ComparisonColumn::Name: return DifferenceOrder::Name;
    case ComparisonColumn::Added: return DifferenceOrder::AddedCount;
    case ComparisonColumn::Removed: return DifferenceOrder::RemovedCount;
    case ComparisonColumn::CountDelta: return DifferenceOrder::CountDelta;
    case ComparisonColumn::AddedSize: return DifferenceOrder::AddedSize;
    case ComparisonColumn::RemovedSize: return DifferenceOrder::RemovedSize;
    case ComparisonColumn::SizeDelta: break;
    }
    return DifferenceOrder::SizeDelta;
}

QString comparisonColumnTitle(ComparisonColumn column, bool isById)
{
    using T = ComparisonColumnTexts;
    switch (column) {
    case ComparisonColumn::Name: return T::tr("Class");
    case ComparisonColumn::Added: return isById ? T::tr("New") : T::tr("Count");
    case ComparisonColumn::Removed: return isById ? T::tr("Deleted") : T::tr("Base count");
    case ComparisonColumn::CountDelta: return T::tr("Delta");
    case ComparisonColumn::AddedSize: return isById ? T::tr("Alloc. size") : T::tr("Size");
    case ComparisonColumn::RemovedSize: return isById ? T::tr("Freed size") : T::tr("Base size");
    case ComparisonColumn::SizeDelta: return T::tr("Size delta");
    }
    return {};
}

QString comparisonColumnToolTip(ComparisonColumn column, bool isById)
{
    using T = ComparisonColumnTexts;
    switch (column) {
    case ComparisonColumn::Name:
        return T::tr("Classes that differ. A class opens into its objects: + those of the newer side, − those of the base.");
    case ComparisonColumn::Added:
        return isById ? T::tr("Objects that only the newer file has.") : T::tr("All objects of the newer side.");
    case ComparisonColumn::Removed:
        return isById ? T::tr("Objects that only the base has.") : T::tr("All objects of the base.");
    case ComparisonColumn::CountDelta: return T::tr("By how many objects the newer side has more than the base.");
    case ComparisonColumn::AddedSize:
        return isById ? T::tr("Shallow bytes of the objects that only the newer file has.")
                      : T::tr("Shallow bytes of all objects of the newer side.");
    case ComparisonColumn::RemovedSize:
        return isById ? T::tr("Shallow bytes of the objects that only the base has.")
                      : T::tr("Shallow bytes of all objects of the base.");
    case ComparisonColumn::SizeDelta:
        return isById
                   ? T::tr("Allocated less freed size. Objects that both files have count nothing, also where their size is "
                           "another one now.")
                   : T::tr("By how many shallow bytes the newer side has more than the base.");
    }
    return {};
}

QString countDeltaText(std::int64_t count)
{
    return QString::fromStdString(formatCountDelta(count));
}

QString bytesDeltaText(std::int64_t bytes)
{
    return QString::fromStdString(formatBytesDelta(bytes));
}

QVariant differenceCell(ComparisonColumn column, std::int64_t figure, int role)
{
    switch (role) {
    case Qt::DisplayRole: return figureText(column, figure);
    case SortRole: return QVariant::fromValue<qlonglong>(figure);
    case CopyRole: return QString::number(figure);
    case Qt::TextAlignmentRole: return QVariant::fromValue<int>(Qt::AlignRight | Qt::AlignVCenter);
    default: return {};
    }
}

} // namespace heapline
