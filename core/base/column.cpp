// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/column.h"

#include <sys/mman.h>

#include <cstdint>

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

} // namespace

void* allocateColumn(std::size_t bytes)
{
    if (bytes < fewestBytes)
        return ::operator new(bytes);
    const std::size_t size = wholePages(bytes);
    if (size < bytes || size + pageBytes < size)
        throw std::bad_alloc();
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
    if (bytes < fewestBytes)
        ::operator delete(rows);
    else
        ::munmap(rows, wholePages(bytes));
}

} // namespace heapline
