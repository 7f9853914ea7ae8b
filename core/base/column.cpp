// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/column.h"

#include "core/base/free_memory.h"
#include "core/base/mapped_columns.h"

#include <sys/mman.h>

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <cstring>
#include <iterator>
#include <map>
#include <mutex>
#include <span>
#include <utility>

namespace heapline {

namespace {

constexpr std::size_t pageBytes = std::size_t{2} << 20; ///< a huge page on x86-64 and on ARM with 4 KiB pages
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr std::size_t fewestBytes = static_cast<std::size_t>(-1); // sanitizers watch over the heap only
#else
constexpr std::size_t fewestBytes = std::size_t{1} << 20; ///< smaller blocks come from the heap
#endif

std::size_t wholePages(std::size_t bytes)
{
    return (bytes + pageBytes - 1) / pageBytes * pageBytes;
}

/// Blocks of whole pages that nobody uses, by address; neighbours are one block.
class FreeBlocks {
public:
    void enter()
    {
        const std::lock_guard lock(m_mutex);
        ++m_users;
    }

    void leave()
    {
        const std::lock_guard lock(m_mutex);
        if (--m_users == 0)
            giveBack(~std::size_t{0});
    }

    /// A block of @p size from those that are kept, or null. Room for a new one is made then.
    void* take(std::size_t size)
    {
        const std::lock_guard lock(m_mutex);
        auto best = m_blocks.end();
        for (auto block = m_blocks.begin(); block != m_blocks.end(); ++block) {
            if (block->second >= size && (best == m_blocks.end() || block->second < best->second))
                best = block;
        }
        if (best == m_blocks.end()) {
            giveBack(size);
            return nullptr;
        }
        char* const rows = best->first;
        const std::size_t rest = best->second - size;
        m_blocks.erase(best);
        if (rest > 0)
            m_blocks.emplace(rows + size, rest);
        return rows;
    }

    /// @return whether the block was kept
    bool keep(void* rows, std::size_t size)
    {
        const std::lock_guard lock(m_mutex);
        if (m_users == 0)
            return false;
        std::map<char*, std::size_t>::iterator block;
        try {
            block = m_blocks.emplace(static_cast<char*>(rows), size).first;
        } catch (const std::bad_alloc&) {
            return false;
        }
        if (const auto next = std::next(block); next != m_blocks.end() && block->first + block->second == next->first) {
            block->second += next->second;
            m_blocks.erase(next);
        }
        if (block != m_blocks.begin()) {
            const auto before = std::prev(block);
            if (before->first + before->second == block->first) {
                before->second += block->second;
                m_blocks.erase(block);
            }
        }
        return true;
    }

private:
    /// Unmaps at least @p bytes, or all.
    void giveBack(std::size_t bytes)
    {
        while (bytes > 0 && !m_blocks.empty()) {
            const auto block = m_blocks.begin();
            const std::size_t part = std::min(bytes, block->second);
            ::munmap(block->first + (block->second - part), part);
            bytes -= part;
            block->second -= part;
            if (block->second == 0)
                m_blocks.erase(block);
        }
    }

    std::mutex m_mutex;
    std::map<char*, std::size_t> m_blocks;
    int m_users = 0;
};

FreeBlocks& freeBlocks()
{
    static auto& blocks = *new FreeBlocks; // threads that were let go of may free columns while the program ends
    return blocks;
}

/// Blocks that columns did not get from allocateColumn().
class MappedBlocks {
public:
    void add(std::span<char> pages)
    {
        const std::lock_guard lock(m_mutex);
        m_blocks.emplace(pages.data(), Block{pages.size()});
        m_count = m_blocks.size();
    }

    /// Puts memory in place of the next pages of a file. @return false when there are none, or no memory
    bool takeNextIntoMemory()
    {
        const std::lock_guard lock(m_mutex);
        const auto next =
            std::ranges::find_if(m_blocks, [](const auto& entry) { return entry.second.inMemory < entry.second.bytes; });
        if (next == m_blocks.end())
            return false;
        char* const rows = static_cast<char*>(next->first) + next->second.inMemory;
        const std::size_t step = std::min(stepBytes, next->second.bytes - next->second.inMemory);
        void* const copy = ::mmap(nullptr, step, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        if (copy == MAP_FAILED)
            return false;
        std::memcpy(copy, rows, step);
        if (::mremap(copy, step, step, MREMAP_MAYMOVE | MREMAP_FIXED, rows) == MAP_FAILED) {
            ::munmap(copy, step);
            return false;
        }
        next->second.inMemory += step;
        return true;
    }

    /// Unmaps a block. @return false if it is none of these
    bool unmap(void* rows)
    {
        if (m_count == 0)
            return false;
        const std::lock_guard lock(m_mutex);
        const auto block = m_blocks.find(rows);
        if (block == m_blocks.end())
            return false;
        ::munmap(rows, block->second.bytes);
        m_blocks.erase(block);
        m_count = m_blocks.size();
        return true;
    }

private:
    static constexpr std::size_t stepBytes = std::size_t{1} << 20; ///< who frees a column waits for one step at most

    struct Block {
        std::size_t bytes = 0;
        std::size_t inMemory = 0; ///< from its beginning
    };

    std::mutex m_mutex;
    std::map<void*, Block> m_blocks;
    std::atomic<std::size_t> m_count = 0;
};

MappedBlocks& mappedBlocks()
{
    static auto& blocks = *new MappedBlocks; // as above
    return blocks;
}

struct NextPages {
    std::span<char> pages;
    std::size_t bytes = 0;
};
thread_local NextPages nextPages;

} // namespace

NextColumnPages::NextColumnPages(std::span<char> pages, std::size_t bytes)
{
    nextPages = {pages, bytes};
}

NextColumnPages::~NextColumnPages()
{
    nextPages = {};
}

void takeMappedColumnsIntoMemory()
{
    constexpr std::uint64_t leftForOthers = std::uint64_t{256} << 20;
    while (freeMemory() > leftForOthers && mappedBlocks().takeNextIntoMemory()) {
    }
}

ColumnReuse::ColumnReuse()
{
    freeBlocks().enter();
}

ColumnReuse::~ColumnReuse()
{
    freeBlocks().leave();
}

void* allocateColumn(std::size_t bytes)
{
    if (!nextPages.pages.empty() && bytes == nextPages.bytes) {
        mappedBlocks().add(nextPages.pages);
        return std::exchange(nextPages, {}).pages.data();
    }
    if (bytes < fewestBytes)
        return ::operator new(bytes);
    const std::size_t size = wholePages(bytes);
    if (size < bytes || size + pageBytes < size)
        throw std::bad_alloc();
    if (void* const kept = freeBlocks().take(size))
        return kept;
    // One page more than needed, so that the block can begin where a huge page does.
    void* const block =
        ::mmap(nullptr, size + pageBytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (block == MAP_FAILED)
        throw std::bad_alloc();
    const std::size_t before = (pageBytes - reinterpret_cast<std::uintptr_t>(block) % pageBytes) % pageBytes;
    char* const rows = static_cast<char*>(block) + before;
    if (before > 0)
        ::munmap(block, before);
    ::munmap(rows + size, pageBytes - before);
    ::madvise(rows, size, MADV_HUGEPAGE); // no more than a hint
    return rows;
}

void freeColumn(void* rows, std::size_t bytes) noexcept
{
    if (mappedBlocks().unmap(rows))
        return;
    if (bytes < fewestBytes)
        ::operator delete(rows);
    else if (!freeBlocks().keep(rows, wholePages(bytes)))
        ::munmap(rows, wholePages(bytes));
}

} // namespace heapline
