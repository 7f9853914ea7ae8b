// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/heap/summary_totals.h"

#include "ui/widgets/text.h"

#include <QCoreApplication>

namespace heapline {

QString summaryTotalsText(const SummaryModel::Totals& totals, std::uint64_t heapBytes)
{
    const auto tr = [](const char* text) { return QCoreApplication::translate("heapline::SummaryTotals", text); };
    const QString classes = totals.classes == totals.allClasses
                                ? (totals.classes == 1 ? tr("1 class") : tr("%1 classes").arg(countText(totals.classes)))
                                : tr("%1 of %2 classes").arg(countText(totals.classes), countText(totals.allClasses));
    const QString objects = totals.objects == 1 ? tr("1 object") : tr("%1 objects").arg(countText(totals.objects));
    return tr("%1 · %2 · %3, %4 of the heap")
        .arg(classes, objects, bytesText(totals.bytes), percentText(totals.bytes, heapBytes));
}

} // namespace heapline
