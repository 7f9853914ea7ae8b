// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/format/live_event_line.h"

#include <nlohmann/json.hpp>

#include <limits>
#include <string>

namespace heapline {

namespace {

using nlohmann::json;

constexpr std::int64_t mostUnsigned = std::numeric_limits<std::uint32_t>::max();
constexpr std::int64_t leastSigned = std::numeric_limits<std::int32_t>::min();

/// Takes from an event what stands at `method`, `params.statsUpdate` and `params.lastSeenObjectId`.
class EventHandler final : public nlohmann::json_sax<json> {
public:
    explicit EventHandler(LiveEventLine& line) : m_line(line) {}

    bool null() override { return other(); }
    bool boolean(bool) override { return other(); }
    bool number_integer(number_integer_t value) override { return number(value); }
    bool number_unsigned(number_unsigned_t value) override
    {
        if (m_depth == 2 && m_isInParams && m_key == "lastSeenObjectId") {
            m_line.lastSeenId = value;
            m_hasId = true;
            return true;
        }
        return number(value > static_cast<number_unsigned_t>(mostUnsigned) ? mostUnsigned + 1
                                                                           : static_cast<number_integer_t>(value));
    }
    bool number_float(number_float_t, const string_t&) override { return other(); }
    bool string(string_t& value) override
    {
        if (m_depth == 1 && m_key == "method")
            m_method = std::move(value);
        return other();
    }
    bool binary(binary_t&) override { return other(); }
    bool start_object(std::size_t) override { return open(); }
    bool start_array(std::size_t) override
    {
        m_isInStats = m_depth == 2 && m_isInParams && m_key == "statsUpdate";
        return open();
    }
    bool key(string_t& value) override
    {
        m_key = std::move(value);
        if (m_depth == 1)
            m_isInParams = m_key == "params";
        return true;
    }
    bool end_object() override { return close(); }
    bool end_array() override
    {
        m_hasStats = m_hasStats || (m_isInStats && m_depth == 3);
        m_isInStats = m_isInStats && m_depth > 3;
        return close();
    }
    bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) override { return false; }

    LiveEventLine::Kind kind() const
    {
        using Kind = LiveEventLine::Kind;
        if (m_method == "HeapProfiler.lastSeenObjectId")
            return m_hasId ? Kind::LastSeen : Kind::Unreadable;
        if (m_method == "HeapProfiler.heapStatsUpdate")
            return m_hasStats && !m_isDamaged && m_line.stats.size() % 3 == 0 ? Kind::Stats : Kind::Unreadable;
        return Kind::Other;
    }

private:
    bool other()
    {
        m_isDamaged = m_isDamaged || m_isInStats;
        return true;
    }
    bool number(std::int64_t value)
    {
        if (!m_isInStats)
            return true;
        if (m_depth != 3 || value < leastSigned || value > mostUnsigned)
            return other();
        m_line.stats.push_back(static_cast<std::uint32_t>(value));
        return true;
    }
    bool open()
    {
        m_isDamaged = m_isDamaged || (m_isInStats && m_depth >= 3);
        ++m_depth;
        return true;
    }
    bool close()
    {
        --m_depth;
        return true;
    }

    LiveEventLine& m_line;
    std::string m_method;
    std::string m_key;
    int m_depth = 0;
    bool m_isInParams = false;
    bool m_isInStats = false;
    bool m_hasStats = false;
    bool m_hasId = false;
    bool m_isDamaged = false;
};

} // namespace

void readLiveEventLine(std::string_view line, LiveEventLine& out)
{
    out.stats.clear();
    out.lastSeenId = 0;
    EventHandler handler(out);
    out.kind = json::sax_parse(line, &handler) ? handler.kind() : LiveEventLine::Kind::Unreadable;
}

} // namespace heapline
