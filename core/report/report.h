// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/base/range.h"
#include "core/base/result.h"
#include "core/base/text_pattern.h"
#include "core/heap/object_search.h"
#include "core/profile/profile.h"
#include "core/stacks/stack_filter.h"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace heapline {

/// A part of a whole; shown as a percentage.
struct Share {
    std::uint64_t part = 0;
    std::uint64_t whole = 0;
};

/// A raw figure of a report; how it reads as text is up to the column's kind. Nothing (monostate) shows as an empty cell.
using Cell = std::variant<std::monostate, std::string, std::uint64_t, std::int64_t, bool, Share>;

/// What the figures of a column are.
enum class ColumnKind {
    Text,  ///< cut at its end when it is too wide
    Place, ///< text that is cut at its beginning: the line number stays
    Bytes,
    Count,
    BytesDelta,  ///< std::int64_t, shown with its sign
    CountDelta,  ///< the same
    Percent,     ///< Share
    Time,        ///< std::int64_t, microseconds; seconds in JSON and CSV
    Position,    ///< std::int64_t, serial number of a sample
    SampleError, ///< std::uint64_t, samples that a size is estimated from; shown as "±25 %"
    Distance,    ///< std::int64_t, raw; empty in JSON and CSV when there is none
    Flag         ///< bool
};

/// Who sees a column: people, programs, or both.
enum class ColumnAudience { All, TextOnly, DataOnly };

struct ReportColumn {
    std::string key;   ///< stable name in JSON and CSV, with the unit: "self_bytes"
    std::string title; ///< heading of the text table
    ColumnKind kind = ColumnKind::Text;
    ColumnAudience audience = ColumnAudience::All;
};

/// A row of a table: a cell for each column, or none and a remark.
struct ReportRow {
    std::vector<Cell> cells;
    std::uint32_t indent = 0; ///< level of a tree; the first text column is indented by it
    std::string remark;       ///< how many rows were left out here; in the text only

    bool isRemark() const { return cells.empty(); }
};

/// A part of a report.
struct ReportSection {
    enum class Layout {
        Table,  ///< rows below a heading line
        Record, ///< one row, shown as a list of titles and values
        List    ///< sentences: the last column, as paragraphs
    };

    std::string key;   ///< name in JSON, and in the first column of CSV
    std::string title; ///< heading; may be empty
    Layout layout = Layout::Table;
    std::vector<ReportColumn> columns;
    std::vector<ReportRow> rows;
    std::string whenEmpty; ///< said in the text instead of a table without rows
};

/// Figures in the order in which they are shown.
struct Report {
    std::string name; ///< "summary", "stacks", "timeline", "search", "statistics", "object", …
    std::vector<ReportSection> sections;
    /// Index of the only section that CSV holds, or none: then CSV holds all, with a column that names the section.
    std::optional<std::size_t> csvSection;
};

struct SummaryOptions {
    std::optional<AxisRange> range;
    std::size_t top = 20; ///< functions, and classes
};

/// What the file is, its heaviest functions, its classes by retained size, its statistics, and the notes on its figures.
Report summaryReport(const Profile& profile, const SummaryOptions& options);

enum class StacksView {
    BottomUp,
    TopDown,
    Functions ///< a flat list, sorted by total
};

struct StacksOptions {
    StacksView view = StacksView::BottomUp;
    std::optional<AxisRange> range;
    StackFilter filter;                   ///< what the call tree is turned into first
    Measure measure = Measure::LiveBytes; ///< that rows are sorted by; rows without any of it are left out
    std::size_t top = 20;                 ///< rows of each level
    std::size_t depth = 3;                ///< levels
};

/// The call tree of a profile that has stacks: functions and below them their callers (sorted by self), or callees (sorted by total).
/// @pre the file has the measure, in the range if there is one
Report stacksReport(const Profile& profile, const StacksOptions& options);

struct TimelineOptions {
    std::optional<AxisRange> range;
    int bars = 50; ///< pixel columns that the range, or the whole axis, is cut into
};

/// The bars of a profile that has a timeline.
Report timelineReport(const Profile& profile, const TimelineOptions& options);

struct SearchOptions {
    TextPattern pattern;
    SearchPlace place = SearchPlace::Everything; ///< anything else: objects only, no functions
    std::optional<AxisRange> range;
    bool withObjects = false; ///< whether objects are listed instead of functions
    std::size_t top = 20;     ///< groups of each kind, objects, and functions
};

/// The objects that match, by what they were found by; the functions that match by name or URL, by self size.
/// @pre a heap, if objects are to be listed
/// @return the report, or Cancelled, or CostlyPattern
Result<Report> searchReport(const Profile& profile, const SearchOptions& options, const Progress& progress);

struct StatisticsOptions {
    std::optional<AxisRange> range;
};

/// The heap by parts as DevTools' Statistics view cuts it, and what of the process's memory that is. With a range also the figures of the
/// objects in it. @pre a heap
Report statisticsReport(const Profile& profile, const StatisticsOptions& options);

struct ObjectOptions {
    NodeOrdinal object;
    std::size_t top = 20; ///< rows of each table: properties, elements, …
};

/// Everything that the file says of one object. @pre a heap
Report objectReport(const Profile& profile, const ObjectOptions& options);

/// The part of a range that lies within the profile's axis; the whole axis without a range.
AxisRange shownRange(const Profile& profile, const std::optional<AxisRange>& range);

} // namespace heapline
