// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/table_rows.h"

namespace heapline {

/// What tables are copied as. Rows below others are indented in their first column.
enum class TableFormat {
    Text,    ///< columns made equally wide with blanks, figures as the table shows them
    Tsv,     ///< tabs between columns, exact figures
    Markdown ///< a table of GitHub's Markdown, figures as the table shows them
};

/// Rows with a header, each on a line.
QString tableText(const TableRows& table, TableFormat format);

/// One cell, without a header.
QString cellText(const QModelIndex& cell, TableFormat format);

} // namespace heapline
