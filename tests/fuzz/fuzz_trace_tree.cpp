// SPDX-License-Identifier: GPL-3.0-or-later
// Allocation stacks: the input stands in a timeline that is right otherwise. Its first line is the value of trace_tree, the second one of
// trace_function_infos; a third and a fourth one are the fields of their records.
#include "tests/core/format/heap_file_text.h"
#include "tests/fuzz/fuzz_target.h"
#include "tests/fuzz/profile_exercise.h"

#include <array>
#include <string_view>

namespace heapline {

namespace {

/// The whole text from @p begin to @p end replaced, if both are there.
void replaceBetween(std::string& text, std::string_view begin, std::string_view end, std::string_view value)
{
    const std::size_t from = text.find(begin);
    const std::size_t to = text.find(end, from == std::string::npos ? from : from + begin.size());
    if (from != std::string::npos && to != std::string::npos)
        text.replace(from + begin.size(), to - from - begin.size(), value);
}

/// A timeline of some objects that name stacks 0 to 5, with these lines in the places of its own stacks.
std::string timelineWith(const std::array<std::string_view, 4>& lines)
{
    HeapFileText file;
    for (int i = 0; i < 6; ++i)
        file.nodeRows.push_back({{"type", "3"},
                                 {"name", "2"},
                                 {"id", std::to_string(7 + 2 * i)},
                                 {"self_size", "16"},
                                 {"edge_count", "0"},
                                 {"trace_node_id", std::to_string(i)}});
    std::string text = "{";
    for (const auto& [name, value] : file.sections()) {
        std::string section = value;
        if (name == "trace_tree")
            section = lines[0];
        else if (name == "trace_function_infos")
            section = lines[1];
        else if (name == "samples")
            section = "[1000,3,2000,7,2500,9,9000,15]";
        if (name == "snapshot" && !lines[2].empty())
            replaceBetween(section, R"("trace_node_fields":)", R"(,"sample_fields")", lines[2]);
        if (name == "snapshot" && !lines[3].empty())
            replaceBetween(section, R"("trace_function_info_fields":)", R"(,"trace_node_fields")", lines[3]);
        text += (text.size() > 1 ? ",\"" : "\"") + name + "\":" + section;
    }
    return text + '}';
}

} // namespace

std::vector<std::string> madeSeeds()
{
    const std::string functions = "[0,0,0,0,0,0,7,4,5,9,13,5,9,2,5,9,20,1,11,3,1,0,0,0]";
    return {
        "[1,0,0,0,[2,1,3,300,[]]]\n" + functions,
        "[1,0,8,600,[2,1,0,0,[3,2,46,4656,[]],4,3,10,880,[5,1,1,16,[5,1,1,16,[]]]]]\n" + functions,
        "[]\n[]",
        "[1,0,0,0,[2,9,3,300,[]]]\n" + functions,
        "[0,1,[4294967295,3,300,2,[],4294967295,3,16,1,[]],0,0]\n[0,4,5,9,13,5]\n"
        R"(["id","function_info_index","children","size","count"])",
        "[1,0,[2,1,[]]]\n[4,5,1,2,9,3]\n"
        R"(["id","function_info_index","children"])"
        "\n"
        R"(["name","script_name","line","column","script_id","more"])",
        "[1,0,0,0,[2,1,4294967295,4294967295,[3,1,4294967295,4294967295,[]]]]\n" + functions,
    };
}

} // namespace heapline

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    std::array<std::string_view, 4> lines;
    std::string_view text(reinterpret_cast<const char*>(data), size);
    for (std::string_view& line : lines) {
        line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(line.size() + 1, text.size()));
    }
    const std::string file = heapline::timelineWith(lines);
    heapline::exerciseProfileText(reinterpret_cast<const std::uint8_t*>(file.data()), file.size());
    return 0;
}
