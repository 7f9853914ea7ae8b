// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/json_outline.h"

#include <algorithm>
#include <string>

namespace heapline {

namespace {

constexpr std::string_view numberCharacters = "0123456789+-.eE";
constexpr std::string_view blanks = " \t\r\n";

/// Behind the string that begins at @p at.
std::size_t endOfString(std::string_view text, std::size_t at)
{
    for (++at; at < text.size() && text[at] != '"'; ++at)
        at += text[at] == '\\' ? 1 : 0;
    return std::min(at + 1, text.size());
}

bool isKey(std::string_view text, std::size_t end)
{
    const std::size_t next = text.find_first_not_of(blanks, end);
    return next != std::string_view::npos && text[next] == ':';
}

bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

} // namespace

std::vector<JsonPlace> outlineJson(std::string_view text)
{
    using Kind = JsonPlace::Kind;
    std::vector<JsonPlace> places;
    std::vector<std::size_t> open;
    std::size_t keyBegin = std::string_view::npos;
    const auto add = [&](Kind kind, std::size_t begin, std::size_t end) {
        JsonPlace place{kind, begin, end, keyBegin == std::string_view::npos ? begin : keyBegin, 0, !open.empty()};
        if (place.hasParent)
            place.parent = open.back();
        places.push_back(place);
        keyBegin = std::string_view::npos;
    };
    for (std::size_t at = 0; at < text.size();) {
        const char c = text[at];
        std::size_t end = at + 1;
        if (c == '"') {
            end = endOfString(text, at);
            if (isKey(text, end))
                keyBegin = at;
            else
                add(Kind::String, at, end);
        } else if (c == '[' || c == '{') {
            add(c == '[' ? Kind::Array : Kind::Object, at, text.size());
            open.push_back(places.size() - 1);
        } else if (c == ']' || c == '}') {
            keyBegin = std::string_view::npos;
            if (!open.empty()) {
                places[open.back()].end = end;
                open.pop_back();
            }
        } else if (c == '-' || (c >= '0' && c <= '9')) {
            end = std::min(text.find_first_not_of(numberCharacters, at), text.size());
            add(Kind::Number, at, end);
        } else if (isLetter(c)) {
            while (end < text.size() && isLetter(text[end]))
                ++end;
            add(Kind::Word, at, end);
        }
        at = end;
    }
    return places;
}

} // namespace heapline
