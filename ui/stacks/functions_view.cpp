// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/stacks/functions_view.h"

#include "ui/stacks/flame_saving.h"
#include "ui/stacks/flame_text.h"
#include "ui/stacks/flame_view.h"
#include "ui/stacks/frame_text.h"
#include "ui/stacks/package_key.h"
#include "ui/stacks/shown_selection.h"
#include "ui/stacks/stack_tree_view.h"
#include "ui/widgets/table_actions.h"
#include "ui/widgets/text.h"
#include "ui/widgets/tree_view.h"

#include <QAction>
#include <QLabel>
#include <QMenu>
#include <QSplitter>
#include <QVBoxLayout>

namespace heapline {

FunctionsView::FunctionsView(Document& document, QWidget* parent)
    : QWidget(parent)
    , m_document(document)
    , m_list(new StackTreeView(StackTreeView::Kind::Functions, document, this))
    , m_title(new QLabel(this))
    , m_packages(std::make_shared<const FrameGroups>(groupFrames(*document.profile()->stacks, Grouping::Package)))
{
    m_title->setTextFormat(Qt::PlainText);
    m_title->setMargin(4);
    m_title->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_callers = makeFlame(tr("Callers of the selected function"));
    m_callees = makeFlame(tr("Callees of the selected function"));
    m_callers->setOrientation(FlameOrientation::Flame);

    auto* flames = new QSplitter(Qt::Vertical);
    flames->addWidget(m_callers);
    flames->addWidget(m_callees);
    auto* right = new QWidget;
    auto* lines = new QVBoxLayout(right);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->setSpacing(0);
    lines->addWidget(m_title);
    lines->addWidget(flames, 1);
    auto* halves = new QSplitter(Qt::Horizontal);
    halves->addWidget(m_list);
    halves->addWidget(right);
    halves->setChildrenCollapsible(false);
    halves->setSizes({540, 460});
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(halves);
    setFocusProxy(m_list);
    // Those that copy and save rows stay the list's: the flames save pictures with the same key.
    const QList<QAction*> ofRows = m_list->findChild<TreeView*>()->tableActions().all();
    for (QAction* action : m_list->actions()) {
        if (!ofRows.contains(action))
            addAction(action);
    }

    connect(m_list, &StackTreeView::objectsRequested, this, &FunctionsView::objectsRequested);
    connect(&document.figures(), &RangeFiguresQuery::updated, this, &FunctionsView::follow);
    connect(&document.filter(), &FilterState::flameChanged, this, &FunctionsView::follow);
    connect(&document.selection(), &SelectionHistory::currentChanged, this, &FunctionsView::follow);
    follow();
}

FlameView* FunctionsView::makeFlame(const QString& accessibleName)
{
    auto* flame = new FlameView(this);
    flame->canvas()->setAccessibleName(accessibleName);
    flame->canvas()->setMinimumHeight(36); // two flames must not make the window taller than the tables do
    auto* go = new QAction(tr("&Go to This Function"), flame);
    go->setShortcut(Qt::Key_G);
    go->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    go->setToolTip(tr("Show the callers and callees of the selected box's function"));
    connect(go, &QAction::triggered, this, [this, flame] {
        const FlameSource* source = flame->canvas()->source();
        const FlameBoxId box = flame->canvas()->selectedBox();
        if (source && m_figures && box != noFlameBox && source->box(box).frame.isValid())
            m_document.selection().select(itemOfShown(*m_figures->shown, source->box(box).frame, source->box(box).node));
    });
    flame->insertAction(flame->actions().value(0), go);
    new FlameSaving(*flame, *flame);
    connect(flame, &FlameView::contextMenuRequested, this,
            [flame](FrameId, CallNodeId, const std::vector<FrameId>&, const QPoint& at) {
                auto* menu = new QMenu(flame);
                menu->setAttribute(Qt::WA_DeleteOnClose);
                menu->setToolTipsVisible(true);
                menu->addActions(flame->actions());
                menu->popup(at);
            });
    return flame;
}

void FunctionsView::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    follow();
}

/// A view that nobody sees costs nothing: it catches up when it is shown.
void FunctionsView::follow()
{
    const auto figures = m_document.figures().figures();
    if (!isVisible() || !figures)
        return;
    if (!m_figures || m_figures->shown != figures->shown) {
        m_callers->setKey(packageKey(m_packages, figures->shown));
        m_callees->setKey(packageKey(m_packages, figures->shown));
    }
    m_figures = figures;
    const SelectedItem& item = m_document.selection().current();
    showFunction(*figures, item.kind == SelectedItem::Kind::Function ? figures->shown->shownFrame(item.frame, item.grouping)
                                                                     : FrameId());
}

void FunctionsView::showFunction(const RangeFigures& figures, FrameId frame)
{
    FlameData flameData;
    if (frame.isValid()) {
        flameData.stacks = figures.shown->stacks;
        flameData.weights = {m_figures, &figures.weights};
        flameData.measure = measureToShow(figures.weights, m_document.filter().current().measure);
        flameData.function = frame;
    }
    flameData.kind = FlameData::Kind::Callers;
    m_callers->setData(flameData);
    flameData.kind = FlameData::Kind::Callees;
    m_callees->setData(flameData);
    const QString nothing =
        frame.isValid() ? tr("Nothing that is shown was allocated through this function.") : tr("Select a function.");
    m_callers->setEmptyText(nothing, {});
    m_callees->setEmptyText(nothing, {});
    FlameSource* source = m_callees->canvas()->source();
    QString text = tr("Callers and callees of the selected function");
    if (source) {
        // Of all its calls, also of those within others, as in the list.
        const MeasureColumn& self = figures.weights.self[static_cast<std::size_t>(flameData.measure)];
        std::uint64_t own = 0;
        for (std::size_t row = 0; row < self.size(); ++row)
            own += flameData.stacks->callTree.frame[row] == frame ? self[row] : 0;
        const std::uint64_t total = source->box(FlameSource::root()).weight;
        text = tr("%1: %2 total (%3), %4 self; callers above, callees below")
                   .arg(functionText(*flameData.stacks, frame), measureText(flameData.measure, total),
                        percentText(total, source->data().whole()), measureText(flameData.measure, own));
    }
    m_title->setText(text);
    m_title->setToolTip(plainToolTip({m_title->text()}));
}

QString FunctionsView::matchText() const
{
    return m_list->matchText();
}

bool FunctionsView::showMatch(int step)
{
    return m_list->showMatch(step);
}

} // namespace heapline
