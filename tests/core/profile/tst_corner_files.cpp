// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/load.h"
#include "tests/core/profile/corner_facts.h"
#include "tests/core/profile/corner_refusals.h"
#include "tests/support/test_program.h"

#include <QFile>
#include <QTest>

#include <nlohmann/json.hpp>

#include <map>

namespace tst_corner_files {

using namespace heapline;

/// Small files, each odd or damaged in one way; manifest.json says what is to become of each.
class TestCornerFiles : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void verdict_data();
    void verdict();
    void allHaveTheirTable();
};

namespace {

nlohmann::json manifest()
{
    QFile file(QStringLiteral(HEAPLINE_TEST_DATA "/corner/manifest.json"));
    return file.open(QIODevice::ReadOnly) ? nlohmann::json::parse(file.readAll().toStdString()) : nlohmann::json::array();
}

} // namespace

void TestCornerFiles::verdict_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("verdict");
    QTest::addColumn<QByteArray>("expectation");
    for (const auto& entry : manifest()) {
        const auto text = [&entry](const char* key) { return QByteArray::fromStdString(entry.at(key).get<std::string>()); };
        QTest::newRow(text("name").constData()) << text("name") << text("load") << text("expect");
    }
}

void TestCornerFiles::verdict()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, verdict);
    QFETCH(QByteArray, expectation);
    std::string path = HEAPLINE_TEST_DATA "/corner/" + name.toStdString();
    if (!QFile::exists(QString::fromStdString(path)))
        path += ".gz"; // large ones are kept zipped
    QVERIFY(QFile::exists(QString::fromStdString(path)));

    Progress progress;
    const auto loaded = loadProfile(path, progress);
    const std::string said = loaded ? std::string() : loaded.error().toString();
    if (verdict == "load")
        QVERIFY2(loaded.hasValue(), said.c_str());
    if (verdict == "refuse")
        QVERIFY2(!loaded.hasValue(), "the file was read");
    if (!loaded) {
        QVERIFY(loaded.error().code != ErrorCode::Cancelled);
        QVERIFY(!said.empty() && said.find('\n') == std::string::npos);
        if (const auto refusal = cornerRefusals().find(name.toStdString()); refusal != cornerRefusals().end()) {
            QVERIFY2(loaded.error().code == refusal->second.code, said.c_str());
            QVERIFY2(said.find(refusal->second.words) != std::string::npos, said.c_str());
        }
        return;
    }
    if (const CornerFacts facts = cornerFacts(name.toStdString(), expectation.toStdString()))
        facts(**loaded);
}

/// No file that must be refused is without its words, and no words or facts are about a file that is not there.
void TestCornerFiles::allHaveTheirTable()
{
    std::map<std::string, std::string> verdicts;
    for (const auto& entry : manifest())
        verdicts[entry.at("name")] = entry.at("load");
    QVERIFY(verdicts.size() >= 141);
    for (const auto& [name, verdict] : verdicts)
        QVERIFY2((verdict == "refuse") == cornerRefusals().contains(name), name.c_str());
    for (const std::string& name : filesWithFacts())
        QVERIFY2(verdicts.contains(name) && !cornerRefusals().contains(name), name.c_str());
}

HEAPLINE_TEST(TestCornerFiles)

} // namespace tst_corner_files

#include "tst_corner_files.moc"
