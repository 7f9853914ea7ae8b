// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/format/header_values.h"

#include "core/base/result.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace heapline {

namespace {

using nlohmann::json;

/// Takes the values of a header as they come. What matters lies on one way down: the header, `meta`, a list of it, a list within that.
class HeaderHandler {
public:
    explicit HeaderHandler(HeaderValues& values) : m_values(values) {}

    bool null() { return other(); }
    bool boolean(bool) { return other(); }
    bool number_integer(json::number_integer_t) { return other(); }
    bool number_float(json::number_float_t, const std::string&) { return other(); }
    bool binary(json::binary_t&) { return other(); }
    bool number_unsigned(json::number_unsigned_t value)
    {
        other();
        if (m_depth == 1 && isOnTheWay())
            m_values.numbers[m_keys[0]] = value;
        return true;
    }
    bool string(std::string& text)
    {
        other();
        if (!isOnTheWay())
            return true;
        if (m_depth == 3) {
            m_list->items.back().name = std::move(text);
        } else if (m_depth == 4) {
            HeaderList::Item& item = m_list->items.back();
            item.names->push_back(std::move(text));
            item.hasOthers = m_hadOthers;
        }
        return true;
    }
    bool key(std::string& name)
    {
        if (isOnTheWay() && m_depth <= m_keys.size())
            m_keys[m_depth - 1] = std::move(name);
        return true;
    }
    bool start_object(std::size_t)
    {
        other();
        const bool isWay = isOnTheWay() && (m_depth == 0 || (m_depth == 1 && m_keys[0] == "meta"));
        if (isWay && m_depth == 0)
            m_values.isObject = true;
        else if (isWay)
            m_values.meta.emplace();
        enter(isWay);
        return true;
    }
    bool start_array(std::size_t)
    {
        other();
        const bool isWay = isOnTheWay() && (m_depth == 2 || m_depth == 3);
        if (isWay && m_depth == 2)
            m_list->isArray = true;
        else if (isWay)
            m_list->items.back().names.emplace();
        enter(isWay);
        return true;
    }
    bool end_object() { return leave(); }
    bool end_array() { return leave(); }
    bool parse_error(std::size_t, const std::string&, const json::exception&) { return false; }

private:
    /// Whether what comes next stands directly in something that matters.
    bool isOnTheWay() const { return m_depth == m_wayDepth; }

    /// Makes room for a value, as if it were of no use.
    bool other()
    {
        if (!isOnTheWay())
            return true;
        if (m_depth == 1) {
            m_values.numbers.erase(m_keys[0]);
            if (m_keys[0] == "meta")
                m_values.meta.reset();
        } else if (m_depth == 2) {
            m_list = &((*m_values.meta)[m_keys[1]] = {});
        } else if (m_depth == 3) {
            m_list->items.emplace_back();
        } else if (m_depth == 4) {
            HeaderList::Item& item = m_list->items.back();
            m_hadOthers = item.hasOthers;
            item.hasOthers = true;
        }
        return true;
    }

    void enter(bool isWay)
    {
        m_wayDepth += isWay;
        ++m_depth;
    }
    bool leave()
    {
        --m_depth;
        m_wayDepth = std::min(m_wayDepth, m_depth);
        return true;
    }

    HeaderValues& m_values;
    HeaderList* m_list = nullptr;
    std::array<std::string, 2> m_keys; ///< of the header, of meta
    std::size_t m_depth = 0;           ///< what is open
    std::size_t m_wayDepth = 0;        ///< how much of it is on the way
    bool m_hadOthers = false;
};

} // namespace

HeaderValues parseHeader(std::string_view text)
{
    HeaderValues values;
    HeaderHandler handler(values);
    if (!json::sax_parse(text, &handler))
        throw ErrorException({ErrorCode::BadSyntax, "its header is not well-formed", "snapshot"});
    return values;
}

} // namespace heapline
