// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/heap/statistics.h"
#include "tests/core/base/test_printing.h"
#include "tests/core/heap/graph_builder.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tst_statistics {

using namespace heapline;

namespace {

std::string text(const Statistics& s)
{
    return "total " + std::to_string(s.total) + " native " + std::to_string(s.nativeTotal) + " typed arrays "
           + std::to_string(s.typedArrays) + " v8 " + std::to_string(s.v8Total) + " code " + std::to_string(s.code)
           + " arrays " + std::to_string(s.jsArrays) + " strings " + std::to_string(s.strings) + " system "
           + std::to_string(s.system);
}

} // namespace

class TstStatistics : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void bySort_data()
    {
        QTest::addColumn<std::string>("drawing");
        QTest::addColumn<quint64>("extra");
        QTest::addColumn<std::string>("expected");
        const auto row = [](const char* name, const char* drawing, quint64 extra, const char* expected) {
            QTest::newRow(name) << std::string(drawing) << extra << std::string(expected);
        };
        // There is no user root in these graphs, so that sizes stay where they are.
        row("each sort",
            "root -> gc:synthetic(1); gc -> h:hidden(2) c:code(4) s:string(8) k:cons(16) l:'sliced string'(32) n:native(64) "
            "t:native(128)='system / JSArrayBufferData' o(256) y:symbol(512)",
            1024, "total 2047 native 1216 typed arrays 128 v8 831 code 4 arrays 0 strings 56 system 2");
        row("arrays with elements",
            "root -> gc:synthetic; gc -> a(16)=Array b(16)=Array c:closure(8)=Array; a -> internal:elements e:array(100);"
            "b -> internal:elements f:array(1000) internal:elements g:array(5); gc -> f; c -> property:elements h:array(7)",
            0, "total 1152 native 0 typed arrays 0 v8 1152 code 0 arrays 140 strings 0 system 0");
        row("weakly shared elements are shared",
            "root -> gc:synthetic; gc -> a(16)=Array; a -> internal:elements e:array(100); gc -> weak e", 0,
            "total 116 native 0 typed arrays 0 v8 116 code 0 arrays 16 strings 0 system 0");
        row("a native object named Array is native", "root -> gc:synthetic; gc -> a:native(16)=Array s:string(8)=Array", 0,
            "total 24 native 16 typed arrays 0 v8 8 code 0 arrays 0 strings 8 system 0");
    }
    void bySort()
    {
        QFETCH(std::string, drawing);
        QFETCH(quint64, extra);
        QFETCH(std::string, expected);
        GraphBuilder builder(drawing);
        builder.extraNativeBytes = extra;
        const Heap heap = builder.analyse();
        QCOMPARE(text(heap.statistics), expected);
        QCOMPARE(heap.totalSize, heap.statistics.total);
    }

    /// With user roots, elements have already moved to their array, and count once.
    void movedSizesCountOnce()
    {
        const Heap heap = GraphBuilder("root -> a(16)=Array; a -> internal:elements e:array(100)").analyse();
        QCOMPARE(text(heap.statistics), "total 116 native 0 typed arrays 0 v8 116 code 0 arrays 116 strings 0 system 0");
    }
};

HEAPLINE_TEST(TstStatistics)

} // namespace tst_statistics

#include "tst_statistics.moc"
