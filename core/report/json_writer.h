// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <ostream>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace heapline {

/// Writes JSON as it comes, indented by one blank a level. Strings are WTF-8: lone surrogates become \ud800-style
/// escapes, damaged bytes U+FFFD. Characters that could steer a terminal or turn a line (C1, direction marks) are
/// escaped, so nothing is lost.
class JsonWriter {
public:
    explicit JsonWriter(std::ostream& out) : m_out(out) {}

    void beginObject() { begin('{'); }
    void endObject() { end('}'); }
    void beginArray() { begin('['); }
    void endArray() { end(']'); }

    /// Name of the next value; only within an object.
    void key(std::string_view name);

    void value(std::string_view text);
    void value(const char* text) { value(std::string_view(text)); }
    void value(bool truth) { raw(truth ? "true" : "false"); }
    /// Whole numbers without a fraction; infinite and other impossible numbers as null.
    void value(double number);
    template <typename Integer>
    requires std::is_integral_v<Integer>
    void value(Integer number) { raw(std::to_string(number)); }
    void null() { raw("null"); }

    template <typename T>
    void member(std::string_view name, const T& content)
    {
        key(name);
        value(content);
    }

    /// Ends the document with a line feed.
    void finish() { m_out << '\n'; }

private:
    void begin(char bracket);
    void end(char bracket);
    void raw(std::string_view text);
    void separate();
    void newLine();
    void quoted(std::string_view text);

    std::ostream& m_out;
    std::vector<bool> m_hasItems; ///< one for each open bracket
    bool m_afterKey = false;
};

} // namespace heapline
