// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/format/byte_source.h"
#include "tests/core/base/test_printing.h"
#include "tests/core/format/error_of.h"
#include "tests/support/test_program.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <random>
#include <sys/stat.h>
#include <vector>
#include <zlib.h>

namespace tst_byte_source {

using namespace heapline;

namespace {

/// One gzip member.
std::string zipped(const std::string& text)
{
    z_stream stream{};
    deflateInit2(&stream, 6, Z_DEFLATED, MAX_WBITS + 16, 8, Z_DEFAULT_STRATEGY);
    std::string out(deflateBound(&stream, text.size()) + 32, '\0');
    std::string copy = text;
    stream.next_in = reinterpret_cast<Bytef*>(copy.data());
    stream.avail_in = static_cast<uInt>(copy.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    deflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    return out;
}

/// Text that does not zip to nothing.
std::string someText(std::size_t bytes)
{
    std::mt19937 random(7);
    std::string text;
    while (text.size() < bytes)
        text += std::to_string(random() % 5000) + ',';
    text.resize(bytes);
    return text;
}

std::string readAll(ByteSource& source, std::size_t capacity)
{
    std::string text;
    std::vector<char> buffer(capacity);
    std::uint64_t last = 0;
    while (const std::size_t got = source.read(buffer.data(), capacity)) {
        text.append(buffer.data(), got);
        if (source.storedPosition() < last || source.storedPosition() > source.storedBytes())
            throw std::logic_error("the position in the file runs backwards or past the end");
        last = source.storedPosition();
    }
    return text;
}

} // namespace

class TstByteSource : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    std::string write(const std::string& bytes)
    {
        QFile file(m_folder.filePath(QStringLiteral("file")));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes.data(), static_cast<qint64>(bytes.size())) < 0)
            qFatal("cannot write a test file");
        return file.fileName().toStdString();
    }

    std::optional<Error> errorOfReading(const std::string& bytes)
    {
        const std::string path = write(bytes);
        return errorOf([&] { readAll(*openByteSource(path), 4096); });
    }

private Q_SLOTS:
    void whatAFileHoldsIsRead_data()
    {
        QTest::addColumn<std::string>("stored");
        QTest::addColumn<std::string>("text");
        QTest::addColumn<bool>("compressed");
        const std::string text = someText(700'000);
        QTest::newRow("plain") << text << text << false;
        QTest::newRow("one byte") << std::string("\x1f") << std::string("\x1f") << false;
        QTest::newRow("gzip") << zipped(text) << text << true;
        QTest::newRow("gzip of nothing") << zipped("") << std::string() << true;
        QTest::newRow("two members") << zipped("abc") + zipped(text) << "abc" + text << true;
        QTest::newRow("empty members between")
            << zipped("") + zipped("abc") + zipped("") + zipped("def") + zipped("") << std::string("abcdef") << true;
        QTest::newRow("padding of zeros") << zipped(text) + std::string(300'000, '\0') << text << true;
        QTest::newRow("other text behind") << zipped("abc") + "\nbye" << std::string("abc") << true;
        QTest::newRow("much from little") << zipped(std::string(5'000'000, ' ')) << std::string(5'000'000, ' ') << true;
    }
    void whatAFileHoldsIsRead()
    {
        QFETCH(std::string, stored);
        QFETCH(std::string, text);
        QFETCH(bool, compressed);
        const auto source = openByteSource(write(stored));
        QCOMPARE(source->isCompressed(), compressed);
        QCOMPARE(source->storedBytes(), std::uint64_t{stored.size()});
        QCOMPARE(source->storedPosition(), 0u);
        for (const std::size_t capacity : {std::size_t{4096}, std::size_t{1} << 20, std::size_t{37}}) {
            QVERIFY(readAll(*source, capacity) == text);
            char more = 0;
            QCOMPARE(source->read(&more, 1), 0u);
            source->rewind();
            QCOMPARE(source->storedPosition(), 0u);
        }
        char first = 0;
        QCOMPARE(source->read(&first, 0), 0u);
        QCOMPARE(source->read(&first, 1), std::size_t{text.empty() ? 0u : 1u});
        source->rewind(); // in the middle, too
        QVERIFY(readAll(*source, 100'000) == text);
    }

    void cutGzipGivesWhatItHolds()
    {
        const std::string text = someText(20'000);
        const std::string whole = zipped(text);
        std::size_t longest = 0;
        for (std::size_t length = 2; length < whole.size(); ++length) {
            if (length >= 30 && length + 30 < whole.size() && length % 97 != 0)
                continue;
            const auto source = openByteSource(write(whole.substr(0, length)));
            const std::string got = readAll(*source, 4096);
            QVERIFY2(source->isCutOff() && text.starts_with(got), qPrintable(QString::number(length)));
            longest = std::max(longest, got.size());
            source->rewind();
            QVERIFY(!source->isCutOff());
        }
        QCOMPARE(longest, text.size());
        const auto inSecond = openByteSource(write(whole + whole.substr(0, 40)));
        QVERIFY(readAll(*inSecond, 4096).starts_with(text) && inSecond->isCutOff());
        const auto complete = openByteSource(write(whole));
        QVERIFY(readAll(*complete, 4096) == text && !complete->isCutOff());
    }

    /// Every byte behind the header counts: the data by themselves or by their check sum, and the check sum.
    void damagedGzipIsAnError()
    {
        const std::string whole = zipped(someText(5000));
        for (std::size_t at = 10; at < whole.size(); at += 29) {
            std::string damaged = whole;
            damaged[at] = static_cast<char>(damaged[at] ^ 0x55);
            const auto error = errorOfReading(damaged);
            QVERIFY2(error && error->code == ErrorCode::BadGzip, qPrintable(QString::number(at)));
            QVERIFY(!error->message.empty());
        }
        const auto noMethod = errorOfReading("\x1f\x8b, but text from here on");
        QVERIFY(noMethod && noMethod->code == ErrorCode::BadGzip);
    }

    void emptyFile()
    {
        const auto error = errorOfReading("");
        QVERIFY(error && error->code == ErrorCode::EmptyFile);
    }

    /// As when its writer starts anew meanwhile.
    void fileThatBecomesShorterIsAnError()
    {
        const std::string path = write(std::string(100'000, 'x'));
        const auto source = openByteSource(path);
        std::string buffer(60'000, ' ');
        QCOMPARE(source->read(buffer.data(), buffer.size()), buffer.size());
        QVERIFY(!source->hasChanged());
        QVERIFY(QFile::resize(QString::fromStdString(path), 100));
        const auto readOn = [&] { source->read(buffer.data(), buffer.size()); };
        auto error = errorOf(readOn);
        QVERIFY(error && error->code == ErrorCode::ReadFailed && error->message.find("became shorter") != std::string::npos);
        QVERIFY(source->hasChanged());
        source->rewind();
        QCOMPARE(source->read(buffer.data(), buffer.size()), std::size_t{100});
        error = errorOf(readOn);
        QVERIFY(error && error->code == ErrorCode::ReadFailed);
    }

    /// What was there when it was opened is read, no more.
    void fileThatGrowsEndsWhereItDid()
    {
        const std::string path = write(std::string(1000, 'x'));
        const auto source = openByteSource(path);
        QFile file(QString::fromStdString(path));
        QVERIFY(file.open(QIODevice::Append) && file.write("more") == 4);
        file.close();
        QVERIFY(readAll(*source, 64) == std::string(1000, 'x'));
        QVERIFY(source->hasChanged());
        QVERIFY(!openByteSource(path)->hasChanged());
    }

    /// A name for other content, or none: the open file stays what it was.
    void fileThatIsReplacedOrDeletedIsRead()
    {
        const std::string path = write(std::string(1000, 'x'));
        const auto replaced = openByteSource(path);
        QVERIFY(QFile::remove(QString::fromStdString(path)));
        write("other");
        QVERIFY(readAll(*replaced, 64) == std::string(1000, 'x'));
    }

    void filesWithoutASizeAreReadToTheirEnd()
    {
        const auto source = openByteSource("/proc/self/status");
        QCOMPARE(source->storedBytes(), std::uint64_t{0});
        std::string text(64 << 10, ' ');
        QVERIFY(source->read(text.data(), text.size()) > 0);
        QVERIFY(text.starts_with("Name:"));
    }

    void readingErrorsAreSaid()
    {
        const auto error = errorOf([] { (void)openByteSource("/proc/self/mem"); }); // nothing is mapped at 0
        QVERIFY(error && error->code == ErrorCode::ReadFailed && error->message.find("at byte 0") != std::string::npos);
    }

    /// Data that repeat themselves without end are no profile; nobody waits for their end, or has memory for it.
    void bombsEndEarly()
    {
        const std::string blanks(1 << 20, ' ');
        std::string member = zipped(blanks);
        std::string bomb;
        while (bomb.size() < 300'000)
            bomb += member; // 300 MB or so
        const auto source = openByteSource(write(bomb));
        std::vector<char> buffer(1 << 20);
        std::uint64_t text = 0;
        const auto error = errorOf([&] {
            while (const std::size_t got = source->read(buffer.data(), buffer.size()))
                text += got;
        });
        QVERIFY(error && error->code == ErrorCode::GzipBomb);
        QVERIFY2(error->message.find("200 times") != std::string::npos, error->message.c_str());
        QVERIFY(text <= (std::uint64_t{66} << 20));
    }

    void whatIsNoFileCannotBeOpened()
    {
        const std::string folder = m_folder.path().toStdString();
        const std::string pipe = folder + "/pipe";
        QCOMPARE(::mkfifo(pipe.c_str(), 0600), 0);
        for (const std::string& path : {folder, folder + "/missing", pipe, std::string(), std::string("/dev/null")}) {
            const auto error = errorOf([&] { (void)openByteSource(path); });
            QVERIFY2(error && error->code == ErrorCode::CannotOpen, path.c_str());
            QVERIFY(!error->message.empty());
        }
        QVERIFY(errorOf([&] { (void)openByteSource(folder); })->message.find("folder") != std::string::npos);
    }
};

HEAPLINE_TEST(TstByteSource)

} // namespace tst_byte_source

#include "tst_byte_source.moc"
