// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/text_pattern.h"
#include "core/report/diff_report.h"
#include "core/report/figures.h"
#include "core/report/objects_report.h"
#include "core/report/render.h"
#include "core/report/report.h"
#include "core/report/stack_query.h"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace heapline {

/// Exit status of the program.
enum ExitStatus { Done = 0, Failed = 1, WrongUsage = 2, Stopped = 130 };

enum class Command {
    Summary,
    Stacks,
    Timeline,
    Search,
    Statistics,
    Object,
    Retainers,
    Paths,
    Dominators,
    Objects,
    Diff,
    Figures
};

/// What the command line asks for.
struct CliOptions {
    Command command = Command::Summary;
    std::string file;
    OutputFormat format = OutputFormat::Text;
    std::optional<std::string> range; ///< as typed: what it means depends on the file's axis
    std::size_t top = 20;
    std::size_t depth = 3;
    StacksView view = StacksView::BottomUp;
    bool inverted = false;  ///< stacks only: the other tree than view
    StackQuery stacksQuery; ///< stacks only
    bool flame = false;     ///< stacks only: a picture instead of a table
    Measure measure = Measure::LiveBytes;
    int bars = 50;
    TextQuery query;                       ///< search only
    SearchPlace searchPlace = SearchPlace::Everything;
    bool listObjects = false;              ///< search only
    std::optional<std::uint64_t> objectId; ///< object, and dominators, where none means the root
    bool byClass = false;                  ///< dominators only
    std::size_t dominatorsDepth = 2;
    std::string target;               ///< retainers and paths only: "@id", or for paths the name of a class
    std::vector<std::string> ignored; ///< retainers and paths only: "@id" of objects that are to keep nothing alive
    bool withWeak = false;            ///< retainers only
    std::size_t retainersDepth = 20;  ///< retainers only; the same levels as in the window
    std::size_t next = 0;             ///< paths only: how many ways after the shortest one
    bool merged = false;              ///< paths only: what the ways have in common
    std::string className;            ///< objects: empty for groups; diff: list its objects too
    std::optional<ObjectGroupBy> objectsGroupBy; ///< objects only; none: by class
    std::string objectsFilter;                   ///< objects only; empty: all
    ObjectsOrder objectsOrder = ObjectsOrder::RetainedSize;
    std::vector<FigureRange> figureRanges;
    bool filters = false;                       ///< figures only
    std::string baseFile;                       ///< figures and diff only; empty for no comparison with a file
    std::optional<std::string> baseRange;       ///< diff only: compare two ranges of the file
    CompareBy compareBy = CompareBy::Automatic; ///< diff only
    DifferenceOrder differenceOrder = DifferenceOrder::SizeDelta; ///< diff only
    std::string outputFile;                                       ///< figures only; empty for standard output
};

/// Reads the command line. Help, version and complaints are printed here.
/// @param exitStatus  set when there is nothing more to do
std::optional<CliOptions> parseCommandLine(int argc, char** argv, int& exitStatus);

} // namespace heapline
