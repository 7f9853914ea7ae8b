// SPDX-License-Identifier: GPL-3.0-or-later
#include "window_fixture.h"

#include "app/document_view.h"
#include "ui/document/document.h"
#include "ui/widgets/lazy_tree_model.h"
#include "ui/widgets/tree_view.h"

#include <QAction>
#include <QFile>
#include <QRegularExpression>
#include <QTest>

namespace heapline {

using namespace Qt::Literals::StringLiterals;

WindowFixture::WindowFixture()
{
    window.resize(1200, 800);
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
}

void WindowFixture::openSample()
{
    window.openSample();
    QTRY_VERIFY_WITH_TIMEOUT(isSettled(window), 30'000);
}

QString WindowFixture::write(const QString& name, const QByteArray& content)
{
    QFile file(folder.filePath(name));
    return file.open(QIODevice::WriteOnly) && file.write(content) == content.size() ? file.fileName() : QString();
}

QString WindowFixture::sampleFile(const QString& name)
{
    QFile sample(u":/heapline/sample/leaky-http.heaptimeline.gz"_s);
    return sample.open(QIODevice::ReadOnly) ? write(name, sample.readAll()) : QString();
}

TreeView* WindowFixture::table() const
{
    return window.currentView() ? window.currentView()->currentTable() : nullptr;
}

QAction* WindowFixture::action(const QString& text) const
{
    for (QAction* action : window.findChildren<QAction*>()) {
        if (action->text().remove(u'&').remove(u'…') == text)
            return action;
    }
    return nullptr;
}

void failOnWarning()
{
    QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support|QStandardPaths: XDG_RUNTIME_DIR)"_s));
}

bool isSettled(const MainWindow& window)
{
    Document* document = window.currentDocument();
    const DocumentView* view = window.currentView();
    if (!document || !view || !document->figures().wholeFigures() || document->figures().isStale())
        return false;
    const auto* model = view->currentTable() ? qobject_cast<LazyTreeModel*>(view->currentTable()->model()) : nullptr;
    return !model || !model->isListing();
}

} // namespace heapline
