// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/comparison_text.h"

#include "core/base/text_format.h"

#include <cmath>

namespace heapline {

namespace {

/// "99.8 %", never more than is true: 100 % are all.
std::string shareText(double share)
{
    constexpr double steps = 1'000'000;
    const auto part = static_cast<std::uint64_t>(std::floor(share * steps));
    return share < 1 && part >= 999'500 ? "99.9 %" : formatPercent(part, static_cast<std::uint64_t>(steps));
}

ComparisonSentence sentenceById(const IdEvidence& evidence, bool isChosen)
{
    if (evidence.common == 0)
        return {"Objects are matched by id, as you chose, although no id is in both files: all objects are new or deleted.",
                {}};
    const std::vector<std::string> figures = {formatCount(evidence.common), shareText(evidence.alike),
                                              shareText(evidence.leastAlike)};
    if (!evidence.isOneLife())
        return {
            "Objects are matched by id, as you chose, although the ids are not of one life of one process: of %1 ids in both "
            "files, %2 are of objects of equal type and name (%3 where they agree least). What is called new or deleted means "
            "little.",
            figures};
    if (isChosen)
        return {
            "Objects are matched by id, as you chose; the ids are of one life of one process: of %1 ids in both files, %2 are of "
            "objects of equal type and name (%3 where they agree least).",
            figures};
    return {
        "Objects are matched by id, as the ids are of one life of one process: of %1 ids in both files, %2 are of objects of equal "
        "type and name (%3 where they agree least).",
        figures};
}

ComparisonSentence sentenceByClass(const IdEvidence& evidence, bool isChosen)
{
    const std::vector<std::string> figures = {formatCount(evidence.common), shareText(evidence.alike),
                                              shareText(evidence.leastAlike)};
    if (evidence.isOneLife())
        return {
            "Classes are matched by name, shape and place, as you chose, although ids would do: of %1 ids in both files, %2 are of "
            "objects of equal type and name. All objects of a class are counted on either side.",
            {figures[0], figures[1]}};
    if (evidence.common == 0)
        return {
            "Classes are matched by name, shape and place: no id is in both files, so which objects are the same is not known. All "
            "objects of a class are counted on either side.",
            {}};
    if (isChosen)
        return {
            "Classes are matched by name, shape and place, as you chose; the ids are of different processes: of %1 ids in both "
            "files, %2 are of objects of equal type and name (%3 where they agree least). All objects of a class are counted on "
            "either side.",
            figures};
    return {
        "Classes are matched by name, shape and place, as the ids are of different processes: of %1 ids in both files, %2 are of "
        "objects of equal type and name (%3 where they agree least). All objects of a class are counted on either side.",
        figures};
}

} // namespace

std::string ComparisonSentence::english() const
{
    std::string filled;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const std::size_t figure =
            text[i] == '%' && i + 1 < text.size() ? static_cast<std::size_t>(text[i + 1] - '1') : figures.size();
        if (figure < figures.size()) {
            filled += figures[figure];
            ++i;
        } else {
            filled += text[i];
        }
    }
    return filled;
}

ComparisonSentence matchingBrief(const ShownComparison& shown)
{
    const IdEvidence& evidence = shown.matched->evidence;
    const bool isChosen = shown.matched->wanted != CompareBy::Automatic;
    if (shown.isById() && evidence.isOneLife())
        return {"Matched by id: %1 of %2 common ids agree, so they are of one life of one process.",
                {shareText(evidence.alike), formatCount(evidence.common)}};
    if (shown.isById())
        return {"Matched by id, as you chose, although the ids are of different processes: new and deleted mean little.",
                {}};
    if (isChosen)
        return {"Matched by class, shape and place, as you chose: all objects of a class are counted on either side.", {}};
    if (evidence.common == 0)
        return {"Matched by class, shape and place: no id is in both files.", {}};
    return {
        "Matched by class, shape and place: of the common ids %1 agree, in places only %2, so they are of different processes.",
        {shareText(evidence.alike), shareText(evidence.leastAlike)}};
}

ComparisonSentence matchingSentence(const ShownComparison& shown)
{
    if (shown.isOfRanges())
        return {
            "Two ranges of one recording are compared: all objects of a class that were allocated in either and are still alive.",
            {}};
    const ProfileComparison& matched = *shown.matched;
    if (shown.isById())
        return sentenceById(matched.evidence, matched.wanted != CompareBy::Automatic);
    return sentenceByClass(matched.evidence, matched.wanted != CompareBy::Automatic);
}

std::vector<ComparisonSentence> comparisonRemarks(const ShownComparison& shown, bool wantsNarrowing)
{
    std::vector<ComparisonSentence> remarks;
    if (shown.isOfRanges())
        return remarks;
    const IdEvidence& evidence = shown.matched->evidence;
    if (evidence.isBaseLater())
        remarks.push_back(
            {"The base seems to be the later file: it lacks %1 ids that the other one has, which lacks only %2. Compare the "
             "other way round.",
             {formatCount(evidence.newerOnly), formatCount(evidence.baseOnly)}});
    if (shown.passes)
        remarks.push_back({"Deleted objects are left out: the filters know the objects of this file only.", {}});
    if (wantsNarrowing && !shown.isById())
        remarks.push_back({"Range and filters do not narrow this table: they know the objects of one file only.", {}});
    return remarks;
}

} // namespace heapline
