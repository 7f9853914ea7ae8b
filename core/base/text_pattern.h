// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace heapline {

/// What is searched for, as the user wrote it.
struct TextQuery {
    std::string text;          ///< bytes that are not WTF-8 count as U+FFFD, as in files
    bool isExpression = false; ///< a regular expression (of PCRE2, with Unicode's classes), not the text itself
    bool caseSensitive = false;
};

/// A query made ready for many searches. Copies are cheap; several threads may search with one at a time.
///
/// Case is ignored by Unicode's simple folding. `^` and `$` are the ends of a string, `.` is all but a line feed. A lone surrogate is matched
/// by no part of an expression, and by plain text only if case counts or all other letters are ASCII.
class TextPattern {
public:
    /// @return the pattern, or BadPattern with what is wrong and at which character
    static Result<TextPattern> compile(const TextQuery& query);

    const TextQuery& query() const { return m_query; }
    /// Whether there is nothing to search for: every string matches.
    bool isEmpty() const { return m_query.text.empty(); }
    bool isExpression() const { return m_query.isExpression; }

private:
    friend class TextFinder;
    struct Compiled;

    TextQuery m_query;
    std::shared_ptr<const Compiled> m_compiled; ///< null when the bytes themselves are searched for
};

/// Searches texts by one pattern, with the working memory that it takes. For one thread at a time; making one costs microseconds.
class TextFinder {
public:
    enum class Answer { No, Yes, Undecided };

    /// A match, as bytes of the text.
    struct Hit {
        std::size_t begin = 0;
        std::size_t end = 0;
    };

    explicit TextFinder(const TextPattern& pattern);
    ~TextFinder();
    TextFinder(const TextFinder&) = delete;
    TextFinder& operator=(const TextFinder&) = delete;

    /// Looks for the first match. Undecided: the expression would take too long, or too much memory, on this text.
    /// @param hit set when the answer is Yes
    Answer find(std::string_view text, Hit& hit);
    Answer matches(std::string_view text);

private:
    struct Memory;

    TextPattern m_pattern;
    std::unique_ptr<Memory> m_memory; ///< null when the bytes themselves are searched for
};

} // namespace heapline
