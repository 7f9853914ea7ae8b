// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_program.h"
#include "ui/widgets/text_matcher.h"

#include <QTest>

namespace tst_text_matcher {

using namespace heapline;

class TestTextMatcher : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void finds_data()
    {
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<bool>("isExpression");
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("start");
        QTest::addColumn<int>("length");
        const QString name = QStringLiteral("makeSession");
        QTest::newRow("nothing asked") << QString() << false << name << 0 << 0;
        QTest::newRow("part, other case") << QStringLiteral("SESS") << false << name << 4 << 4;
        QTest::newRow("absent") << QStringLiteral("map") << false << name << -1 << 0;
        QTest::newRow("dots are dots") << QStringLiteral("S.*n") << false << name << -1 << 0;
        QTest::newRow("expression") << QStringLiteral("S.*n") << true << name << 4 << 7;
        QTest::newRow("anchored") << QStringLiteral("^session") << true << name << -1 << 0;
        QTest::newRow("parentheses are plain") << QStringLiteral("(str") << false << QStringLiteral("(string)") << 0 << 4;
        QTest::newRow("faulty expression") << QStringLiteral("(str") << true << QStringLiteral("(string)") << -1 << 0;
        QTest::newRow("empty match") << QStringLiteral("z*") << true << name << 0 << 0;
    }

    void finds()
    {
        QFETCH(QString, pattern);
        QFETCH(bool, isExpression);
        QFETCH(QString, text);
        QFETCH(int, start);
        QFETCH(int, length);
        const TextMatcher matcher(pattern, isExpression);
        QCOMPARE(matcher.find(text).start, start);
        QCOMPARE(matcher.find(text).length, length);
        QCOMPARE(matcher.matches(text), start >= 0);
    }

    void caseMattersWhenAskedFor()
    {
        const QString name = QStringLiteral("makeSession");
        for (const bool isExpression : {false, true}) {
            QCOMPARE(TextMatcher(QStringLiteral("Sess"), isExpression, true).find(name).start, 4);
            QVERIFY(!TextMatcher(QStringLiteral("SESS"), isExpression, true).matches(name));
            QVERIFY(TextMatcher(QStringLiteral("SESS"), isExpression, false).matches(name));
        }
        QVERIFY(!(TextMatcher(QStringLiteral("a"), false, true) == TextMatcher(QStringLiteral("a"), false, false)));
    }

    void saysWhatIsWrong()
    {
        QCOMPARE(TextMatcher(QStringLiteral("(str"), false).error(), QString());
        QCOMPARE(TextMatcher(QStringLiteral("str"), true).error(), QString());
        QCOMPARE(TextMatcher(QStringLiteral("a(str"), true).error(),
                 QStringLiteral("“a(str” is no regular expression: missing closing parenthesis, at character 6."));
    }
};

HEAPLINE_TEST(TestTextMatcher)

} // namespace tst_text_matcher

#include "tst_text_matcher.moc"
