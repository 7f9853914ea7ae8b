// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/class_places.h"

#include "core/profile/profile_comparison.h"
#include "core/stacks/readable_path.h"

#include <charconv>
#include <string_view>
#include <unordered_map>

namespace heapline {

namespace {

/// Takes a number and the comma behind it away from the start of a key.
std::int64_t takeNumber(std::string_view& key)
{
    std::int64_t number = 0;
    const char* const end = std::from_chars(key.data(), key.data() + key.size(), number).ptr;
    key.remove_prefix(static_cast<std::size_t>(end - key.data()));
    if (key.starts_with(','))
        key.remove_prefix(1);
    return number;
}

} // namespace

ClassPlaces::ClassPlaces(const Profile& profile)
    : m_classes(profile.heap->classes)
    , m_urls(constructorScripts(profile))
    , m_sharesName(m_classes.size())
{
    std::unordered_map<std::string_view, std::size_t> firstOfName;
    for (std::size_t row = 0; row < m_classes.size(); ++row) {
        // Classes without objects of any size are in no table.
        if (m_classes.membersOf(ClassId(row)).empty())
            continue;
        const auto [first, isNew] = firstOfName.try_emplace(m_classes.name[row], row);
        if (!isNew)
            m_sharesName[row] = m_sharesName[first->second] = 1;
    }
}

std::string ClassPlaces::shortText(ClassId id) const
{
    return text(id, true);
}

std::string ClassPlaces::fullText(ClassId id) const
{
    return text(id, false);
}

std::string ClassPlaces::text(ClassId id, bool isShort) const
{
    // The key is "scriptId,line,column,name", line and column 0-based, or ",name" without a place.
    std::string_view key = m_classes.key[id.value];
    if (key.starts_with(','))
        return {};
    const std::int64_t script = takeNumber(key);
    const std::int64_t line = takeNumber(key);
    const std::int64_t column = takeNumber(key);
    const std::string path = readablePath(m_urls[id.value]);
    const std::string where = path.empty() ? "script " + std::to_string(script) : isShort ? lastPart(path) : path;
    return where + ':' + std::to_string(line + 1) + ':' + std::to_string(column + 1);
}

} // namespace heapline
