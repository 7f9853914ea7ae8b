// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/heap/class_matching.h"

#include "core/heap/heap.h"
#include "core/heap/object_shapes.h"
#include "core/heap/property_names.h"
#include "core/heap/stops.h"

#include <algorithm>
#include <map>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace heapline {

namespace {

/// A class of one of the two tables.
struct Member {
    bool isNewer;
    std::uint32_t id;
    std::string_view name;
    std::string_view script;
    bool hasPlace;
};

/// A key without the id of its script: ",name", or "@,line,column,name".
std::string placeKey(std::string_view key)
{
    return key.starts_with(',') ? std::string(key) : '@' + std::string(key.substr(key.find(',')));
}

class ClassMatcher {
public:
    ClassMatcher(std::size_t newerClasses, std::size_t baseClasses)
    {
        m_matches.rowOfNewer.resize(newerClasses);
        m_matches.rowOfBase.resize(baseClasses);
    }

    void add(const std::string& key, const Member& member)
    {
        const auto [entry, isNew] = m_groupOfKey.try_emplace(placeKey(key), m_groups.size());
        if (isNew)
            m_groups.emplace_back();
        m_groups[entry->second].push_back({member.isNewer, member.id, member.name, member.script, !key.starts_with(',')});
    }

    ClassMatches match()
    {
        splitByScript();
        joinMoved();
        // Rows in the order of their first members: those of the base were added first.
        for (const std::vector<Member>& group : m_groups) {
            if (group.empty())
                continue;
            for (const Member& member : group)
                (member.isNewer ? m_matches.rowOfNewer : m_matches.rowOfBase)[member.id] =
                    static_cast<std::uint32_t>(m_matches.rows);
            ++m_matches.rows;
        }
        return std::move(m_matches);
    }

private:
    /// Takes groups apart whose scripts are all known.
    void splitByScript()
    {
        std::vector<std::vector<Member>> split;
        for (std::vector<Member>& group : m_groups) {
            if (group.size() < 2 || !std::ranges::all_of(group, [](const Member& m) { return !m.script.empty(); })) {
                split.push_back(std::move(group));
                continue;
            }
            std::map<std::string_view, std::size_t> known;
            for (const Member& member : group) {
                const auto [entry, isNew] = known.try_emplace(member.script, split.size());
                if (isNew)
                    split.emplace_back();
                split[entry->second].push_back(member);
            }
        }
        m_groups = std::move(split);
    }

    /// Joins what only one side has, by name.
    void joinMoved()
    {
        struct OneSided {
            std::vector<std::size_t> ofNewer;
            std::vector<std::size_t> ofBase;
        };
        std::map<std::string_view, OneSided> left;
        for (std::size_t g = 0; g < m_groups.size(); ++g) {
            const std::vector<Member>& group = m_groups[g];
            if (std::ranges::all_of(group, &Member::isNewer))
                left[group.front().name].ofNewer.push_back(g);
            else if (std::ranges::none_of(group, &Member::isNewer))
                left[group.front().name].ofBase.push_back(g);
        }
        for (auto& [name, groups] : left) {
            if (groups.ofNewer.size() != 1 || groups.ofBase.size() != 1)
                continue;
            std::vector<Member>& from = m_groups[groups.ofNewer.front()];
            std::ranges::move(from, std::back_inserter(m_groups[groups.ofBase.front()]));
            from.clear();
        }
    }

    ClassMatches m_matches;
    std::unordered_map<std::string, std::size_t> m_groupOfKey;
    std::vector<std::vector<Member>> m_groups;
};

} // namespace

RenamedClasses renameClasses(const Heap& heap, const std::vector<InterfaceDefinition>& definitions, Progress& progress)
{
    RenamedClasses classes{heap.classes.name, heap.classes.key, {}, heap.classOf};
    for (std::size_t c = 0; c < classes.size(); ++c)
        classes.origin.emplace_back(c);
    const ObjectShapes shapes = matchObjectShapes(heap.graph, definitions, progress);
    std::map<std::pair<ClassId, std::int32_t>, ClassId> known;
    for (std::size_t i = 0; i < classes.classOf.size(); ++i) {
        if (i % nodesBetweenStops == 0)
            progress.throwIfStopped();
        if (!isPlainObject(heap.graph, NodeOrdinal(i)))
            continue;
        const ClassId was = classes.classOf[i];
        const std::int32_t shape = shapes.definitionOf[i];
        const auto [entry, isNew] = known.try_emplace({was, shape});
        if (isNew) {
            const std::string name = shape < 0 ? "Object" : definitions[static_cast<std::size_t>(shape)].name;
            const std::string& key = heap.classes.key[was.value];
            entry->second = ClassId(classes.size());
            classes.key.push_back(key.substr(0, key.size() - heap.classes.name[was.value].size()) + name);
            classes.name.push_back(name);
            classes.origin.push_back(was);
        }
        classes.classOf[i] = entry->second;
    }
    return classes;
}

ClassMatches matchClasses(const ClassTable& newer, std::span<const std::string> newerScripts, const RenamedClasses& base,
                          std::span<const std::string> baseScripts)
{
    ClassMatcher matcher(newer.size(), base.size());
    for (std::uint32_t c = 0; c < base.size(); ++c)
        matcher.add(base.key[c], {false, c, base.name[c], baseScripts[base.origin[c].value], false});
    for (std::uint32_t c = 0; c < newer.size(); ++c)
        matcher.add(newer.key[c], {true, c, newer.name[c], newerScripts[c], false});
    return matcher.match();
}

} // namespace heapline
