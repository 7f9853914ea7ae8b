// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/heap_notes.h"
#include "core/profile/load.h"
#include "tests/core/base/test_printing.h"
#include "tests/core/heap/graph_builder.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tst_heap_notes {

using namespace heapline;

namespace {

std::shared_ptr<const Profile> loaded(const char* name)
{
    Progress progress;
    auto result = loadProfile(std::string(HEAPLINE_TEST_DATA "/") + name, progress);
    return result ? *result : nullptr;
}

std::uint64_t countOf(const Notes& notes, NoteCode code)
{
    for (const Note& note : notes.all()) {
        if (note.code == code)
            return note.count;
    }
    return 0;
}

} // namespace

/// What is said about the figures of a heap, and when.
class TstHeapNotes : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void namesAsLongAsV8WritesThem()
    {
        const std::string cut(1024, 'x');
        // 1,024 UTF-16 units in fewer characters; 1,023; an object and an edge with such a name are no cut strings.
        std::string emoji;
        for (int i = 0; i < 512; ++i)
            emoji += "\U0001F600";
        const GraphBuilder builder("root -> a:string='" + cut + "' b:string='" + cut + "' c:string='" + emoji
                                   + "' d:string='" + cut.substr(1) + "' o='" + cut + "'; o -> property:'" + cut + "' d");
        Notes notes;
        noteCutNames(builder.build(), notes);
        QCOMPARE(countOf(notes, NoteCode::NamesCut), std::uint64_t{3});
        Notes none;
        noteCutNames(GraphBuilder("root -> a:string=x").build(), none);
        QVERIFY(none.isEmpty());
    }

    void timelinesDoNotTellEverything()
    {
        const auto profile = loaded("shapes.node16.heaptimeline.gz");
        QVERIFY(profile);
        for (const NoteCode code :
             {NoteCode::FreedBytesNotInFile, NoteCode::GarbageWithinTick, NoteCode::StacksInlinedCallees,
              NoteCode::FrameIsFunctionStart, NoteCode::OldObjectsWithStacks})
            QVERIFY2(profile->notes.contains(code), std::string(noteTemplate(code)).c_str());
        const auto snapshot = loaded("orders-1-before.heapsnapshot.gz");
        QVERIFY(snapshot);
        QVERIFY(!snapshot->notes.contains(NoteCode::FreedBytesNotInFile));
        QVERIFY(!snapshot->notes.contains(NoteCode::GarbageWithinTick));
    }

    void idsOfTwoProcessesAreNotCompared()
    {
        const auto before = loaded("orders-1-before.heapsnapshot.gz");
        const auto after = loaded("orders-2-after.heapsnapshot.gz");
        const auto other = loaded("shapes-numbers.node20.heapsnapshot.gz");
        QVERIFY(before && after && other);
        QVERIFY(!noteOnComparison(*after, *before));
        const auto note = noteOnComparison(*other, *before);
        QVERIFY(note);
        QCOMPARE(note->code, NoteCode::IdsNotComparable);
        QVERIFY(note->place.ends_with("orders-1-before.heapsnapshot.gz"));
    }
};

HEAPLINE_TEST(TstHeapNotes)

} // namespace tst_heap_notes

#include "tst_heap_notes.moc"
