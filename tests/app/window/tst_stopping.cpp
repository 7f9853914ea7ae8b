// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/document_view.h"
#include "app/icons.h"
#include "core/cache/profile_cache.h"
#include "hooked_loader.h"
#include "tests/support/test_program.h"
#include "ui/document/document.h"
#include "ui/heap/comparison_state.h"
#include "ui/heap/summary_bar.h"
#include "window_fixture.h"

#include <QAction>
#include <QDir>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>

#include <cstdint>
#include <memory>

namespace tst_stopping {

using namespace heapline;
using namespace heapline::test;
using namespace Qt::Literals::StringLiterals;

namespace {

QString dataFile(const char* name)
{
    return QStringLiteral(HEAPLINE_TEST_DATA "/") + QString::fromLatin1(name);
}

/// What the user does while work is under way.
enum class Act { Cancel, CloseDocument, CloseWindow };

const char* nameOf(Act act)
{
    switch (act) {
    case Act::Cancel: return "cancel, then open again";
    case Act::CloseDocument: return "close the document";
    case Act::CloseWindow: return "close the window";
    }
    return "";
}

} // namespace

/// Cancel and close in every phase of a load, and while each job of the views runs.
class TestStopping : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { initResources(); }
    void init() { failOnWarning(); }
    void everyPhase_data();
    void everyPhase();
    void everyJob_data();
    void everyJob();
};

void TestStopping::everyPhase_data()
{
    QTest::addColumn<Phase>("phase");
    QTest::addColumn<Act>("act");
    // Those that are not here run beside these and are reported by none.
    for (const Phase phase : {Phase::Reading, Phase::Checking, Phase::LinkingGraph, Phase::Dominators, Phase::RetainedSizes,
                              Phase::Classes, Phase::Stacks}) {
        for (const Act act : {Act::Cancel, Act::CloseDocument, Act::CloseWindow})
            QTest::addRow("%s, %s", phaseName(phase).data(), nameOf(act)) << phase << act;
    }
}

void TestStopping::everyPhase()
{
    QFETCH(Phase, phase);
    QFETCH(Act, act);
    const char* const file = phase == Phase::Stacks ? "terser.heapprofile.gz" : "corner/ok-one-line.heaptimeline";
    LoadGate gate(phase);
    auto f = std::make_unique<WindowFixture>();
    f->window.openFiles({dataFile(file)});
    QTRY_VERIFY(gate.isReached());
    Document* document = f->window.currentDocument();
    QVERIFY(document->state() == Document::State::Loading);
    QTRY_COMPARE(document->phaseText(), QString::fromUtf8(phaseName(phase)));
    switch (act) {
    case Act::Cancel: QTest::mouseClick(f->child<QPushButton>("cancelLoading"), Qt::LeftButton); break;
    case Act::CloseDocument: f->action(u"Close"_s)->trigger(); break;
    case Act::CloseWindow:
        f->window.close();
        f.reset();
        break;
    }
    QTRY_COMPARE(loadsEnded(), loadsStarted());
    QCoreApplication::processEvents(); // a late result would come now
    if (!f)
        return;
    QVERIFY(!f->window.currentView());
    QCOMPARE(f->window.currentDocument(), act == Act::Cancel ? document : nullptr);
    if (act != Act::Cancel)
        return;
    QVERIFY(document->state() == Document::State::Cancelled);
    gate.open();
    f->window.openFiles({dataFile(file)});
    QCOMPARE(f->window.currentDocument(), document);
    QTRY_VERIFY(isSettled(f->window));
}

void TestStopping::everyJob_data()
{
    QTest::addColumn<QString>("job");
    QTest::addColumn<bool>("closesWindow");
    for (const char* job : {"range", "search", "comparison", "merged paths", "paths", "treemap", "dominators", "statistics",
                            "groups", "filter of objects", "storing", "all"})
        QTest::newRow(job) << QString::fromLatin1(job) << false;
    QTest::newRow("all, window") << u"all"_s << true;
}

void TestStopping::everyJob()
{
    QFETCH(QString, job);
    QFETCH(bool, closesWindow);
    const auto is = [&job](const char* name) { return job == QLatin1String(name) || job == u"all"; };
    auto f = std::make_unique<WindowFixture>();
    const auto cache = std::make_shared<const ProfileCache>(
        f->folder.filePath(u"cache"_s).toStdString(), CacheLimits{std::uint64_t{1} << 30, is("storing") ? 0 : UINT64_MAX});
    f->window.profiles().setCache(cache);
    if (is("comparison")) {
        f->window.openFiles({dataFile("corner/ok-one-line.heaptimeline")});
        QTRY_VERIFY(isSettled(f->window));
    }
    f->window.openFiles({dataFile("shapes.node12.heaptimeline.gz")});
    QTRY_VERIFY_WITH_TIMEOUT(f->window.currentView(), 30'000); // the first figures are still on their way
    DocumentView& view = *f->window.currentView();
    Document& document = view.document();
    const std::weak_ptr<const Profile> profile = document.profile();
    if (is("range")) {
        const AxisRange all = document.profile()->timeline->extent();
        for (int i = 1; i < 20; ++i)
            document.filter().previewRange(AxisRange{all.begin, all.begin + all.length() * i / 20});
    }
    if (is("filter of objects"))
        document.filter().setObjects(ObjectsFilter{u"x"_s, ObjectFilter{ObjectFilterKind::DuplicatedStrings, {}}, {}});
    if (is("treemap"))
        view.showView(DocumentView::View::Treemap);
    if (is("dominators"))
        view.showView(DocumentView::View::Dominators);
    if (is("statistics"))
        view.showView(DocumentView::View::Statistics);
    if (is("groups")) {
        view.showView(DocumentView::View::Summary);
        f->window.findChild<SummaryBar*>()->setGroupBy(ObjectGroupBy::Age);
    }
    if (is("search")) {
        view.lowerPane().startSearch();
        QTest::keyClicks(f->child<QLineEdit>("searchEdit"), u"a"_s);
        QTest::keyClick(f->child<QLineEdit>("searchEdit"), Qt::Key_Return);
    }
    if (is("paths")) {
        view.lowerPane().choose(LowerPane::Pane::Paths);
        document.selection().select(SelectedItem::ofObject(NodeOrdinal(500)));
    }
    if (is("merged paths")) {
        view.lowerPane().choose(LowerPane::Pane::MergedPaths);
        document.selection().select(SelectedItem::ofClass(ClassId(0)));
    }
    if (is("comparison")) {
        view.showView(DocumentView::View::Comparison);
        ComparisonState::of(document).compareWith(*f->window.profiles().all()[0]);
    }
    if (closesWindow) {
        f->window.close();
        f.reset();
    } else {
        f->action(u"Close"_s)->trigger();
    }
    QTRY_VERIFY_WITH_TIMEOUT(profile.expired(), 30'000); // nothing that ran holds it
    QCoreApplication::processEvents();                   // late results would come now
    if (f)
        QTRY_VERIFY(QDir(f->folder.filePath(u"cache"_s)).entryList({u"*.part"_s}).isEmpty());
}

HEAPLINE_TEST(TestStopping)

} // namespace tst_stopping

#include "tst_stopping.moc"
