// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/progress.h"
#include "core/cache/profile_cache.h"
#include "left_session.h"
#include "tests/support/test_program.h"

#include <QSettings>
#include <QTest>

#include <csignal>
#include <memory>
#include <vector>

namespace tst_instances {

using namespace heapline;
using namespace heapline::test;
using namespace Qt::Literals::StringLiterals;

namespace {

/// A small profile in a file that is large enough for the cache.
QString paddedFile(const QTemporaryDir& folder, const QString& name)
{
    QFile small(QStringLiteral(HEAPLINE_TEST_DATA "/corner/ok-one-line.heaptimeline"));
    QFile padded(folder.filePath(name));
    return small.open(QIODevice::ReadOnly) && padded.open(QIODevice::WriteOnly) && padded.write(small.readAll()) > 0
                   && padded.write(QByteArray(qsizetype{17} << 20, '\n')) > 0
               ? padded.fileName()
               : QString();
}

QString settingsFile(const QTemporaryDir& home)
{
    return home.filePath(u"heapline/heapline.conf"_s);
}

QStringList recentFiles(const QTemporaryDir& home)
{
    return QSettings(settingsFile(home), QSettings::IniFormat).value(u"recentFiles"_s).toStringList();
}

/// Ends a window as its user would. @return whether it ended well and said no more than so many sentences
bool endsWell(Child& child, qsizetype sentences = 0)
{
    ::kill(static_cast<pid_t>(child.processId()), SIGTERM);
    const bool isEnded = child.waitForFinished();
    QByteArrayList said = child.readAllStandardError().split('\n');
    // The last one is Qt's, of the lock of the settings: another process looked at that moment whether it was left behind.
    said.removeIf([](const QByteArray& line) {
        return line.isEmpty() || line.startsWith("This plugin does not support") || line.startsWith("setNativeLocks failed");
    });
    if (said.size() > sentences)
        qWarning("%s", said.join('\n').constData());
    return isEnded && child.exitStatus() == QProcess::NormalExit && child.exitCode() == 0 && said.size() <= sentences;
}

} // namespace

/// Several windows of one user at once, in processes of their own, and folders that are not as they should be.
class TestInstances : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }
    void recentFilesOfBoth();
    void oneFileAtOnce();
    void cacheIsClearedUnderneath();
    void oddFolders();
};

void TestInstances::recentFilesOfBoth()
{
    const QTemporaryDir home;
    Child first(home, QStringLiteral(HEAPLINE_PROGRAM), {samplingFile()});
    QTRY_VERIFY_WITH_TIMEOUT(recentFiles(home).size() == 1, 60'000);
    Child second(home, QStringLiteral(HEAPLINE_PROGRAM), {timelineFile()});
    QTRY_VERIFY_WITH_TIMEOUT(recentFiles(home).size() == 2, 60'000);
    QVERIFY(endsWell(first)); // it writes its geometry, and nothing old over what the other one has written
    QVERIFY(endsWell(second));
    QCOMPARE(recentFiles(home), (QStringList{timelineFile(), samplingFile()}));
}

/// The same large file in several windows: each one wants to put it into the cache.
void TestInstances::oneFileAtOnce()
{
    const QTemporaryDir home;
    const QString path = paddedFile(home, u"padded.heaptimeline"_s);
    const QDir cacheFolder(folderIn(home)); // of the settings and the sessions, too
    std::vector<std::unique_ptr<Child>> children;
    for (int i = 0; i < 4; ++i)
        children.push_back(std::make_unique<Child>(home, QStringLiteral(HEAPLINE_PROGRAM), QStringList{path}));
    QTRY_COMPARE_WITH_TIMEOUT(cacheFolder.entryList({u"*.json"_s}).size(), qsizetype{4}, 60'000);
    QTRY_COMPARE_WITH_TIMEOUT(cacheFolder.entryList({u"*.heapcache"_s}).size(), qsizetype{1}, 60'000);
    for (const auto& child : children)
        QVERIFY(endsWell(*child));
    QCOMPARE(cacheFolder.entryList({u"*.heapcache*"_s}).size(), qsizetype{1}); // no part of one
    Progress progress;
    QVERIFY(ProfileCache(folderIn(home).toStdString()).find(path.toStdString(), progress) != nullptr);
    QCOMPARE(recentFiles(home), QStringList{path});
    QVERIFY(cacheFolder.entryList({u"*.json"_s, u"*.lock"_s, u"*.crash"_s}).isEmpty());
}

void TestInstances::cacheIsClearedUnderneath()
{
    const QTemporaryDir home;
    const QString path = paddedFile(home, u"padded.heaptimeline"_s);
    const ProfileCache cache(folderIn(home).toStdString());
    Child first(home, QStringLiteral(HEAPLINE_PROGRAM), {path});
    QTRY_VERIFY_WITH_TIMEOUT(cache.usedBytes() > 0 && QDir(folderIn(home)).entryList({u"*.part"_s}).isEmpty(), 60'000);
    QVERIFY(endsWell(first));
    Child second(home, QStringLiteral(HEAPLINE_PROGRAM), {path}); // from the cache, which stays mapped
    QTRY_VERIFY_WITH_TIMEOUT(isKept(folderIn(home), "\"kind\":\"Allocation timeline\""), 60'000);
    cache.clear();
    QCOMPARE(cache.usedBytes(), std::uint64_t{0});
    QVERIFY(endsWell(second));
}

/// Settings and cache that cannot be used: the file is shown all the same, and nothing is left half written.
void TestInstances::oddFolders()
{
    struct Odd {
        QString name;
        std::function<bool(const QTemporaryDir&)> make;
        std::function<void()> prepare = [] {};
    };
    const auto writeFile = [](const QString& path, const QByteArray& content) {
        QFile file(path);
        return QDir().mkpath(QFileInfo(path).path()) && file.open(QIODevice::WriteOnly)
               && file.write(content) == content.size();
    };
    const std::vector<Odd> odds{
        {u"settings are garbage"_s,
         [&](const QTemporaryDir& home) { return writeFile(settingsFile(home), QByteArray(9999, '\xff') + QByteArray("\n[\0]=%", 6)); }},
        {u"values are garbage"_s,
         [&](const QTemporaryDir& home) {
             return writeFile(settingsFile(home),
                              "[General]\nrecentFiles=@Variant(\\xff\\xff\\xff\\xff)\nwindowGeometry=@ByteArray(\\x1\\xd9)\n"
                              "windowSplitter=7\nkeepInCache=maybe\nlastFolder=@Invalid()\n");
         }},
        {u"settings are a folder"_s, [&](const QTemporaryDir& home) { return QDir().mkpath(settingsFile(home)); }},
        {u"no folder can be made"_s, [&](const QTemporaryDir& home) { return writeFile(folderIn(home), "a file"); }},
        {u"disk is full"_s, [](const QTemporaryDir&) { return true; },
         [] {
             const rlimit little{500, 500};
             ::setrlimit(RLIMIT_FSIZE, &little);
         }}};
    std::vector<std::unique_ptr<QTemporaryDir>> homes;
    std::vector<std::unique_ptr<Child>> children;
    for (const Odd& odd : odds) {
        homes.push_back(std::make_unique<QTemporaryDir>());
        QVERIFY2(odd.make(*homes.back()), qPrintable(odd.name));
        children.push_back(std::make_unique<Child>(*homes.back(), QStringLiteral(HEAPLINE_PROGRAM),
                                                   QStringList{paddedFile(*homes.back(), u"padded.heaptimeline"_s)},
                                                   odd.prepare));
    }
    for (std::size_t i = 0; i < odds.size(); ++i) {
        QVERIFY2(children[i]->waitForStarted(), qPrintable(odds[i].name));
        QTest::qWait(i == 0 ? 700 : 0); // there is no sign of a window that can leave nothing behind
        QVERIFY2(endsWell(*children[i], 1), qPrintable(odds[i].name));
        QVERIFY2(QDir(folderIn(*homes[i]))
                     .entryList({u"*.part"_s, u"*.lock"_s, u"*.json"_s, u"*.crash"_s}, QDir::Files)
                     .isEmpty(),
                 qPrintable(odds[i].name));
    }
}

HEAPLINE_TEST(TestInstances)

} // namespace tst_instances

#include "tst_instances.moc"
