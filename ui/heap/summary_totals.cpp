// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/heap/summary_totals.h"

#include "ui/widgets/text.h"

#include <QCoreApplication>

namespace heapline {

QString summaryTotalsText(const SummaryModel::Totals& totals, std::uint64_t heapBytes)
{
    const auto tr = [](const char* text) { return QCoreApplication::translate("heapline::SummaryTotals", text); };
    const bool isOne = totals.allRows == 1;
    const QString shown = countText(totals.rows);
    const QString all = countText(totals.allRows);
    QString rows;
    if (totals.areGroups)
        rows = totals.rows != totals.allRows
                   ? (isOne ? tr("%1 of 1 group").arg(shown) : tr("%1 of %2 groups").arg(shown, all))
               : isOne ? tr("1 group")
                       : tr("%1 groups").arg(shown);
    else
        rows = totals.rows != totals.allRows
                   ? (isOne ? tr("%1 of 1 class").arg(shown) : tr("%1 of %2 classes").arg(shown, all))
               : isOne ? tr("1 class")
                       : tr("%1 classes").arg(shown);
    const QString objects = totals.objects == 1 ? tr("1 object") : tr("%1 objects").arg(countText(totals.objects));
    if (heapBytes == 0)
        return tr("%1 · %2 · %3").arg(rows, objects, bytesText(totals.bytes));
    return tr("%1 · %2 · %3, %4 of the heap")
        .arg(rows, objects, bytesText(totals.bytes), percentText(totals.bytes, heapBytes));
}

} // namespace heapline
