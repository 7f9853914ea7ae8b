// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_program.h"
#include "tests/ui/widgets/name_table.h"
#include "tests/ui/widgets/number_tree.h"
#include "tests/ui/widgets/tree_text.h"
#include "ui/widgets/table_text.h"

#include <QTest>

namespace tst_table_text {

using namespace heapline;
using namespace heapline::test;

class TestTableText : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tsvHasExactFiguresAndAHeader()
    {
        NumberTree model;
        model.setLevel({}, {{1, 1234567}, {2, 72}});
        model.setLevel({1}, {{5, 99}});
        model.fill();
        const QModelIndex one = open(model, {0});
        QCOMPARE(tableText({&model, {0, 1}, {one, model.index(0, 0, one), model.index(1, 0)}}, TableFormat::Tsv),
                 QStringLiteral("Number\tWeight (bytes)\n1\t1234567\n  5\t99\n2\t72\n"));
        QCOMPARE(tableText({&model, {1, 0}, {model.index(0, 0, one)}}, TableFormat::Tsv),
                 QStringLiteral("Weight (bytes)\tNumber\n99\t5\n"));
        QCOMPARE(tableText({&model, {0}, {}}, TableFormat::Tsv), QStringLiteral("Number\n"));
        QCOMPARE(tableText({&model, {}, {one}}, TableFormat::Tsv), QString());
    }

    void textIsLinedUp()
    {
        NameTable model({{"f", 34}, {"주문 처리", 0}, {"e\u0301", std::nullopt}});
        QCOMPARE(tableText(model.table(), TableFormat::Text), QStringLiteral("Name                Size\n"
                                                                             "f          34 B (34.0 %)\n"
                                                                             "주문 처리      0 B (0 %)\n"
                                                                             "e\u0301                      –\n"));
    }

    void noBlanksAtTheEndsOfLines()
    {
        NameTable model({{"long name", 34}, {"f", 0}});
        TableRows table = model.table();
        table.columns = {0};
        QCOMPARE(tableText(table, TableFormat::Text), QStringLiteral("Name\nlong name\nf\n"));
    }

    void nothingEndsACell()
    {
        NameTable model({{"a\tb\nc\r|d", 1}});
        QCOMPARE(tableText(model.table(), TableFormat::Tsv), QStringLiteral("Name\tSize (bytes)\na b c |d\t1\n"));
        QCOMPARE(tableText(model.table(), TableFormat::Markdown),
                 QStringLiteral("| Name | Size |\n| --- | ---: |\n| a b c \\|d | 1 B (1.0 %) |\n"));
    }

    void markdownShowsNamesAsTheyAre()
    {
        NameTable model({{"__proto__<b>*x*`[a](b)\\~$&", 1}});
        QCOMPARE(cellText(model.index(0, 0), TableFormat::Markdown),
                 QStringLiteral("\\_\\_proto\\_\\_\\<b\\>\\*x\\*\\`\\[a\\](b)\\\\\\~\\$\\&"));
    }

    void saysWhatIsLeftOut_data()
    {
        QTest::addColumn<int>("format");
        QTest::addColumn<QString>("last");
        QTest::newRow("text") << static_cast<int>(TableFormat::Text) << "\n… 1,234 more rows are left out\n";
        QTest::newRow("TSV") << static_cast<int>(TableFormat::Tsv) << "\n… 1,234 more rows are left out\n";
        QTest::newRow("Markdown") << static_cast<int>(TableFormat::Markdown) << "\n| … 1,234 more rows are left out |  |\n";
    }
    void saysWhatIsLeftOut()
    {
        QFETCH(const int, format);
        QFETCH(const QString, last);
        NameTable model({{"f", 1}});
        TableRows table = model.table();
        table.leftOut = 1234;
        const QString text = tableText(table, static_cast<TableFormat>(format));
        QVERIFY2(text.endsWith(last), qPrintable(text));
    }

    void cells()
    {
        NameTable model({{"f", 34}, {"g", std::nullopt}});
        QCOMPARE(cellText(model.index(0, 1), TableFormat::Tsv), QStringLiteral("34"));
        QCOMPARE(cellText(model.index(0, 1), TableFormat::Text), QStringLiteral("34 B (34.0 %)"));
        QCOMPARE(cellText(model.index(1, 1), TableFormat::Tsv), QString());
        QCOMPARE(cellText({}, TableFormat::Text), QString());
    }
};

HEAPLINE_TEST(TestTableText)

} // namespace tst_table_text

#include "tst_table_text.moc"
