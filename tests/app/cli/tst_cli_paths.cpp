// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli_run.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <nlohmann/json.hpp>

namespace tst_cli_paths {

using namespace heapline::test;
using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

namespace {

json asJson(const QStringList& arguments)
{
    const Run result = run(arguments + QStringList{u"--format"_s, u"json"_s});
    return result.status == 0 ? json::parse(result.out.toStdString()) : json();
}

QString id(const json& row)
{
    return u"@%1"_s.arg(row.at("id").get<std::uint64_t>());
}

} // namespace

/// `heapline-cli retainers` and `paths`.
class TestCliPaths : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void mergedPathsNameTheLeak_data();
    void mergedPathsNameTheLeak();
    void mergedPathsOfARange();
    void pathsOfAnObject();
    void retainers();
    void formats_data();
    void formats();
    void saysWhatIsMissing_data();
    void saysWhatIsMissing();
};

void TestCliPaths::mergedPathsNameTheLeak_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("className");
    QTest::addColumn<QString>("count");
    QTest::addColumn<QString>("words");
    QTest::newRow("leaky-http") << leaky() << u"Session"_s << u"800 of 800 Session"_s << u"through \"sessions\" (Map @"_s;
}

void TestCliPaths::mergedPathsNameTheLeak()
{
    QFETCH(QString, file);
    QFETCH(QString, className);
    QFETCH(QString, count);
    QFETCH(QString, words);
    const json report = asJson({u"paths"_s, file, className});
    const QString sentence = QString::fromStdString(report.at("finding").at(0).at("sentence").get<std::string>());
    QVERIFY2(sentence.startsWith(count) && sentence.contains(words), qPrintable(sentence));
}

void TestCliPaths::mergedPathsOfARange()
{
    const json report = asJson({u"paths"_s, leaky(), u"Session"_s, u"--range"_s, u"7s..8.2s"_s});
    const auto total = report.at("finding").at(0).at("of_objects").get<std::uint64_t>();
    QVERIFY(total > 0 && total < 800);
    std::uint64_t first = 0;
    for (const json& row : report.at("merged_paths")) {
        if (row.at("level") == 1)
            first += row.at("objects").get<std::uint64_t>();
    }
    QCOMPARE(first, total);
    const Run none = run({u"paths"_s, leaky(), u"Session"_s, u"--range"_s, u"0s..1s"_s});
    QCOMPARE(none.status, 0);
    QVERIFY(none.out.contains("No object of this class is in the range."));
}

void TestCliPaths::pathsOfAnObject()
{
    // The map that the sessions are in.
    const json merged = asJson({u"paths"_s, leaky(), u"Session"_s});
    const QString map = u"@%1"_s.arg(merged.at("finding").at(0).at("container_id").get<std::uint64_t>());
    const json paths = asJson({u"paths"_s, leaky(), map, u"--next"_s, u"2"_s}).at("paths");
    QVERIFY(paths.size() >= 6);
    std::map<std::uint64_t, std::vector<json>> steps;
    for (const json& row : paths)
        steps[row.at("path").get<std::uint64_t>()].push_back(row);
    QCOMPARE(steps.size(), std::size_t(3));
    std::size_t before = 0;
    for (const auto& [number, way] : steps) {
        QCOMPARE(id(way.back()), map);
        QCOMPARE(way.front().at("distance").get<int>(), 1);
        QVERIFY(way.front().at("reference").is_null());
        QVERIFY(way.size() >= before);
        before = way.size();
    }
    QCOMPARE(steps[1].back().at("reference").get<std::string>(), std::string("sessions"));
    QCOMPARE(steps[1].back().at("distance").get<std::size_t>(), steps[1].size());

    // Without what holds it, another way or none is left.
    const QString holder = id(steps[1][steps[1].size() - 2]);
    const json without = asJson({u"paths"_s, leaky(), map, u"--ignore"_s, holder});
    for (const json& row : without.at("paths"))
        QVERIFY(id(row) != holder);
}

void TestCliPaths::retainers()
{
    const json merged = asJson({u"paths"_s, leaky(), u"Session"_s});
    const QString map = u"@%1"_s.arg(merged.at("finding").at(0).at("container_id").get<std::uint64_t>());
    const json rows = asJson({u"retainers"_s, leaky(), map}).at("retainers");
    QCOMPARE(rows.at(0).at("reference").get<std::string>(), std::string("sessions"));
    QCOMPARE(rows.at(0).at("level").get<int>(), 1);
    QVERIFY(rows.at(1).at("level").get<int>() == 2);
    const json ignored =
        asJson({u"retainers"_s, leaky(), map, u"--ignore"_s, id(rows.at(0)), u"--depth"_s, u"1"_s}).at("retainers");
    bool isSaid = false;
    for (const json& row : ignored)
        isSaid = isSaid || (row.at("ignored").get<bool>() && !row.at("reached").get<bool>() && id(row) == id(rows.at(0)));
    QVERIFY(isSaid);
}

void TestCliPaths::formats_data()
{
    QTest::addColumn<QString>("format");
    QTest::addColumn<QByteArray>("words");
    QTest::newRow("text") << u"text"_s << QByteArray("  - 800 of 800 Session are kept through \"sessions\" (Map @");
    QTest::newRow("csv") << u"csv"_s << QByteArray("objects,objects_percent,holders,shallow_bytes,level,kind,reference");
    QTest::newRow("tsv") << u"tsv"_s << QByteArray("Objects\tObjects %\tHolders\tShallow\tHeld over");
    QTest::newRow("markdown") << u"markdown"_s << QByteArray("| Objects | Objects % | Holders | Shallow | Held over |");
}

void TestCliPaths::formats()
{
    QFETCH(QString, format);
    QFETCH(QByteArray, words);
    const Run result = run({u"paths"_s, leaky(), u"Session"_s, u"--format"_s, format});
    QCOMPARE(result.status, 0);
    QVERIFY2(result.out.contains(words), result.out.constData());
}

void TestCliPaths::saysWhatIsMissing_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("words");
    const auto row = [](const char* name, const QStringList& arguments, const char* words) {
        QTest::newRow(name) << arguments << QByteArray(words);
    };
    row("no heap", {u"retainers"_s, data("tsc.heapprofile.gz"), u"@1"_s}, "holds no objects");
    row("no such object", {u"retainers"_s, leaky(), u"@999999999"_s}, "there is no object @999999999");
    row("no id", {u"paths"_s, leaky(), u"@12x"_s}, "is no id");
    row("a class", {u"retainers"_s, leaky(), u"Session"_s}, "retainers are of one object");
    row("no such class", {u"paths"_s, leaky(), u"Sessio"_s}, "there is no class \"Sessio\"");
    row("ignored class", {u"paths"_s, leaky(), u"Session"_s, u"--ignore"_s, u"Map"_s}, "only an object can be ignored");
}

void TestCliPaths::saysWhatIsMissing()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, words);
    const Run result = run(arguments);
    QCOMPARE(result.status, 1);
    QVERIFY(result.out.isEmpty());
    QVERIFY2(result.error.contains(words), result.error.constData());
}

HEAPLINE_TEST(TestCliPaths)

} // namespace tst_cli_paths

#include "tst_cli_paths.moc"
