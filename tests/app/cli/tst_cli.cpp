// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli_run.h"
#include "tests/support/test_program.h"

#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <nlohmann/json.hpp>

#include <csignal>
#include <sys/stat.h>
#include <unistd.h>

namespace tst_cli {

using namespace heapline::test;
using nlohmann::json;

/// The terminal program as its users meet it: a process with arguments, two outputs and an exit status.
class TestCli : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void version();
    void help();
    void wrongUsage_data();
    void wrongUsage();
    void unreadableFiles_data();
    void unreadableFiles();
    void summaryNamesTheLeak();
    void rangeNarrows();
    void formats_data();
    void formats();
    void stacksOfBothSources_data();
    void stacksOfBothSources();
    void object();
    void statistics();
    void figures();
    void filtersAndComparison();
    void baseOfAnotherProcess();
    void figuresToFile();
    void closedPipe();
    void fullDisk();
    void stopsOnRequest();
};

void TestCli::version()
{
    const Run result = run({QStringLiteral("--version")});
    QCOMPARE(result.status, 0);
    QCOMPARE(result.out.trimmed(), QByteArray("heapline-cli " HEAPLINE_VERSION));
    QVERIFY(result.error.isEmpty());
}

void TestCli::help()
{
    for (const char* command : {"", "summary", "stacks", "timeline", "search", "statistics", "object", "retainers", "paths",
                                "diff", "dominators", "figures"}) {
        const Run result = run(QStringList{QString::fromUtf8(command), QStringLiteral("--help")}.filter(
            QRegularExpression(QStringLiteral("."))));
        QCOMPARE(result.status, 0);
        QVERIFY(result.out.contains("Usage: heapline-cli"));
        QVERIFY(result.error.isEmpty());
    }
}

void TestCli::wrongUsage_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("words");
    const auto row = [](const char* name, const QStringList& arguments, const char* words) {
        QTest::newRow(name) << arguments << QByteArray(words);
    };
    row("nothing", {}, "subcommand");
    row("unknown command", {QStringLiteral("open"), leaky()}, "no command \"open\"");
    row("no file", {QStringLiteral("summary")}, "FILE");
    row("unknown option", {QStringLiteral("summary"), leaky(), QStringLiteral("--fast")}, "--fast");
    row("unknown format", {QStringLiteral("summary"), leaky(), QStringLiteral("--format"), QStringLiteral("xml")},
        "--format");
    row("no range", {QStringLiteral("summary"), leaky(), QStringLiteral("--range"), QStringLiteral("2s")}, "two points");
    row("backwards", {QStringLiteral("summary"), leaky(), QStringLiteral("--range"), QStringLiteral("4s..2s")},
        "ends before it begins");
    row("time for ordinals",
        {QStringLiteral("summary"), data("korean-esm.heapprofile.gz"), QStringLiteral("--range"), QStringLiteral("1s..2s")},
        "serial number");
    row("figures range", {QStringLiteral("figures"), leaky(), QStringLiteral("--range"), QStringLiteral("1..2")},
        "0:101013");
    row("no pattern", {QStringLiteral("search"), leaky()}, "PATTERN");
    row("no id", {QStringLiteral("object"), leaky()}, "ID");
    row("bad id", {QStringLiteral("object"), leaky(), QStringLiteral("@12x")}, "is no id");
    row("bad pattern", {QStringLiteral("search"), leaky(), QStringLiteral("a(b"), QStringLiteral("--regex")},
        "missing closing parenthesis, at character 4");
    row("top", {QStringLiteral("summary"), leaky(), QStringLiteral("--top"), QStringLiteral("0")}, "--top");
}

void TestCli::wrongUsage()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, words);
    const Run result = run(arguments);
    QCOMPARE(result.status, 2);
    QVERIFY(result.out.isEmpty());
    QVERIFY2(result.error.contains(words), result.error.constData());
}

void TestCli::unreadableFiles_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("words");
    const auto row = [](const char* name, const QStringList& arguments, const char* words) {
        QTest::newRow(name) << arguments << QByteArray(words);
    };
    const QString summary = QStringLiteral("summary");
    row("missing", {summary, data("no such file")}, "no such file");
    row("folder", {summary, data("corner")}, "corner");
    row("empty", {summary, data("corner/bad-empty.heaptimeline")}, "empty");
    row("damaged edges", {summary, data("corner/bad-edge-out-of-range.heaptimeline")},
        "edge 3: to_node 70000 is past the nodes");
    row("other kind", {summary, data("corner/bad-cpuprofile.heapprofile")}, "CPU profile");
    row("stacks of a snapshot", {QStringLiteral("stacks"), data("corner/ok-tiny.heapsnapshot")}, "no allocation stacks");
    row("stacks not recorded", {QStringLiteral("stacks"), data("leaky-http.notraces.heaptimeline.gz")},
        "without allocation stacks");
    row("timeline of a snapshot", {QStringLiteral("timeline"), data("corner/ok-tiny.heapsnapshot")}, "no timeline");
    row("range of a snapshot",
        {summary, data("corner/ok-tiny.heapsnapshot"), QStringLiteral("--range"), QStringLiteral("1s..2s")}, "no timeline");
    row("filters of stacks alone",
        {QStringLiteral("figures"), data("corner/ok-tiny.heapprofile"), QStringLiteral("--filters")},
        "only files with a heap");
    row("base missing", {QStringLiteral("figures"), leaky(), QStringLiteral("--base"), data("no such file")},
        "no such file");
    row("base without a heap",
        {QStringLiteral("figures"), leaky(), QStringLiteral("--base"), data("corner/ok-tiny.heapprofile")},
        "ok-tiny.heapprofile");
    row("output folder missing",
        {QStringLiteral("figures"), data("corner/ok-tiny.heapprofile"), QStringLiteral("--out"),
         QStringLiteral("/no/such/folder/f.json")},
        "/no/such/folder/f.json");
}

/// Status 1, one line on standard error that says what and why, nothing on standard output.
void TestCli::unreadableFiles()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, words);
    const Run result = run(arguments);
    QCOMPARE(result.status, 1);
    QVERIFY(result.out.isEmpty());
    QVERIFY2(result.error.startsWith("heapline-cli: ") && result.error.count('\n') == 1, result.error.constData());
    QVERIFY2(result.error.contains(words), result.error.constData());
}

void TestCli::summaryNamesTheLeak()
{
    const Run result = run({QStringLiteral("summary"), leaky()});
    QCOMPARE(result.status, 0);
    QVERIFY(result.error.isEmpty()); // no progress when standard error is no terminal
    for (const char* word :
         {"Allocation timeline", "makePayload", "rememberSession", "leaky.js:27", "Session", "979 kB", "77,388"})
        QVERIFY2(result.out.contains(word), word);
}

/// In the range of the leak, the leaking class stands first.
void TestCli::rangeNarrows()
{
    const Run result =
        run({QStringLiteral("summary"), leaky(), QStringLiteral("--range"), QStringLiteral("3s..9s"),
             QStringLiteral("--format"), QStringLiteral("json"), QStringLiteral("--top"), QStringLiteral("2")});
    QCOMPARE(result.status, 0);
    const json summary = json::parse(result.out.toStdString());
    QCOMPARE(summary.at("classes").size(), std::size_t{2});
    QCOMPARE(summary.at("classes")[0].at("class").get<std::string>(), std::string("Session"));
    QCOMPARE(summary.at("classes")[0].at("objects").get<int>(), 800);
    QCOMPARE(summary.at("functions")[0].at("function").get<std::string>(), std::string("makePayload"));
}

void TestCli::formats_data()
{
    QTest::addColumn<QString>("command");
    for (const char* command : {"summary", "stacks", "timeline"})
        QTest::newRow(command) << QString::fromUtf8(command);
}

void TestCli::formats()
{
    QFETCH(QString, command);
    const Run text = run({command, leaky(), QStringLiteral("--format"), QStringLiteral("text")});
    const Run plain = run({command, leaky()});
    const Run asJson = run({command, leaky(), QStringLiteral("--format"), QStringLiteral("json")});
    const Run csv = run({command, leaky(), QStringLiteral("--format"), QStringLiteral("csv")});
    QCOMPARE(text.status, 0);
    QCOMPARE(asJson.status, 0);
    QCOMPARE(csv.status, 0);
    QCOMPARE(plain.out, text.out);
    QCOMPARE(json::parse(asJson.out.toStdString()).at("report").get<std::string>(), command.toStdString());
    QVERIFY(csv.out.split('\n').first().contains("_bytes"));
}

void TestCli::stacksOfBothSources_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QByteArray>("first");
    QTest::newRow("trace tree") << leaky() << QByteArray("makePayload");
    QTest::newRow("samples") << data("workers-main.heapprofile.gz") << QByteArray("mainAllocates");
}

void TestCli::stacksOfBothSources()
{
    QFETCH(QString, file);
    QFETCH(QByteArray, first);
    const Run result =
        run({QStringLiteral("stacks"), file, QStringLiteral("--top"), QStringLiteral("1"), QStringLiteral("--depth"),
             QStringLiteral("2"), QStringLiteral("--format"), QStringLiteral("json")});
    QCOMPARE(result.status, 0);
    const json rows = json::parse(result.out.toStdString()).at("rows");
    QCOMPARE(rows.size(), std::size_t{2});
    QCOMPARE(QByteArray::fromStdString(rows[0].at("function").get<std::string>()), first);
    QCOMPARE(rows[1].at("level").get<int>(), 2);
    QVERIFY(rows[1].at("self_bytes") == rows[0].at("self_bytes")); // its only caller
}

void TestCli::object()
{
    const Run text = run({QStringLiteral("object"), leaky(), QStringLiteral("@125187")});
    QCOMPARE(text.status, 0);
    QVERIFY2(text.out.contains("between 4.820 s and 4.879 s") && text.out.contains("rememberSession"), text.out.constData());
    const Run result = run(
        {QStringLiteral("object"), leaky(), QStringLiteral("125187"), QStringLiteral("--format"), QStringLiteral("json")});
    const json object = json::parse(result.out.toStdString());
    QCOMPARE(object["object"]["class"].get<std::string>(), "Session");
    QCOMPARE(object["object"]["place"].get<std::string>(), "/srv/app/leaky.js:7:14");
    QCOMPARE(object["stack"][0]["function"].get<std::string>(), "rememberSession");
    const Run string = run({QStringLiteral("object"), data("orders-2-after.heapsnapshot.gz"), QStringLiteral("@93585")});
    QVERIFY2(string.out.contains("about 200,000 UTF-16 units, by its size"), string.out.constData());
    QVERIFY(string.out.contains("xxxxxxxxxxxxxxxxxxxxxxxx"));
    const Run none = run({QStringLiteral("object"), leaky(), QStringLiteral("@1234567891")});
    QCOMPARE(none.status, 1);
    QVERIFY2(none.error.contains("no object has the id @1234567891"), none.error.constData());
    QCOMPARE(run({QStringLiteral("object"), data("workers-main.heapprofile.gz"), QStringLiteral("@1")}).status, 1);
}

void TestCli::statistics()
{
    const Run result = run({QStringLiteral("statistics"), leaky(), QStringLiteral("--range"), QStringLiteral("2s..5s"),
                            QStringLiteral("--format"), QStringLiteral("json")});
    QCOMPARE(result.status, 0);
    const json report = json::parse(result.out.toStdString());
    const json summary = json::parse(run({QStringLiteral("summary"), leaky(), QStringLiteral("--range"),
                                          QStringLiteral("2s..5s"), QStringLiteral("--format"), QStringLiteral("json")})
                                         .out.toStdString());
    QCOMPARE(report["parts"].size(), std::size_t{8});
    const json& total = report["parts"][7];
    QCOMPARE(total["range_bytes"].get<std::uint64_t>(), summary["range"]["alive_bytes"].get<std::uint64_t>());
    QCOMPARE(total["bytes"].get<std::uint64_t>(), summary["statistics"]["heap_bytes"].get<std::uint64_t>());
    QCOMPARE(report["parts"][5]["bytes"].get<std::uint64_t>(), summary["statistics"]["other_js_bytes"].get<std::uint64_t>());
    QCOMPARE(report["memory"].size(), std::size_t{3});
    const Run text = run({QStringLiteral("statistics"), leaky()});
    QVERIFY2(text.out.contains("Why is RSS bigger?") && text.out.contains("JS arrays"), text.out.constData());
    QCOMPARE(run({QStringLiteral("statistics"), data("workers-main.heapprofile.gz")}).status, 1);
}

void TestCli::figures()
{
    const Run result = run({QStringLiteral("figures"), leaky(), QStringLiteral("--range"), QStringLiteral("0:101013"),
                            QStringLiteral("--range"), QStringLiteral("131359:Infinity")});
    QCOMPARE(result.status, 0);
    const json figures = json::parse(result.out.toStdString());
    QCOMPARE(figures.at("meta").at("node_count").get<int>(), 77388);
    QCOMPARE(figures.at("node_hashes").at("nodes").get<std::string>(), std::string("062903d64f28fd1f"));
    QCOMPARE(figures.at("ranges").size(), std::size_t{2});
    QCOMPARE(figures.at("ranges")[1].at("max").get<std::string>(), std::string("Infinity"));
}

void TestCli::filtersAndComparison()
{
    const Run result = run({QStringLiteral("figures"), data("orders-2-after.heapsnapshot.gz"), QStringLiteral("--filters"),
                            QStringLiteral("--base"), data("orders-1-before.heapsnapshot.gz")});
    QCOMPARE(result.status, 0);
    QVERIFY(result.error.isEmpty());
    const json figures = json::parse(result.out.toStdString());
    QCOMPARE(figures.at("comparison")[0].at("key").get<std::string>(), std::string(",(string)"));
    QCOMPARE(figures.at("comparison")[0].at("addedCount").get<int>(), 2005);
    QCOMPARE(figures.at("filters").size(), std::size_t{8}); // one native context
    QVERIFY(figures.at("filters").contains("duplicatedStrings"));
}

void TestCli::baseOfAnotherProcess()
{
    const Run result = run({QStringLiteral("figures"), data("shapes-numbers.node20.heapsnapshot.gz"),
                            QStringLiteral("--base"), data("orders-1-before.heapsnapshot.gz")});
    QCOMPARE(result.status, 0);
    QVERIFY2(result.error.contains("do not belong to one run"), result.error.constData());
    const json notes = json::parse(result.out.toStdString()).at("notes");
    QVERIFY(notes.back().get<std::string>().find("do not belong to one run") != std::string::npos);
}

void TestCli::figuresToFile()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("f.json"));
    const Run result = run({QStringLiteral("figures"), data("corner/ok-tiny.heapprofile"), QStringLiteral("--out"), path});
    QCOMPARE(result.status, 0);
    QVERIFY(result.out.isEmpty());
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(json::parse(file.readAll().toStdString()).at("views").at("total").get<int>(), 1150);
    struct stat status {};
    QCOMPARE(::stat(path.toUtf8().constData(), &status), 0);
    QCOMPARE(status.st_mode & 077, 0u); // profiles hold secrets
}

/// A reader that goes away, as in "heapline-cli figures FILE | head", is no failure and no noise.
void TestCli::closedPipe()
{
    int ends[2] = {-1, -1};
    QCOMPARE(::pipe(ends), 0);
    ::close(ends[0]);
    QProcess process;
    process.setStandardOutputFile(QProcess::nullDevice());
    process.setChildProcessModifier([&ends] { ::dup2(ends[1], STDOUT_FILENO); });
    process.start(QStringLiteral(HEAPLINE_CLI), {QStringLiteral("figures"), leaky()});
    QVERIFY(process.waitForFinished(60'000));
    ::close(ends[1]);
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 0);
    QCOMPARE(process.readAllStandardError(), QByteArray());
}

void TestCli::fullDisk()
{
    if (!QFile::exists(QStringLiteral("/dev/full")))
        QSKIP("there is no /dev/full");
    const Run result = run({QStringLiteral("figures"), leaky(), QStringLiteral("--out"), QStringLiteral("/dev/full")});
    QCOMPARE(result.status, 1);
    QVERIFY2(result.error.contains("/dev/full") && result.error.count('\n') == 1, result.error.constData());
}

/// Ctrl-C ends the work with the status that shells expect. The signal waits in the process from its start on, so that it is
/// there while the file is read, however fast that is.
void TestCli::stopsOnRequest()
{
    QProcess process;
    process.setChildProcessModifier([] {
        sigset_t signals;
        sigemptyset(&signals);
        sigaddset(&signals, SIGINT);
        sigprocmask(SIG_BLOCK, &signals, nullptr);
        ::kill(::getpid(), SIGINT);
    });
    process.start(QStringLiteral(HEAPLINE_CLI), {QStringLiteral("summary"), leaky()});
    QVERIFY(process.waitForFinished(20'000));
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 130);
    QVERIFY(process.readAllStandardOutput().isEmpty());
    QVERIFY(process.readAllStandardError().contains("Stopped by the user"));
}

HEAPLINE_TEST(TestCli)

} // namespace tst_cli

#include "tst_cli.moc"
