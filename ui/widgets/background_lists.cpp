// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/background_lists.h"

#include "ui/widgets/background_faults.h"

#include <QThreadPool>

#include <mutex>

namespace heapline {

struct BackgroundLists::Receiver {
    std::mutex mutex;
    BackgroundLists* lists = nullptr; ///< null once it is destroyed
};

BackgroundLists::BackgroundLists(QObject* parent) : QObject(parent), m_receiver(std::make_shared<Receiver>())
{
    m_receiver->lists = this;
}

BackgroundLists::~BackgroundLists()
{
    const std::lock_guard lock(m_receiver->mutex);
    m_receiver->lists = nullptr;
}

void BackgroundLists::start(quint64 token, Maker maker)
{
    QThreadPool::globalInstance()->start([receiver = m_receiver, token, make = std::move(maker)] {
        const auto keys = std::make_shared<Keys>();
        try {
            *keys = make();
        } catch (...) {
            keys->clear(); // an empty level rather than the end of the program
            BackgroundFaults::reportException();
        }
        const std::lock_guard lock(receiver->mutex);
        if (!receiver->lists)
            return;
        QMetaObject::invokeMethod(
            receiver->lists,
            [lists = receiver->lists, token, keys] { Q_EMIT lists->finished(token, keys); },
            Qt::QueuedConnection);
    });
}

} // namespace heapline
