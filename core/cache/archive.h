// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/column.h"

#include <algorithm>
#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <functional>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace heapline {

/// An archive is written and read by one description of what is in it, so that the two cannot get out of step:
/// `archive(a, b, …)` puts or takes plain values, texts, vectors, optionals, types with a static `archive(Archive&, Self&)`, and types
/// with a free `archiveParts(Archive&, Self&)` in this namespace. Byte order and sizes are those of the machine.
///
/// Long columns stand at whole pages, so that a reader can map them instead of copying.
namespace archive_layout {
inline constexpr std::size_t pageBytes = std::size_t{64} << 10; ///< a multiple of every page size in use
inline constexpr std::size_t fewestMappedBytes = std::size_t{1} << 20;

/// Where the page at or behind a place begins.
constexpr std::size_t nextPage(std::size_t place)
{
    return (place + pageBytes - 1) / pageBytes * pageBytes;
}
} // namespace archive_layout

/// Thrown by ArchiveReader when there is something else than the description says.
class ArchiveDamaged : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

namespace detail {

template <typename Archive, typename T>
concept HasArchive = requires(Archive& archive, T& item)
{
    std::remove_const_t<T>::archive(archive, item);
};
template <typename Archive, typename T>
concept HasParts = requires(Archive& archive, T& item)
{
    archiveParts(archive, item);
};

} // namespace detail

/// Puts values into a sink with `void write(std::span<const char>)` and `std::size_t position() const`.
template <typename Sink>
class ArchiveWriter {
public:
    explicit ArchiveWriter(Sink& sink) : m_sink(sink) {}

    template <typename... T>
    void operator()(const T&... items)
    {
        (put(items), ...);
    }

private:
    template <typename T>
    void put(const T& item)
    {
        if constexpr (detail::HasArchive<ArchiveWriter, const T>) {
            T::archive(*this, item);
        } else if constexpr (detail::HasParts<ArchiveWriter, const T>) {
            archiveParts(*this, item);
        } else {
            static_assert(std::is_trivially_copyable_v<T>, "needs an archive() or archiveParts()");
            m_sink.write({reinterpret_cast<const char*>(&item), sizeof(T)});
        }
    }

    template <typename T>
    void put(const Column<T>& rows)
    {
        put(static_cast<std::uint64_t>(rows.size()));
        putRows(std::as_bytes(std::span(rows)), sizeof(T), true);
    }

    template <typename T>
    void put(const std::vector<T>& items)
    {
        put(static_cast<std::uint64_t>(items.size()));
        if constexpr (std::is_trivially_copyable_v<T>) {
            putRows(std::as_bytes(std::span(items)), sizeof(T), false);
        } else {
            for (const T& item : items)
                put(item);
        }
    }

    void put(const std::string& text)
    {
        put(static_cast<std::uint64_t>(text.size()));
        putRows(std::as_bytes(std::span(text)), 1, false);
    }

    template <typename T>
    void put(const std::optional<T>& item)
    {
        put(item.has_value());
        if (item)
            put(*item);
    }

    template <typename First, typename Second>
    void put(const std::pair<First, Second>& pair)
    {
        put(pair.first);
        put(pair.second);
    }

    void putRows(std::span<const std::byte> rows, std::size_t rowBytes, bool isColumn)
    {
        put(static_cast<std::uint32_t>(rowBytes));
        const bool isMapped = isColumn && rows.size() >= archive_layout::fewestMappedBytes;
        if (isMapped)
            fillPage();
        m_sink.write({reinterpret_cast<const char*>(rows.data()), rows.size()});
        if (isMapped)
            fillPage();
    }

    void fillPage()
    {
        static constexpr std::array<char, 4096> zeros{};
        std::size_t missing = archive_layout::nextPage(m_sink.position()) - m_sink.position();
        while (missing > 0) {
            const std::size_t part = std::min(missing, zeros.size());
            m_sink.write({zeros.data(), part});
            missing -= part;
        }
    }

    Sink& m_sink;
};

/// Takes values from a content in memory. Long columns become the owners of their pages, if a function for that is given.
class ArchiveReader {
public:
    /// @param content  begins at a whole page  @param pagesTaken called for each piece that a column owns from now on
    ArchiveReader(std::span<char> content, std::function<void(std::span<char>)> pagesTaken)
        : m_content(content)
        , m_pagesTaken(std::move(pagesTaken))
    {
    }

    template <typename... T>
    void operator()(T&... items)
    {
        (take(items), ...);
    }

    bool isAtEnd() const { return m_at == m_content.size(); }

private:
    template <typename T>
    void take(T& item)
    {
        if constexpr (detail::HasArchive<ArchiveReader, T>) {
            T::archive(*this, item);
        } else if constexpr (detail::HasParts<ArchiveReader, T>) {
            archiveParts(*this, item);
        } else {
            static_assert(std::is_trivially_copyable_v<T>, "needs an archive() or archiveParts()");
            const char* const from = bytes(sizeof(T));
            if constexpr (std::same_as<T, bool>) {
                if (*from != 0 && *from != 1)
                    throw ArchiveDamaged("neither true nor false");
            }
            std::memcpy(&item, from, sizeof(T));
        }
    }

    template <typename T>
    void take(Column<T>& column)
    {
        const std::size_t rows = takeSize();
        const std::size_t size = rowsSize(rows, sizeof(T));
        if (size < archive_layout::fewestMappedBytes) {
            copyRows(column, rows, size);
            return;
        }
        skipToPage();
        char* const pages = bytes(size);
        skipToPage();
        const std::span<char> whole(pages, archive_layout::nextPage(size));
        m_pagesTaken(whole);
        column = columnOver<T>(whole, rows);
    }

    template <typename T>
    void take(std::vector<T>& items)
    {
        const std::size_t rows = takeSize();
        if constexpr (!std::is_trivially_copyable_v<T>) {
            items.clear();
            for (std::size_t i = 0; i < rows; ++i)
                take(items.emplace_back());
        } else {
            copyRows(items, rows, rowsSize(rows, sizeof(T)));
        }
    }

    void take(std::string& text)
    {
        const std::size_t size = takeSize();
        text.assign(bytes(rowsSize(size, 1)), size);
    }

    template <typename T>
    void take(std::optional<T>& item)
    {
        bool isThere = false;
        take(isThere);
        if (isThere)
            take(item.emplace());
        else
            item.reset();
    }

    template <typename First, typename Second>
    void take(std::pair<First, Second>& pair)
    {
        take(pair.first);
        take(pair.second);
    }

    template <typename Rows>
    void copyRows(Rows& items, std::size_t rows, std::size_t size)
    {
        const char* const from = bytes(size);
        items.resize(rows);
        if (size > 0)
            std::memcpy(static_cast<void*>(items.data()), from, size);
    }

    std::size_t takeSize()
    {
        std::uint64_t size = 0;
        take(size);
        if (size > m_content.size())
            throw ArchiveDamaged("more rows than bytes");
        return size;
    }

    /// Bytes of rows whose size has to be the one that stands here.
    std::size_t rowsSize(std::size_t rows, std::size_t rowBytes)
    {
        std::uint32_t written = 0;
        take(written);
        if (written != rowBytes)
            throw ArchiveDamaged("rows of another size");
        return rows * rowBytes;
    }

    void skipToPage() { bytes(archive_layout::nextPage(m_at) - m_at); }

    char* bytes(std::size_t count)
    {
        if (count > m_content.size() - m_at)
            throw ArchiveDamaged("it ends too early");
        m_at += count;
        return m_content.data() + (m_at - count);
    }

    std::span<char> m_content;
    std::function<void(std::span<char>)> m_pagesTaken;
    std::size_t m_at = 0;
};

} // namespace heapline
