// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/stacks/top_down_model.h"

#include <algorithm>

namespace heapline {

TopDownModel::TopDownModel(std::shared_ptr<const Profile> profile, QObject* parent)
    : StackTreeModel(std::move(profile), std::make_unique<Node>(), false, parent)
{
    sort(static_cast<int>(StackColumn::TotalLive), Qt::DescendingOrder);
}

CallNodeId TopDownModel::callNode(const Node& node) const
{
    return node.depth == 0 ? CallNodeId(0) : shown().shownNode(CallNodeId(static_cast<std::uint32_t>(node.key)));
}

CallNodeId TopDownModel::callNodeOf(const QModelIndex& index) const
{
    return shown().sourceNode(callNode(nodeAt(index)));
}

LazyTreeModel::Path TopDownModel::pathTo(CallNodeId ofSource) const
{
    Path path;
    CallNodeId node = ofSource.isValid() ? shown().shownNode(ofSource) : ofSource;
    for (; node.isValid() && node.value != 0; node = stacks().callTree.parent[node.value])
        path.push_back(shown().sourceNode(node).value);
    std::ranges::reverse(path);
    return path;
}

bool TopDownModel::hasMatchBelow(const QModelIndex& index) const
{
    const CallNodeId node = callNode(nodeAt(index));
    if (!node.isValid() || m_matchesUpTo.empty())
        return false;
    const std::uint32_t row = node.value;
    return m_matchesUpTo[stacks().callTree.subtreeEnd[row]] != m_matchesUpTo[row + 1];
}

bool TopDownModel::isShown(CallNodeId node) const
{
    if (!m_passes.empty() && !m_passes[node.value])
        return false;
    return std::ranges::any_of(weights().total,
                               [node](const MeasureColumn& total) { return !total.empty() && total[node.value] != 0; });
}

LazyTreeModel::Listing TopDownModel::list(Node& node)
{
    const CallTree& tree = stacks().callTree;
    if (tree.size() == 0)
        return {};
    const CallNodeId parent = callNode(node);
    if (!parent.isValid())
        return {};
    const bool byFigure = isFigure(static_cast<StackColumn>(sortColumn()));
    const StackFigure figure = byFigure ? sortFigure() : StackFigure{};
    const MeasureColumn& values =
        (figure.isTotal ? weights().total : weights().self)[static_cast<std::size_t>(figure.measure)];
    std::vector<SortRow> rows;
    for (std::uint32_t child = parent.value + 1; child < tree.subtreeEnd[parent.value]; child = tree.subtreeEnd[child]) {
        if (isShown(CallNodeId(child)))
            rows.push_back({shown().sourceNode(CallNodeId(child)).value, tree.frame[child],
                            byFigure && !values.empty() ? values[child] : 0});
    }
    return {sorted(std::move(rows)), {}};
}

bool TopDownModel::mayHaveChildren(const Node& node) const
{
    const CallTree& tree = stacks().callTree;
    if (!callNode(node).isValid())
        return false;
    const std::uint32_t parent = callNode(node).value;
    for (std::uint32_t child = parent + 1; child < tree.subtreeEnd[parent]; child = tree.subtreeEnd[child]) {
        if (isShown(CallNodeId(child)))
            return true;
    }
    return false;
}

std::uint64_t TopDownModel::weightOf(const Node&, Key child) const
{
    const MeasureColumn& total = weights().total[static_cast<std::size_t>(Measure::LiveBytes)];
    const CallNodeId row = shown().shownNode(CallNodeId(static_cast<std::uint32_t>(child)));
    return total.empty() || !row.isValid() ? 0 : total[row.value];
}

std::uint64_t TopDownModel::weightOf(const Node& node) const
{
    return weightOf(node, node.depth == 0 ? 0 : node.key);
}

MeasureValues TopDownModel::valuesOf(const Node& node) const
{
    MeasureValues values;
    if (!callNode(node).isValid())
        return values; // left out by steps that the rows have not followed yet
    const std::uint32_t row = callNode(node).value;
    for (std::size_t measure = 0; measure < measureCount; ++measure) {
        if (!weights().self[measure].empty()) {
            values.self[measure] = weights().self[measure][row];
            values.total[measure] = weights().total[measure][row];
        }
    }
    return values;
}

FrameId TopDownModel::frameOf(const Node& node) const
{
    const CallNodeId row = callNode(node);
    return stacks().callTree.frame[row.isValid() ? row.value : 0];
}

void TopDownModel::onMatcherChanged()
{
    m_passes.clear();
    m_matchesUpTo.clear();
    if (matching().empty())
        return;
    const CallTree& tree = stacks().callTree;
    m_passes.resize(tree.size());
    m_matchesUpTo.resize(tree.size() + 1);
    for (std::size_t row = 0; row < tree.size(); ++row)
        m_matchesUpTo[row + 1] = m_matchesUpTo[row] + (matching()[tree.frame[row].value] ? 1 : 0);
    // Preorder: a forward pass hands a match down to all below it, …
    for (std::size_t row = 1; row < tree.size(); ++row) {
        const std::uint32_t caller = tree.parent[row].value;
        m_passes[row] = matching()[tree.frame[row].value] || (caller != 0 && m_passes[caller]);
    }
    // … and a backward pass up to all above it.
    for (std::size_t row = tree.size(); row-- > 1;) {
        if (m_passes[row])
            m_passes[tree.parent[row].value] = 1;
    }
}

} // namespace heapline
