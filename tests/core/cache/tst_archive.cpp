// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // before <compare>, which moc of Qt 6.4 cannot read first

#include "core/cache/archive.h"
#include "tests/support/test_program.h"

#include <sys/mman.h>

#include <numeric>

namespace tst_archive {

using namespace heapline;

namespace {

struct TextSink {
    void write(std::span<const char> bytes) { text.append(bytes.data(), bytes.size()); }
    std::size_t position() const { return text.size(); }

    std::string text;
};

/// Memory that columns may unmap page by page.
class Pages {
public:
    explicit Pages(const std::string& text) : m_size(archive_layout::nextPage(text.size()))
    {
        m_pages = static_cast<char*>(::mmap(nullptr, m_size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
        std::memcpy(m_pages, text.data(), text.size());
        m_content = {m_pages, text.size()};
    }
    std::span<char> content() const { return m_content; }

private:
    std::size_t m_size;
    char* m_pages;
    std::span<char> m_content;
};

template <typename... T>
std::string written(const T&... items)
{
    TextSink sink;
    ArchiveWriter<TextSink> archive(sink);
    archive(items...);
    return sink.text;
}

} // namespace

class TstArchive : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void comesBack();
    void longColumnsAreMapped();
    void otherDescriptionsAreRefused();
    void cutAtEveryByte();
    void noBoolIsAnythingElse();
};

void TstArchive::comesBack()
{
    const std::vector<std::string> texts = {"", "a", std::string(70'000, 'x')};
    const std::optional<std::uint64_t> none;
    const std::optional<std::uint64_t> some = 7;
    const std::vector<std::pair<std::uint64_t, std::uint32_t>> pairs = {{1, 2}, {UINT64_MAX, 3}};
    const Column<std::uint32_t> column = {5, 6, 7};
    const std::vector<std::vector<std::uint64_t>> nested = {{}, {1}, {2, 3}};
    const Pages pages(written(texts, none, some, pairs, column, nested, true));

    std::vector<std::string> texts2 = {"old"};
    std::optional<std::uint64_t> none2 = 1;
    std::optional<std::uint64_t> some2;
    std::vector<std::pair<std::uint64_t, std::uint32_t>> pairs2;
    Column<std::uint32_t> column2;
    std::vector<std::vector<std::uint64_t>> nested2 = {{9}};
    bool last = false;
    ArchiveReader archive(pages.content(), [](std::span<char>) { QFAIL("nothing is long"); });
    archive(texts2, none2, some2, pairs2, column2, nested2, last);
    QVERIFY(archive.isAtEnd());
    QVERIFY(texts2 == texts && none2 == none && some2 == some && pairs2 == pairs && column2 == column && nested2 == nested);
    QVERIFY(last);
}

/// They are the pages themselves, can be written and grow, and go away one by one.
void TstArchive::longColumnsAreMapped()
{
    Column<std::uint32_t> first(1'000'003);
    Column<std::uint64_t> second(500'001);
    std::iota(first.begin(), first.end(), 0U);
    std::iota(second.begin(), second.end(), std::uint64_t{1} << 40);
    const std::string name = "between";
    const Pages pages(written(first, name, second));

    std::vector<std::span<char>> taken;
    Column<std::uint32_t> first2;
    Column<std::uint64_t> second2;
    std::string name2;
    ArchiveReader archive(pages.content(), [&taken](std::span<char> piece) { taken.push_back(piece); });
    archive(first2, name2, second2);
    QVERIFY(archive.isAtEnd());
    QVERIFY(first2 == first && second2 == second && name2 == name);
    QCOMPARE(taken.size(), std::size_t{2});
    QCOMPARE(static_cast<void*>(first2.data()), static_cast<void*>(taken[0].data()));
    QCOMPARE(static_cast<void*>(second2.data()), static_cast<void*>(taken[1].data()));

    first2[5] = 1;
    QCOMPARE(first2[5], 1U);
    first2.push_back(9); // moves to memory of its own
    QVERIFY(static_cast<void*>(first2.data()) != static_cast<void*>(taken[0].data()));
    QCOMPARE(first2.size(), first.size() + 1);
    QVERIFY(::msync(taken[0].data(), taken[0].size(), MS_ASYNC) != 0 && errno == ENOMEM); // its pages are gone
    second2 = Column<std::uint64_t>();
    QVERIFY(::msync(taken[1].data(), taken[1].size(), MS_ASYNC) != 0 && errno == ENOMEM);
}

void TstArchive::otherDescriptionsAreRefused()
{
    const Pages pages(written(std::vector<std::uint32_t>{1, 2, 3}));
    std::vector<std::uint64_t> wider;
    ArchiveReader archive(pages.content(), {});
    QVERIFY_THROWS_EXCEPTION(ArchiveDamaged, archive(wider));
}

void TstArchive::cutAtEveryByte()
{
    const std::string text = written(std::vector<std::string>{"a", "bc"}, std::vector<std::uint16_t>{1, 2}, std::uint8_t{3});
    for (std::size_t end = 0; end < text.size(); ++end) {
        const Pages pages(text.substr(0, end) + ' ');
        std::vector<std::string> texts;
        std::vector<std::uint16_t> numbers;
        std::uint8_t last = 0;
        ArchiveReader archive(pages.content().first(end), {});
        QVERIFY_THROWS_EXCEPTION(ArchiveDamaged, archive(texts, numbers, last));
    }
}

void TstArchive::noBoolIsAnythingElse()
{
    const std::string text = written(true, std::optional<std::uint8_t>(4));
    for (const std::size_t at : {0, 1}) {
        std::string other = text;
        other[at] = 2;
        const Pages pages(other);
        bool first = false;
        std::optional<std::uint8_t> second;
        ArchiveReader archive(pages.content(), {});
        QVERIFY_THROWS_EXCEPTION(ArchiveDamaged, archive(first, second));
    }
}

HEAPLINE_TEST(TstArchive)

} // namespace tst_archive

#include "tst_archive.moc"
