// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // before <compare>, which moc of Qt 6.4 cannot read first

#include "core/base/mapped_columns.h"
#include "core/base/result.h"
#include "core/cache/profile_cache.h"
#include "core/profile/load.h"
#include "core/report/figures.h"
#include "tests/support/test_program.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <sstream>

namespace tst_profile_cache {

using namespace heapline;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr CacheLimits noLimits{std::uint64_t{1} << 30, 0};

std::string figuresOf(const Profile& profile)
{
    std::ostringstream text;
    writeFigures(profile, FiguresOptions(), text);
    return text.str();
}

} // namespace

class TstProfileCache : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void sameProfile_data();
    void sameProfile();
    void liveEventsAreNotKept();
    void changedFiles();
    void damagedCacheFiles();
    void filesThatAreCutWhileTheyAreUsed();
    void foldersAndFilesOfOthers();
    void leastRecentlyUsedGoesFirst();
    void smallAndLargeFilesAreNotKept();
    void stops();
    void twoWritersOfOneFile();
    void userFolder();

private:
    /// A copy of a file of tests/data in a folder of this test's own.
    std::string copyOf(const char* name, const char* as = "profile");
    std::shared_ptr<const Profile> loaded(const std::string& path);
    bool store(const ProfileCache& cache, const std::string& path);
    std::shared_ptr<const Profile> find(const ProfileCache& cache, const std::string& path);
    QFileInfoList cacheFiles() const { return QDir(m_folder->filePath(u"cache"_s)).entryInfoList(QDir::Files, QDir::Time); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::string m_cacheFolder;
};

void TstProfileCache::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_cacheFolder = m_folder->filePath(u"cache"_s).toStdString();
}

std::string TstProfileCache::copyOf(const char* name, const char* as)
{
    const QString path = m_folder->filePath(QString::fromLatin1(as));
    QFile::remove(path);
    if (!QFile::copy(QStringLiteral(HEAPLINE_TEST_DATA "/") + QString::fromLatin1(name), path))
        qFatal("no such file");
    return path.toStdString();
}

std::shared_ptr<const Profile> TstProfileCache::loaded(const std::string& path)
{
    Progress progress;
    return loadProfile(path, progress).value();
}

bool TstProfileCache::store(const ProfileCache& cache, const std::string& path)
{
    const FileStamp stamp = *stampOf(path);
    return cache.store(*loaded(path), stamp, Progress());
}

std::shared_ptr<const Profile> TstProfileCache::find(const ProfileCache& cache, const std::string& path)
{
    Progress progress;
    return cache.find(path, progress);
}

void TstProfileCache::sameProfile_data()
{
    QTest::addColumn<QByteArray>("file");
    for (const char* file :
         {"leaky-http.heaptimeline.gz", "leaky-http.notraces.heaptimeline.gz", "orders-2-after.heapsnapshot.gz",
          "leaky-http.interval-4k.heapprofile.gz", "shapes.node26.heaptimeline.gz", "corner/ok-empty-samples.heaptimeline"})
        QTest::newRow(file) << QByteArray(file);
}

/// All figures that we have are those of the file, notes included, and so is what the window asks besides.
void TstProfileCache::sameProfile()
{
    QFETCH(const QByteArray, file);
    const std::string path = copyOf(file.constData());
    const ProfileCache cache(m_cacheFolder, noLimits);
    QVERIFY(!find(cache, path));
    QVERIFY(store(cache, path));
    const auto fresh = loaded(path);
    const auto kept = find(cache, path);
    QVERIFY(kept);
    QVERIFY(figuresOf(*kept) == figuresOf(*fresh));
    QVERIFY(kept->notes.all() == fresh->notes.all());
    QCOMPARE(kept->origin.path, path);
    QVERIFY(kept->origin.isFromCache && !fresh->origin.isFromCache);
    QCOMPARE(kept->origin.storedBytes, fresh->origin.storedBytes);
    QCOMPARE(kept->origin.textBytes, fresh->origin.textBytes);
    QVERIFY(kept->origin.kind == fresh->origin.kind);
    QCOMPARE(kept->origin.compressed, fresh->origin.compressed);
    if (!fresh->heap)
        return;
    const HeapGraph& a = fresh->heap->graph;
    const HeapGraph& b = kept->heap->graph;
    for (std::size_t i = 0; i < a.edgeCount(); ++i) {
        const EdgeIndex edge(i);
        QVERIFY(a.owner(edge) == b.owner(edge) && a.target(edge) == b.target(edge) && a.kind(edge) == b.kind(edge));
    }
    for (std::size_t i = 0; i < a.nodeCount(); ++i) {
        const NodeOrdinal node(i);
        QVERIFY(a.name(node) == b.name(node) && a.typeName(node) == b.typeName(node));
        QVERIFY(std::ranges::equal(a.edgesInto(node), b.edgesInto(node)));
        QVERIFY(allocationStackOf(*fresh, node) == allocationStackOf(*kept, node));
    }
}

/// Live events are read when a file is opened, wherever its profile comes from: what was kept knows nothing of them.
void TstProfileCache::liveEventsAreNotKept()
{
    const std::string path = copyOf("shapes.node24.heaptimeline.gz", "a.heaptimeline.gz");
    const ProfileCache cache(m_cacheFolder, noLimits);
    const std::string live = copyOf("live/shapes.node24.live.ndjson", "a.live.ndjson");
    QVERIFY(store(cache, path)); // with them
    QVERIFY(find(cache, path)->timeline->live);
    QVERIFY(find(cache, path)->timeline->idsAlive == loaded(path)->timeline->idsAlive);
    copyOf("live/shapes.node26.live.ndjson", "a.live.ndjson");
    QVERIFY(!find(cache, path)->timeline->live);
    QVERIFY(find(cache, path)->notes.contains(NoteCode::LiveEventsOfOther));
    QVERIFY(QFile::remove(QString::fromStdString(live)));
    QVERIFY(!find(cache, path)->timeline->live);
    QVERIFY(!find(cache, path)->notes.contains(NoteCode::LiveEventsRead));
    QVERIFY(find(cache, path)->notes.contains(NoteCode::FreedBytesNotInFile));
    copyOf("live/shapes.node24.live.ndjson", "a.live.ndjson");
    QVERIFY(find(cache, path)->timeline->live);
}

void TstProfileCache::changedFiles()
{
    const std::string path = copyOf("corner/ok-tiny.heapprofile");
    const ProfileCache cache(m_cacheFolder, noLimits);
    const FileStamp stamp = *stampOf(path);
    QVERIFY(store(cache, path));
    QVERIFY(find(cache, path));

    // Another time.
    const std::array<timespec, 2> later = {timespec{stamp.modifiedSeconds + 1, 0}, timespec{stamp.modifiedSeconds + 1, 0}};
    QCOMPARE(::utimensat(AT_FDCWD, path.c_str(), later.data(), 0), 0);
    QVERIFY(!find(cache, path));

    // The old time and size, but one byte is another.
    QFile file(QString::fromStdString(path));
    QVERIFY(file.open(QIODevice::ReadWrite));
    QByteArray text = file.readAll();
    const auto digit = text.indexOf("selfSize\":") + 10;
    text[digit] = text[digit] == '9' ? '8' : '9';
    file.seek(0);
    file.write(text);
    file.close();
    const timespec old{stamp.modifiedSeconds, stamp.modifiedNanoseconds};
    const std::array<timespec, 2> olds = {old, old};
    QCOMPARE(::utimensat(AT_FDCWD, path.c_str(), olds.data(), 0), 0);
    QVERIFY(*stampOf(path) == stamp);
    QVERIFY(!find(cache, path));

    // A file that changes while it is read is not kept.
    const auto profile = loaded(path);
    QVERIFY(!cache.store(*profile, FileStamp{stamp.bytes, 1, 2}, Progress()));

    QVERIFY(QFile::remove(QString::fromStdString(path)));
    QVERIFY(!find(cache, path));
    QVERIFY(!cache.store(*profile, stamp, Progress()));
}

/// Whatever byte is another one, or missing: the file is read anew.
void TstProfileCache::damagedCacheFiles()
{
    const std::string path = copyOf("corner/ok-tiny.heaptimeline");
    const ProfileCache cache(m_cacheFolder, noLimits);
    QVERIFY(store(cache, path));
    QCOMPARE(cacheFiles().size(), qsizetype{1});
    QFile file(cacheFiles().front().filePath());
    QVERIFY(file.open(QIODevice::ReadWrite));
    const QByteArray whole = file.readAll();
    const qint64 content = 64 << 10;
    QVERIFY(whole.size() > content);
    QList<qint64> places;
    for (qint64 at = 0; at < 80; ++at)
        places.append(at);
    for (qint64 at = content; at < whole.size(); at += 7)
        places.append(at);
    for (const qint64 at : places) {
        file.seek(at);
        const char other = static_cast<char>(whole[at] ^ 0x10);
        file.write(&other, 1);
        file.flush();
        QVERIFY2(!find(cache, path), qPrintable(QString::number(at)));
        file.seek(at);
        file.write(&whole.constData()[at], 1);
        file.flush();
    }
    QVERIFY(find(cache, path));
    for (const qint64 size : {qint64{0}, qint64{10}, content, whole.size() - 1}) {
        file.resize(size);
        QVERIFY(!find(cache, path));
    }
    file.close();
    QVERIFY(store(cache, path));
    QVERIFY(find(cache, path));
}

/// Moments after a profile is there, neither its file nor the disk is needed any more.
void TstProfileCache::filesThatAreCutWhileTheyAreUsed()
{
    const std::string path = copyOf("leaky-http.heaptimeline.gz");
    const ProfileCache cache(m_cacheFolder, noLimits);
    QVERIFY(store(cache, path));
    const auto kept = find(cache, path);
    QVERIFY(kept);
    const QFileInfo file = cacheFiles().front();
    QVERIFY(file.size() > (2 << 20)); // some columns are longer than those that are copied
    takeMappedColumnsIntoMemory();    // as find() does beside all else: only one of them finds what is left to do
    QVERIFY(QFile::resize(file.filePath(), 0));
    QVERIFY(figuresOf(*kept) == figuresOf(*loaded(path)));
}

/// A cache that somebody else could have written is none.
void TstProfileCache::foldersAndFilesOfOthers()
{
    const std::string path = copyOf("corner/ok-tiny.heaptimeline");
    const ProfileCache cache(m_cacheFolder, noLimits);
    QVERIFY(store(cache, path));
    QVERIFY(find(cache, path));
    const std::string file = cacheFiles().front().filePath().toStdString();

    const auto isRefusedWith = [&](const std::string& place, mode_t mode, mode_t usual) {
        const bool isSet = ::chmod(place.c_str(), mode) == 0;
        const bool isRefused = !find(cache, path) && (place == file || !store(cache, path));
        return isSet && isRefused && ::chmod(place.c_str(), usual) == 0 && find(cache, path);
    };
    QVERIFY(isRefusedWith(m_cacheFolder, 0777, 0700));
    QVERIFY(isRefusedWith(m_cacheFolder, 0720, 0700));
    QVERIFY(isRefusedWith(file, 0666, 0600));
    if (::geteuid() == 0) { // nobody else can give files away
        for (const std::string& place : {m_cacheFolder, file}) {
            QCOMPARE(::chown(place.c_str(), 12'345, 0), 0);
            QVERIFY(!find(cache, path));
            QCOMPARE(::chown(place.c_str(), 0, 0), 0);
            QVERIFY(find(cache, path));
        }
    }

    // Links, to what would be good enough itself.
    const std::string aside = m_folder->filePath(u"aside"_s).toStdString();
    for (const std::string& place : {file, m_cacheFolder}) {
        QCOMPARE(::rename(place.c_str(), aside.c_str()), 0);
        QCOMPARE(::symlink(aside.c_str(), place.c_str()), 0);
        QVERIFY(!find(cache, path));
        if (place == m_cacheFolder) {
            QVERIFY(!store(cache, path));
            cache.clear();
            QCOMPARE(cache.usedBytes(), std::uint64_t{0});
            QVERIFY(!QDir(QString::fromStdString(aside)).isEmpty());
        }
        QCOMPARE(::unlink(place.c_str()), 0);
        QCOMPARE(::rename(aside.c_str(), place.c_str()), 0);
        QVERIFY(find(cache, path));
    }
}

void TstProfileCache::leastRecentlyUsedGoesFirst()
{
    const std::string one = copyOf("corner/ok-tiny.heapprofile", "one");
    const std::string two = copyOf("corner/ok-tiny.heaptimeline", "two");
    const std::string three = copyOf("corner/ok-tiny.heapprofile", "three");
    {
        const ProfileCache cache(m_cacheFolder, noLimits);
        QVERIFY(store(cache, one) && store(cache, two));
        QTest::qWait(20);
        QVERIFY(find(cache, one)); // used last
        QVERIFY(cache.usedBytes() > 0);
    }
    QFile crashed(m_folder->filePath(u"cache/0.heapcache.1.part"_s));
    QVERIFY(crashed.open(QIODevice::WriteOnly));
    crashed.setFileTime(QDateTime::currentDateTime().addDays(-1), QFileDevice::FileModificationTime);
    crashed.close();
    QFile foreign(m_folder->filePath(u"cache/notes.txt"_s));
    QVERIFY(foreign.open(QIODevice::WriteOnly));
    foreign.close();

    const ProfileCache smaller(m_cacheFolder, {std::uint64_t{150} << 10, 0}); // room for two files
    QVERIFY(store(smaller, three));
    QVERIFY(find(smaller, one) && find(smaller, three) && !find(smaller, two));
    QVERIFY(!crashed.exists());
    smaller.clear();
    QCOMPARE(smaller.usedBytes(), std::uint64_t{0});
    QVERIFY(!find(smaller, one));
    QVERIFY(foreign.exists());
}

void TstProfileCache::smallAndLargeFilesAreNotKept()
{
    const std::string path = copyOf("corner/ok-tiny.heapprofile");
    QVERIFY(!store(ProfileCache(m_cacheFolder, {std::uint64_t{1} << 30, stampOf(path)->bytes + 1}), path));
    QVERIFY(!store(ProfileCache(m_cacheFolder, {100, 0}), path));
    QVERIFY(!store(ProfileCache("/proc/no/such/folder", noLimits), path));
    QVERIFY(cacheFiles().isEmpty());
}

void TstProfileCache::stops()
{
    const std::string path = copyOf("leaky-http.heaptimeline.gz");
    const ProfileCache cache(m_cacheFolder, noLimits);
    const auto profile = loaded(path);
    std::stop_source stop;
    stop.request_stop();
    Progress progress(stop.get_token());
    QVERIFY_THROWS_EXCEPTION(ErrorException, cache.store(*profile, *stampOf(path), progress));
    QVERIFY(cacheFiles().isEmpty());
    QVERIFY(cache.store(*profile, *stampOf(path), Progress()));
    QVERIFY_THROWS_EXCEPTION(ErrorException, cache.find(path, progress));
}

/// One that is stopped takes nothing away from the one that began after it.
void TstProfileCache::twoWritersOfOneFile()
{
    QVERIFY(QDir().mkpath(QString::fromStdString(m_cacheFolder)));
    const std::string path = m_cacheFolder + "/one.heapcache";
    const Progress progress;
    auto stopped = std::make_unique<CacheFileWriter>(path, progress);
    CacheFileWriter whole(path, progress);
    const std::string text(3 * hashChunkBytes, 'w');
    whole.write(text);
    stopped->write(std::string(hashChunkBytes, 's'));
    stopped.reset();
    whole.finish({});
    const auto file = MappedCacheFile::open(path);
    QVERIFY(file && file->isIntact(progress));
    QVERIFY(std::ranges::equal(file->content(), text));
    QCOMPARE(cacheFiles().size(), qsizetype{1});
}

void TstProfileCache::userFolder()
{
    qputenv("XDG_CACHE_HOME", "/somewhere");
    QCOMPARE(userCacheFolder(), std::string("/somewhere/heapline"));
    qputenv("XDG_CACHE_HOME", "relative"); // not allowed
    qputenv("HOME", "/home/someone");
    QCOMPARE(userCacheFolder(), std::string("/home/someone/.cache/heapline"));
    qunsetenv("XDG_CACHE_HOME");
    qunsetenv("HOME");
    QCOMPARE(userCacheFolder(), std::string());
}

HEAPLINE_TEST(TstProfileCache)

} // namespace tst_profile_cache

#include "tst_profile_cache.moc"
