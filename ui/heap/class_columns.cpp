// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/heap/class_columns.h"

#include "ui/heap/summary_model.h"
#include "ui/widgets/span_text_delegate.h"
#include "ui/widgets/tree_view.h"

namespace heapline {

void showClasses(TreeView& table, SummaryModel& model)
{
    table.setItemDelegate(new SpanTextDelegate(&table));
    table.setModel(&model);
    table.setColumnSample(static_cast<int>(HeapColumn::Count), QStringLiteral("99,999,999"));
    table.setColumnSample(static_cast<int>(HeapColumn::Distance), QStringLiteral("99999"));
    table.setBarColumn(static_cast<int>(HeapColumn::ShallowSize));
    table.setBarColumn(static_cast<int>(HeapColumn::RetainedSize));
    table.setColumnSample(static_cast<int>(SummaryColumn::InAll), QStringLiteral("99,999,999"));
    table.setColumnSample(static_cast<int>(SummaryColumn::OfRange), QStringLiteral("100.0 %"));
    for (const SummaryColumn column : {SummaryColumn::InAll, SummaryColumn::OfRange}) // shown while there is a selection
        table.setColumnHidden(static_cast<int>(column), true);
    table.setLeastNameWidth(140);
    table.addCollapseAllAction();
}

} // namespace heapline
