// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/report/json_compare.h"

#include <algorithm>
#include <cmath>

namespace heapline {

namespace {

using nlohmann::json;

bool areAlike(const json& expected, const json& found)
{
    if (!expected.is_number() || !found.is_number())
        return expected == found;
    if (expected.is_number_integer() && found.is_number_integer() && expected == found)
        return true;
    const double a = expected.get<double>();
    const double b = found.get<double>();
    return std::abs(a - b) <= 1e-9 * std::max(std::abs(a), std::abs(b));
}

/// The depth of figures is small and ours, so this may recurse.
void compare(const json& expected, const json& found, const json::json_pointer& pointer, const std::string& path,
             std::vector<Difference>& out)
{
    const auto differs = [&] { out.push_back({pointer, path, expected, found}); };
    if (expected.is_object()) {
        if (!found.is_object())
            return differs();
        for (const auto& [key, value] : expected.items()) {
            const std::string place = path.empty() ? key : path + "." + key;
            const auto member = found.find(key);
            if (member == found.end())
                out.push_back({pointer / key, place, value, json(json::value_t::discarded)});
            else
                compare(value, *member, pointer / key, place, out);
        }
    } else if (expected.is_array()) {
        if (!found.is_array())
            return differs();
        if (expected.size() != found.size())
            out.push_back({pointer, path + ".length", expected.size(), found.size()});
        for (std::size_t i = 0; i < std::min(expected.size(), found.size()); ++i)
            compare(expected[i], found[i], pointer / i, path + "[" + std::to_string(i) + "]", out);
    } else if (!areAlike(expected, found)) {
        differs();
    }
}

std::string shortened(const json& value)
{
    if (value.is_discarded())
        return "nothing";
    const std::string text = value.dump();
    return text.size() > 200 ? text.substr(0, 200) + "…" : text;
}

} // namespace

std::string Difference::sentence() const
{
    return path + ": expected " + shortened(expected) + ", found " + shortened(found);
}

std::vector<Difference> differences(const json& expected, const json& found)
{
    std::vector<Difference> out;
    compare(expected, found, json::json_pointer(), {}, out);
    return out;
}

std::size_t cellCount(const json& value)
{
    if (!value.is_structured())
        return 1;
    std::size_t count = 0;
    for (const json& member : value)
        count += cellCount(member);
    return count;
}

} // namespace heapline
