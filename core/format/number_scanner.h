// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/column.h"
#include "core/format/text_cursor.h"

#include <cstdint>
#include <span>
#include <stdexcept>
#include <string>

namespace heapline {

/// A value that cannot be where it stands. Thrown by NumberSink::store(); the scanner adds section and byte.
struct ValueFault {
    std::size_t number; ///< position in the array, from 0
    std::string message;
};

/// Takes the numbers of a flat array, in pieces, from several threads at once.
class NumberSink {
public:
    virtual ~NumberSink() = default;

    /// Says how many numbers will come, if the header tells the truth.
    virtual void reserve(std::size_t) {}

    /// Makes room for @p numbers numbers in all. Called by one thread, between pieces.
    virtual void grow(std::size_t numbers) = 0;

    /// Stores values that stand from position @p first on. Pieces do not overlap; several threads call at once.
    /// Values beyond 63 bits come as tooLarge. @throws ValueFault
    virtual void store(std::size_t first, std::span<const std::int64_t> values) = 0;

    /// Whether the pieces since the last call must be stored once more, since a column had to be made wider.
    /// Called by one thread, between pieces.
    virtual bool mustRepeat() { return false; }

    /// Memory for each number, if that is more than twice the text that it needs at least (a digit and a comma), or 0.
    virtual std::size_t bytesPerNumber() const { return 0; }

    static constexpr std::int64_t tooLarge = INT64_MAX;
};

/// Keeps all numbers in one vector: for short arrays.
class FlatNumbers final : public NumberSink {
public:
    void grow(std::size_t numbers) override;
    void store(std::size_t first, std::span<const std::int64_t> piece) override;
    std::size_t bytesPerNumber() const override { return sizeof(std::int64_t); }

    Column<std::int64_t> values;
};

/// Reads an array of whole numbers straight into columns: each window of the text is cut at commas into slices, which are counted
/// and then parsed in parallel. JSON white space may stand anywhere.
/// @param declared how many numbers the header promises, for the message about a file that ends too early; 0 when it does not say
/// @return how many numbers there were
/// @throws ErrorException Truncated, BadSyntax, BadValue
std::size_t readNumberArray(TextCursor& cursor, NumberSink& sink, std::uint64_t declared = 0);

} // namespace heapline
