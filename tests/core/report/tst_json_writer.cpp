// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/json_writer.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <nlohmann/json.hpp>

#include <limits>
#include <sstream>

namespace tst_json_writer {

using namespace heapline;

class TestJsonWriter : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void layout();
    void numbers_data();
    void numbers();
    void strings_data();
    void strings();
    void otherReadersUnderstand();
};

void TestJsonWriter::layout()
{
    std::ostringstream out;
    JsonWriter json(out);
    json.beginObject();
    json.member("a", 1);
    json.key("b");
    json.beginArray();
    json.value("x");
    json.value(true);
    json.null();
    json.beginObject();
    json.endObject();
    json.endArray();
    json.key("c");
    json.beginArray();
    json.endArray();
    json.endObject();
    json.finish();
    QCOMPARE(out.str(), std::string("{\n \"a\": 1,\n \"b\": [\n  \"x\",\n  true,\n  null,\n  {}\n ],\n \"c\": []\n}\n"));
}

void TestJsonWriter::numbers_data()
{
    QTest::addColumn<double>("number");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("whole") << 5122519.0 << QByteArray("5122519");
    QTest::newRow("zero") << 0.0 << QByteArray("0");
    QTest::newRow("milliseconds") << 51.379 << QByteArray("51.379");
    QTest::newRow("negative") << -2.5 << QByteArray("-2.5");
    QTest::newRow("2^53") << 9007199254740992.0 << QByteArray("9007199254740992");
    QTest::newRow("infinite") << std::numeric_limits<double>::infinity() << QByteArray("null");
}

void TestJsonWriter::numbers()
{
    QFETCH(double, number);
    std::ostringstream out;
    JsonWriter(out).value(number);
    QTEST(QByteArray::fromStdString(out.str()), "text");
}

void TestJsonWriter::strings_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("written");
    QTest::newRow("quotes") << QByteArray("a\"b\\c") << QByteArray(R"("a\"b\\c")");
    QTest::newRow("line feed") << QByteArray("a\nb") << QByteArray(R"("a\nb")");
    QTest::newRow("NUL") << QByteArray("a\0b", 3) << QByteArray(R"("a\u0000b")");
    QTest::newRow("escape") << QByteArray("\x1b[2J") << QByteArray(R"("\u001b[2J")");
    QTest::newRow("C1") << QByteArray("\xC2\x9B") << QByteArray(R"("\u009b")");
    QTest::newRow("direction mark") << QByteArray("\xE2\x80\xAE") << QByteArray(R"("\u202e")");
    QTest::newRow("tag character") << QByteArray("\xF3\xA0\x80\xA0") << QByteArray(R"("\udb40\udc20")");
    QTest::newRow("lone surrogate") << QByteArray("a\xED\xA0\x80"
                                                  "b")
                                    << QByteArray(R"("a\ud800b")");
    QTest::newRow("damaged byte") << QByteArray("a\xFF") << QByteArray("\"a\xEF\xBF\xBD\"");
    QTest::newRow("Korean, emoji") << QByteArray("고양이 🐈") << QByteArray("\"고양이 🐈\"");
}

void TestJsonWriter::strings()
{
    QFETCH(QByteArray, text);
    std::ostringstream out;
    JsonWriter(out).value(text.toStdString());
    QTEST(QByteArray::fromStdString(out.str()), "written");
}

void TestJsonWriter::otherReadersUnderstand()
{
    std::string text;
    for (int byte = 0; byte < 128; ++byte)
        text += static_cast<char>(byte);
    std::ostringstream out;
    JsonWriter(out).value(text);
    QCOMPARE(nlohmann::json::parse(out.str()).get<std::string>(), text);
}

HEAPLINE_TEST(TestJsonWriter)

} // namespace tst_json_writer

#include "tst_json_writer.moc"
