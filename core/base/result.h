// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <limits>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace heapline {

/// Why a file could not be read, or searched. Every value has a sentence in errorSummary().
enum class ErrorCode {
    Cancelled,      ///< the user stopped the work; not a fault
    CannotOpen,     ///< missing file, no permission, a folder
    ReadFailed,     ///< the system reported an error while reading
    EmptyFile,      ///< no bytes, or white space only
    NotJson,        ///< the content is not JSON at all
    NotAProfile,    ///< JSON, but no heap profile
    OtherFormat,    ///< a known format that is no heap profile; the message names it
    BadGzip,        ///< damaged or cut gzip data
    GzipBomb,       ///< gzip data that grow as no profile does
    Truncated,      ///< the file ends too early
    MissingSection, ///< a section that the format needs is not there
    BadMeta,        ///< snapshot.meta is missing, incomplete or of the wrong shape
    BadSyntax,      ///< not JSON from some byte on
    BadValue,       ///< a value of the wrong type or out of its range
    CountMismatch,  ///< arrays that do not fit together
    TooLarge,       ///< more rows than 32 bits can number, or than the size of the file makes believable
    OutOfMemory,    ///< the machine has not enough memory
    BadPattern,     ///< no regular expression, or too long
    CostlyPattern   ///< a regular expression that takes too long
};

/// The sentence for a code, without place or detail, such as "The file ends too early".
std::string_view errorSummary(ErrorCode code);

/// What went wrong, where, and why, in words for the user.
struct Error {
    static constexpr std::uint64_t noOffset = std::numeric_limits<std::uint64_t>::max();

    ErrorCode code = ErrorCode::ReadFailed;
    std::string message;                 ///< detail, such as "edge 3: to_node 70000 is past the nodes (63 numbers)"
    std::string section;                 ///< section of the file, such as "edges"; empty when none
    std::uint64_t byteOffset = noOffset; ///< position in the (unzipped) text

    /// One line: summary, section, detail and byte, as far as known.
    std::string toString() const;
};

/// A value of type T, or an Error.
template <typename T>
class [[nodiscard]] Result {
public:
    Result(T value) : m_content(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : m_content(std::in_place_index<1>, std::move(error)) {}

    bool hasValue() const { return m_content.index() == 0; }
    explicit operator bool() const { return hasValue(); }

    T& value() & { return std::get<0>(m_content); }
    const T& value() const& { return std::get<0>(m_content); }
    T&& value() && { return std::get<0>(std::move(m_content)); }
    T& operator*() & { return value(); }
    const T& operator*() const& { return value(); }
    T* operator->() { return &value(); }
    const T* operator->() const { return &value(); }

    const Error& error() const { return std::get<1>(m_content); }

private:
    std::variant<T, Error> m_content;
};

/// Carries an Error through parsing and analysis; turned into a Result at the edge of core (loadProfile).
class ErrorException : public std::runtime_error {
public:
    explicit ErrorException(Error error) : std::runtime_error(error.message), m_error(std::move(error)) {}
    const Error& error() const { return m_error; }

private:
    Error m_error;
};

} // namespace heapline
