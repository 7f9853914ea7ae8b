// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/help_pages.h"

#include "app/document_view.h"
#include "ui/timeline/timeline_view.h"

#include <QAction>
#include <QCoreApplication>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>

namespace heapline {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Help {
    Q_DECLARE_TR_FUNCTIONS(heapline::Help)
};

QString withoutMnemonic(const QString& text)
{
    QString plain = text;
    return plain.remove(u'&').remove(u'…');
}

QString section(const QString& title, const QList<QAction*>& actions)
{
    QString rows;
    for (const QAction* action : actions) {
        QStringList keys;
        for (const QKeySequence& sequence : action->shortcuts())
            keys += sequence.toString(QKeySequence::NativeText);
        keys.removeAll(QString());
        if (!keys.isEmpty()) {
            rows += u"<tr><td><b>%1</b>&nbsp;&nbsp;&nbsp;</td><td>%2</td></tr>"_s.arg(
                keys.join(u", "_s).toHtmlEscaped(), withoutMnemonic(action->text()).toHtmlEscaped());
        }
    }
    return rows.isEmpty() ? QString() : u"<h3>%1</h3><table>%2</table>"_s.arg(title.toHtmlEscaped(), rows);
}

} // namespace

QString shortcutsHtml(const QMainWindow& window, const DocumentView* view)
{
    QString html = u"<h2>%1</h2>"_s.arg(Help::tr("Keyboard shortcuts").toHtmlEscaped());
    for (const QAction* menu : window.menuBar()->actions()) {
        if (menu->menu())
            html += section(withoutMnemonic(menu->text()), menu->menu()->actions());
    }
    if (!view)
        return html
               + u"<p>%1</p>"_s.arg(
                   Help::tr("Open a profile to see the keys of its timeline and tables too.").toHtmlEscaped());
    if (view->timeline())
        html += section(Help::tr("In the timeline"), view->timeline()->actions());
    html += section(Help::tr("In the table"), view->viewActions());
    return html;
}

} // namespace heapline
