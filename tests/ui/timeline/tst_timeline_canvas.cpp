// SPDX-License-Identifier: GPL-3.0-or-later
#include "canvas_stage.h"
#include "tests/support/test_program.h"

#include <QRegularExpression>

namespace tst_timeline_canvas {

using namespace heapline;

class TestTimelineCanvas : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void dragSelects()
    {
        Stage stage(m_timeline);
        stage.press(stage.inBars(2));
        QVERIFY(stage.previews.isEmpty());
        stage.move(stage.inBars(3));
        QCOMPARE(stage.selection(), QStringLiteral("2.0..3.0"));
        stage.move(stage.inBars(4.5));
        QCOMPARE(stage.previews.size(), 2);
        QVERIFY(stage.commits.isEmpty());
        QVERIFY(stage.canvas.isDragging());
        stage.release(stage.inBars(4.5));
        QCOMPARE(stage.selection(), QStringLiteral("2.0..4.5"));
        QCOMPARE(stage.commits, QStringList{printed(stage.canvas.selection())});
        QVERIFY(!stage.canvas.isDragging());
    }

    void dragBackwards()
    {
        Stage stage(m_timeline);
        stage.drag(stage.inBars(6), stage.inBars(1));
        QCOMPARE(stage.selection(), QStringLiteral("1.0..6.0"));
    }

    void draggedPlacesAreRound()
    {
        Stage stage(m_timeline);
        stage.drag(stage.inBars(2.345678), stage.inBars(6.54321));
        QCOMPARE(stage.canvas.selection()->begin % 10'000, std::int64_t{0}); // a pixel is some ten milliseconds
        QCOMPARE(stage.canvas.selection()->end % 10'000, std::int64_t{0});
    }

    void dragPastTheEdges()
    {
        Stage stage(m_timeline);
        stage.drag(stage.inBars(5), QPoint(stage.canvas.width() + 50, 80));
        QCOMPARE(printed(stage.canvas.selection()), QStringLiteral("%1..10000000").arg(stage.canvas.selection()->begin));
        // The left edge of the bars leaves out what is older; the block beside them takes it in.
        stage.drag(stage.inBars(5), stage.inBars(0));
        QCOMPARE(stage.canvas.selection()->begin, std::int64_t{1});
        stage.drag(stage.inBars(5), stage.canvas.parts().older.center());
        QCOMPARE(stage.canvas.selection()->begin, std::int64_t{0});
    }

    void clickSelectsAndClearsNothing()
    {
        Stage stage(m_timeline);
        QTest::mouseClick(&stage.canvas, Qt::LeftButton, {}, stage.inBars(7));
        QCOMPARE(stage.selection(), QStringLiteral("none"));
        stage.canvas.setSelection(AxisRange{2 * second, 4 * second});
        for (const QPoint& at : {stage.inBars(7), stage.inBars(3), stage.inBars(2), stage.inLane(3), stage.inLane(4),
                                 stage.inLane(8), stage.canvas.parts().older.center(), stage.canvas.parts().ruler.center(),
                                 stage.canvas.parts().sizes.center()}) {
            QTest::mouseClick(&stage.canvas, Qt::LeftButton, {}, at);
            QCOMPARE(stage.selection(), QStringLiteral("2.0..4.0"));
        }
        QTest::mouseClick(&stage.canvas, Qt::RightButton, {}, stage.inBars(7));
        stage.drag(stage.inBars(7), stage.inBars(7) + QPoint(2, 0)); // a hand that shakes
        QCOMPARE(stage.selection(), QStringLiteral("2.0..4.0"));
        QVERIFY(stage.previews.isEmpty());
        QVERIFY(stage.commits.isEmpty());
    }

    void gripsMoveTheEnds_data()
    {
        QTest::addColumn<bool>("inLane");
        QTest::addColumn<double>("from");
        QTest::addColumn<int>("beside");
        QTest::addColumn<double>("to");
        QTest::addColumn<QString>("selection");
        QTest::newRow("begin, in the lane") << true << 2.0 << 0 << 3.0 << QStringLiteral("3.0..6.0");
        QTest::newRow("begin, in the bars") << false << 2.0 << 0 << 1.0 << QStringLiteral("1.0..6.0");
        QTest::newRow("begin, four pixels beside") << false << 2.0 << -4 << 1.0 << QStringLiteral("1.0..6.0");
        QTest::newRow("end, in the lane") << true << 6.0 << 0 << 7.0 << QStringLiteral("2.0..7.0");
        QTest::newRow("end, four pixels beside") << false << 6.0 << 4 << 5.0 << QStringLiteral("2.0..5.0");
        QTest::newRow("end over begin") << true << 6.0 << 0 << 1.0 << QStringLiteral("1.0..2.0");
        QTest::newRow("begin over end") << true << 2.0 << 0 << 8.0 << QStringLiteral("6.0..8.0");
        QTest::newRow("strip") << true << 4.0 << 0 << 5.0 << QStringLiteral("3.0..7.0");
        QTest::newRow("strip, past the end") << true << 4.0 << 0 << 9.9 << QStringLiteral("6.0..10.0");
        QTest::newRow("bars inside: a new one") << false << 4.0 << 0 << 5.0 << QStringLiteral("4.0..5.0");
        QTest::newRow("lane outside: a new one") << true << 8.0 << 0 << 9.0 << QStringLiteral("8.0..9.0");
    }
    void gripsMoveTheEnds()
    {
        QFETCH(bool, inLane);
        QFETCH(double, from);
        QFETCH(int, beside);
        QFETCH(double, to);
        QFETCH(QString, selection);
        Stage stage(m_timeline);
        stage.canvas.setSelection(AxisRange{2 * second, 6 * second});
        const auto at = [&](double seconds) { return inLane ? stage.inLane(seconds) : stage.inBars(seconds); };
        stage.drag(at(from) + QPoint(beside, 0), at(to));
        QCOMPARE(stage.selection(), selection);
        QCOMPARE(stage.commits.size(), 1);
    }

    void selectionIsFollowed()
    {
        Stage stage(m_timeline);
        stage.canvas.setSelection(AxisRange{1, 5});
        QVERIFY(stage.previews.isEmpty());
        stage.press(stage.inBars(7));
        stage.move(stage.inBars(8));
        stage.canvas.setSelection(AxisRange{2 * second, 6 * second}); // an undo meanwhile
        stage.move(stage.inBars(9));
        stage.release(stage.inBars(9));
        QCOMPARE(stage.selection(), QStringLiteral("2.0..6.0"));
        QVERIFY(stage.commits.isEmpty());
    }

    void wheelZoomsAroundThePointer()
    {
        Stage stage(m_timeline);
        stage.wheel(stage.inBars(4), {0, 480});
        QVERIFY(stage.canvas.isZoomedIn());
        QVERIFY(qAbs(stage.x(4) - stage.inBars(4).x()) <= 1);
        const AxisRange view = stage.canvas.view();
        const double length = static_cast<double>(view.length()) / second;
        QVERIFY(qAbs(length - 10 / std::pow(1.25, 4)) < 0.01);
        QVERIFY(qAbs(static_cast<double>(view.begin) / second - 4 * (1 - length / 10)) < 0.05);
        stage.wheel(stage.inBars(5), {0, -120}, Qt::ShiftModifier); // pans
        QVERIFY(qAbs(static_cast<double>(stage.canvas.view().begin - view.begin) / second - length / 10) < 0.01);
        stage.wheel(stage.inBars(5), {120, 0}); // back, by a horizontal wheel
        QVERIFY(qAbs(static_cast<double>(stage.canvas.view().begin - view.begin)) < 10);
        stage.wheel(stage.inBars(5), {0, -1200});
        QVERIFY(!stage.canvas.isZoomedIn());
        QVERIFY(stage.previews.isEmpty());
    }

    void middleButtonPans()
    {
        Stage stage(m_timeline);
        stage.canvas.setView({2 * second, 4 * second});
        stage.press(stage.inBars(3), Qt::MiddleButton);
        const int way = stage.canvas.parts().bars.width() / 2;
        stage.move(stage.inBars(3) + QPoint(-way, 0));
        stage.release(stage.inBars(3) + QPoint(-way, 0), Qt::MiddleButton);
        QVERIFY(qAbs(stage.canvas.view().begin - 3 * second) < 10'000);
        QCOMPARE(stage.selection(), QStringLiteral("none"));
    }

    void doubleClickZooms()
    {
        Stage stage(m_timeline);
        stage.canvas.setSelection(AxisRange{2 * second, 6 * second});
        QTest::mouseDClick(&stage.canvas, Qt::LeftButton, {}, stage.inBars(8));
        QVERIFY(!stage.canvas.isZoomedIn());
        QTest::mouseDClick(&stage.canvas, Qt::LeftButton, {}, stage.inBars(4));
        QVERIFY(stage.canvas.view().begin < 2 * second && stage.canvas.view().begin > second);
        QVERIFY(stage.canvas.view().end > 6 * second && stage.canvas.view().end < 7 * second);
        QTest::mouseDClick(&stage.canvas, Qt::LeftButton, {}, stage.inBars(4));
        QVERIFY(!stage.canvas.isZoomedIn());
        QCOMPARE(stage.selection(), QStringLiteral("2.0..6.0"));
    }

    // A drag beyond the edge of a zoomed view scrolls it.
    void dragScrolls()
    {
        Stage stage(m_timeline);
        stage.canvas.setView({2 * second, 4 * second});
        stage.press(stage.inBars(3));
        stage.move(QPoint(stage.canvas.width() - 2, 80));
        QTRY_VERIFY(stage.canvas.view().end == 10 * second);
        QTRY_COMPARE(stage.canvas.selection()->end, 10 * second);
        stage.release(QPoint(stage.canvas.width() - 2, 80));
        QCOMPARE(stage.selection(), QStringLiteral("3.0..10.0"));
    }

    void samples()
    {
        const Timeline timeline = thousandSamples();
        Stage stage(timeline);
        const QRect bars = stage.canvas.parts().bars;
        QVERIFY(stage.canvas.parts().older.isEmpty());
        stage.drag({bars.left() - 3, bars.center().y()}, {bars.right() + 3, bars.center().y()});
        QCOMPARE(printed(stage.canvas.selection()), QStringLiteral("1..1000"));
        QTest::keyClick(&stage.canvas, Qt::Key_Left, Qt::ShiftModifier);
        QCOMPARE(printed(stage.canvas.selection()), QStringLiteral("1..990"));
    }

private:
    const Timeline m_timeline = tenSeconds();
};

HEAPLINE_TEST(TestTimelineCanvas)

} // namespace tst_timeline_canvas

#include "tst_timeline_canvas.moc"
