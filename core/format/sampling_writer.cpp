// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/format/sampling_writer.h"

#include "core/base/result.h"

#include <algorithm>
#include <limits>
#include <vector>

namespace heapline {

SamplingWriter::SamplingWriter(SamplingFile& file) : m_file(file), m_interner(file.strings)
{
    m_empty = m_interner.intern("");
    m_noScript = m_interner.intern("0");
    m_unknown = m_interner.intern("(unknown)");
}

std::uint32_t SamplingWriter::beginNode(std::uint32_t parent)
{
    SamplingNodeColumns& nodes = m_file.nodes;
    if (nodes.size() >= std::numeric_limits<std::uint32_t>::max() - 1)
        throw ErrorException({ErrorCode::TooLarge, "more than 4,294,967,294 call-tree nodes", "head"});
    const auto row = static_cast<std::uint32_t>(nodes.size());
    nodes.parent.push_back(row == 0 ? 0 : parent);
    nodes.functionName.push_back(m_unknown);
    nodes.url.push_back(m_empty);
    nodes.scriptId.push_back(m_noScript);
    nodes.line.push_back(-1);
    nodes.column.push_back(-1);
    nodes.selfSize.push_back(0);
    nodes.id.push_back(0);
    return row;
}

void SamplingWriter::clearFrame(std::uint32_t row)
{
    m_file.nodes.functionName[row] = m_unknown;
    m_file.nodes.url[row] = m_empty;
    m_file.nodes.scriptId[row] = m_noScript;
    m_file.nodes.line[row] = m_file.nodes.column[row] = -1;
}

void SamplingWriter::dropLastNode()
{
    SamplingNodeColumns& nodes = m_file.nodes;
    nodes.parent.pop_back();
    nodes.functionName.pop_back();
    nodes.url.pop_back();
    nodes.scriptId.pop_back();
    nodes.line.pop_back();
    nodes.column.pop_back();
    nodes.selfSize.pop_back();
    nodes.id.pop_back();
}

void SamplingWriter::shiftPositions()
{
    for (auto* const column : {&m_file.nodes.line, &m_file.nodes.column}) {
        for (std::int64_t& position : *column)
            position = position > 0 ? position - 1 : -1;
    }
}

SamplingWriter::DuplicateIds SamplingWriter::duplicateIds() const
{
    DuplicateIds duplicates;
    const auto add = [&duplicates](std::uint64_t id) {
        if (duplicates.count++ == 0)
            duplicates.first = id;
    };
    const std::vector<std::uint64_t>& ids = m_file.nodes.id;
    const std::uint64_t largest = ids.empty() ? 0 : *std::max_element(ids.begin(), ids.end());
    if (largest < 8 * ids.size() + 1024) { // as V8 writes them
        std::vector<bool> isSeen(static_cast<std::size_t>(largest) + 1);
        for (const std::uint64_t id : ids) {
            if (id != 0 && isSeen[static_cast<std::size_t>(id)])
                add(id);
            isSeen[static_cast<std::size_t>(id)] = true;
        }
        return duplicates;
    }
    std::vector<std::uint64_t> sorted = ids;
    std::sort(sorted.begin(), sorted.end());
    for (std::size_t i = 1; i < sorted.size(); ++i) {
        if (sorted[i] != 0 && sorted[i] == sorted[i - 1])
            add(sorted[i]);
    }
    return duplicates;
}

} // namespace heapline
