// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/stacks/flame_search.h"

#include <algorithm>

namespace heapline {

namespace {

constexpr std::size_t mostBoxes = 1'000'000; ///< looked at: bottom up there can be far more boxes than nodes

} // namespace

void FlameSearch::reset(std::vector<std::uint8_t> matching)
{
    m_matching = std::move(matching);
    m_waiting = {};
    m_found.clear();
    m_isStarted = false;
    m_seen = 0;
}

bool FlameSearch::hasMatch(const FlameSource& source) const
{
    const FlameData& data = source.data();
    const std::vector<FrameId>& frames = data.stacks->callTree.frame;
    const MeasureColumn& total = data.weights->total[static_cast<std::size_t>(data.measure)];
    for (std::size_t node = 1; node < frames.size(); ++node) {
        if (total[node] != 0 && frames[node].value < m_matching.size() && m_matching[frames[node].value] != 0)
            return true;
    }
    return false;
}

bool FlameSearch::findNext(FlameSource& source)
{
    if (!m_isStarted) {
        m_isStarted = true;
        if (!m_matching.empty() && hasMatch(source))
            m_waiting.push({source.box(FlameSource::root()).weight, FlameSource::root()});
    }
    while (!m_waiting.empty() && m_seen < mostBoxes) {
        // Children weigh no more than their parent, so boxes come sorted by weight.
        const FlameBoxId id = m_waiting.top().box;
        m_waiting.pop();
        ++m_seen;
        source.open(id, 1);
        for (const FlameBoxId child : source.opened(id))
            m_waiting.push({source.box(child).weight, child});
        const FrameId frame = source.box(id).frame;
        if (frame.value < m_matching.size() && m_matching[frame.value] != 0) {
            m_found.push_back(id);
            return true;
        }
    }
    return false;
}

FlameBoxId FlameSearch::step(FlameSource& source, FlameBoxId from, int steps)
{
    auto place = std::find(m_found.begin(), m_found.end(), from) - m_found.begin();
    const bool isMatch = place < std::ssize(m_found);
    std::ptrdiff_t wanted = isMatch ? place + steps : steps > 0 ? 0 : -1;
    // Before the first comes the last, which is known when all are found.
    while ((wanted < 0 || wanted >= std::ssize(m_found)) && findNext(source)) {
    }
    if (m_found.empty())
        return noFlameBox;
    if (wanted >= std::ssize(m_found))
        wanted = 0; // after the last comes the first
    if (wanted < 0)
        wanted = std::ssize(m_found) - 1;
    return m_found[static_cast<std::size_t>(wanted)];
}

} // namespace heapline
