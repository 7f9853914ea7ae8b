// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stacks/frame_writer.h"

namespace heapline {

FrameWriter::FrameWriter(const StringTable& source, Stacks& stacks)
    : m_source(source)
    , m_stacks(stacks)
    , m_copyOfSource(source.size())
{
    add("");
}

StringId FrameWriter::copy(StringId sourceText)
{
    if (sourceText.value >= m_copyOfSource.size())
        return add("");
    StringId& known = m_copyOfSource[sourceText.value];
    if (!known.isValid())
        known = add(m_source[sourceText]);
    return known;
}

StringId FrameWriter::add(std::string_view text)
{
    const auto [place, isNew] = m_texts.try_emplace(text);
    if (isNew)
        place->second = m_stacks.strings.append(text);
    return place->second;
}

FrameId FrameWriter::append(StringId functionName, StringId url, StringId scriptId, std::uint32_t line, std::uint32_t column)
{
    FrameTable& frames = m_stacks.frames;
    frames.functionName.push_back(functionName);
    frames.url.push_back(url);
    frames.scriptId.push_back(scriptId);
    frames.line.push_back(line);
    frames.column.push_back(column);
    return FrameId(frames.size() - 1);
}

FrameId FrameWriter::unknown()
{
    if (!m_unknown.isValid())
        m_unknown = append(add("(unknown)"), add(""), add("0"), 0, 0);
    return m_unknown;
}

} // namespace heapline
