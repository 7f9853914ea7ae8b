// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli_run.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>
#include <string>

namespace tst_cli_objects {

using namespace heapline::test;
using nlohmann::json;

namespace {

json objectsOf(const QStringList& arguments)
{
    const Run result = run(QStringList{QStringLiteral("objects"), QStringLiteral("--format"), QStringLiteral("json"),
                                       QStringLiteral("--top"), QStringLiteral("1000000")}
                           + arguments);
    return result.status == 0 ? json::parse(result.out.toStdString()) : json();
}

/// All figures of a file, which tst_golden_figures compares with DevTools' own.
const json& figuresOf(const QString& file)
{
    static std::map<QString, json> known;
    json& figures = known[file];
    if (figures.is_null())
        figures = json::parse(run({QStringLiteral("figures"), file, QStringLiteral("--filters")}).out.toStdString());
    return figures;
}

/// Rows of classes as "name count self retained distance", sorted.
QStringList classLines(const json& rows, const char* name, const char* self, const char* retained)
{
    QStringList lines;
    for (const json& row : rows) {
        const json& distance = row.at("distance");
        // Reports leave out the distances that only say that the roots do not reach an object.
        const auto steps = distance.is_null() ? -1 : distance.get<std::int64_t>();
        lines.append(QStringLiteral("%1 %2 %3 %4 %5")
                         .arg(QString::fromStdString(row.at(name).get<std::string>()))
                         .arg(row.at("count").get<std::uint64_t>())
                         .arg(row.at(self).get<std::uint64_t>())
                         .arg(row.at(retained).get<std::uint64_t>())
                         .arg(steps >= 100'000'000 || steps < 0 ? -1 : steps));
    }
    lines.sort();
    return lines;
}

} // namespace

/// `heapline-cli objects`: the figures of the window's Summary.
class TestCliObjects : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void classesHaveTheFiguresOfDevTools_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("filter");
        QTest::addColumn<QString>("name");
        const auto row = [](const char* file, const char* filter, const char* name) {
            QTest::addRow("%s %s", file, filter) << data(file) << QString::fromLatin1(filter) << QString::fromLatin1(name);
        };
        row("leaky-http.heaptimeline.gz", "", "");
        row("leaky-http.heaptimeline.gz", "duplicated-strings", "duplicatedStrings");
        row("leaky-http.heaptimeline.gz", "contexts", "objectsRetainedByContexts");
        row("detached-dom.chromium.heapsnapshot.gz", "", "");
        row("detached-dom.chromium.heapsnapshot.gz", "detached-nodes", "objectsRetainedByDetachedDomNodes");
        row("detached-dom.chromium.heapsnapshot.gz", "event-handlers", "objectsRetainedByEventHandlers");
        row("detached-dom.chromium.heapsnapshot.gz", "no-context", "noNativeContext");
    }
    void classesHaveTheFiguresOfDevTools()
    {
        QFETCH(QString, file);
        QFETCH(QString, filter);
        QFETCH(QString, name);
        const json& all = figuresOf(file);
        const json& expected = filter.isEmpty() ? all.at("aggregates") : all.at("filters").at(name.toStdString());
        QStringList arguments{file};
        if (!filter.isEmpty())
            arguments += {QStringLiteral("--filter"), filter};
        const json rows = objectsOf(arguments).at("rows");
        QCOMPARE(classLines(rows, "class", "shallow_bytes", "retained_bytes"),
                 classLines(expected, "name", "self", "maxRet"));
        std::uint64_t last = ~std::uint64_t{0};
        for (const json& row : rows) {
            QVERIFY(row.at("retained_bytes").get<std::uint64_t>() <= last);
            last = row.at("retained_bytes").get<std::uint64_t>();
        }
    }

    void groupsAddUp_data()
    {
        QTest::addColumn<QString>("grouping");
        for (const char* grouping : {"function", "package", "age", "context"})
            QTest::newRow(grouping) << QString::fromLatin1(grouping);
    }
    void groupsAddUp()
    {
        QFETCH(QString, grouping);
        const auto sum = [](const json& rows, const char* figure) {
            std::uint64_t all = 0;
            for (const json& row : rows)
                all += row.at(figure).get<std::uint64_t>();
            return all;
        };
        for (const QStringList& narrowed :
             {QStringList(), QStringList{QStringLiteral("--range"), QStringLiteral("2s..4s")}}) {
            static std::map<QStringList, json> known;
            json& classes = known[narrowed];
            if (classes.is_null())
                classes = objectsOf(QStringList{leaky()} + narrowed).at("rows");
            const json groups =
                objectsOf(QStringList{leaky(), QStringLiteral("--group-by"), grouping} + narrowed).at("rows");
            QVERIFY(!groups.empty());
            QCOMPARE(sum(groups, "count"), sum(classes, "count"));
            QCOMPARE(sum(groups, "shallow_bytes"), sum(classes, "shallow_bytes"));
            for (const json& row : groups) {
                QVERIFY(row.at("retained_bytes").get<std::uint64_t>() >= row.at("shallow_bytes").get<std::uint64_t>());
                QVERIFY(row.at("in_all").get<std::uint64_t>() >= row.at("count").get<std::uint64_t>());
            }
        }
    }

    void objectsOfAClass()
    {
        const json& figures = figuresOf(leaky());
        for (const json& instances : figures.at("class_instances")) {
            const std::string key = instances.at("key").get<std::string>();
            if (key != ",Object" && key != ",(array)" && key != ",Map")
                continue;
            const json rows =
                objectsOf({leaky(), QStringLiteral("--class"), QString::fromStdString(key.substr(1))}).at("objects");
            QCOMPARE(rows.size(), instances.at("total").get<std::size_t>());
            for (std::size_t i = 0; i < instances.at("items").size(); ++i) {
                QCOMPARE(rows[i].at("id").get<std::uint64_t>(), instances.at("items")[i].at("id").get<std::uint64_t>());
                QCOMPARE(rows[i].at("retained_bytes").get<std::uint64_t>(),
                         instances.at("items")[i].at("retained").get<std::uint64_t>());
            }
        }
    }

    void orders()
    {
        const json rows = objectsOf({leaky(), QStringLiteral("--sort"), QStringLiteral("count")}).at("rows");
        QVERIFY(std::ranges::is_sorted(rows, std::ranges::greater(),
                                       [](const json& row) { return row.at("count").get<std::uint64_t>(); }));
        const Run text =
            run({QStringLiteral("objects"), leaky(), QStringLiteral("--group-by"), QStringLiteral("age"),
                 QStringLiteral("--sort"), QStringLiteral("name"), QStringLiteral("--top"), QStringLiteral("2")});
        QCOMPARE(text.status, 0);
        QVERIFY(text.out.contains("before the recording"));
        QVERIFY(text.out.contains(" more, "));
    }

    void complaints_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("says");
        const auto list = [](std::initializer_list<const char*> words) {
            QStringList arguments;
            for (const char* word : words)
                arguments.append(QString::fromUtf8(word));
            return arguments;
        };
        QTest::newRow("class") << QStringList{leaky()} + list({"--class", "Sess"}) << 1 << QByteArray("there is no class");
        QTest::newRow("filter") << QStringList{leaky()} + list({"--filter", "x"}) << 1 << QByteArray("there is no filter");
        QTest::newRow("context") << QStringList{leaky()} + list({"--filter", "@3"}) << 1
                                 << QByteArray("is no native context");
        QTest::newRow("grouping") << QStringList{leaky()} + list({"--group-by", "x"}) << 2 << QByteArray("is no grouping");
        QTest::newRow("no stacks") << QStringList{data("orders-1-before.heapsnapshot.gz")} + list({"--group-by", "function"})
                                   << 1 << QByteArray("does not tell which stack");
        QTest::newRow("no timeline") << QStringList{data("orders-1-before.heapsnapshot.gz")} + list({"--group-by", "age"})
                                     << 1 << QByteArray("does not tell when");
        QTest::newRow("no objects") << QStringList{data("tsc.heapprofile.gz")} << 1 << QByteArray("holds no objects");
    }
    void complaints()
    {
        QFETCH(QStringList, arguments);
        QFETCH(int, status);
        QFETCH(QByteArray, says);
        const Run result = run(QStringList{QStringLiteral("objects")} + arguments);
        QCOMPARE(result.status, status);
        QVERIFY2(result.error.contains(says), result.error.constData());
    }
};

HEAPLINE_TEST(TestCliObjects)

} // namespace tst_cli_objects

#include "tst_cli_objects.moc"
