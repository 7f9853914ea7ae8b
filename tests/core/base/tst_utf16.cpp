// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/utf16.h"
#include "core/base/utf16_places.h"
#include "tests/core/base/test_printing.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <algorithm>
#include <array>
#include <random>
#include <vector>

namespace tst_utf16 {

using namespace heapline;

namespace {

/// A text as code points (lone surrogates included), and what it is in both encodings, written out independently of core.
struct Sample {
    std::u16string units;
    std::string bytes;

    void add(char32_t point)
    {
        if (point < 0x10000) {
            units.push_back(static_cast<char16_t>(point));
        } else {
            units.push_back(static_cast<char16_t>(0xD7C0 + point / 0x400));
            units.push_back(static_cast<char16_t>(0xDC00 + point % 0x400));
        }
        const auto put = [this](char32_t byte) { bytes.push_back(static_cast<char>(byte)); };
        if (point < 0x80) {
            put(point);
        } else if (point < 0x800) {
            put(0xC0 + point / 64);
            put(0x80 + point % 64);
        } else if (point < 0x10000) {
            put(0xE0 + point / 4096);
            put(0x80 + point / 64 % 64);
            put(0x80 + point % 64);
        } else {
            put(0xF0 + point / 262144);
            put(0x80 + point / 4096 % 64);
            put(0x80 + point / 64 % 64);
            put(0x80 + point % 64);
        }
    }
};

bool isHigh(char32_t point)
{
    return point >= 0xD800 && point <= 0xDBFF;
}

bool isLow(char32_t point)
{
    return point >= 0xDC00 && point <= 0xDFFF;
}

/// Code points around every boundary of UTF-8 and UTF-16, so that random texts often meet there.
constexpr std::array<char32_t, 24> boundaryPoints = {0x00,   0x01,   'a',    'b',     0x7F,    0x80,    0x7FF,   0x800,
                                                     0xD7FF, 0xD800, 0xD83D, 0xDBFF,  0xDC00,  0xDE00,  0xDFFF,  0xE000,
                                                     0xFEFF, 0xFFFD, 0xFFFF, 0x10000, 0x103FF, 0x1F600, 0x1F601, 0x10FFFF};

/// @param prefix what the text begins with, so that pairs have something in common
std::vector<char32_t> randomPoints(std::mt19937& random, std::vector<char32_t> prefix)
{
    const std::size_t length = prefix.size() + random() % 5;
    while (prefix.size() < length) {
        const char32_t point = boundaryPoints[random() % boundaryPoints.size()];
        if (!prefix.empty() && isHigh(prefix.back()) && isLow(point))
            continue; // these two would be one character
        prefix.push_back(point);
    }
    return prefix;
}

Sample sampleOf(const std::vector<char32_t>& points)
{
    Sample sample;
    for (const char32_t point : points)
        sample.add(point);
    return sample;
}

int sign(std::strong_ordering order)
{
    return order < 0 ? -1 : order > 0;
}

} // namespace

class TstUtf16 : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void lengthAndOrderOfRandomTexts()
    {
        std::mt19937 random(1);
        for (int round = 0; round < 200'000; ++round) {
            const auto common = randomPoints(random, {});
            const Sample a = sampleOf(randomPoints(random, common));
            const Sample b = sampleOf(randomPoints(random, common));
            QCOMPARE(utf16Length(a.bytes), a.units.size());
            const int wanted = a.units < b.units ? -1 : a.units > b.units;
            if (sign(compareUtf16(a.bytes, b.bytes)) != wanted || sign(compareUtf16(b.bytes, a.bytes)) != -wanted) {
                qWarning() << QByteArray::fromStdString(a.bytes).toHex(' ') << QByteArray::fromStdString(b.bytes).toHex(' ')
                           << wanted;
                QFAIL("order differs from that of the UTF-16 units");
            }
        }
    }

    void everyCodePointIsAppendedAsWtf8()
    {
        for (char32_t point = 0; point <= 0x10FFFF; ++point) {
            Sample wanted;
            wanted.add(point);
            std::string text;
            appendCodePoint(text, point);
            if (text != wanted.bytes)
                QFAIL(qPrintable(QString::number(point, 16)));
        }
    }

    void validTextIsLeftAlone()
    {
        std::mt19937 random(2);
        for (int round = 0; round < 20'000; ++round) {
            const Sample sample = sampleOf(randomPoints(random, randomPoints(random, {})));
            std::string text = sample.bytes;
            QVERIFY(!repairUtf8(text));
            QCOMPARE(text, sample.bytes);
        }
    }

    /// Expectations by hand from the decoder of the Encoding standard: one U+FFFD (written ? here) for each longest part that could have
    /// been the begin of a character. Lone surrogates are the exception: they stay, as WTF-8.
    void damagedTextIsRepaired_data()
    {
        QTest::addColumn<std::string>("damaged");
        QTest::addColumn<std::string>("repaired");
        const auto row = [](const char* name, std::string damaged, std::string repaired) {
            for (std::size_t at = repaired.find('?'); at != std::string::npos; at = repaired.find('?', at))
                repaired.replace(at, 1, "\xEF\xBF\xBD");
            QTest::newRow(name) << std::move(damaged) << std::move(repaired);
        };
        row("lone tail", "a\x80z", "a?z");
        row("two lone tails", "\x80\xBF", "??");
        row("overlong two bytes", "\xC0\xAF", "??");
        row("C1", "\xC1\x81", "??");
        row("two-byte lead at the end", "a\xC3", "a?");
        row("two-byte lead before ASCII", "\xC3(", "?(");
        row("three bytes cut after one", "\xE2z", "?z");
        row("three bytes cut after two", "\xE2\x82z", "?z");
        row("three bytes cut at the end", "z\xE2\x82", "z?");
        row("overlong three bytes", "\xE0\x80\xAF", "???");
        row("four bytes cut after two", "\xF0\x9Fz", "?z");
        row("four bytes cut after three", "\xF0\x9F\x98z", "?z");
        row("four bytes cut at the end", "\xF0\x9F\x98", "?");
        row("overlong four bytes", "\xF0\x8F\x80\x80", "????");
        row("past U+10FFFF", "\xF4\x90\x80\x80", "????");
        row("F5", "\xF5\x80\x80\x80", "????");
        row("FF", "\xFF", "?");
        row("lead before a good character", "\xE2\xC3\xA9", "?\xC3\xA9");
        row("cut before a good character", "\xF0\x9F\x98\xE2\x82\xAC", "?\xE2\x82\xAC");
        row("lone surrogate beside damage", "\xED\xA0\x80\xFF", "\xED\xA0\x80?");
        row("cut surrogate", "\xED\xA0", "?");
        row("damage between good texts", "caf\xC3\xA9 \xFE ok", "caf\xC3\xA9 ? ok");
    }
    void damagedTextIsRepaired()
    {
        QFETCH(std::string, damaged);
        QFETCH(std::string, repaired);
        QVERIFY(repairUtf8(damaged));
        QCOMPARE(damaged, repaired);
        QVERIFY(!repairUtf8(damaged));
    }

    /// Whatever comes in, what comes out is valid: a second repair finds nothing, and length and order can be asked.
    void anyBytesAreRepaired()
    {
        std::mt19937 random(3);
        for (int round = 0; round < 50'000; ++round) {
            std::string text(random() % 12, '\0');
            std::generate(text.begin(), text.end(),
                          [&] { return static_cast<char>(random() % 3 ? 0x80 | random() : random()); });
            std::string other = text;
            repairUtf8(text);
            QVERIFY(!repairUtf8(text));
            QVERIFY(compareUtf16(text, text) == 0);
            (void)compareUtf16(text, other); // damaged texts have no order, but must not harm
            (void)utf16Length(other);
        }
    }

    /// Against going through the text from its beginning.
    void slicesOfLongTexts()
    {
        std::mt19937 random(4);
        for (int round = 0; round < 300; ++round) {
            std::string text;
            std::vector<std::size_t> byteOfUnit; // of the first character that begins there or behind
            const bool isAscii = random() % 4 == 0;
            for (std::size_t characters = random() % 4000; characters > 0; --characters) {
                const char32_t points[] = {U'a', U'é', U'한', U'😀', 0xD83D};
                const char32_t point = isAscii ? U'a' : points[random() % 5];
                byteOfUnit.push_back(text.size());
                appendCodePoint(text, point);
                if (point > 0xFFFF)
                    byteOfUnit.push_back(text.size());
            }
            const Utf16Places places(text);
            QCOMPARE(places.units(), byteOfUnit.size());
            byteOfUnit.push_back(text.size());
            const auto byteOf = [&](std::uint64_t unit) {
                return byteOfUnit[std::min<std::uint64_t>(unit, byteOfUnit.size() - 1)];
            };
            for (int asked = 0; asked < 200; ++asked) {
                const std::uint64_t from = random() % (byteOfUnit.size() + 2);
                const std::uint64_t count = asked % 9 ? random() % (byteOfUnit.size() + 2) : INT64_MAX;
                QVERIFY(places.slice(from, count) == text.substr(byteOf(from), byteOf(from + count) - byteOf(from)));
            }
            for (std::uint64_t unit = 0; unit < byteOfUnit.size(); ++unit)
                QVERIFY(places.slice(unit, 1) == text.substr(byteOf(unit), byteOf(unit + 1) - byteOf(unit)));
        }
        QVERIFY(Utf16Places("ab").slice(INT64_MAX, INT64_MAX).empty());
        QVERIFY(Utf16Places("").slice(0, 1).empty());
    }
};

HEAPLINE_TEST(TstUtf16)

} // namespace tst_utf16

#include "tst_utf16.moc"
