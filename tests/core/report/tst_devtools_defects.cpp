// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/figures.h"
#include "tests/core/report/json_compare.h"
#include "tests/core/report/test_files.h"
#include "tests/support/test_program.h"

#include <QFile>
#include <QTest>

#include <cstdint>
#include <sstream>

namespace tst_devtools_defects {

using namespace heapline;
using nlohmann::json;

namespace {

json figuresOf(const std::string& name)
{
    const auto profile = loadTestFile("defects/" + name);
    FiguresOptions options;
    options.filters = profile->heap.has_value();
    std::ostringstream out;
    writeFigures(*profile, options, out);
    return json::parse(out.str());
}

/// What DevTools' own code computes for the file.
json devToolsFiguresOf(const std::string& name)
{
    json figures = json::parse(readTestFile("defects/" + name + ".devtools.json"));
    figures.erase("tool");
    return figures;
}

} // namespace

/// Where DevTools is wrong and Heapline is not: the smallest file that shows it, DevTools' figures for it, and every cell that
/// differs, with what stands there. Nothing else may differ.
class TstDevToolsDefects : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void differingCells_data()
    {
        QTest::addColumn<QString>("file");
        // An object of a constructor named "Function" and a function: two groups of one key, of which DevTools shows the later one.
        QTest::newRow("class keys that collide") << "colliding-class-keys.heapsnapshot";
        // g calls f, which calls itself twice: DevTools adds up the totals of all three levels, 170 B of 70 B.
        QTest::newRow("recursion") << "recursion.heapprofile";
        // f is called by nobody and, deeper, by g: DevTools looks at the first call only and offers no callers.
        QTest::newRow("callers of a deeper call") << "callers-of-a-deeper-call.heapprofile";
        // An object of 2^32 + 21 bytes: DevTools keeps the lower 32 bits.
        QTest::newRow("sizes over 32 bits") << "size-over-32-bits.heapsnapshot";
        // Three ticks of 10, 20 and 40 B and a native object of 80 B: what DevTools says is selected leaves out the last tick of
        // the selection, and native objects, though its tables hold both.
        QTest::newRow("size of a range") << "size-of-a-range.heaptimeline";
    }
    void differingCells()
    {
        QFETCH(QString, file);
        const std::string name = file.toStdString();
        std::string text;
        for (const Difference& difference : differences(devToolsFiguresOf(name), figuresOf(name)))
            text += difference.sentence() + '\n';
        const std::string expected = readTestFile("defects/" + name + ".differences");
        if (text != expected) {
            QFile actual(file + QStringLiteral(".differences.actual"));
            QVERIFY(actual.open(QIODevice::WriteOnly));
            actual.write(text.data(), static_cast<qint64>(text.size()));
        }
        QCOMPARE(text, expected);
    }

    /// DevTools cannot open a timeline whose header counts fewer functions than there are.
    void moreFunctionsThanCounted()
    {
        const std::string name = "more-functions-than-counted.heaptimeline";
        QVERIFY(devToolsFiguresOf(name).contains("error"));
        const json figures = figuresOf(name);
        QCOMPARE(figures.at("meta").at("trace_function_count").get<int>(), 1);
        const json& tops = figures.at("traces").at("tops");
        QCOMPARE(tops.size(), std::size_t{1});
        QCOMPARE(tops[0].at("name").get<std::string>(), std::string("main"));
        QCOMPARE(tops[0].at("size").get<int>(), 40);
        const auto profile = loadTestFile("defects/" + name);
        QVERIFY(profile->notes.contains(NoteCode::HeaderCountsDiffer));
    }

    /// No object is lost: the rows of the Summary add up to the whole.
    void rowsAddUpToTheTotal_data() { differingCells_data(); }
    void rowsAddUpToTheTotal()
    {
        QFETCH(QString, file);
        const json figures = figuresOf(file.toStdString());
        if (!figures.contains("aggregates"))
            QSKIP("has no classes");
        std::uint64_t sum = 0;
        for (const json& row : figures.at("aggregates"))
            sum += row.at("self").get<std::uint64_t>();
        QCOMPARE(sum, figures.at("meta").at("total_size").get<std::uint64_t>());
    }
};

HEAPLINE_TEST(TstDevToolsDefects)

} // namespace tst_devtools_defects

#include "tst_devtools_defects.moc"
