// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/json_mutator.h"

#include "tests/fuzz/json_outline.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <string_view>
#include <utility>
#include <vector>

namespace heapline {

namespace {

/// Around what 8, 16, 31, 32, 53, 63 and 64 bits hold, and what is no whole number.
constexpr std::array<std::string_view, 36> numbers = {"0",
                                                      "1",
                                                      "2",
                                                      "3",
                                                      "7",
                                                      "127",
                                                      "128",
                                                      "255",
                                                      "256",
                                                      "65535",
                                                      "65536",
                                                      "2147483647",
                                                      "2147483648",
                                                      "4294967290",
                                                      "4294967295",
                                                      "4294967296",
                                                      "4294967301",
                                                      "9007199254740991",
                                                      "9007199254740993",
                                                      "9223372036854775807",
                                                      "9223372036854775808",
                                                      "18446744073709551615",
                                                      "18446744073709551616",
                                                      "100000000000000000000000000000000000000000",
                                                      "-1",
                                                      "-2147483648",
                                                      "-4294967295",
                                                      "-9223372036854775808",
                                                      "-9223372036854775809",
                                                      "-0",
                                                      "0.5",
                                                      "1e3",
                                                      "1E-400",
                                                      "1e308",
                                                      "-1e999",
                                                      "12345678901234567890.125e-2"};

constexpr std::array<std::string_view, 24> texts = {
    R"("")",
    R"("a")",
    R"("\u0000")",
    R"("\ud83d")",
    R"("\ude00\ud83d\ud83d\ude00")",
    R"("\u202e\u001b[31m")",
    "\"\xff\xc0\x80\xed\xa0\xbd\"",
    "\"\x01\x1f\x7f\"",
    R"("<b>&amp;</b>%s%n")",
    R"("=cmd|' /C'!A0")",
    R"("../../etc/passwd")",
    R"("file:///C:/a%20b%.js?x#y")",
    R"("node:internal/x")",
    R"("data:text/javascript,0")",
    R"("/a/node_modules/@s/p/node_modules/q/i.js")",
    R"x("(root)")x",
    R"("synthetic")",
    R"("object")",
    R"("native")",
    R"("concatenated string")",
    R"("weak")",
    R"("system / NativeContext")",
    R"x("1 / part of key (a @3) -> value (b @5) pair in WeakMap (table @7)")x",
    R"("Detached <div id=\"\\\">")"};

constexpr std::array<std::string_view, 8> small = {"null", "true", "[]", "{}", "0", R"("")", "[[]]", R"({"a":{}})"};

constexpr std::array<std::size_t, 6> rowLengths = {1, 2, 3, 5, 6, 7};

using Kind = JsonPlace::Kind;

/// One change of one text.
class JsonChange {
public:
    JsonChange(std::string& text, std::mt19937_64& random) : m_text(text), m_random(random), m_places(outlineJson(text)) {}

    bool make()
    {
        if (m_places.empty())
            return false;
        const std::size_t row = choose();
        switch (below(16)) {
        case 0: return removeRows(row);
        case 1: return doubleRows(row);
        case 2:
        case 3: return swapWithSibling(row);
        case 4: return replaceValue(row, std::string(small[below(small.size())]));
        case 5: return replaceValue(row, std::string(textOf(m_places[choose()])));
        case 6: return renameKey(row);
        case 7: return nest(row);
        default: return makeHostile(row);
        }
    }

private:
    std::size_t below(std::size_t limit) { return static_cast<std::size_t>(m_random() % limit); }
    std::string_view textOf(const JsonPlace& place) const
    {
        return std::string_view(m_text).substr(place.begin, place.end - place.begin);
    }
    std::string memberText(const JsonPlace& place) const
    {
        return m_text.substr(place.keyBegin, place.end - place.keyBegin);
    }

    /// Half of the time any value, else one of any array or object: else all would be numbers of the longest array.
    std::size_t choose()
    {
        const std::size_t any = below(m_places.size());
        if (below(2) == 0)
            return any;
        std::vector<std::size_t> outer;
        for (std::size_t row = 0; row < m_places.size(); ++row) {
            if (m_places[row].kind == Kind::Array || m_places[row].kind == Kind::Object)
                outer.push_back(row);
        }
        if (outer.empty())
            return any;
        const std::size_t parent = outer[below(outer.size())];
        const std::vector<std::size_t> inner = childrenOf(parent);
        return inner.empty() ? parent : inner[below(inner.size())];
    }
    std::vector<std::size_t> childrenOf(std::size_t parent) const
    {
        std::vector<std::size_t> children;
        for (std::size_t row = parent + 1; row < m_places.size() && m_places[row].begin < m_places[parent].end; ++row) {
            if (m_places[row].hasParent && m_places[row].parent == parent)
                children.push_back(row);
        }
        return children;
    }

    /// Some values in a row that begin with the chosen one. @return rows of the first and the last
    std::pair<std::size_t, std::size_t> stretchFrom(std::size_t row)
    {
        std::size_t last = row;
        std::size_t more = rowLengths[below(rowLengths.size())] - 1;
        for (std::size_t next = row + 1; next < m_places.size() && more > 0; ++next) {
            if (m_places[next].hasParent != m_places[row].hasParent || m_places[next].parent != m_places[row].parent)
                continue;
            last = next;
            --more;
        }
        return {row, last};
    }

    bool removeRows(std::size_t row)
    {
        const auto [first, last] = stretchFrom(row);
        std::size_t begin = m_places[first].keyBegin;
        std::size_t end = m_places[last].end;
        if (const std::size_t comma = m_text.find_first_not_of(" \r\n\t", end);
            comma < m_text.size() && m_text[comma] == ',')
            end = comma + 1;
        else if (const std::size_t before = m_text.find_last_not_of(" \r\n\t", begin ? begin - 1 : 0);
                 before < begin && m_text[before] == ',')
            begin = before;
        m_text.erase(begin, end - begin);
        return true;
    }

    bool doubleRows(std::size_t row)
    {
        const auto [first, last] = stretchFrom(row);
        if (!m_places[first].hasParent)
            return false;
        const std::size_t begin = m_places[first].keyBegin;
        const std::size_t end = m_places[last].end;
        const std::string rows = ',' + m_text.substr(begin, end - begin);
        const std::size_t times = below(8) == 0 ? 1 + below(100) : 1;
        std::string all;
        for (std::size_t i = 0; i < times && all.size() < 4096; ++i)
            all += rows;
        m_text.insert(end, all);
        return true;
    }

    /// Sections in another order, rows that have changed places.
    bool swapWithSibling(std::size_t row)
    {
        if (!m_places[row].hasParent)
            return false;
        const std::vector<std::size_t> siblings = childrenOf(m_places[row].parent);
        const std::size_t other = siblings[below(siblings.size())];
        if (other == row)
            return false;
        const JsonPlace& first = m_places[std::min(row, other)];
        const JsonPlace& second = m_places[std::max(row, other)];
        const std::string firstText = memberText(first);
        const std::string secondText = memberText(second);
        m_text.replace(second.keyBegin, second.end - second.keyBegin, firstText);
        m_text.replace(first.keyBegin, first.end - first.keyBegin, secondText);
        return true;
    }

    bool replaceValue(std::size_t row, const std::string& value)
    {
        m_text.replace(m_places[row].begin, m_places[row].end - m_places[row].begin, value);
        return true;
    }

    bool renameKey(std::size_t row)
    {
        const JsonPlace& place = m_places[row];
        if (place.keyBegin == place.begin)
            return false;
        const std::size_t colon = m_text.find_last_of(':', place.begin);
        if (colon == std::string::npos || colon < place.keyBegin)
            return false;
        std::string name(texts[below(texts.size())]);
        const JsonPlace& other = m_places[choose()]; // a key of another value, if that has one
        if (const std::size_t end = m_text.find_last_of(':', other.begin);
            other.keyBegin != other.begin && end != std::string::npos && end > other.keyBegin)
            name = m_text.substr(other.keyBegin, end - other.keyBegin);
        m_text.replace(place.keyBegin, colon - place.keyBegin, name);
        return true;
    }

    bool nest(std::size_t row)
    {
        const std::size_t depth = below(4) == 0 ? 1 + below(3000) : 1;
        m_text.insert(m_places[row].end, std::string(depth, ']'));
        m_text.insert(m_places[row].begin, std::string(depth, '['));
        return true;
    }

    bool makeHostile(std::size_t row)
    {
        switch (m_places[row].kind) {
        case Kind::String: return replaceValue(row, std::string(texts[below(texts.size())]));
        case Kind::Number: return replaceValue(row, otherNumber(row));
        default: return replaceValue(row, std::string(numbers[below(numbers.size())]));
        }
    }

    /// One that is hard to bear, or one that is nearly right: a neighbour, or a multiple of it.
    std::string otherNumber(std::size_t row)
    {
        const std::string_view old = textOf(m_places[row]);
        std::uint64_t value = 0;
        for (const char c : old)
            value = c >= '0' && c <= '9' && value < std::numeric_limits<std::uint64_t>::max() / 16
                        ? value * 10 + static_cast<std::uint64_t>(c - '0')
                        : value;
        switch (below(8)) {
        case 0: return std::to_string(value + 1);
        case 1: return std::to_string(value ? value - 1 : 0);
        case 2: return std::to_string(value * (1 + below(8)));
        case 3: return std::to_string(below(64));
        case 4: return std::to_string(m_places.size());
        default: return std::string(numbers[below(numbers.size())]);
        }
    }

    std::string& m_text;
    std::mt19937_64& m_random;
    std::vector<JsonPlace> m_places;
};

} // namespace

bool mutateJson(std::string& text, std::mt19937_64& random)
{
    return JsonChange(text, random).make();
}

} // namespace heapline
