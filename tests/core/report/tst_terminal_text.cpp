// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/csv_writer.h"
#include "core/report/terminal_text.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tst_terminal_text {

using namespace heapline;

/// Names from files as they reach a terminal or a spreadsheet.
class TestTerminalText : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void harmless_data();
    void harmless();
    void widths_data();
    void widths();
    void elided_data();
    void elided();
    void csv_data();
    void csv();
};

void TestTerminalText::harmless_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("shown");
    QTest::newRow("plain") << QByteArray("makePayload") << QByteArray("makePayload");
    QTest::newRow("Korean and emoji") << QByteArray("고양이 🐈") << QByteArray("고양이 🐈");
    QTest::newRow("escape sequence") << QByteArray("\x1b[2Jx") << QByteArray("␛[2Jx");
    QTest::newRow("line feed, tab") << QByteArray("a\nb\tc") << QByteArray("a␊b␉c");
    QTest::newRow("NUL") << QByteArray("a\0b", 3) << QByteArray("a␀b");
    QTest::newRow("DEL") << QByteArray("a\x7f") << QByteArray("a␡");
    QTest::newRow("C1 control sequence introducer") << QByteArray("a\xC2\x9B"
                                                                  "2J")
                                                    << QByteArray("a\xEF\xBF\xBD"
                                                                  "2J");
    QTest::newRow("right-to-left override") << QByteArray("a\xE2\x80\xAE"
                                                          "b")
                                            << QByteArray("a\xEF\xBF\xBD"
                                                          "b");
    QTest::newRow("isolate") << QByteArray("a\xE2\x81\xA6"
                                           "b")
                             << QByteArray("a\xEF\xBF\xBD"
                                           "b");
    QTest::newRow("lone surrogate") << QByteArray("a\xED\xA0\x80"
                                                  "b")
                                    << QByteArray("a\xEF\xBF\xBD"
                                                  "b");
    QTest::newRow("damaged byte") << QByteArray("a\xFF"
                                                "b")
                                  << QByteArray("a\xEF\xBF\xBD"
                                                "b");
    QTest::newRow("cut character") << QByteArray("a\xE2\x80") << QByteArray("a\xEF\xBF\xBD\xEF\xBF\xBD");
    QTest::newRow("overlong slash") << QByteArray("\xC0\xAF") << QByteArray("\xEF\xBF\xBD\xEF\xBF\xBD");
}

void TestTerminalText::harmless()
{
    QFETCH(QByteArray, text);
    QTEST(QByteArray::fromStdString(harmlessText(text.toStdString())), "shown");
}

void TestTerminalText::widths_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("columns");
    QTest::newRow("ASCII") << QByteArray("abc") << 3;
    QTest::newRow("Latin") << QByteArray("créé") << 4;
    QTest::newRow("Korean") << QByteArray("고양이") << 6;
    QTest::newRow("emoji") << QByteArray("🐈") << 2;
    QTest::newRow("combining") << QByteArray("e\xCC\x81") << 1;
    QTest::newRow("ellipsis") << QByteArray("…") << 1;
    QTest::newRow("block") << QByteArray("██") << 2;
}

void TestTerminalText::widths()
{
    QFETCH(QByteArray, text);
    QTEST(static_cast<int>(displayWidth(text.toStdString())), "columns");
}

void TestTerminalText::elided_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("width");
    QTest::addColumn<QByteArray>("atEnd");
    QTest::addColumn<QByteArray>("atFront");
    QTest::newRow("fits") << QByteArray("abcd") << 4 << QByteArray("abcd") << QByteArray("abcd");
    QTest::newRow("cut") << QByteArray("abcdef") << 4 << QByteArray("abc…") << QByteArray("…def");
    QTest::newRow("only the sign") << QByteArray("abc") << 1 << QByteArray("…") << QByteArray("…");
    QTest::newRow("no room") << QByteArray("abc") << 0 << QByteArray() << QByteArray();
    QTest::newRow("wide characters are not halved") << QByteArray("고양이") << 4 << QByteArray("고…") << QByteArray("…이");
    QTest::newRow("empty") << QByteArray() << 3 << QByteArray() << QByteArray();
}

void TestTerminalText::elided()
{
    QFETCH(QByteArray, text);
    QFETCH(int, width);
    QTEST(QByteArray::fromStdString(elidedText(text.toStdString(), static_cast<std::size_t>(width))), "atEnd");
    QTEST(QByteArray::fromStdString(elidedAtFront(text.toStdString(), static_cast<std::size_t>(width))), "atFront");
}

void TestTerminalText::csv_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("cell");
    QTest::newRow("plain") << QByteArray("get") << QByteArray("get");
    QTest::newRow("comma") << QByteArray("{a, b}") << QByteArray("\"{a, b}\"");
    QTest::newRow("quote") << QByteArray("say \"a\"") << QByteArray("\"say \"\"a\"\"\"");
    QTest::newRow("formula") << QByteArray("=1+1") << QByteArray("'=1+1");
    QTest::newRow("formula with comma") << QByteArray("@SUM(A1,A2)") << QByteArray("\"'@SUM(A1,A2)\"");
    QTest::newRow("minus") << QByteArray("-x") << QByteArray("'-x");
    QTest::newRow("plus") << QByteArray("+x") << QByteArray("'+x");
    QTest::newRow("sign within") << QByteArray("a=b") << QByteArray("a=b");
    QTest::newRow("line feed") << QByteArray("a\nb") << QByteArray("a␊b");
}

void TestTerminalText::csv()
{
    QFETCH(QByteArray, text);
    std::string line;
    appendCsvText(line, text.toStdString());
    QTEST(QByteArray::fromStdString(line), "cell");
}

HEAPLINE_TEST(TestTerminalText)

} // namespace tst_terminal_text

#include "tst_terminal_text.moc"
