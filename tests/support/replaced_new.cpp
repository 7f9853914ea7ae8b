// SPDX-License-Identifier: GPL-3.0-or-later
// All forms of new and delete that the standard library asks for memory with, so that none is given back to another allocator than it is from.
#include "tests/support/replaced_new.h"

#include <cstdlib>
#include <new>

void* operator new(std::size_t bytes, const std::nothrow_t&) noexcept
{
    return heapline::test::mayAllocate(bytes) ? std::malloc(bytes > 0 ? bytes : 1) : nullptr;
}
void* operator new[](std::size_t bytes, const std::nothrow_t&) noexcept
{
    return operator new(bytes, std::nothrow);
}
void* operator new(std::size_t bytes)
{
    void* const block = operator new(bytes, std::nothrow);
    if (!block)
        throw std::bad_alloc();
    return block;
}
void* operator new[](std::size_t bytes)
{
    return operator new(bytes);
}
void operator delete(void* block) noexcept
{
    std::free(block);
}
void operator delete[](void* block) noexcept
{
    std::free(block);
}
void operator delete(void* block, std::size_t) noexcept
{
    std::free(block);
}
void operator delete[](void* block, std::size_t) noexcept
{
    std::free(block);
}
void operator delete(void* block, const std::nothrow_t&) noexcept
{
    std::free(block);
}
void operator delete[](void* block, const std::nothrow_t&) noexcept
{
    std::free(block);
}
