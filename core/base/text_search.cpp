// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text_search.h"

#include "core/base/result.h"

#include <tbb/blocked_range.h>
#include <tbb/parallel_for.h>

#include <algorithm>
#include <atomic>
#include <string>
#include <string_view>

namespace heapline {

namespace {

constexpr std::size_t rowsPerBlock = 1 << 13;
constexpr std::size_t mostUndecided = 50; // each one takes hundredths of a second

/// Rows that one task searches.
struct Block {
    std::size_t first = 0;
    std::size_t last = 0;
};

/// Searches the texts of a block as one text. A hit that reaches into the next row is none. The rows of other hits follow by walking along:
/// no row costs more than a comparison unless it has a hit.
void searchThrough(const StringTable& strings, Block block, TextFinder& finder, const Progress& progress,
                   std::vector<std::uint8_t>& isMatch)
{
    const std::string_view arena = strings.arena();
    const auto ends = strings.ends();
    std::size_t at = block.first == 0 ? 0 : ends[block.first - 1];
    const std::size_t end = ends[block.last - 1];
    std::size_t row = block.first;
    TextFinder::Hit hit;
    while (at < end && finder.find(arena.substr(at, end - at), hit) == TextFinder::Answer::Yes) {
        const std::size_t begin = at + hit.begin;
        while (ends[row] <= begin)
            ++row;
        if (at + hit.end <= ends[row]) {
            isMatch[row] = 1;
            at = ends[row];
        } else {
            at = begin + 1;
            progress.throwIfStopped();
        }
    }
}

/// Searches the texts of a block one by one. @return strings that are undecided
std::size_t searchEach(const StringTable& strings, Block block, TextFinder& finder, const Progress& progress,
                       std::vector<std::uint8_t>& isMatch)
{
    std::size_t undecided = 0;
    for (std::size_t row = block.first; row < block.last && undecided < mostUndecided; ++row) {
        progress.throwIfStopped();
        const TextFinder::Answer answer = finder.matches(strings[StringId(row)]);
        isMatch[row] = answer == TextFinder::Answer::Yes;
        undecided += answer == TextFinder::Answer::Undecided;
    }
    return undecided;
}

} // namespace

TextMatches searchStrings(const StringTable& strings, const TextPattern& pattern, const Progress& progress)
{
    TextMatches matches;
    if (pattern.isEmpty()) {
        matches.isMatch.assign(strings.size(), 1);
        matches.count = strings.size();
        return matches;
    }
    matches.isMatch.resize(strings.size());
    std::atomic<std::size_t> count = 0;
    std::atomic<std::size_t> undecided = 0;
    const std::size_t blocks = (strings.size() + rowsPerBlock - 1) / rowsPerBlock;
    tbb::parallel_for(std::size_t{0}, blocks, [&](std::size_t number) {
        progress.throwIfStopped();
        if (undecided >= mostUndecided)
            return;
        const Block block{number * rowsPerBlock, std::min(strings.size(), (number + 1) * rowsPerBlock)};
        TextFinder finder(pattern);
        if (pattern.isExpression())
            undecided += searchEach(strings, block, finder, progress, matches.isMatch);
        else
            searchThrough(strings, block, finder, progress, matches.isMatch);
        const auto rows = matches.isMatch.begin();
        count += static_cast<std::size_t>(std::count(rows + static_cast<std::ptrdiff_t>(block.first),
                                                     rows + static_cast<std::ptrdiff_t>(block.last), std::uint8_t{1}));
    });
    progress.throwIfStopped();
    matches.count = count;
    matches.undecided = undecided;
    if (matches.undecided >= mostUndecided)
        throw ErrorException({ErrorCode::CostlyPattern, "it tries too many ways to match", {}});
    return matches;
}

} // namespace heapline
