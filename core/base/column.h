// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <memory>
#include <new>
#include <span>
#include <type_traits>
#include <utility>
#include <vector>

namespace heapline {

/// Memory for the rows of a column. Large blocks come from the system on their own, in huge pages where it has them, and go back to it at
/// once: a column of millions of rows then costs hundreds of page faults instead of hundreds of thousands.
/// Rows that are reserved but never written take no memory.
/// @throws std::bad_alloc
void* allocateColumn(std::size_t bytes);
void freeColumn(void* rows, std::size_t bytes) noexcept;

/// Says that the next column that this thread makes, of exactly @p bytes, has its rows in @p pages already. Its destructor takes that back.
class NextColumnPages {
public:
    NextColumnPages(std::span<char> pages, std::size_t bytes);
    ~NextColumnPages();
    NextColumnPages(const NextColumnPages&) = delete;
    NextColumnPages& operator=(const NextColumnPages&) = delete;
};

/// While one of these is there, large blocks that are freed are kept and given to the next column that fits in. Pages that the system has to
/// clear, or to get from the host of a virtual machine, cost more than most work on them: opening a file needs many columns one after
/// the other. What is kept goes back to the system before new memory is asked for, so that the peak stays what it was.
class ColumnReuse {
public:
    ColumnReuse();
    ~ColumnReuse();
    ColumnReuse(const ColumnReuse&) = delete;
    ColumnReuse& operator=(const ColumnReuse&) = delete;
};

/// Allocator of Column. Rows made without a value are left as they are.
template <typename T>
class ColumnAllocator {
public:
    static_assert(std::is_trivially_copyable_v<T> && std::is_trivially_destructible_v<T>);
    static_assert(alignof(T) <= alignof(std::max_align_t));

    using value_type = T;
    using is_always_equal = std::true_type;
    using propagate_on_container_move_assignment = std::true_type;

    ColumnAllocator() = default;
    template <typename U>
    ColumnAllocator(const ColumnAllocator<U>&) // NOLINT(google-explicit-constructor): as allocators must be
    {
    }

    T* allocate(std::size_t rows)
    {
        if (rows > static_cast<std::size_t>(-1) / sizeof(T))
            throw std::bad_array_new_length();
        return static_cast<T*>(allocateColumn(rows * sizeof(T)));
    }
    void deallocate(T* rows, std::size_t count) noexcept { freeColumn(rows, count * sizeof(T)); }

    template <typename U>
    void construct(U*) noexcept
    {
    }
    template <typename U, typename... Args>
    void construct(U* row, Args&&... args)
    {
        std::construct_at(row, std::forward<Args>(args)...);
    }

    bool operator==(const ColumnAllocator&) const { return true; }
};

/// A vector of plain values with millions of rows. Rows that resize(n) or Column(n) adds have no value yet: every row must be written before
/// it is read. assign(n, value) and resize(n, value) fill as usual.
///
/// Other than all else of the standard library, operator[] does not check its row in what users get: dominators and sums of a range look up
/// rows hundreds of millions of times, and would need a fifth to a half longer. Each number of a file is compared with the number of rows
/// before it becomes an id, at one place for each column (core/format). Tests, sanitizers and fuzzers check the row here too.
template <typename T>
class Column : public std::vector<T, ColumnAllocator<T>> {
    using Rows = std::vector<T, ColumnAllocator<T>>;

public:
    using Rows::Rows;

#ifndef HEAPLINE_CHECKED_COLUMNS
    T& operator[](std::size_t row)
    {
        return this->data()[row];
    }
    const T& operator[](std::size_t row) const
    {
        return this->data()[row];
    }
#endif
};

/// A column over rows that are in memory already, such as those of a file that is mapped privately.
/// @param pages whole pages of memory that begin with the rows; the column unmaps them in the end
template <typename T>
Column<T> columnOver(std::span<char> pages, std::size_t rows)
{
    const NextColumnPages next(pages, rows * sizeof(T));
    return Column<T>(rows);
}

} // namespace heapline
