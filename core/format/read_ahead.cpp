// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/format/read_ahead.h"

#include "core/base/free_memory.h"

#include <algorithm>
#include <utility>

namespace heapline {

namespace {

constexpr std::size_t trickle = std::size_t{4} << 10; ///< a source that gives less at a time is not waited for
constexpr std::uint64_t likelyRatio = 16;             ///< text bytes to gzip bytes: profiles shrink to a seventh or so

} // namespace

ReadAhead::ReadAhead(ByteSource& source, std::size_t margin, const Progress& progress)
    : m_progress(progress)
    , m_storedBytes(source.storedBytes())
    , m_isCompressed(source.isCompressed())
    , m_next(std::make_shared<Next>(Next{source, source.weak_from_this().lock(), margin, {}}))
{
}

ReadAhead::~ReadAhead()
{
    if (!m_next->held)
        m_running.settle();
}

std::size_t ReadAhead::take(Column<char>& block)
{
    if (!m_running.isRunning() && m_next->held)
        start();
    if (m_running.isRunning())
        m_running.wait(m_progress);
    else
        m_next->fill(m_wantedBytes);
    const std::size_t got = m_next->got;
    block.swap(m_next->block);
    m_storedPosition = m_next->storedPosition;
    if (got == m_wantedBytes) {
        m_wantedBytes = blockBytes;
        start();
    }
    return got;
}

void ReadAhead::start()
{
    m_running = BackgroundCall([next = m_next, wanted = m_wantedBytes] { next->fill(wanted); });
}

void ReadAhead::rewind()
{
    if (m_running.isRunning()) {
        try {
            m_running.wait(m_progress);
        } catch (...) { // a block that nobody will see; it is read again
            m_progress.throwIfStopped();
        }
    }
    m_next->source.rewind();
    m_storedPosition = 0;
}

std::uint64_t ReadAhead::textBytesLeft() const
{
    const std::uint64_t stored = m_storedBytes - std::min(m_storedBytes, m_storedPosition);
    return m_isCompressed ? stored * likelyRatio : stored;
}

void ReadAhead::Next::fill(std::size_t wantedBytes)
{
    if (wantedBytes == blockBytes)
        requireFreeMemory(0); // what follows is made of the block, and is of its size
    block.resize(margin + wantedBytes);
    got = 0;
    std::size_t more = 0;
    do {
        more = source.read(block.data() + margin + got, wantedBytes - got);
        got += more;
    } while (more >= trickle && got < wantedBytes);
    storedPosition = source.storedPosition();
}

} // namespace heapline
