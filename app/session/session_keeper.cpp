// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/session_keeper.h"

#include "app/main_window.h"
#include "app/session/session_folder.h"
#include "app/session/window_session.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace heapline {

using namespace std::chrono_literals;

namespace {

constexpr std::chrono::milliseconds saveAfter = 200ms;   ///< a change after a rest
constexpr std::chrono::milliseconds saveAgainAfter = 1s; ///< changes all the time, as while the mouse moves

} // namespace

SessionKeeper::SessionKeeper(MainWindow& window, std::shared_ptr<OwnSession> files, QObject* parent)
    : QObject(parent)
    , m_window(window)
    , m_files(std::move(files))
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &SessionKeeper::save);
    connect(&window, &MainWindow::sessionChanged, &m_timer, [this] {
        if (!m_timer.isActive())
            m_timer.start(m_sinceSave.isValid()
                              ? std::max(saveAfter, saveAgainAfter - std::chrono::milliseconds(m_sinceSave.elapsed()))
                              : saveAfter);
    });
}

void SessionKeeper::save()
{
    m_sinceSave.start();
    Session session = sessionOf(m_window);
    const QDateTime now = std::exchange(session.savedAt, QDateTime());
    if (QByteArray without = sessionToJson(session); without != m_kept)
        m_kept = std::move(without);
    else
        return;
    session.savedAt = now;
    m_job.start([this, files = m_files, json = sessionToJson(session)]() -> NewestJob::Deliver {
        return [this, isKept = files->write(json)] { // called only while this is there: the job is ours
            if (isKept)
                Q_EMIT saved();
        };
    });
}

} // namespace heapline
