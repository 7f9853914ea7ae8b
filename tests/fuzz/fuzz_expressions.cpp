// SPDX-License-Identifier: GPL-3.0-or-later
// What is typed on a command line or into a search field: the first line of an input as a pattern, a range, a function, an object, a filter;
// the other lines are the text that patterns look through.
#include "core/profile/load.h"
#include "core/report/figures.h"
#include "core/report/objects_report.h"
#include "core/report/paths_report.h"
#include "core/report/range_text.h"
#include "core/report/render.h"
#include "core/report/stack_query.h"
#include "core/stacks/shown_stacks.h"
#include "tests/core/format/heap_file_text.h"
#include "tests/core/format/memory_source.h"
#include "tests/fuzz/fuzz_target.h"
#include "tests/fuzz/profile_exercise.h"

#include <algorithm>
#include <sstream>
#include <string_view>

namespace heapline {

namespace {

const std::shared_ptr<const Profile>& smallProfile()
{
    static const std::shared_ptr<const Profile> profile = [] {
        Progress progress;
        return loadProfile(std::make_unique<MemorySource>(HeapFileText().text()), "small.heaptimeline", progress).value();
    }();
    return profile;
}

void usePattern(const std::string& expression, std::string_view text)
{
    for (const bool isExpression : {false, true}) {
        for (const bool caseSensitive : {false, true}) {
            const auto pattern = TextPattern::compile({expression, isExpression, caseSensitive});
            require(pattern || (isExpression && !pattern.error().toString().empty()), "a plain text is a pattern");
            if (!pattern)
                continue;
            TextFinder finder(*pattern);
            TextFinder::Hit hit;
            const auto answer = finder.find(text, hit);
            require(answer != TextFinder::Answer::Yes || (hit.begin <= hit.end && hit.end <= text.size()),
                    "what is found is in the text");
            require(isExpression || answer != TextFinder::Answer::Undecided, "a plain text is there or not");
            require(finder.matches(text) == answer, "the same answer twice");
            if (!isExpression && caseSensitive) {
                const std::string& wanted = pattern->query().text;
                require((answer == TextFinder::Answer::Yes) == (text.find(wanted) != std::string_view::npos),
                        "a plain text is found where it is");
            }
        }
    }
}

void useSearch(const std::string& expression)
{
    static constexpr std::array places = {SearchPlace::Everything, SearchPlace::Ids,     SearchPlace::Classes,
                                          SearchPlace::Properties, SearchPlace::Strings, SearchPlace::Names};
    const bool isExpression = expression.size() % 2 == 0;
    const auto pattern = TextPattern::compile({expression, isExpression, expression.size() % 3 == 0});
    if (!pattern)
        return;
    const SearchOptions options{*pattern, places[expression.size() % places.size()], {}, expression.size() % 5 == 0, 20};
    const Result<Report> report = searchReport(*smallProfile(), options, {});
    require(report || report.error().code == ErrorCode::CostlyPattern, "a search finds something or nothing");
    std::ostringstream out;
    if (report)
        render(*report, isExpression ? OutputFormat::Text : OutputFormat::Json, out);
}

void useRange(const std::string& text)
{
    for (const AxisKind axis : {AxisKind::Time, AxisKind::AllocationOrder}) {
        const ParsedRange parsed = parseRangeText(text, axis);
        require(parsed.range.has_value() == parsed.problem.empty(), "a range, or what is wrong with it");
        if (!parsed.range)
            continue;
        require(parsed.range->begin <= parsed.range->end && parsed.range->begin >= -1, "a range begins before it ends");
        require(!rangeText(*parsed.range, axis).empty(), "a range can be said");
        const AxisRange shown = shownRange(*smallProfile(), parsed.range);
        require(shown.begin <= shown.end, "so does the part of it that is in the file");
        std::ostringstream out;
        render(timelineReport(*smallProfile(), {parsed.range, 10}), OutputFormat::Text, out);
    }
    (void)parseFigureRange(text);
}

void useFunction(const std::string& text)
{
    static const std::shared_ptr<const Stacks> stacks(smallProfile(), &*smallProfile()->stacks);
    StackQuery query;
    query.grouping = static_cast<Grouping>(text.size() % 4);
    query.hide = {text};
    query.focus = {"(root)", text};
    query.drop = {text};
    for (int wanted = 0; wanted < 3; ++wanted) {
        StackQuery part;
        (wanted == 0 ? part.hide : wanted == 1 ? part.focus : part.drop) = {text};
        for (const StackQuery& typed : {part, query}) {
            const ParsedStackFilter parsed = parseStackQuery(*stacks, typed);
            require(parsed.filter.has_value() == parsed.problem.empty(), "a filter, or what is wrong with it");
            if (parsed.filter)
                (void)showStacks(stacks, *parsed.filter);
        }
    }
}

void useObject(const std::string& text)
{
    const Heap& heap = *smallProfile()->heap;
    const HeapTarget target = parseHeapTarget(heap, text);
    require(target.problem.empty() == (target.object.isValid() || !target.classes.empty()), "an object, or what is wrong");
    if (target.object.isValid())
        (void)retainersReport(*smallProfile(), {target.object, {}, true, 5, 3});
    if (target.problem.empty())
        (void)mergedPathsReport(*smallProfile(), {target, {}, {}, 5, 3});
    const ParsedObjectFilter filter = parseObjectFilter(heap, text);
    require(filter.filter.has_value() == filter.problem.empty(), "a filter, or what is wrong with it");
    if (filter.filter) {
        ObjectsOptions options;
        options.filter = filter.filter;
        (void)objectsReport(*smallProfile(), options);
    }
}

} // namespace

std::vector<std::string> madeSeeds()
{
    return {"a+b\naab",
            "^(?i:stra\xc3\x9f"
            "e)$\nSTRASSE",
            "(a+)+$\naaaaaaaaaaaaaaaaaaaaaaaaaaaaab",
            "\\p{Lu}\\w*\nNode",
            "(?<x>.)\\k<x>\nabba",
            "2.1s..4.35s\n",
            "500ms..2s\n",
            "1:05..1:02:05.5\n",
            "..9\n",
            "120..900\n",
            "before\n",
            "0:101013\n",
            "7:Infinity\n",
            "global\nglobal",
            "text app.js:13:5\n",
            "text\n",
            "(root)\n",
            "package:lodash\n",
            "file:app.js\n",
            "directory:\n",
            "node_modules\n",
            "@3\n@3",
            "@18446744073709551615\n",
            "duplicated-strings\n",
            "shared-contexts\n",
            "detached-nodes\n",
            "@1\n"};
}

} // namespace heapline

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace heapline;
    const std::string_view input(reinterpret_cast<const char*>(data), size);
    const std::string typed(input.substr(0, input.find('\n')));
    usePattern(typed, input.substr(std::min(typed.size() + 1, size)));
    useSearch(typed);
    useRange(typed);
    useFunction(typed);
    useObject(typed);
    return 0;
}
