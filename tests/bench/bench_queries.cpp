// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/measure.h"

#include "core/base/text_format.h"
#include "core/base/text_search.h"
#include "core/heap/object_lists.h"
#include "core/heap/object_search.h"
#include "core/profile/object_grouping.h"
#include "core/stacks/bottom_up.h"

#include <utility>

namespace heapline::bench {

namespace {

struct SearchRow {
    const char* name;
    TextQuery query;
};

/// What takes longest is among them: everything matches, nothing does, and every place of a text has to be tried.
const SearchRow searches[] = {
    {"search text", {"account", false, false}},
    {"search text, case counts", {"account", false, true}},
    {"search text, no hit", {"zqxv", false, false}},
    {"search text, nearly all hit", {"-", false, false}},
    {"search text beyond ASCII", {"\u00E9\u00E8", false, false}},
    {"search /^acc.*7$/", {"^acc.*7$", true, false}},
    {"search /.*x/", {".*x", true, false}},
    {"search /./", {".", true, false}},
    {"search /entry|order|query|vertex/", {"entry|order|query|vertex", true, false}},
    {"search /\\w+-\\d+-\\d*99$/", {"\\w+-\\d+-\\d*99$", true, false}},
    {"search /[a-z]+z{9}/", {"[a-z]+z{9}", true, false}},
};

struct GroupingName {
    const char* name;
    ObjectGroupBy by;
};
const GroupingName objectGroupings[] = {{"function", ObjectGroupBy::Function},
                                        {"package", ObjectGroupBy::Package},
                                        {"age", ObjectGroupBy::Age},
                                        {"native context", ObjectGroupBy::NativeContext},
                                        {"engine", ObjectGroupBy::Engine}};

/// Groups of objects, and their rows in ranges.
void measureGroupings(const Profile& profile, const std::vector<std::optional<IdRange>>& ranges,
                      std::vector<QueryTimes>& times)
{
    for (const auto& [name, by] : objectGroupings) {
        if (lackFor(profile, by) != GroupingLack::None)
            continue;
        ObjectGrouping grouping;
        times.push_back(measure("objects by " + std::string(name), 3, [&, wanted = by](int) {
            Progress progress;
            grouping = groupObjects(profile, wanted, nullptr, progress);
        }));
        GroupRowScratch scratch;
        std::vector<GroupRow> rows;
        times.push_back(measure("rows of a range by " + std::string(name), static_cast<int>(ranges.size()), [&](int i) {
            computeGroupRows(*profile.heap, grouping.groups, ranges[static_cast<std::size_t>(i)], {}, scratch, rows);
        }));
    }
}

ClassId largestClass(const ClassTable& classes)
{
    ClassId largest(0);
    for (std::uint32_t id = 1; id < classes.size(); ++id) {
        if (classes.membersOf(ClassId(id)).size() > classes.membersOf(largest).size())
            largest = ClassId(id);
    }
    return largest;
}

} // namespace

std::vector<QueryTimes> measureRangeQueries(const Profile& profile, int runs)
{
    std::vector<QueryTimes> times;
    if (!profile.timeline || runs < 1)
        return times;
    const auto ranges = randomRanges(profile, runs);
    const auto range = [&ranges](int i) { return ranges[static_cast<std::size_t>(i)]; };
    if (profile.heap) {
        ClassRowScratch scratch;
        std::vector<ClassRow> rows;
        times.push_back(measure("class rows of a range", runs,
                                [&](int i) { computeClassRows(*profile.heap, range(i), scratch, rows); }));
        measureGroupings(profile, ranges, times);
    }
    if (profile.stacks) {
        StackWeights weights;
        times.push_back(measure("call-tree values of a range", runs,
                                [&](int i) { computeWeights(*profile.stacks, range(i), weights); }));
        times.push_back(measure("heavy functions of a range", runs, [&](int) { bottomUpRoots(*profile.stacks, weights); }));
    }
    std::vector<Bar> bars;
    times.push_back(measure("bars of 2,000 columns", runs,
                            [&](int) { barsPerColumn(*profile.timeline, profile.timeline->extent(), 2000, bars); }));
    return times;
}

std::vector<QueryTimes> measureHeapQueries(const Profile& profile, int runs)
{
    std::vector<QueryTimes> times;
    if (!profile.heap || profile.heap->classes.size() == 0 || runs < 1)
        return times;
    const Heap& heap = *profile.heap;
    for (const SearchRow& row : searches) {
        const Result<TextPattern> pattern = TextPattern::compile(row.query);
        times.push_back(measure(row.name, runs, [&](int) { searchStrings(heap.graph.strings, *pattern, {}); }));
    }
    profile.heapIndexes.dominatorPreorder(heap); // made once
    for (const auto& [name, place] :
         {std::pair{"objects by \"account\"", SearchPlace::Everything},
          std::pair{"classes by \"account\"", SearchPlace::Classes},
          std::pair{"properties by \"account\"", SearchPlace::Properties},
          std::pair{"texts by \"account\"", SearchPlace::Strings}, std::pair{"names by \"account\"", SearchPlace::Names}}) {
        const ObjectQuery query{*TextPattern::compile({"account", false, false}), place, {}, {}};
        times.push_back(measure(name, runs, [&](int) { searchObjects(heap, profile.heapIndexes, query, {}); }));
    }
    const ClassId largest = largestClass(heap.classes);
    const std::string what = formatCount(heap.classes.membersOf(largest).size()) + " objects by ";
    const auto sorted = [&](const char* name, ObjectOrder order) {
        times.push_back(measure(what + name, runs, [&](int) { sortedMembers(heap, largest, {}, order, true); }));
    };
    sorted("retained size", ObjectOrder::RetainedSize);
    sorted("shallow size", ObjectOrder::ShallowSize);
    sorted("distance", ObjectOrder::Distance);
    sorted("id", ObjectOrder::Id);
    sorted("name", ObjectOrder::Name);
    return times;
}

} // namespace heapline::bench
