// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli_run.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>
#include <string>

namespace tst_cli_search {

using namespace heapline::test;
using nlohmann::json;

namespace {

Run search(const QStringList& arguments)
{
    return run(QStringList{QStringLiteral("search")} + arguments);
}

json reportOf(const QStringList& arguments)
{
    const Run result = search(arguments
                              + QStringList{QStringLiteral("--format"), QStringLiteral("json"), QStringLiteral("--top"),
                                            QStringLiteral("1000000")});
    return result.status == 0 ? json::parse(result.out.toStdString()) : json();
}

} // namespace

/// `heapline-cli search`: the figures of the window's Search.
class TestCliSearch : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void text()
    {
        const Run result = search({leaky(), QStringLiteral("session")});
        QCOMPARE(result.status, 0);
        for (const char* word : {"objects found", "value of property", "Session", "functions match", "rememberSession"})
            QVERIFY2(result.out.contains(word), result.out.constData());
        const Run nothing = search({leaky(), QStringLiteral("no such text anywhere")});
        QCOMPARE(nothing.status, 0);
        QVERIFY(nothing.out.contains("No object was found."));
    }

    /// All classes at once have the figures of the Summary.
    void classesHaveTheFiguresOfTheSummary()
    {
        const json groups = reportOf({leaky(), QStringLiteral("."), QStringLiteral("--regex"), QStringLiteral("--in"),
                                      QStringLiteral("class")})
                                .at("groups");
        const Run summary = run({QStringLiteral("summary"), leaky(), QStringLiteral("--top"), QStringLiteral("1000000"),
                                 QStringLiteral("--format"), QStringLiteral("json")});
        std::multimap<std::string, json> classes;
        const json all = json::parse(summary.out.toStdString());
        for (const json& row : all.at("classes"))
            classes.emplace(row.at("class").get<std::string>(),
                            json{row.at("objects"), row.at("shallow_bytes"), row.at("retained_bytes")});
        QCOMPARE(groups.size(), classes.size());
        for (const json& row : groups) {
            const json figures{row.at("objects"), row.at("shallow_bytes"), row.at("retained_bytes")};
            const auto [first, last] = classes.equal_range(row.at("what").get<std::string>());
            const auto same = std::find_if(first, last, [&](const auto& one) { return one.second == figures; });
            QVERIFY2(same != last, row.dump().c_str());
            classes.erase(same);
        }
    }

    void kinds()
    {
        const json report =
            reportOf({leaky(), QStringLiteral("^Session$"), QStringLiteral("--regex"), QStringLiteral("--match-case")});
        QCOMPARE(report.at("groups")[0].at("by").get<std::string>(), std::string("class"));
        QCOMPARE(report.at("groups")[0].at("objects").get<int>(), 800);
        QVERIFY(report.at("groups")[0].at("references").is_null());
        const json properties =
            reportOf({leaky(), QStringLiteral("^sessions$"), QStringLiteral("--regex"), QStringLiteral("--in"),
                      QStringLiteral("property"), QStringLiteral("--case-sensitive")})
                .at("groups");
        QCOMPARE(properties.size(), std::size_t{2});
        QCOMPARE(properties[1].at("by").get<std::string>(), std::string("value of property"));
        QVERIFY(properties[1].at("retained_bytes").get<int>() > 100'000); // the Map that leaks
    }

    void objects()
    {
        const json report = reportOf({leaky(), QStringLiteral("session"), QStringLiteral("--objects")});
        QVERIFY(!report.contains("functions"));
        const json& objects = report.at("objects");
        QCOMPARE(objects.size(), report.at("found").at("objects").get<std::size_t>());
        std::uint64_t shallow = 0;
        for (const json& row : objects)
            shallow += row.at("shallow_bytes").get<std::uint64_t>();
        QCOMPARE(shallow, report.at("found").at("shallow_bytes").get<std::uint64_t>());
        const Run csv = search({leaky(), QStringLiteral("session"), QStringLiteral("--objects"), QStringLiteral("--top"),
                                QStringLiteral("5"), QStringLiteral("--format"), QStringLiteral("csv")});
        QCOMPARE(csv.out.count('\n'), 6);
    }

    void id()
    {
        for (const char* text : {"@125187", "125187"}) {
            const json report = reportOf({leaky(), QString::fromLatin1(text), QStringLiteral("--objects"),
                                          QStringLiteral("--in"), QStringLiteral("id")});
            QCOMPARE(report.at("objects").size(), std::size_t{1});
            QCOMPARE(report.at("objects")[0].at("id").get<int>(), 125187);
            QCOMPARE(report.at("objects")[0].at("class").get<std::string>(), std::string("Session"));
        }
        QCOMPARE(reportOf({leaky(), QStringLiteral("@1"), QStringLiteral("--range"), QStringLiteral("1s..2s")})
                     .at("found")
                     .at("objects")
                     .get<int>(),
                 0);
    }

    void ranges()
    {
        const auto count = [](const QStringList& range) {
            return reportOf(QStringList{leaky(), QStringLiteral("Session"), QStringLiteral("--in"), QStringLiteral("class")}
                            + range)
                .at("found")
                .at("objects")
                .get<int>();
        };
        const int all = count({});
        const int first = count({QStringLiteral("--range"), QStringLiteral("..4.9s")});
        const int later = count({QStringLiteral("--range"), QStringLiteral("4.9s..")});
        QVERIFY(first > 0 && first < all);
        QVERIFY(later > 0 && later < all);
        QVERIFY(first + later >= all); // the tick that both reach into counts twice
    }

    void samplingProfile()
    {
        const QString file = data("workers-main.heapprofile.gz");
        const Run result = search({file, QStringLiteral("MAINalloc"), QStringLiteral("--format"), QStringLiteral("csv")});
        QCOMPARE(result.status, 0);
        QVERIFY2(result.out.contains("mainAllocates"), result.out.constData());
        QCOMPARE(result.out.count('\n'), 2);
        for (const QStringList& option :
             {QStringList{QStringLiteral("--objects")}, QStringList{QStringLiteral("--in"), QStringLiteral("class")}}) {
            const Run refused = search(QStringList{file, QStringLiteral("a")} + option);
            QCOMPARE(refused.status, 1);
            QVERIFY2(refused.error.contains("holds no objects"), refused.error.constData());
        }
    }

    void wrongPlace()
    {
        const Run result = search({leaky(), QStringLiteral("a"), QStringLiteral("--in"), QStringLiteral("nowhere")});
        QCOMPARE(result.status, 2);
        QVERIFY2(result.error.contains("--in"), result.error.constData());
    }
};

HEAPLINE_TEST(TestCliSearch)

} // namespace tst_cli_search

#include "tst_cli_search.moc"
