// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/format/byte_source.h"

#include <algorithm>
#include <cstring>
#include <limits>
#include <string>
#include <utility>

namespace heapline {

/// Text from memory, handed out in pieces of at most @p step bytes so that every place of it can be the end of a window.
class MemorySource final : public ByteSource {
public:
    static constexpr std::size_t inOnePiece = std::numeric_limits<std::size_t>::max();

    explicit MemorySource(std::string text, std::size_t step = inOnePiece) : m_text(std::move(text)), m_step(step) {}

    std::size_t read(char* buffer, std::size_t capacity) override
    {
        const std::size_t bytes = std::min({capacity, m_step, m_text.size() - m_at});
        std::memcpy(buffer, m_text.data() + m_at, bytes);
        m_at += bytes;
        return bytes;
    }
    void rewind() override { m_at = 0; }
    std::uint64_t storedBytes() const override { return m_text.size(); }
    std::uint64_t storedPosition() const override { return m_at; }
    bool isCompressed() const override { return false; }

private:
    std::string m_text;
    std::size_t m_step;
    std::size_t m_at = 0;
};

} // namespace heapline
