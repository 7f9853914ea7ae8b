// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>

namespace heapline {

/// Tells the window of work beside it that came to nothing, most often for want of memory.
class BackgroundFaults : public QObject {
    Q_OBJECT

public:
    /// The one of the program, on the thread of the application.
    static BackgroundFaults& instance();

    /// Says what the exception that is being handled means for the user. To be called in a catch block, on any thread; does not throw.
    static void reportException() noexcept;

Q_SIGNALS:
    /// @param sentence for the user, plain text
    void happened(const QString& sentence);

private:
    BackgroundFaults();
};

} // namespace heapline
