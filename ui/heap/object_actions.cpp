// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/heap/object_actions.h"

#include "core/heap/object_names.h"
#include "ui/heap/heap_tree_model.h"
#include "ui/widgets/status_text.h"
#include "ui/widgets/text.h"
#include "ui/widgets/tree_view.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>

#include <utility>

namespace heapline {

namespace {

constexpr const char* purposeProperty = "purpose";
constexpr int statusMs = 10'000;

/// A place where an object can be looked at. Its keys are those of the view or pane, with Shift.
struct PlaceEntry {
    Place place;
    QString text;
    QKeySequence shortcut;
    QString toolTip;
    bool needsReferences = false; ///< whether it is of no use when the file does not hold all references
};

QList<PlaceEntry> placeEntries()
{
    const auto tr = [](const char* text) { return ObjectActions::tr(text); };
    return {
        {Place::Summary, tr("Show in &Summary"), Qt::CTRL | Qt::SHIFT | Qt::Key_5,
         tr("Select the object and show it below its class")},
        {Place::Containment, tr("Show in Co&ntainment"), Qt::CTRL | Qt::SHIFT | Qt::Key_6,
         tr("Select the object and open the shortest way from the root to it"), true},
        {Place::Dominators, tr("Show in &Dominators"), Qt::CTRL | Qt::SHIFT | Qt::Key_7,
         tr("Select the object and open the objects that it is alive through"), true},
        {Place::Treemap, tr("Show in &Treemap"), Qt::CTRL | Qt::SHIFT | Qt::Key_8,
         tr("Select the object and show it among all that is alive through the same object"), true},
        {Place::Retainers, tr("Show &Retainers"), Qt::ALT | Qt::SHIFT | Qt::Key_1,
         tr("Select the object and show what keeps it alive")},
        {Place::Paths, tr("Show &Path to Root"), Qt::ALT | Qt::SHIFT | Qt::Key_2,
         tr("Select the object and show how it is reached from the roots"), true},
    };
}

} // namespace

ObjectActions::ObjectActions(Document& document, QWidget& view, Choosing choosing, Current current, std::optional<Place> own)
    : QObject(&view)
    , m_document(document)
    , m_view(view)
    , m_current(std::move(current))
{
    if (choosing == Choosing::Waits)
        add(tr("&Go to This Object"), {QKeySequence(Qt::Key_Return), QKeySequence(Qt::Key_Enter)},
            tr("Select the object of the current row: all views follow, and Back returns"), [this](NodeOrdinal) { goTo(); });
    addPlaces(own);
    addCopying();
    update();
}

ObjectActions::ObjectActions(Document& document, TreeView& table, const HeapTreeModel& model, Choosing choosing,
                             std::optional<Place> own)
    : ObjectActions(
        document, table, choosing, [&table, &model] { return model.objectAt(table.currentIndex()); }, own)
{
    connect(table.selectionModel(), &QItemSelectionModel::currentChanged, this, &ObjectActions::update);
    connect(&model, &QAbstractItemModel::modelReset, this, &ObjectActions::update);
}

QAction* ObjectActions::add(const QString& text, const QList<QKeySequence>& shortcuts, const QString& toolTip,
                            std::function<void(NodeOrdinal)> act)
{
    auto* action = new QAction(text, &m_view);
    action->setShortcuts(shortcuts);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    action->setProperty(purposeProperty, toolTip);
    connect(action, &QAction::triggered, this, [this, act = std::move(act)] {
        if (const std::optional<NodeOrdinal> object = m_current())
            act(*object);
    });
    m_view.addAction(action);
    m_actions.append(action);
    return action;
}

void ObjectActions::addPlaces(std::optional<Place> own)
{
    for (const PlaceEntry& entry : placeEntries()) {
        if (own != entry.place && (!entry.needsReferences || m_document.profile()->heap->knowsReferences()))
            add(entry.text, {entry.shortcut}, entry.toolTip,
                [this, place = entry.place](NodeOrdinal object) { show(object, place); });
    }
}

void ObjectActions::addCopying()
{
    add(tr("Copy &Id"), {Qt::CTRL | Qt::SHIFT | Qt::Key_I}, tr("Copy the id of the object, such as @117613"),
        [this](NodeOrdinal object) {
            const auto id = m_document.profile()->heap->graph.nodes.id[object.value];
            QGuiApplication::clipboard()->setText(QStringLiteral("@%1").arg(id));
        });
    add(tr("Copy &Name"), {Qt::CTRL | Qt::SHIFT | Qt::Key_N},
        tr("Copy the name of the object, or the text of a string, as far as the file holds it"), [this](NodeOrdinal object) {
            QGuiApplication::clipboard()->setText(
                QString::fromStdString(heapline::objectName(m_document.profile()->heap->graph, object)));
        });
}

void ObjectActions::update()
{
    const bool canAct = m_current().has_value();
    for (QAction* action : std::as_const(m_actions)) {
        const QString keys = action->shortcut().toString(QKeySequence::NativeText);
        action->setEnabled(canAct);
        action->setToolTip(canAct ? QStringLiteral("%1 (%2)").arg(action->property(purposeProperty).toString(), keys)
                                  : tr("Select an object first"));
    }
}

void ObjectActions::goTo()
{
    if (const std::optional<NodeOrdinal> object = m_current())
        m_document.selection().select(SelectedItem::ofObject(*object));
}

void ObjectActions::show(NodeOrdinal object, Place place)
{
    m_document.selection().select(SelectedItem::ofObject(object));
    m_document.reveal(place);
    const QString obstacle = place == Place::Summary ? obstacleInSummary(m_document, object) : QString();
    if (!obstacle.isEmpty())
        showStatusText(m_view, obstacle, statusMs);
}

QString farRowText(const HeapGraph& graph, NodeOrdinal object)
{
    return ObjectActions::tr("The row of %1 @%2 is too far down to be shown. Another order of the rows may bring it up.")
        .arg(fromFile(objectTitle(graph, object), titleNameLength))
        .arg(graph.nodes.id[object.value]);
}

QString obstacleInSummary(Document& document, NodeOrdinal object)
{
    const Heap& heap = *document.profile()->heap;
    const std::uint64_t id = heap.graph.nodes.id[object.value];
    if (heap.shallowSize[object.value] == 0)
        return ObjectActions::tr("@%1 is not in the Summary: it has no bytes of its own").arg(id);
    const auto figures = document.figures().figures();
    if (!figures)
        return {};
    if (figures->ids && !figures->ids->contains(id))
        return ObjectActions::tr("@%1 is not in the Summary: it is not of the selected range").arg(id);
    if (figures->passes && !(*figures->passes)[object.value])
        return ObjectActions::tr("@%1 is not in the Summary: the filters leave it out").arg(id);
    return {};
}

} // namespace heapline
