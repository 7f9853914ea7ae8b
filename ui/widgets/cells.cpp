// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/cells.h"

#include "ui/widgets/roles.h"
#include "ui/widgets/text.h"

namespace heapline {

namespace {

QVariant rightAligned()
{
    return QVariant::fromValue<int>(Qt::AlignRight | Qt::AlignVCenter);
}

} // namespace

QVariant bytesCell(int role, std::uint64_t bytes, std::uint64_t whole)
{
    switch (role) {
    case Qt::DisplayRole: return bytesText(bytes);
    case PercentRole: return percentText(bytes, whole);
    case Qt::AccessibleTextRole: return QString(bytesText(bytes) + QStringLiteral(", ") + percentText(bytes, whole));
    case SortRole: return QVariant::fromValue<qulonglong>(bytes);
    case TotalRole: return QVariant::fromValue<qulonglong>(whole);
    case CopyRole: return QString::number(bytes);
    case Qt::TextAlignmentRole: return rightAligned();
    default: return {};
    }
}

QVariant countCell(int role, std::uint64_t count)
{
    switch (role) {
    case Qt::DisplayRole: return countText(count);
    case SortRole: return QVariant::fromValue<qulonglong>(count);
    case CopyRole: return QString::number(count);
    case Qt::TextAlignmentRole: return rightAligned();
    default: return {};
    }
}

QVariant sampleErrorCell(int role, std::uint64_t samples)
{
    if (role == Qt::DisplayRole)
        return sampleErrorText(samples);
    return countCell(role, samples);
}

QVariant distanceCell(int role, std::int32_t distance)
{
    switch (role) {
    case Qt::DisplayRole:
    case CopyRole: return distanceText(distance);
    case SortRole: return distance;
    case Qt::TextAlignmentRole: return rightAligned();
    default: return {};
    }
}

QVariant unknownCell(int role)
{
    switch (role) {
    case Qt::DisplayRole: return QStringLiteral("–");
    case CopyRole: return QString();
    case Qt::TextAlignmentRole: return rightAligned();
    default: return {};
    }
}

} // namespace heapline
