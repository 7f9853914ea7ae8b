// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // before <compare>, which moc of Qt 6.4 cannot read first

#include "tests/core/stacks/call_tree_text.h"

#include "core/report/flame_svg.h"
#include "tests/support/test_program.h"

#include <QXmlStreamReader>

#include <sstream>

namespace tst_flame_svg {

using namespace heapline;
using namespace heapline::test;

namespace {

/// A drawing and its flame.
struct Drawn {
    explicit Drawn(const DrawnProfile& profile)
        : shown(showStacks(std::make_shared<const Stacks>(build(profile)), {}))
        , source(makeFlameSource({shown->stacks,
                                  std::make_shared<const StackWeights>(weigh(*shown->stacks)),
                                  Measure::LiveBytes,
                                  FlameData::Kind::TopDown,
                                  {}}))
    {
    }
    FlameSvgStyle style() const { return plainFlameStyle(*source, *shown); }
    FlameSource& operator*() const { return *source; }

    std::shared_ptr<const ShownStacks> shown;
    std::unique_ptr<FlameSource> source;
};

FlameStretch wholeOf(const FlameSource& source)
{
    return {0, static_cast<double>(source.box(FlameSource::root()).weight)};
}

QByteArray svgOf(FlameSource& source, const FlameSvgStyle& style)
{
    std::ostringstream out;
    writeFlameSvg(source, wholeOf(source), style, out);
    return QByteArray::fromStdString(out.str());
}

struct Read {
    QStringList titles;
    QStringList labels;
    int groups = 0;
    int rects = 0; ///< in groups
    QString error;
};

Read read(const QByteArray& svg)
{
    Read result;
    QXmlStreamReader xml(svg);
    bool isInGroup = false;
    while (!xml.atEnd()) {
        xml.readNext();
        if (xml.isEndElement() && xml.name() == QLatin1String("g"))
            isInGroup = false;
        if (!xml.isStartElement())
            continue;
        if (xml.name() == QLatin1String("g")) {
            ++result.groups;
            isInGroup = true;
        } else if (xml.name() == QLatin1String("rect")) {
            result.rects += isInGroup ? 1 : 0;
        } else if (xml.name() == QLatin1String("title")) {
            result.titles << xml.readElementText();
        } else if (xml.name() == QLatin1String("text")) {
            result.labels << xml.readElementText();
        }
    }
    if (xml.hasError())
        result.error = xml.errorString();
    return result;
}

} // namespace

class TestFlameSvg : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void smallDrawing()
    {
        const Drawn flame(drawn("main 0\n  parse in /srv/app/node_modules/json/parse.js 600\n  read 399\n  x 1\n"));
        FlameSvgStyle style = flame.style();
        style.width = 400;
        const char* const expected =
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"400\" height=\"54\" viewBox=\"0 0 400 54\" font-family=\"sans-serif\" font-size=\"12\">\n"
            "<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n"
            "<g><title>all · 1.0 kB · 100 %</title><rect x=\"0\" y=\"0\" width=\"399\" height=\"17\" fill=\"#dddddd\"/><text x=\"4\" y=\"12.82\" fill=\"#000000\">all</text></g>\n"
            "<g><title>main · 1.0 kB · 100 %</title><rect x=\"0\" y=\"18\" width=\"399\" height=\"17\" fill=\"#ffb2b6\"/><text x=\"4\" y=\"30.82\" fill=\"#000000\">main</text></g>\n"
            "<g><title>parse · 600 B · 60.0 %</title><rect x=\"0\" y=\"36\" width=\"239\" height=\"17\" fill=\"#f4abf7\"/><text x=\"4\" y=\"48.82\" fill=\"#000000\">parse</text></g>\n"
            "<g><title>read · 399 B · 39.9 %</title><rect x=\"240\" y=\"36\" width=\"159\" height=\"17\" fill=\"#ffb2b6\"/><text x=\"244\" y=\"48.82\" fill=\"#000000\">read</text></g>\n"
            "</svg>\n";
        QCOMPARE(QString::fromUtf8(svgOf(*flame, style)), QString::fromUtf8(expected));
    }

    void eachBoxHasATitle()
    {
        std::mt19937 random(3);
        for (int round = 0; round < 50; ++round) {
            const Drawn flame(randomProfile(random, 200));
            FlameSvgStyle style = flame.style();
            style.width = 1 + static_cast<int>(random() % 1500);
            style.rootAtBottom = round % 2 == 0;
            style.isOutlined = [](FlameBoxId box) { return box % 3 == 0; };
            const Read svg = read(svgOf(*flame, style));
            QCOMPARE(svg.error, QString());
            QCOMPARE(svg.titles.size(), svg.groups);
            QCOMPARE(svg.rects, svg.groups);
            FlameWindow window;
            window.stretch = wholeOf(*flame);
            window.width = style.width;
            window.endRow = flame.source->depthLimit() + 1;
            FlameLayout layout;
            layoutFlame(*flame, window, layout);
            QCOMPARE(svg.groups, static_cast<int>(layout.boxes.size()));
            for (const QString& title : svg.titles)
                QVERIFY(!title.isEmpty());
        }
    }

    void namesDoNoHarm_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QString>("shown");

        QTest::newRow("markup") << QByteArray("<b>&amp;\"'</b>]]>") << QStringLiteral("<b>&amp;\"'</b>]]>");
        QTest::newRow("script") << QByteArray("</title><script>x</script>") << QStringLiteral("</title><script>x</script>");
        QTest::newRow("escape") << QByteArray("a\x1b[1mb\x01"
                                              "c")
                                << QStringLiteral("a\u241B[1mb\u2401c");
        QTest::newRow("lines") << QByteArray("a\r\n\tb") << QStringLiteral("a\u240D\u240A\u2409b");
        QTest::newRow("direction") << QByteArray("a\xE2\x80\xAE"
                                                 "b")
                                   << QStringLiteral("a\uFFFDb");
        QTest::newRow("broken UTF-8") << QByteArray("a\xFF"
                                                    "b")
                                      << QStringLiteral("a\uFFFDb");
        QTest::newRow("lone surrogate") << QByteArray("a\xED\xA0\x80"
                                                      "b")
                                        << QStringLiteral("a\uFFFDb");
        QTest::newRow("no characters") << QByteArray("a\xEF\xBF\xBE"
                                                     "b\xEF\xBF\xBF"
                                                     "c")
                                       << QStringLiteral("a\uFFFDb\uFFFDc");
        QTest::newRow("emoji") << QByteArray("a\xF0\x9F\x94\xA5") << QStringLiteral("a\U0001F525");
    }

    void namesDoNoHarm()
    {
        QFETCH(QByteArray, name);
        QFETCH(QString, shown);
        DrawnProfile profile = drawn("");
        addNode(profile, 0, name.toStdString(), 100);
        const Drawn flame(profile);
        const Read svg = read(svgOf(*flame, flame.style()));
        QCOMPARE(svg.error, QString());
        QCOMPARE(svg.titles.size(), 2);
        QCOMPARE(svg.titles.last(), shown + QStringLiteral(" · 100 B · 100 %"));
        QCOMPARE(svg.labels.last(), shown);
    }

    void textsOfTheStyleAreEscaped()
    {
        const Drawn flame(drawn("main 100\n"));
        FlameSvgStyle style = flame.style();
        style.fontFamily = "Some \"Font\" & <more>";
        style.title = [](FlameBoxId) { return std::string("<title>"); };
        style.label = [](FlameBoxId, double) { return std::string("a & b"); };
        const Read svg = read(svgOf(*flame, style));
        QCOMPARE(svg.error, QString());
        QCOMPARE(svg.titles, (QStringList{QStringLiteral("<title>"), QStringLiteral("<title>")}));
        QCOMPARE(svg.labels, (QStringList{QStringLiteral("a & b"), QStringLiteral("a & b")}));
    }

    void labelsAreCutBetweenCharacters()
    {
        DrawnProfile profile = drawn("");
        std::string name;
        for (int i = 0; i < 40; ++i)
            name += "ä€𝄞";
        addNode(profile, 0, name, 100);
        const Drawn flame(profile);
        for (int width = 1; width < 300; ++width) {
            FlameSvgStyle style = flame.style();
            style.width = width;
            const Read svg = read(svgOf(*flame, style));
            QCOMPARE(svg.error, QString());
            for (const QString& label : svg.labels)
                QVERIFY2(!label.contains(QChar::ReplacementCharacter), qPrintable(label));
        }
    }

    void anEmptyFlameIsAnEmptyPicture()
    {
        const Drawn flame(drawn("main 0\n"));
        const Read svg = read(svgOf(*flame, flame.style()));
        QCOMPARE(svg.error, QString());
        QCOMPARE(svg.groups, 0);
    }
};

HEAPLINE_TEST(TestFlameSvg)

} // namespace tst_flame_svg

#include "tst_flame_svg.moc"
