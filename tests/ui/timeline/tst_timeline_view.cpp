// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_program.h"
#include "ui/timeline/axis_field.h"
#include "ui/timeline/elided_label.h"
#include "ui/timeline/timeline_actions.h"
#include "ui/timeline/timeline_canvas.h"
#include "ui/timeline/timeline_view.h"

#include <QAction>
#include <QFile>
#include <QRegularExpression>
#include <QScrollBar>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

namespace tst_timeline_view {

using namespace heapline;

namespace {

/// A heap of three objects, made 0, 50 and 150 ms after the start of a recording of 200 ms, besides one that is older.
/// @param samples rows of `samples`
QByteArray heapText(const QByteArray& samples)
{
    return QByteArray(R"json({"snapshot":{"meta":{"node_fields":["type","name","id","self_size","edge_count"],
"node_types":[["hidden","array","string","object","code","closure","regexp","number","native","synthetic"],
"string","number","number","number"],
"edge_fields":["type","name_or_index","to_node"],
"edge_types":[["context","element","property","internal","hidden","shortcut","weak"],"string_or_number","node"],
"trace_function_info_fields":[],"trace_node_fields":[],"sample_fields":["timestamp_us","last_assigned_id"],
"location_fields":[]},
"node_count":6,"edge_count":5,"trace_function_count":0},
"nodes":[9,0,1,0,1, 9,1,3,0,4, 3,2,5,1000,0, 3,3,7,200,0, 3,3,13,30,0, 3,3,21,4,0],
"edges":[1,1,5, 1,1,10, 1,2,15, 1,3,20, 1,4,25],
"trace_function_infos":[],"trace_tree":[],
"samples":[)json")
           + samples + QByteArray(R"json(],"locations":[],"strings":["","(GC roots)","Old","Made"]})json");
}

const QByteArray rows = QByteArray("0,5, 50000,11, 100000,11, 150000,15, 200000,25");

const QByteArray samplingText = QByteArray(R"json({"head":{"callFrame":{"functionName":"(root)","scriptId":"0","url":"",
"lineNumber":-1,"columnNumber":-1},"selfSize":0,"id":1,"children":[{"callFrame":{"functionName":"leak","scriptId":"8",
"url":"a.js","lineNumber":4,"columnNumber":2},"selfSize":700,"id":2,"children":[]}]},
"samples":[{"size":300,"nodeId":2,"ordinal":9},{"size":400,"nodeId":2,"ordinal":2}]})json");

} // namespace

class TestTimelineView : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        // The off-screen platform says this of every window that has a smallest size.
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support propagateSizeHints)")));
    }

    void showsAndChangesTheRange()
    {
        const auto document = load("a.heaptimeline", heapText(rows));
        QVERIFY(document);
        TimelineView view(*document);
        view.resize(1000, 240);
        view.show();
        QVERIFY(QTest::qWaitForWindowActive(&view));
        QTRY_VERIFY(document->figures().figures());
        QTRY_COMPARE(text(view),
                     QStringLiteral("4 objects \u00b7 1.2 kB alive \u00b7 Drag over the bars to select a range"));

        const QRect bars = view.canvas()->parts().bars;
        const auto at = [&bars](double share) {
            return QPoint(bars.left() + static_cast<int>(share * bars.width()), bars.center().y());
        };
        QTest::mousePress(view.canvas(), Qt::LeftButton, {}, at(0.05));
        QTest::mouseMove(view.canvas(), at(0.2));
        QVERIFY(document->filter().current().range); // while the mouse moves
        QVERIFY(!document->filter().undoStack()->canUndo());
        QTest::mouseRelease(view.canvas(), Qt::LeftButton, {}, at(0.2));
        QVERIFY(document->filter().undoStack()->canUndo());
        QTRY_COMPARE(text(view), QStringLiteral("1 object \u00b7 200 B alive \u00b7 16.2 % of all"));
        QVERIFY(view.canvas()->accessibleDescription().contains(QStringLiteral("200 B alive")));

        document->filter().undoStack()->undo();
        QVERIFY(!view.canvas()->selection());
        document->filter().commitRange(AxisRange{110'000, 140'000});
        QVERIFY(view.canvas()->selection() == (AxisRange{110'000, 140'000}));
        QTRY_COMPARE(text(view), QStringLiteral("1 object \u00b7 30 B alive \u00b7 2.4 % of all"));

        AxisField* end = view.findChildren<AxisField*>().at(1);
        end->setFocus();
        end->selectAll();
        QTest::keyClicks(end, QStringLiteral("160 ms"));
        QTest::keyClick(end, Qt::Key_Return);
        QVERIFY(document->filter().current().range == (AxisRange{110'000, 160'000}));
        QTRY_COMPARE(text(view), QStringLiteral("2 objects \u00b7 34 B alive \u00b7 2.8 % of all"));
    }

    void scrollBarFollowsTheView()
    {
        const auto document = load("a.heaptimeline", heapText(rows));
        QVERIFY(document);
        TimelineView view(*document);
        view.resize(1000, 240);
        view.show();
        auto* scrollBar = view.findChild<QScrollBar*>();
        QVERIFY(!scrollBar->isVisible());
        const int height = view.canvas()->height();
        view.canvas()->setView({50'000, 100'000});
        QVERIFY(scrollBar->isVisible());
        QCOMPARE(view.canvas()->height(), height); // the bars do not jump
        QVERIFY(qAbs(scrollBar->value() - 250'000) <= 1);
        QVERIFY(qAbs(scrollBar->pageStep() - 250'000) <= 1);
        scrollBar->setValue(scrollBar->maximum());
        QVERIFY(qAbs(view.canvas()->view().end - 200'000) <= 1);
        QVERIFY(qAbs(view.canvas()->view().begin - 150'000) <= 1);
        view.canvas()->timelineActions().showAll->trigger();
        QVERIFY(!scrollBar->isVisible());
    }

    void actionsAreForMenus()
    {
        const auto document = load("a.heaptimeline", heapText(rows));
        QVERIFY(document);
        TimelineView view(*document);
        QCOMPARE(view.actions(), view.canvas()->actions());
        for (QAction* action : view.canvas()->timelineActions().all())
            QVERIFY(view.actions().contains(action));
        QVERIFY(view.actions().contains(view.showTable()));
    }

    // Without the older objects, and what else is in the range, also those that tables leave out.
    void objectsOfTheRange()
    {
        const auto document = load("a.heaptimeline", heapText(rows));
        QVERIFY(document);
        TimelineView view(*document);
        view.resize(1400, 240);
        view.show();
        view.canvas()->setMeasure(BarMeasure::Objects);
        QTRY_VERIFY(text(view).startsWith(QStringLiteral("3 of 10 objects given an id still alive \u00b7 4 objects")));
        QVERIFY(view.canvas()->accessibleDescription().startsWith(QStringLiteral("Objects alive and given an id")));
        document->filter().commitRange(AxisRange{60'000, 140'000});
        QTRY_VERIFY(text(view).startsWith(QStringLiteral("1 of 2 objects given an id still alive \u00b7 1 object \u00b7")));
        view.canvas()->timelineActions().selectOlder->trigger();
        QVERIFY(document->filter().current().range == (AxisRange{-1, -1}));
        QTRY_COMPARE(text(view),
                     QStringLiteral("Older than the recording \u00b7 1 object \u00b7 1.0 kB alive \u00b7 81.0 % of all"));
    }

    void samplingProfile()
    {
        const auto document = load("a.heapprofile", samplingText);
        QVERIFY(document);
        TimelineView view(*document);
        view.resize(1000, 240);
        view.show();
        document->filter().commitRange(AxisRange{2, 4});
        QTRY_COMPARE(text(view), QStringLiteral("1 sample \u00b7 400 B \u00b7 57.1 % of all"));
    }

    void withoutTimeline()
    {
        const auto document = load("a.heapsnapshot", heapText({}));
        QVERIFY(document);
        TimelineView view(*document);
        QVERIFY(!view.canvas());
        const auto* label = view.findChild<ElidedLabel*>();
        QVERIFY(label->text().startsWith(QStringLiteral("No timeline")));
        QVERIFY(label->toolTip().contains(QStringLiteral("Allocations on timeline"))); // what to do about it
        QVERIFY(view.sizeHint().height() < 2 * view.fontMetrics().height());
        QVERIFY(view.actions().isEmpty());
        document->filter().commitRange(AxisRange{2, 4}); // means nothing here, and harms nothing
    }

    void viewMayGoBeforeTheDocument()
    {
        const auto document = load("a.heaptimeline", heapText(rows));
        QVERIFY(document);
        auto view = std::make_unique<TimelineView>(*document);
        view->resize(600, 200);
        view->show();
        document->filter().previewRange(AxisRange{10, 100'000});
        view.reset();
        document->filter().commitRange(AxisRange{10, 50'000});
        QTRY_VERIFY(!document->figures().isStale());
    }

private:
    std::unique_ptr<Document> load(const char* name, const QByteArray& content)
    {
        const QString path = m_folder.filePath(QString::fromLatin1(name));
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            return {};
        file.close();
        auto document = std::make_unique<Document>(path);
        document->load();
        if (!QTest::qWaitFor([&document] { return document->state() != Document::State::Loading; }))
            return {};
        if (document->state() != Document::State::Ready) {
            qInfo("%s", qPrintable(document->errorText()));
            return {};
        }
        return document;
    }

    static QString text(const TimelineView& view)
    {
        for (const ElidedLabel* label : view.findChildren<ElidedLabel*>()) {
            if (label->isVisible())
                return label->text();
        }
        return {};
    }

    QTemporaryDir m_folder;
};

HEAPLINE_TEST(TestTimelineView)

} // namespace tst_timeline_view

#include "tst_timeline_view.moc"
