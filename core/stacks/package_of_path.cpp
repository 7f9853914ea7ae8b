// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stacks/package_of_path.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace heapline {

namespace {

/// Takes the folders of a path one by one; empty ones ("a//b") are left out.
class Segments {
public:
    Segments(std::string_view path, std::string_view separators) : m_rest(path), m_separators(separators) {}

    /// The next folder or file; "" at the end.
    std::string_view next()
    {
        m_rest.remove_prefix(std::min(m_rest.find_first_not_of(m_separators), m_rest.size()));
        const std::string_view segment = m_rest.substr(0, m_rest.find_first_of(m_separators));
        m_rest.remove_prefix(segment.size());
        return segment;
    }
    bool atEnd() const { return m_rest.find_first_not_of(m_separators) == std::string_view::npos; }

private:
    std::string_view m_rest;
    std::string_view m_separators;
};

/// "lodash@4.17.21" -> "lodash", "@scope+name@1.0.0_peer@2.0.0" -> "@scope/name"
std::string nameBeforeVersion(std::string_view text)
{
    const bool isScoped = text.starts_with('@');
    std::string name(text.substr(0, text.find('@', isScoped ? 1 : 0)));
    if (const std::size_t plus = name.find('+'); isScoped && plus != std::string::npos)
        name[plus] = '/';
    return name;
}

/// "lodash-npm-4.17.21-6382451519-8.zip" -> "lodash", "@babel-core-npm-7.0.0-abc" -> "@babel/core"; what has no version stays as it
/// is, without ".zip". The dash between scope and name cannot be told from others: the first one is taken for it.
std::string nameOfYarnFolder(std::string_view text)
{
    if (text.ends_with(".zip"))
        text.remove_suffix(4);
    for (const std::string_view protocol : {"-npm-", "-patch-", "-virtual-", "-https-", "-file-", "-git-"}) {
        if (const std::size_t end = text.rfind(protocol); end != std::string_view::npos && end > 0) {
            text = text.substr(0, end);
            break;
        }
    }
    std::string name(text);
    if (const std::size_t dash = name.find('-'); name.starts_with('@') && dash != std::string::npos)
        name[dash] = '/';
    return name;
}

/// The package whose folder, or scope, comes next.
std::string nameFrom(Segments segments)
{
    const std::string_view first = segments.next();
    if (!first.starts_with('@'))
        return std::string(first);
    const std::string_view second = segments.next();
    return second.empty() ? std::string(first) : std::string(first) + '/' + std::string(second);
}

std::string nameInNodeModules(std::string_view path, std::string_view separators)
{
    Segments segments(path, separators);
    const std::string_view first = segments.next();
    const bool isPnpm = first == ".pnpm" || first == ".deno";
    const bool isYarn = first == ".store";
    if ((isPnpm || isYarn) && !segments.atEnd()) {
        const std::string_view folder = segments.next();
        return isPnpm ? nameBeforeVersion(folder) : nameOfYarnFolder(folder);
    }
    return nameFrom(Segments(path, separators));
}

/// What comes after the last node_modules that something comes after; "" if there is none.
std::string_view afterNodeModules(std::string_view path, std::string_view separators)
{
    constexpr std::string_view folder = "node_modules";
    const auto isSeparator = [&](std::size_t i) { return separators.find(path[i]) != std::string_view::npos; };
    std::size_t at = path.rfind(folder);
    for (; at != std::string_view::npos; at = at == 0 ? std::string_view::npos : path.rfind(folder, at - 1)) {
        const std::size_t end = at + folder.size();
        const bool isWhole = (at == 0 || isSeparator(at - 1)) && end < path.size() && isSeparator(end);
        if (isWhole && path.find_first_not_of(separators, end) != std::string_view::npos)
            return path.substr(end);
    }
    return {};
}

} // namespace

std::string packageOfPath(std::string_view path, std::string_view separators)
{
    if (const std::string_view rest = afterNodeModules(path, separators); !rest.empty())
        return nameInNodeModules(rest, separators);

    std::string package;
    bool inYarn = false;
    std::array<std::string_view, 3> before; // the three folders before this one, the nearest last
    for (Segments segments(path, separators); !segments.atEnd();) {
        const Segments here = segments;
        const std::string_view segment = segments.next();
        const bool isFile = segments.atEnd();
        if (segment == "registry.npmjs.org" && !isFile)
            package = nameFrom(segments);
        else if (before == std::array<std::string_view, 3>{".bun", "install", "cache"})
            package = nameBeforeVersion(nameFrom(here));
        else if (!isFile && (segment.ends_with(".zip") || (inYarn && before[2] == "unplugged")))
            package = nameOfYarnFolder(segment);
        else if ((inYarn && before[2] == "releases") || segment == ".pnp.cjs" || segment == ".pnp.loader.mjs"
                 || segment == ".pnp.js")
            package = "yarn";
        inYarn = inYarn || segment == ".yarn";
        before = {before[1], before[2], segment};
    }
    return package;
}

} // namespace heapline
