// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/heap/comparison_bar.h"

#include "ui/document/document.h"
#include "ui/document/open_profiles.h"
#include "ui/heap/comparison_labels.h"
#include "ui/heap/comparison_state.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/text.h"

#include <QAction>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QToolButton>

#include <utility>

namespace heapline {

namespace {

/// What an entry of the list of bases does when it is chosen; documents stand in by their place among candidates().
enum BaseEntry { NothingEntry = -1, RangeEntry = -2, FileEntry = -3 };

/// A label and what it belongs to, which stay together when the bar is narrow.
QWidget* labelled(QLabel* label, QComboBox* box)
{
    auto* both = new QWidget;
    auto* layout = new QHBoxLayout(both);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(label);
    layout->addWidget(box);
    label->setBuddy(box);
    return both;
}

} // namespace

ComparisonBar::ComparisonBar(Document& document, OpenProfiles& profiles, QWidget* parent)
    : QWidget(parent)
    , m_document(document)
    , m_profiles(profiles)
    , m_state(ComparisonState::of(document))
    , m_base(new QComboBox)
    , m_by(new QComboBox)
    , m_byLabel(new QLabel(tr("&By:")))
    , m_useSelection(new QAction(tr("Use Selection as &Base"), this))
    , m_openFile(new QAction(tr("Open a &File to Compare With…"), this))
{
    auto* layout = new FlowLayout(6, this);
    layout->setContentsMargins(4, 2, 4, 2);
    m_base->setObjectName(QStringLiteral("comparisonBase"));
    m_base->setAccessibleName(tr("Compare with"));
    m_base->setToolTip(tr("The base: the older profile, or the range, that this one is compared with"));
    m_base->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_base->setMinimumContentsLength(26);
    layout->addWidget(labelled(new QLabel(tr("Compare &with:")), m_base));

    makeActions();
    auto* use = new QToolButton;
    use->setDefaultAction(m_useSelection);
    use->setToolButtonStyle(Qt::ToolButtonTextOnly);
    use->setFocusPolicy(Qt::TabFocus);
    use->setVisible(m_useSelection->isVisible());
    layout->addWidget(use);

    m_by->setObjectName(QStringLiteral("comparisonBy"));
    m_by->setAccessibleName(tr("Match objects by"));
    m_by->addItem(tr("Automatic"), static_cast<int>(CompareBy::Automatic));
    m_by->addItem(tr("Ids"), static_cast<int>(CompareBy::Id));
    m_by->addItem(tr("Classes"), static_cast<int>(CompareBy::Class));
    m_by->setItemData(0, tr("By id if the ids are of one life of one process, else by class"), Qt::ToolTipRole);
    m_by->setItemData(1, tr("Objects with one id and class are one object"), Qt::ToolTipRole);
    m_by->setItemData(2, tr("Classes of one name, shape and place are one; all of their objects are counted"),
                      Qt::ToolTipRole);
    m_by->setToolTip(tr("How the objects of both files are matched"));
    layout->addWidget(labelled(m_byLabel, m_by));

    connect(m_base, &QComboBox::activated, this, &ComparisonBar::chooseBase);
    connect(m_by, &QComboBox::activated, this,
            [this](int item) { m_state.setBy(static_cast<CompareBy>(m_by->itemData(item).toInt())); });
    connect(&profiles, &OpenProfiles::changed, this, &ComparisonBar::follow);
    connect(&m_state, &ComparisonState::changed, this, &ComparisonBar::follow);
    connect(&document.filter(), &FilterState::rangeChanged, this, &ComparisonBar::follow);
    follow();
}

void ComparisonBar::makeActions()
{
    m_useSelection->setShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_B);
    m_useSelection->setShortcutContext(Qt::WindowShortcut); // while this is in sight, also from the timeline
    m_useSelection->setVisible(m_document.profile()->timeline.has_value());
    connect(m_useSelection, &QAction::triggered, this, [this] {
        if (const auto range = m_document.filter().current().range)
            m_state.compareWithRange(range);
    });
    m_openFile->setShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_O);
    m_openFile->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    m_openFile->setToolTip(tr("Choose an older snapshot or timeline as the base (%1)")
                               .arg(m_openFile->shortcut().toString(QKeySequence::NativeText)));
    connect(m_openFile, &QAction::triggered, this, [this] { m_profiles.askForBaseOf(m_document); });
}

QList<Document*> ComparisonBar::candidates() const
{
    QList<Document*> candidates;
    for (Document* document : m_profiles.all()) {
        if (document != &m_document && (canBeCompared(*document) || document == m_state.base()))
            candidates.append(document);
    }
    return candidates;
}

void ComparisonBar::follow()
{
    fillBases();
    const bool hasFiles = m_state.kind() != ComparisonState::Kind::Range;
    m_by->setCurrentIndex(m_by->findData(static_cast<int>(m_state.by())));
    m_by->setEnabled(hasFiles);
    m_byLabel->setEnabled(hasFiles);
    const bool isSelected = m_document.filter().current().range.has_value();
    m_useSelection->setEnabled(isSelected);
    m_useSelection->setToolTip(isSelected ? tr("Remember the selected range as the base; then select the newer one (%1)")
                                                .arg(m_useSelection->shortcut().toString(QKeySequence::NativeText))
                                          : tr("Select a range of the timeline first"));
}

void ComparisonBar::fillBases()
{
    const QSignalBlocker quiet(m_base);
    m_base->clear();
    m_base->addItem(tr("Nothing"), NothingEntry);
    const QList<Document*> documents = candidates();
    for (qsizetype i = 0; i < documents.size(); ++i) {
        const QString title = fromFile(documents[i]->title().toStdString());
        m_base->addItem(documents[i]->state() == Document::State::Loading ? tr("%1 (loading…)").arg(title) : title,
                        static_cast<int>(i));
        m_base->setItemData(m_base->count() - 1, plainToolTip({fromFile(documents[i]->path().toStdString(), 1000)}),
                            Qt::ToolTipRole);
    }
    if (m_document.profile() && m_document.profile()->timeline)
        m_base->addItem(m_state.baseRange() ? tr("Range %1").arg(comparedRangeText(m_state.baseRange()))
                                            : tr("Another range of this timeline"),
                        RangeEntry);
    m_base->insertSeparator(m_base->count());
    m_base->addItem(tr("Open a file…"), FileEntry);
    switch (m_state.kind()) {
    case ComparisonState::Kind::None: m_base->setCurrentIndex(m_base->findData(NothingEntry)); break;
    case ComparisonState::Kind::Range: m_base->setCurrentIndex(m_base->findData(RangeEntry)); break;
    case ComparisonState::Kind::Profile:
        m_base->setCurrentIndex(m_base->findData(static_cast<int>(documents.indexOf(m_state.base()))));
        break;
    }
}

void ComparisonBar::chooseBase(int item)
{
    const int entry = m_base->itemData(item).toInt();
    switch (entry) {
    case NothingEntry: m_state.compareWithNothing(); return;
    case RangeEntry:
        // The range that is selected already, if there is one: then the newer one is to be selected.
        if (m_state.kind() != ComparisonState::Kind::Range)
            m_state.compareWithRange(m_document.filter().current().range);
        return;
    case FileEntry:
        fillBases(); // until there is a file, the old base stays
        m_openFile->trigger();
        return;
    default: break;
    }
    const QList<Document*> documents = candidates();
    if (entry >= 0 && entry < documents.size())
        m_state.compareWith(*documents[entry]);
}

} // namespace heapline
