// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/cut_report.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace heapline {

namespace {

constexpr std::array<std::string_view, 10> columnKeys = {
    "retained_bytes", "retained_percent", "distance",       "dominator_text", "dominator",
    "dominator_id",   "native_context",   "references_out", "references_in",  "reached"};

bool dependsOnReferences(const ReportColumn& column)
{
    return std::ranges::find(columnKeys, column.key) != columnKeys.end();
}

} // namespace

void dropFiguresOfReferences(Report& report)
{
    std::erase_if(report.sections, [](const ReportSection& section) { return section.key == "statistics"; });
    for (ReportSection& section : report.sections) {
        for (std::size_t column = section.columns.size(); column-- > 0;) {
            if (!dependsOnReferences(section.columns[column]))
                continue;
            section.columns.erase(section.columns.begin() + static_cast<std::ptrdiff_t>(column));
            for (ReportRow& row : section.rows) {
                if (!row.isRemark())
                    row.cells.erase(row.cells.begin() + static_cast<std::ptrdiff_t>(column));
            }
        }
        if (section.key == "classes")
            section.title = "Classes by shallow size";
    }
}

} // namespace heapline
