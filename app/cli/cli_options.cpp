// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/cli_options.h"

#include "core/report/range_text.h"
#include "core/report/terminal_text.h"

#include <heapline_version.h>

#include <CLI/CLI.hpp>

#include <charconv>
#include <iostream>
#include <map>
#include <system_error>

namespace heapline {

namespace {

constexpr const char* about =
    "Figures of heap profiles that V8 writes: .heaptimeline, .heapprofile, .heapsnapshot, also gzipped.\n"
    "Results on standard output, words about the work on standard error.\n"
    "Exit status: 0 done, 1 the file cannot be read or does not have what is asked for, 2 wrong usage.";

/// Whether a range means something on one of the axes; which one is known only once the file is open.
std::string rangeProblem(const std::string& text)
{
    if (parseRange(text, AxisKind::AllocationOrder))
        return {};
    return parseRangeText(text, AxisKind::Time).problem;
}

CLI::App* addCommand(CLI::App& app, CliOptions& options, Command command, const std::string& name,
                     const std::string& description)
{
    CLI::App* sub = app.add_subcommand(name, description);
    sub->add_option("FILE", options.file, "the profile; - for standard input")->required();
    sub->callback([&options, command] { options.command = command; });
    return sub;
}

void addRange(CLI::App* command, CliOptions& options)
{
    command
        ->add_option(
            "--range", options.range,
            "only what was allocated in A..B: seconds from the start of the recording (2.1s..4.35s, 500ms.., ..1:05),\n"
            "\"before\" for what is older than the recording; for .heapprofile serial numbers of samples (120..900)")
        ->check(CLI::Validator(rangeProblem, "A..B"));
}

void addFormat(CLI::App* command, CliOptions& options)
{
    static const std::map<std::string, OutputFormat> names = {
        {"text", OutputFormat::Text}, {"json", OutputFormat::Json},         {"csv", OutputFormat::Csv},
        {"tsv", OutputFormat::Tsv},   {"markdown", OutputFormat::Markdown}, {"md", OutputFormat::Markdown}};
    command
        ->add_option("--format", options.format,
                     "text, markdown or tsv (the same cells), json (raw numbers, names as they are) or csv (raw numbers)")
        ->transform(CLI::CheckedTransformer(names, CLI::ignore_case).description("FORMAT"))
        ->default_str("text");
}

void addTop(CLI::App* command, CliOptions& options, const std::string& description)
{
    command->add_option("--top", options.top, description)
        ->check(CLI::Range(1, 1'000'000).description("N"))
        ->capture_default_str();
}

CLI::Option* addObjectId(CLI::App* command, CliOptions& options, const std::string& description)
{
    const auto read = [&options](const std::string& text) {
        const std::string_view digits = std::string_view(text).substr(text.starts_with('@') ? 1 : 0);
        const char* const end = digits.data() + digits.size();
        std::uint64_t id = 0;
        const auto [stop, error] = std::from_chars(digits.data(), end, id);
        if (error != std::errc() || stop != end)
            return '"' + harmlessText(text) + "\" is no id: write for example @117613";
        options.objectId = id;
        return std::string();
    };
    return command->add_option("ID", description)->check(CLI::Validator(read, "@ID"));
}

void addSearch(CLI::App& app, CliOptions& options)
{
    static const std::map<std::string, SearchPlace> places = {
        {"everything", SearchPlace::Everything}, {"id", SearchPlace::Ids},         {"class", SearchPlace::Classes},
        {"property", SearchPlace::Properties},   {"string", SearchPlace::Strings}, {"name", SearchPlace::Names}};
    CLI::App* search = addCommand(app, options, Command::Search, "search",
                                  "objects by id, class, property, text or name, and functions, with their bytes");
    search->add_option("PATTERN", options.query.text, "the text to look for, or the id of an object: @12345")->required();
    search->add_flag("--regex", options.query.isExpression, "PATTERN is a regular expression (PCRE2)");
    search->add_flag("--match-case,--case-sensitive", options.query.caseSensitive, "tell capital and small letters apart");
    search
        ->add_option("--in", options.searchPlace,
                     "what of objects is searched: id, class, property (names of properties and variables), string (texts),\n"
                     "name (of functions, code, native objects, …) or everything, and functions too")
        ->transform(CLI::CheckedTransformer(places).description("PLACE"))
        ->default_str("everything");
    search->add_flag("--objects", options.listObjects, "list the objects, with sizes and distance, instead of functions");
    addRange(search, options);
    addTop(search, options, "classes or properties, objects, and functions listed");
    addFormat(search, options);
}

void addIgnore(CLI::App* command, CliOptions& options)
{
    command
        ->add_option("--ignore", options.ignored,
                     "distances and ways as if this object kept nothing alive; may be given several times")
        ->type_name("@ID")
        ->allow_extra_args(false);
}

void addDepth(CLI::App* command, std::size_t& depth, const std::string& description)
{
    command->add_option("--depth", depth, description)->check(CLI::Range(1, 1000).description("N"))->capture_default_str();
}

void addRetainers(CLI::App& app, CliOptions& options)
{
    CLI::App* retainers =
        addCommand(app, options, Command::Retainers, "retainers", "which references of which objects keep an object alive");
    retainers->add_option("OBJECT", options.target, "the object, by its id: @12345")->required();
    retainers->add_flag("--weak", options.withWeak, "list weak references too, which keep nothing alive");
    addIgnore(retainers, options);
    addTop(retainers, options, "rows listed of each level");
    addDepth(retainers, options.retainersDepth, "levels listed: the first row of each is opened, towards the roots");
    addFormat(retainers, options);
}

void addPaths(CLI::App& app, CliOptions& options)
{
    CLI::App* paths =
        addCommand(app, options, Command::Paths, "paths",
                   "the ways from the roots to an object, or what the ways to the objects of a class have in common");
    paths->add_option("TARGET", options.target, "an object by its id, @12345, or the exact name of a class")->required();
    paths->add_option("--next", options.next, "how many ways to list after the shortest one, in order of length")
        ->check(CLI::Range(0, 10'000).description("N"))
        ->capture_default_str();
    paths->add_flag("--merged", options.merged, "merge the ways, also of a single object; of a class they always are");
    addIgnore(paths, options);
    addRange(paths, options);
    addTop(paths, options, "rows listed of each level of merged ways");
    addDepth(paths, options.depth, "levels of merged ways listed; what has everything in it is opened further");
    addFormat(paths, options);
}

void addDiff(CLI::App& app, CliOptions& options)
{
    static const std::map<std::string, CompareBy> ways = {
        {"auto", CompareBy::Automatic}, {"id", CompareBy::Id}, {"class", CompareBy::Class}};
    static const std::map<std::string, DifferenceOrder> orders = {{"size-delta", DifferenceOrder::SizeDelta},
                                                                  {"count-delta", DifferenceOrder::CountDelta},
                                                                  {"new-size", DifferenceOrder::AddedSize},
                                                                  {"new", DifferenceOrder::AddedCount},
                                                                  {"deleted-size", DifferenceOrder::RemovedSize},
                                                                  {"deleted", DifferenceOrder::RemovedCount},
                                                                  {"name", DifferenceOrder::Name}};
    CLI::App* diff =
        addCommand(app, options, Command::Diff, "diff",
                   "what is new and what is gone since an older profile, or between two ranges, class by class");
    CLI::Option* base = diff->add_option("BASE", options.baseFile, "the older profile");
    CLI::Option* by =
        diff->add_option("--by", options.compareBy,
                         "match objects by id, or only classes; auto: by id if the ids are of one life of one process")
            ->transform(CLI::CheckedTransformer(ways).description("HOW"))
            ->default_str("auto");
    addRange(diff, options);
    diff->add_option("--base-range", options.baseRange,
                     "instead of BASE: compare the objects of --range, or all, with those of this range of the same file")
        ->check(CLI::Validator(rangeProblem, "C..D"))
        ->excludes(base)
        ->excludes(by);
    diff->add_option("--sort", options.differenceOrder,
                     "what rows are sorted by: size-delta, count-delta, new-size, new, deleted-size, deleted, name")
        ->transform(CLI::CheckedTransformer(orders).description("ORDER"))
        ->default_str("size-delta");
    diff->add_option("--class", options.className, "list the new and deleted objects of this class too, by its exact name");
    addTop(diff, options, "rows listed");
    addFormat(diff, options);
    diff->callback([&options] {
        options.command = Command::Diff;
        if (options.baseFile.empty() && !options.baseRange)
            throw CLI::ValidationError(
                "diff", "what to compare with is missing: BASE, or --base-range for a range of the same file");
    });
}

void addObjects(CLI::App& app, CliOptions& options)
{
    static const std::map<std::string, std::optional<ObjectGroupBy>> groupings = {{"class", std::nullopt},
                                                                                  {"function", ObjectGroupBy::Function},
                                                                                  {"package", ObjectGroupBy::Package},
                                                                                  {"age", ObjectGroupBy::Age},
                                                                                  {"context", ObjectGroupBy::NativeContext}};
    static const std::map<std::string, ObjectsOrder> orders = {{"name", ObjectsOrder::Name},
                                                               {"count", ObjectsOrder::Count},
                                                               {"distance", ObjectsOrder::Distance},
                                                               {"shallow", ObjectsOrder::ShallowSize},
                                                               {"retained", ObjectsOrder::RetainedSize}};
    CLI::App* objects = addCommand(app, options, Command::Objects, "objects",
                                   "the objects of the heap by class, allocating function, package, age or native context");
    const auto readGrouping = [&options](const std::string& text) {
        const auto found = groupings.find(text);
        if (found == groupings.end())
            return '"' + harmlessText(text) + "\" is no grouping: write class, function, package, age or context";
        options.objectsGroupBy = found->second;
        return std::string();
    };
    CLI::Option* groupBy =
        objects->add_option("--group-by", "what objects are taken together by: class, function, package, age or context");
    groupBy->check(CLI::Validator(readGrouping, "GROUPING"))->default_str("class");
    objects->add_option("--class", options.className, "list the objects of this class, by its exact name")
        ->type_name("NAME")
        ->excludes(groupBy);
    objects
        ->add_option("--filter", options.objectsFilter,
                     "only objects that pass: duplicated-strings, detached-nodes, contexts, console, event-handlers,\n"
                     "shared-contexts, no-context, or @ID of a native context")
        ->type_name("FILTER");
    objects->add_option("--sort", options.objectsOrder, "name, count, distance, shallow or retained")
        ->transform(CLI::CheckedTransformer(orders).description("ORDER"))
        ->default_str("retained");
    addRange(objects, options);
    addTop(objects, options, "rows listed of each table");
    addFormat(objects, options);
}

void addStacksOptions(CLI::App* stacks, CliOptions& options)
{
    static const std::map<std::string, StacksView> views = {
        {"bottom-up", StacksView::BottomUp}, {"top-down", StacksView::TopDown}, {"functions", StacksView::Functions}};
    static const std::map<std::string, Grouping> groupings = {{"function", Grouping::Function},
                                                              {"file", Grouping::File},
                                                              {"directory", Grouping::Directory},
                                                              {"package", Grouping::Package}};
    static const std::map<std::string, Measure> measures = {{"live-bytes", Measure::LiveBytes},
                                                            {"live-count", Measure::LiveCount},
                                                            {"total-bytes", Measure::TotalBytes},
                                                            {"total-count", Measure::TotalCount}};
    stacks
        ->add_option("--view", options.view,
                     "bottom-up (functions, below them their callers), top-down (callees) or functions (a flat list)")
        ->transform(CLI::CheckedTransformer(views).description("VIEW"))
        ->default_str("bottom-up");
    stacks->add_flag("--inverted", options.inverted, "top-down for bottom-up, and the other way round");
    stacks->add_option("--measure", options.measure, "what rows are sorted by")
        ->transform(CLI::CheckedTransformer(measures).description("MEASURE"))
        ->default_str("live-bytes");
    stacks->add_flag("--flame", options.flame,
                     "draw a flame as SVG instead of a table: callees below callers, with --inverted callers below callees");
    StackQuery& query = options.stacksQuery;
    stacks->add_option("--group-by", query.grouping, "take functions together by file, directory or package")
        ->transform(CLI::CheckedTransformer(groupings).description("GROUPING"))
        ->default_str("function");
    stacks->add_flag("--own-code", query.ownCode, "hide packages, node: and the engine");
    const auto addNames = [stacks](const char* option, std::vector<std::string>& names, const char* description) {
        stacks->add_option(option, names, description)->type_name("WHAT")->allow_extra_args(false);
    };
    addNames("--hide", query.hide,
             "book bytes to the callers: of node, node_modules, engine, a function (\"name\", \"name file.js:10\"), or of\n"
             "package:NAME, file:PATH, directory:PATH; may be given several times, like the two below");
    addNames("--focus", query.focus, "only stacks through a function, or package:NAME and so on");
    addNames("--drop", query.drop, "only stacks that do not pass through it");
}

void addFigureRanges(CLI::App* command, std::vector<std::string>& texts)
{
    command
        ->add_option("--range", texts,
                     "add the figures of ids in (MIN, MAX], for .heapprofile of serial numbers MIN to MAX;\n"
                     "MAX may be Infinity; may be given several times")
        ->check(CLI::Validator(
            [](const std::string& text) {
                return parseFigureRange(text) ? std::string()
                                              : "\"" + harmlessText(text) + "\" is no range: write for example 0:101013";
            },
            "MIN:MAX"));
}

} // namespace

std::optional<CliOptions> parseCommandLine(int argc, char** argv, int& exitStatus)
{
    CliOptions options;
    std::vector<std::string> figureRanges;
    CLI::App app(about, "heapline-cli");
    app.require_subcommand(1);
    app.set_version_flag("--version", "heapline-cli " HEAPLINE_VERSION);
    app.failure_message(CLI::FailureMessage::simple);

    CLI::App* summary = addCommand(app, options, Command::Summary, "summary",
                                   "what the file is, heaviest functions, classes by retained size, statistics, notes");
    addRange(summary, options);
    addTop(summary, options, "functions and classes listed");
    addFormat(summary, options);

    CLI::App* stacks = addCommand(app, options, Command::Stacks, "stacks", "functions with their callers or callees");
    addStacksOptions(stacks, options);
    addRange(stacks, options);
    addTop(stacks, options, "rows listed of each level");
    addDepth(stacks, options.depth, "levels listed");
    addFormat(stacks, options);
    stacks->get_option("--flame")->excludes(stacks->get_option("--format"));

    CLI::App* timeline =
        addCommand(app, options, Command::Timeline, "timeline", "when the bytes that are still alive were allocated");
    addRange(timeline, options);
    timeline->add_option("--bars", options.bars, "parts that the range is cut into")
        ->check(CLI::Range(1, 1'000'000).description("N"))
        ->capture_default_str();
    addFormat(timeline, options);

    addSearch(app, options);

    CLI::App* statistics = addCommand(app, options, Command::Statistics, "statistics",
                                      "the heap by parts: code, strings, arrays, native memory, …, and why RSS is bigger");
    addRange(statistics, options);
    addFormat(statistics, options);

    CLI::App* object = addCommand(app, options, Command::Object, "object", "everything that the file says of one object");
    addObjectId(object, options, "the object's id, as @117613")->required();
    addTop(object, options, "properties, elements and entries listed");
    addFormat(object, options);

    CLI::App* dominators = addCommand(app, options, Command::Dominators, "dominators",
                                      "what each object alone keeps alive, as a tree by retained size");
    addObjectId(dominators, options, "begin with this object, and list its dominators");
    dominators->add_flag("--by-class", options.byClass, "take the objects of one class below one object together");
    addRange(dominators, options);
    addTop(dominators, options, "rows listed of each level");
    addDepth(dominators, options.dominatorsDepth, "levels listed");
    addFormat(dominators, options);
    addRetainers(app, options);
    addPaths(app, options);
    addDiff(app, options);
    addObjects(app, options);

    CLI::App* figures = addCommand(app, options, Command::Figures, "figures", "every figure, as JSON");
    addFigureRanges(figures, figureRanges);
    figures->add_option("--base", options.baseFile, "add the comparison with this older profile of the same process");
    figures->add_flag("--filters", options.filters, "add the classes of what each filter of the Summary lets through");
    figures->add_option("--out", options.outputFile, "write to this file, not to standard output");

    try {
        app.parse(argc, argv);
    } catch (const CLI::Success& wanted) { // help, version
        app.exit(wanted, std::cout, std::cerr);
        exitStatus = std::cout.flush() ? Done : Failed;
        return {};
    } catch (const CLI::ParseError& error) {
        if (argc > 1 && argv[1][0] != '-' && app.get_subcommands().empty())
            std::cerr << "There is no command \"" << harmlessText(argv[1]) << "\"\nRun with --help for more information.\n";
        else
            app.exit(error, std::cout, std::cerr);
        exitStatus = WrongUsage;
        return {};
    }
    for (const std::string& text : figureRanges)
        options.figureRanges.push_back(*parseFigureRange(text));
    return options;
}

} // namespace heapline
