// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/heap/build_classes.h"

#include "core/heap/object_nesting.h"
#include "core/heap/object_shapes.h"
#include "core/heap/stops.h"

#include <limits>
#include <string>
#include <unordered_map>
#include <utility>

namespace heapline {

namespace {

constexpr std::uint32_t invalid = std::numeric_limits<std::uint32_t>::max();

/// "<div id=…>" -> "<div>".
std::string withoutAttributes(std::string_view name)
{
    const bool isDetached = name.starts_with("Detached <");
    if (!name.starts_with('<') && !isDetached)
        return std::string(name);
    const std::size_t blank = name.find(' ', isDetached ? 10 : 0);
    return blank == std::string_view::npos ? std::string(name) : std::string(name.substr(0, blank)) + '>';
}

class ClassNamer {
public:
    ClassNamer(const HeapGraph& graph, const SourcePlaces& places, ClassTable& table, Progress& progress)
        : m_graph(graph)
        , m_places(places)
        , m_table(table)
        , m_progress(progress)
    {
    }

    Column<ClassId> run()
    {
        // A shape is the names of all references of an object: of those that are missing nothing is known.
        const ObjectShapes shapes = m_graph.referencesAreWhole
                                        ? inferObjectShapes(m_graph, m_progress)
                                        : ObjectShapes{{}, Column<std::int32_t>(m_graph.nodeCount(), -1)};
        m_table.interfaces = shapes.definitions;
        readPlaces();
        m_nameOfString.assign(m_graph.strings.size(), invalid);
        m_nameOfType.assign(256, invalid);
        std::vector<std::uint32_t> nameOfDefinition;
        for (const InterfaceDefinition& definition : shapes.definitions)
            nameOfDefinition.push_back(nameNumber(definition.name));

        Column<ClassId> classOf(m_graph.nodeCount());
        for (std::uint32_t i = 0; i < classOf.size(); ++i) {
            if (i % nodesBetweenStops == 0)
                m_progress.update(i, classOf.size());
            const std::int32_t definition = shapes.definitionOf[i];
            const std::uint32_t name =
                definition >= 0 ? nameOfDefinition[static_cast<std::size_t>(definition)] : nameOf(NodeOrdinal(i));
            classOf[i] = classFor(name, m_placeOf.empty() ? invalid : m_placeOf[i]);
        }
        return classOf;
    }

private:
    /// Only objects are told apart by the places of their constructors.
    void readPlaces()
    {
        if (m_places.size() == 0)
            return;
        m_placeOf.assign(m_graph.nodeCount(), invalid);
        for (std::size_t row = 0; row < m_places.size(); ++row) {
            if (m_graph.kind(m_places.object(row)) == NodeKind::Object)
                m_placeOf[m_places.object(row).value] = m_places.place(row);
        }
    }

    std::string placeText(std::uint32_t place) const
    {
        if (place == invalid)
            return ",";
        const auto& [scriptId, line, column] = m_places.places()[place];
        return std::to_string(scriptId) + ',' + std::to_string(line) + ',' + std::to_string(column) + ',';
    }

    std::uint32_t nameNumber(const std::string& name)
    {
        const auto [entry, isNew] = m_numberOfName.try_emplace(name, static_cast<std::uint32_t>(m_names.size()));
        if (isNew)
            m_names.push_back(name);
        return entry->second;
    }

    /// Number of an object's class name: asked once for each string or type, not for each object.
    std::uint32_t nameOf(NodeOrdinal node)
    {
        const NodeKind kind = m_graph.kind(node);
        const bool byName = kind == NodeKind::Object || kind == NodeKind::Native;
        std::uint32_t& known =
            byName ? m_nameOfString[m_graph.nodes.name[node.value].value] : m_nameOfType[m_graph.nodes.type[node.value]];
        if (known == invalid)
            known = nameNumber(classNameOf(m_graph, node));
        return known;
    }

    ClassId classFor(std::uint32_t name, std::uint32_t place)
    {
        const std::uint64_t pair = std::uint64_t{name} << 32 | place;
        if (pair == m_lastPair)
            return m_lastClass;
        const auto [entry, isNew] = m_classOfPair.try_emplace(pair);
        if (isNew) {
            const std::string key = placeText(place) + m_names[name];
            const auto [sameKey, isNewKey] = m_classOfKey.try_emplace(key, ClassId(m_table.name.size()));
            if (isNewKey) {
                m_table.name.push_back(m_names[name]);
                m_table.key.push_back(key);
            }
            entry->second = sameKey->second;
        }
        m_lastPair = pair;
        m_lastClass = entry->second;
        return entry->second;
    }

    const HeapGraph& m_graph;
    const SourcePlaces& m_places;
    ClassTable& m_table;
    Progress& m_progress;
    std::vector<std::string> m_names;
    std::unordered_map<std::string, std::uint32_t> m_numberOfName;
    Column<std::uint32_t> m_nameOfString;    ///< StringId -> name
    std::vector<std::uint32_t> m_nameOfType; ///< node type -> name
    Column<std::uint32_t> m_placeOf;         ///< node -> row of m_places.places(); empty without any
    std::unordered_map<std::uint64_t, ClassId> m_classOfPair;
    std::unordered_map<std::string, ClassId> m_classOfKey;
    std::uint64_t m_lastPair = std::numeric_limits<std::uint64_t>::max();
    ClassId m_lastClass;
};

/// Nodes of the dominator tree, parents before children, subtrees in one piece.
/// @param size set to: node -> nodes of its subtree
Column<NodeOrdinal> dominatorPreorder(std::span<const NodeOrdinal> dominator, Column<NodeOrdinal> topDown,
                                      Column<std::uint32_t>& size)
{
    const auto count = static_cast<std::uint32_t>(topDown.size());
    size.assign(count, 1);
    for (std::uint32_t i = count; i-- > 1;)
        size[dominator[topDown[i].value].value] += size[topDown[i].value];
    Column<NodeOrdinal> preorder(count);
    Column<std::uint32_t> next(count); // node -> place of its next child
    for (std::uint32_t i = 0; i < count; ++i) {
        const std::uint32_t node = topDown[i].value;
        std::uint32_t place = 0;
        if (i > 0) {
            std::uint32_t& free = next[dominator[node].value];
            place = free;
            free += size[node];
        }
        next[node] = place + 1;
        preorder[place] = topDown[i];
    }
    return preorder;
}

} // namespace

std::string classNameOf(const HeapGraph& graph, NodeOrdinal node)
{
    switch (graph.kind(node)) {
    case NodeKind::Hidden: return "(system)";
    case NodeKind::Code: return "(compiled code)";
    case NodeKind::Closure: return "Function";
    case NodeKind::RegExp: return "RegExp";
    case NodeKind::Object:
    case NodeKind::Native: return withoutAttributes(graph.name(node));
    default: return '(' + std::string(graph.typeName(node)) + ')';
    }
}

Column<ClassId> nameClasses(const HeapGraph& graph, const SourcePlaces& places, ClassTable& table, Progress& progress)
{
    return ClassNamer(graph, places, table, progress).run();
}

void groupByClass(const HeapGraph& graph, std::span<const NodeOrdinal> dominator, Column<NodeOrdinal> topDown,
                  const NumberColumn& shallowSize, std::span<const ClassId> classOf, ClassTable& table, Progress& progress)
{
    Column<std::uint32_t> size;
    {
        const Column<NodeOrdinal> preorder = dominatorPreorder(dominator, std::move(topDown), size);
        progress.throwIfStopped();
        table.nesting = findNesting(preorder, std::move(size), shallowSize, classOf, table.size(), progress);
    }
    const auto count = static_cast<std::uint32_t>(graph.nodeCount());
    table.firstMember.assign(table.size() + 1, 0);
    for (std::uint32_t i = 0; i < count; ++i) {
        if (shallowSize[i])
            ++table.firstMember[classOf[i].value + 1];
    }
    for (std::size_t c = 0; c < table.size(); ++c)
        table.firstMember[c + 1] += table.firstMember[c];
    progress.throwIfStopped();
    table.members.resize(table.firstMember.back());
    std::vector<std::uint32_t> next(table.firstMember.begin(), table.firstMember.end());
    for (std::uint32_t i = 0; i < count; ++i) {
        if (shallowSize[i])
            table.members[next[classOf[i].value]++] = NodeOrdinal(i);
    }
}

} // namespace heapline
