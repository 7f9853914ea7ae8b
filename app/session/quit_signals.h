// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace heapline {

/// Turns SIGINT, SIGTERM and SIGHUP, which is how terminals and desktops end a program, into a signal of Qt. The second one ends it at
/// once. One at a time.
class QuitSignals : public QObject {
    Q_OBJECT

public:
    explicit QuitSignals(QObject* parent = nullptr);
    ~QuitSignals() override;

Q_SIGNALS:
    void quitRequested();

private:
    int m_event = -1;
};

} // namespace heapline
