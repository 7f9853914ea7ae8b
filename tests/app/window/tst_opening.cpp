// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/document_view.h"
#include "app/icons.h"
#include "app/profile_list.h"
#include "app/profile_row.h"
#include "tests/support/test_program.h"
#include "ui/document/document.h"
#include "window_fixture.h"

#include <QAction>
#include <QDropEvent>
#include <QFileInfo>
#include <QLabel>
#include <QListWidget>
#include <QMimeData>
#include <QPushButton>
#include <QTest>
#include <QToolButton>
#include <QUrl>

#include <array>
#include <memory>
#include <vector>

namespace tst_opening {

using namespace heapline;
using namespace Qt::Literals::StringLiterals;

/// Ways to open and close files, and what is seen meanwhile.
class TestOpening : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { initResources(); }
    void init() { failOnWarning(); }
    void welcomeFirst();
    void openByPath();
    void sameFileTwice();
    void sampleLeavesNoFile();
    void severalFilesAndClose();
    void rowsAreForgotten();
    void badFileSaysWhy_data();
    void badFileSaysWhy();
    void closeFailedByItsButton();
    void cancelWhileLoading();
    void cancelInTheList();
    void closeWhileLoading();
    void quitWhileLoading();
    void openAnotherWhileLoading();
    void drop();
    void recentFiles();
    void layoutIsRemembered();
};

namespace {

QString failure(const WindowFixture& f)
{
    const auto* label = f.child<QLabel>("failureReason");
    return label && label->isVisible() ? label->text() : QString();
}

} // namespace

void TestOpening::welcomeFirst()
{
    WindowFixture f;
    QVERIFY(!f.window.currentDocument());
    QVERIFY(f.child<QPushButton>("welcomeOpen")->isVisible());
    QVERIFY(!f.window.findChild<ProfileList*>()->isVisible());
    QTest::mouseClick(f.child<QPushButton>("welcomeSample"), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(isSettled(f.window), 30'000);
    QVERIFY(f.window.findChild<ProfileList*>()->isVisible());
}

void TestOpening::openByPath()
{
    WindowFixture f;
    const QString path = f.sampleFile(u"named after nothing"_s);
    f.window.openFiles({path});
    QVERIFY(f.window.currentDocument()->state() == Document::State::Loading);
    QTRY_VERIFY_WITH_TIMEOUT(isSettled(f.window), 30'000);
    QCOMPARE(f.window.currentDocument()->path(), path);
    QVERIFY(f.window.windowTitle().startsWith(u"named after nothing"_s));
    QVERIFY(f.window.currentView()->timeline());
}

void TestOpening::sameFileTwice()
{
    WindowFixture f;
    const QString path = f.sampleFile(u"a.heaptimeline.gz"_s);
    const QString link = f.folder.filePath(u"link"_s);
    QVERIFY(QFile::link(path, link));
    f.window.openFiles({path});
    Document* document = f.window.currentDocument();
    f.window.openSample();
    QVERIFY(f.window.currentDocument() != document);
    f.window.openFiles({link});
    QCOMPARE(f.window.currentDocument(), document);
    QCOMPARE(f.window.findChild<ProfileList*>()->count(), 2);
}

void TestOpening::sampleLeavesNoFile()
{
    WindowFixture f;
    f.window.openSample();
    const QString path = f.window.currentDocument()->path();
    QVERIFY(QFileInfo::exists(path));
    QCOMPARE(QFileInfo(path).permissions() & (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther),
             QFile::Permissions());
    QTRY_VERIFY_WITH_TIMEOUT(isSettled(f.window), 30'000);
    QTRY_VERIFY(!QFileInfo::exists(path));
    Document* document = f.window.currentDocument();
    f.window.openSample(); // it is open
    QCOMPARE(f.window.currentDocument(), document);
}

void TestOpening::severalFilesAndClose()
{
    WindowFixture f;
    f.window.openFiles({f.sampleFile(u"a"_s), f.sampleFile(u"b"_s), f.write(u"c"_s, "[]")});
    auto* list = f.window.findChild<ProfileList*>();
    QCOMPARE(list->count(), 3);
    QCOMPARE(list->currentRow(), 2); // opening switches to it
    QTest::keyClick(&f.window, Qt::Key_PageUp, Qt::ControlModifier);
    QCOMPARE(f.window.currentDocument()->title(), u"b"_s);
    QTRY_VERIFY_WITH_TIMEOUT(isSettled(f.window), 30'000);
    const std::weak_ptr<const Profile> profile = f.window.currentDocument()->profile();
    QTest::keyClick(&f.window, Qt::Key_W, Qt::ControlModifier);
    QCOMPARE(list->count(), 2);
    QTRY_VERIFY(profile.expired()); // its memory is free
    QVERIFY(f.window.currentDocument());
    f.action(u"Close"_s)->trigger();
    f.action(u"Close"_s)->trigger();
    QVERIFY(!f.window.currentDocument());
    QVERIFY(f.child<QPushButton>("welcomeOpen")->isVisible());
    QVERIFY(!f.action(u"Close"_s)->isEnabled());
}

/// The focus goes from the list to a widget where the row of a closed profile was in memory: the current profile stays.
void TestOpening::rowsAreForgotten()
{
    struct Successor : QWidget {
        std::array<char, sizeof(ProfileRow) - sizeof(QWidget)> rest;
    };
    WindowFixture f;
    f.openSample();
    Document* const sample = f.window.currentDocument();
    f.window.openFiles({f.sampleFile(u"closed.heaptimeline.gz"_s)});
    QTRY_VERIFY(isSettled(f.window));
    auto* list = f.window.findChild<ProfileList*>();
    const void* const row = list->itemWidget(list->currentItem());
    f.window.profiles().close(f.window.currentDocument());
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    QCOMPARE(f.window.currentDocument(), sample);

    std::vector<std::unique_ptr<Successor>> others;
    do
        others.push_back(std::make_unique<Successor>());
    while (others.back().get() != row && others.size() < 1000);
    if (others.back().get() != row)
        QSKIP("The memory of the row was not used again.");
    others.back()->setParent(&f.window);
    others.back()->show();
    list->setFocus();
    others.back()->setFocus();
    QVERIFY(others.back()->hasFocus());
    QCOMPARE(f.window.currentDocument(), sample);
}

void TestOpening::badFileSaysWhy_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("word"); // that the reason has to have
    QTest::newRow("empty") << QByteArray() << u"empty"_s;
    QTest::newRow("text") << QByteArray("hello, world") << u"JSON"_s;
    QTest::newRow("other JSON") << QByteArray("{\"a\": 1}") << u"heap profile"_s;
    QTest::newRow("cut") << QByteArray("{\"snapshot\":{\"meta\":{\"node_fields\":[\"type\"") << u"early"_s;
}

void TestOpening::badFileSaysWhy()
{
    QFETCH(QByteArray, content);
    QFETCH(QString, word);
    WindowFixture f;
    f.window.openFiles({f.write(u"bad.heaptimeline"_s, content)});
    QTRY_VERIFY(f.window.currentDocument()->state() == Document::State::Failed);
    QVERIFY2(failure(f).contains(word), qPrintable(failure(f)));
    QCOMPARE(failure(f), f.window.currentDocument()->errorText());
    QVERIFY(!f.action(u"Heavy"_s)->isEnabled());
    // The next file is not kept from opening.
    f.openSample();
}

void TestOpening::closeFailedByItsButton()
{
    WindowFixture f;
    f.window.openFiles({f.folder.filePath(u"not there"_s)});
    QTRY_VERIFY(!failure(f).isEmpty());
    for (auto* button : f.window.findChildren<QPushButton*>()) {
        if (button->text() == u"C&lose"_s)
            QTest::mouseClick(button, Qt::LeftButton);
    }
    QTRY_VERIFY(!f.window.currentDocument());
}

void TestOpening::cancelWhileLoading()
{
    WindowFixture f;
    f.window.openFiles({f.sampleFile(u"a"_s)});
    auto* cancel = f.child<QPushButton>("cancelLoading");
    QVERIFY(cancel->isVisible());
    QTest::mouseClick(cancel, Qt::LeftButton);
    QVERIFY(f.window.currentDocument()->state() == Document::State::Cancelled);
    QVERIFY(!f.window.currentView());
    f.window.openFiles({f.folder.filePath(u"a"_s)}); // and now it is wanted after all
    QTRY_VERIFY_WITH_TIMEOUT(isSettled(f.window), 30'000);
    QCOMPARE(f.window.findChild<ProfileList*>()->count(), 1);
}

void TestOpening::cancelInTheList()
{
    WindowFixture f;
    f.window.openFiles({f.sampleFile(u"a"_s)});
    auto* cancel = f.child<QToolButton>("cancelRow");
    QVERIFY(cancel->isVisible());
    QTest::mouseClick(cancel, Qt::LeftButton);
    QVERIFY(f.window.currentDocument()->state() == Document::State::Cancelled);
    QVERIFY(!cancel->isVisible());
}

void TestOpening::closeWhileLoading()
{
    WindowFixture f;
    for (int i = 0; i < 5; ++i) {
        f.window.openFiles({f.sampleFile(u"a"_s)});
        QTest::qWait(20 * i);
        f.action(u"Close"_s)->trigger();
        QVERIFY(!f.window.currentDocument());
    }
}

void TestOpening::quitWhileLoading()
{
    WindowFixture f;
    f.window.openFiles({f.sampleFile(u"a"_s), f.sampleFile(u"b"_s)});
    QTest::qWait(10);
    f.window.close();
    // The fixture goes now, with both under way.
}

void TestOpening::openAnotherWhileLoading()
{
    WindowFixture f;
    const QString first = f.sampleFile(u"first"_s);
    f.window.openFiles({first});
    f.window.openFiles({f.sampleFile(u"second"_s)});
    QCOMPARE(f.window.currentDocument()->title(), u"second"_s);
    QTRY_VERIFY_WITH_TIMEOUT(isSettled(f.window), 30'000);
    f.window.openFiles({first});
    QTRY_VERIFY_WITH_TIMEOUT(isSettled(f.window), 30'000);
    QCOMPARE(f.window.currentDocument()->title(), u"first"_s);
}

void TestOpening::drop()
{
    WindowFixture f;
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(f.sampleFile(u"dropped"_s)), QUrl(u"https://example.org/not-local"_s)});
    QDragEnterEvent enter(QPoint(300, 300), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&f.window, &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop(QPointF(300, 300), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&f.window, &drop);
    QCOMPARE(f.window.findChild<ProfileList*>()->count(), 1);
    QTRY_VERIFY_WITH_TIMEOUT(isSettled(f.window), 30'000);

    QMimeData text;
    text.setText(u"no file"_s);
    QDragEnterEvent other(QPoint(300, 300), Qt::CopyAction, &text, Qt::LeftButton, Qt::NoModifier);
    other.ignore();
    QApplication::sendEvent(&f.window, &other);
    QVERIFY(!other.isAccepted());
}

void TestOpening::recentFiles()
{
    WindowFixture f;
    const QString bad = f.write(u"bad"_s, "{}");
    f.window.openFiles({bad});
    f.window.openFiles({f.write(u"worse"_s, "[")});
    f.action(u"Close"_s)->trigger();
    f.action(u"Close"_s)->trigger();
    auto* list = f.child<QListWidget>("welcomeRecent");
    QCOMPARE(list->count(), 2);
    QVERIFY(list->item(0)->text().startsWith(u"worse"_s)); // newest first
    list->setCurrentRow(1);
    list->setFocus();
    QTest::keyClick(list, Qt::Key_Return);
    QVERIFY(f.window.currentDocument());
    QCOMPARE(f.window.currentDocument()->path(), bad);
}

void TestOpening::layoutIsRemembered()
{
    Settings settings(Settings::Scope::Memory);
    {
        MainWindow window(settings);
        window.resize(1010, 707);
        window.show();
        window.close();
    }
    const MainWindow again(settings);
    QCOMPARE(again.size(), QSize(1010, 707));
}

HEAPLINE_TEST(TestOpening)

} // namespace tst_opening

#include "tst_opening.moc"
