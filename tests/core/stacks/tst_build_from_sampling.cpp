// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // before <compare>, which moc of Qt 6.4 cannot read first

#include "call_tree_text.h"

#include "core/base/result.h"
#include "core/stacks/build.h"
#include "tests/support/test_program.h"

#include <algorithm>

namespace tst_build_from_sampling {

using namespace heapline;
using namespace heapline::test;

namespace {

struct Built {
    Stacks stacks;
    Notes notes;

    /// The note of a code, or one with count 0 and the place "(none)".
    Note note(NoteCode code) const
    {
        const auto found =
            std::find_if(notes.all().begin(), notes.all().end(), [code](const Note& n) { return n.code == code; });
        return found == notes.all().end() ? Note{code, 0, "(none)"} : *found;
    }
    std::string_view name(std::size_t row) const
    {
        return stacks.strings[stacks.frames.functionName[stacks.callTree.frame[row].value]];
    }
};

Built buildWithNotes(const DrawnProfile& profile)
{
    Built built;
    Progress progress;
    built.stacks = buildStacksFromSampling(profile.nodes, profile.samples, profile.strings, built.notes, progress);
    return built;
}

/// Adds a chain of callees below a row. @return row of the innermost
std::uint32_t addChain(DrawnProfile& profile, std::uint32_t row, std::string_view name, int calls)
{
    for (int i = 0; i < calls; ++i)
        row = addNode(profile, row, name, i + 1 == calls ? 10 : 0);
    return row;
}

} // namespace

class TestBuildFromSampling : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void framesAreMerged()
    {
        DrawnProfile profile = drawn("f 1\n  f 2\n  f 4\n  f 8\n  f 16\n  g 32\n");
        SamplingNodeColumns& nodes = profile.nodes;
        const StringId url = profile.strings.append("a.js");
        const StringId script = profile.strings.append("9");
        nodes.url[2] = url; // same function: the first URL counts
        nodes.scriptId[3] = script;
        nodes.line[4] = 7;
        nodes.column[5] = 7;
        const Stacks stacks = build(profile);
        const CallTree& tree = stacks.callTree;
        QCOMPARE(tree.frame[2], tree.frame[1]);
        QCOMPARE(stacks.strings[stacks.frames.url[tree.frame[2].value]], std::string_view(""));
        QVERIFY(tree.frame[3] != tree.frame[1]);
        QVERIFY(tree.frame[4] != tree.frame[1]);
        QVERIFY(tree.frame[5] != tree.frame[1]);
        QVERIFY(tree.frame[6] != tree.frame[1]);
        QCOMPARE(stacks.frames.size(), std::size_t(6)); // (root), f four times, g
        QCOMPARE(stacks.strings[stacks.frames.scriptId[tree.frame[3].value]], std::string_view("9"));
    }

    void positionsStartWithOne()
    {
        DrawnProfile profile = drawn("a 1\nb 1\nc 1\nd 1\n");
        profile.nodes.line = {-1, 0, 41, -1, 5'000'000'000};
        profile.nodes.column = {-1, 0, 6, -1, -7};
        const Stacks stacks = build(profile);
        const std::vector<std::uint32_t> lines = {0, 1, 42, 0, 0};
        const std::vector<std::uint32_t> columns = {0, 1, 7, 0, 0};
        QVERIFY(stacks.frames.line == lines);
        QVERIFY(stacks.frames.column == columns);
    }

    void emptyNamesAreAnonymous()
    {
        DrawnProfile profile = drawn("f 1\n");
        profile.nodes.functionName[1] = StringId(0);
        const Built built = buildWithNotes(profile);
        QCOMPARE(built.name(1), std::string_view(""));
        QCOMPARE(functionNameText(built.stacks, built.stacks.callTree.frame[1]), std::string_view("(anonymous)"));
        QCOMPARE(built.name(0), std::string_view("(root)"));
    }

    void samplesAreSortedAndBookedByNodeId()
    {
        DrawnProfile profile = drawn("a 1\nb 1\n");
        profile.nodes.id = {1, 70, 70}; // a and b share an id: a has it
        addSample(profile, 5, 70, 9);
        addSample(profile, 6, 1, 2);
        addSample(profile, 7, 99, 4); // nobody
        addSample(profile, 8, 0, 5);  // no node has id 0
        addSample(profile, 9, 70, 2);
        const Built built = buildWithNotes(profile);
        const auto& rows = built.stacks.rangeRows;
        const std::vector<std::uint64_t> positions = {2, 2, 9};
        const std::vector<CallNodeId> nodes = {CallNodeId(0), CallNodeId(1), CallNodeId(1)};
        const std::vector<std::uint64_t> bytes = {6, 9, 5};
        QVERIFY(rows.axisPosition == positions);
        QVERIFY(rows.node == nodes);
        QVERIFY(rows.bytes == bytes);
        QCOMPARE(built.note(NoteCode::SamplesOfUnknownNodes).count, std::uint64_t(2));
    }

    void headThatIsAFunctionShows()
    {
        DrawnProfile profile = drawn("g 2\n");
        profile.nodes.functionName[0] = profile.strings.append("f");
        profile.nodes.selfSize[0] = 1;
        addSample(profile, 5, 1, 1);
        addSample(profile, 6, 2, 2);
        const Stacks stacks = build(profile);
        QCOMPARE(QString::fromStdString(topDownText(stacks, weigh(stacks))), QStringLiteral("f 1 3\n  g 2 2\n"));
        QCOMPARE(QString::fromStdString(topDownText(stacks, weigh(stacks, IdRange{0, 10}))),
                 QStringLiteral("f 5 11\n  g 6 6\n"));
    }

    void notes()
    {
        DrawnProfile profile = drawn("main 100\n");
        addSample(profile, 50, 2, 1);
        addSample(profile, 50, 2, 2);
        const Built built = buildWithNotes(profile);
        QCOMPARE(built.note(NoteCode::FewSamples).count, std::uint64_t(2));
        for (const NoteCode code :
             {NoteCode::LiveOrTotalUnknown, NoteCode::StacksInlinedCallees, NoteCode::FrameIsFunctionStart})
            QVERIFY(built.notes.contains(code));
        QVERIFY(!built.notes.contains(NoteCode::NothingSampled));
        QVERIFY(!built.notes.contains(NoteCode::SamplesOfUnknownNodes));
        QVERIFY(!built.notes.contains(NoteCode::StacksCutAtDepth));
    }

    void manySamplesAreNotFew()
    {
        DrawnProfile profile = drawn("main 100\n");
        for (int i = 0; i < 10'000; ++i)
            addSample(profile, 1, 2, i);
        QVERIFY(!buildWithNotes(profile).notes.contains(NoteCode::FewSamples));
    }

    void nothingSampled()
    {
        const Built built = buildWithNotes(drawn("main 0\n"));
        QCOMPARE(built.notes.all().size(), std::size_t(1));
        QVERIFY(built.notes.contains(NoteCode::NothingSampled));
        const Built none = buildWithNotes({});
        QVERIFY(none.notes.contains(NoteCode::NothingSampled));
        QCOMPARE(none.stacks.callTree.size(), std::size_t(1));
        QCOMPARE(none.name(0), std::string_view("(root)"));
    }

    void usualDepthLimit()
    {
        DrawnProfile profile = drawn("");
        addChain(profile, addChain(profile, 0, "main", 1), "f", 127);
        addNode(profile, 127, "g", 10); // a second node at depth 128
        const Note note = buildWithNotes(profile).note(NoteCode::StacksCutAtDepth);
        QCOMPARE(note.count, std::uint64_t(2));
        QCOMPARE(note.place, std::string("128"));
    }

    void otherDepthLimit_data()
    {
        QTest::addColumn<int>("depth");
        QTest::addColumn<bool>("hasOuterCaller");
        QTest::addColumn<bool>("isNoted");
        QTest::newRow("recursion from its own start") << 40 << false << false;
        QTest::newRow("recursion that elsewhere has a caller") << 40 << true << true;
        QTest::newRow("too shallow to be a limit") << 10 << true << false;
        QTest::newRow("deeper than V8's usual limit") << 300 << false << false;
    }
    void otherDepthLimit()
    {
        QFETCH(const int, depth);
        QFETCH(const bool, hasOuterCaller);
        QFETCH(const bool, isNoted);
        DrawnProfile profile = drawn("");
        addChain(profile, 0, "dive", depth);
        if (hasOuterCaller)
            addChain(profile, addNode(profile, 0, "main", 0), "dive", 3);
        const Note note = buildWithNotes(profile).note(NoteCode::StacksCutAtDepth);
        QCOMPARE(note.place, isNoted ? std::to_string(depth) : std::string("(none)"));
    }

    void stops()
    {
        std::stop_source stop;
        stop.request_stop();
        Progress progress(stop.get_token());
        const DrawnProfile profile = drawn("main 1\n");
        Notes notes;
        try {
            buildStacksFromSampling(profile.nodes, profile.samples, profile.strings, notes, progress);
            QFAIL("not stopped");
        } catch (const ErrorException& exception) {
            QCOMPARE(exception.error().code, ErrorCode::Cancelled);
        }
    }
};

HEAPLINE_TEST(TestBuildFromSampling)

} // namespace tst_build_from_sampling

#include "tst_build_from_sampling.moc"
