// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stacks/flame_source.h"

#include <algorithm>

namespace heapline {

bool FlameData::isComplete() const
{
    if (!stacks || !weights || !weights->has(measure) || stacks->callTree.size() == 0)
        return false;
    if (weights->self[static_cast<std::size_t>(measure)].size() != stacks->callTree.size())
        return false;
    return !hasFunction() || (function.isValid() && function.value < stacks->frames.size());
}

FlameSource::FlameSource(FlameData data) : m_data(std::move(data)), m_groupOfFrame(m_data.stacks->frames.size(), 0)
{
    const std::vector<std::uint32_t>& depth = m_data.stacks->callTree.depth;
    m_depthLimit = *std::max_element(depth.begin(), depth.end()) + 1;
}

void FlameSource::setWeights(std::shared_ptr<const StackWeights> weights, Measure measure)
{
    m_data.weights = std::move(weights);
    m_data.measure = measure;
    reset();
}

void FlameSource::reset()
{
    m_boxes.clear();
    m_children.clear();
    m_parts.clear();
    Row row{{}, notOpened};
    makeRoot(row.box, m_parts);
    row.partCount = static_cast<std::uint32_t>(m_parts.size());
    if (row.partCount == 1)
        row.only = m_parts.front();
    m_boxes.push_back(row);
}

std::span<const FlameSource::Part> FlameSource::partsOf(FlameBoxId id) const
{
    const Row& row = m_boxes[id];
    if (row.partCount == 1)
        return {&row.only, 1};
    return {m_parts.data() + row.firstPart, row.partCount};
}

void FlameSource::listOutermost(FrameId frame, std::vector<Part>& parts) const
{
    const CallTree& tree = stacks().callTree;
    const MeasureColumn& values = total();
    for (std::uint32_t node = 1; node < tree.size();) {
        if (tree.frame[node] != frame) {
            ++node;
            continue;
        }
        if (values[node] != 0)
            parts.push_back({node, values[node]});
        node = tree.subtreeEnd[node];
    }
}

void FlameSource::open(FlameBoxId id, std::uint64_t least)
{
    if (m_boxes[id].openedTo <= least)
        return;
    m_list.clear();
    m_leftOutCount = 0;
    m_leftOutWeight = 0;
    const bool mayRepeat = listChildren(id, least, m_list);
    group(mayRepeat);
    keep(id, least);
}

void FlameSource::group(bool mayRepeat)
{
    const std::vector<FrameId>& frames = stacks().callTree.frame;
    m_groups.clear();
    m_groupOfPart.clear();
    if (!mayRepeat) {
        for (const Part& part : m_list)
            m_groups.push_back({frames[part.node], part.node, 1, 0, part.weight, part.weight});
        return;
    }
    ++m_stamp;
    m_groupOfPart.reserve(m_list.size());
    for (const Part& part : m_list) {
        const FrameId frame = frames[part.node];
        std::uint64_t& place = m_groupOfFrame[frame.value];
        if (place >> 32 != m_stamp) {
            place = m_stamp << 32 | m_groups.size();
            m_groups.push_back({frame, part.node, 0, 0, part.weight, 0});
        }
        const auto index = static_cast<std::uint32_t>(place);
        Group& group = m_groups[index];
        ++group.parts;
        group.weight += part.weight;
        if (part.weight > group.heaviestPart) {
            group.heaviestPart = part.weight;
            group.node = part.node;
        }
        m_groupOfPart.push_back(index);
    }
}

void FlameSource::keep(FlameBoxId id, std::uint64_t least)
{
    m_order.clear();
    std::uint64_t weight = m_leftOutWeight;
    for (std::size_t index = 0; index < m_groups.size(); ++index) {
        m_groups[index].kept = noFlameBox;
        weight += m_groups[index].weight;
        if (m_groups[index].weight >= least)
            m_order.push_back(static_cast<std::uint32_t>(index));
    }
    std::sort(m_order.begin(), m_order.end(), [this](std::uint32_t a, std::uint32_t b) {
        return m_groups[a].weight != m_groups[b].weight ? m_groups[a].weight > m_groups[b].weight : a < b;
    });

    m_boxes[id].openedTo = least;
    m_boxes[id].childWeight = weight;
    m_boxes[id].childCount = static_cast<std::uint32_t>(m_groups.size()) + m_leftOutCount;
    // Those made before are the heaviest, so they come first again.
    const std::uint32_t before = m_boxes[id].openedCount;
    if (m_order.size() <= before)
        return;
    const std::uint32_t oldFirst = m_boxes[id].firstChild;
    const auto newFirst = static_cast<std::uint32_t>(m_children.size());
    const std::size_t firstNewRow = m_boxes.size();
    std::uint64_t begin = m_boxes[id].box.begin;
    for (std::uint32_t place = 0; place < m_order.size(); ++place) {
        Group& group = m_groups[m_order[place]];
        if (place < before) {
            m_children.push_back(m_children[oldFirst + place]);
        } else {
            Row row{{group.frame, CallNodeId(group.node), id, m_boxes[id].box.depth + 1, begin, group.weight}, notOpened};
            row.partCount = group.parts;
            row.only = {group.node, group.weight};
            group.kept = static_cast<std::uint32_t>(m_boxes.size());
            m_children.push_back(group.kept);
            m_boxes.push_back(row);
        }
        begin += group.weight;
    }
    m_boxes[id].firstChild = newFirst;
    m_boxes[id].openedCount = static_cast<std::uint32_t>(m_order.size());
    if (!m_groupOfPart.empty())
        storeParts(firstNewRow);
}

void FlameSource::storeParts(std::size_t firstNewRow)
{
    std::uint32_t place = static_cast<std::uint32_t>(m_parts.size());
    for (std::size_t row = firstNewRow; row < m_boxes.size(); ++row) {
        if (m_boxes[row].partCount == 1)
            continue;
        m_boxes[row].firstPart = place;
        place += m_boxes[row].partCount;
        m_boxes[row].partCount = 0; // counted again as they are stored
    }
    if (place == m_parts.size())
        return;
    m_parts.resize(place);
    for (std::size_t index = 0; index < m_list.size(); ++index) {
        const Group& group = m_groups[m_groupOfPart[index]];
        if (group.kept == noFlameBox || group.parts == 1)
            continue;
        Row& row = m_boxes[group.kept];
        m_parts[row.firstPart + row.partCount++] = m_list[index];
    }
}

std::span<const FlameBoxId> FlameSource::opened(FlameBoxId id) const
{
    const Row& row = m_boxes[id];
    return {m_children.data() + row.firstChild, row.openedCount};
}

std::uint32_t FlameSource::childCount(FlameBoxId id)
{
    open(id, notOpened - 1);
    return m_boxes[id].childCount;
}

std::uint64_t FlameSource::childWeight(FlameBoxId id)
{
    open(id, notOpened - 1);
    return m_boxes[id].childWeight;
}

FlameBoxId FlameSource::child(FlameBoxId id, FrameId frame)
{
    const auto find = [&] {
        for (const FlameBoxId made : opened(id)) {
            if (m_boxes[made].box.frame == frame)
                return made;
        }
        return noFlameBox;
    };
    const FlameBoxId made = find();
    if (made != noFlameBox || m_boxes[id].openedTo <= 1)
        return made;
    m_list.clear();
    listChildren(id, 1, m_list);
    std::uint64_t weight = 0;
    for (const Part& part : m_list) {
        if (stacks().callTree.frame[part.node] == frame)
            weight += part.weight;
    }
    if (weight == 0)
        return noFlameBox;
    open(id, weight);
    return find();
}

FlameBoxId FlameSource::nearest(const FlamePath& path)
{
    FlameBoxId box = root();
    for (const FrameId frame : path) {
        const FlameBoxId next = child(box, frame);
        if (next == noFlameBox)
            break;
        box = next;
    }
    return box;
}

FlamePath FlameSource::pathTo(FlameBoxId id) const
{
    FlamePath path;
    for (; id != root(); id = m_boxes[id].box.parent)
        path.push_back(m_boxes[id].box.frame);
    std::reverse(path.begin(), path.end());
    return path;
}

} // namespace heapline
