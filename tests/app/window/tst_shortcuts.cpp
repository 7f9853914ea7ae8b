// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/icons.h"
#include "app/view_list.h"
#include "tests/support/test_program.h"
#include "window_fixture.h"

#include <QAction>
#include <QHash>
#include <QTest>

namespace tst_shortcuts {

using namespace heapline;
using namespace Qt::Literals::StringLiterals;

/// Keys of all views and panes, as they can be meant together.
class TestShortcuts : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { initResources(); }
    void init() { failOnWarning(); }
    void noneTwice_data();
    void noneTwice();
};

void TestShortcuts::noneTwice_data()
{
    QTest::addColumn<DocumentView::View>("view");
    for (const ViewEntry& entry : viewList())
        QTest::newRow(entry.option.toUtf8().constData()) << entry.view;
}

/// Keys of two actions that can both be meant where the focus is do nothing at all.
void TestShortcuts::noneTwice()
{
    QFETCH(DocumentView::View, view);
    WindowFixture f;
    f.openSample();
    DocumentView* shown = f.window.currentView();
    shown->showView(view);
    int focused = 0;
    for (const PaneEntry& pane : paneList()) {
        shown->lowerPane().choose(pane.pane);
        for (QWidget* focus : f.window.findChildren<QWidget*>()) {
            if (!focus->isVisible() || focus->focusPolicy() == Qt::NoFocus)
                continue;
            ++focused;
            QHash<QString, QAction*> owners;
            for (QWidget* widget = focus; widget; widget = widget->parentWidget()) {
                for (QAction* action : widget->actions()) {
                    if (widget != focus && action->shortcutContext() == Qt::WidgetShortcut)
                        continue;
                    for (const QKeySequence& keys : action->shortcuts()) {
                        const QAction* owner = owners.value(keys.toString());
                        QVERIFY2(!owner || owner == action,
                                 qPrintable(keys.toString() + u": "_s + (owner ? owner->text() : QString()) + u", "_s
                                            + action->text()));
                        owners.insert(keys.toString(), action);
                    }
                }
            }
        }
    }
    QVERIFY(focused > 10);
}

HEAPLINE_TEST(TestShortcuts)

} // namespace tst_shortcuts

#include "tst_shortcuts.moc"
