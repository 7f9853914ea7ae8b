// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/notes.h"
#include "core/base/result.h"
#include "core/format/json_text_filter.h"
#include "core/format/sampling_keys.h"
#include "core/format/sampling_writer.h"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace heapline {

/// Takes the events of nlohmann's SAX parser for a `.heapprofile`. Errors in what the call tree needs are thrown; what is
/// wrong with the samples costs only the samples.
class SamplingHandler final : public nlohmann::json_sax<nlohmann::json> {
public:
    SamplingHandler(SamplingFile& file, Notes& notes, const JsonTextFilter& text)
        : m_file(file)
        , m_writer(file)
        , m_notes(notes)
        , m_text(text)
    {
    }

    bool null() override;
    bool boolean(bool value) override;
    bool number_integer(std::int64_t value) override;
    bool number_unsigned(std::uint64_t value) override;
    bool number_float(double value, const std::string& digits) override;
    bool string(std::string& value) override;
    bool binary(nlohmann::json::binary_t& value) override;
    bool key(std::string& name) override;
    bool start_object(std::size_t elements) override;
    bool end_object() override;
    bool start_array(std::size_t elements) override;
    bool end_array() override;

    /// @return false if the text ends too early, for finish() to settle
    /// @throws ErrorException for any other fault
    bool parse_error(std::size_t position, const std::string& lastToken, const nlohmann::json::exception& fault) override;

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

    struct Number {
        bool isInteger;
        bool isNegative;
        std::uint64_t magnitude; ///< of integers
        double real;
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
    bool startNested(bool isObject);
    bool number(const Number& value);
    /// Takes a value of a kind that does not fit: an error if it stands for something needed, else nothing.
    bool misfit(std::string_view kind);

    /// The node that a frame field of the innermost object belongs to; null if there is none, or if its callFrame counts
    /// instead.
    Level* nodeOfFrameField();
    void setFrameNumber(Level& node, const Number& value);
    void setFrameText(Level& node, std::string_view text);
    void setSampleNumber(const Number& value);
    void endNode(const Level& node);
    void endSample();

    /// Whole bytes of a size, added to @p sum. @param fault filled if the number is no size
    std::uint64_t bytesOf(const Number& value, std::uint64_t& sum, std::string& fault);

    void settleCutText();

    [[noreturn]] void fail(ErrorCode code, const std::string& message) const;
    [[noreturn]] void failNode(std::uint32_t row, const std::string& what) const;
    void rejectSamples(const std::string& what);

    SamplingFile& m_file;
    SamplingWriter m_writer;
    Notes& m_notes;
    const JsonTextFilter& m_text; ///< for positions only
    std::vector<Level> m_levels;  ///< what is open, outermost first
    std::size_t m_skipDepth = 0;  ///< open objects and arrays within a value that is skipped
    Key m_key = Key::Other;       ///< last key of the innermost object
    std::string m_section;        ///< last key of the file's own object
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
