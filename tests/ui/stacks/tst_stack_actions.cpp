// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_program.h"
#include "tests/ui/widgets/loaded_document.h"
#include "tests/ui/widgets/tree_text.h"
#include "ui/stacks/stack_bar.h"
#include "ui/stacks/stack_tree_model.h"
#include "ui/stacks/stack_tree_view.h"
#include "ui/widgets/tree_view.h"

#include <QAction>
#include <QMenu>
#include <QSignalSpy>
#include <QToolButton>

#include <random>

namespace tst_stack_actions {

using namespace heapline;
using namespace heapline::test;
using namespace Qt::Literals::StringLiterals;

namespace {

/// A view on a file, shown off screen.
struct Shown {
    Shown(StackTreeView::Kind kind, Document& theDocument) : document(theDocument), view(kind, theDocument)
    {
        view.resize(1000, 600);
        view.show();
    }

    QAction* action(const QString& text) const
    {
        for (QAction* candidate : view.actions()) {
            if (candidate->text().remove(u'&') == text)
                return candidate;
        }
        return nullptr;
    }

    /// Makes the row of a path of names current.
    bool choose(const QStringList& path) const
    {
        QModelIndex at;
        for (const QString& name : path) {
            if (at.isValid())
                tree->openRow(at);
            QModelIndex found;
            for (int row = 0; row < model->rowCount(at) && !found.isValid(); ++row) {
                if (model->index(row, 0, at).data().toString() == name)
                    found = model->index(row, 0, at);
            }
            if (!found.isValid())
                return false;
            at = found;
        }
        tree->setCurrentIndex(at);
        return true;
    }

    /// Presses a key in the table.
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        view.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&view));
        tree->setFocus();
        QTest::keyClick(tree, key, modifiers);
    }

    /// Waits until the figures follow the filter.
    bool settle() const
    {
        return QTest::qWaitFor([this] {
            const auto figures = document.figures().figures();
            return figures && !document.figures().isStale() && figures->shown->filter == document.filter().current().stacks;
        });
    }

    QString firstRow(StackColumn column) const { return model->index(0, static_cast<int>(column)).data().toString(); }

    QString firstLevel() const
    {
        QString text;
        for (int row = 0; row < model->rowCount(); ++row) {
            for (const StackColumn column : {StackColumn::Function, StackColumn::SelfLive, StackColumn::TotalLive})
                text += model->index(row, static_cast<int>(column)).data().toString() + u' ';
        }
        return text;
    }

    Document& document;
    StackTreeView view;
    TreeView* tree = view.findChild<TreeView*>();
    StackTreeModel* model = view.findChild<StackTreeModel*>();
};

} // namespace

class TestStackActions : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { failOnWarnings(); }

    void keysChangeTheTree()
    {
        Document document(dataFile("leaky-http.heaptimeline.gz"));
        QVERIFY(load(document));
        const Shown shown(StackTreeView::Kind::TopDown, document);
        Shown heavy(StackTreeView::Kind::BottomUp, document);
        const QString before = shown.firstLevel();
        QVERIFY(heavy.choose({u"makePayload"_s, u"Session"_s}));

        heavy.press(Qt::Key_F); // focus on Session
        QVERIFY(heavy.settle());
        QCOMPARE(shown.model->rowCount(), 1);
        QCOMPARE(shown.firstRow(StackColumn::Function), u"Session"_s);
        QVERIFY(document.filter().current().stacks.steps.size() == 1);

        QVERIFY(heavy.choose({u"makePayload"_s}));
        heavy.press(Qt::Key_M);
        QVERIFY(heavy.settle());
        QCOMPARE(treeText(*shown.model, {0}).split(u'\n').first(), u"Session"_s); // nothing is left below it
        QCOMPARE(document.filter().current().stacks.steps.size(), std::size_t{2});

        document.filter().undoStack()->undo();
        document.filter().undoStack()->undo();
        QVERIFY(heavy.settle());
        QCOMPARE(shown.firstLevel(), before);
    }

    void subtreeOfARowIsWhatTheViewShows()
    {
        Document document(dataFile("leaky-http.heaptimeline.gz"));
        QVERIFY(load(document));
        Shown heavy(StackTreeView::Kind::BottomUp, document);
        QVERIFY(heavy.choose({u"makePayload"_s, u"Session"_s}));
        const QString self =
            heavy.tree->currentIndex().siblingAtColumn(static_cast<int>(StackColumn::SelfLive)).data().toString();
        heavy.press(Qt::Key_F, Qt::ShiftModifier);
        QVERIFY(heavy.settle());
        QVERIFY(document.filter().current().stacks.steps.front().kind == StackStep::Kind::FocusLeafPath);
        QCOMPARE(heavy.firstRow(StackColumn::Function), u"makePayload"_s);
        QCOMPARE(heavy.firstRow(StackColumn::SelfLive), self);

        document.filter().clear();
        QVERIFY(heavy.settle());
        Shown tree(StackTreeView::Kind::TopDown, document);
        tree.tree->expandHeaviest();
        const QString name = tree.tree->currentIndex().siblingAtColumn(0).data().toString();
        const QString total =
            tree.tree->currentIndex().siblingAtColumn(static_cast<int>(StackColumn::TotalLive)).data().toString();
        tree.press(Qt::Key_F, Qt::ShiftModifier);
        QVERIFY(tree.settle());
        QVERIFY(document.filter().current().stacks.steps.front().kind == StackStep::Kind::FocusSubtree);
        QCOMPARE(tree.firstRow(StackColumn::Function), name);
        QCOMPARE(tree.firstRow(StackColumn::TotalLive), total);
    }

    // Rows and figures come back, whatever has been done to them.
    void anyChainUndoneGivesTheFirstTree()
    {
        Document document(dataFile("tsc.heapprofile.gz"));
        QVERIFY(load(document));
        Shown heavy(StackTreeView::Kind::BottomUp, document);
        Shown tree(StackTreeView::Kind::TopDown, document);
        tree.tree->expandHeaviest();
        const QString before = treeText(*tree.model, {0, 2, 4}) + treeText(*heavy.model, {0, 2, 4});
        std::mt19937 random(20261125);
        const QStringList names = {u"Focus on Function"_s, u"Focus on Subtree"_s,          u"Drop Function"_s,
                                   u"Drop Subtree"_s,      u"Merge into Caller"_s,         u"Collapse Recursion"_s,
                                   u"Collapse Callees"_s,  u"Collapse Direct Recursion"_s, u"Collapse Package"_s,
                                   u"Hide Package"_s};
        for (int chain = 0; chain < 8; ++chain) {
            for (int step = 0; step < 6; ++step) {
                const Shown& view = random() % 2 ? heavy : tree;
                if (view.model->rowCount() == 0)
                    break;
                const int rows = std::min(view.model->rowCount(), 10);
                view.tree->setCurrentIndex(view.model->index(static_cast<int>(random() % static_cast<unsigned>(rows)), 0));
                QAction* action = view.action(names[static_cast<qsizetype>(random() % static_cast<unsigned>(names.size()))]);
                QVERIFY(action);
                action->trigger();
                if (random() % 4 == 0) {
                    StackFilter stacks = document.filter().current().stacks;
                    stacks.grouping = static_cast<Grouping>(random() % 4);
                    stacks.lens.hideRuntime = random() % 2;
                    document.filter().setStacks(stacks, u"Group"_s);
                }
                QVERIFY(view.settle());
            }
            while (document.filter().undoStack()->canUndo())
                document.filter().undoStack()->undo();
            QVERIFY(tree.settle());
            QVERIFY(document.filter().current() == Filter());
            tree.tree->collapseAll();
            tree.tree->setCurrentIndex({});
            tree.tree->expandHeaviest();
            QCOMPARE(treeText(*tree.model, {0, 2, 4}) + treeText(*heavy.model, {0, 2, 4}), before);
        }
    }

    void actionsSayWhenTheyCannotAct()
    {
        Document document(dataFile("tsc.heapprofile.gz"));
        QVERIFY(load(document));
        Shown heavy(StackTreeView::Kind::BottomUp, document);
        QAction* focus = heavy.action(u"Focus on Function"_s);
        QVERIFY(focus && !focus->isEnabled());
        QCOMPARE(focus->toolTip(), u"Select a function first"_s);
        QAction* restore = heavy.action(u"Restore All Functions"_s);
        QVERIFY(!restore->isEnabled());
        heavy.tree->setCurrentIndex(heavy.model->index(0, 0));
        QVERIFY(focus->isEnabled());
        focus->trigger();
        QVERIFY(restore->isEnabled());
        restore->trigger();
        QVERIFY(document.filter().current().stacks.isEmpty());
        QVERIFY(!heavy.action(u"Show Objects"_s)); // a sampling profile has none
    }

    void objectsAreAskedFor()
    {
        Document document(dataFile("leaky-http.heaptimeline.gz"));
        QVERIFY(load(document));
        Shown heavy(StackTreeView::Kind::BottomUp, document);
        QSignalSpy asked(&heavy.view, &StackTreeView::objectsRequested);
        QVERIFY(heavy.choose({u"makePayload"_s}));
        heavy.press(Qt::Key_O);
        QCOMPARE(asked.count(), 1);
        QVERIFY(heavy.settle());
        QVERIFY(document.figures().figures()->passes != nullptr);
        QVERIFY(document.figures().figures()->bytes > 0);
        QCOMPARE(document.figures().figures()->bytes, document.figures().figures()->weights.whole(Measure::LiveBytes));
    }

    void barShowsAndChangesTheFilter()
    {
        Document document(dataFile("tsc.heapprofile.gz"));
        QVERIFY(load(document));
        StackBar bar(document);
        bar.show();
        auto* grouping = bar.findChild<QToolButton*>(u"groupingButton"_s);
        auto* lens = bar.findChild<QToolButton*>(u"lensButton"_s);
        QCOMPARE(grouping->text(), u"By function"_s);
        QCOMPARE(lens->text(), u"All code"_s);
        QVERIFY(!bar.findChild<QToolButton*>(u"measureButton"_s)->isVisible()); // one measure only
        for (QAction* action : bar.menus()[0]->actions()) {
            if (action->text() == u"By package"_s)
                action->trigger();
        }
        QCOMPARE(grouping->text(), u"By package"_s);
        QVERIFY(document.filter().current().stacks.grouping == Grouping::Package);
        bar.menus()[1]->actions().front()->trigger();
        QCOMPARE(lens->text(), u"Own code only"_s);
        document.filter().undoStack()->undo();
        document.filter().undoStack()->undo();
        QCOMPARE(grouping->text(), u"By function"_s);
        QCOMPARE(lens->text(), u"All code"_s);
    }

    void groupsAreRows()
    {
        Document document(dataFile("tsc.heapprofile.gz"));
        QVERIFY(load(document));
        Shown list(StackTreeView::Kind::Functions, document);
        StackFilter stacks;
        stacks.grouping = Grouping::Package;
        document.filter().setStacks(stacks, u"By package"_s);
        QVERIFY(list.settle());
        QVERIFY(treeText(*list.model, {0}).contains(u"typescript\n"_s));
        QVERIFY(list.choose({u"typescript"_s}));
        const SelectedItem item = document.selection().current();
        QVERIFY(item.kind == SelectedItem::Kind::Function && item.grouping == Grouping::Package);
        list.press(Qt::Key_D);
        QVERIFY(list.settle());
        QVERIFY(!treeText(*list.model, {0}).contains(u"typescript\n"_s));
        // The step means the package, also among functions.
        stacks = document.filter().current().stacks;
        stacks.grouping = Grouping::Function;
        document.filter().setStacks(stacks, u"By function"_s);
        QVERIFY(list.settle());
        for (int row = 0; row < list.model->rowCount(); ++row)
            QVERIFY(!list.model->index(row, static_cast<int>(StackColumn::Location))
                         .data(Qt::ToolTipRole)
                         .toString()
                         .contains(u"node_modules/typescript"_s));
    }
};

HEAPLINE_TEST(TestStackActions)

} // namespace tst_stack_actions

#include "tst_stack_actions.moc"
