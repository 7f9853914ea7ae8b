// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/quit_signals.h"

#include <QSocketNotifier>

#include <sys/eventfd.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdint>

namespace heapline {

namespace {

constexpr std::array quitSignals = {SIGINT, SIGTERM, SIGHUP};

volatile std::sig_atomic_t eventDescriptor = -1;

void onQuitSignal(int)
{
    const int before = errno;
    const std::uint64_t one = 1;
    static_cast<void>(!::write(eventDescriptor, &one, sizeof one));
    errno = before;
}

void setHandler(void (*handler)(int), unsigned flags)
{
    struct sigaction action {};
    action.sa_handler = handler;
    action.sa_flags = static_cast<int>(flags);
    sigemptyset(&action.sa_mask);
    for (const int number : quitSignals) {
        struct sigaction before {};
        if (::sigaction(number, nullptr, &before) == 0 && before.sa_handler != SIG_IGN) // as after nohup
            ::sigaction(number, &action, nullptr);
    }
}

} // namespace

QuitSignals::QuitSignals(QObject* parent) : QObject(parent), m_event(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
{
    if (m_event < 0)
        return;
    auto* notifier = new QSocketNotifier(m_event, QSocketNotifier::Read, this);
    connect(notifier, &QSocketNotifier::activated, this, [this, notifier] {
        notifier->setEnabled(false);
        Q_EMIT quitRequested();
    });
    eventDescriptor = m_event;
    setHandler(onQuitSignal, SA_RESTART | SA_RESETHAND);
}

QuitSignals::~QuitSignals()
{
    if (m_event < 0)
        return;
    setHandler(SIG_DFL, 0);
    ::close(m_event);
}

} // namespace heapline
