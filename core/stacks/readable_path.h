// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace heapline {

/// What a URL points to, as a person would write it: file URLs as paths, data URLs without their data, others as they are.
std::string readablePath(std::string_view url);

/// Whether a path is one of Windows ("C:\…", "C:/…", "\\server\…"), which is the only kind that backslashes divide.
bool isWindowsPath(std::string_view path);

/// The characters that divide the folders of a path or URL.
std::string_view pathSeparators(std::string_view path);

/// How long the "scheme://" at the start of a URL is; 0 for paths and for URLs without slashes such as "node:fs".
std::size_t schemeLength(std::string_view url);

/// A URL ("scheme://…") without its query and fragment; paths as they are.
std::string_view withoutQuery(std::string_view url);

/// The part of a path or URL that tells it apart from its neighbours: "server.js", "node:fs", "localhost:8080/".
std::string lastPart(const std::string& path);

} // namespace heapline
