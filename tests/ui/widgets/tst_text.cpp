// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_program.h"
#include "ui/widgets/text.h"

#include <QTest>

namespace tst_text {

using namespace heapline;

class TestText : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void textFromFiles_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("expected");
        QTest::newRow("plain") << QByteArray("handleRequest") << QStringLiteral("handleRequest");
        QTest::newRow("empty") << QByteArray() << QString();
        QTest::newRow("Korean") << QByteArray("\xED\x95\xA8\xEC\x88\x98") << QStringLiteral("함수");
        QTest::newRow("line break and tab") << QByteArray("a\nb\tc") << QStringLiteral("a␊b␉c");
        QTest::newRow("zero and delete") << QByteArray("a\0b\x7F", 4) << QStringLiteral("a␀b␡");
        QTest::newRow("right-to-left override") << QByteArray("a\xE2\x80\xAE"
                                                              "b")
                                                << QStringLiteral("a\uFFFDb");
        QTest::newRow("isolate") << QByteArray("a\xE2\x81\xA6"
                                               "b")
                                 << QStringLiteral("a\uFFFDb");
        QTest::newRow("markup stays text") << QByteArray("<b>x</b>") << QStringLiteral("<b>x</b>");
        QTest::newRow("exactly as long as the row") << QByteArray(20, 'x') << QString(20, QLatin1Char('x'));
        QTest::newRow("longer") << QByteArray(21, 'x') << QString(19, QLatin1Char('x')) + QStringLiteral("…");
        QTest::newRow("much longer") << QByteArray(1'000'000, 'x') << QString(19, QLatin1Char('x')) + QStringLiteral("…");
        QTest::newRow("three bytes each") << QByteArray("\xED\x95\xA8").repeated(30)
                                          << QStringLiteral("함").repeated(19) + QStringLiteral("…");
        QTest::newRow("no half of a pair is left")
            << QByteArray("xx") + QByteArray("\xF0\x9F\x98\x80").repeated(20)
            << QStringLiteral("xx") + QStringLiteral("😀").repeated(8) + QStringLiteral("…");
    }

    void textFromFiles()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, expected);
        QCOMPARE(fromFile(std::string_view(bytes.constData(), static_cast<std::size_t>(bytes.size())), 20), expected);
    }

    void loneSurrogatesAreReplaced()
    {
        const QString text = fromFile("a\xED\xA0\x80z");
        QVERIFY(text.startsWith(QLatin1Char('a')) && text.endsWith(QLatin1Char('z')));
        for (const QChar c : text)
            QVERIFY(!c.isSurrogate());
    }

    void toolTipsTakeNothingForMarkup()
    {
        QCOMPARE(plainToolTip({QStringLiteral("<b>x</b> & y"), QString(), QStringLiteral("z")}),
                 QStringLiteral("<qt>&lt;b&gt;x&lt;/b&gt; &amp; y<br>z</qt>"));
        QCOMPARE(plainToolTip({}), QString());
    }

    void figuresReadAsInTheTerminal()
    {
        QCOMPARE(bytesText(72), QStringLiteral("72 B"));
        QCOMPARE(exactBytesText(7098812), QStringLiteral("7,098,812 B"));
        QCOMPARE(countText(258656), QStringLiteral("258,656"));
        QCOMPARE(percentText(1, 100000), QStringLiteral("< 0.1 %"));
        QCOMPARE(percentText(0, 0), QStringLiteral("–"));
        QCOMPARE(distanceText(-5), QStringLiteral("−"));
    }
};

HEAPLINE_TEST(TestText)

} // namespace tst_text

#include "tst_text.moc"
