// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cache/profile_cache.h"
#include "core/profile/load.h"
#include "tests/support/test_program.h"
#include "ui/document/document.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QSemaphore>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <memory>
#include <thread>

namespace tst_document {

using namespace heapline;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace {

/// What the loader below is to do with a file, by the file's name.
QSemaphore release; ///< "slow": ends once this has a token
std::atomic<int> started = 0;
std::atomic<int> ended = 0;
std::atomic<int> profilesAlive = 0;

std::shared_ptr<const Profile> makeProfile(const std::string& path)
{
    auto profile = std::make_unique<Profile>();
    profile->origin.path = path;
    ++profilesAlive;
    return {profile.release(), [](const Profile* p) {
                delete p;
                --profilesAlive;
            }};
}

} // namespace

} // namespace tst_document

namespace heapline {

using namespace tst_document;

/// Stands in for the loader of core, so that each test says when and how a load ends.
Result<std::shared_ptr<const Profile>> loadProfile(const std::string& path, Progress& progress, const LoadListener& listener)
{
    ++started;
    struct Ending {
        ~Ending() { ++ended; }
    } ending;
    if (path.ends_with("damaged"))
        return Error{ErrorCode::BadValue, "edge 3 leads nowhere", "edges", 4711};
    try {
        progress.enter(Phase::Reading);
        if (path.find("timeline") != std::string::npos) {
            auto timeline = std::make_shared<Timeline>();
            timeline->position = {0, 50'000};
            listener.timeline(std::move(timeline));
        }
        if (path.ends_with("endless")) {
            for (std::uint64_t done = 0;; ++done) {
                progress.update(done, 20'000);
                std::this_thread::sleep_for(100us);
            }
        }
        if (path.ends_with("deaf")) // asks late whether it shall stop
            release.acquire();
        progress.enter(Phase::Dominators);
        if (path.ends_with("slow")) {
            while (!release.tryAcquire(1, 1))
                progress.throwIfStopped();
        }
    } catch (const ErrorException& stopped) {
        return stopped.error();
    }
    return makeProfile(path);
}

} // namespace heapline

namespace tst_document {

class TestDocument : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void loads();
    void failureIsSaid();
    void progressIsShownAndThrottled();
    void cancels();
    void barsComeBeforeTheRest();
    void barsOfACancelledLoadAreDropped();
    void destroyedWhileLoading();
    void destroyedWhileLoaderIsDeaf();
    void staleResultIsDropped();
    void resultOfDestroyedDocumentIsFreed();
    void takesItsNameFromTheFile();
    void unchangedFilesComeFromTheCache();
    void closingEndsTheStoring();
};

void TestDocument::init()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
    started = ended = 0;
}

void TestDocument::cleanup()
{
    QTRY_COMPARE(ended.load(), started.load());
    QTRY_COMPARE(profilesAlive.load(), 0);
    while (release.tryAcquire()) {
    }
}

void TestDocument::loads()
{
    Document document(u"/profiles/good"_s);
    QSignalSpy changed(&document, &Document::stateChanged);
    document.load();
    QVERIFY(document.state() == Document::State::Loading);
    QVERIFY(!document.profile());
    QTRY_VERIFY(document.state() == Document::State::Ready);
    QCOMPARE(changed.count(), 2);
    QCOMPARE(document.profile()->origin.path, std::string("/profiles/good"));
    QCOMPARE(document.progress(), 1.0);
    QVERIFY(document.errorText().isEmpty());
    QTRY_VERIFY(document.figures().wholeFigures());
}

void TestDocument::failureIsSaid()
{
    Document document(u"/profiles/damaged"_s);
    document.load();
    QTRY_VERIFY(document.state() == Document::State::Failed);
    QVERIFY(!document.profile());
    QVERIFY(document.errorText().contains(u"edge 3 leads nowhere"_s));
    QVERIFY(document.errorText().contains(u"4711"_s));
}

void TestDocument::progressIsShownAndThrottled()
{
    Document document(u"/profiles/endless"_s);
    QSignalSpy progress(&document, &Document::progressChanged);
    QElapsedTimer clock;
    clock.start();
    document.load();
    QTRY_VERIFY(progress.count() >= 5);
    const qint64 elapsed = clock.elapsed();
    QVERIFY2(progress.count() <= elapsed / 30 + 1, qPrintable(u"%1 in %2 ms"_s.arg(progress.count()).arg(elapsed)));
    QVERIFY(document.progress() > 0);
    QCOMPARE(document.phaseText(), u"Reading"_s);
}

void TestDocument::cancels()
{
    Document document(u"/profiles/endless"_s);
    document.load();
    QTRY_COMPARE(started.load(), 1);
    document.cancelLoading();
    QVERIFY(document.state() == Document::State::Cancelled);
    QTRY_COMPARE(ended.load(), 1);
    QTest::qWait(50); // a late result would come now
    QVERIFY(document.state() == Document::State::Cancelled);
    QVERIFY(document.errorText().isEmpty());
    document.cancelLoading(); // nothing runs any more
}

void TestDocument::barsComeBeforeTheRest()
{
    Document document(u"/profiles/timeline slow"_s);
    QSignalSpy found(&document, &Document::earlyTimelineFound);
    document.load();
    QVERIFY(!document.earlyTimeline());
    QTRY_COMPARE(found.count(), 1);
    QVERIFY(document.state() == Document::State::Loading);
    QCOMPARE(document.earlyTimeline()->tickCount(), std::size_t{2});
    release.release();
    QTRY_VERIFY(document.state() == Document::State::Ready);
    QVERIFY(!document.earlyTimeline());
}

void TestDocument::barsOfACancelledLoadAreDropped()
{
    Document document(u"/profiles/timeline slow"_s);
    QSignalSpy found(&document, &Document::earlyTimelineFound);
    document.load();
    while (started.load() == 0) // no event is handled meanwhile
        std::this_thread::sleep_for(1ms);
    std::this_thread::sleep_for(20ms);
    document.cancelLoading(); // the bars are on their way
    QTest::qWait(50);
    QCOMPARE(found.count(), 0);
    QVERIFY(!document.earlyTimeline());
}

void TestDocument::destroyedWhileLoading()
{
    auto document = std::make_unique<Document>(u"/profiles/endless"_s);
    document->load();
    QTRY_COMPARE(started.load(), 1);
    QElapsedTimer clock;
    clock.start();
    document.reset();
    QVERIFY2(clock.elapsed() < 16, qPrintable(u"%1 ms"_s.arg(clock.elapsed())));
    QTRY_COMPARE(ended.load(), 1); // it was asked to stop
}

void TestDocument::destroyedWhileLoaderIsDeaf()
{
    auto document = std::make_unique<Document>(u"/profiles/deaf"_s);
    document->load();
    QTRY_COMPARE(started.load(), 1);
    QElapsedTimer clock;
    clock.start();
    document.reset();
    QVERIFY(clock.elapsed() < 16);
    QCOMPARE(ended.load(), 0);
    release.release();
}

void TestDocument::staleResultIsDropped()
{
    Document document(u"/profiles/slow"_s);
    document.load();
    QTRY_COMPARE(started.load(), 1);
    release.release();
    QTRY_COMPARE(ended.load(), 1);
    std::this_thread::sleep_for(20ms); // the result of the first load waits in the event queue now
    document.load();
    QCoreApplication::processEvents();
    QVERIFY(document.state() == Document::State::Loading);
    QVERIFY(!document.profile());
    release.release();
    QTRY_VERIFY(document.state() == Document::State::Ready);
}

void TestDocument::resultOfDestroyedDocumentIsFreed()
{
    auto document = std::make_unique<Document>(u"/profiles/slow"_s);
    document->load();
    release.release();
    while (ended == 0)
        std::this_thread::sleep_for(1ms);
    std::this_thread::sleep_for(20ms);
    QCOMPARE(profilesAlive.load(), 1);
    document.reset();
    QTRY_COMPARE(profilesAlive.load(), 0);
}

void TestDocument::takesItsNameFromTheFile()
{
    QCOMPARE(Document(u"/profiles/app.heaptimeline.gz"_s).title(), u"app.heaptimeline.gz"_s);
    QCOMPARE(Document(u"/tmp/x"_s, u"Sample"_s).title(), u"Sample"_s);
}

void TestDocument::unchangedFilesComeFromTheCache()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"good"_s));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("content") > 0 && file.flush());
    const QDir cacheFolder(folder.filePath(u"cache"_s));
    const auto cache = std::make_shared<const ProfileCache>(cacheFolder.path().toStdString(), CacheLimits{1 << 20, 0});
    const auto open = [&] {
        auto document = std::make_unique<Document>(file.fileName());
        document->setCache(cache);
        document->load();
        [&] { QTRY_VERIFY(document->state() == Document::State::Ready); }();
        return document;
    };
    const auto first = open();
    QCOMPARE(started.load(), 1);
    QTRY_COMPARE(cacheFolder.entryList({u"*.heapcache"_s}).size(), qsizetype{1});
    const auto second = open();
    QCOMPARE(started.load(), 1); // the loader was not needed
    QCOMPARE(second->profile()->origin.path, file.fileName().toStdString());
    QVERIFY(file.write("more") > 0 && file.flush());
    const auto third = open();
    QCOMPARE(started.load(), 2);
}

/// The profile is let go of at once, whatever the disk does; see cleanup().
void TestDocument::closingEndsTheStoring()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"good"_s));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("content") > 0 && file.flush());
    const auto cache =
        std::make_shared<const ProfileCache>(folder.filePath(u"cache"_s).toStdString(), CacheLimits{1 << 20, 0});
    for (int i = 0; i < 20; ++i) {
        Document document(file.fileName());
        document.setCache(cache);
        document.load();
        QTRY_VERIFY(document.state() == Document::State::Ready);
    }
    QTRY_COMPARE(cache.use_count(), 1L); // what still stores holds it
    QVERIFY(QDir(folder.filePath(u"cache"_s)).entryList({u"*.part"_s}).isEmpty());
}

HEAPLINE_TEST(TestDocument)

} // namespace tst_document

#include "tst_document.moc"
