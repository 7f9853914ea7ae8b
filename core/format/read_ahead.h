// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/background_call.h"
#include "core/base/column.h"
#include "core/base/progress.h"
#include "core/format/byte_source.h"

#include <cstdint>
#include <memory>

namespace heapline {

/// Reads a ByteSource in blocks, each while the one before it is being worked on: reading from disk and unzipping cost no time of their own.
/// All calls come from one thread. What the source throws comes out of take(). A stop request ends all waiting: a source that a shared_ptr
/// holds is then let go of, with what it still reads.
class ReadAhead {
public:
    static constexpr std::size_t firstBytes = std::size_t{64} << 10; ///< size of the first block: a look at a file is cheap
    static constexpr std::size_t blockBytes = std::size_t{8} << 20;  ///< size of all others

    /// @param margin room in front of each block, for what is left of the one before
    ReadAhead(ByteSource& source, std::size_t margin, const Progress& progress);
    ReadAhead(const ReadAhead&) = delete;
    ReadAhead& operator=(const ReadAhead&) = delete;
    ~ReadAhead();

    /// Waits for the next block and swaps it with @p block, whose memory is used for the one after.
    /// @return bytes of the block, which begin at @p margin; 0 at the end of the text
    /// @throws ErrorException Cancelled, OutOfMemory, and what the source throws
    std::size_t take(Column<char>& block);

    /// Starts again from the beginning of the text. @throws ErrorException Cancelled
    void rewind();

    /// How many bytes of text are left at most behind the block that was taken last; a guess if they are compressed.
    std::uint64_t textBytesLeft() const;

    std::uint64_t storedBytes() const { return m_storedBytes; }
    /// Bytes of the file up to the end of the block that was taken last.
    std::uint64_t storedPosition() const { return m_storedPosition; }

private:
    /// What the thread that reads works on.
    struct Next {
        ByteSource& source;
        std::shared_ptr<ByteSource> held; ///< the same; null if somebody else owns it
        const std::size_t margin;
        Column<char> block;
        std::size_t got = 0;
        std::uint64_t storedPosition = 0;

        void fill(std::size_t wantedBytes);
    };

    void start();

    const Progress& m_progress;
    const std::uint64_t m_storedBytes;
    const bool m_isCompressed;
    std::size_t m_wantedBytes = firstBytes;
    std::uint64_t m_storedPosition = 0;
    std::shared_ptr<Next> m_next;
    BackgroundCall m_running;
};

} // namespace heapline
