// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/options.h"
#include "core/base/range.h"

#include <QImage>
#include <QObject>
#include <QTimer>

#include <functional>
#include <optional>
#include <vector>

namespace heapline {

class DocumentView;
class MainWindow;

/// Draws the window into a picture: opens what is asked for, waits until nothing changes any more, and ends the application with
/// 0, 1 (the file cannot be read, the picture cannot be written) or 2 (what was asked for is not there).
class Screenshot : public QObject {
    Q_OBJECT

public:
    Screenshot(MainWindow& window, const Options& options, QObject* parent = nullptr);

    /// Takes effect once the event loop runs.
    void start();

private:
    void look();
    bool isSettled();
    void applyOptions();
    void selectRow();
    void selectFirstChild();
    void save();
    void fail(int status, const QString& why);
    bool chooseView(DocumentView& view);
    bool choosePane(DocumentView& view);
    bool chooseRanges(DocumentView& view);
    std::optional<AxisRange> readRange(DocumentView& view, const QString& text);

    MainWindow& m_window;
    Options m_options;
    QTimer m_timer;
    std::vector<std::function<void()>> m_steps; ///< what is still to do, last first; each once the window is settled
    QImage m_last;                              ///< the window at the last look
    int m_sameLooks = 0;
    int m_status = 0;
};

} // namespace heapline
