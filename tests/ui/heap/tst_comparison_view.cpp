// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_program.h"
#include "tests/ui/widgets/loaded_document.h"
#include "tests/ui/widgets/tree_text.h"
#include "ui/document/open_profiles.h"
#include "ui/heap/comparison_model.h"
#include "ui/heap/comparison_query.h"
#include "ui/heap/comparison_state.h"
#include "ui/heap/comparison_view.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/roles.h"
#include "ui/widgets/tree_view.h"

#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QSignalSpy>

namespace tst_comparison_view {

using namespace heapline;
using namespace heapline::test;

namespace {

class Profiles : public OpenProfiles {
public:
    const QList<Document*>& all() const override { return documents; }

    QList<Document*> documents;
};

/// A view with what a test asks it for.
struct Shown {
    Shown(Document& document, Profiles& profiles) : view(document, profiles), state(ComparisonState::of(document))
    {
        view.resize(1000, 500);
        view.show();
        (void)QTest::qWaitForWindowExposed(&view);
    }

    QString matching() const { return view.findChild<QLabel*>(QStringLiteral("comparisonMatching"))->text(); }
    QString emptyTitle() const
    {
        const auto* empty = view.findChild<EmptyState*>();
        return empty->isVisible() ? empty->title() : QString();
    }
    QAction* action(const QString& text) const
    {
        for (QAction* one : view.findChildren<QAction*>()) {
            if (one->text().remove(QLatin1Char('&')) == text)
                return one;
        }
        return nullptr;
    }
    QModelIndex rowOf(const QString& name) const
    {
        for (int row = 0; row < model->rowCount(); ++row) {
            if (model->index(row, 0).data().toString() == name)
                return model->index(row, 0);
        }
        return {};
    }
    qlonglong figure(const QString& name, ComparisonColumn column) const
    {
        const QModelIndex row = rowOf(name);
        return row.isValid() ? row.siblingAtColumn(static_cast<int>(column)).data(SortRole).toLongLong() : -1;
    }
    /// Chooses an entry of a list as the user does.
    void pick(const char* box, const QString& text) const
    {
        auto* combo = view.findChild<QComboBox*>(QString::fromLatin1(box));
        const int item = combo->findText(text);
        QVERIFY2(item >= 0, qPrintable(text));
        combo->setCurrentIndex(item);
        Q_EMIT combo->activated(item);
    }

    ComparisonView view;
    ComparisonState& state;
    ComparisonModel* model = view.findChild<ComparisonModel*>();
    TreeView* tree = view.findChild<TreeView*>();
    ComparisonQuery* query = view.findChild<ComparisonQuery*>();
};

const char* const before = "orders-1-before.heapsnapshot.gz";
const char* const after = "orders-2-after.heapsnapshot.gz";

} // namespace

class TestComparisonView : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { failOnWarnings(); }

    /// Figures of tests/data/golden/orders-2-after.heapsnapshot.base-orders-1-before.json.gz, which are DevTools' own.
    void twoSnapshotsOfOneProcess()
    {
        Document newer(dataFile(after));
        Document base(dataFile(before));
        QVERIFY(load(newer) && load(base));
        Profiles profiles;
        profiles.documents = {&newer, &base};
        Shown s(newer, profiles);
        QCOMPARE(s.emptyTitle(), QStringLiteral("Nothing is compared yet."));
        s.pick("comparisonBase", base.title());
        QTRY_COMPARE(s.model->rowCount(), 38);
        QVERIFY(s.emptyTitle().isEmpty());
        QCOMPARE(s.matching(),
                 QStringLiteral("Matched by id: 100 % of 42,281 common ids agree, so they are of one life of one process."));
        QCOMPARE(s.model->index(0, 0).data().toString(), QStringLiteral("(string)"));
        QCOMPARE(s.figure(QStringLiteral("(string)"), ComparisonColumn::Added), 2005);
        QCOMPARE(s.figure(QStringLiteral("(string)"), ComparisonColumn::Removed), 660);
        QCOMPARE(s.figure(QStringLiteral("(string)"), ComparisonColumn::CountDelta), 1345);
        QCOMPARE(s.figure(QStringLiteral("(string)"), ComparisonColumn::AddedSize), 248'128);
        QCOMPARE(s.figure(QStringLiteral("(string)"), ComparisonColumn::RemovedSize), 15'840);
        QCOMPARE(s.figure(QStringLiteral("(string)"), ComparisonColumn::SizeDelta), 232'288);
        QCOMPARE(s.figure(QStringLiteral("OrderLine"), ComparisonColumn::Added), 1500);

        // A class, and a new object, drive the other views.
        const QModelIndex lines = s.rowOf(QStringLiteral("OrderLine"));
        s.tree->setCurrentIndex(lines);
        QCOMPARE(newer.selection().current().kind, SelectedItem::Kind::Class);
        s.tree->openRow(lines);
        QCOMPARE(s.model->rowCount(lines), 200);
        const QModelIndex added = s.model->index(0, 0, lines);
        QVERIFY(added.data().toString().startsWith(QStringLiteral("+ OrderLine @")));
        s.tree->setCurrentIndex(added);
        QCOMPARE(newer.selection().current(), SelectedItem::ofObject(s.model->objectAt(added)->object));
        QVERIFY(!s.action(QStringLiteral("Show in Base Profile"))->isEnabled());

        // A deleted object is the base's: it is shown there.
        s.model->sort(static_cast<int>(ComparisonColumn::RemovedSize), Qt::DescendingOrder);
        const QModelIndex removed = s.model->index(0, 0, s.rowOf(QStringLiteral("OrderLine")));
        QVERIFY2(removed.data().toString().startsWith(QStringLiteral("− OrderLine @")),
                 qPrintable(removed.data().toString()));
        const SelectedItem own = newer.selection().current();
        s.tree->setCurrentIndex(removed);
        QCOMPARE(newer.selection().current(), own);
        QSignalSpy shown(&profiles, &OpenProfiles::showRequested);
        QSignalSpy places(&base, &Document::placeRequested);
        s.view.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&s.view));
        s.tree->setFocus();
        QTest::keyClick(s.tree, Qt::Key_Return);
        QCOMPARE(shown.size(), 1);
        QCOMPARE(shown.front().front().value<Document*>(), &base);
        QCOMPARE(places.front().front().value<Place>(), Place::Summary);
        QCOMPARE(base.selection().current(), SelectedItem::ofObject(s.model->objectAt(removed)->object));

        // The other way round.
        s.action(QStringLiteral("Compare the Other Way Round"))->trigger();
        QCOMPARE(shown.size(), 2);
        QCOMPARE(places.back().front().value<Place>(), Place::Comparison);
        QCOMPARE(ComparisonState::of(base).base(), &newer);
    }

    void selectionElsewhereIsFollowed()
    {
        Document newer(dataFile(after));
        Document base(dataFile(before));
        QVERIFY(load(newer) && load(base));
        Profiles profiles;
        profiles.documents = {&newer, &base};
        ComparisonState::of(newer).compareWith(base);
        Shown s(newer, profiles);
        QTRY_COMPARE(s.model->rowCount(), 38);
        const auto& rows = s.model->comparison()->matched->rows;
        const auto key = static_cast<std::size_t>(s.model->pathOf(s.rowOf(QStringLiteral("Order"))).front());
        newer.selection().select(SelectedItem::ofObject(rows.addedOf(key)[5]));
        QCOMPARE(s.model->objectAt(s.tree->currentIndex()), (ComparedObject{ComparedSide::Newer, rows.addedOf(key)[5]}));
        newer.selection().select(SelectedItem::ofClass(rows.rows[key].newerClass));
        QCOMPARE(s.tree->currentIndex(), s.rowOf(QStringLiteral("Order")));
    }

    void filtersNarrow()
    {
        Document newer(dataFile(after));
        Document base(dataFile(before));
        QVERIFY(load(newer) && load(base));
        Profiles profiles;
        profiles.documents = {&newer, &base};
        ComparisonState::of(newer).compareWith(base);
        Shown s(newer, profiles);
        QTRY_COMPARE(s.model->rowCount(), 38);
        newer.filter().setText(QStringLiteral("order"), false);
        QCOMPARE(s.model->rowCount(), 2);
        QCOMPARE(s.view.matchText(), QStringLiteral("2 classes, +76.8 kB"));
        QVERIFY(s.view.showMatch(1));
        QCOMPARE(s.tree->currentIndex().data().toString(), QStringLiteral("OrderLine"));
        newer.filter().setText(QStringLiteral("(ord"), true);
        QCOMPARE(s.model->rowCount(), 0);
        QVERIFY(!s.emptyTitle().isEmpty());
        newer.filter().setText(QStringLiteral("nothing like it"), false);
        QCOMPARE(s.emptyTitle(), QStringLiteral("No class that differs matches “nothing like it”."));
        newer.filter().setText({}, false);
        QCOMPARE(s.model->rowCount(), 38);

        // A filter of objects: deleted ones are out of its sight.
        const auto added = s.figure(QStringLiteral("OrderLine"), ComparisonColumn::Added);
        auto passes = std::make_shared<std::vector<std::uint8_t>>(newer.profile()->heap->graph.nodeCount(), 0);
        for (const NodeOrdinal node : newer.profile()->heap->classes.membersOf(
                 newer.profile()->heap->classOf[s.model->comparison()
                                                    ->matched->rows
                                                    .addedOf(static_cast<std::size_t>(
                                                        s.model->pathOf(s.rowOf(QStringLiteral("OrderLine"))).front()))[0]
                                                    .value]))
            (*passes)[node.value] = 1;
        newer.filter().setObjects(ObjectsFilter{QStringLiteral("Lines"), {}, passes});
        QTRY_COMPARE(s.model->rowCount(), 1);
        QCOMPARE(s.figure(QStringLiteral("OrderLine"), ComparisonColumn::Added), added);
        QCOMPARE(s.figure(QStringLiteral("OrderLine"), ComparisonColumn::Removed), 0);
        QVERIFY(s.matching().contains(QStringLiteral("Deleted objects are left out")));
        newer.filter().clear();
        QTRY_COMPARE(s.model->rowCount(), 38);
        QVERIFY(!s.matching().contains(QStringLiteral("left out")));
    }

    void newObjectsInOtherViews()
    {
        Document newer(dataFile(after));
        Document base(dataFile(before));
        QVERIFY(load(newer) && load(base));
        Profiles profiles;
        profiles.documents = {&newer, &base};
        Shown s(newer, profiles);
        QAction* show = s.action(QStringLiteral("Show All New Objects in Summary"));
        QVERIFY(!show->isEnabled());
        s.state.compareWith(base);
        QTRY_VERIFY(show->isEnabled());
        const auto sum = s.model->totals().sum;
        QSignalSpy places(&newer, &Document::placeRequested);
        show->trigger();
        QTRY_COMPARE(places.size(), 1);
        QCOMPARE(newer.filter().current().objects->title, QStringLiteral("New since ") + base.title());
        QTRY_VERIFY(!newer.figures().isStale() && newer.figures().figures()->objects);
        QCOMPARE(newer.figures().figures()->objectCount, sum.addedCount);
        QCOMPARE(newer.figures().figures()->bytes, sum.addedSize);
    }

    void otherProcessIsComparedByClass()
    {
        Document newer(dataFile("shapes-numbers.node20.heapsnapshot.gz"));
        Document base(dataFile(before));
        QVERIFY(load(newer) && load(base));
        Profiles profiles;
        profiles.documents = {&newer, &base};
        Shown s(newer, profiles);
        s.state.compareWith(base);
        QTRY_VERIFY(s.model->rowCount() > 0);
        QVERIFY2(s.matching().startsWith(QStringLiteral("Matched by class, shape and place: ")), qPrintable(s.matching()));
        QCOMPARE(s.model->headerData(1, Qt::Horizontal).toString(), QStringLiteral("Count"));
        QCOMPARE(s.figure(QStringLiteral("(array)"), ComparisonColumn::CountDelta), 1080);
        s.pick("comparisonBy", QStringLiteral("Ids"));
        QTRY_VERIFY(s.matching().startsWith(QStringLiteral("Matched by id, as you chose, although")));
        QCOMPARE(s.model->headerData(1, Qt::Horizontal).toString(), QStringLiteral("New"));
    }

    void twoRangesOfATimeline()
    {
        Document document(dataFile("leaky-http.heaptimeline.gz"));
        QVERIFY(load(document));
        Profiles profiles;
        profiles.documents = {&document};
        Shown s(document, profiles);
        QCOMPARE(s.emptyTitle(), QStringLiteral("No other profile with objects is open to compare with."));
        QAction* use = s.action(QStringLiteral("Use Selection as Base"));
        QVERIFY(!use->isEnabled());
        s.pick("comparisonBase", QStringLiteral("Another range of this timeline"));
        QTRY_COMPARE(s.emptyTitle(), QStringLiteral("No range has been chosen as the base."));
        QVERIFY(selectRange(document, 30, 50));
        const auto older = document.figures().figures();
        use->trigger();
        QTRY_COMPARE(s.emptyTitle(), QStringLiteral("Nothing that is shown differs.")); // a range and itself
        QVERIFY(selectRange(document, 50, 80));
        const auto newer = document.figures().figures();
        QTRY_VERIFY(s.model->rowCount() > 5);
        QTRY_COMPARE(s.model->totals().sum.addedSize, newer->bytes);
        QCOMPARE(s.model->totals().sum.removedSize, older->bytes);
        QCOMPARE(s.model->totals().sum.addedCount, newer->objectCount);
        QVERIFY2(s.matching().startsWith(QStringLiteral("Newer: "))
                     && s.matching().contains(QStringLiteral("as selected · Base: ")),
                 qPrintable(s.matching()));
        QVERIFY(!s.view.findChild<QComboBox*>(QStringLiteral("comparisonBy"))->isEnabled());
        // Objects of both ranges are this document's.
        const QModelIndex sessions = s.rowOf(QStringLiteral("Session"));
        s.model->sort(static_cast<int>(ComparisonColumn::RemovedSize), Qt::DescendingOrder);
        s.tree->openRow(s.rowOf(QStringLiteral("Session")));
        const QModelIndex object = s.model->index(0, 0, s.rowOf(QStringLiteral("Session")));
        QVERIFY(sessions.isValid() && object.data().toString().startsWith(QStringLiteral("− Session @")));
        s.tree->setCurrentIndex(object);
        QCOMPARE(document.selection().current(), SelectedItem::ofObject(s.model->objectAt(object)->object));
        // Swapped.
        const auto selected = document.filter().current().range;
        const auto baseRange = s.state.baseRange();
        s.action(QStringLiteral("Compare the Other Way Round"))->trigger();
        QCOMPARE(s.state.baseRange(), selected);
        QCOMPARE(document.filter().current().range, baseRange);
        QTRY_COMPARE(s.model->totals().sum.addedSize, older->bytes);
    }

    void closedBaseIsLetGo()
    {
        Document newer(dataFile(after));
        auto base = std::make_unique<Document>(dataFile(before));
        QVERIFY(load(newer) && load(*base));
        Profiles profiles;
        profiles.documents = {&newer, base.get()};
        Shown s(newer, profiles);
        s.state.compareWith(*base);
        QTRY_COMPARE(s.model->rowCount(), 38);
        const std::weak_ptr<const Profile> held = base->profile();
        profiles.documents = {&newer};
        base.reset();
        Q_EMIT profiles.changed();
        QCOMPARE(s.model->rowCount(), 0);
        QCOMPARE(s.state.kind(), ComparisonState::Kind::None);
        QCOMPARE(s.emptyTitle(), QStringLiteral("No other profile with objects is open to compare with."));
        QTRY_VERIFY(held.expired());

        // Also while nobody looks.
        Document again(dataFile(before));
        QVERIFY(load(again));
        s.state.compareWith(again);
        QTRY_COMPARE(s.model->rowCount(), 38);
        s.view.hide();
        s.state.compareWithNothing();
        QCOMPARE(s.model->rowCount(), 0);
    }

    void waitsForTheBase()
    {
        Document newer(dataFile(after));
        Document base(dataFile(before));
        Document stacks(dataFile("tsc.heapprofile.gz"));
        Document missing(QStringLiteral("/no/such/file.heapsnapshot"));
        QVERIFY(load(newer) && load(stacks));
        Profiles profiles;
        profiles.documents = {&newer, &base, &stacks, &missing};
        Shown s(newer, profiles);
        base.load();
        s.state.compareWith(base);
        QCOMPARE(s.query->phase(), ComparisonQuery::Phase::Loading);
        QCOMPARE(s.emptyTitle(), QStringLiteral("Waiting until %1 is open…").arg(base.title()));
        QTRY_COMPARE(s.model->rowCount(), 38);
        s.state.compareWith(stacks);
        QCOMPARE(s.query->phase(), ComparisonQuery::Phase::NoHeap);
        QCOMPARE(s.model->rowCount(), 0);
        missing.load();
        s.state.compareWith(missing);
        QTRY_COMPARE(s.query->phase(), ComparisonQuery::Phase::NotLoaded);
        QCOMPARE(s.emptyTitle(), QStringLiteral("file.heapsnapshot is not open."));
    }

    void cancels()
    {
        Document newer(dataFile(after));
        Document base(dataFile(before));
        QVERIFY(load(newer) && load(base));
        Profiles profiles;
        profiles.documents = {&newer, &base};
        Shown s(newer, profiles);
        s.state.compareWith(base);
        QCOMPARE(s.query->phase(), ComparisonQuery::Phase::Comparing);
        QVERIFY(s.emptyTitle().startsWith(QStringLiteral("Comparing with ")));
        s.action(QStringLiteral("Cancel"))->trigger();
        QCOMPARE(s.query->phase(), ComparisonQuery::Phase::Cancelled);
        QTRY_VERIFY(!s.query->isPending());
        QCOMPARE(s.model->rowCount(), 0);
        newer.filter().setText(QStringLiteral("Order"), false); // does not begin anew by itself
        QCOMPARE(s.emptyTitle(), QStringLiteral("The comparison was cancelled."));
        s.action(QStringLiteral("Compare Again"))->trigger();
        QTRY_COMPARE(s.model->rowCount(), 2);

        // Many changes one after the other: the last one is shown.
        for (const CompareBy by :
             {CompareBy::Class, CompareBy::Id, CompareBy::Class, CompareBy::Automatic, CompareBy::Class})
            s.state.setBy(by);
        QTRY_VERIFY(s.model->comparison() && !s.query->isPending());
        QVERIFY(!s.model->comparison()->isById());

        // Gone while it compares.
        auto gone = std::make_unique<ComparisonView>(newer, profiles);
        gone->show();
        s.state.setBy(CompareBy::Id);
        gone.reset();
        QTRY_VERIFY(s.model->comparison() && s.model->comparison()->isById());
    }
};

HEAPLINE_TEST(TestComparisonView)

} // namespace tst_comparison_view

#include "tst_comparison_view.moc"
