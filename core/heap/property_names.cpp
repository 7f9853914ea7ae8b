// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/heap/property_names.h"

#include <array>
#include <cstdio>

namespace heapline {

namespace {

std::string escaped(const char* format, unsigned value)
{
    std::array<char, 8> text{};
    std::snprintf(text.data(), text.size(), format, value);
    return text.data();
}

/// JavaScript's JSON.stringify of a string.
std::string jsonString(std::string_view text)
{
    std::string out = "\"";
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto c = static_cast<unsigned char>(text[i]);
        switch (c) {
        case '"': out += "\\\""; break;
        case '\\': out += "\\\\"; break;
        case '\b': out += "\\b"; break;
        case '\f': out += "\\f"; break;
        case '\n': out += "\\n"; break;
        case '\r': out += "\\r"; break;
        case '\t': out += "\\t"; break;
        default:
            if (c < 0x20) {
                out += escaped("\\u%04x", c);
            } else if (c == 0xED && i + 2 < text.size() && static_cast<unsigned char>(text[i + 1]) >= 0xA0) {
                const auto second = static_cast<unsigned char>(text[i + 1]); // a lone surrogate in WTF-8
                const auto third = static_cast<unsigned char>(text[i + 2]);
                out += escaped("\\u%04x", 0xD000u | (second & 0x3Fu) << 6 | (third & 0x3Fu));
                i += 2;
            } else {
                out.push_back(static_cast<char>(c));
            }
        }
    }
    return out + '"';
}

} // namespace

bool isPlainObject(const HeapGraph& graph, NodeOrdinal node)
{
    return graph.kind(node) == NodeKind::Object && graph.name(node) == "Object";
}

bool isNamedProperty(const HeapGraph& graph, EdgeIndex edge)
{
    return graph.kind(edge) == EdgeKind::Property && graph.edgeName(edge) != "__proto__";
}

std::string formatPropertyName(std::string_view name)
{
    return name.find_first_of(",'\"{}") == std::string_view::npos ? std::string(name) : jsonString(name);
}

} // namespace heapline
