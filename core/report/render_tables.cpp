// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/render.h"
#include "core/report/terminal_text.h"

#include <ostream>

namespace heapline {

namespace {

bool isForPeople(const ReportColumn& column)
{
    return column.audience != ColumnAudience::DataOnly;
}

bool isNumber(ColumnKind kind)
{
    return kind != ColumnKind::Text && kind != ColumnKind::Place && kind != ColumnKind::Flag;
}

/// Text as it stands in a cell of a Markdown table: what would be markup or end the cell is escaped.
std::string markdownText(const std::string& text)
{
    std::string escaped;
    for (const char c : text) {
        if (std::string_view("\\`*_{}[]<>()#+-!|~&").find(c) != std::string_view::npos)
            escaped += '\\';
        escaped += c;
    }
    return escaped;
}

/// The first text column of a tree is moved in by its level.
std::string indentOf(const ReportRow& row, const ReportColumn& column, bool& isIndented, const char* step)
{
    if (isIndented || column.kind != ColumnKind::Text)
        return {};
    isIndented = true;
    std::string indent;
    for (std::uint32_t level = 0; level < row.indent; ++level)
        indent += step;
    return indent;
}

void writeMarkdownTable(const ReportSection& section, std::ostream& out)
{
    std::string head = "|";
    std::string rule = "|";
    for (const ReportColumn& column : section.columns) {
        if (!isForPeople(column))
            continue;
        head += ' ' + markdownText(column.title) + " |";
        rule += isNumber(column.kind) ? " ---: |" : " --- |";
    }
    out << head << '\n' << rule << '\n';
    for (const ReportRow& row : section.rows) {
        if (row.isRemark())
            continue;
        std::string line = "|";
        bool isIndented = false;
        for (std::size_t i = 0; i < section.columns.size(); ++i) {
            if (isForPeople(section.columns[i]))
                line += ' ' + indentOf(row, section.columns[i], isIndented, "&emsp;")
                        + markdownText(cellText(row.cells[i], section.columns[i].kind)) + " |";
        }
        out << line << '\n';
    }
}

} // namespace

void renderMarkdown(const Report& report, std::ostream& out)
{
    bool isFirst = true;
    for (const ReportSection& section : report.sections) {
        if (!isFirst)
            out << '\n';
        isFirst = false;
        if (!section.title.empty())
            out << "## " << markdownText(harmlessText(section.title)) << "\n\n";
        if (section.rows.empty())
            out << markdownText(harmlessText(section.whenEmpty)) << '\n';
        else
            writeMarkdownTable(section, out);
    }
}

void renderTsv(const Report& report, std::ostream& out)
{
    for (const ReportSection& section : report.sections) {
        std::string line;
        for (const ReportColumn& column : section.columns) {
            if (isForPeople(column))
                line += (line.empty() ? "" : "\t") + column.title;
        }
        out << line << '\n';
        for (const ReportRow& row : section.rows) {
            if (row.isRemark())
                continue;
            line.clear();
            bool isFirst = true;
            bool isIndented = false;
            for (std::size_t i = 0; i < section.columns.size(); ++i) {
                if (!isForPeople(section.columns[i]))
                    continue;
                if (!isFirst)
                    line += '\t';
                isFirst = false;
                // Names have no tabs nor line ends: cellText() replaces control characters.
                line +=
                    indentOf(row, section.columns[i], isIndented, "  ") + cellText(row.cells[i], section.columns[i].kind);
            }
            out << line << '\n';
        }
    }
}

} // namespace heapline
