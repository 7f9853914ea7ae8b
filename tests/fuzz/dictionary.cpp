// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/dictionary.h"

#include <algorithm>
#include <charconv>

namespace heapline {

namespace {

std::string unescaped(std::string_view text)
{
    std::string out;
    while (!text.empty()) {
        unsigned value = 0;
        if (text.size() >= 4 && text.starts_with("\\x")
            && std::from_chars(text.data() + 2, text.data() + 4, value, 16).ptr == text.data() + 4) {
            out.push_back(static_cast<char>(value));
            text.remove_prefix(4);
            continue;
        }
        text.remove_prefix(text.size() > 1 && text.front() == '\\' ? 1 : 0);
        out.push_back(text.front());
        text.remove_prefix(1);
    }
    return out;
}

} // namespace

std::vector<std::string> readDictionary(std::string_view text)
{
    std::vector<std::string> tokens;
    while (!text.empty()) {
        const std::string_view line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(line.size() + 1, text.size()));
        const std::size_t first = line.find('"');
        const std::size_t last = line.rfind('"');
        if (!line.starts_with('#') && first != std::string_view::npos && first + 1 < last)
            tokens.push_back(unescaped(line.substr(first + 1, last - first - 1)));
    }
    return tokens;
}

} // namespace heapline
