// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/format/sampling_handler.h"

#include "core/base/result.h"
#include "core/format/text_budget.h"

#include <string>

namespace heapline {

namespace {

/// The first characters of a text, for messages.
std::string shortened(std::string_view text)
{
    constexpr std::size_t limit = 60;
    if (text.size() <= limit)
        return std::string(text);
    std::size_t end = limit;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80)
        --end;
    return std::string(text.substr(0, end)) + "…";
}

} // namespace

void SamplingHandler::key(std::string_view name)
{
    if (m_skipDepth)
        return;
    m_key = samplingKeyIn(m_levels.back().place, name);
    if (m_levels.size() == 1)
        m_section = name;
}

void SamplingHandler::beginNested(bool isObject)
{
    if (m_skipDepth == 0 && openNested(isObject))
        return;
    if (m_skipDepth == 0)
        misfit(isObject ? "an object" : "an array");
    ++m_skipDepth;
}

bool SamplingHandler::openNested(bool isObject)
{
    if (m_levels.empty()) {
        if (isObject)
            open(Place::File, 0);
        return isObject;
    }
    Level& level = m_levels.back();
    switch (level.place) {
    case Place::File:
        if (m_key == Key::Head && isObject) {
            if (m_isHeadSeen)
                fail(ErrorCode::BadValue, "\"head\" is there twice");
            m_isHeadSeen = true;
            open(Place::Node, m_writer.beginNode(0));
            return true;
        }
        if (m_key == Key::Samples && !isObject) {
            open(Place::Samples, 0);
            return true;
        }
        return false;
    case Place::Node:
        if (m_key == Key::CallFrame && isObject) {
            m_writer.clearFrame(level.row); // an own functionName or url before it does not count
            level.hasCallFrame = true;
            level.isNamed = false;
            open(Place::CallFrame, level.row);
            return true;
        }
        if (m_key == Key::Children && !isObject) {
            open(Place::Children, level.row);
            return true;
        }
        return false;
    case Place::Children:
        if (isObject) {
            checkMemory();
            open(Place::Node, m_writer.beginNode(level.row));
        }
        return isObject;
    case Place::Samples:
        if (isObject) {
            checkMemory();
            m_sample = {};
            open(Place::Sample, 0);
        }
        return isObject;
    case Place::CallFrame:
    case Place::Sample: break;
    }
    return false;
}

void SamplingHandler::checkMemory() const
{
    constexpr std::size_t perNode = 56; // while the columns grow
    constexpr std::size_t perLevel = 12;
    constexpr std::size_t perSample = 32;
    constexpr std::size_t perName = 24;
    requireText(m_file.nodes.size() * perNode + m_levels.size() * perLevel + m_file.samples.size() * perSample
                    + m_file.strings.size() * perName + m_file.strings.byteSize(),
                m_walk.valueOffset(), "call-tree nodes and samples", m_section);
}

void SamplingHandler::open(Place place, std::uint32_t row)
{
    m_levels.push_back({place, false, false, row});
    m_key = Key::Other;
}

void SamplingHandler::endObject()
{
    if (m_skipDepth) {
        --m_skipDepth;
        return;
    }
    const Level closed = m_levels.back();
    m_levels.pop_back();
    m_key = Key::Other;
    if (closed.place == Place::Node) {
        endNode(closed);
        m_isHeadComplete = m_isHeadComplete || closed.row == 0;
    } else if (closed.place == Place::Sample) {
        endSample();
    }
}

void SamplingHandler::endArray()
{
    if (m_skipDepth) {
        --m_skipDepth;
        return;
    }
    m_levels.pop_back();
    m_key = Key::Other;
}

void SamplingHandler::misfit(std::string_view kind)
{
    if (m_skipDepth)
        return;
    if (m_levels.empty())
        fail(ErrorCode::NotAProfile, "the file holds " + std::string(kind) + ", not an object");
    const Level& level = m_levels.back();
    const std::string name(nameOf(m_key));
    switch (level.place) {
    case Place::File:
        if (m_key == Key::Head)
            fail(ErrorCode::BadValue, "\"head\" is " + std::string(kind) + ", not an object");
        if (m_key == Key::Samples)
            m_samplesFault = "samples is " + std::string(kind) + ", not an array";
        break;
    case Place::Children: failNode(level.row, "children holds " + std::string(kind) + " in place of a node");
    case Place::CallFrame:
        if (m_key != Key::Other)
            failNode(level.row, name + " is " + std::string(kind));
        break;
    case Place::Node:
        if (m_key == Key::Children)
            failNode(level.row, "children is " + std::string(kind) + ", not an array");
        if (m_key == Key::SelfSize)
            failNode(level.row, "selfSize is " + std::string(kind) + ", not a number");
        if (m_key == Key::CallFrame || m_key == Key::Id || (m_key != Key::Other && !level.hasCallFrame))
            failNode(level.row, name + " is " + std::string(kind));
        break;
    case Place::Samples:
        rejectSamples("is " + std::string(kind) + ", not an object");
        ++m_samplesRead;
        break;
    case Place::Sample:
        if (m_key != Key::Other)
            rejectSamples(name + " is " + std::string(kind));
        break;
    }
}

void SamplingHandler::endNode(const Level& node)
{
    if (node.isNamed)
        return;
    if (node.row == 0)
        m_file.nodes.functionName[0] = m_writer.intern("(root)");
    else
        ++m_missingFrames;
}

void SamplingHandler::endSample()
{
    if (!m_sample.hasSize)
        rejectSamples("has no size");
    else if (!m_sample.hasOrdinal)
        rejectSamples("has no ordinal");
    if (m_samplesFault.empty()) {
        m_file.samples.sizeBytes.push_back(m_sample.size);
        m_file.samples.nodeId.push_back(m_sample.nodeId);
        m_file.samples.ordinal.push_back(m_sample.ordinal);
    }
    ++m_samplesRead;
}

void SamplingHandler::finish(bool isComplete)
{
    if (!isComplete)
        settleCutText();
    else if (!m_isHeadSeen)
        throw ErrorException({ErrorCode::MissingSection, "there is no \"head\", which holds the call tree", "head"});

    if (m_isRootScriptNumber && m_isRootAtZero)
        m_writer.shiftPositions();
    m_file.countsPlacesFromOne = m_isRootScriptNumber && m_isRootAtZero;
    if (!m_samplesFault.empty()) {
        m_file.samples = {};
        m_notes.add(NoteCode::MalformedSectionSkipped, 0, m_samplesFault);
    }
    if (m_missingFrames)
        m_notes.add(NoteCode::MissingCallFrames, m_missingFrames);
    if (m_fractions)
        m_notes.add(NoteCode::FractionalSizes, m_fractions);
    if (const auto duplicates = m_writer.duplicateIds(); duplicates.count)
        m_notes.add(NoteCode::DuplicateNodeIds, duplicates.count, "call-tree node id " + std::to_string(duplicates.first));
}

/// Keeps what was read before the text ended, if there is anything to show.
void SamplingHandler::settleCutText()
{
    const auto failCut = [this](const char* message) {
        throw ErrorException({ErrorCode::Truncated, message, "head", m_file.textBytes});
    };
    if (!m_isHeadSeen)
        failCut("the text ends before the call tree");

    const bool isBetweenSections = m_levels.size() == 1 && m_skipDepth == 0 && m_key == Key::Other;
    std::string place = (isBetweenSections ? "behind \"" : "within \"") + m_section + '"';
    for (; !m_levels.empty(); m_levels.pop_back()) {
        const Level& level = m_levels.back();
        if (level.place != Place::Node)
            continue;
        const bool isLast = level.row > 0 && level.row + 1 == m_file.nodes.size();
        if (isLast && !level.isNamed && m_file.nodes.selfSize[level.row] == 0)
            m_writer.dropLastNode();
        else
            endNode(level);
    }
    if (!m_isHeadComplete && m_selfSum == 0)
        failCut("the text ends before the first size in the call tree");
    m_notes.add(NoteCode::FileEndsEarly, 0, std::move(place));
    if (!m_isHeadComplete)
        m_notes.add(NoteCode::CallTreeCutOff);
    else
        m_notes.add(NoteCode::SamplesCutOff, m_file.samples.size());
}

void SamplingHandler::fail(ErrorCode code, const std::string& message) const
{
    throw ErrorException({code, message, m_section, m_walk.valueOffset()});
}

void SamplingHandler::failNode(std::uint32_t row, const std::string& what) const
{
    const std::string name = shortened(m_file.strings[m_file.nodes.functionName[row]]);
    fail(ErrorCode::BadValue, "call-tree node " + std::to_string(row + 1) + " \"" + name + "\": " + what);
}

void SamplingHandler::rejectSamples(const std::string& what)
{
    if (m_samplesFault.empty())
        m_samplesFault = "samples[" + std::to_string(m_samplesRead) + "] " + what;
}

} // namespace heapline
