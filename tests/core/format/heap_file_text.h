// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace heapline {

/// A small heap file, section by section: writes the JSON that V8 would write for it.
///
/// Three objects: the root (@1) with a shortcut to `global` (@3, 100 bytes) and an element edge to a string (@5, 24 bytes);
/// `global` holds the string as property "text" and itself as the weak edge "main".
struct HeapFileText {
    std::vector<std::string> nodeFields = {"type", "name", "id", "self_size", "edge_count", "trace_node_id", "detachedness"};
    std::string nodeTypeNames =
        R"(["hidden","array","string","object","code","closure","regexp","number","native","synthetic"])";
    std::vector<std::string> sampleFields = {"timestamp_us", "last_assigned_id"};
    std::vector<std::string> locationFields = {"object_index", "script_id", "line", "column"};
    std::string moreHeader; ///< such as `,"extra_native_bytes":5`
    std::vector<std::map<std::string, std::string>> nodeRows = {
        {{"type", "9"}, {"name", "1"}, {"id", "1"}, {"self_size", "0"}, {"edge_count", "2"}},
        {{"type", "3"},
         {"name", "2"},
         {"id", "3"},
         {"self_size", "100"},
         {"edge_count", "2"},
         {"trace_node_id", "2"},
         {"detachedness", "1"}},
        {{"type", "2"},
         {"name", "3"},
         {"id", "5"},
         {"self_size", "24"},
         {"edge_count", "0"},
         {"trace_node_id", "1"},
         {"detachedness", "2"}},
    };
    std::vector<std::string> strings = {"<dummy>", "", "global", "text", "main", "app.js"};
    bool withTraces = true;
    std::string separator; ///< stands behind each record, as in files of older versions

    static std::string quotedList(const std::vector<std::string>& names)
    {
        std::string text = "[";
        for (const std::string& name : names)
            text += (text.size() > 1 ? ",\"" : "\"") + name + '"';
        return text + ']';
    }

    std::string nodes() const
    {
        std::string text = "[";
        for (const auto& row : nodeRows) {
            for (const std::string& field : nodeFields) {
                const auto value = row.find(field);
                text += (text.size() > 1 ? "," : "") + (value == row.end() ? std::string("0") : value->second);
            }
            text += separator;
        }
        return text + ']';
    }

    /// to_node is a node index: the ordinal times the number of fields.
    std::string edges() const
    {
        const auto to = [this](std::size_t ordinal) { return std::to_string(ordinal * nodeFields.size()) + separator; };
        return "[5,2," + to(1) + ",1,7," + to(2) + ",2,3," + to(2) + ",6,4," + to(1) + ']';
    }

    std::string snapshot() const
    {
        std::string types = "[";
        for (const std::string& field : nodeFields)
            types += (field == "type" ? nodeTypeNames : R"("number")") + ',';
        types += R"("number")"; // one more than there are fields, as Node 12 and 24 write
        return R"({"meta":{"node_fields":)" + quotedList(nodeFields) + R"(,"node_types":)" + types
               + R"(],"edge_fields":["type","name_or_index","to_node"],"edge_types":[["context","element","property","internal",)"
                 R"("hidden","shortcut","weak"],"string_or_number","node"],"trace_function_info_fields":["function_id","name",)"
                 R"("script_name","script_id","line","column"],"trace_node_fields":["id","function_info_index","count","size",)"
                 R"("children"],"sample_fields":)"
               + quotedList(sampleFields) + R"(,"location_fields":)" + quotedList(locationFields) + R"(},"node_count":)"
               + std::to_string(nodeRows.size()) + R"(,"edge_count":4,"trace_function_count":)" + (withTraces ? "2" : "0")
               + moreHeader + '}';
    }

    std::string locations() const
    {
        std::string text;
        for (const std::string& field : locationFields) {
            const std::string value = field == "object_index" ? std::to_string(nodeFields.size())
                                      : field == "script_id"  ? "9"
                                      : field == "line"       ? "12"
                                      : field == "column"     ? "4"
                                                              : "0";
            text += (text.empty() ? "" : ",") + value;
        }
        return '[' + text + ']';
    }

    /// Sections in V8's order: name and text.
    std::vector<std::pair<std::string, std::string>> sections() const
    {
        return {{"snapshot", snapshot()},
                {"nodes", nodes()},
                {"edges", edges()},
                {"trace_function_infos", withTraces ? "[0,0,0,0,0,0,7,4,5,9,13,5]" : "[]"},
                {"trace_tree", withTraces ? "[1,0,0,0,[2,1,3,300,[]]]" : "[]"},
                {"samples", "[1000,3,2000,5]"},
                {"locations", locations()},
                {"strings", quotedList(strings)}};
    }

    /// @param order which sections, and in which order; V8's when empty
    std::string text(const std::vector<std::string>& order = {}) const
    {
        std::string text;
        const auto add = [&text](const std::string& name, const std::string& value) {
            text += (text.empty() ? "{\"" : ",\n\"") + name + "\":" + value;
        };
        const auto all = sections();
        if (order.empty()) {
            for (const auto& [name, value] : all)
                add(name, value);
        }
        for (const std::string& wanted : order) {
            for (const auto& [name, value] : all) {
                if (name == wanted)
                    add(name, value);
            }
        }
        return text + '}';
    }
};

} // namespace heapline
