// SPDX-License-Identifier: GPL-3.0-or-later
// What bars stand for, what lies behind them, and what is older than the recording.
#include "canvas_stage.h"
#include "tests/support/test_program.h"
#include "ui/timeline/elided_label.h"
#include "ui/timeline/pixel_bars.h"
#include "ui/timeline/selection_bar.h"
#include "ui/timeline/timeline_actions.h"
#include "ui/timeline/timeline_colors.h"

#include <QRegularExpression>

namespace tst_timeline_measure {

using namespace heapline;

namespace {

QPalette plainPalette()
{
    QPalette palette(QColor(240, 240, 240), QColor(255, 255, 255));
    palette.setColor(QPalette::Highlight, QColor(0, 80, 200));
    palette.setColor(QPalette::Base, Qt::white);
    palette.setColor(QPalette::Text, Qt::black);
    return palette;
}

TimelineScene sceneOf(const Timeline& timeline, BarMeasure measure, qreal ratio = 1)
{
    TimelineScene scene;
    scene.size = {800, 260};
    scene.pixelRatio = ratio;
    scene.view = fullView(timeline);
    scene.measure = measure;
    scene.palette = plainPalette();
    return scene;
}

/// One column of device pixels of the bars, from the foot upwards: s solid, c the line on top of what lies behind, | stripe, . ground or grid
QString columnOf(const TimelinePainter& painter, double share)
{
    const QImage image = painter.plain().toImage();
    const double ratio = painter.plain().devicePixelRatio();
    const QRect area = painter.layout().bars;
    const TimelineColors colors(plainPalette());
    const int x = static_cast<int>((area.left() + share * area.width()) * ratio);
    QString text;
    for (int y = static_cast<int>((area.bottom() + 1) * ratio) - 1; y >= area.top() * ratio; --y) {
        const QColor color = image.pixelColor(x, y);
        text += color == colors.accent ? u's' : color == colors.goneEdge ? u'c' : color == colors.gone ? u'|' : u'.';
    }
    return text;
}

QString wordsOf(const SelectionBar& bar)
{
    return bar.findChild<ElidedLabel*>()->text();
}

} // namespace

class TestTimelineMeasure : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        // The off-screen platform says this of every window that has a smallest size.
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support propagateSizeHints)")));
    }

    // What was given an id stands striped behind what is alive, with a line on top, on one scale.
    void objectsBeforeGivenIds()
    {
        const Timeline timeline = tenSeconds();
        for (const qreal ratio : {1.0, 1.5, 2.0}) {
            TimelinePainter painter(timeline);
            QVERIFY(painter.prepare(sceneOf(timeline, BarMeasure::Objects, ratio)));
            QString column = columnOf(painter, 0.45); // 5,000 of 20,000
            const auto solid = column.count(u's');
            const auto top = column.lastIndexOf(u'c') + 1;
            QVERIFY(solid > 20);
            QVERIFY(qAbs(solid * 4 - top) <= 4);
            const QString behind = column.mid(solid, top - solid);
            QVERIFY(behind.count(u'|') > behind.size() / 5 && behind.count(u'|') < behind.size() / 2);
            QVERIFY(!column.mid(top).contains(QRegularExpression(QStringLiteral("[sc|]"))));
            // All ticks were given as many.
            QCOMPARE(columnOf(painter, 0.05).lastIndexOf(u'c') + 1, top);
            QCOMPARE(columnOf(painter, 0.95).lastIndexOf(u'c') + 1, top);
            QVERIFY(columnOf(painter, 0.95).count(u's') > 1.8 * solid);
        }
    }

    void bytesBeforeAllocatedOnes()
    {
        const Timeline timeline = tenSecondsLive();
        TimelinePainter painter(timeline);
        QVERIFY(painter.prepare(sceneOf(timeline, BarMeasure::Bytes)));
        const QString column = columnOf(painter, 0.75);
        QVERIFY(qAbs(column.count(u's') * 2 - (column.lastIndexOf(u'c') + 1)) <= 2);
        // Without live events nothing is made up.
        const Timeline bare = tenSeconds();
        TimelinePainter other(bare);
        QVERIFY(other.prepare(sceneOf(bare, BarMeasure::Bytes)));
        QVERIFY(!columnOf(other, 0.75).contains(QRegularExpression(QStringLiteral("[c|]"))));
    }

    // A tick of which nothing is left is seen, too, and so is a column of very many ticks.
    void whatDiedWholly()
    {
        Timeline timeline;
        std::vector<std::uint64_t> alive;
        for (std::int64_t tick = 0; tick < 100'000; ++tick) {
            timeline.position.push_back(tick * 50'000);
            timeline.lastId.push_back(static_cast<std::uint64_t>(20 * tick + 1));
            timeline.bytes.push_back(0);
            timeline.count.push_back(0);
            alive.push_back(0);
        }
        timeline.idsAlive = TickSums(alive);
        timeline.finish();
        TimelinePainter painter(timeline);
        QVERIFY(painter.prepare(sceneOf(timeline, BarMeasure::Objects)));
        const QString column = columnOf(painter, 0.5);
        QVERIFY(column.contains(u'c') && column.contains(u'|') && !column.contains(u's'));
        PixelBars bars(timeline);
        const auto& found = bars.find(painter.layout(), fullView(timeline), 1, BarMeasure::Objects, {});
        QVERIFY(found.size() <= static_cast<std::size_t>(painter.layout().bars.width()));
        std::uint64_t sum = 0;
        for (const PixelBar& bar : found)
            sum += bar.values.behind;
        QCOMPARE(sum, std::uint64_t{999'990});
    }

    void keysSwitch()
    {
        const Timeline timeline = tenSeconds();
        Stage stage(timeline);
        TimelineActions& actions = stage.canvas.timelineActions();
        QVERIFY(actions.showBytes->isChecked() && !actions.showObjects->isChecked());
        int changes = 0;
        QObject::connect(&stage.canvas, &TimelineCanvas::measureChanged, &stage.canvas, [&changes] { ++changes; });
        const QImage bytes = stage.canvas.grab().toImage();
        QTest::keyClick(&stage.canvas, Qt::Key_O);
        QVERIFY(stage.canvas.measure() == BarMeasure::Objects);
        QVERIFY(actions.showObjects->isChecked() && !actions.showBytes->isChecked());
        QVERIFY(stage.canvas.grab().toImage() != bytes);
        QTest::keyClick(&stage.canvas, Qt::Key_O);
        QTest::keyClick(&stage.canvas, Qt::Key_B);
        QVERIFY(stage.canvas.grab().toImage() == bytes);
        QCOMPARE(changes, 2);
        const Timeline samples = thousandSamples();
        Stage other(samples);
        QVERIFY(!other.canvas.timelineActions().showObjects && !other.canvas.timelineActions().selectOlder);
        other.canvas.setMeasure(BarMeasure::Objects);
        QVERIFY(other.canvas.measure() == BarMeasure::Bytes);
    }

    void olderObjectsAlone()
    {
        const Timeline timeline = tenSeconds();
        Stage stage(timeline);
        QTest::keyClick(&stage.canvas, Qt::Key_Home, Qt::ControlModifier);
        QCOMPARE(stage.commits, QStringList{QStringLiteral("-1..-1")});
        QVERIFY(stage.canvas.isOlderSelected());
        QVERIFY((ticksIn(timeline, *stage.canvas.selection()) == TickRange{0, 1}));
        QCOMPARE(idsIn(timeline, *stage.canvas.selection()).maxInclusive, timeline.lastId.front());
        QVERIFY(!stage.canvas.timelineActions().zoomToSelection->isEnabled());
        // It covers the block and nothing of the bars.
        const auto pixels = selectionPixels({-1, -1}, stage.canvas.view(), timeline, stage.canvas.parts());
        QVERIFY(pixels && pixels->begin == stage.canvas.parts().older.left());
        QVERIFY(pixels->end <= stage.canvas.parts().bars.left());
        stage.canvas.grab();
        // Nothing lies before it; an end that is moved takes in what was recorded.
        for (const auto modifiers :
             {Qt::KeyboardModifiers(), Qt::KeyboardModifiers(Qt::ShiftModifier), Qt::ControlModifier | Qt::ShiftModifier})
            QTest::keyClick(&stage.canvas, Qt::Key_Left, modifiers);
        QVERIFY(stage.canvas.isOlderSelected());
        QTest::keyClick(&stage.canvas, Qt::Key_Right, Qt::ShiftModifier);
        QCOMPARE(stage.canvas.selection()->begin, std::int64_t{0});
        QVERIFY(stage.canvas.selection()->end > 0);
        QTest::keyClick(&stage.canvas, Qt::Key_Home, Qt::ControlModifier);
        QTest::keyClick(&stage.canvas, Qt::Key_Right);
        QVERIFY(!stage.canvas.isOlderSelected() && stage.canvas.selection()->begin >= 0);
    }

    void olderObjectsByMouse()
    {
        const Timeline timeline = tenSeconds();
        Stage stage(timeline);
        const QPoint block = stage.canvas.parts().older.center();
        QTest::mouseClick(&stage.canvas, Qt::LeftButton, {}, block);
        QVERIFY(!stage.canvas.selection());
        QTest::mouseDClick(&stage.canvas, Qt::LeftButton, {}, block);
        QVERIFY(stage.canvas.isOlderSelected());
        // Its right grip drags into the recording.
        const QRect older = stage.canvas.parts().older;
        stage.drag({older.right() + 1, stage.canvas.parts().lane.center().y()}, stage.inLane(3));
        QCOMPARE(stage.selection(), QStringLiteral("0.0..3.0"));
    }

    void words()
    {
        const Timeline timeline = tenSeconds();
        TimelineCanvas canvas(timeline);
        SelectionBar bar(timeline, canvas.timelineActions());
        bar.setRange(AxisRange{2'000'000, 3'000'000});
        SelectionFigures figures{5900, 700'000, 10'500'000, false, {}, 0, figuresOf(timeline, {2, 5})};
        bar.setFigures(figures);
        QCOMPARE(wordsOf(bar), QStringLiteral("5,900 objects \u00b7 700 kB alive \u00b7 6.7 % of all"));
        bar.setMeasure(BarMeasure::Objects);
        QCOMPARE(wordsOf(bar),
                 QStringLiteral("9,000 of 60,000 objects given an id still alive \u00b7 5,900 objects \u00b7 700 kB "
                                "alive \u00b7 6.7 % of all"));
        bar.setRange(AxisRange{-1, -1});
        figures.ticks = figuresOf(timeline, {0, 1});
        bar.setFigures(figures);
        QCOMPARE(wordsOf(bar),
                 QStringLiteral("Older than the recording \u00b7 5,900 objects \u00b7 700 kB alive \u00b7 6.7 % of all"));
        QVERIFY(bar.words().startsWith(QStringLiteral("Selected \u00b7 Older")));
    }

    void wordsWithLiveEvents()
    {
        const Timeline timeline = tenSecondsLive();
        TimelineCanvas canvas(timeline);
        SelectionBar bar(timeline, canvas.timelineActions());
        SelectionFigures figures{9000, 900'000, 10'500'000, false, {}, 0, figuresOf(timeline, {2, 5})};
        bar.setRange(AxisRange{2'000'000, 3'000'000});
        bar.setFigures(figures);
        QCOMPARE(wordsOf(bar), QStringLiteral("9,000 objects \u00b7 900 kB alive of 1.8 MB allocated \u00b7 8.6 % of all"));
        figures.bytes = 1'900'000; // native objects are alive and in no live event
        bar.setFigures(figures);
        QVERIFY(wordsOf(bar).contains(QStringLiteral("1.9 MB alive \u00b7 1.8 MB counted as allocated")));
        figures.bytes = 900'000;
        bar.setFigures(figures);
        // What is older is alive, but was not allocated in the recording.
        bar.setRange(AxisRange{0, 3'000'000});
        QVERIFY(wordsOf(bar).contains(QStringLiteral("900 kB alive \u00b7 1.8 MB allocated while recording")));
        figures.ticks = figuresOf(timeline, {0, 1});
        bar.setRange(AxisRange{-1, -1});
        bar.setFigures(figures);
        QVERIFY(wordsOf(bar).contains(QStringLiteral("900 kB alive of 10.0 MB at its start")));
    }
};

HEAPLINE_TEST(TestTimelineMeasure)

} // namespace tst_timeline_measure

#include "tst_timeline_measure.moc"
