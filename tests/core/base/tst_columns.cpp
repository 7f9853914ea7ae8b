// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/number_column.h"
#include "core/base/string_table.h"
#include "tests/core/base/test_printing.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <cstdint>

namespace tst_columns {

using namespace heapline;

/// The columns that files are read into: NumberColumn and StringTable.
class TstColumns : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void numbersAreNarrowAtFirst()
    {
        NumberColumn column;
        QCOMPARE(column.size(), 0u);
        column.resize(3);
        QVERIFY(!column.isWide());
        column.narrowData()[0] = 7;
        column.narrowData()[1] = 0; // rows come without a value
        column.narrowData()[2] = UINT32_MAX;
        QCOMPARE(column.size(), 3u);
        QCOMPARE(column[0], 7u);
        QCOMPARE(column[1], 0u);
        QCOMPARE(column[2], std::uint64_t{UINT32_MAX});
    }

    void wideningKeepsWhatIsThere()
    {
        NumberColumn column;
        column.resize(3);
        column.narrowData()[0] = 1;
        column.narrowData()[1] = UINT32_MAX;
        column.narrowData()[2] = 0;
        column.widen();
        QVERIFY(column.isWide());
        column.wideData()[2] = std::uint64_t{1} << 53;
        QCOMPARE(column.size(), 3u);
        QCOMPARE(column[0], 1u);
        QCOMPARE(column[1], std::uint64_t{UINT32_MAX});
        QCOMPARE(column[2], std::uint64_t{1} << 53);
        column.widen(); // once more changes nothing
        QCOMPARE(column[2], std::uint64_t{1} << 53);
        column.resize(5);
        QVERIFY(column.isWide());
        QCOMPARE(column.size(), 5u);
        QCOMPARE(column[2], std::uint64_t{1} << 53);
    }

    void stringsKeepTheirRows()
    {
        StringTable table;
        QCOMPARE(table.size(), 0u);
        const StringId dummy = table.append("<dummy>");
        const StringId empty = table.append("");
        const StringId again = table.append("<dummy>");
        const StringId nul = table.append(std::string_view("a\0b", 3));
        QCOMPARE(dummy.value, 0u);
        QCOMPARE(empty.value, 1u);
        QCOMPARE(again.value, 2u);
        QCOMPARE(std::string(table[dummy]), "<dummy>");
        QCOMPARE(std::string(table[empty]), "");
        QCOMPARE(std::string(table[again]), "<dummy>");
        QCOMPARE(std::string(table[nul]), std::string("a\0b", 3));
        QCOMPARE(table.byteSize(), 17u);
    }

    void stringsAreBuiltPieceByPiece()
    {
        StringTable table;
        table.append("x");
        table.appendPiece("ab");
        table.bytes() += "cd";
        const StringId row = table.finishRow();
        QCOMPARE(row.value, 1u);
        QCOMPARE(std::string(table[row]), "abcd");
        table.shrink();
        QCOMPARE(table.size(), 2u);
        QCOMPARE(std::string(table[StringId(0)]), "x");
    }
};

HEAPLINE_TEST(TstColumns)

} // namespace tst_columns

#include "tst_columns.moc"
