// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/cut_report.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <variant>

namespace heapline {

namespace {

constexpr std::array<std::string_view, 10> columnKeys = {
    "retained_bytes", "retained_percent", "distance",       "dominator_text", "dominator",
    "dominator_id",   "native_context",   "references_out", "references_in",  "reached"};

bool dependsOnReferences(const ReportColumn& column)
{
    return std::ranges::find(columnKeys, column.key) != columnKeys.end();
}

/// Whether a column holds shares of a heap whose size is not known.
bool isShareOfUnknown(const ReportSection& section, std::size_t column)
{
    return std::ranges::any_of(section.rows, [column](const ReportRow& row) {
        const Share* share = row.isRemark() ? nullptr : std::get_if<Share>(&row.cells[column]);
        return share && share->whole == 0;
    });
}

} // namespace

void dropFiguresOfReferences(Report& report)
{
    std::erase_if(report.sections, [](const ReportSection& section) { return section.key == "statistics"; });
    for (ReportSection& section : report.sections) {
        for (std::size_t column = section.columns.size(); column-- > 0;) {
            if (!dependsOnReferences(section.columns[column]) && !isShareOfUnknown(section, column))
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
