// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/background_faults.h"

#include <QApplication>

#include <new>

namespace heapline {

/// The application object, and the last resort where memory runs out on the window's own thread: what was under way is given up, the user
/// is told, and the window goes on.
class Application : public QApplication {
public:
    using QApplication::QApplication;

    bool notify(QObject* receiver, QEvent* event) override
    {
        try {
            return QApplication::notify(receiver, event);
        } catch (const std::bad_alloc&) {
            BackgroundFaults::reportException();
        }
        return false;
    }
};

} // namespace heapline
