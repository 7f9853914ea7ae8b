// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/notes.h"
#include "core/base/result.h"
#include "tests/core/base/test_printing.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <set>

namespace tst_notes {

using namespace heapline;

/// What is said to the user about a file: notes on figures, and errors.
class TstNotes : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyCodeHasASentenceOfItsOwn()
    {
        std::set<std::string> sentences;
        for (int code = 0; code <= static_cast<int>(NoteCode::MalformedSectionSkipped); ++code) {
            const Note note{static_cast<NoteCode>(code), 12'345, "there"};
            const std::string sentence = note.sentence();
            QVERIFY2(sentence.ends_with('.'), sentence.c_str());
            QVERIFY2(sentence.find('%') == std::string::npos, sentence.c_str());
            QVERIFY2(sentences.insert(sentence).second, sentence.c_str());
        }
        for (int code = 0; code <= static_cast<int>(ErrorCode::CostlyPattern); ++code) {
            const std::string summary(errorSummary(static_cast<ErrorCode>(code)));
            QVERIFY(summary != "Unknown error" && !summary.empty());
            QVERIFY2(sentences.insert(summary).second, summary.c_str());
        }
    }

    void countAndPlaceAreFilledIn()
    {
        QCOMPARE((Note{NoteCode::FewSamples, 1234, {}}.sentence()),
                 "Sizes are estimated from 1,234 samples; a row of k samples is off by about 1/√k.");
        QCOMPARE((Note{NoteCode::StacksCutAtDepth, 5, "64"}.sentence()),
                 "5 stacks are as deep as the recorder's limit of 64 frames: their outermost callers are missing.");
        QCOMPARE((Note{NoteCode::DuplicateNodeIds, 2, "@77 %1"}.sentence()),
                 "2 objects share their id with another object (first: @77 %1)."); // a place is never filled in itself
    }

    void equalNotesAreAddedUp()
    {
        Notes notes;
        QVERIFY(notes.isEmpty());
        notes.add(NoteCode::UnknownNodeTypes, 2, "node 5");
        notes.add(NoteCode::FileEndsEarly, 0, "strings");
        notes.add(NoteCode::UnknownNodeTypes, 3, "node 9");
        notes.add(NoteCode::FileEndsEarly, 0, "strings");
        notes.add(NoteCode::FileEndsEarly, 0, "samples");
        const std::vector<Note> wanted = {{NoteCode::UnknownNodeTypes, 5, "node 5"},
                                          {NoteCode::FileEndsEarly, 0, "strings"},
                                          {NoteCode::FileEndsEarly, 0, "samples"}};
        QVERIFY(notes.all() == wanted);
        QVERIFY(notes.contains(NoteCode::FileEndsEarly));
        QVERIFY(!notes.contains(NoteCode::FewSamples));
    }

    void onlyLostDataAreSevere()
    {
        QVERIFY((Note{NoteCode::FileEndsEarly, 0, {}}.severity()) == NoteSeverity::DataLoss);
        QVERIFY((Note{NoteCode::MalformedSectionSkipped, 0, {}}.severity()) == NoteSeverity::DataLoss);
        QVERIFY((Note{NoteCode::TextAfterEnd, 0, {}}.severity()) == NoteSeverity::Info);
        QVERIFY((Note{NoteCode::FreedBytesNotInFile, 0, {}}.severity()) == NoteSeverity::Info);
    }

    void errorsSayWhatWhereAndWhy()
    {
        QCOMPARE((Error{ErrorCode::EmptyFile, {}, {}}.toString()), "The file is empty");
        QCOMPARE((Error{ErrorCode::BadValue, "edge 3: to_node 7", "edges", 120}.toString()),
                 "The file holds a value that cannot be: edge 3: to_node 7, in section \"edges\" (byte 120)");
        QCOMPARE((Error{ErrorCode::MissingSection, "there is no \"nodes\"", "nodes"}.toString()),
                 "A part of the file is missing: there is no \"nodes\"");
    }
};

HEAPLINE_TEST(TstNotes)

} // namespace tst_notes

#include "tst_notes.moc"
