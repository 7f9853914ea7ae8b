// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_program.h"
#include "tests/ui/heap/drawn_heap.h"
#include "ui/heap/object_text.h"

#include <QTest>

namespace tst_object_text {

using namespace heapline;
using namespace heapline::test;

class TestObjectText : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void spansMarkIds()
    {
        const auto profile = drawnHeap(sessionsDrawing);
        const StyledText text = objectText(profile->heap->graph, NodeOrdinal(4));
        QCOMPARE(text.text, QStringLiteral("Session @9"));
        QCOMPARE(text.spans, (QList<TextSpan>{{7, 3, TextSpan::Style::Weak}}));
    }

    void kindsOfReferencesAreTold()
    {
        const auto profile = drawnHeap("root 0 synthetic\n"
                                       "  context a > x\n"
                                       "  element 7 > x\n"
                                       "  property b > x\n"
                                       "  internal c > x\n"
                                       "  weak d > x\n"
                                       "x 8 object\n");
        const HeapGraph& graph = profile->heap->graph;
        QStringList texts;
        QSet<QString> kinds;
        for (const EdgeIndex edge : graph.edgesOf(NodeOrdinal(0))) {
            texts += edgeText(graph, edge).text;
            kinds.insert(edgeKindText(graph, edge));
        }
        QCOMPARE(texts, (QStringList{QStringLiteral("a :: x @3"), QStringLiteral("[7] :: x @3"), QStringLiteral("b :: x @3"),
                                     QStringLiteral("c :: x @3"), QStringLiteral("d :: x @3 (weak)")}));
        QCOMPARE(kinds.size(), 5);
    }

    void longTextsAreCut()
    {
        const auto profile = drawnHeap("root 0 synthetic\n  property s > " + std::string(5000, 'x') + '\n'
                                       + std::string(5000, 'x') + " 8 string\n");
        QVERIFY(objectText(profile->heap->graph, NodeOrdinal(1)).text.size() < 250);
    }
};

HEAPLINE_TEST(TestObjectText)

} // namespace tst_object_text

#include "tst_object_text.moc"
