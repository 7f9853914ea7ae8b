// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // before <compare>, which moc of Qt 6.4 cannot read first

#include "core/profile/live_file.h"
#include "core/profile/load.h"
#include "core/timeline/tick_figures.h"
#include "tests/support/test_program.h"

#include <QFile>
#include <QTemporaryDir>

#include <nlohmann/json.hpp>

#include <memory>

namespace tst_live_file {

using namespace heapline;
using namespace Qt::Literals::StringLiterals;

namespace {

const QString data = QStringLiteral(HEAPLINE_TEST_DATA "/");

std::shared_ptr<const Profile> loaded(const QString& path)
{
    Progress progress;
    const auto result = loadProfile(path.toStdString(), progress);
    return result ? *result : nullptr;
}

const Note* noteOf(const Profile& profile, NoteCode code)
{
    for (const Note& note : profile.notes.all()) {
        if (note.code == code)
            return &note;
    }
    return nullptr;
}

} // namespace

class TstLiveFile : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void names()
    {
        QCOMPARE(liveFileOf("/a/b.heaptimeline"), std::string("/a/b.live.ndjson"));
        QCOMPARE(liveFileOf("b.x.heaptimeline.gz"), std::string("b.x.live.ndjson"));
        QCOMPARE(liveFileOf("/a.heaptimeline/b.json"), std::string());
        QCOMPARE(liveFileOf("/a/.heaptimeline"), std::string());
        QCOMPARE(liveFileOf("/a/b.heapsnapshot"), std::string());
        QCOMPARE(liveFileOf(""), std::string());
    }

    void realRecordings_data()
    {
        QTest::addColumn<QString>("name");
        for (const char* name :
             {"leaky-http", "leaky-http.notraces", "detached-dom.chromium", "shapes.node24", "shapes.node26"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }
    /// Tick by tick against figures that make_expected.py found in the same files.
    void realRecordings()
    {
        QFETCH(QString, name);
        QFile file(data + u"live/expected.json"_s);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto expected = nlohmann::json::parse(file.readAll().toStdString()).at(name.toStdString());
        const auto profile = loaded(timelineWith(name, name));
        QVERIFY(profile);
        const Timeline& timeline = *profile->timeline;
        QVERIFY(timeline.live);
        QCOMPARE(timeline.live->knownTicks, timeline.tickCount());
        for (std::size_t tick = 0; tick < timeline.tickCount(); ++tick) {
            const TickFigures figures = figuresOf(timeline, {tick, tick + 1});
            const auto wanted = [&](const char* column) { return expected.at(column).at(tick).get<std::uint64_t>(); };
            QCOMPARE(figures.idsAlive, wanted("alive_ids"));
            QCOMPARE(figures.idsGiven, wanted("given_ids"));
            QCOMPARE(figures.live->allocatedBytes, wanted("allocated_bytes"));
            QCOMPARE(figures.live->allocatedCount, wanted("allocated_count"));
            QCOMPARE(figures.live->freedBytes, wanted("freed_bytes"));
            QCOMPARE(figures.live->freedCount, wanted("freed_count"));
            QCOMPARE(figures.live->lostBytes, wanted("lost_bytes"));
            // What holds of any recording.
            QVERIFY(figures.count <= figures.idsAlive);
            QVERIFY(tick == 0 || figures.idsAlive <= figures.idsGiven);
            QVERIFY(tick == 0 || figures.live->allocatedCount <= figures.idsGiven);
        }
        QVERIFY(noteOf(*profile, NoteCode::LiveEventsRead));
        QVERIFY(!noteOf(*profile, NoteCode::FreedBytesNotInFile));
        if (profile->stacks) {
            // All that was ever allocated with a stack is more than what lived to the end of its tick.
            StackWeights weights;
            computeWeights(*profile->stacks, {}, weights);
            QVERIFY(weights.whole(Measure::TotalBytes) >= timeline.live->allocatedBytes.of(1, timeline.tickCount()));
        }
    }

    void withoutOne()
    {
        const auto profile = loaded(timelineWith(u"shapes.node24"_s, {}));
        QVERIFY(!profile->timeline->live);
        QVERIFY(noteOf(*profile, NoteCode::FreedBytesNotInFile));
        QVERIFY(!noteOf(*profile, NoteCode::LiveFileUnreadable));
    }

    void ofAnotherRecording()
    {
        const auto profile = loaded(timelineWith(u"leaky-http"_s, u"leaky-http.notraces"_s));
        QVERIFY(profile);
        QVERIFY(!profile->timeline->live);
        const Note* note = noteOf(*profile, NoteCode::LiveEventsOfOther);
        QVERIFY(note);
        QVERIFY(note->sentence().find("leaky-http.live.ndjson: tick ") != std::string::npos);
        QVERIFY(noteOf(*profile, NoteCode::FreedBytesNotInFile));
    }

    void truncated()
    {
        const QString path = timelineWith(u"leaky-http"_s, u"leaky-http"_s);
        QFile live(m_folder->filePath(u"leaky-http.live.ndjson"_s));
        QVERIFY(live.resize(live.size() / 2 + 3)); // within a line
        const auto profile = loaded(path);
        QVERIFY(profile->timeline->live);
        const std::size_t known = profile->timeline->live->knownTicks;
        QVERIFY(known > 20 && known < profile->timeline->tickCount() - 20);
        const Note* note = noteOf(*profile, NoteCode::LiveEventsEndEarly);
        QVERIFY(note);
        QCOMPARE(note->count, profile->timeline->tickCount() - known);
        QVERIFY(figuresOf(*profile->timeline, {1, known}).live);
        QVERIFY(!figuresOf(*profile->timeline, {1, known + 1}).live);
    }

    void unreadable_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("damaged gzip") << QByteArray("\x1f\x8b\x08garbage");
        QTest::newRow("no events") << QByteArray("{}\n[]\nnonsense\n");
        QTest::newRow("bytes") << QByteArray(300'000, '\xee');
    }
    /// The timeline is shown all the same.
    void unreadable()
    {
        QFETCH(QByteArray, content);
        const QString path = timelineWith(u"shapes.node26"_s, {});
        QFile live(m_folder->filePath(u"shapes.node26.live.ndjson"_s));
        QVERIFY(live.open(QIODevice::WriteOnly));
        live.write(content);
        live.close();
        const auto profile = loaded(path);
        QVERIFY(profile);
        QVERIFY(!profile->timeline->live);
        QVERIFY(noteOf(*profile, NoteCode::LiveFileUnreadable) || noteOf(*profile, NoteCode::LiveEventsOfOther));
    }

    void aFolder()
    {
        const QString path = timelineWith(u"shapes.node26"_s, {});
        QVERIFY(QDir(m_folder->path()).mkdir(u"shapes.node26.live.ndjson"_s));
        const auto profile = loaded(path);
        QVERIFY(profile && !profile->timeline->live);
        QVERIFY(noteOf(*profile, NoteCode::LiveFileUnreadable));
    }

    void damagedLines()
    {
        const QString path = timelineWith(u"shapes.node26"_s, u"shapes.node26"_s);
        QFile live(m_folder->filePath(u"shapes.node26.live.ndjson"_s));
        QVERIFY(live.open(QIODevice::Append));
        live.write("{\"method\":\"HeapProfiler.heapStatsUpdate\",\"params\":{\"statsUpdate\":[1,2]}}\n");
        live.close();
        const auto profile = loaded(path);
        QVERIFY(profile->timeline->live);
        QCOMPARE(noteOf(*profile, NoteCode::LiveLinesUnreadable)->count, std::uint64_t{1});
    }

    /// As the cache does it: with a profile that had another file beside it, or none, before.
    void attachesAgain()
    {
        const QString path = timelineWith(u"shapes.node24"_s, u"shapes.node26"_s);
        Profile profile;
        const auto source = loaded(path);
        QVERIFY(noteOf(*source, NoteCode::LiveEventsOfOther));
        profile.origin = source->origin;
        profile.notes = source->notes;
        profile.timeline = source->timeline;
        profile.heap.emplace();
        timelineWith(u"shapes.node24"_s, u"shapes.node24"_s);
        attachLiveFile(profile, Progress());
        QVERIFY(profile.timeline->live);
        QVERIFY(noteOf(profile, NoteCode::LiveEventsRead));
        QVERIFY(!noteOf(profile, NoteCode::LiveEventsOfOther));
        QVERIFY(!noteOf(profile, NoteCode::FreedBytesNotInFile));
        QVERIFY(QFile::remove(m_folder->filePath(u"shapes.node24.live.ndjson"_s)));
        attachLiveFile(profile, Progress());
        QVERIFY(!profile.timeline->live);
        QVERIFY(!noteOf(profile, NoteCode::LiveEventsRead));
        QVERIFY(noteOf(profile, NoteCode::FreedBytesNotInFile));
    }

private:
    /// Copies a timeline, and beside it, under its name, the live events of that or another recording.
    QString timelineWith(const QString& name, const QString& live)
    {
        const QString path = m_folder->filePath(name + u".heaptimeline.gz"_s);
        const QString livePath = m_folder->filePath(name + u".live.ndjson"_s);
        QFile::copy(data + name + u".heaptimeline.gz"_s, path);
        QFile::remove(livePath);
        if (!live.isEmpty() && !QFile::copy(data + u"live/"_s + live + u".live.ndjson"_s, livePath))
            qFatal("no such file");
        QFile::setPermissions(livePath, QFile::ReadOwner | QFile::WriteOwner);
        return path;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

HEAPLINE_TEST(TstLiveFile)

} // namespace tst_live_file

#include "tst_live_file.moc"
