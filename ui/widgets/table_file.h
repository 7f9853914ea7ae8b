// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/table_rows.h"

#include <QByteArray>

namespace heapline {

/// What tables are saved as; both hold exact figures, a header, and the level of each row, which is 0 for the first one.
enum class TableFileFormat {
    /// RFC 4180 with CRLF, UTF-8 without a byte order mark. Texts that a spreadsheet would run as a formula get an apostrophe in
    /// front, as in the output of heapline-cli (see appendCsvText()): names come from files that strangers can write. Numbers do
    /// not, so nothing is lost of them. Unknown figures are empty.
    Csv,
    /// An array with an object for each row: "level" and the headers are its keys, in the order of the columns. Texts are as they
    /// are, figures are numbers, unknown ones null. If rows are left out, a last object says how many: {"rowsLeftOut": 12}.
    Json
};

QByteArray tableFile(const TableRows& table, TableFileFormat format);

/// Writes a file that only its owner may read, as a whole or not at all. @return what went wrong; empty: nothing
QString saveFile(const QString& path, const QByteArray& content);

} // namespace heapline
