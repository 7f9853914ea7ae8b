// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // before <compare>, which moc of Qt 6.4 cannot read first

#include "core/stacks/stacks.h"
#include "tests/support/test_program.h"

namespace tst_places {

using namespace heapline;

class TestPlaces : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void places_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<int>("line");
        QTest::addColumn<int>("column");
        QTest::addColumn<QString>("place");
        QTest::addColumn<QString>("fullPlace");
        QTest::newRow("path") << "/srv/app/server.js" << 6 << 11 << "server.js:6"
                              << "/srv/app/server.js:6:11";
        QTest::newRow("no line") << "/srv/app/server.js" << 0 << 0 << "server.js"
                                 << "/srv/app/server.js";
        QTest::newRow("column without line") << "/srv/app/server.js" << 0 << 4 << "server.js"
                                             << "/srv/app/server.js";
        QTest::newRow("no column") << "/srv/app/server.js" << 6 << 0 << "server.js:6"
                                   << "/srv/app/server.js:6";
        QTest::newRow("nothing") << "" << 6 << 11 << ""
                                 << "";
        QTest::newRow("file URL") << "file:///srv/%EC%A3%BC%EB%AC%B8.mjs" << 3 << 55 << "주문.mjs:3"
                                  << "/srv/주문.mjs:3:55";
        QTest::newRow("file URL of Windows") << "file:///C:/app/a%20b.mjs" << 3 << 55 << "a b.mjs:3"
                                             << "C:/app/a b.mjs:3:55";
        QTest::newRow("file URL of a share") << "file://server/share/a.mjs" << 3 << 55 << "a.mjs:3"
                                             << "//server/share/a.mjs:3:55";
        QTest::newRow("escapes that are none") << "file:///srv/100%25 %zz%4" << 1 << 1 << "100% %zz%4:1"
                                               << "/srv/100% %zz%4:1:1";
        QTest::newRow("built-in module") << "node:internal/timers" << 7 << 2 << "node:internal/timers:7"
                                         << "node:internal/timers:7:2";
        QTest::newRow("web page") << "http://localhost:8080/" << 2 << 1 << "localhost:8080/:2"
                                  << "http://localhost:8080/:2:1";
        QTest::newRow("query") << "https://a.example/x/app.js?v=1/2#top" << 2 << 1 << "app.js:2"
                               << "https://a.example/x/app.js?v=1/2#top:2:1";
        QTest::newRow("Windows") << "C:\\app\\server.js" << 6 << 11 << "server.js:6"
                                 << "C:\\app\\server.js:6:11";
        QTest::newRow("eval") << "evalmachine.<anonymous>" << 1 << 1 << "evalmachine.<anonymous>:1"
                              << "evalmachine.<anonymous>:1:1";
        QTest::newRow("data URL") << "data:text/javascript,let%20a=1/2" << 1 << 1 << "data:text/javascript,…:1"
                                  << "data:text/javascript,…:1:1";
        QTest::newRow("only a slash") << "/" << 1 << 1 << "/:1"
                                      << "/:1:1";
    }
    void places()
    {
        QFETCH(const QString, url);
        QFETCH(const int, line);
        QFETCH(const int, column);
        QFETCH(const QString, place);
        QFETCH(const QString, fullPlace);
        Stacks stacks;
        stacks.frames.url.push_back(stacks.strings.append(url.toStdString()));
        stacks.frames.line.push_back(static_cast<std::uint32_t>(line));
        stacks.frames.column.push_back(static_cast<std::uint32_t>(column));
        QCOMPARE(QString::fromStdString(placeText(stacks, FrameId(0))), place);
        QCOMPARE(QString::fromStdString(fullPlaceText(stacks, FrameId(0))), fullPlace);
    }
};

HEAPLINE_TEST(TestPlaces)

} // namespace tst_places

#include "tst_places.moc"
