// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/heap/weak_map_edges.h"

#include <algorithm>
#include <charconv>

namespace heapline {

namespace {

constexpr std::string_view keyMark = " / part of key (";
constexpr std::string_view valueMark = ") -> value (";
constexpr std::string_view tableMark = ") pair in WeakMap (table @";

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// Position of the " @" before the digits that end @p text, or npos.
std::size_t idBefore(std::string_view text)
{
    std::size_t at = text.size();
    while (at > 0 && isDigit(text[at - 1]))
        --at;
    return at < text.size() && at >= 2 && text.substr(at - 2, 2) == " @" ? at - 2 : std::string_view::npos;
}

/// Line ends as JavaScript's `.` sees them.
bool hasLineBreak(std::string_view text)
{
    return text.find_first_of("\n\r") != std::string_view::npos || text.find("\u2028") != std::string_view::npos
           || text.find("\u2029") != std::string_view::npos;
}

} // namespace

std::optional<WeakMapEdgeName> parseWeakMapEdgeName(std::string_view name)
{
    const std::size_t numberEnd =
        static_cast<std::size_t>(std::find_if_not(name.begin(), name.end(), isDigit) - name.begin());
    if (numberEnd == 0 || !name.substr(numberEnd).starts_with(keyMark) || !name.ends_with(')') || hasLineBreak(name))
        return {};
    const std::size_t table = name.rfind(tableMark);
    if (table == std::string_view::npos)
        return {};
    const std::string_view digits = name.substr(table + tableMark.size(), name.size() - 1 - table - tableMark.size());
    if (digits.empty() || !std::all_of(digits.begin(), digits.end(), isDigit))
        return {};
    const std::size_t keyBegin = numberEnd + keyMark.size();
    const std::size_t valueEnd = idBefore(name.substr(0, table)); // before " @107373"
    if (valueEnd == std::string_view::npos)
        return {};
    // Names of objects may hold the mark themselves: any of its places will do.
    for (std::size_t mark = name.find(valueMark, keyBegin); mark != std::string_view::npos;
         mark = name.find(valueMark, mark + 1)) {
        const std::size_t keyEnd = idBefore(name.substr(0, mark));
        if (keyEnd != std::string_view::npos && keyEnd >= keyBegin && mark + valueMark.size() <= valueEnd) {
            WeakMapEdgeName result{name.substr(numberEnd), 0};
            std::from_chars(digits.data(), digits.data() + digits.size(), result.tableId);
            return result;
        }
    }
    return {};
}

WeakMapEdges::WeakMapEdges(const HeapGraph& graph)
{
    std::unordered_map<std::string_view, std::uint32_t> pairs;
    for (std::uint32_t i = 0; i < graph.strings.size(); ++i) {
        const std::string_view text = graph.strings[StringId(i)];
        if (text.empty() || !isDigit(text.front()))
            continue;
        if (const auto name = parseWeakMapEdgeName(text)) {
            const auto [pair, isNew] = pairs.try_emplace(name->pair, static_cast<std::uint32_t>(pairs.size()));
            m_entries.emplace(i, Entry{pair->second, name->tableId});
        }
    }
    m_pairCount = pairs.size();
}

} // namespace heapline
