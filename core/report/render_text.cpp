// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/render.h"
#include "core/report/terminal_text.h"

#include <algorithm>
#include <ostream>
#include <string_view>

namespace heapline {

namespace {

constexpr std::size_t gap = 2; ///< blanks between columns
constexpr std::size_t smallestTextColumn = 16;

std::string padded(const std::string& text, std::size_t width, bool toTheRight)
{
    const std::size_t used = displayWidth(text);
    const std::string blanks(width > used ? width - used : 0, ' ');
    return toTheRight ? blanks + text : text + blanks;
}

/// Lines of at most textReportWidth columns, broken at blanks; lines after the first are indented by @p indent.
void writeParagraph(std::ostream& out, std::string_view text, std::size_t indent)
{
    std::size_t used = indent;
    bool first = true;
    while (!text.empty()) {
        const std::string_view word = text.substr(0, text.find(' '));
        text.remove_prefix(std::min(text.size(), word.size() + 1));
        const std::size_t width = displayWidth(word);
        if (!first && used + 1 + width > textReportWidth) {
            out << '\n' << std::string(indent, ' ');
            used = indent;
        } else if (!first) {
            out << ' ';
            ++used;
        }
        out << word;
        used += width;
        first = false;
    }
    out << '\n';
}

/// What fits of a cell. Of an object, its name is cut and its id stays: by that it is asked for again.
std::string fittedText(std::string_view text, std::size_t width)
{
    const std::size_t idAt = text.rfind(" @");
    const bool hasId = idAt != std::string_view::npos && idAt + 2 < text.size()
                       && text.find_first_not_of("0123456789", idAt + 2) == std::string_view::npos;
    const std::size_t idWidth = hasId ? text.size() - idAt : 0;
    if (!hasId || idWidth + smallestTextColumn > width)
        return elidedText(text, width);
    return elidedText(text.substr(0, idAt), width - idWidth).append(text.substr(idAt));
}

bool isTextColumn(const ReportColumn& column)
{
    return column.kind == ColumnKind::Text || column.kind == ColumnKind::Place;
}

void writeTable(std::ostream& out, const ReportSection& section)
{
    std::vector<std::size_t> shown;
    for (std::size_t i = 0; i < section.columns.size(); ++i) {
        if (section.columns[i].audience != ColumnAudience::DataOnly)
            shown.push_back(i);
    }
    const auto firstText = std::ranges::find_if(shown, [&](std::size_t i) { return isTextColumn(section.columns[i]); });

    std::vector<std::vector<std::string>> cells; // row -> shown column -> text
    std::vector<std::size_t> widths;
    widths.reserve(shown.size());
    for (const std::size_t i : shown)
        widths.push_back(displayWidth(section.columns[i].title));
    for (const ReportRow& row : section.rows) {
        auto& line = cells.emplace_back();
        if (row.isRemark())
            continue;
        for (std::size_t k = 0; k < shown.size(); ++k) {
            std::string text = cellText(row.cells[shown[k]], section.columns[shown[k]].kind);
            if (firstText != shown.end() && shown[k] == *firstText)
                text.insert(0, std::string(2 * static_cast<std::size_t>(row.indent), ' '));
            widths[k] = std::max(widths[k], displayWidth(text));
            line.push_back(std::move(text));
        }
    }

    // What is too wide is taken from the widest text column, again and again.
    const auto lineWidth = [&] {
        std::size_t sum = gap * shown.size();
        for (const std::size_t width : widths)
            sum += width;
        return sum;
    };
    while (lineWidth() > textReportWidth) {
        std::size_t widest = shown.size();
        for (std::size_t k = 0; k < shown.size(); ++k) {
            if (isTextColumn(section.columns[shown[k]]) && widths[k] > smallestTextColumn
                && (widest == shown.size() || widths[k] > widths[widest]))
                widest = k;
        }
        if (widest == shown.size())
            break;
        const std::size_t excess = lineWidth() - textReportWidth;
        std::size_t second = smallestTextColumn;
        for (std::size_t k = 0; k < shown.size(); ++k) {
            if (k != widest && isTextColumn(section.columns[shown[k]]))
                second = std::max(second, std::min(widths[k], widths[widest] - 1));
        }
        widths[widest] -= std::min(excess, std::max<std::size_t>(1, widths[widest] - second));
    }

    const auto writeLine = [&](const std::vector<std::string>& line) {
        std::string text;
        for (std::size_t k = 0; k < shown.size(); ++k) {
            const ReportColumn& column = section.columns[shown[k]];
            const std::string cell =
                column.kind == ColumnKind::Place ? elidedAtFront(line[k], widths[k]) : fittedText(line[k], widths[k]);
            text += std::string(gap, ' ') + padded(cell, widths[k], !isTextColumn(column));
        }
        text.erase(text.find_last_not_of(' ') + 1);
        out << text << '\n';
    };
    std::vector<std::string> headings;
    headings.reserve(shown.size());
    for (const std::size_t i : shown)
        headings.push_back(section.columns[i].title);
    writeLine(headings);
    std::size_t beforeText = gap;
    for (std::size_t k = 0; k < shown.size() && firstText != shown.end() && shown[k] != *firstText; ++k)
        beforeText += widths[k] + gap;
    for (std::size_t r = 0; r < cells.size(); ++r) {
        const ReportRow& row = section.rows[r];
        if (row.isRemark())
            out << std::string(beforeText + 2 * static_cast<std::size_t>(row.indent), ' ') << harmlessText(row.remark)
                << '\n';
        else
            writeLine(cells[r]);
    }
}

void writeRecord(std::ostream& out, const ReportSection& section)
{
    std::size_t width = 0;
    for (const ReportColumn& column : section.columns)
        width = std::max(width, displayWidth(column.title));
    for (std::size_t i = 0; i < section.columns.size(); ++i) {
        const std::string text = cellText(section.rows.front().cells[i], section.columns[i].kind);
        if (section.columns[i].audience == ColumnAudience::DataOnly || text.empty())
            continue;
        out << "  " << padded(section.columns[i].title, width, false) << "  "
            << elidedText(text, textReportWidth - width - 4) << '\n';
    }
}

void writeList(std::ostream& out, const ReportSection& section)
{
    for (const ReportRow& row : section.rows) {
        out << "  - ";
        writeParagraph(out, cellText(row.cells.back(), ColumnKind::Text), 4);
    }
}

} // namespace

void renderText(const Report& report, std::ostream& out)
{
    bool first = true;
    for (const ReportSection& section : report.sections) {
        if (section.rows.empty() && section.whenEmpty.empty())
            continue;
        if (!first)
            out << '\n';
        first = false;
        if (!section.title.empty())
            out << elidedText(harmlessText(section.title), textReportWidth) << '\n';
        if (section.rows.empty()) {
            out << "  ";
            writeParagraph(out, harmlessText(section.whenEmpty), 2);
            continue;
        }
        switch (section.layout) {
        case ReportSection::Layout::Table: writeTable(out, section); break;
        case ReportSection::Layout::Record: writeRecord(out, section); break;
        case ReportSection::Layout::List: writeList(out, section); break;
        }
    }
}

} // namespace heapline
