// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/format/read_ahead.h"

#include <algorithm>

namespace heapline {

namespace {

constexpr std::size_t trickle = std::size_t{4} << 10; ///< a source that gives less at a time is not waited for
constexpr std::uint64_t likelyRatio = 16;             ///< text bytes to gzip bytes: profiles shrink to a seventh or so

} // namespace

ReadAhead::ReadAhead(ByteSource& source, std::size_t margin)
    : m_source(source)
    , m_margin(margin)
    , m_storedBytes(source.storedBytes())
    , m_isCompressed(source.isCompressed())
{
}

ReadAhead::~ReadAhead()
{
    if (m_running.valid())
        m_running.wait();
}

std::size_t ReadAhead::take(Column<char>& block)
{
    const std::size_t got = m_running.valid() ? m_running.get() : fill();
    block.swap(m_next);
    m_storedPosition = m_nextPosition;
    if (got == m_wantedBytes) {
        m_wantedBytes = blockBytes;
        m_running = std::async(std::launch::async, [this] { return fill(); });
    }
    return got;
}

void ReadAhead::rewind()
{
    if (m_running.valid())
        m_running.wait();
    m_running = {};
    m_source.rewind();
    m_storedPosition = m_nextPosition = 0;
}

std::uint64_t ReadAhead::textBytesLeft() const
{
    const std::uint64_t stored = m_storedBytes - std::min(m_storedBytes, m_storedPosition);
    return m_isCompressed ? stored * likelyRatio : stored;
}

std::size_t ReadAhead::fill()
{
    m_next.resize(m_margin + m_wantedBytes);
    std::size_t got = 0;
    std::size_t more = 0;
    do {
        more = m_source.read(m_next.data() + m_margin + got, m_wantedBytes - got);
        got += more;
    } while (more >= trickle && got < m_wantedBytes);
    m_nextPosition = m_source.storedPosition();
    return got;
}

} // namespace heapline
