// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // before <compare>, which moc of Qt 6.4 cannot read first

#include "call_tree_text.h"

#include "core/base/result.h"
#include "core/stacks/build.h"
#include "tests/support/test_program.h"

#include <algorithm>
#include <random>

namespace tst_build_from_traces {

using namespace heapline;
using namespace heapline::test;

namespace {

/// Columns of a timeline as the reader gives them.
struct Traces {
    StringTable strings;
    TraceFunctionColumns functions;
    TraceTreeColumns tree;
    std::vector<std::uint64_t> objectId;
    std::vector<std::uint32_t> traceNodeId;
    std::vector<std::uint64_t> shallowBytes;
    std::vector<std::uint64_t> stretchEnds; ///< empty: each object is a stretch of its own
    Notes notes;

    static std::vector<std::uint64_t> sorted(std::vector<std::uint64_t> ids)
    {
        std::ranges::sort(ids);
        return ids;
    }

    void addFunction(std::string_view name, std::string_view script = "", std::int64_t scriptId = 0, std::uint32_t line = 0)
    {
        functions.name.push_back(strings.append(name));
        functions.scriptName.push_back(strings.append(script));
        functions.scriptId.push_back(scriptId);
        functions.line.push_back(line);
        functions.column.push_back(line ? 3 : 0);
    }
    void addNode(std::uint32_t parent, std::uint64_t id, std::uint32_t function, std::uint64_t count, std::uint64_t bytes)
    {
        tree.parent.push_back(parent);
        tree.id.push_back(id);
        tree.functionIndex.push_back(function);
        tree.count.push_back(count);
        tree.sizeBytes.push_back(bytes);
    }
    void addObject(std::uint64_t id, std::uint32_t trace, std::uint64_t bytes)
    {
        objectId.push_back(id);
        traceNodeId.push_back(trace);
        shallowBytes.push_back(bytes);
    }
    Stacks build() { return build(Progress()); }
    Stacks build(Progress progress)
    {
        const IdStretches stretches(stretchEnds.empty() ? sorted(objectId) : stretchEnds);
        return buildStacksFromTraces(functions, tree, strings, {objectId, traceNodeId, shallowBytes, stretches}, notes,
                                     progress);
    }
    std::uint64_t countOf(NoteCode code) const
    {
        const auto found =
            std::find_if(notes.all().begin(), notes.all().end(), [code](const Note& n) { return n.code == code; });
        return found == notes.all().end() ? 0 : found->count;
    }
};

/// (root) > main > (work > leaf, leaf)
Traces sampleTraces()
{
    Traces traces;
    traces.addFunction("(root)");
    traces.addFunction("main", "/srv/app/a.js", 81, 10);
    traces.addFunction("work", "/srv/app/a.js", 81, 20);
    traces.addFunction("", "/srv/app/b.js", 82, 30);
    traces.addNode(0, 1, 0, 5, 500);
    traces.addNode(0, 2, 1, 1, 16);
    traces.addNode(1, 3, 2, 2, 64);
    traces.addNode(2, 4, 3, 10, 1000);
    traces.addNode(1, 5, 3, 20, 4000);
    return traces;
}

} // namespace

class TestBuildFromTraces : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// V8 adds up in 32 bits: more objects than their bytes have room for.
    void totalsThatHaveWrapped()
    {
        Traces traces = sampleTraces();
        traces.build();
        QCOMPARE(traces.countOf(NoteCode::TotalsWrapped), std::uint64_t{0});
        traces.notes = {};
        traces.tree.count[3] = 100'000'000;
        traces.tree.sizeBytes[3] = 799'999'999;
        traces.build();
        QCOMPARE(traces.countOf(NoteCode::TotalsWrapped), std::uint64_t{1});
        traces.notes = {};
        traces.tree.sizeBytes[3] = 800'000'000;
        traces.build();
        QCOMPARE(traces.countOf(NoteCode::TotalsWrapped), std::uint64_t{0});
    }

    void measures()
    {
        Traces traces = sampleTraces();
        traces.addObject(105, 4, 100);
        traces.addObject(101, 5, 30);
        traces.addObject(103, 4, 200);
        traces.addObject(107, 1, 7);
        traces.addObject(109, 3, 0); // objects without own bytes count too
        const Stacks stacks = traces.build();
        const StackWeights weights = weigh(stacks);
        const auto text = [&](Measure measure) { return QString::fromStdString(topDownText(stacks, weights, measure)); };
        QCOMPARE(text(Measure::TotalBytes),
                 QStringLiteral("main 16 5080\n  work 64 1064\n    (anonymous) 1000 1000\n  (anonymous) 4000 4000\n"));
        QCOMPARE(text(Measure::TotalCount),
                 QStringLiteral("main 1 33\n  work 2 12\n    (anonymous) 10 10\n  (anonymous) 20 20\n"));
        QCOMPARE(text(Measure::LiveBytes),
                 QStringLiteral("main 0 330\n  work 0 300\n    (anonymous) 300 300\n  (anonymous) 30 30\n"));
        QCOMPARE(text(Measure::LiveCount), QStringLiteral("main 0 4\n  work 1 3\n    (anonymous) 2 2\n  (anonymous) 1 1\n"));
        QCOMPARE(weights.whole(Measure::LiveBytes), std::uint64_t(337));
        QCOMPARE(weights.whole(Measure::TotalCount), std::uint64_t(38));
        QCOMPARE(
            QString::fromStdString(bottomUpText(stacks, weights, 2, Measure::LiveBytes)),
            QStringLiteral("(root) 7 7\nmain 0 330\nwork 0 300\n  main 0 300\n(anonymous) 330 330\n  work 300 300 +\n  main 30 30\n"));
    }

    void range()
    {
        Traces traces = sampleTraces();
        traces.addObject(105, 4, 100);
        traces.addObject(101, 5, 30);
        traces.addObject(103, 4, 200);
        traces.addObject(107, 1, 7);
        const Stacks stacks = traces.build();
        QVERIFY(stacks.hasInRange(Measure::LiveBytes) && stacks.hasInRange(Measure::LiveCount));
        QVERIFY(!stacks.hasInRange(Measure::TotalBytes) && !stacks.hasInRange(Measure::TotalCount));
        QVERIFY(std::is_sorted(stacks.rangeRows.axisPosition.begin(), stacks.rangeRows.axisPosition.end()));

        const StackWeights weights = weigh(stacks, IdRange{101, 105});
        QVERIFY(!weights.has(Measure::TotalBytes) && !weights.has(Measure::TotalCount));
        QCOMPARE(QString::fromStdString(topDownText(stacks, weights)),
                 QStringLiteral("main 0 300\n  work 0 300\n    (anonymous) 300 300\n  (anonymous) 0 0\n"));
        QCOMPARE(weights.whole(Measure::LiveCount), std::uint64_t(2));
        QCOMPARE(weigh(stacks, IdRange{105, IdRange::unbounded}).self[0][0], std::uint64_t(7)); // allocated at the root
    }

    void objectsOfOneStretchAreOneRowForEachStack()
    {
        Traces traces = sampleTraces();
        traces.stretchEnds = {104, 106};
        traces.addObject(105, 4, 100);
        traces.addObject(101, 5, 30);
        traces.addObject(103, 4, 200);
        traces.addObject(102, 0, 9); // without a stack
        traces.addObject(104, 5, 20);
        traces.addObject(109, 4, 1);
        const Stacks stacks = traces.build();
        const std::vector<std::uint64_t> positions = {103, 104, 105, 109};
        const std::vector<std::uint32_t> counts = {1, 2, 1, 1};
        QVERIFY(stacks.rangeRows.axisPosition == positions);
        QVERIFY(stacks.rangeRows.count == counts);
        QCOMPARE(weigh(stacks, IdRange{0, 104}).whole(Measure::LiveBytes), std::uint64_t(250));
        QCOMPARE(weigh(stacks, IdRange{0, 104}).whole(Measure::LiveCount), std::uint64_t(3));
        QCOMPARE(weigh(stacks, IdRange{104, 106}).whole(Measure::LiveBytes), std::uint64_t(100));
        QCOMPARE(weigh(stacks, IdRange{104, IdRange::unbounded}).whole(Measure::LiveBytes), std::uint64_t(101));
        QCOMPARE(weigh(stacks).whole(Measure::LiveCount), std::uint64_t(5));
    }

    void framesAreRowsOfTheTable()
    {
        Traces traces = sampleTraces();
        traces.addFunction("work", "/srv/app/a.js", 81, 20); // equal to another one, unused
        const Stacks stacks = traces.build();
        QCOMPARE(stacks.frames.size(), std::size_t(5));
        QCOMPARE(stacks.callTree.frame[4], FrameId(3));
        QCOMPARE(stacks.strings[stacks.frames.scriptId[3]], std::string_view("82"));
        QCOMPARE(placeText(stacks, FrameId(3)), std::string("b.js:30"));
        QCOMPARE(fullPlaceText(stacks, FrameId(1)), std::string("/srv/app/a.js:10:3"));
        QCOMPARE(placeText(stacks, FrameId(0)), std::string());
    }

    void unknownFunctions()
    {
        Traces traces = sampleTraces();
        traces.addNode(1, 6, 4, 1, 8);
        traces.addNode(1, 7, 4'000'000'000, 1, 8);
        const Stacks stacks = traces.build();
        QCOMPARE(traces.countOf(NoteCode::UnknownFunctionIndexes), std::uint64_t(2));
        QCOMPARE(stacks.frames.size(), std::size_t(5));
        QCOMPARE(stacks.callTree.frame[5], stacks.callTree.frame[6]);
        QCOMPARE(stacks.strings[stacks.frames.functionName[4]], std::string_view("(unknown)"));
    }

    void unknownAndDuplicateTraceIds()
    {
        Traces traces = sampleTraces();
        traces.addNode(1, 4, 2, 1, 8); // id 4 again
        traces.addObject(101, 4, 50);
        traces.addObject(103, 99, 60);
        traces.addObject(105, 4'000'000'000, 70);
        const Stacks stacks = traces.build();
        QCOMPARE(traces.countOf(NoteCode::DuplicateTraceIds), std::uint64_t(1));
        QCOMPARE(traces.countOf(NoteCode::UnknownTraceIds), std::uint64_t(2));
        QCOMPARE(stacks.rangeRows.node.size(), std::size_t(1));
        QCOMPARE(stacks.rangeRows.node[0], CallNodeId(3));
        QCOMPARE(weigh(stacks).whole(Measure::LiveBytes), std::uint64_t(50));
        QCOMPARE(weigh(stacks).whole(Measure::TotalBytes), std::uint64_t(500 + 16 + 64 + 1000 + 4000 + 8));
    }

    void wideObjectIds()
    {
        Traces traces = sampleTraces();
        traces.addObject(9'007'199'254'740'993, 4, 1);
        traces.addObject(7, 5, 2);
        traces.addObject(4'294'967'297, 5, 4);
        const Stacks stacks = traces.build();
        const std::vector<std::uint64_t> positions = {7, 4'294'967'297, 9'007'199'254'740'993};
        QVERIFY(stacks.rangeRows.axisPosition == positions);
        QCOMPARE(weigh(stacks, IdRange{7, 4'294'967'297}).whole(Measure::LiveBytes), std::uint64_t(4));
    }

    void noTree()
    {
        Traces traces;
        traces.addObject(101, 4, 50);
        const Stacks stacks = traces.build();
        QCOMPARE(stacks.callTree.size(), std::size_t(1));
        QCOMPARE(weigh(stacks).whole(Measure::TotalBytes), std::uint64_t(0));
        QCOMPARE(traces.countOf(NoteCode::UnknownTraceIds), std::uint64_t(1));
    }

    void depthLimit_data()
    {
        QTest::addColumn<int>("frames");
        QTest::addColumn<quint64>("cutStacks");
        QTest::newRow("below") << 63 << quint64(0);
        QTest::newRow("at the limit") << 64 << quint64(2);
        QTest::newRow("another writer") << 65 << quint64(0);
    }
    void depthLimit()
    {
        QFETCH(const int, frames);
        QFETCH(const quint64, cutStacks);
        Traces traces;
        traces.addFunction("(root)");
        traces.addFunction("f");
        traces.addNode(0, 1, 0, 0, 0);
        std::uint64_t id = 2;
        for (std::uint32_t depth = 0; depth < static_cast<std::uint32_t>(frames); ++depth)
            traces.addNode(depth, id++, 1, 1, 8);
        traces.addNode(static_cast<std::uint32_t>(frames - 1), id++, 1, 1, 8); // beside the deepest
        traces.build();
        QCOMPARE(traces.countOf(NoteCode::StacksCutAtDepth), std::uint64_t(cutStacks));
        QVERIFY(traces.notes.contains(NoteCode::StacksInlinedCallees));
        QVERIFY(traces.notes.contains(NoteCode::FrameIsFunctionStart));
    }

    void traceIndex()
    {
        const Traces traces = sampleTraces();
        const TraceIndex index(traces.tree);
        QCOMPARE(index.find(4), CallNodeId(3));
        QVERIFY(!index.find(0).isValid());
        QVERIFY(!index.find(6).isValid());
        QVERIFY(!TraceIndex().find(1).isValid());
    }

    void manyObjectsAgainstNaiveSums_data()
    {
        QTest::addColumn<quint64>("minExclusive");
        QTest::addColumn<quint64>("maxInclusive");
        QTest::newRow("a short range") << quint64(70'000) << quint64(100'000);
        QTest::newRow("a long range") << quint64(70'000) << quint64(260'000);
        QTest::newRow("everything") << quint64(0) << quint64(IdRange::unbounded);
        QTest::newRow("nothing") << quint64(300'001) << quint64(IdRange::unbounded);
    }
    void manyObjectsAgainstNaiveSums()
    {
        QFETCH(const quint64, minExclusive);
        QFETCH(const quint64, maxInclusive);
        Traces traces = sampleTraces();
        std::mt19937 random(5);
        for (int i = 0; i < 100'000; ++i)
            traces.addObject(1 + random() % 300'000, 1 + random() % 6, random() % 100);
        const Stacks stacks = traces.build();
        const StackWeights weights = weigh(stacks, IdRange{minExclusive, maxInclusive});
        std::vector<std::uint64_t> bytes(7);
        std::vector<std::uint64_t> counts(7);
        for (std::size_t i = 0; i < traces.objectId.size(); ++i) {
            if (traces.objectId[i] > minExclusive && traces.objectId[i] <= maxInclusive) {
                bytes[traces.traceNodeId[i]] += traces.shallowBytes[i];
                ++counts[traces.traceNodeId[i]];
            }
        }
        for (std::size_t row = 0; row < 5; ++row) {
            QCOMPARE(weights.self[static_cast<std::size_t>(Measure::LiveBytes)][row], bytes[row + 1]);
            QCOMPARE(weights.self[static_cast<std::size_t>(Measure::LiveCount)][row], counts[row + 1]);
        }
    }

    void stops()
    {
        Traces traces = sampleTraces();
        std::mt19937 random(5);
        for (int i = 0; i < 300'000; ++i)
            traces.addObject(1 + random() % 300'000, 4, 8);
        int reportsOfAll = 0;
        traces.build(Progress({}, [&reportsOfAll](Phase, double) { ++reportsOfAll; }));
        QVERIFY(reportsOfAll > 5);

        // Nothing may follow the request, wherever it comes.
        for (int stopAt = 1; stopAt < reportsOfAll; ++stopAt) {
            std::stop_source stop;
            int reports = 0;
            const auto report = [&](Phase, double) {
                if (++reports == stopAt)
                    stop.request_stop();
            };
            try {
                traces.build(Progress(stop.get_token(), report));
                QFAIL("not stopped");
            } catch (const ErrorException& exception) {
                QCOMPARE(exception.error().code, ErrorCode::Cancelled);
                QCOMPARE(reports, stopAt);
            }
        }
    }
};

HEAPLINE_TEST(TestBuildFromTraces)

} // namespace tst_build_from_traces

#include "tst_build_from_traces.moc"
