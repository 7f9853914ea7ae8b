// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/document/newest_job.h"

#include "ui/document/background_threads.h"
#include "ui/widgets/background_faults.h"

#include <mutex>
#include <utility>

namespace heapline {

struct NewestJob::Receiver {
    std::mutex mutex;
    NewestJob* job = nullptr; ///< guarded by mutex; null once it is gone
};

NewestJob::NewestJob(QObject* parent) : QObject(parent), m_receiver(std::make_shared<Receiver>())
{
    m_receiver->job = this;
}

NewestJob::~NewestJob()
{
    const std::lock_guard lock(m_receiver->mutex);
    m_receiver->job = nullptr;
}

void NewestJob::start(Work work)
{
    if (m_isRunning)
        m_waiting = std::move(work);
    else
        run(std::move(work));
}

void NewestJob::run(Work work)
{
    m_isRunning = true;
    startInBackground([receiver = m_receiver, work = std::move(work)](const std::stop_token&) {
        Deliver deliver;
        try {
            deliver = work();
        } catch (...) {
            BackgroundFaults::reportException();
        }
        const std::lock_guard lock(receiver->mutex);
        if (NewestJob* job = receiver->job)
            QMetaObject::invokeMethod(
                job, [job, deliver = std::move(deliver)] { job->onDone(deliver); }, Qt::QueuedConnection);
    });
}

void NewestJob::onDone(const Deliver& deliver)
{
    m_isRunning = false;
    if (m_waiting)
        run(std::exchange(m_waiting, {}));
    if (deliver)
        deliver();
    else
        Q_EMIT failed();
}

} // namespace heapline
