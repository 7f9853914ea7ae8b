// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/heap/object_search.h"
#include "tests/core/base/test_printing.h"
#include "tests/core/report/test_files.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>

namespace tst_searched_files {

using namespace heapline;

namespace {

/// What DevTools' own search finds (HeapSnapshot.search of chrome-devtools-frontend, no filter), by name or text.
struct Found {
    const char* file;
    TextQuery query;
    std::uint64_t objects;
    std::uint64_t sumOfIds;
};

const Found devToolsFinds[] = {
    {"leaky-http.heaptimeline.gz", {"session", false, false}, 12043, 1686700265},
    {"leaky-http.heaptimeline.gz", {"Session", false, true}, 817, 113180017},
    {"leaky-http.heaptimeline.gz", {"^Map$", true, true}, 25, 1585649},
    {"leaky-http.heaptimeline.gz", {"key, ", false, false}, 4, 307008},
    {"leaky-http.heaptimeline.gz", {"{", false, true}, 11138, 1504313054},
    {"leaky-http.heaptimeline.gz", {"handle", false, false}, 3215, 144356207},
    {"leaky-http.heaptimeline.gz", {"[0-9]{4}", true, true}, 159, 2859463},
    {"leaky-http.heaptimeline.gz", {"system / Context", false, false}, 814, 49993386},
    {"leaky-http.heaptimeline.gz", {"sliced", false, false}, 10, 688492},
    {"leaky-http.heaptimeline.gz", {"x", false, false}, 3680, 1533486221},
    {"orders-2-after.heapsnapshot.gz", {"session", false, false}, 32, 748156},
    {"orders-2-after.heapsnapshot.gz", {"Session", false, true}, 8, 224232},
    {"orders-2-after.heapsnapshot.gz", {"^Map$", true, true}, 22, 1108248},
    {"orders-2-after.heapsnapshot.gz", {"key, ", false, false}, 2, 63236},
    {"orders-2-after.heapsnapshot.gz", {"{", false, true}, 675, 39677313},
    {"orders-2-after.heapsnapshot.gz", {"[0-9]{4}", true, true}, 154, 4070094},
    {"orders-2-after.heapsnapshot.gz", {"system / Context", false, false}, 723, 44991681},
    {"orders-2-after.heapsnapshot.gz", {"x", false, false}, 2900, 1896692785},
    {"shapes.node26.heaptimeline.gz", {"session", false, false}, 41, 1143395},
    {"shapes.node26.heaptimeline.gz", {"Session", false, true}, 9, 392169},
    {"shapes.node26.heaptimeline.gz", {"^Map$", true, true}, 30, 2279630},
    {"shapes.node26.heaptimeline.gz", {"key, ", false, false}, 3, 256649},
    {"shapes.node26.heaptimeline.gz", {"{", false, true}, 1325, 128136731},
    {"shapes.node26.heaptimeline.gz", {"[0-9]{4}", true, true}, 227, 10719075},
    {"shapes.node26.heaptimeline.gz", {"system / Context", false, false}, 1004, 92304140},
    {"shapes.node26.heaptimeline.gz", {"x", false, false}, 3756, 264098583},
    {"detached-dom.chromium.heapsnapshot.gz", {"session", false, false}, 17, 246468},
    {"detached-dom.chromium.heapsnapshot.gz", {"Session", false, true}, 17, 246468},
    {"detached-dom.chromium.heapsnapshot.gz", {"^Map$", true, true}, 6, 247768},
    {"detached-dom.chromium.heapsnapshot.gz", {"key, ", false, false}, 5, 47346},
    {"detached-dom.chromium.heapsnapshot.gz", {"{", false, true}, 3763, 279453895},
    {"detached-dom.chromium.heapsnapshot.gz", {"[0-9]{4}", true, true}, 571, 38465929},
    {"detached-dom.chromium.heapsnapshot.gz", {"system / Context", false, false}, 528, 36294628},
    {"detached-dom.chromium.heapsnapshot.gz", {"x", false, false}, 5507, 340010431},
};

} // namespace

/// Searches of real files find the objects that DevTools finds.
class TstSearchedFiles : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sameAsDevTools_data()
    {
        QTest::addColumn<int>("row");
        int row = 0;
        for (const Found& found : devToolsFinds)
            QTest::newRow((std::string(found.file) + " " + found.query.text).c_str()) << row++;
    }

    void sameAsDevTools()
    {
        QFETCH(int, row);
        const Found& expected = devToolsFinds[row];
        const Profile& profile = load(expected.file);
        std::uint64_t objects = 0;
        std::uint64_t sumOfIds = 0;
        for (const SearchPlace place : {SearchPlace::Names, SearchPlace::Strings}) {
            const ObjectQuery query{*TextPattern::compile(expected.query), place, {}, {}};
            const ObjectHits hits = searchObjects(*profile.heap, profile.heapIndexes, query, {});
            objects += hits.totals.count;
            for (const NodeOrdinal object : hits.objects)
                sumOfIds += profile.heap->graph.nodes.id[object.value];
        }
        QCOMPARE(objects, expected.objects);
        QCOMPARE(sumOfIds, expected.sumOfIds);
    }

    /// Classes have the figures of the Summary, which are DevTools' own.
    void classesAsInTheSummary()
    {
        const Profile& profile = load("leaky-http.heaptimeline.gz");
        const ObjectQuery query{*TextPattern::compile({".", true, false}), SearchPlace::Classes, {}, {}};
        const ObjectHits hits = searchObjects(*profile.heap, profile.heapIndexes, query, {});
        ClassRowScratch scratch;
        std::vector<ClassRow> rows;
        computeClassRows(*profile.heap, std::optional<IdRange>(), scratch, rows);
        QCOMPARE(hits.groups.size(), rows.size());
        for (std::size_t i = 0; i < rows.size(); ++i) {
            QCOMPARE(hits.groups[i].classId, rows[i].id);
            QCOMPARE(hits.groups[i].totals,
                     (HitTotals{rows[i].count, rows[i].shallowSize, rows[i].retainedSize, rows[i].distance}));
        }
    }

private:
    const Profile& load(const std::string& name)
    {
        std::shared_ptr<const Profile>& profile = m_profiles[name];
        if (!profile)
            profile = loadTestFile(name);
        return *profile;
    }

    std::map<std::string, std::shared_ptr<const Profile>> m_profiles;
};

HEAPLINE_TEST(TstSearchedFiles)

} // namespace tst_searched_files

#include "tst_searched_files.moc"
