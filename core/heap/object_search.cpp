// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/heap/object_search.h"

#include "core/base/text_search.h"
#include "core/heap/heap.h"
#include "core/heap/heap_indexes.h"
#include "core/heap/hit_walk.h"
#include "core/heap/name_matcher.h"
#include "core/heap/outermost_sizes.h"
#include "core/heap/stops.h"

#include <tbb/parallel_for.h>

#include <algorithm>
#include <charconv>
#include <numeric>
#include <system_error>

namespace heapline {

namespace {

bool isSearched(SearchPlace wanted, SearchPlace place)
{
    return wanted == place || wanted == SearchPlace::Everything;
}

class ObjectSearch {
public:
    ObjectSearch(const Heap& heap, const HeapIndexes& indexes, const ObjectQuery& query, const Progress& progress)
        : m_heap(heap)
        , m_indexes(indexes)
        , m_query(query)
        , m_progress(progress)
    {
    }

    ObjectHits run()
    {
        const std::string& text = m_query.pattern.query().text;
        if (isSearched(m_query.place, SearchPlace::Ids)) {
            if (const auto id = idOfText(text))
                addId(*id);
        }
        const bool isId = m_query.place == SearchPlace::Everything && text.starts_with('@') && idOfText(text);
        if (m_query.place != SearchPlace::Ids && !isId)
            addTexts();
        sumUp();
        return std::move(m_hits);
    }

private:
    bool isFound(NodeOrdinal node) const
    {
        return (!m_query.ids || m_query.ids->contains(m_heap.graph.nodes.id[node.value]))
               && (m_query.passes.empty() || m_query.passes[node.value] != 0);
    }

    void addId(std::uint64_t id)
    {
        for (std::uint32_t node = 0; node < m_heap.graph.nodeCount(); ++node) {
            if (m_heap.graph.nodes.id[node] == id && isFound(NodeOrdinal(node))) {
                const NodeOrdinal object(node);
                addGroup({HitKind::Id, m_heap.classOf[node], {}, 0, 0, 0, {}}, {&object, 1});
                return; // the first one of several, as everywhere
            }
        }
    }

    void addTexts()
    {
        const bool withClasses = isSearched(m_query.place, SearchPlace::Classes);
        if (withClasses)
            addClasses();
        HitWalk walk{m_heap, m_query};
        walk.withProperties = isSearched(m_query.place, SearchPlace::Properties);
        walk.withStrings = isSearched(m_query.place, SearchPlace::Strings);
        walk.withNames = isSearched(m_query.place, SearchPlace::Names);
        if (!walk.withProperties && !walk.withStrings && !walk.withNames)
            return;
        walk.isListedClass = m_isListedClass;
        const TextMatches strings = searchStrings(m_heap.graph.strings, m_query.pattern, m_progress);
        const WalkedHits found = walk.run(strings, m_progress);
        m_hits.undecided += strings.undecided + found.undecided;
        addProperties(found.properties);
        addByClass(HitKind::String, found.strings);
        addByClass(HitKind::Name, found.names);
    }

    void addClasses()
    {
        const ClassTable& classes = m_heap.classes;
        m_isListedClass.assign(classes.size(), 0);
        TextTester tester(m_query.pattern);
        std::vector<NodeOrdinal> found;
        for (std::uint32_t c = 0; c < classes.size(); ++c) {
            if (!tester.matches(classes.name[c]))
                continue;
            m_progress.throwIfStopped();
            m_isListedClass[c] = 1;
            found.clear();
            std::ranges::copy_if(classes.membersOf(ClassId(c)), std::back_inserter(found),
                                 [this](NodeOrdinal node) { return isFound(node); });
            addGroup({HitKind::Class, ClassId(c), {}, 0, 0, 0, {}}, found);
        }
        m_hits.undecided += tester.undecided();
    }

    /// Groups objects by class. @param found ascending
    void addByClass(HitKind kind, const std::vector<NodeOrdinal>& found)
    {
        std::vector<std::size_t> first(m_heap.classes.size() + 1);
        for (const NodeOrdinal node : found)
            ++first[m_heap.classOf[node.value].value + 1];
        std::partial_sum(first.begin(), first.end(), first.begin());
        std::vector<NodeOrdinal> grouped(found.size());
        std::vector<std::size_t> next = first;
        for (const NodeOrdinal node : found)
            grouped[next[m_heap.classOf[node.value].value]++] = node;
        for (std::uint32_t c = 0; c < m_heap.classes.size(); ++c)
            addGroup({kind, ClassId(c), {}, 0, 0, 0, {}}, std::span(grouped).subspan(first[c], first[c + 1] - first[c]));
    }

    /// Groups properties by name, and lists for each name the objects that have them, then those that they lead to.
    void addProperties(const std::vector<FoundProperty>& found)
    {
        const HeapGraph& graph = m_heap.graph;
        std::vector<std::size_t> first(found.empty() ? 1 : graph.strings.size() + 1);
        for (const FoundProperty& one : found)
            ++first[graph.edges.nameOrIndex[one.edge.value] + 1];
        std::partial_sum(first.begin(), first.end(), first.begin());
        std::vector<FoundProperty> grouped(found.size());
        std::vector<std::size_t> next = first;
        for (const FoundProperty& one : found)
            grouped[next[graph.edges.nameOrIndex[one.edge.value]]++] = one;
        const auto propertiesOf = [&](std::size_t name) {
            return std::span<const FoundProperty>(grouped).subspan(first[name], first[name + 1] - first[name]);
        };
        std::vector<std::uint32_t> names;
        for (std::uint32_t name = 0; name + 1 < first.size(); ++name) {
            if (first[name + 1] > first[name])
                names.push_back(name);
        }
        std::vector<PropertyObjects> objects(names.size());
        for (const HitKind kind : {HitKind::Property, HitKind::Value}) {
            tbb::parallel_for(std::size_t{0}, names.size(), [&](std::size_t row) {
                m_progress.throwIfStopped();
                objects[row] = objectsOf(kind, propertiesOf(names[row]));
            });
            for (std::size_t row = 0; row < names.size(); ++row) {
                addGroup({kind, {}, StringId(names[row]), 0, 0, objects[row].references, {}}, objects[row].objects);
                objects[row] = {};
            }
        }
    }

    /// What properties of one name are of, or lead to.
    struct PropertyObjects {
        std::uint64_t references = 0;
        std::vector<NodeOrdinal> objects; ///< each once, ascending
    };

    /// @param properties in file order, so that their owners ascend
    PropertyObjects objectsOf(HitKind kind, std::span<const FoundProperty> properties) const
    {
        PropertyObjects found;
        for (const FoundProperty& one : properties) {
            const NodeOrdinal object = kind == HitKind::Property ? one.owner : m_heap.graph.target(one.edge);
            if (m_heap.shallowSize[object.value] == 0 || !isFound(object))
                continue;
            ++found.references;
            if (found.objects.empty() || found.objects.back() != object)
                found.objects.push_back(object);
        }
        if (kind == HitKind::Value) {
            std::ranges::sort(found.objects);
            found.objects.erase(std::unique(found.objects.begin(), found.objects.end()), found.objects.end());
        }
        return found;
    }

    void addGroup(HitGroup group, std::span<const NodeOrdinal> objects)
    {
        if (objects.empty())
            return;
        group.first = m_hits.objects.size();
        m_hits.objects.insert(m_hits.objects.end(), objects.begin(), objects.end());
        group.last = m_hits.objects.size();
        if (m_hits.sections.empty() || m_hits.sections.back().kind != group.kind)
            m_hits.sections.push_back({group.kind, m_hits.groups.size(), 0, 0, {}});
        m_hits.groups.push_back(group);
        m_hits.sections.back().lastGroup = m_hits.groups.size();
        m_hits.sections.back().references += group.references;
    }

    void sumUp()
    {
        if (m_hits.groups.empty())
            return;
        const DominatorPreorder& preorder = m_indexes.dominatorPreorder(m_heap);
        tbb::parallel_for(std::size_t{0}, m_hits.groups.size(), [&](std::size_t row) {
            m_progress.throwIfStopped();
            m_hits.groups[row].totals = totalsOf(m_hits.objectsOf(m_hits.groups[row]), preorder);
        });
        for (HitSection& section : m_hits.sections) {
            const auto groups = m_hits.groupsOf(section);
            section.totals =
                groups.size() == 1 ? groups.front().totals : totalsOfAll(groups.front().first, groups.back().last, preorder);
        }
        m_hits.totals =
            m_hits.sections.size() == 1 ? m_hits.sections.front().totals : totalsOfAll(0, m_hits.objects.size(), preorder);
        std::vector<std::uint8_t> isOfClass(m_heap.classes.size(), 0);
        for (const NodeOrdinal object : m_hits.objects)
            isOfClass[m_heap.classOf[object.value].value] = 1;
        m_hits.classes = static_cast<std::size_t>(std::ranges::count(isOfClass, std::uint8_t{1}));
    }

    HitTotals totalsOf(std::span<const NodeOrdinal> objects, const DominatorPreorder& preorder) const
    {
        HitTotals totals;
        totals.count = objects.size();
        totals.distance = objects.empty() ? 0 : m_heap.distance[objects.front().value];
        for (const NodeOrdinal object : objects) {
            totals.shallowSize += m_heap.shallowSize[object.value];
            totals.distance = std::min(totals.distance, m_heap.distance[object.value]);
        }
        totals.retainedSize = outermostRetainedSize(m_heap, preorder, objects);
        return totals;
    }

    /// Totals of the objects of several groups, of which one may stand in several.
    HitTotals totalsOfAll(std::size_t first, std::size_t last, const DominatorPreorder& preorder)
    {
        m_progress.throwIfStopped();
        if (m_isCounted.empty())
            m_isCounted.assign(m_heap.graph.nodeCount(), 0);
        std::vector<NodeOrdinal> objects;
        for (std::size_t at = first; at < last; ++at) {
            const NodeOrdinal object = m_hits.objects[at];
            if (m_isCounted[object.value])
                continue;
            m_isCounted[object.value] = 1;
            objects.push_back(object);
        }
        for (const NodeOrdinal object : objects)
            m_isCounted[object.value] = 0;
        return totalsOf(objects, preorder);
    }

    const Heap& m_heap;
    const HeapIndexes& m_indexes;
    const ObjectQuery& m_query;
    const Progress& m_progress;
    ObjectHits m_hits;
    std::vector<std::uint8_t> m_isListedClass; ///< class -> whether its name matches; empty unless classes are searched
    std::vector<std::uint8_t> m_isCounted;     ///< [nodes] all 0 between two sums
};

} // namespace

std::optional<std::uint64_t> idOfText(std::string_view text)
{
    if (text.starts_with('@'))
        text.remove_prefix(1);
    const char* const end = text.data() + text.size();
    std::uint64_t id = 0;
    const auto [stop, error] = std::from_chars(text.data(), end, id);
    return error == std::errc() && stop == end ? std::optional(id) : std::nullopt;
}

ObjectHits searchObjects(const Heap& heap, const HeapIndexes& indexes, const ObjectQuery& query, const Progress& progress)
{
    progress.throwIfStopped();
    if (query.pattern.isEmpty())
        return {};
    return ObjectSearch(heap, indexes, query, progress).run();
}

std::vector<std::uint8_t> passesOf(const ObjectHits& hits, std::size_t nodeCount)
{
    std::vector<std::uint8_t> passes(nodeCount, 0);
    for (const NodeOrdinal object : hits.objects)
        passes[object.value] = 1;
    return passes;
}

} // namespace heapline
