// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace heapline {

/// 128 bits that tell contents apart; no protection against somebody who wants two contents to be alike.
struct ContentHash {
    std::uint64_t low = 0;
    std::uint64_t high = 0;

    bool operator==(const ContentHash&) const = default;
};

/// Bytes that are hashed in one go; contents are hashed in chunks, so that all cores can.
inline constexpr std::size_t hashChunkBytes = std::size_t{1} << 20;

std::uint64_t hashChunk(std::span<const char> chunk);

/// Hashes of the chunks of a content, the last one may be shorter. @throws ErrorException Cancelled
std::vector<std::uint64_t> hashChunks(std::span<const char> content, const Progress& progress);

ContentHash combineHashes(std::span<const std::uint64_t> chunkHashes);

/// Hash of the first @p bytes of an open file. @throws ErrorException Cancelled, ReadFailed (also when the file is shorter)
ContentHash hashFile(int file, std::uint64_t bytes, const Progress& progress);

} // namespace heapline
