// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text_pattern.h"

#include "core/base/utf16.h"

#include <pcre2.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <new>
#include <utility>

namespace heapline {

namespace {

// What one text may cost at most, so that an expression that tries out all ways to match ends: some hundredths of a second.
constexpr std::uint32_t mostSteps = 5'000'000;
constexpr std::uint32_t mostHeapKib = 64 * 1024; // without JIT
constexpr std::size_t firstStackBytes = std::size_t{32} * 1024;
constexpr std::size_t mostStackBytes = std::size_t{1024} * 1024;

template <auto release>
struct Release {
    template <typename T>
    void operator()(T* object) const
    {
        release(object);
    }
};

using Code = std::unique_ptr<pcre2_code, Release<pcre2_code_free>>;
using CompileContext = std::unique_ptr<pcre2_compile_context, Release<pcre2_compile_context_free>>;
using MatchContext = std::unique_ptr<pcre2_match_context, Release<pcre2_match_context_free>>;
using MatchData = std::unique_ptr<pcre2_match_data, Release<pcre2_match_data_free>>;
using JitStack = std::unique_ptr<pcre2_jit_stack, Release<pcre2_jit_stack_free>>;

PCRE2_SPTR units(std::string_view text)
{
    return reinterpret_cast<PCRE2_SPTR>(text.data() ? text.data() : "");
}

/// Whether a surrogate, which UTF-8 does not have, is in a WTF-8 text.
bool hasLoneSurrogate(std::string_view text)
{
    for (std::size_t i = 0; i + 1 < text.size(); ++i) {
        if (text[i] == '\xED' && static_cast<unsigned char>(text[i + 1]) >= 0xA0)
            return true;
    }
    return false;
}

bool isTrailByte(char byte)
{
    return (static_cast<unsigned char>(byte) & 0xC0) == 0x80;
}

/// Number, from 1, of the character that starts at a byte, or that the byte belongs to.
std::size_t characterAt(std::string_view text, std::size_t byte)
{
    const std::string_view before = text.substr(0, byte);
    return before.size() - static_cast<std::size_t>(std::ranges::count_if(before, isTrailByte)) + 1;
}

Error badPattern(std::string_view text, int error, std::size_t byte)
{
    std::array<PCRE2_UCHAR, 256> words{};
    pcre2_get_error_message(error, words.data(), words.size());
    return {ErrorCode::BadPattern,
            std::string(reinterpret_cast<const char*>(words.data())) + ", at character "
                + std::to_string(characterAt(text, std::min(byte, text.size()))),
            {}};
}

} // namespace

struct TextPattern::Compiled {
    Code code;
    bool hasJit = false;             ///< false where the machine has none, or forbids to make code
    std::uint32_t shortestBytes = 0; ///< no shorter text matches
};

Result<TextPattern> TextPattern::compile(const TextQuery& query)
{
    TextPattern pattern;
    pattern.m_query = query;
    std::string& text = pattern.m_query.text;
    repairUtf8(text);
    if (text.empty() || (!query.isExpression && query.caseSensitive))
        return pattern;

    const bool isUnicode = !hasLoneSurrogate(text);
    if (!isUnicode && query.isExpression) {
        const auto at = static_cast<std::size_t>(text.find('\xED'));
        return Error{ErrorCode::BadPattern,
                     "an expression cannot hold half of a surrogate pair, at character "
                         + std::to_string(characterAt(text, at)),
                     {}};
    }
    std::uint32_t options = isUnicode ? PCRE2_UTF | PCRE2_MATCH_INVALID_UTF : 0;
    options |= query.isExpression ? PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C : PCRE2_LITERAL;
    if (!query.caseSensitive)
        options |= PCRE2_CASELESS;
    const CompileContext context(pcre2_compile_context_create(nullptr));
    if (!context)
        throw std::bad_alloc();
    pcre2_set_newline(context.get(), PCRE2_NEWLINE_LF);
    auto compiled = std::make_shared<Compiled>();
    int error = 0;
    PCRE2_SIZE errorByte = 0;
    compiled->code.reset(pcre2_compile(units(text), text.size(), options, &error, &errorByte, context.get()));
    if (!compiled->code)
        return badPattern(text, error, errorByte);
    std::size_t jitBytes = 0;
    compiled->hasJit = pcre2_jit_compile(compiled->code.get(), PCRE2_JIT_COMPLETE) == 0
                       && pcre2_pattern_info(compiled->code.get(), PCRE2_INFO_JITSIZE, &jitBytes) == 0 && jitBytes > 0;
    pcre2_pattern_info(compiled->code.get(), PCRE2_INFO_MINLENGTH, &compiled->shortestBytes);
    pattern.m_compiled = std::move(compiled);
    return pattern;
}

struct TextFinder::Memory {
    MatchContext context;
    MatchData data;
    JitStack stack;
};

TextFinder::TextFinder(const TextPattern& pattern) : m_pattern(pattern)
{
    if (!m_pattern.m_compiled)
        return;
    m_memory = std::make_unique<Memory>();
    m_memory->context.reset(pcre2_match_context_create(nullptr));
    m_memory->data.reset(pcre2_match_data_create(1, nullptr));
    if (!m_memory->context || !m_memory->data)
        throw std::bad_alloc();
    // Plain text takes no steps but one for each place where it may begin.
    pcre2_set_match_limit(m_memory->context.get(),
                          m_pattern.isExpression() ? mostSteps : std::numeric_limits<std::uint32_t>::max());
    pcre2_set_heap_limit(m_memory->context.get(), mostHeapKib);
    if (!m_pattern.m_compiled->hasJit)
        return;
    m_memory->stack.reset(pcre2_jit_stack_create(firstStackBytes, mostStackBytes, nullptr));
    if (!m_memory->stack)
        throw std::bad_alloc();
    pcre2_jit_stack_assign(m_memory->context.get(), nullptr, m_memory->stack.get());
}

TextFinder::~TextFinder() = default;

TextFinder::Answer TextFinder::find(std::string_view text, Hit& hit)
{
    const std::string& wanted = m_pattern.m_query.text;
    if (!m_pattern.m_compiled) {
        const std::size_t at = text.find(wanted);
        hit = {at, at + wanted.size()};
        return at == std::string_view::npos ? Answer::No : Answer::Yes;
    }
    const TextPattern::Compiled& compiled = *m_pattern.m_compiled;
    if (text.size() < compiled.shortestBytes)
        return Answer::No;
    const auto match = compiled.hasJit ? pcre2_jit_match : pcre2_match;
    const int result =
        match(compiled.code.get(), units(text), text.size(), 0, 0, m_memory->data.get(), m_memory->context.get());
    if (result == PCRE2_ERROR_NOMATCH)
        return Answer::No;
    if (result == PCRE2_ERROR_NOMEMORY)
        throw std::bad_alloc();
    if (result < 0)
        return Answer::Undecided;
    const PCRE2_SIZE* const ends = pcre2_get_ovector_pointer(m_memory->data.get());
    hit = {ends[0], ends[1]};
    return Answer::Yes;
}

TextFinder::Answer TextFinder::matches(std::string_view text)
{
    Hit hit;
    return find(text, hit);
}

} // namespace heapline
