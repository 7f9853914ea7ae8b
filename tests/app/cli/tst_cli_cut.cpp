// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli_run.h"
#include "tests/support/test_program.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

namespace tst_cli_cut {

using namespace heapline::test;
using namespace Qt::Literals::StringLiterals;

namespace {

const QString& cut()
{
    static const QString file = QStringLiteral(HEAPLINE_TEST_DATA "/corner/bad-cut-in-edges.heaptimeline");
    return file;
}

} // namespace

/// What heapline-cli says of a file that ends within its references.
class TestCliCut : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// No figure that needs all references is there, in no format.
    void leavesOutWhatIsNotKnown_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("summary") << QStringList{u"summary"_s, cut()};
        QTest::newRow("objects") << QStringList{u"objects"_s, cut()};
        QTest::newRow("object") << QStringList{u"object"_s, cut(), u"@3"_s};
        QTest::newRow("retainers") << QStringList{u"retainers"_s, cut(), u"@3"_s};
        QTest::newRow("search") << QStringList{u"search"_s, cut(), u"missing"_s, u"--objects"_s};
    }
    void leavesOutWhatIsNotKnown()
    {
        QFETCH(QStringList, arguments);
        for (const QString& format : {u"text"_s, u"json"_s, u"csv"_s}) {
            const Run said = run(arguments + QStringList{u"--format"_s, format});
            QVERIFY2(said.status == 0, said.error.constData());
            QVERIFY(!said.out.isEmpty());
            for (const char* figure :
                 {"retained_bytes", "Retained ", "Distance", "\"distance\"", "dominator_id", "Statistics of"})
                QVERIFY2(!said.out.contains(figure), said.out.constData());
        }
    }

    /// Nothing is a share of a heap of which only a part is known.
    void hasNoSharesOfUnknown()
    {
        QFile whole(QStringLiteral(HEAPLINE_TEST_DATA "/corner/ok-one-line.heaptimeline"));
        QVERIFY(whole.open(QIODevice::ReadOnly));
        const QByteArray text = whole.readAll();
        QTemporaryDir folder;
        const QString file = folder.filePath(u"cut.heaptimeline"_s);
        QFile part(file);
        QVERIFY(part.open(QIODevice::WriteOnly));
        const auto nodes = text.indexOf("\"nodes\":[");
        part.write(text.first((nodes + 4 * text.indexOf("\"edges\":[")) / 5));
        part.close();
        for (const QString& format : {u"text"_s, u"json"_s, u"csv"_s}) {
            for (const QString& command : {u"summary"_s, u"objects"_s, u"search"_s}) {
                QStringList arguments{command, file};
                if (command == u"search"_s)
                    arguments += u"missing"_s;
                const Run said = run(arguments + QStringList{u"--format"_s, format});
                QVERIFY2(said.status == 0, said.error.constData());
                for (const char* figure : {"Shallow %", "shallow_percent", "range_percent", "heap_bytes", "Heap  "})
                    QVERIFY2(!said.out.contains(figure), said.out.constData());
            }
        }
    }

    void refusesWhatNeedsThem_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("dominators") << QStringList{u"dominators"_s, cut()};
        QTest::newRow("paths") << QStringList{u"paths"_s, cut(), u"@3"_s};
        QTest::newRow("statistics") << QStringList{u"statistics"_s, cut()};
        QTest::newRow("figures") << QStringList{u"figures"_s, cut()};
        QTest::newRow("diff") << QStringList{u"diff"_s, leaky(), cut()};
        QTest::newRow("context") << QStringList{u"objects"_s, cut(), u"--group-by"_s, u"context"_s};
        QTest::newRow("filter") << QStringList{u"objects"_s, cut(), u"--filter"_s, u"contexts"_s};
        QTest::newRow("stacks") << QStringList{u"stacks"_s, cut()};
    }
    void refusesWhatNeedsThem()
    {
        QFETCH(QStringList, arguments);
        const Run said = run(arguments);
        QCOMPARE(said.status, 1);
        QVERIFY(said.out.isEmpty());
        QVERIFY2(said.error.contains("ends too early"), said.error.constData());
    }
};

HEAPLINE_TEST(TestCliCut)

} // namespace tst_cli_cut

#include "tst_cli_cut.moc"
