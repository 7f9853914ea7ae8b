// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_program.h"
#include "tests/ui/widgets/loaded_document.h"
#include "ui/heap/containment_view.h"
#include "ui/heap/dominators_model.h"
#include "ui/heap/dominators_view.h"
#include "ui/heap/object_matches.h"
#include "ui/heap/treemap_canvas.h"
#include "ui/heap/treemap_view.h"
#include "ui/widgets/text.h"
#include "ui/widgets/tree_view.h"

#include <QSignalSpy>
#include <QTest>

#include <algorithm>

namespace tst_object_matches {

using namespace heapline;
using namespace heapline::test;
using namespace Qt::Literals::StringLiterals;

namespace {

/// Objects of the classes that a text is part of, one by one.
std::vector<NodeOrdinal> naiveMatches(Document& document, const std::string& part)
{
    const Heap& heap = *document.profile()->heap;
    const auto figures = document.figures().figures();
    std::vector<NodeOrdinal> found;
    for (std::uint32_t i = 0; i < heap.graph.nodeCount(); ++i) {
        const std::uint64_t id = heap.graph.nodes.id[i];
        if (heap.shallowSize[i] > 0 && heap.classes.name[heap.classOf[i].value].find(part) != std::string::npos
            && (!figures->ids || figures->ids->contains(id)))
            found.emplace_back(i);
    }
    std::ranges::stable_sort(found, [&](NodeOrdinal a, NodeOrdinal b) {
        return heap.retainedSize[a.value] > heap.retainedSize[b.value];
    });
    return found;
}

std::optional<NodeOrdinal> selected(Document& document)
{
    const SelectedItem& item = document.selection().current();
    return item.kind == SelectedItem::Kind::Object ? std::optional(item.object) : std::nullopt;
}

} // namespace

/// The text filter in the views that show objects below objects.
class TestObjectMatches : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { failOnWarnings(); }

    void largestComeFirst()
    {
        Document document(dataFile("leaky-http.heaptimeline.gz"));
        QVERIFY(load(document));
        ObjectMatches& matches = ObjectMatches::of(document);
        QCOMPARE(&ObjectMatches::of(document), &matches);
        QWidget view;
        int shown = 0;
        const auto show = [&shown] { ++shown; };
        QVERIFY(!matches.classes());
        QCOMPARE(matches.text(), QString());
        QVERIFY(!matches.find(1, view, show));

        QSignalSpy changed(&matches, &ObjectMatches::changed);
        document.filter().setText(u"Session"_s, false, true);
        QCOMPARE(changed.size(), 1);
        const std::vector<NodeOrdinal> expected = naiveMatches(document, "Session");
        QVERIFY(expected.size() >= 800);
        QVERIFY2(matches.text().startsWith(u"%1 objects, "_s.arg(countText(expected.size()))), qPrintable(matches.text()));
        for (std::size_t i = 0; i < 5; ++i) {
            QVERIFY(matches.find(1, view, show));
            QTRY_COMPARE(shown, static_cast<int>(i) + 1);
            QCOMPARE(selected(document), std::optional(expected[i]));
        }
        QVERIFY(matches.find(-1, view, show));
        QCOMPARE(selected(document), std::optional(expected[3]));
        // Backwards from the first one comes the last.
        document.selection().select(SelectedItem::ofObject(expected[0]));
        matches.find(-1, view, show);
        QCOMPARE(selected(document), std::optional(expected.back()));
        matches.find(1, view, show);
        QCOMPARE(selected(document), std::optional(expected[0]));

        QVERIFY(selectRange(document, 40, 60));
        const std::vector<NodeOrdinal> inRange = naiveMatches(document, "Session");
        QVERIFY(inRange.size() < expected.size() && !inRange.empty());
        document.selection().select(SelectedItem());
        matches.find(1, view, show);
        QTRY_COMPARE(selected(document), std::optional(inRange[0]));

        document.filter().setText(u"no such class"_s, false, true);
        QCOMPARE(matches.text(), u"No match"_s);
        QVERIFY(!matches.find(1, view, show));
        document.filter().setText(u"("_s, true, true);
        QVERIFY(!matches.text().isEmpty());
        QVERIFY(!matches.find(1, view, show));
    }

    void staleOrdersAreDropped()
    {
        Document document(dataFile("leaky-http.heaptimeline.gz"));
        QVERIFY(load(document));
        ObjectMatches& matches = ObjectMatches::of(document);
        document.filter().setText(u"Session"_s, false, true);
        bool isShown = false;
        {
            QWidget gone;
            QVERIFY(matches.find(1, gone, [&] { isShown = true; }));
            document.filter().setText(u"Map"_s, false, true);
        }
        QTest::qWait(100);
        QVERIFY(!isShown);
        QVERIFY(!selected(document));
    }

    void tablesOpenTheWayToAMatch()
    {
        Document document(dataFile("leaky-http.heaptimeline.gz"));
        QVERIFY(load(document));
        DominatorsView dominators(document);
        dominators.resize(1000, 500);
        dominators.show();
        auto* tree = dominators.findChild<TreeView*>();
        auto* model = dominators.findChild<DominatorsModel*>();
        QTRY_VERIFY(model->figures() && model->rowCount() > 0);
        document.filter().setText(u"Session"_s, false, true);
        QVERIFY(dominators.matchText().contains(u" objects, "_s));
        const std::vector<NodeOrdinal> expected = naiveMatches(document, "Session");
        QVERIFY(dominators.showMatch(1));
        QTRY_COMPARE(model->objectAt(tree->currentIndex()), std::optional(expected[0]));
        QVERIFY(tree->currentIndex().data(Qt::FontRole).value<QFont>().bold());
        QVERIFY(!tree->currentIndex().parent().data(Qt::FontRole).isValid());
        QVERIFY(dominators.showMatch(1));
        QTRY_COMPARE(model->objectAt(tree->currentIndex()), std::optional(expected[1]));
        document.filter().setText({}, false, false);
        QVERIFY(!tree->currentIndex().data(Qt::FontRole).isValid());
        QCOMPARE(dominators.matchText(), QString());

        ContainmentView containment(document);
        containment.resize(1000, 500);
        containment.show();
        auto* way = containment.findChild<TreeView*>();
        auto* wayModel = containment.findChild<HeapTreeModel*>();
        document.filter().setText(u"Session"_s, false, true);
        QTRY_VERIFY(wayModel->rowCount() > 0);
        document.selection().select(SelectedItem());
        QVERIFY(containment.showMatch(1));
        QTRY_COMPARE(wayModel->objectAt(way->currentIndex()), std::optional(expected[0]));
    }

    void treemapMakesMatchesStandOut()
    {
        Document document(dataFile("leaky-http.heaptimeline.gz"));
        QVERIFY(load(document));
        TreemapView view(document);
        view.resize(1000, 500);
        view.show();
        TreemapCanvas& canvas = *view.canvas();
        QTRY_VERIFY(canvas.scene() && !canvas.isLayingOut());
        const QImage before = canvas.viewport()->grab().toImage();
        document.filter().setText(u"Session"_s, false, true);
        QVERIFY(canvas.viewport()->grab().toImage() != before);
        const std::vector<NodeOrdinal> expected = naiveMatches(document, "Session");
        QVERIFY(view.showMatch(1));
        QTRY_COMPARE(selected(document), std::optional(expected[0]));
        QTRY_COMPARE(canvas.zoomed(), std::optional(document.profile()->heap->dominator[expected[0].value]));
        document.filter().setText({}, false, false);
        canvas.zoomWhole();
        document.selection().select(SelectedItem());
        QTRY_VERIFY(!canvas.isLayingOut());
        QCOMPARE(canvas.viewport()->grab().toImage(), before);
    }
};

HEAPLINE_TEST(TestObjectMatches)

} // namespace tst_object_matches

#include "tst_object_matches.moc"
