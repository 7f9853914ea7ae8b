// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/heap/object_shapes.h"

#include "core/base/utf16.h"
#include "core/heap/property_names.h"
#include "core/heap/stops.h"

#include <algorithm>
#include <map>
#include <string>
#include <unordered_map>
#include <utility>

namespace heapline {

namespace {

constexpr std::size_t longestName = 120; // UTF-16 units, as DevTools
constexpr std::uint64_t fewestObjects = 2;
constexpr double smallestShare = 0.001; // of all plain objects

/// Plain objects that have the same properties in the same order.
struct Shape {
    std::vector<StringId> properties; ///< names of all property edges in edge order
    std::uint64_t count = 0;
};

class ShapeFinder {
public:
    ShapeFinder(const HeapGraph& graph, Progress& progress) : m_graph(graph), m_progress(progress) {}

    ObjectShapes infer()
    {
        groupObjects();
        m_result.definitions = makeDefinitions();
        return match();
    }

    ObjectShapes match(std::vector<InterfaceDefinition> definitions)
    {
        groupObjects();
        m_result.definitions = std::move(definitions);
        return match();
    }

private:
    ObjectShapes match()
    {
        indexDefinitions();
        std::vector<std::int32_t> definitionOfShape;
        for (const Shape& shape : m_shapes) {
            m_progress.throwIfStopped();
            definitionOfShape.push_back(bestDefinition(shape));
        }
        m_result.definitionOf.assign(m_graph.nodeCount(), -1);
        for (std::size_t i = 0; i < m_plainObjects.size(); ++i)
            m_result.definitionOf[m_plainObjects[i].value] = definitionOfShape[m_shapeOf[i]];
        return std::move(m_result);
    }

    void groupObjects()
    {
        std::unordered_map<std::string, std::uint32_t> known; // the properties' numbers as bytes -> shape
        std::string key;
        for (std::uint32_t i = 0; i < m_graph.nodeCount(); ++i) {
            if (i % nodesBetweenStops == 0)
                m_progress.update(i, m_graph.nodeCount());
            const NodeOrdinal node(i);
            if (!isPlainObject(m_graph, node))
                continue;
            key.clear();
            for (const EdgeIndex edge : m_graph.edgesOf(node)) {
                if (m_graph.kind(edge) == EdgeKind::Property)
                    key.append(reinterpret_cast<const char*>(&m_graph.edges.nameOrIndex[edge.value]), sizeof(std::uint32_t));
            }
            const auto [entry, isNew] = known.try_emplace(key, static_cast<std::uint32_t>(m_shapes.size()));
            if (isNew)
                m_shapes.push_back(makeShape(node));
            ++m_shapes[entry->second].count;
            m_plainObjects.push_back(node);
            m_shapeOf.push_back(entry->second);
        }
    }

    Shape makeShape(NodeOrdinal node) const
    {
        Shape shape;
        for (const EdgeIndex edge : m_graph.edgesOf(node)) {
            if (m_graph.kind(edge) == EdgeKind::Property)
                shape.properties.push_back(StringId(m_graph.edges.nameOrIndex[edge.value]));
        }
        return shape;
    }

    InterfaceDefinition candidateOf(const Shape& shape) const
    {
        InterfaceDefinition candidate{"{", {}, shape.count};
        std::size_t units = 1;
        for (const StringId id : shape.properties) {
            const std::string_view property = m_graph.strings[id];
            if (property == "__proto__")
                continue;
            const std::string formatted = formatPropertyName(property);
            const std::size_t length = utf16Length(formatted);
            if (units > 1 && units + length > longestName)
                break;
            candidate.name += (units > 1 ? ", " : "") + formatted;
            units += length + (units > 1 ? 2 : 0);
            candidate.properties.emplace_back(property);
        }
        candidate.name += '}';
        return candidate;
    }

    std::vector<InterfaceDefinition> makeDefinitions() const
    {
        std::vector<InterfaceDefinition> candidates;
        std::unordered_map<std::string, std::size_t> known;
        for (const Shape& shape : m_shapes) {
            InterfaceDefinition candidate = candidateOf(shape);
            if (candidate.properties.empty())
                continue;
            const auto [entry, isNew] = known.try_emplace(candidate.name, candidates.size());
            if (isNew)
                candidates.push_back(std::move(candidate));
            else
                candidates[entry->second].count += shape.count;
        }
        const double fewest =
            std::max(static_cast<double>(fewestObjects), static_cast<double>(m_plainObjects.size()) * smallestShare);
        std::erase_if(candidates, [fewest](const InterfaceDefinition& c) { return static_cast<double>(c.count) < fewest; });
        std::stable_sort(candidates.begin(), candidates.end(),
                         [](const auto& a, const auto& b) { return a.count > b.count; });
        return candidates;
    }

    /// Definitions as a tree over their properties in one fixed order, so that all subsets of an object's properties are found by
    /// walking down from one sorted property to the next.
    struct TreeNode {
        std::map<std::uint32_t, std::uint32_t> children; ///< property -> tree node
        std::int32_t definition = -1;
        std::size_t depth = 0;
    };

    void indexDefinitions()
    {
        m_tree.emplace_back();
        for (std::size_t i = 0; i < m_result.definitions.size(); ++i) {
            std::vector<std::uint32_t> properties;
            for (const std::string& property : m_result.definitions[i].properties)
                properties.push_back(
                    m_propertyNumber.try_emplace(property, static_cast<std::uint32_t>(m_propertyNumber.size()))
                        .first->second);
            sortUnique(properties);
            std::uint32_t at = 0;
            for (const std::uint32_t property : properties) {
                const auto found = m_tree[at].children.find(property);
                if (found != m_tree[at].children.end()) {
                    at = found->second;
                    continue;
                }
                const auto next = static_cast<std::uint32_t>(m_tree.size());
                m_tree[at].children.emplace(property, next);
                const std::size_t depth = m_tree[at].depth + 1;
                m_tree.push_back({{}, -1, depth});
                at = next;
            }
            if (m_tree[at].definition < 0)
                m_tree[at].definition = static_cast<std::int32_t>(i);
        }
    }

    std::int32_t bestDefinition(const Shape& shape) const
    {
        std::vector<std::uint32_t> properties;
        for (const StringId id : shape.properties) {
            const auto found = m_propertyNumber.find(std::string(m_graph.strings[id]));
            if (found != m_propertyNumber.end())
                properties.push_back(found->second);
        }
        sortUnique(properties);
        std::vector<std::uint32_t> reached = {0};
        std::int32_t best = -1;
        std::size_t bestCount = 0;
        for (const std::uint32_t property : properties) {
            const std::size_t before = reached.size();
            for (std::size_t i = 0; i < before; ++i) {
                const auto child = m_tree[reached[i]].children.find(property);
                if (child == m_tree[reached[i]].children.end())
                    continue;
                reached.push_back(child->second);
                const std::int32_t definition = m_tree[child->second].definition;
                if (definition < 0)
                    continue;
                const std::size_t count = m_result.definitions[static_cast<std::size_t>(definition)].properties.size();
                if (count > bestCount || (count == bestCount && definition < best)) {
                    best = definition;
                    bestCount = count;
                }
            }
        }
        return best;
    }

    static void sortUnique(std::vector<std::uint32_t>& values)
    {
        std::sort(values.begin(), values.end());
        values.erase(std::unique(values.begin(), values.end()), values.end());
    }

    const HeapGraph& m_graph;
    Progress& m_progress;
    ObjectShapes m_result;
    std::vector<Shape> m_shapes; ///< in order of first appearance
    Column<NodeOrdinal> m_plainObjects;
    Column<std::uint32_t> m_shapeOf; ///< row of m_plainObjects -> shape
    std::unordered_map<std::string, std::uint32_t> m_propertyNumber;
    std::vector<TreeNode> m_tree;
};

} // namespace

ObjectShapes inferObjectShapes(const HeapGraph& graph, Progress& progress)
{
    return ShapeFinder(graph, progress).infer();
}

ObjectShapes matchObjectShapes(const HeapGraph& graph, std::vector<InterfaceDefinition> definitions, Progress& progress)
{
    return ShapeFinder(graph, progress).match(std::move(definitions));
}

} // namespace heapline
