// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/format/number_scanner.h"

#include "core/format/text_budget.h"

#include <tbb/parallel_for.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <optional>
#include <vector>

namespace heapline {

namespace {

constexpr std::size_t sliceBytes = std::size_t{256} * 1024;
constexpr std::size_t tileNumbers = 4096;
constexpr std::ptrdiff_t longestNumber = 64;

/// A run of "number ," groups; the last one of an array lacks its comma.
struct Slice {
    const char* begin;
    const char* end;
    std::size_t firstNumber = 0;
    std::size_t numbers = 0;
};

inline const char* skipSpace(const char* at, const char* end)
{
    while (at != end && (*at == ' ' || *at == '\n' || *at == '\r' || *at == '\t'))
        ++at;
    return at;
}

class SliceParser {
public:
    SliceParser(const TextCursor& cursor, NumberSink& sink, const Slice& slice)
        : m_cursor(cursor)
        , m_sink(sink)
        , m_slice(slice)
    {
    }

    std::optional<Error> run()
    {
        try {
            const char* at = m_slice.begin;
            for (std::size_t done = 0; done < m_slice.numbers;) {
                const std::size_t wanted = std::min(tileNumbers, m_slice.numbers - done);
                at = parseTile(at, wanted);
                m_sink.store(m_slice.firstNumber + done, std::span(m_tile.data(), wanted));
                done += wanted;
            }
        } catch (const ErrorException& exception) {
            return exception.error();
        } catch (const ValueFault& fault) {
            return Error{ErrorCode::BadValue, fault.message, m_cursor.section(), m_cursor.offsetOf(find(fault.number))};
        }
        return {};
    }

private:
    const char* parseTile(const char* at, std::size_t wanted)
    {
        const char* const end = m_slice.end;
        for (std::size_t i = 0; i < wanted; ++i) {
            if (at != end && static_cast<unsigned char>(*at) <= ' ')
                at = skipSpace(at, end);
            const char* const start = at;
            const bool negative = at != end && *at == '-';
            at += negative;
            const char* const digits = at;
            std::uint64_t value = 0;
            while (at != end) {
                const unsigned digit = static_cast<unsigned char>(*at) - unsigned{'0'};
                if (digit > 9)
                    break;
                value = value * 10 + digit;
                ++at;
            }
            if (at == digits)
                unexpected(at, "a number");
            if (at - digits > 18)
                value = NumberSink::tooLarge; // also for 19 digits that would fit: nothing V8 counts is that large
            m_tile[i] = negative ? -static_cast<std::int64_t>(value) : static_cast<std::int64_t>(value);
            if (at != end && *at != ',') {
                if (*at == '.' || *at == 'e' || *at == 'E')
                    throw ErrorException(
                        {ErrorCode::BadValue, "a number that is not whole", m_cursor.section(), m_cursor.offsetOf(start)});
                at = skipSpace(at, end);
                if (at != end && *at != ',')
                    unexpected(at, "a comma");
            }
            at += at != end;
        }
        return at;
    }

    [[noreturn]] void unexpected(const char* at, const char* wanted) const
    {
        std::string what = "nothing";
        if (at != m_slice.end)
            what = static_cast<unsigned char>(*at) < 0x20
                       ? "control character " + std::to_string(static_cast<unsigned char>(*at))
                       : std::string("'") + *at + "'";
        throw ErrorException({ErrorCode::BadSyntax, "unexpected " + what + " where " + wanted + " should be",
                              m_cursor.section(), m_cursor.offsetOf(at)});
    }

    /// Where a number of this slice stands in the text.
    const char* find(std::size_t number) const
    {
        const char* at = m_slice.begin;
        for (std::size_t i = m_slice.firstNumber; i < number; ++i)
            at = std::find(at, m_slice.end, ',') + 1;
        return skipSpace(at, m_slice.end);
    }

    const TextCursor& m_cursor;
    NumberSink& m_sink;
    const Slice& m_slice;
    std::array<std::int64_t, tileNumbers> m_tile{};
};

/// Cuts [begin, end) behind commas. With @p isLast the text ends with a number that has no comma.
std::vector<Slice> cutIntoSlices(const char* begin, const char* end, std::size_t firstNumber, bool isLast)
{
    std::vector<Slice> slices;
    for (const char* at = begin; at < end;) {
        const char* cut = end;
        if (static_cast<std::size_t>(end - at) > sliceBytes) {
            const char* comma =
                static_cast<const char*>(std::memchr(at + sliceBytes, ',', static_cast<std::size_t>(end - at) - sliceBytes));
            cut = comma ? comma + 1 : end;
        }
        slices.push_back({at, cut});
        at = cut;
    }
    tbb::parallel_for(std::size_t{0}, slices.size(), [&](std::size_t i) {
        slices[i].numbers = static_cast<std::size_t>(std::count(slices[i].begin, slices[i].end, ','));
    });
    if (isLast && !slices.empty())
        ++slices.back().numbers;
    for (Slice& slice : slices) {
        slice.firstNumber = firstNumber;
        firstNumber += slice.numbers;
    }
    return slices;
}

void parseSlices(const TextCursor& cursor, NumberSink& sink, const std::vector<Slice>& slices)
{
    do {
        std::vector<std::optional<Error>> errors(slices.size());
        tbb::parallel_for(std::size_t{0}, slices.size(),
                          [&](std::size_t i) { errors[i] = SliceParser(cursor, sink, slices[i]).run(); });
        for (const auto& error : errors) {
            if (error)
                throw ErrorException(*error); // the first one in the file, whichever thread met one first
        }
    } while (sink.mustRepeat());
}

[[noreturn]] void failTruncated(const TextCursor& cursor, std::size_t numbers, std::uint64_t declared)
{
    std::string message = "after " + std::to_string(numbers);
    if (declared > numbers)
        message += " of " + std::to_string(declared);
    cursor.fail(ErrorCode::Truncated, message + " numbers");
}

/// The window holds no comma and no bracket: one number and white space at most, or it is no array of numbers.
void readOn(TextCursor& cursor, std::size_t numbersBefore, std::uint64_t declared)
{
    const char* const begin = cursor.data();
    const char* const behind =
        std::find_if(begin, cursor.dataEnd(), [](char c) { return (c < '0' || c > '9') && c != '-'; });
    if (behind - begin > longestNumber)
        cursor.fail(ErrorCode::BadValue, "a number of more than " + std::to_string(longestNumber) + " digits");
    if (const char* const odd = skipSpace(behind, cursor.dataEnd()); odd != cursor.dataEnd())
        cursor.fail(ErrorCode::BadSyntax, "unexpected text within an array of numbers", cursor.offsetOf(odd));
    if (!cursor.fill())
        failTruncated(cursor, numbersBefore, declared);
}

} // namespace

void FlatNumbers::grow(std::size_t numbers)
{
    if (numbers > values.capacity())
        values.reserve(4 * numbers); // rows that are not written take no memory
    values.resize(numbers);
}

void FlatNumbers::store(std::size_t first, std::span<const std::int64_t> piece)
{
    std::copy(piece.begin(), piece.end(), values.begin() + static_cast<std::ptrdiff_t>(first));
}

std::size_t readNumberArray(TextCursor& cursor, NumberSink& sink, std::uint64_t declared)
{
    cursor.expect('[');
    std::size_t numbers = 0;
    if (cursor.accept(']'))
        return 0;
    // Each number takes two bytes at least. Memory that is reserved but not written is not taken.
    sink.reserve(static_cast<std::size_t>(std::min(declared, cursor.bytesLeft() / 2 + 1)));
    for (;;) {
        if (cursor.peekToken() == TextCursor::atEnd)
            failTruncated(cursor, numbers, declared);
        const char* const begin = cursor.data();
        const std::size_t length = static_cast<std::size_t>(cursor.dataEnd() - begin);
        const char* const close = static_cast<const char*>(std::memchr(begin, ']', length));
        const char* end = close;
        if (!close) {
            const void* comma = ::memrchr(begin, ',', length);
            if (!comma) {
                readOn(cursor, numbers, declared);
                continue;
            }
            end = static_cast<const char*>(comma) + 1;
        }
        const std::vector<Slice> slices = cutIntoSlices(begin, end, numbers, close != nullptr);
        for (const Slice& slice : slices)
            numbers += slice.numbers;
        if (close && begin == close)
            cursor.failUnexpected("a number"); // a comma before the bracket
        requireText(numbers * sink.bytesPerNumber(), cursor.offsetOf(end), "numbers", cursor.section());
        sink.grow(numbers);
        parseSlices(cursor, sink, slices);
        cursor.moveTo(close ? close + 1 : end);
        if (close)
            return numbers;
    }
}

} // namespace heapline
