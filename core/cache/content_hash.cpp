// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cache/content_hash.h"

#include "core/base/result.h"

#include <tbb/blocked_range.h>
#include <tbb/parallel_for.h>
#include <unistd.h>
#include <xxhash.h>

#include <algorithm>
#include <cerrno>
#include <memory>

namespace heapline {

namespace {

/// Calls hashOne(chunk) for every chunk, on all cores.
template <typename HashOne>
std::vector<std::uint64_t> eachChunk(std::uint64_t bytes, const Progress& progress, HashOne hashOne)
{
    constexpr std::size_t chunksAtOnce = 8;
    std::vector<std::uint64_t> hashes((bytes + hashChunkBytes - 1) / hashChunkBytes);
    tbb::parallel_for(tbb::blocked_range<std::size_t>(0, hashes.size(), chunksAtOnce),
                      [&](const tbb::blocked_range<std::size_t>& chunks) {
                          progress.throwIfStopped();
                          hashOne(chunks, hashes);
                      });
    return hashes;
}

std::size_t chunkSize(std::uint64_t bytes, std::size_t chunk)
{
    return static_cast<std::size_t>(std::min<std::uint64_t>(hashChunkBytes, bytes - std::uint64_t{chunk} * hashChunkBytes));
}

void readWhole(int file, char* buffer, std::size_t bytes, std::uint64_t from)
{
    while (bytes > 0) {
        const ssize_t got = ::pread(file, buffer, bytes, static_cast<off_t>(from));
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            throw ErrorException({ErrorCode::ReadFailed, "the file became shorter or cannot be read", {}});
        buffer += got;
        bytes -= static_cast<std::size_t>(got);
        from += static_cast<std::uint64_t>(got);
    }
}

} // namespace

std::uint64_t hashChunk(std::span<const char> chunk)
{
    return XXH3_64bits(chunk.data(), chunk.size());
}

std::vector<std::uint64_t> hashChunks(std::span<const char> content, const Progress& progress)
{
    return eachChunk(content.size(), progress,
                     [content](const tbb::blocked_range<std::size_t>& chunks, std::vector<std::uint64_t>& hashes) {
                         for (std::size_t i = chunks.begin(); i < chunks.end(); ++i)
                             hashes[i] = hashChunk(content.subspan(i * hashChunkBytes, chunkSize(content.size(), i)));
                     });
}

ContentHash combineHashes(std::span<const std::uint64_t> chunkHashes)
{
    const XXH128_hash_t hash = XXH3_128bits(chunkHashes.data(), chunkHashes.size_bytes());
    return {hash.low64, hash.high64};
}

ContentHash hashFile(int file, std::uint64_t bytes, const Progress& progress)
{
    return combineHashes(
        eachChunk(bytes, progress, [&](const tbb::blocked_range<std::size_t>& chunks, std::vector<std::uint64_t>& hashes) {
            const auto buffer = std::make_unique_for_overwrite<char[]>(hashChunkBytes);
            for (std::size_t i = chunks.begin(); i < chunks.end(); ++i) {
                const std::size_t size = chunkSize(bytes, i);
                readWhole(file, buffer.get(), size, std::uint64_t{i} * hashChunkBytes);
                hashes[i] = hashChunk({buffer.get(), size});
            }
        }));
}

} // namespace heapline
