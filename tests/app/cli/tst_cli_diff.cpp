// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli_run.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <nlohmann/json.hpp>

#include <cstdint>
#include <limits>
#include <map>

namespace tst_cli_diff {

using namespace heapline::test;
using nlohmann::json;

namespace {

const char* const before = "orders-1-before.heapsnapshot.gz";
const char* const after = "orders-2-after.heapsnapshot.gz";

json diffOf(const QStringList& arguments)
{
    const Run result = run(QStringList{QStringLiteral("diff"), QStringLiteral("--top"), QStringLiteral("1000000"),
                                       QStringLiteral("--format"), QStringLiteral("json")}
                           + arguments);
    return result.status == 0 ? json::parse(result.out.toStdString()) : json();
}

std::string remarksOf(const json& diff)
{
    std::string text;
    for (const json& row : diff.at("remarks"))
        text += row.at("sentence").get<std::string>() + '\n';
    return text;
}

} // namespace

/// `heapline-cli diff`: the figures of DevTools' Comparison, and how they came about.
class TestCliDiff : public QObject {
    Q_OBJECT

private:
    json m_orders; ///< of the snapshots by id, with the objects of OrderLine

private Q_SLOTS:
    void initTestCase()
    {
        m_orders = diffOf({data(after), data(before), QStringLiteral("--class"), QStringLiteral("OrderLine")});
        QVERIFY(!m_orders.is_null());
    }

    /// tst_golden_figures compares the figures of this pair with DevTools' own.
    void byIdHasDevToolsFigures()
    {
        const Run figures = run({QStringLiteral("figures"), data(after), QStringLiteral("--base"), data(before)});
        std::map<std::string, json> expected;
        const json devTools = json::parse(figures.out.toStdString());
        for (const json& row : devTools.at("comparison"))
            expected.emplace(row.at("key").get<std::string>(), row);
        QVERIFY(expected.size() > 20);

        const json& diff = m_orders;
        QCOMPARE(diff.at("classes").size(), expected.size());
        std::int64_t last = std::numeric_limits<std::int64_t>::max();
        std::int64_t sum = 0;
        for (const json& row : diff.at("classes")) {
            const json& wanted = expected.at(row.at("class_key").get<std::string>());
            QVERIFY(row.at("class") == wanted.at("name"));
            QVERIFY(row.at("new_objects") == wanted.at("addedCount"));
            QVERIFY(row.at("deleted_objects") == wanted.at("removedCount"));
            QVERIFY(row.at("count_delta") == wanted.at("countDelta"));
            QVERIFY(row.at("new_bytes") == wanted.at("addedSize"));
            QVERIFY(row.at("deleted_bytes") == wanted.at("removedSize"));
            QVERIFY(row.at("size_delta") == wanted.at("sizeDelta"));
            const auto delta = row.at("size_delta").get<std::int64_t>();
            QVERIFY(delta <= last);
            last = delta;
            sum += delta;
        }
        QCOMPARE(diff.at("total").at("size_delta").get<std::int64_t>(), sum);
        const json& matching = diff.at("comparison");
        QVERIFY(matching.at("matched_by") == json("id"));
        QVERIFY(matching.at("one_life") == json(true));
        QVERIFY(matching.at("base_is_later") == json(false));
        QVERIFY(
            remarksOf(diff).starts_with("Objects are matched by id, as the ids are of one life of one process: of 42,281 "));
    }

    void byClassCountsAllObjects()
    {
        const json diff = diffOf({data(after), data(before), QStringLiteral("--by"), QStringLiteral("class")});
        QVERIFY(diff.at("comparison").at("matched_by") == json("class"));
        QVERIFY(remarksOf(diff).find("as you chose, although ids would do") != std::string::npos);
        bool hasLines = false;
        for (const json& row : diff.at("classes")) {
            QVERIFY(row.at("new_objects") == row.at("objects"));
            QVERIFY(row.at("deleted_bytes") == row.at("base_bytes"));
            QVERIFY(row.at("count_delta") != 0 || row.at("size_delta") != 0);
            if (row.at("class") == "OrderLine") {
                hasLines = true;
                QVERIFY(row.at("objects") == json(1800));
                QVERIFY(row.at("base_objects") == json(600));
            }
        }
        QVERIFY(hasLines);
        // Matched or not, the difference is the same.
        QVERIFY(diff.at("total").at("count_delta") == m_orders.at("total").at("count_delta"));
    }

    void otherProcessesAreComparedByClass()
    {
        const json diff = diffOf({data("shapes-numbers.node20.heapsnapshot.gz"), data(before)});
        QVERIFY(diff.at("comparison").at("matched_by") == json("class"));
        QVERIFY(diff.at("comparison").at("one_life") == json(false));
        QVERIFY(remarksOf(diff).find("as the ids are of different processes") != std::string::npos);
        const json forced = diffOf(
            {data("shapes-numbers.node20.heapsnapshot.gz"), data(before), QStringLiteral("--by"), QStringLiteral("id")});
        QVERIFY(forced.at("comparison").at("matched_by") == json("id"));
        QVERIFY(remarksOf(forced).find("although the ids are not of one life") != std::string::npos);
        // A range of a timeline says nothing of the other process.
        const json ranged = diffOf({leaky(), data(before), QStringLiteral("--range"), QStringLiteral("3s..5s")});
        QVERIFY(remarksOf(ranged).find("do not narrow this table") != std::string::npos);
        QVERIFY(ranged.at("classes") == diffOf({leaky(), data(before)}).at("classes"));
    }

    void olderFileComesSecond()
    {
        const json diff = diffOf({data(before), data(after)});
        QVERIFY(diff.at("comparison").at("base_is_later") == json(true));
        QVERIFY(remarksOf(diff).find("The base seems to be the later file") != std::string::npos);
    }

    void rangesOfOneTimeline()
    {
        const json diff =
            diffOf({leaky(), QStringLiteral("--range"), QStringLiteral("5s..8s"), QStringLiteral("--base-range"),
                    QStringLiteral("3s..5s"), QStringLiteral("--class"), QStringLiteral("Session")});
        QVERIFY(diff.at("comparison").at("matched_by") == json("range"));
        const auto aliveIn = [](const char* range) {
            const Run summary = run({QStringLiteral("summary"), leaky(), QStringLiteral("--range"),
                                     QString::fromLatin1(range), QStringLiteral("--format"), QStringLiteral("json")});
            return json::parse(summary.out.toStdString()).at("range");
        };
        const json newer = aliveIn("5s..8s");
        const json older = aliveIn("3s..5s");
        QVERIFY(diff.at("total").at("new_bytes") == newer.at("alive_bytes"));
        QVERIFY(diff.at("total").at("new_objects") == newer.at("alive_count"));
        QVERIFY(diff.at("total").at("deleted_bytes") == older.at("alive_bytes"));
        QVERIFY(diff.at("total").at("deleted_objects") == older.at("alive_count"));
        json session;
        for (const json& row : diff.at("classes")) {
            if (row.at("class") == "Session")
                session = row;
        }
        std::size_t inNewer = 0;
        for (const json& object : diff.at("objects"))
            inNewer += object.at("change") == "new";
        QCOMPARE(inNewer, session.at("new_objects").get<std::size_t>());
        QVERIFY(diff.at("objects").size() - inNewer == session.at("deleted_objects").get<std::size_t>());
        // Without a newer range, the whole recording is.
        QVERIFY(diffOf({leaky(), QStringLiteral("--base-range"), QStringLiteral("3s..5s")}).at("total").at("new_bytes")
                > newer.at("alive_bytes"));
    }

    void objectsOfAClass()
    {
        const json& diff = m_orders;
        std::size_t added = 0;
        for (const json& object : diff.at("objects")) {
            added += object.at("change") == "new";
            QVERIFY(object.at("shallow_bytes") == json(48));
        }
        QCOMPARE(added, std::size_t{1500});
        QCOMPARE(diff.at("objects").size(), std::size_t{1800});
    }

    void sorts()
    {
        const json rows = diffOf({data(after), data(before), QStringLiteral("--sort"), QStringLiteral("new")}).at("classes");
        for (std::size_t i = 1; i < rows.size(); ++i)
            QVERIFY(rows[i - 1].at("new_objects") >= rows[i].at("new_objects"));
    }

    void formats()
    {
        const QStringList few{QStringLiteral("diff"),  data(after),         data(before),
                              QStringLiteral("--top"), QStringLiteral("3"), QStringLiteral("--format")};
        const Run text =
            run(few + QStringList{QStringLiteral("text"), QStringLiteral("--class"), QStringLiteral("Orderline")});
        QVERIFY(text.out.contains("No class of this exact name differs."));
        QVERIFY2(text.out.contains("+232 kB       248 kB     15.8 kB  +1,345  2,005      660  (string)"),
                 text.out.constData());
        QVERIFY(text.out.contains(" more, −"));
        for (const QByteArray& line : text.out.split('\n'))
            QVERIFY(QString::fromUtf8(line).size() <= 100);
        const Run csv = run(few + QStringList{QStringLiteral("csv")});
        QVERIFY2(
            csv.out.startsWith("size_delta,new_bytes,deleted_bytes,count_delta,new_objects,deleted_objects,class,class_key,"
                               "objects,bytes,base_objects,base_bytes\n232288,248128,15840,1345,2005,660,(string),"),
            csv.out.constData());
    }

    void saysWhatIsWrong()
    {
        const auto check = [](const QStringList& arguments, int status, const char* sentence) {
            const Run result = run(QStringList{QStringLiteral("diff")} + arguments);
            QCOMPARE(result.status, status);
            QVERIFY2(result.error.contains(sentence), result.error.constData());
        };
        check({data(after)}, 2, "what to compare with is missing");
        check({leaky(), data(before), QStringLiteral("--base-range"), QStringLiteral("1s..2s")}, 2, "excludes");
        check({data(after), data(before), QStringLiteral("--by"), QStringLiteral("name")}, 2, "--by");
        check({data(after), QStringLiteral("--base-range"), QStringLiteral("1s..2s")}, 1, "has no timeline");
        check({data(after), data("tsc.heapprofile.gz")}, 1, "only a file with a heap can be compared with");
        check({data("tsc.heapprofile.gz"), data(after)}, 1, "only files with a heap");
        check({leaky(), QStringLiteral("--base-range"), QStringLiteral("2s..1s")}, 2, "ends before it begins");
    }
};

HEAPLINE_TEST(TestCliDiff)

} // namespace tst_cli_diff

#include "tst_cli_diff.moc"
