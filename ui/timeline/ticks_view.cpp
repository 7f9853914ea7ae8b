// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/ticks_view.h"

#include "core/timeline/tick_figures.h"
#include "ui/timeline/tick_text.h"
#include "ui/timeline/ticks_model.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/span_text_delegate.h"
#include "ui/widgets/text.h"
#include "ui/widgets/tree_view.h"

#include <QAction>
#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>

namespace heapline {

namespace {

constexpr int restOfKeys = 350; ///< milliseconds after which key strokes are one change, as on the bars
constexpr int mostStretches =
    1000; ///< of rows that are selected for a range: in another order than that of time there are many

} // namespace

TicksView::TicksView(Document& document, QWidget* parent)
    : QWidget(parent)
    , m_document(document)
    , m_timeline(document.profile(), &*document.profile()->timeline)
    , m_table(new TreeView(this))
    , m_model(new TicksModel(m_timeline, this))
    , m_remark(new QLabel(this))
    , m_empty(new EmptyState(m_table))
    , m_view(m_timeline->extent())
{
    m_remark->setTextFormat(Qt::PlainText);
    m_remark->setMargin(4);
    m_remark->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_table->setAccessibleName(tr("Ticks of the timeline"));
    m_table->setItemDelegate(new SpanTextDelegate(m_table));
    m_table->setModel(m_model);
    m_table->setRootIsDecorated(false);
    for (int section = 1; section < m_model->columnCount(); ++section) {
        const TickColumn column = m_model->column(section);
        if (column == TickColumn::Bytes || column == TickColumn::AllocatedBytes)
            m_table->setBarColumn(section);
        else
            m_table->setColumnSample(section, QStringLiteral("99,999,999"));
    }
    addActions();
    auto* lines = new QVBoxLayout(this);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->setSpacing(0);
    lines->addWidget(m_remark);
    lines->addWidget(m_table);
    setFocusProxy(m_table);

    m_commitTimer.setSingleShot(true);
    m_commitTimer.setInterval(restOfKeys);
    connect(&m_commitTimer, &QTimer::timeout, this,
            [this] { m_document.filter().commitRange(m_document.filter().current().range); });
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &TicksView::takeSelection);
    connect(&document.filter(), &FilterState::rangeChanged, this, [this] {
        if (m_taken && m_document.filter().current().range == m_taken)
            return; // its rows are selected already
        m_taken.reset();
        m_commitTimer.stop();
        m_isStale = true;
        if (isVisible())
            followRange();
    });
    describe();
}

TicksView::~TicksView() = default;

void TicksView::addActions()
{
    auto* hideEmpty = new QAction(tr("Leave Out &Empty Ticks"), this);
    hideEmpty->setCheckable(true);
    hideEmpty->setShortcut(Qt::CTRL | Qt::Key_E);
    hideEmpty->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    hideEmpty->setToolTip(tr("List only ticks in which something came into being"));
    connect(hideEmpty, &QAction::toggled, this, [this](bool on) {
        m_table->keepPlaces([&] { m_model->setEmptyHidden(on); });
        describe();
    });
    m_table->addAction(hideEmpty);
    QWidget::addActions(m_table->actions());
}

void TicksView::setView(const AxisRange& view)
{
    m_view = view;
    m_isStale = true;
    if (isVisible())
        catchUp();
}

void TicksView::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (m_isStale)
        catchUp();
}

void TicksView::catchUp()
{
    TickRange ticks = ticksIn(*m_timeline, m_view);
    if (m_view.begin <= m_timeline->extent().begin)
        ticks.first = 0;
    m_isFollowing = true;
    m_table->keepPlaces([&] { m_model->setTicks(ticks); });
    m_isFollowing = false;
    describe();
    followRange();
}

/// Selects the rows of the range, as far as they are made, and shows the first of them.
void TicksView::followRange()
{
    m_isStale = false;
    m_isFollowing = true;
    QItemSelection rows;
    QModelIndex first;
    if (const std::optional<AxisRange>& range = m_document.filter().current().range) {
        const TickRange ticks = ticksIn(*m_timeline, *range);
        if (ticks.first < ticks.last)
            m_model->fetchTo({}, ticks.last - 1);
        const int lastColumn = m_model->columnCount() - 1;
        const auto isIn = [&](int row) {
            const std::size_t tick = m_model->tickAt(m_model->index(row, 0));
            return tick >= ticks.first && tick < ticks.last;
        };
        const int count = m_model->isListing() ? 0 : m_model->rowCount();
        for (int row = 0; row < count && rows.size() < mostStretches; ++row) {
            if (!isIn(row))
                continue;
            const int begin = row;
            while (row + 1 < count && isIn(row + 1))
                ++row;
            rows.append(QItemSelectionRange(m_model->index(begin, 0), m_model->index(row, lastColumn)));
            if (!first.isValid())
                first = m_model->index(begin, 0);
        }
    }
    m_table->selectionModel()->select(rows, QItemSelectionModel::ClearAndSelect);
    if (first.isValid()) {
        m_table->selectionModel()->setCurrentIndex(first, QItemSelectionModel::NoUpdate);
        m_table->scrollTo(first);
    }
    m_isFollowing = false;
}

/// Makes the selected rows the range, with all ticks between the first and the last of them.
void TicksView::takeSelection()
{
    if (m_isFollowing || m_model->isListing())
        return;
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    if (rows.isEmpty())
        return; // of a sort or another list; what was chosen stays
    TickRange ticks{m_timeline->tickCount(), 0};
    for (const QModelIndex& row : rows) {
        ticks.first = std::min(ticks.first, m_model->tickAt(row));
        ticks.last = std::max(ticks.last, m_model->tickAt(row) + 1);
    }
    m_taken = rangeOfTicks(*m_timeline, ticks);
    m_document.filter().previewRange(m_taken);
    m_commitTimer.start();
}

void TicksView::describe()
{
    const bool isTime = m_timeline->axis == AxisKind::Time;
    const std::size_t listed = m_model->ticks().last - m_model->ticks().first;
    const QString count = countText(listed);
    QString text = isTime ? tr("%1 ticks").arg(count) : tr("%1 samples").arg(count);
    if (listed < m_timeline->tickCount())
        text = tr("%1 of %2 are in view").arg(text, countText(m_timeline->tickCount()));
    text += QStringLiteral(" \u00b7 ") + tr("Selected rows are the range.");
    if (isTime)
        text += u' ' + idsExplanation();
    m_remark->setText(text);
    m_remark->setToolTip(plainToolTip({text}));
    if (m_model->rowCount() == 0 && !m_model->isListing())
        m_empty->showText(tr("Nothing came into being in this stretch."), tr("Zoom out, or list empty ticks, too."));
    else
        m_empty->hide();
}

} // namespace heapline
