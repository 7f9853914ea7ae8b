// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/profile_comparison.h"

#include <string_view>
#include <unordered_map>

namespace heapline {

std::vector<std::string> constructorScripts(const Profile& profile)
{
    const ClassTable& classes = profile.heap->classes;
    std::vector<std::string> scripts(classes.size());
    if (!profile.stacks)
        return scripts;
    const Stacks& stacks = *profile.stacks;
    std::unordered_map<std::string_view, std::string_view> urlOfScript;
    for (std::size_t row = 0; row < stacks.frames.size(); ++row) {
        const std::string_view url = stacks.strings[stacks.frames.url[row]];
        if (!url.empty())
            urlOfScript.try_emplace(stacks.strings[stacks.frames.scriptId[row]], url);
    }
    for (std::size_t c = 0; c < scripts.size(); ++c) {
        // The key is "scriptId,line,column,name", or ",name" without a place.
        const std::string_view key = classes.key[c];
        const auto found = urlOfScript.find(key.substr(0, key.find(',')));
        if (!key.starts_with(',') && found != urlOfScript.end())
            scripts[c] = found->second;
    }
    return scripts;
}

ProfileComparison compareProfiles(const Profile& newer, const Profile& base, CompareBy wanted, Progress& progress)
{
    ProfileComparison result;
    result.wanted = wanted;
    result.evidence = compareIds(*newer.heap, *base.heap, progress);
    const bool byId = wanted == CompareBy::Id || (wanted == CompareBy::Automatic && result.evidence.isOneLife());
    result.rows =
        byId ? compareById(*newer.heap, *base.heap, progress)
             : compareByClass(*newer.heap, constructorScripts(newer), *base.heap, constructorScripts(base), progress);
    return result;
}

} // namespace heapline
