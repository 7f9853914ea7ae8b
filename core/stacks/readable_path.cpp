// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stacks/readable_path.h"

#include <optional>

namespace heapline {

namespace {

constexpr std::string_view fileScheme = "file://";

std::optional<unsigned> hexDigit(char c)
{
    if (c >= '0' && c <= '9')
        return static_cast<unsigned>(c - '0');
    if (c >= 'a' && c <= 'f')
        return static_cast<unsigned>(c - 'a' + 10);
    if (c >= 'A' && c <= 'F')
        return static_cast<unsigned>(c - 'A' + 10);
    return std::nullopt;
}

/// "%EC%A3%BC.mjs" -> "주.mjs". Escapes that are none stay as they are.
std::string decodePercentEscapes(std::string_view text)
{
    std::string decoded;
    decoded.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '%' && i + 2 < text.size()) {
            const auto high = hexDigit(text[i + 1]);
            const auto low = hexDigit(text[i + 2]);
            if (high && low) {
                decoded.push_back(static_cast<char>(*high * 16 + *low));
                i += 2;
                continue;
            }
        }
        decoded.push_back(text[i]);
    }
    return decoded;
}

bool startsWithDrive(std::string_view path)
{
    if (path.size() < 3 || path[1] != ':' || (path[2] != '\\' && path[2] != '/'))
        return false;
    return (path[0] >= 'A' && path[0] <= 'Z') || (path[0] >= 'a' && path[0] <= 'z');
}

/// What stands after "file://": "/srv/x.js"; "/C:/x.js" -> "C:/x.js"; "server/share/x.js" -> "//server/share/x.js".
std::string fileUrlPath(std::string_view rest)
{
    if (rest.starts_with("localhost/"))
        rest.remove_prefix(std::string_view("localhost").size());
    std::string path = decodePercentEscapes(rest);
    if (path.empty())
        return path;
    if (!path.starts_with('/'))
        return "//" + path;
    if (startsWithDrive(std::string_view(path).substr(1)))
        path.erase(0, 1);
    return path;
}

bool isSchemeCharacter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '+' || c == '.';
}

} // namespace

std::string readablePath(std::string_view url)
{
    if (url.starts_with(fileScheme))
        return fileUrlPath(url.substr(fileScheme.size()));
    if (url.starts_with("data:"))
        return std::string(url.substr(0, url.find(','))) + ",…";
    return std::string(url);
}

bool isWindowsPath(std::string_view path)
{
    return startsWithDrive(path) || path.starts_with("\\\\");
}

std::string_view pathSeparators(std::string_view path)
{
    return isWindowsPath(path) ? "/\\" : "/";
}

std::size_t schemeLength(std::string_view url)
{
    std::size_t length = 0;
    while (length < url.size() && isSchemeCharacter(url[length]))
        ++length;
    return length > 0 && url.substr(length).starts_with("://") ? length + 3 : 0;
}

std::string_view withoutQuery(std::string_view url)
{
    return schemeLength(url) == 0 ? url : url.substr(0, url.find_first_of("?#"));
}

std::string lastPart(const std::string& path)
{
    if (path.starts_with("node:") || path.starts_with("data:"))
        return path;
    const std::string_view part = withoutQuery(path);
    const std::string_view separators = pathSeparators(path);
    const std::size_t end = part.find_last_not_of(separators);
    if (end == std::string_view::npos)
        return std::string(part);
    const std::size_t before = part.find_last_of(separators, end);
    return std::string(before == std::string_view::npos ? part : part.substr(before + 1));
}

} // namespace heapline
