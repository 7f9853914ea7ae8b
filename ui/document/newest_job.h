// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <functional>
#include <memory>

namespace heapline {

/// Runs one job at a time on another thread. While one runs, only the newest of the later ones waits. May be destroyed at any time
/// without waiting: what still runs is then dropped. A job must own what it reads.
class NewestJob : public QObject {
    Q_OBJECT

public:
    using Deliver = std::function<void()>;
    /// The work; what it returns is called on this object's thread, unless the object is gone.
    using Work = std::function<Deliver()>;

    explicit NewestJob(QObject* parent = nullptr);
    ~NewestJob() override;

    void start(Work work);
    bool isRunning() const { return m_isRunning; }

Q_SIGNALS:
    /// The work threw, most often for want of memory: nothing is delivered. BackgroundFaults has told the user.
    void failed();

private:
    struct Receiver;

    void run(Work work);
    void onDone(const Deliver& deliver);

    std::shared_ptr<Receiver> m_receiver; ///< shared with what runs, so that either side may go first
    Work m_waiting;
    bool m_isRunning = false;
};

} // namespace heapline
