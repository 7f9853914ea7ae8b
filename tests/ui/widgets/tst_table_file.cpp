// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_program.h"
#include "tests/ui/widgets/name_table.h"
#include "tests/ui/widgets/number_tree.h"
#include "tests/ui/widgets/tree_text.h"
#include "ui/widgets/table_file.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <sys/resource.h>
#include <sys/stat.h>

#include <csignal>

namespace tst_table_file {

using namespace heapline;
using namespace heapline::test;

namespace {

QJsonArray parsed(const QByteArray& json)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(json, &error);
    if (error.error != QJsonParseError::NoError)
        qFatal("%s", qPrintable(error.errorString()));
    return document.array();
}

} // namespace

class TestTableFile : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void csv()
    {
        NameTable model({{"f", 34}, {"a,b", 0}, {"say \"hi\"", std::nullopt}, {"two\nlines", 5}, {"주문", 6}, {"", 7}});
        QCOMPARE(QString::fromUtf8(tableFile(model.table(), TableFileFormat::Csv)),
                 QStringLiteral("level,Name,Size (bytes)\r\n0,f,34\r\n0,\"a,b\",0\r\n0,\"say \"\"hi\"\"\",\r\n"
                                "0,two\u240alines,5\r\n0,주문,6\r\n0,,7\r\n"));
    }

    void csvRunsNoFormula()
    {
        NameTable model({{"=1+1", 1}, {"+x", 2}, {"-y", 3}, {"@z", 4}, {"a=b", 5}, {"=\"a\",b", 6}});
        QCOMPARE(QString::fromUtf8(tableFile(model.table(), TableFileFormat::Csv)).section(QStringLiteral("\r\n"), 1),
                 QStringLiteral("0,'=1+1,1\r\n0,'+x,2\r\n0,'-y,3\r\n0,'@z,4\r\n0,a=b,5\r\n0,\"'=\"\"a\"\",b\",6\r\n"));
    }

    void json()
    {
        NameTable model({{"=say \"hi\"\t\\", 34}, {"주문", std::nullopt}});
        const QByteArray text = tableFile(model.table(), TableFileFormat::Json);
        const QJsonArray rows = parsed(text);
        QCOMPARE(rows.size(), 2);
        QCOMPARE(rows[0].toObject(), (QJsonObject{{QStringLiteral("level"), 0},
                                                  {QStringLiteral("Name"), QStringLiteral("=say \"hi\"\t\\")},
                                                  {QStringLiteral("Size (bytes)"), 34}}));
        QCOMPARE(rows[1][QStringLiteral("Size (bytes)")], QJsonValue(QJsonValue::Null));
        QCOMPARE(rows[1][QStringLiteral("Name")].toString(), QStringLiteral("주문"));
        QVERIFY(text.indexOf("level") < text.indexOf("Name") && text.indexOf("Name") < text.indexOf("Size"));
    }

    void bigNumbersStayExact()
    {
        NameTable model({{"f", 18446744073709551615U}});
        QVERIFY(tableFile(model.table(), TableFileFormat::Json).contains("18446744073709551615"));
        QVERIFY(tableFile(model.table(), TableFileFormat::Csv).contains("18446744073709551615"));
    }

    void levels()
    {
        NumberTree model;
        model.setLevel({}, {{1, 10}});
        model.setLevel({1}, {{5, 9}});
        model.fill();
        const QModelIndex one = open(model, {0});
        const TableRows table{&model, {0}, {one, model.index(0, 0, one)}, 0};
        QCOMPARE(tableFile(table, TableFileFormat::Csv), QByteArray("level,Number\r\n0,1\r\n1,5\r\n"));
        QCOMPARE(parsed(tableFile(table, TableFileFormat::Json))[1][QStringLiteral("level")].toInt(), 1);
    }

    void saysWhatIsLeftOut()
    {
        NameTable model({{"f", 1}});
        TableRows table = model.table();
        table.leftOut = 1234;
        QVERIFY(tableFile(table, TableFileFormat::Csv).endsWith("\r\n,\"… 1,234 more rows are left out\",\r\n"));
        const QJsonArray rows = parsed(tableFile(table, TableFileFormat::Json));
        QCOMPARE(rows.last().toObject(), (QJsonObject{{QStringLiteral("rowsLeftOut"), 1234}}));
    }

    void nothing()
    {
        NameTable model({});
        QCOMPARE(tableFile(model.table(), TableFileFormat::Csv), QByteArray("level,Name,Size (bytes)\r\n"));
        QVERIFY(parsed(tableFile(model.table(), TableFileFormat::Json)).isEmpty());
    }

    void filesAreForTheOwner()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("a.csv"));
        QFile before(path);
        QVERIFY(before.open(QIODevice::WriteOnly));
        before.write("a longer text than what comes");
        before.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther);
        before.close();
        QCOMPARE(saveFile(path, "new"), QString());
        QFile after(path);
        QVERIFY(after.open(QIODevice::ReadOnly));
        QCOMPARE(after.readAll(), QByteArray("new"));
        QVERIFY(!(after.permissions() & (QFile::ReadOther | QFile::ReadGroup)));
    }

    void nothingIsLeftOfAFailure()
    {
        const QTemporaryDir folder;
        QVERIFY(!saveFile(folder.filePath(QStringLiteral("none/a.csv")), "new").isEmpty());
        QVERIFY(!saveFile(folder.path(), "new").isEmpty());
        QVERIFY(QDir(folder.path()).isEmpty());
    }

    /// A limit of the process stands for a disk that is full: the same call fails in the same way.
    void oldFileOutlivesAFullDisk()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("a.csv"));
        QCOMPARE(saveFile(path, "old"), QString());
        rlimit before{};
        QCOMPARE(::getrlimit(RLIMIT_FSIZE, &before), 0);
        const auto handler = std::signal(SIGXFSZ, SIG_IGN);
        const rlimit little{5000, before.rlim_max};
        QCOMPARE(::setrlimit(RLIMIT_FSIZE, &little), 0);
        QStringList obstacles;
        for (const qsizetype bytes : {5001, 100'000, 10'000'000})
            obstacles += saveFile(path, QByteArray(bytes, 'x'));
        ::setrlimit(RLIMIT_FSIZE, &before);
        std::signal(SIGXFSZ, handler);
        for (const QString& obstacle : obstacles)
            QVERIFY2(!obstacle.isEmpty() && !obstacle.contains(u'\n'), qPrintable(obstacle));
        QFile after(path);
        QVERIFY(after.open(QIODevice::ReadOnly));
        QCOMPARE(after.readAll(), QByteArray("old"));
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files | QDir::Hidden), QStringList{QStringLiteral("a.csv")});
    }

    void devicesStayDevices()
    {
        QVERIFY(!saveFile(QStringLiteral("/dev/full"), "new").isEmpty());
        struct stat status {};
        QCOMPARE(::stat("/dev/full", &status), 0);
        QVERIFY(S_ISCHR(status.st_mode));
    }
};

HEAPLINE_TEST(TestTableFile)

} // namespace tst_table_file

#include "tst_table_file.moc"
