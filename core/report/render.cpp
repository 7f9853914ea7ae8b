// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/render.h"

#include "core/base/text_format.h"
#include "core/report/csv_writer.h"
#include "core/report/json_writer.h"
#include "core/report/terminal_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace heapline {

namespace {

constexpr std::int32_t firstSystemDistance = 100'000'000;

/// A raw figure in the shape that programs read.
using RawValue = std::variant<std::monostate, std::string_view, std::uint64_t, std::int64_t, double, bool>;

RawValue rawValue(const Cell& cell, ColumnKind kind)
{
    if (const auto* text = std::get_if<std::string>(&cell))
        return std::string_view(*text);
    if (const auto* number = std::get_if<std::uint64_t>(&cell))
        return *number;
    if (const auto* flag = std::get_if<bool>(&cell))
        return *flag;
    if (const auto* share = std::get_if<Share>(&cell)) {
        if (share->whole == 0)
            return {};
        // Four decimals: enough to tell rows apart, short enough to read.
        return std::round(1e6 * static_cast<double>(share->part) / static_cast<double>(share->whole)) / 1e4;
    }
    if (const auto* number = std::get_if<std::int64_t>(&cell)) {
        if (kind == ColumnKind::Time)
            return static_cast<double>(*number) / 1e6;
        if (kind == ColumnKind::Distance && (*number < 0 || *number >= firstSystemDistance))
            return {};
        return *number;
    }
    return {};
}

bool isForPrograms(const ReportColumn& column)
{
    return column.audience != ColumnAudience::TextOnly;
}

void writeJsonRow(JsonWriter& json, const ReportSection& section, const ReportRow& row)
{
    json.beginObject();
    for (std::size_t i = 0; i < section.columns.size(); ++i) {
        if (!isForPrograms(section.columns[i]))
            continue;
        json.key(section.columns[i].key);
        std::visit(
            [&json](const auto& value) {
                if constexpr (std::is_same_v<std::decay_t<decltype(value)>, std::monostate>)
                    json.null();
                else
                    json.value(value);
            },
            rawValue(row.cells[i], section.columns[i].kind));
    }
    json.endObject();
}

void appendCsvCell(std::string& line, const RawValue& value)
{
    if (const auto* text = std::get_if<std::string_view>(&value)) {
        appendCsvText(line, *text);
    } else if (const auto* number = std::get_if<double>(&value)) {
        std::array<char, 32> buffer{};
        const auto result = std::to_chars(buffer.data(), buffer.data() + buffer.size(), *number, std::chars_format::fixed);
        line.append(buffer.data(), result.ptr);
    } else if (const auto* bytes = std::get_if<std::uint64_t>(&value)) {
        line += std::to_string(*bytes);
    } else if (const auto* signedNumber = std::get_if<std::int64_t>(&value)) {
        line += std::to_string(*signedNumber);
    } else if (const auto* flag = std::get_if<bool>(&value)) {
        line += *flag ? "true" : "false";
    }
}

} // namespace

void render(const Report& report, OutputFormat format, std::ostream& out)
{
    switch (format) {
    case OutputFormat::Text: renderText(report, out); break;
    case OutputFormat::Json: renderJson(report, out); break;
    case OutputFormat::Csv: renderCsv(report, out); break;
    case OutputFormat::Markdown: renderMarkdown(report, out); break;
    case OutputFormat::Tsv: renderTsv(report, out); break;
    }
}

std::string cellText(const Cell& cell, ColumnKind kind)
{
    if (const auto* text = std::get_if<std::string>(&cell))
        return harmlessText(*text);
    if (const auto* number = std::get_if<std::uint64_t>(&cell)) {
        if (kind == ColumnKind::SampleError)
            return formatSampleError(*number);
        return kind == ColumnKind::Bytes ? formatBytes(*number) : formatCount(*number);
    }
    if (const auto* share = std::get_if<Share>(&cell))
        return formatPercent(share->part, share->whole);
    if (const auto* flag = std::get_if<bool>(&cell))
        return *flag ? "yes" : "no";
    if (const auto* number = std::get_if<std::int64_t>(&cell)) {
        if (kind == ColumnKind::Time)
            return formatTime(*number);
        if (kind == ColumnKind::BytesDelta)
            return formatBytesDelta(*number);
        if (kind == ColumnKind::CountDelta)
            return formatCountDelta(*number);
        if (kind == ColumnKind::Distance)
            return formatDistance(static_cast<std::int32_t>(*number));
        return *number < 0 ? std::to_string(*number) : formatCount(static_cast<std::uint64_t>(*number));
    }
    return {};
}

void renderJson(const Report& report, std::ostream& out)
{
    JsonWriter json(out);
    json.beginObject();
    json.member("report", report.name);
    for (const ReportSection& section : report.sections) {
        json.key(section.key);
        if (section.layout == ReportSection::Layout::Record) {
            writeJsonRow(json, section, section.rows.front());
            continue;
        }
        json.beginArray();
        for (const ReportRow& row : section.rows) {
            if (!row.isRemark())
                writeJsonRow(json, section, row);
        }
        json.endArray();
    }
    json.endObject();
    json.finish();
}

void renderCsv(const Report& report, std::ostream& out)
{
    // One rectangular table: every key once, in order of first use; rows leave out what their section does not have.
    std::vector<std::string_view> keys;
    const auto isIncluded = [&](const ReportSection& section) {
        return !report.csvSection || &section == &report.sections[*report.csvSection];
    };
    for (const ReportSection& section : report.sections) {
        if (!isIncluded(section))
            continue;
        for (const ReportColumn& column : section.columns) {
            if (isForPrograms(column) && std::ranges::find(keys, column.key) == keys.end())
                keys.push_back(column.key);
        }
    }

    std::string line = report.csvSection ? "" : "section";
    for (const std::string_view key : keys)
        line += (line.empty() ? "" : ",") + std::string(key);
    out << line << '\n';

    for (const ReportSection& section : report.sections) {
        if (!isIncluded(section))
            continue;
        for (const ReportRow& row : section.rows) {
            if (row.isRemark())
                continue;
            line = report.csvSection ? "" : section.key;
            for (std::size_t k = 0; k < keys.size(); ++k) {
                if (k > 0 || !report.csvSection)
                    line += ',';
                const auto column = std::ranges::find_if(section.columns, [&](const ReportColumn& candidate) {
                    return candidate.key == keys[k] && isForPrograms(candidate);
                });
                if (column != section.columns.end())
                    appendCsvCell(
                        line, rawValue(row.cells[static_cast<std::size_t>(column - section.columns.begin())], column->kind));
            }
            out << line << '\n';
        }
    }
}

} // namespace heapline
