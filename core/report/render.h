// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/report.h"

#include <iosfwd>
#include <string>

namespace heapline {

enum class OutputFormat { Text, Json, Csv, Markdown, Tsv };

/// Widest line of text reports, in columns of a terminal.
inline constexpr std::size_t textReportWidth = 100;

/// Writes a report. Text: aligned columns of at most textReportWidth. JSON: an object with a member for each section, raw
/// numbers. Markdown: a table for each section, as people read them. TSV: the same cells, without titles. CSV: RFC 4180 with LF line ends, raw numbers; see appendCsvText() for what happens to names.
void render(const Report& report, OutputFormat format, std::ostream& out);

/// The text of a cell as people see it.
std::string cellText(const Cell& cell, ColumnKind kind);

// The formats.
void renderText(const Report& report, std::ostream& out);
void renderJson(const Report& report, std::ostream& out);
void renderCsv(const Report& report, std::ostream& out);
void renderMarkdown(const Report& report, std::ostream& out);
void renderTsv(const Report& report, std::ostream& out);

} // namespace heapline
