// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/screenshot.h"

#include "app/document_view.h"
#include "app/main_window.h"
#include "app/row_finder.h"
#include "app/view_list.h"
#include "core/report/range_text.h"
#include "core/report/report.h"
#include "ui/document/document.h"
#include "ui/document/newest_job.h"
#include "ui/heap/comparison_state.h"
#include "ui/heap/comparison_view.h"
#include "ui/heap/dominator_figures.h"
#include "ui/heap/treemap_canvas.h"
#include "ui/widgets/background_faults.h"
#include "ui/widgets/lazy_tree_model.h"
#include "ui/widgets/table_file.h"
#include "ui/widgets/tree_view.h"

#include <QApplication>
#include <QBuffer>
#include <QPixmap>

#include <algorithm>
#include <chrono>
#include <iostream>

namespace heapline {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto lookInterval = 30ms;
/// Looks in a row at which the window has to be the same.
constexpr int looksToSettle = 3;

} // namespace

Screenshot::Screenshot(MainWindow& window, const Options& options, QObject* parent)
    : QObject(parent)
    , m_window(window)
    , m_options(options)
{
    QApplication::setCursorFlashTime(0); // a blinking cursor never settles
    m_timer.setInterval(lookInterval);
    connect(&m_timer, &QTimer::timeout, this, &Screenshot::look);
    connect(&BackgroundFaults::instance(), &BackgroundFaults::happened, this, // it would never settle
            [this](const QString& sentence) { fail(1, sentence); });
    m_steps = {[this] { save(); }, [this] { applyOptions(); }};
}

void Screenshot::start()
{
    m_window.resize(m_options.size);
    m_window.show();
    if (m_options.sample)
        m_window.openSample();
    m_window.openFiles(m_options.files);
    if (!m_options.base.isEmpty())
        m_window.compareWith(m_options.base);
    m_timer.start();
}

void Screenshot::look()
{
    if (!isSettled())
        return;
    m_last = {};
    m_sameLooks = 0;
    const auto step = m_steps.back();
    m_steps.pop_back();
    step();
}

bool Screenshot::isSettled()
{
    if (Document* document = m_window.currentDocument()) {
        if (document->state() == Document::State::Loading)
            return false;
        if (document->state() == Document::State::Ready
            && (!document->figures().wholeFigures() || document->figures().isStale()))
            return false;
        if (DominatorQuery::of(*document).isPending())
            return false;
    }
    for (const TreemapCanvas* treemap : m_window.findChildren<TreemapCanvas*>()) {
        if (treemap->isVisible() && treemap->isLayingOut())
            return false;
    }
    for (const ComparisonView* comparison : m_window.findChildren<ComparisonView*>()) {
        if (comparison->isVisible() && comparison->isPending())
            return false;
    }
    const auto jobs = m_window.findChildren<NewestJob*>();
    if (std::ranges::any_of(jobs, &NewestJob::isRunning))
        return false;
    for (const TreeView* table : m_window.findChildren<TreeView*>()) {
        const auto* model = qobject_cast<LazyTreeModel*>(table->model());
        if (table->isVisible() && model && model->isListing())
            return false;
    }
    const QImage now = m_window.grab().toImage();
    m_sameLooks = now == m_last ? m_sameLooks + 1 : 0;
    m_last = now;
    return m_sameLooks >= looksToSettle - 1;
}

void Screenshot::applyOptions()
{
    DocumentView* view = m_window.currentView();
    if (!view) {
        if (const Document* document = m_window.currentDocument()) {
            std::cerr << "heapline: " << document->path().toStdString() << ": " << document->errorText().toStdString()
                      << '\n';
            m_status = 1; // the picture shows the same words
        }
        return;
    }
    if (const Document* base = ComparisonState::of(view->document()).base(); base && !base->profile()) {
        std::cerr << "heapline: " << base->path().toStdString() << ": " << base->errorText().toStdString() << '\n';
        m_status = 1;
    }
    if (!m_options.base.isEmpty() && !view->offers(DocumentView::View::Comparison)) {
        fail(2, tr("this file has no view \"comparison\""));
        return;
    }
    if (!chooseView(*view) || !choosePane(*view) || !chooseRanges(*view))
        return;
    if (!m_options.select.isEmpty())
        m_steps.emplace_back([this] { selectRow(); });
}

bool Screenshot::chooseView(DocumentView& view)
{
    if (m_options.view.isEmpty())
        return true;
    const QList<ViewEntry> views = viewList();
    const DocumentView::View wanted =
        std::ranges::find(views, m_options.view, &ViewEntry::option)->view; // one of them, as options.cpp has checked
    if (!view.offers(wanted)) {
        fail(2, tr("this file has no view \"%1\"").arg(m_options.view));
        return false;
    }
    view.showView(wanted);
    return true;
}

bool Screenshot::choosePane(DocumentView& view)
{
    if (m_options.pane.isEmpty())
        return true;
    const QList<PaneEntry> panes = paneList();
    const LowerPane::Pane wanted = std::ranges::find(panes, m_options.pane, &PaneEntry::option)->pane;
    if (!view.lowerPane().offers(wanted)) {
        fail(2, tr("this file has no pane \"%1\"").arg(m_options.pane));
        return false;
    }
    // Once more at the end: a selection shows the pane that suits it.
    view.lowerPane().choose(wanted);
    m_steps.insert(m_steps.begin() + 1, [&view, wanted] { view.lowerPane().choose(wanted); });
    return true;
}

/// Reads a range as typed; fails when it is none of this file.
std::optional<AxisRange> Screenshot::readRange(DocumentView& view, const QString& text)
{
    const auto profile = view.document().profile();
    if (!view.timeline()) {
        fail(2, tr("this file has no timeline to take a range of"));
        return {};
    }
    const ParsedRange parsed = parseRangeText(text.toStdString(), profile->timeline->axis);
    if (!parsed.range) {
        fail(2, QString::fromStdString(parsed.problem));
        return {};
    }
    return shownRange(*profile, parsed.range);
}

bool Screenshot::chooseRanges(DocumentView& view)
{
    if (!m_options.range.isEmpty()) {
        const std::optional<AxisRange> range = readRange(view, m_options.range);
        if (!range)
            return false;
        view.document().filter().commitRange(range);
    }
    if (!m_options.baseRange.isEmpty()) {
        const std::optional<AxisRange> range = readRange(view, m_options.baseRange);
        if (!range)
            return false;
        ComparisonState::of(view.document()).compareWithRange(range);
        view.showView(DocumentView::View::Comparison);
    }
    return true;
}

void Screenshot::selectRow()
{
    DocumentView& view = *m_window.currentView();
    TreeView* table = view.currentTable();
    const QModelIndex row = table ? findRow(*table->model(), m_options.select) : QModelIndex();
    if (!row.isValid()) {
        fail(2, tr("no row says \"%1\"").arg(m_options.select));
        return;
    }
    table->setCurrentIndex(row);
    table->scrollTo(row, QAbstractItemView::PositionAtCenter);
    if (view.currentView() == DocumentView::View::Summary || view.currentView() == DocumentView::View::Comparison) {
        table->expand(row);
        m_steps.emplace_back([this] { selectFirstChild(); });
    }
}

void Screenshot::selectFirstChild()
{
    TreeView* table = m_window.currentView()->currentTable();
    const QModelIndex child = table->model()->index(0, 0, table->currentIndex());
    if (child.isValid())
        table->setCurrentIndex(child);
}

void Screenshot::save()
{
    m_timer.stop();
    if (m_window.size() != m_options.size) {
        const QSize least = m_window.minimumSizeHint();
        fail(2, tr("the window cannot be that small; its least size is %1x%2").arg(least.width()).arg(least.height()));
        return;
    }
    QByteArray png;
    QBuffer buffer(&png);
    buffer.open(QIODevice::WriteOnly);
    m_window.grab().save(&buffer, "PNG");
    if (const QString obstacle = saveFile(m_options.screenshot, png); !obstacle.isEmpty()) {
        fail(1, tr("the picture %1 cannot be written: %2").arg(m_options.screenshot, obstacle));
        return;
    }
    QApplication::exit(m_status);
}

void Screenshot::fail(int status, const QString& why)
{
    m_timer.stop();
    std::cerr << "heapline: " << why.toStdString() << '\n';
    QApplication::exit(status);
}

} // namespace heapline
