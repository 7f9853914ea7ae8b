// SPDX-License-Identifier: GPL-3.0-or-later
// The values within a `.heapprofile`; its objects and arrays are in sampling_handler.cpp.
#include "core/format/sampling_handler.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace heapline {

namespace {

/// Sums of sizes stay below this, so that nothing overflows.
constexpr std::uint64_t largestSum = std::uint64_t(1) << 63;

std::int64_t clampToWhole(double real)
{
    constexpr double limit = 9.0e18;
    return static_cast<std::int64_t>(std::clamp(std::nearbyint(real), -limit, limit));
}

} // namespace

void SamplingHandler::null()
{
    const bool isInObject =
        !m_levels.empty() && m_levels.back().place != Place::Children && m_levels.back().place != Place::Samples;
    if (!isInObject || m_key == Key::Head || m_key == Key::SelfSize)
        misfit("null"); // anywhere else it is as if the key were not there
}

void SamplingHandler::boolean()
{
    misfit("true or false");
}

SamplingHandler::Level* SamplingHandler::nodeOfFrameField()
{
    Level& level = m_levels.back();
    if (level.place == Place::CallFrame)
        return &m_levels[m_levels.size() - 2];
    return level.place == Place::Node && !level.hasCallFrame ? &level : nullptr;
}

void SamplingHandler::text(std::string_view value)
{
    const bool isText = m_key == Key::FunctionName || m_key == Key::Url || m_key == Key::ScriptId;
    if (m_skipDepth || m_levels.empty() || !isText)
        return misfit("text");
    if (Level* node = nodeOfFrameField())
        setFrameText(*node, value);
}

void SamplingHandler::setFrameText(Level& node, std::string_view text)
{
    const StringId id = m_writer.intern(text);
    SamplingNodeColumns& nodes = m_file.nodes;
    if (m_key == Key::FunctionName) {
        nodes.functionName[node.row] = id;
        node.isNamed = true;
    } else if (m_key == Key::Url) {
        nodes.url[node.row] = id;
    } else {
        nodes.scriptId[node.row] = id;
    }
}

void SamplingHandler::number(const JsonNumber& value)
{
    if (m_skipDepth || m_levels.empty())
        return misfit("a number");
    const Level& level = m_levels.back();
    switch (m_key) {
    case Key::SelfSize: {
        std::string fault;
        m_file.nodes.selfSize[level.row] = bytesOf(value, m_selfSum, fault);
        if (!fault.empty())
            failNode(level.row, "selfSize " + fault);
        return;
    }
    case Key::Id:
        if (value.isNegative)
            failNode(level.row, "id is negative");
        m_file.nodes.id[level.row] =
            value.isInteger ? value.magnitude : static_cast<std::uint64_t>(clampToWhole(value.real));
        return;
    case Key::ScriptId:
    case Key::LineNumber:
    case Key::ColumnNumber:
        if (Level* node = nodeOfFrameField())
            setFrameNumber(*node, value);
        return;
    case Key::Size:
    case Key::NodeId:
    case Key::Ordinal: setSampleNumber(value); return;
    default: misfit("a number");
    }
}

std::uint64_t SamplingHandler::bytesOf(const JsonNumber& value, std::uint64_t& sum, std::string& fault)
{
    std::uint64_t bytes = value.magnitude;
    if (value.isNegative) {
        fault =
            "is negative (" + (value.isInteger ? '-' + std::to_string(value.magnitude) : std::to_string(value.real)) + ')';
        return 0;
    }
    if (!value.isInteger) {
        const double whole = std::nearbyint(value.real);
        if (whole >= static_cast<double>(largestSum)) {
            fault = "is too large";
            return 0;
        }
        m_fractions += whole != value.real;
        bytes = static_cast<std::uint64_t>(whole);
    }
    if (bytes >= largestSum || sum + bytes >= largestSum) {
        fault = "is too large";
        return 0;
    }
    sum += bytes;
    return bytes;
}

/// Positions are 0-based in a callFrame, and 1-based in old files where they stand on the node itself.
void SamplingHandler::setFrameNumber(Level& node, const JsonNumber& value)
{
    SamplingNodeColumns& nodes = m_file.nodes;
    const std::int64_t whole = clampToWhole(value.real);
    if (m_key == Key::ScriptId) {
        m_isRootScriptNumber = m_isRootScriptNumber || (node.row == 0 && node.hasCallFrame);
        nodes.scriptId[node.row] = m_writer.intern(std::to_string(whole));
        return;
    }
    if (m_key == Key::LineNumber && node.row == 0 && node.hasCallFrame)
        m_isRootAtZero = whole == 0;
    auto& column = m_key == Key::LineNumber ? nodes.line : nodes.column;
    column[node.row] = std::max<std::int64_t>(-1, node.hasCallFrame ? whole : whole - 1);
}

void SamplingHandler::setSampleNumber(const JsonNumber& value)
{
    if (m_key == Key::Size) {
        std::string fault;
        m_sample.size = bytesOf(value, m_sampleSum, fault);
        m_sample.hasSize = true;
        if (!fault.empty())
            rejectSamples("size " + fault);
    } else if (m_key == Key::NodeId) {
        m_sample.nodeId = value.isNegative  ? 0
                          : value.isInteger ? value.magnitude
                                            : static_cast<std::uint64_t>(clampToWhole(value.real));
    } else {
        // Only the order of samples depends on it: what V8 does not count to is brought within what sums and differences can hold.
        m_sample.ordinal = static_cast<std::int64_t>(std::clamp(std::nearbyint(value.real), 0.0, 0x1p53));
        m_sample.hasOrdinal = true;
    }
}

} // namespace heapline
