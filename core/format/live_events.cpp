// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/format/live_events.h"

#include "core/format/live_event_line.h"

#include <algorithm>
#include <string>
#include <string_view>

namespace heapline {

namespace {

constexpr std::size_t blockBytes = std::size_t{256} << 10;
constexpr std::size_t lineBytesPerRow = 48; ///< an index, a count and a size with their commas, and some more
constexpr std::size_t leastLineBytes = std::size_t{64} << 10;
constexpr std::size_t mostLineBytes = std::size_t{64} << 20;

/// Lines of a text, each held whole unless it is too long.
class Lines {
public:
    Lines(ByteSource& source, std::size_t longest, const Progress& progress)
        : m_source(source)
        , m_longest(longest)
        , m_progress(progress)
        , m_block(blockBytes, '\0')
    {
    }

    /// The next line, "" for one that is too long. @return false at the end
    bool next(std::string_view& line)
    {
        m_line.clear();
        m_isTooLong = false;
        bool any = false;
        for (;;) {
            if (m_at == m_end && !fill())
                break;
            any = true;
            const std::size_t end = std::string_view(m_block).substr(0, m_end).find('\n', m_at);
            append(m_at, std::min(end, m_end));
            m_at = std::min(end, m_end);
            if (end != std::string_view::npos) {
                ++m_at;
                break;
            }
        }
        line = m_isTooLong ? std::string_view() : std::string_view(m_line);
        return any;
    }

private:
    bool fill()
    {
        m_progress.throwIfStopped();
        m_at = 0;
        m_end = m_source.read(m_block.data(), m_block.size());
        return m_end > 0;
    }
    void append(std::size_t from, std::size_t to)
    {
        m_isTooLong = m_isTooLong || m_line.size() + (to - from) > m_longest;
        if (!m_isTooLong)
            m_line.append(m_block, from, to - from);
    }

    ByteSource& m_source;
    std::size_t m_longest;
    const Progress& m_progress;
    std::string m_block;
    std::size_t m_at = 0;
    std::size_t m_end = 0;
    std::string m_line;
    bool m_isTooLong = false;
};

bool mayMatter(std::string_view line)
{
    return line.find("heapStatsUpdate") != std::string_view::npos || line.find("lastSeenObjectId") != std::string_view::npos;
}

/// Books the events in their order.
class Booking {
public:
    Booking(LiveEventColumns& columns, std::size_t mostRows) : m_columns(columns), m_mostRows(mostRows) {}

    void take(const LiveEventLine& line)
    {
        switch (line.kind) {
        case LiveEventLine::Kind::Other: return;
        case LiveEventLine::Kind::Unreadable: ++m_columns.unreadableLines; return;
        case LiveEventLine::Kind::Stats: takeStats(line); return;
        case LiveEventLine::Kind::LastSeen: endTick(line.lastSeenId); return;
        }
    }

private:
    void takeStats(const LiveEventLine& line)
    {
        for (std::size_t i = 0; i + 2 < line.stats.size(); i += 3) {
            const std::size_t row = line.stats[i];
            if (row >= m_mostRows) {
                ++m_columns.surplusRows;
                continue;
            }
            growTo(row + 1);
            book(row, line.stats[i + 1], line.stats[i + 2]);
        }
    }
    void book(std::size_t row, std::uint64_t count, std::uint64_t bytes)
    {
        // DevTools takes the first size that is not 0, too (HeapProfileView.ts, heapStatsUpdate).
        if (m_columns.allocatedBytes[row] == 0) {
            m_columns.allocatedBytes[row] = bytes;
            m_columns.allocatedCount[row] = count;
        } else if (bytes < m_columns.lastBytes[row] && m_columns.lastSeenId.size() < m_mostRows) {
            const std::size_t now = m_columns.lastSeenId.size();
            growTo(now + 1);
            m_columns.lostBytes[now] += m_columns.lastBytes[row] - bytes;
        }
        m_columns.lastCount[row] = count;
        m_columns.lastBytes[row] = bytes;
    }
    void endTick(std::uint64_t lastSeenId)
    {
        if (m_columns.lastSeenId.size() >= m_mostRows) {
            ++m_columns.surplusRows;
            return;
        }
        m_columns.lastSeenId.push_back(lastSeenId);
        growTo(m_columns.lastSeenId.size());
    }
    void growTo(std::size_t rows)
    {
        if (rows <= m_columns.rowCount())
            return;
        for (auto* column : {&m_columns.allocatedCount, &m_columns.allocatedBytes, &m_columns.lastCount,
                             &m_columns.lastBytes, &m_columns.lostBytes})
            column->resize(rows);
    }

    LiveEventColumns& m_columns;
    std::size_t m_mostRows;
};

} // namespace

LiveEventColumns readLiveEvents(ByteSource& source, std::size_t mostRows, const Progress& progress)
{
    LiveEventColumns columns;
    Booking booking(columns, mostRows);
    const std::size_t longest = std::min(leastLineBytes + mostRows * lineBytesPerRow, mostLineBytes);
    Lines lines(source, longest, progress);
    LiveEventLine event;
    for (std::string_view line; lines.next(line);) {
        if (!mayMatter(line))
            continue;
        readLiveEventLine(line, event);
        booking.take(event);
    }
    return columns;
}

} // namespace heapline
