// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_program.h"

#include <QFile>
#include <QTest>

#include <elf.h>

#include <algorithm>
#include <cstring>
#include <optional>

namespace tst_hardening {

using namespace Qt::Literals::StringLiterals;

namespace {

/// What the headers of a finished program tell about it.
class Program {
public:
    explicit Program(const QString& path)
    {
        QFile file(path);
        if (file.open(QIODevice::ReadOnly))
            m_bytes = file.readAll();
    }

    bool is64BitElf() const
    {
        return m_bytes.startsWith(ELFMAG) && m_bytes.size() > qsizetype(sizeof(Elf64_Ehdr))
               && m_bytes[EI_CLASS] == ELFCLASS64;
    }

    Elf64_Ehdr header() const { return at<Elf64_Ehdr>(0); }

    /// The first segment of a type.
    std::optional<Elf64_Phdr> segment(Elf64_Word type) const
    {
        const Elf64_Ehdr elf = header();
        for (Elf64_Half i = 0; i < elf.e_phnum; ++i) {
            if (const auto segment = at<Elf64_Phdr>(elf.e_phoff + i * sizeof(Elf64_Phdr)); segment.p_type == type)
                return segment;
        }
        return std::nullopt;
    }

    /// The value of an entry for the loader; 0 if there is none.
    Elf64_Xword loaderEntry(Elf64_Sxword tag) const
    {
        const auto dynamic = segment(PT_DYNAMIC);
        for (Elf64_Xword offset = 0; dynamic && offset < dynamic->p_filesz; offset += sizeof(Elf64_Dyn)) {
            if (const auto entry = at<Elf64_Dyn>(dynamic->p_offset + offset); entry.d_tag == tag)
                return entry.d_un.d_val;
        }
        return 0;
    }

    /// The names of what the program takes from libraries, and gives to them.
    QByteArrayList symbols() const
    {
        QByteArrayList names;
        const Elf64_Ehdr elf = header();
        for (Elf64_Half i = 0; i < elf.e_shnum; ++i) {
            const auto section = sectionHeader(i);
            if (section.sh_type != SHT_DYNSYM)
                continue;
            const auto texts = sectionHeader(section.sh_link);
            for (Elf64_Xword offset = 0; offset < section.sh_size; offset += sizeof(Elf64_Sym))
                names.append(m_bytes.constData() + texts.sh_offset + at<Elf64_Sym>(section.sh_offset + offset).st_name);
        }
        return names;
    }

private:
    template <typename T>
    T at(Elf64_Off offset) const
    {
        T value{};
        if (offset + sizeof(T) <= size_t(m_bytes.size()))
            std::memcpy(&value, m_bytes.constData() + offset, sizeof(T));
        return value;
    }

    Elf64_Shdr sectionHeader(size_t i) const { return at<Elf64_Shdr>(header().e_shoff + i * sizeof(Elf64_Shdr)); }

    QByteArray m_bytes;
};

} // namespace

/// The programs carry what cmake/Hardening.cmake asks for: a flag that gets lost on its way changes nothing else that a test could see.
class TestHardening : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void programs_data()
    {
        QTest::addColumn<QString>("path");
        QTest::newRow("heapline") << QStringLiteral(HEAPLINE_PROGRAM);
        QTest::newRow("heapline-cli") << QStringLiteral(HEAPLINE_CLI);
    }
    void programs()
    {
        QFETCH(QString, path);
        const Program program(path);
        if (!program.is64BitElf())
            QSKIP("this test reads 64-bit ELF files only");

        QCOMPARE(program.header().e_type, Elf64_Half(ET_DYN));
        QVERIFY2(program.loaderEntry(DT_FLAGS_1) & DF_1_PIE, "lies at a fixed address");
        QVERIFY2(program.segment(PT_GNU_RELRO), "tables of the linker stay writable");
        QVERIFY2((program.loaderEntry(DT_FLAGS) & DF_BIND_NOW) || (program.loaderEntry(DT_FLAGS_1) & DF_1_NOW),
                 "functions are resolved late, in writable tables");
        const auto stack = program.segment(PT_GNU_STACK);
        QVERIFY2(stack && !(stack->p_flags & PF_X), "the stack may hold code");

        const QByteArrayList symbols = program.symbols();
        QVERIFY(symbols.size() > 100);
        QVERIFY2(symbols.contains("__stack_chk_fail"), "stacks are not protected");
        const auto isAssertion = [](const QByteArray& name) { return name.contains("__glibcxx_assert_fail"); };
        QVERIFY2(std::ranges::any_of(symbols, isAssertion), "the standard library checks nothing");
        const auto isCheckedCall = [](const QByteArray& name) { return name.startsWith("__") && name.endsWith("_chk"); };
        QCOMPARE(std::ranges::any_of(symbols, isCheckedCall), bool(HEAPLINE_IS_FORTIFIED)); // not with sanitizers
    }
};

HEAPLINE_TEST(TestHardening)

} // namespace tst_hardening

#include "tst_hardening.moc"
