// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/result.h"
#include "core/heap/name_totals.h"
#include "tests/core/base/test_printing.h"
#include "tests/core/heap/graph_builder.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <algorithm>

namespace tst_name_totals {

using namespace heapline;

namespace {

/// "name objects/shallow/retained/references", of all names that anything bears.
std::string totals(const GraphBuilder& builder, const std::vector<std::string>& names)
{
    const Heap heap = builder.analyse();
    const StringTable& strings = heap.graph.strings;
    std::vector<std::uint8_t> isWanted(strings.size());
    for (std::size_t row = 0; row < strings.size(); ++row)
        isWanted[row] = std::ranges::find(names, strings[StringId(row)]) != names.end();
    std::string text;
    for (const NameTotals& row : totalsByName(heap, isWanted, {})) {
        if (row.objects + row.references == 0)
            continue;
        text += (text.empty() ? "" : ", ") + std::string(strings[row.name]) + ' ' + std::to_string(row.objects) + '/'
                + std::to_string(row.shallowSize) + '/' + std::to_string(row.retainedSize) + '/'
                + std::to_string(row.references);
    }
    return text;
}

} // namespace

class TstNameTotals : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void objectsAndReferences()
    {
        const GraphBuilder builder("root -> a(1)@3=X b(2)@5=Y; a -> property:next c(4)@7=X; b -> property:next d(8)@9=Z");
        QCOMPARE(totals(builder, {"X"}), "X 2/5/5/0"); // c is within a
        QCOMPARE(totals(builder, {"Y"}), "Y 1/2/10/0");
        QCOMPARE(totals(builder, {"next"}), "next 0/0/0/2");
        QCOMPARE(totals(builder, {}), "");
    }

    /// Names in turn, each within the other.
    void nested()
    {
        const GraphBuilder builder("root -> a(1)@3=X e(16)@11=X; a -> b(2)@5=Y; b -> c(4)@7=X; c -> d(8)@9=Y");
        QCOMPARE(totals(builder, {"X"}), "X 3/21/31/0");
        QCOMPARE(totals(builder, {"Y"}), "Y 2/10/14/0");
    }

    void cancel()
    {
        const Heap heap = GraphBuilder("root -> a=X").analyse();
        std::stop_source stop;
        stop.request_stop();
        const std::vector<std::uint8_t> all(heap.graph.strings.size(), 1);
        QVERIFY_THROWS_EXCEPTION(ErrorException, totalsByName(heap, all, Progress(stop.get_token())));
    }
};

HEAPLINE_TEST(TstNameTotals)

} // namespace tst_name_totals

#include "tst_name_totals.moc"
