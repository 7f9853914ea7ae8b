// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli_run.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <nlohmann/json.hpp>

namespace tst_cli_stacks {

using namespace heapline::test;
using nlohmann::json;

namespace {

/// The rows of `stacks FILE --format json …`.
json stackRows(const QStringList& arguments)
{
    const Run result = run(QStringList{QStringLiteral("stacks"), QStringLiteral("--format"), QStringLiteral("json"),
                                       QStringLiteral("--view"), QStringLiteral("functions"), QStringLiteral("--top"),
                                       QStringLiteral("100000")}
                           + arguments);
    return result.status == 0 ? json::parse(result.out.toStdString()).at("rows") : json::array();
}

/// Null if there is no such row.
json rowOf(const json& rows, const std::string& function)
{
    for (const json& row : rows) {
        if (row.at("function") == function)
            return row;
    }
    return {};
}

std::uint64_t selfSum(const json& rows)
{
    std::uint64_t sum = 0;
    for (const json& row : rows)
        sum += row.at("self_bytes").get<std::uint64_t>();
    return sum;
}

} // namespace

/// `heapline-cli stacks`: the changes of the call tree that the window makes too.
class TestCliStacks : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void areGroupedHiddenAndNarrowed();
    void invertedIsTheOtherView();
    void measureSorts();
    void tablesForDocuments();
    void drawsFlames();
    void saysWhatTheyDoNotHave_data();
    void saysWhatTheyDoNotHave();
};

void TestCliStacks::areGroupedHiddenAndNarrowed()
{
    const QString tsc = data("tsc.heapprofile.gz");
    const json functions = stackRows({tsc});
    const json packages = stackRows({tsc, QStringLiteral("--group-by"), QStringLiteral("package")});
    QVERIFY(!rowOf(packages, "typescript").is_null() && packages.size() < 10);
    QCOMPARE(selfSum(packages), selfSum(functions));

    // What is hidden is booked to callers; nothing is lost.
    const auto own =
        stackRows({tsc, QStringLiteral("--hide"), QStringLiteral("node"), QStringLiteral("--hide"),
                   QStringLiteral("package:typescript"), QStringLiteral("--group-by"), QStringLiteral("package")});
    QVERIFY(rowOf(own, "typescript").is_null() && rowOf(own, "node:").is_null());
    QCOMPARE(selfSum(own), selfSum(functions));

    const json focused = stackRows({tsc, QStringLiteral("--focus"), QStringLiteral("package:typescript")});
    const json dropped = stackRows({tsc, QStringLiteral("--drop"), QStringLiteral("package:typescript")});
    QCOMPARE(selfSum(focused), rowOf(packages, "typescript").at("total_bytes").get<std::uint64_t>());
    QCOMPARE(selfSum(focused) + selfSum(dropped), selfSum(functions));
}

void TestCliStacks::invertedIsTheOtherView()
{
    const auto stacks = [](const QStringList& options) {
        return run(QStringList{QStringLiteral("stacks"), leaky()} + options).out;
    };
    QCOMPARE(stacks({QStringLiteral("--inverted")}), stacks({QStringLiteral("--view"), QStringLiteral("top-down")}));
    QCOMPARE(stacks({QStringLiteral("--view"), QStringLiteral("top-down"), QStringLiteral("--inverted")}), stacks({}));
}

void TestCliStacks::measureSorts()
{
    const Run result =
        run({QStringLiteral("stacks"), leaky(), QStringLiteral("--measure"), QStringLiteral("total-bytes"),
             QStringLiteral("--format"), QStringLiteral("json"), QStringLiteral("--depth"), QStringLiteral("1")});
    QCOMPARE(result.status, 0);
    const json rows = json::parse(result.out.toStdString()).at("rows");
    QCOMPARE(rows[0].at("function").get<std::string>(), std::string("renderPage")); // makes garbage only
    for (std::size_t row = 1; row < rows.size(); ++row)
        QVERIFY(rows[row - 1].at("self_allocated_bytes") >= rows[row].at("self_allocated_bytes"));
}

void TestCliStacks::tablesForDocuments()
{
    const QStringList stacks{QStringLiteral("stacks"), leaky(), QStringLiteral("--top"), QStringLiteral("2")};
    const Run markdown = run(stacks + QStringList{QStringLiteral("--format"), QStringLiteral("markdown")});
    QCOMPARE(markdown.status, 0);
    const QList<QByteArray> lines = markdown.out.trimmed().split('\n');
    QVERIFY(lines[0].startsWith("## Bottom up"));
    QVERIFY(lines[2].startsWith("| Self |"));
    QVERIFY(lines[3].startsWith("| ---: |"));
    QVERIFY(markdown.out.contains("| makePayload |") && markdown.out.contains("| &emsp;Session |"));
    const Run tsv = run(stacks + QStringList{QStringLiteral("--format"), QStringLiteral("tsv")});
    QCOMPARE(tsv.status, 0);
    const QList<QByteArray> rows = tsv.out.trimmed().split('\n');
    QCOMPARE(rows.size(), lines.size() - 3);
    for (const QByteArray& row : rows)
        QCOMPARE(row.count('\t'), rows.front().count('\t'));
}

void TestCliStacks::drawsFlames()
{
    const QStringList flame{QStringLiteral("stacks"), leaky(), QStringLiteral("--flame")};
    const Run topDown = run(flame);
    QCOMPARE(topDown.status, 0);
    QVERIFY(topDown.out.startsWith("<?xml") && topDown.out.trimmed().endsWith("</svg>"));
    QVERIFY(topDown.out.contains("<title>makePayload · 901 kB · 53.2 %</title>"));
    const Run inverted =
        run(flame + QStringList{QStringLiteral("--inverted"), QStringLiteral("--group-by"), QStringLiteral("package")});
    QCOMPARE(inverted.status, 0);
    QVERIFY(inverted.out.contains("<title>(own code) · "));
    QVERIFY(!inverted.out.contains("makePayload"));
}

void TestCliStacks::saysWhatTheyDoNotHave_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("words");
    QTest::newRow("no such function") << QStringList{leaky(), QStringLiteral("--focus"), QStringLiteral("noSuch")}
                                      << QByteArray("nothing in the stacks of this file is called \"noSuch\"");
    QTest::newRow("no such package") << QStringList{leaky(), QStringLiteral("--hide"), QStringLiteral("package:x")}
                                     << QByteArray("is called \"package:x\"");
    QTest::newRow("measure") << QStringList{data("tsc.heapprofile.gz"), QStringLiteral("--measure"),
                                            QStringLiteral("live-count")}
                             << QByteArray("live-bytes only");
    QTest::newRow("measure of a range") << QStringList{leaky(), QStringLiteral("--measure"), QStringLiteral("total-bytes"),
                                                       QStringLiteral("--range"), QStringLiteral("1s..2s")}
                                        << QByteArray("not known for a range");
}

void TestCliStacks::saysWhatTheyDoNotHave()
{
    QFETCH(const QStringList, arguments);
    QFETCH(const QByteArray, words);
    const Run result = run(QStringList{QStringLiteral("stacks")} + arguments);
    QCOMPARE(result.status, 1);
    QVERIFY2(result.error.contains(words), result.error.constData());
    QVERIFY(result.out.isEmpty());
}

HEAPLINE_TEST(TestCliStacks)

} // namespace tst_cli_stacks

#include "tst_cli_stacks.moc"
