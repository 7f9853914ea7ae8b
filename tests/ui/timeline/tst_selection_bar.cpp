// SPDX-License-Identifier: GPL-3.0-or-later
#include "sample_timelines.h"
#include "tests/support/test_program.h"
#include "ui/timeline/axis_field.h"
#include "ui/timeline/elided_label.h"
#include "ui/timeline/selection_bar.h"
#include "ui/timeline/timeline_canvas.h"

#include <QAbstractButton>
#include <QRegularExpression>
#include <QTest>

namespace tst_selection_bar {

using namespace heapline;

namespace {

struct Stage {
    explicit Stage(const Timeline& timeline, int width = 1100) : canvas(timeline), bar(timeline, canvas.timelineActions())
    {
        QObject::connect(&bar, &SelectionBar::rangeEntered, &bar, [this](const AxisRange& range) {
            entered << QStringLiteral("%1..%2").arg(range.begin).arg(range.end);
            bar.setRange(range); // as the filter does
        });
        bar.resize(width, bar.sizeHint().height());
        bar.show();
        bar.activateWindow();
        isActive = QTest::qWaitForWindowActive(&bar);
    }

    AxisField* field(const char* name) const
    {
        for (AxisField* candidate : bar.findChildren<AxisField*>()) {
            if (candidate->accessibleName() == QString::fromLatin1(name))
                return candidate;
        }
        return nullptr;
    }
    AxisField* begin() const { return field("Start of the selection"); }
    AxisField* end() const { return field("End of the selection"); }
    AxisField* length() const { return field("Length of the selection"); }

    void type(AxisField* into, const QString& text, Qt::Key key = Qt::Key_Return)
    {
        into->setFocus();
        into->selectAll();
        QTest::keyClicks(into, text);
        QTest::keyClick(into, key);
    }
    /// Text of the label that is shown.
    QString text() const
    {
        for (const ElidedLabel* label : bar.findChildren<ElidedLabel*>()) {
            if (label->isVisible())
                return label->text();
        }
        return {};
    }
    bool isFaded() const { return bar.findChild<ElidedLabel*>()->isFaded(); }

    TimelineCanvas canvas;
    SelectionBar bar;
    QStringList entered;
    bool isActive = false;
};

} // namespace

class TestSelectionBar : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        // The off-screen platform says this of every window that has a smallest size.
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support propagateSizeHints)")));
    }

    void showsTheRange()
    {
        Stage stage(m_timeline);
        stage.bar.setRange(AxisRange{2'100'000, 4'350'000});
        QCOMPARE(stage.begin()->text(), QStringLiteral("2.100 s"));
        QCOMPARE(stage.end()->text(), QStringLiteral("4.350 s"));
        QCOMPARE(stage.length()->text(), QStringLiteral("2.250 s"));
        QVERIFY(stage.begin()->toolTip().contains(QStringLiteral("2.100000 s")));
        stage.bar.setFigures(SelectionFigures{258'656, 9'900'000, 31'900'000, false});
        QCOMPARE(stage.text(), QStringLiteral("258,656 objects \u00b7 9.9 MB alive \u00b7 31.0 % of all"));
        QVERIFY(!stage.isFaded());
        QCOMPARE(
            stage.bar.words(),
            QStringLiteral("Selected 2.100 s \u2013 4.350 s (2.250 s) \u00b7 258,656 objects \u00b7 9.9 MB alive \u00b7 "
                           "31.0 % of all"));
        stage.bar.setFigures(SelectionFigures{258'656, 9'900'000, 31'900'000, true});
        QVERIFY(stage.isFaded());
        QVERIFY(stage.text().endsWith(QStringLiteral("\u2026")));
        stage.bar.setFigures({});
        QCOMPARE(stage.text(), QStringLiteral("\u2026"));
    }

    void saysWhatIsOlder()
    {
        Stage stage(m_timeline);
        stage.bar.setFigures(SelectionFigures{1, 72, 7200, false});
        stage.bar.setRange(AxisRange{0, 4'350'000});
        QVERIFY(stage.text().contains(QStringLiteral("from before the recording")));
        stage.bar.setRange(AxisRange{1, 4'350'000});
        QCOMPARE(stage.text(), QStringLiteral("1 object \u00b7 72 B alive \u00b7 1.0 % of all"));
    }

    void withoutSelection()
    {
        Stage stage(m_timeline);
        stage.bar.setFigures(SelectionFigures{10, 5000, 5000, false});
        QCOMPARE(stage.begin()->text(), QStringLiteral("0.000 s"));
        QCOMPARE(stage.end()->text(), QStringLiteral("10.000 s"));
        QCOMPARE(stage.text(), QStringLiteral("10 objects \u00b7 5.0 kB alive \u00b7 Drag over the bars to select a range"));
        QVERIFY(stage.bar.words().startsWith(QStringLiteral("Whole timeline 0.000 s")));
        bool honest = false;
        for (const ElidedLabel* label : stage.bar.findChildren<ElidedLabel*>())
            honest =
                honest || label->toolTip().contains(QStringLiteral("alive at the end of the recording are in this file"));
        QVERIFY(honest);
    }

    void takesExactValues_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("range"); // before: 2 s to 4 s of ten; empty: refused
        QTest::newRow("start") << QStringLiteral("Start") << QStringLiteral("2.1") << QStringLiteral("2100000..4000000");
        QTest::newRow("start in ms") << QStringLiteral("Start") << QStringLiteral("2100ms")
                                     << QStringLiteral("2100000..4000000");
        QTest::newRow("end") << QStringLiteral("End") << QStringLiteral("0:05.2") << QStringLiteral("2000000..5200000");
        QTest::newRow("end past all") << QStringLiteral("End") << QStringLiteral("99")
                                      << QStringLiteral("2000000..10000000");
        QTest::newRow("length") << QStringLiteral("Length") << QStringLiteral("1 s") << QStringLiteral("2000000..3000000");
        QTest::newRow("length past all") << QStringLiteral("Length") << QStringLiteral("1 h")
                                         << QStringLiteral("2000000..10000000");
        QTest::newRow("not a time") << QStringLiteral("Start") << QStringLiteral("abc") << QString();
        QTest::newRow("nothing") << QStringLiteral("End") << QStringLiteral(" ") << QString();
        QTest::newRow("start after the end") << QStringLiteral("Start") << QStringLiteral("5") << QString();
        QTest::newRow("end before the start") << QStringLiteral("End") << QStringLiteral("1") << QString();
    }
    void takesExactValues()
    {
        QFETCH(QString, field);
        QFETCH(QString, text);
        QFETCH(QString, range);
        Stage stage(m_timeline);
        QVERIFY(stage.isActive);
        stage.bar.setRange(AxisRange{2'000'000, 4'000'000});
        stage.bar.setFigures(SelectionFigures{1, 72, 7200, false});
        AxisField* target = field == QStringLiteral("Start") ? stage.begin()
                            : field == QStringLiteral("End") ? stage.end()
                                                             : stage.length();
        stage.type(target, text);
        if (!range.isEmpty()) {
            QCOMPARE(stage.entered, QStringList{range});
            QVERIFY(target->problem().isEmpty());
            return;
        }
        QVERIFY(stage.entered.isEmpty());
        QVERIFY(!target->problem().isEmpty());
        QCOMPARE(target->text().trimmed(), text.trimmed()); // to be mended, not lost
        QCOMPARE(target->accessibleDescription(), target->problem());
        QVERIFY(stage.text().startsWith(QStringLiteral("\u26a0 ")));
        QVERIFY(stage.text().contains(target->problem()));
        QTest::keyClick(target, Qt::Key_Escape);
        QVERIFY(target->problem().isEmpty());
        QVERIFY(stage.text().startsWith(QStringLiteral("1 object")));
        QVERIFY(target->text().endsWith(QStringLiteral("000 s")));
    }

    // A field that was only looked at changes nothing, though its text is rounded.
    void untouchedFieldsChangeNothing()
    {
        Stage stage(m_timeline);
        stage.bar.setRange(AxisRange{2'000'617, 4'000'000});
        stage.begin()->setFocus();
        QTest::keyClick(stage.begin(), Qt::Key_Return);
        stage.end()->setFocus();
        QVERIFY(stage.entered.isEmpty());
    }

    // What is being typed is not overwritten by a range that changes meanwhile.
    void typingIsKept()
    {
        Stage stage(m_timeline);
        stage.begin()->setFocus();
        stage.begin()->selectAll();
        QTest::keyClicks(stage.begin(), QStringLiteral("3.2"));
        stage.bar.setRange(AxisRange{1'000'000, 6'000'000});
        QCOMPARE(stage.begin()->text(), QStringLiteral("3.2"));
        QCOMPARE(stage.end()->text(), QStringLiteral("6.000 s"));
        stage.end()->setFocus();
        QCOMPARE(stage.entered, QStringList{QStringLiteral("3200000..6000000")});
    }

    void samples()
    {
        const Timeline timeline = thousandSamples();
        Stage stage(timeline);
        stage.bar.setRange(AxisRange{120, 900});
        stage.bar.setFigures(SelectionFigures{781, 1'200'000, 4'800'000, false});
        QVERIFY(!stage.length());
        QCOMPARE(stage.text(), QStringLiteral("781 samples \u00b7 1.2 MB \u00b7 25.0 % of all"));
        QCOMPARE(stage.bar.words(),
                 QStringLiteral("Selected samples 120 \u2013 900 \u00b7 781 samples \u00b7 1.2 MB \u00b7 25.0 % of all"));
        stage.type(stage.field("First sample of the selection"), QStringLiteral("1.5"));
        QVERIFY(stage.entered.isEmpty());
        stage.type(stage.field("First sample of the selection"), QStringLiteral("130"));
        QCOMPARE(stage.entered, QStringList{QStringLiteral("130..900")});
        stage.type(stage.field("Last sample of the selection"), QStringLiteral("9,000"));
        QCOMPARE(stage.entered.back(), QStringLiteral("130..1000"));
    }

    void narrow()
    {
        Stage stage(m_timeline, 300);
        stage.bar.setFigures(SelectionFigures{10, 5000, 5000, false});
        QVERIFY(stage.text().startsWith(QStringLiteral("10 objects"))); // on a line of its own
        for (const AxisField* field : stage.bar.findChildren<AxisField*>())
            QVERIFY(field->geometry().right() < 300);
        stage.bar.resize(1200, 60);
        for (const QAbstractButton* button : stage.bar.findChildren<QAbstractButton*>())
            QVERIFY(button->isVisible() && !button->accessibleName().isEmpty() && !button->toolTip().isEmpty());
    }

private:
    const Timeline m_timeline = tenSeconds();
};

HEAPLINE_TEST(TestSelectionBar)

} // namespace tst_selection_bar

#include "tst_selection_bar.moc"
