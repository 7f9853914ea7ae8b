// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/format/trace_reader.h"

#include "core/format/text_budget.h"

#include <algorithm>

namespace heapline {

namespace {

constexpr std::size_t rowsBetweenChecks = 1 << 12;

class TraceTreeReader {
public:
    TraceTreeReader(TextCursor& cursor, const HeapLayout::TraceNode& layout, TraceTreeColumns& tree)
        : m_cursor(cursor)
        , m_layout(layout)
        , m_tree(tree)
    {
    }

    bool read()
    {
        m_cursor.expect('[');
        m_open.emplace_back();
        while (!m_open.empty() && m_wellFormed)
            step();
        passOver(m_open.size());
        return m_wellFormed;
    }

private:
    /// An array that is open, and the next field of the record that is being read; it belongs under the record of the level before.
    struct Level {
        std::uint32_t row = 0; ///< of the record that is being read
        std::uint32_t field = 0;
    };
    static constexpr std::size_t bytesPerLevel = 12; // while they grow
    static constexpr std::size_t bytesPerRow = 40;   ///< of the tree; while its columns grow

    /// Takes what is left of a section of no use, which may be nested as deeply as it likes.
    void passOver(std::size_t depth)
    {
        while (depth > 0) {
            const int c = m_cursor.peekToken();
            if (c == '[') {
                m_cursor.skip();
                ++depth;
                continue;
            }
            if (c != ']')
                m_cursor.readInteger();
            else
                m_cursor.skip(), --depth;
            if (depth > 0)
                expectNext();
        }
    }

    void step()
    {
        Level& level = m_open.back();
        const int c = m_cursor.peekToken();
        if (c == ']') {
            m_cursor.skip();
            m_wellFormed = m_wellFormed && level.field == 0;
            m_open.pop_back();
            if (!m_open.empty())
                endValue(m_open.back());
        } else if (c == '[') {
            m_cursor.skip();
            beginValue(level);
            m_wellFormed = m_wellFormed && level.field == m_layout.children;
            if (m_tree.size() % rowsBetweenChecks == 0)
                requireText(m_tree.size() * bytesPerRow + m_open.size() * bytesPerLevel, m_cursor.offset(), "trace nodes",
                            m_cursor.section());
            m_open.emplace_back();
        } else {
            beginValue(level);
            take(level, m_cursor.readInteger());
            endValue(level);
        }
    }

    void beginValue(Level& level)
    {
        if (level.field != 0 || !m_wellFormed)
            return;
        level.row = static_cast<std::uint32_t>(m_tree.size());
        // A second record beside the root, as no recorder writes it, goes below the root.
        m_tree.parent.push_back(m_open.size() == 1 ? 0 : m_open[m_open.size() - 2].row);
        m_tree.id.push_back(0);
        m_tree.functionIndex.push_back(0);
        m_tree.count.push_back(0);
        m_tree.sizeBytes.push_back(0);
    }

    void take(const Level& level, std::int64_t value)
    {
        if (!m_wellFormed)
            return;
        if (value < 0 || level.field == m_layout.children) {
            m_wellFormed = false;
            return;
        }
        const auto number = static_cast<std::uint64_t>(value);
        if (level.field == m_layout.id)
            m_tree.id[level.row] = number;
        else if (level.field == m_layout.functionIndex)
            m_tree.functionIndex[level.row] = static_cast<std::uint32_t>(std::min<std::uint64_t>(number, UINT32_MAX));
        else if (level.field == m_layout.count)
            m_tree.count[level.row] = number;
        else if (level.field == m_layout.size)
            m_tree.sizeBytes[level.row] = number;
    }

    void endValue(Level& level)
    {
        level.field = static_cast<std::uint32_t>((level.field + 1) % m_layout.stride);
        expectNext();
    }

    void expectNext()
    {
        if (m_cursor.peekToken() == ']')
            return;
        m_cursor.expect(',');
        if (m_cursor.peekToken() == ']')
            m_cursor.failUnexpected("a number");
    }

    TextCursor& m_cursor;
    const HeapLayout::TraceNode& m_layout;
    TraceTreeColumns& m_tree;
    std::vector<Level> m_open;
    bool m_wellFormed = true;
};

} // namespace

bool readTraceTree(TextCursor& cursor, const HeapLayout::TraceNode& layout, TraceTreeColumns& tree)
{
    constexpr std::size_t missing = HeapLayout::missing;
    if (layout.stride == 0 || layout.id == missing || layout.functionIndex == missing || layout.children == missing) {
        cursor.skipValue();
        return false;
    }
    if (TraceTreeReader(cursor, layout, tree).read())
        return true;
    tree = {};
    return false;
}

} // namespace heapline
