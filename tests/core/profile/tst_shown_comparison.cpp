// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text_format.h"
#include "core/profile/comparison_text.h"
#include "core/profile/load.h"
#include "tests/core/base/test_printing.h"
#include "tests/core/heap/graph_builder.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <map>

namespace tst_shown_comparison {

using namespace heapline;

namespace {

std::shared_ptr<const Profile> recording(const char* name)
{
    Progress progress;
    return *loadProfile(std::string(HEAPLINE_TEST_DATA "/") + name, progress);
}

std::shared_ptr<const Profile> drawn(const char* drawing)
{
    auto profile = std::make_shared<Profile>();
    profile->heap = GraphBuilder(drawing).analyse();
    return profile;
}

std::shared_ptr<const ProfileComparison> matched(const Profile& newer, const Profile& base, CompareBy by)
{
    Progress progress;
    return std::make_shared<const ProfileComparison>(compareProfiles(newer, base, by, progress));
}

/// "A +7 +5 -3; B -9; ": rows and the ids of their objects.
std::string text(const ShownComparison& shown, DifferenceOrder order = DifferenceOrder::SizeDelta, bool descending = true)
{
    std::string text;
    for (const std::uint32_t row : shown.listedRows(order, descending)) {
        text += shown.rows[row].name;
        for (const ComparedObject& one : shown.objectsOf(row, order, descending))
            text += (one.side == ComparedSide::Newer ? " +" : " -")
                    + std::to_string(shown.heapOf(one.side).graph.nodes.id[one.object.value]);
        text += "; ";
    }
    return text;
}

const char* const older = "root -> a(1)@3=A b(2)@5=A c(4)@9=B d(6)@13=A e(5)@15=E";
const char* const newer = "root -> b(2)@5=A f(3)@21=A g(8)@23=A h(1)@25=C e(5)@15=E";

} // namespace

class TstShownComparison : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sortedRowsAndObjects()
    {
        const auto a = drawn(newer);
        const auto b = drawn(older);
        const ShownComparison shown = showProfiles(a, b, matched(*a, *b, CompareBy::Id));
        QVERIFY(shown.isById());
        // Deltas of sizes: A 11 - 7, C 1, B -4.
        QCOMPARE(text(shown), "A +23 +21 -3 -13; C +25; B -9; ");
        QCOMPARE(text(shown, DifferenceOrder::SizeDelta, false), "B -9; C +25; A -13 -3 +21 +23; ");
        QCOMPARE(text(shown, DifferenceOrder::CountDelta), "C +25; A +23 +21 -3 -13; B -9; ");
        QCOMPARE(text(shown, DifferenceOrder::AddedSize), "A +23 +21 -13 -3; C +25; B -9; ");
        QCOMPARE(text(shown, DifferenceOrder::RemovedSize), "A -13 -3 +23 +21; B -9; C +25; ");
        QCOMPARE(text(shown, DifferenceOrder::RemovedCount, false), "C +25; B -9; A +21 +23 -3 -13; ");
        QCOMPARE(text(shown, DifferenceOrder::Name, false), "A +21 +23 -3 -13; B -9; C +25; ");
    }

    void narrowed()
    {
        const auto a = drawn(newer);
        const auto b = drawn(older);
        const auto comparison = matched(*a, *b, CompareBy::Id);
        QCOMPARE(text(showProfiles(a, b, comparison, IdRange{5, 21})), "A +21 -13; B -9; ");
        auto passes = std::make_shared<std::vector<std::uint8_t>>(a->heap->graph.nodeCount(), 0);
        for (std::uint32_t i = 0; i < passes->size(); ++i)
            (*passes)[i] = a->heap->graph.nodes.id[i] > 21;
        const ShownComparison filtered = showProfiles(a, b, comparison, {}, passes);
        QCOMPARE(text(filtered), "A +23; C +25; ");
        QCOMPARE(comparisonRemarks(filtered, true).size(), std::size_t{1});
        QVERIFY(comparisonRemarks(filtered, true)[0].english().starts_with("Deleted objects are left out"));
    }

    void byClassOnlyWhatDiffersIsListed()
    {
        const auto a = drawn(newer);
        const auto b = drawn(older);
        const ShownComparison shown = showProfiles(a, b, matched(*a, *b, CompareBy::Class), IdRange{5, 21});
        QVERIFY(!shown.isById());
        QCOMPARE(text(shown), "A +23 +21 +5 -3 -5 -13; C +25; B -9; "); // not E, of which both have five bytes
        QVERIFY(comparisonRemarks(shown, true).back().english().starts_with("Range and filters do not narrow"));
        QVERIFY(comparisonRemarks(shown, false).empty());
    }

    void rangesOfOneProfile()
    {
        const auto profile = drawn("root -> a(1)@3=A b(2)@5=A c(4)@7=B d(8)@9=C e(2)@11=A f(1)@13=A");
        // A has two objects of three bytes in both.
        QCOMPARE(text(showRanges(profile, IdRange{9, 13}, IdRange{1, 5})), "");
        QCOMPARE(text(showRanges(profile, IdRange{5, 13}, IdRange{1, 5})), "C +9; B +7; ");
        QCOMPARE(text(showRanges(profile, {}, IdRange{1, 5})), "C +9; B +7; A +5 +11 +3 +13 -3 -5; ");
        auto passes = std::make_shared<std::vector<std::uint8_t>>(profile->heap->graph.nodeCount(), 1);
        for (std::uint32_t i = 0; i < passes->size(); ++i)
            (*passes)[i] = profile->heap->graph.nodes.id[i] != 5;
        QCOMPARE(text(showRanges(profile, IdRange{9, 13}, IdRange{1, 5}, passes)), "A +11 +13 -3; ");
    }

    /// The objects of all rows against a naive look at both files.
    void recordingsByIdAgainstSets()
    {
        const auto a = recording("orders-2-after.heapsnapshot.gz");
        const auto b = recording("orders-1-before.heapsnapshot.gz");
        const auto comparison = matched(*a, *b, CompareBy::Automatic);
        for (const std::optional<IdRange>& ids : {std::optional<IdRange>(), std::optional(IdRange{20'000, 80'000})}) {
            const ShownComparison shown = showProfiles(a, b, comparison, ids);
            QVERIFY(shown.isById());
            const auto idsOf = [&ids](const Heap& heap) {
                std::map<std::uint64_t, std::uint64_t> bytes;
                for (std::uint32_t i = 0; i < heap.graph.nodeCount(); ++i) {
                    const std::uint64_t id = heap.graph.nodes.id[i];
                    if (heap.shallowSize[i] > 0 && (!ids || ids->contains(id)))
                        bytes.emplace(id, heap.shallowSize[i]);
                }
                return bytes;
            };
            const auto newerBytes = idsOf(*a->heap);
            const auto olderBytes = idsOf(*b->heap);
            std::size_t onlyNewer = 0;
            std::size_t onlyOlder = 0;
            for (const auto& [id, bytes] : newerBytes)
                onlyNewer += !olderBytes.contains(id);
            for (const auto& [id, bytes] : olderBytes)
                onlyOlder += !newerBytes.contains(id);
            std::size_t added = 0;
            std::size_t removed = 0;
            std::size_t changedClass = 0;
            for (const std::uint32_t row : shown.listedRows(DifferenceOrder::SizeDelta, true)) {
                std::uint64_t addedBytes = 0;
                std::uint64_t removedBytes = 0;
                for (const ComparedObject& one : shown.objectsOf(row, DifferenceOrder::SizeDelta, true)) {
                    const Heap& heap = shown.heapOf(one.side);
                    const std::uint64_t id = heap.graph.nodes.id[one.object.value];
                    const bool isNewer = one.side == ComparedSide::Newer;
                    (isNewer ? added : removed) += 1;
                    (isNewer ? addedBytes : removedBytes) += heap.shallowSize[one.object.value];
                    changedClass += isNewer && olderBytes.contains(id); // another class under the same id
                }
                QCOMPARE(addedBytes, shown.rows[row].addedSize);
                QCOMPARE(removedBytes, shown.rows[row].removedSize);
            }
            QCOMPARE(added - changedClass, onlyNewer);
            QCOMPARE(removed - changedClass, onlyOlder);
        }
    }

    void sentences()
    {
        const auto a = recording("orders-2-after.heapsnapshot.gz");
        const auto b = recording("orders-1-before.heapsnapshot.gz");
        const ShownComparison byId = showProfiles(a, b, matched(*a, *b, CompareBy::Automatic));
        QCOMPARE(matchingBrief(byId).english(),
                 "Matched by id: 100 % of 42,281 common ids agree, so they are of one life of one process.");
        QVERIFY(comparisonRemarks(byId, true).empty());
        const auto other = recording("shapes-numbers.node20.heapsnapshot.gz");
        const ShownComparison byClass = showProfiles(other, b, matched(*other, *b, CompareBy::Automatic));
        QCOMPARE(matchingBrief(byClass).english(),
                 "Matched by class, shape and place: of the common ids 33.1 % agree, in places "
                 "only 0 %, so they are of different processes.");
        const ShownComparison forced = showProfiles(other, b, matched(*other, *b, CompareBy::Id));
        QVERIFY(matchingBrief(forced).english().find("although the ids are of different processes") != std::string::npos);
        const auto x = drawn("root -> a@31");
        const auto y = drawn("root -> a@33");
        QVERIFY(matchingSentence(showProfiles(x, y, matched(*x, *y, CompareBy::Automatic)))
                    .english()
                    .find("no id is in both files")
                != std::string::npos);
    }

    void differencesAsText()
    {
        QCOMPARE(formatCountDelta(1345), "+1,345");
        QCOMPARE(formatCountDelta(0), "0");
        QCOMPARE(formatCountDelta(-20), "−20");
        QCOMPARE(formatBytesDelta(232'288), "+232 kB");
        QCOMPARE(formatBytesDelta(0), "0 B");
        QCOMPARE(formatBytesDelta(-72), "−72 B");
        QCOMPARE(formatCountDelta(std::numeric_limits<std::int64_t>::min()), "−9,223,372,036,854,775,808");
    }
};

HEAPLINE_TEST(TstShownComparison)

} // namespace tst_shown_comparison

#include "tst_shown_comparison.moc"
