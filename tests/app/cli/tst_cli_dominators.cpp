// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli_run.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <nlohmann/json.hpp>

namespace tst_cli_dominators {

using namespace heapline::test;
using nlohmann::json;

namespace {

json reportOf(const QStringList& arguments)
{
    const Run result =
        run(QStringList{QStringLiteral("dominators"), QStringLiteral("--format"), QStringLiteral("json")} + arguments);
    return result.status == 0 ? json::parse(result.out.toStdString()) : json();
}

} // namespace

/// `heapline-cli dominators`: the figures of the window's Dominators.
class TestCliDominators : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void levelsAddUp()
    {
        const json rows = reportOf({leaky(), QStringLiteral("--top"), QStringLiteral("1000000"), QStringLiteral("--depth"),
                                    QStringLiteral("1")})
                              .at("rows");
        QVERIFY(rows.size() > 100);
        std::uint64_t retained = 0;
        std::uint64_t last = ~std::uint64_t{0};
        for (const json& row : rows) {
            const auto bytes = row.at("retained_bytes").get<std::uint64_t>();
            QVERIFY(bytes <= last);
            QVERIFY(bytes >= row.at("shallow_bytes").get<std::uint64_t>());
            QCOMPARE(row.at("level").get<int>(), 1);
            retained += bytes;
            last = bytes;
        }
        const Run summary = run({QStringLiteral("summary"), leaky(), QStringLiteral("--format"), QStringLiteral("json")});
        QCOMPARE(retained, json::parse(summary.out.toStdString()).at("file").at("heap_bytes").get<std::uint64_t>());
    }

    void classesTakeTheirObjectsTogether()
    {
        const json rows = reportOf({leaky(), QStringLiteral("--by-class"), QStringLiteral("--top"),
                                    QStringLiteral("1000000"), QStringLiteral("--depth"), QStringLiteral("2")})
                              .at("rows");
        for (std::size_t i = 0; i < rows.size(); ++i) {
            if (rows[i].at("level") != 1)
                continue;
            QVERIFY(rows[i].at("id").is_null());
            std::uint64_t retained = 0;
            std::size_t objects = 0;
            for (std::size_t k = i + 1; k < rows.size() && rows[k].at("level") == 2; ++k, ++objects) {
                QCOMPARE(rows[k].at("class").get<std::string>(), rows[i].at("class").get<std::string>());
                retained += rows[k].at("retained_bytes").get<std::uint64_t>();
            }
            QCOMPARE(rows[i].at("count").get<std::size_t>(), objects);
            QCOMPARE(rows[i].at("row_count").get<std::size_t>(), objects);
            QCOMPARE(rows[i].at("retained_bytes").get<std::uint64_t>(), retained);
        }
    }

    void objectWithItsDominators()
    {
        // The Map that leaks is the object with the most sessions below it.
        const json all = reportOf({leaky(), QStringLiteral("--range"), QStringLiteral("3s..9s"), QStringLiteral("--depth"),
                                   QStringLiteral("20"), QStringLiteral("--top"), QStringLiteral("1")})
                             .at("rows");
        json map;
        for (const json& row : all) {
            if (row.at("class") == "Map")
                map = row;
        }
        QVERIFY(!map.is_null());
        const QString id = QStringLiteral("@%1").arg(map.at("id").get<std::uint64_t>());
        const json report = reportOf({leaky(), id, QStringLiteral("--depth"), QStringLiteral("3")});
        QVERIFY(report.at("rows")[0].at("retained_bytes") == map.at("retained_bytes"));
        QCOMPARE(report.at("dominators")[0].at("class").get<std::string>(), std::string("(synthetic)"));
        const json withoutAt = reportOf({leaky(), id.mid(1), QStringLiteral("--depth"), QStringLiteral("3")});
        QVERIFY(report == withoutAt);
        bool hasSession = false;
        for (const json& row : report.at("rows"))
            hasSession = hasSession || row.at("class") == "Session";
        QVERIFY(hasSession);
    }

    void rangeIsThatOfTheSummary()
    {
        const QStringList range{leaky(),
                                QStringLiteral("--range"),
                                QStringLiteral("3s..9s"),
                                QStringLiteral("--top"),
                                QStringLiteral("1000000"),
                                QStringLiteral("--depth"),
                                QStringLiteral("1")};
        std::uint64_t bytes = 0;
        std::uint64_t objects = 0;
        const json rows = reportOf(range).at("rows");
        for (const json& row : rows) {
            QVERIFY(row.at("range_objects").get<std::uint64_t>() > 0);
            bytes += row.at("range_bytes").get<std::uint64_t>();
            objects += row.at("range_objects").get<std::uint64_t>();
        }
        const Run summary = run({QStringLiteral("summary"), leaky(), QStringLiteral("--range"), QStringLiteral("3s..9s"),
                                 QStringLiteral("--format"), QStringLiteral("json")});
        const json figures = json::parse(summary.out.toStdString()).at("range");
        QCOMPARE(bytes, figures.at("alive_bytes").get<std::uint64_t>());
        QCOMPARE(objects, figures.at("alive_count").get<std::uint64_t>());
    }

    void formats()
    {
        const QStringList few{QStringLiteral("dominators"), leaky(),
                              QStringLiteral("--top"),      QStringLiteral("3"),
                              QStringLiteral("--depth"),    QStringLiteral("2"),
                              QStringLiteral("--format")};
        const Run text = run(few + QStringList{QStringLiteral("text")});
        QVERIFY2(text.out.startsWith("Dominator tree: ") && text.out.contains(" more, "), text.out.constData());
        for (const QByteArray& line : text.out.split('\n'))
            QVERIFY(QString::fromUtf8(line).size() <= 100);
        const Run csv = run(few + QStringList{QStringLiteral("csv")});
        QVERIFY2(csv.out.startsWith(
                     "level,row_count,retained_bytes,retained_percent,shallow_bytes,count,distance,name,class,id\n"),
                 csv.out.constData());
        QVERIFY(run(few + QStringList{QStringLiteral("markdown")}).out.startsWith("## Dominator tree"));
        QVERIFY(run(few + QStringList{QStringLiteral("tsv")}).out.startsWith("Retained\tRetained %\tShallow\t"));
    }

    void saysWhatIsWrong()
    {
        const Run noHeap = run({QStringLiteral("dominators"), data("tsc.heapprofile.gz")});
        QCOMPARE(noHeap.status, 1);
        QVERIFY(noHeap.error.contains("a sampling profile holds no objects"));
        const Run noObject = run({QStringLiteral("dominators"), leaky(), QStringLiteral("@2")});
        QCOMPARE(noObject.status, 1);
        QVERIFY(noObject.error.contains("no object has the id @2"));
        const Run noId = run({QStringLiteral("dominators"), leaky(), QStringLiteral("Session")});
        QCOMPARE(noId.status, 2);
        QVERIFY(noId.error.contains("is no id"));
    }
};

HEAPLINE_TEST(TestCliDominators)

} // namespace tst_cli_dominators

#include "tst_cli_dominators.moc"
