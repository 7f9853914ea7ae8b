// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/open_and_close.h"

#include "app/document_view.h"
#include "app/main_window.h"
#include "app/view_list.h"
#include "ui/document/document.h"
#include "ui/document/newest_job.h"
#include "ui/timeline/timeline_canvas.h"
#include "ui/timeline/timeline_view.h"
#include "ui/widgets/lazy_tree_model.h"
#include "ui/widgets/tree_view.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEvent>
#include <QTest>
#include <QThread>

#include <algorithm>
#include <memory>

namespace heapline::test {

namespace {

int patience = 0; ///< of the call that runs, in milliseconds

/// Whether nothing runs for what is shown.
bool isIdle(const MainWindow& window)
{
    Document* document = window.currentDocument();
    if (document && document->state() == Document::State::Loading)
        return false;
    if (document && document->profile() && (!document->figures().wholeFigures() || document->figures().isStale()))
        return false;
    const auto runs = [](const QObject& root) {
        return std::ranges::any_of(root.findChildren<NewestJob*>(), &NewestJob::isRunning);
    };
    if (runs(window) || (document && runs(*document)))
        return false;
    return std::ranges::none_of(window.findChildren<LazyTreeModel*>(), &LazyTreeModel::isListing);
}

bool waitUntilIdle(const MainWindow& window)
{
    QElapsedTimer clock;
    clock.start();
    // Twice in a row: what is done may start what comes next by a call that waits in the event loop.
    for (int idle = 0; idle < 2;) {
        QCoreApplication::processEvents();
        if (isIdle(window)) {
            ++idle;
            continue;
        }
        idle = 0;
        if (clock.elapsed() > patience)
            return false;
        QThread::msleep(1);
    }
    return true;
}

bool dragOverBars(const MainWindow& window)
{
    TimelineView* timeline = window.currentView()->timeline();
    if (!timeline)
        return true;
    TimelineCanvas* canvas = timeline->canvas();
    const QRectF bars = canvas->parts().bars;
    const auto at = [&bars](double share) {
        return QPointF(bars.left() + bars.width() * share, bars.center().y()).toPoint();
    };
    QTest::mousePress(canvas, Qt::LeftButton, {}, at(0.3));
    for (int step = 1; step <= 8; ++step)
        QTest::mouseMove(canvas, at(0.3 + 0.05 * step));
    QTest::mouseRelease(canvas, Qt::LeftButton, {}, at(0.7));
    return waitUntilIdle(window);
}

bool selectFirstRow(const MainWindow& window)
{
    TreeView* table = window.currentView()->currentTable();
    if (!table || !table->model() || table->model()->rowCount() == 0)
        return true;
    const QModelIndex row = table->model()->index(0, 0);
    table->setCurrentIndex(row);
    table->expand(row);
    return waitUntilIdle(window);
}

bool walkThrough(const MainWindow& window)
{
    DocumentView& view = *window.currentView();
    for (const ViewEntry& entry : viewList()) {
        if (!view.offers(entry.view))
            continue;
        view.showView(entry.view);
        if (!waitUntilIdle(window) || !selectFirstRow(window))
            return false;
    }
    for (const PaneEntry& entry : paneList()) {
        if (!view.lowerPane().offers(entry.pane))
            continue;
        view.lowerPane().choose(entry.pane);
        if (!waitUntilIdle(window))
            return false;
    }
    return dragOverBars(window);
}

} // namespace

bool openAndClose(MainWindow& window, const QString& path, int patienceMs)
{
    patience = patienceMs;
    window.openFiles({path});
    if (!waitUntilIdle(window) || (window.currentView() && !walkThrough(window)))
        return false;
    const std::weak_ptr<const Profile> held = window.currentDocument()->profile();
    window.profiles().close(window.currentDocument());
    if (!QTest::qWaitFor([&held] { return held.expired(); }, patience)) // let go of beside the window
        return false;
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    QCoreApplication::processEvents();
    return true;
}

} // namespace heapline::test
