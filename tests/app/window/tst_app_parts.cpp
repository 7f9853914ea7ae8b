// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/options.h"
#include "app/recent_files.h"
#include "app/row_finder.h"
#include "app/settings.h"
#include "tests/support/test_program.h"

#include <QSignalSpy>
#include <QStandardItemModel>
#include <QTemporaryDir>
#include <QTest>

#include <vector>

namespace tst_app_parts {

using namespace heapline;
using namespace Qt::Literals::StringLiterals;

class TestAppParts : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void recentFilesNewestFirst();
    void rowFinder_data();
    void rowFinder();
    void options_data();
    void options();
    void optionsAreRead();
};

void TestAppParts::recentFilesNewestFirst()
{
    QTemporaryDir folder;
    const auto touch = [&folder](int number) {
        QFile file(folder.filePath(QString::number(number)));
        return file.open(QIODevice::WriteOnly) ? file.fileName() : QString();
    };
    Settings settings(Settings::Scope::Memory);
    RecentFiles recent(settings);
    QSignalSpy changed(&recent, &RecentFiles::changed);
    QStringList paths;
    for (int number = 0; number < 12; ++number) {
        paths.prepend(touch(number));
        recent.add(paths.first());
    }
    QCOMPARE(recent.files(), paths.mid(0, 10));
    recent.add(paths[5]);
    QCOMPARE(recent.files().first(), paths[5]);
    QCOMPARE(recent.files().size(), 10);
    QVERIFY(QFile::remove(paths[5]));
    QVERIFY(!recent.files().contains(paths[5])); // only those that are there
    recent.clear();
    QVERIFY(recent.files().isEmpty());
    QCOMPARE(changed.count(), 14);
}

void TestAppParts::rowFinder_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("found");
    QTest::newRow("exact before containing") << u"Map"_s << u"Map"_s;
    QTest::newRow("containing, any case") << u"weak"_s << u"WeakMap"_s;
    QTest::newRow("upper level first") << u"Set"_s << u"Set"_s;
    QTest::newRow("lower level") << u"entry"_s << u"entry"_s;
    QTest::newRow("another column") << u"server.js:6"_s << u"Map"_s;
    QTest::newRow("none") << u"nowhere"_s << QString();
}

void TestAppParts::rowFinder()
{
    QFETCH(QString, text);
    QFETCH(QString, found);
    QStandardItemModel model(0, 2);
    model.appendRow(new QStandardItem(u"WeakMap"_s));
    model.appendRow({new QStandardItem(u"Map"_s), new QStandardItem(u"server.js:6"_s)});
    model.item(0)->appendRow(new QStandardItem(u"entry"_s));
    model.appendRow(new QStandardItem(u"Set"_s));
    QCOMPARE(findRow(model, text).data().toString(), found);
}

void TestAppParts::options_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("status"); // -1: goes on
    QTest::newRow("nothing") << QStringList{} << -1;
    QTest::newRow("files") << QStringList{u"a"_s, u"b"_s} << -1;
    QTest::newRow("version") << QStringList{u"--version"_s} << 0;
    QTest::newRow("help") << QStringList{u"--help"_s} << 0;
    QTest::newRow("unknown") << QStringList{u"--nonsense"_s} << 2;
    QTest::newRow("bad size") << QStringList{u"--screenshot"_s, u"o.png"_s, u"--size"_s, u"big"_s} << 2;
    QTest::newRow("size zero") << QStringList{u"--screenshot"_s, u"o.png"_s, u"--size"_s, u"0x10"_s} << 2;
    QTest::newRow("bad view") << QStringList{u"--screenshot"_s, u"o.png"_s, u"--view"_s, u"flat"_s} << 2;
    QTest::newRow("view without picture") << QStringList{u"--view"_s, u"heavy"_s} << 2;
    QTest::newRow("two files in a picture") << QStringList{u"--screenshot"_s, u"o.png"_s, u"a"_s, u"b"_s} << 2;
    QTest::newRow("dark and light") << QStringList{u"--dark"_s, u"--light"_s} << 2;
}

namespace {

std::variant<Options, int> readAll(const QStringList& arguments)
{
    std::vector<QByteArray> bytes = {"heapline"};
    for (const QString& argument : arguments)
        bytes.push_back(argument.toUtf8());
    std::vector<char*> pointers;
    for (QByteArray& argument : bytes)
        pointers.push_back(argument.data());
    return readOptions(static_cast<int>(pointers.size()), pointers.data());
}

} // namespace

void TestAppParts::options()
{
    QFETCH(QStringList, arguments);
    QFETCH(int, status);
    const auto read = readAll(arguments);
    const int* ended = std::get_if<int>(&read);
    QCOMPARE(ended ? *ended : -1, status);
}

void TestAppParts::optionsAreRead()
{
    const auto read =
        readAll({u"--screenshot"_s, u"out.png"_s, u"--size"_s, u"900x600"_s, u"--view"_s, u"summary"_s, u"--pane"_s,
                 u"stack"_s, u"--range"_s, u"2.1s..4s"_s, u"--select"_s, u"Session"_s, u"--dark"_s, u"a.heapprofile"_s});
    const Options& options = std::get<Options>(read);
    QCOMPARE(options.screenshot, u"out.png"_s);
    QCOMPARE(options.size, QSize(900, 600));
    QCOMPARE(options.view, u"summary"_s);
    QCOMPARE(options.pane, u"stack"_s);
    QCOMPARE(options.range, u"2.1s..4s"_s);
    QCOMPARE(options.select, u"Session"_s);
    QVERIFY(options.theme == Theme::Dark);
    QCOMPARE(options.files, QStringList{u"a.heapprofile"_s});
    QVERIFY(!options.sample);
}

HEAPLINE_TEST(TestAppParts)

} // namespace tst_app_parts

#include "tst_app_parts.moc"
