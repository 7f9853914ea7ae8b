// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/notes.h"
#include "core/base/result.h"
#include "core/format/json_walk.h"
#include "core/format/sampling_keys.h"
#include "core/format/sampling_writer.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace heapline {

/// Takes what stands in a `.heapprofile`. Errors in what the call tree needs are thrown; what is
/// wrong with the samples costs only the samples.
class SamplingHandler final : public JsonEvents {
public:
    SamplingHandler(SamplingFile& file, Notes& notes, const JsonWalk& walk)
        : m_file(file)
        , m_writer(file)
        , m_notes(notes)
        , m_walk(walk)
    {
    }

    void beginObject() override { beginNested(true); }
    void endObject() override;
    void beginArray() override { beginNested(false); }
    void endArray() override;
    void key(std::string_view name) override;
    void text(std::string_view value) override;
    void number(const JsonNumber& value) override;
    void boolean() override;
    void null() override;

    /// Settles what is left open and writes the notes.
    /// @param isComplete whether the parser came to the end of the profile
    void finish(bool isComplete);

private:
    using Place = SamplingPlace;
    using Key = SamplingKey;

    /// An object or array that is open.
    struct Level {
        Place place;
        bool hasCallFrame = false; ///< nodes: whether there was a callFrame object
        bool isNamed = false;      ///< nodes: whether there was a functionName
        std::uint32_t row = 0;     ///< call-tree row: of the node, or of the node whose children or callFrame this is
    };

    struct Sample {
        std::uint64_t size = 0;
        std::uint64_t nodeId = 0;
        std::int64_t ordinal = 0;
        bool hasSize = false;
        bool hasOrdinal = false;
    };

    void open(Place place, std::uint32_t row);
    bool openNested(bool isObject);
    void beginNested(bool isObject);
    /// Takes a value of a kind that does not fit: an error if it stands for something needed, else nothing.
    void misfit(std::string_view kind);

    /// The node that a frame field of the innermost object belongs to; null if there is none, or if its callFrame counts
    /// instead.
    Level* nodeOfFrameField();
    void setFrameNumber(Level& node, const JsonNumber& value);
    void setFrameText(Level& node, std::string_view text);
    void setSampleNumber(const JsonNumber& value);
    void endNode(const Level& node);
    void endSample();

    /// Whole bytes of a size, added to @p sum. @param fault filled if the number is no size
    std::uint64_t bytesOf(const JsonNumber& value, std::uint64_t& sum, std::string& fault);

    void settleCutText();

    /// @throws ErrorException TooLarge when nodes and samples take much more than their text
    void checkMemory() const;

    [[noreturn]] void fail(ErrorCode code, const std::string& message) const;
    [[noreturn]] void failNode(std::uint32_t row, const std::string& what) const;
    void rejectSamples(const std::string& what);

    SamplingFile& m_file;
    SamplingWriter m_writer;
    Notes& m_notes;
    const JsonWalk& m_walk;      ///< for positions only
    std::vector<Level> m_levels; ///< what is open, outermost first
    std::size_t m_skipDepth = 0; ///< open objects and arrays within a value that is skipped
    Key m_key = Key::Other;      ///< last key of the innermost object
    std::string m_section;       ///< last key of the file's own object
    Sample m_sample;
    std::string m_samplesFault;      ///< why the samples are of no use; empty while they are
    std::uint64_t m_samplesRead = 0; ///< entries of the samples array so far, good or not
    std::uint64_t m_selfSum = 0;
    std::uint64_t m_sampleSum = 0;
    std::uint64_t m_fractions = 0;
    std::uint64_t m_missingFrames = 0;
    bool m_isHeadSeen = false;
    bool m_isHeadComplete = false;
    bool m_isRootScriptNumber = false; ///< head's scriptId is a number, not text
    bool m_isRootAtZero = false;       ///< head's lineNumber is 0
};

} // namespace heapline
