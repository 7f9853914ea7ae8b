// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/format/byte_source.h"
#include "core/profile/load.h"
#include "tests/core/base/test_printing.h"
#include "tests/support/test_program.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <cerrno>
#include <condition_variable>
#include <cstring>
#include <functional>
#include <mutex>
#include <new>
#include <stdexcept>
#include <thread>

namespace tst_load_faults {

using namespace heapline;

namespace {

QByteArray contentsOf(const char* name)
{
    QFile file(QStringLiteral(HEAPLINE_TEST_DATA "/corner/") + QString::fromLatin1(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// What the test and the source that hangs tell one another.
struct Stall {
    std::mutex mutex;
    std::condition_variable changed;
    bool hangs = false;
    bool isOver = false;
    bool isGone = false; ///< the source

    void set(bool Stall::*what)
    {
        const std::lock_guard lock(mutex);
        this->*what = true;
        changed.notify_all();
    }
    void waitFor(bool Stall::*what)
    {
        std::unique_lock lock(mutex);
        changed.wait(lock, [&] { return this->*what; });
    }
};

/// Gives a text up to a place, and then does what a fault of the test does.
class FaultySource final : public ByteSource {
public:
    FaultySource(QByteArray text, qsizetype place, std::function<void()> fault)
        : m_text(std::move(text))
        , m_place(place)
        , m_fault(std::move(fault))
    {
    }
    ~FaultySource() override
    {
        if (onEnd)
            onEnd();
    }

    std::size_t read(char* buffer, std::size_t capacity) override
    {
        if (m_at >= m_place)
            m_fault();
        const qsizetype end = m_at < m_place ? m_place : m_text.size();
        const auto bytes = static_cast<std::size_t>(std::min<qsizetype>(static_cast<qsizetype>(capacity), end - m_at));
        std::memcpy(buffer, m_text.constData() + m_at, bytes);
        m_at += static_cast<qsizetype>(bytes);
        return bytes;
    }
    void rewind() override { m_at = 0; }
    std::uint64_t storedBytes() const override { return static_cast<std::uint64_t>(m_text.size()); }
    std::uint64_t storedPosition() const override { return static_cast<std::uint64_t>(m_at); }
    bool isCompressed() const override { return false; }
    bool hasChanged() const override { return isChanged; }

    std::function<void()> onEnd;
    bool isChanged = false;

private:
    QByteArray m_text;
    qsizetype m_place;
    qsizetype m_at = 0;
    std::function<void()> m_fault;
};

} // namespace

/// Faults of the system while a file is read.
class TstLoadFaults : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// A read that never returns, as on a network mount that does not answer, holds up nobody who wants to stop.
    void stalledReadsAreLetGoOf_data()
    {
        QTest::addColumn<int>("place");
        QTest::newRow("at the beginning") << 0;
        QTest::newRow("within the nodes") << 1100;
    }
    void stalledReadsAreLetGoOf()
    {
        QFETCH(const int, place);
        const auto stall = std::make_shared<Stall>();
        auto source = std::make_unique<FaultySource>(contentsOf("ok-tiny.heaptimeline"), place, [stall] {
            stall->set(&Stall::hangs);
            stall->waitFor(&Stall::isOver);
        });
        source->onEnd = [stall] { stall->set(&Stall::isGone); };
        std::stop_source stop;
        std::jthread user([&] {
            stall->waitFor(&Stall::hangs);
            stop.request_stop();
        });
        Progress progress(stop.get_token());
        const auto result = loadProfile(std::move(source), "stalled", progress);
        QVERIFY(!result && result.error().code == ErrorCode::Cancelled);
        QVERIFY(!stall->isOver);
        stall->set(&Stall::isOver);
        stall->waitFor(&Stall::isGone); // the thread that was let go of takes all with it
    }

    void errorsOfTheSystemAreSaid()
    {
        const QByteArray text = contentsOf("ok-tiny.heaptimeline");
        for (qsizetype place = 0; place < text.size(); place += 50) {
            Progress progress;
            const auto result = loadProfile(
                std::make_unique<FaultySource>(text, place,
                                               [] {
                                                   throw ErrorException({ErrorCode::ReadFailed, std::strerror(EIO), {}});
                                               }),
                "faulty", progress);
            QVERIFY(!result && result.error().code == ErrorCode::ReadFailed);
            QVERIFY(result.error().toString().find("Input/output error") != std::string::npos);
        }
    }

    /// Whatever is thrown becomes a sentence; what oneTBB throws when the system has no threads is a lack of memory, too.
    void lacksOfTheSystemAreSaid()
    {
        const auto codeOf = [](std::function<void()> fault) {
            Progress progress;
            const auto result =
                loadProfile(std::make_unique<FaultySource>(contentsOf("ok-tiny.heaptimeline"), 100, std::move(fault)),
                            "faulty", progress);
            return result ? ErrorCode::Cancelled : result.error().code;
        };
        QCOMPARE(codeOf([] { throw std::bad_alloc(); }), ErrorCode::OutOfMemory);
        QCOMPARE(codeOf([] { throw std::runtime_error("pthread_create has failed"); }), ErrorCode::OutOfMemory);
        QCOMPARE(codeOf([] { throw std::logic_error("something else"); }), ErrorCode::ReadFailed);
    }

    /// Figures of a file that somebody writes to may be a mixture; faults may come from that alone.
    void changedFilesAreSaid()
    {
        for (const bool isChanged : {false, true}) {
            Progress progress;
            const QByteArray text = contentsOf("ok-tiny.heaptimeline");
            auto source = std::make_unique<FaultySource>(text, text.size(), [] {});
            source->isChanged = isChanged;
            const auto opened = loadProfile(std::move(source), "changing", progress);
            QVERIFY(opened);
            QCOMPARE((*opened)->notes.contains(NoteCode::FileChanged), isChanged);
            source = std::make_unique<FaultySource>(contentsOf("bad-edge-huge.heaptimeline"), 10, [] {});
            source->isChanged = isChanged;
            const auto refused = loadProfile(std::move(source), "changing", progress);
            QVERIFY(!refused && refused.error().code == ErrorCode::BadValue);
            QCOMPARE(refused.error().message.ends_with("; the file was written to while it was read"), isChanged);
        }
    }
};

HEAPLINE_TEST(TstLoadFaults)

} // namespace tst_load_faults

#include "tst_load_faults.moc"
