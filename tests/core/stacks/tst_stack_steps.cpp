// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // before <compare>, which moc of Qt 6.4 cannot read first

#include "call_tree_text.h"

#include "core/stacks/shown_stacks.h"
#include "tests/support/test_program.h"

#include <stdexcept>

namespace tst_stack_steps {

using namespace heapline;
using namespace heapline::test;

namespace {

std::shared_ptr<const Stacks> stacksOf(const char* drawing)
{
    return std::make_shared<const Stacks>(build(drawn(drawing)));
}

FrameId frameNamed(const Stacks& stacks, std::string_view name)
{
    for (std::size_t row = 0; row < stacks.frames.size(); ++row) {
        if (functionNameText(stacks, FrameId(row)) == name)
            return FrameId(row);
    }
    throw std::runtime_error("no such function in the drawing");
}

/// The node of a path of names, "a b c".
CallNodeId nodeAt(const Stacks& stacks, const QString& path)
{
    const CallTree& tree = stacks.callTree;
    CallNodeId node(0);
    for (const QString& name : path.split(QLatin1Char(' '))) {
        std::uint32_t child = node.value + 1;
        while (child < tree.subtreeEnd[node.value] && functionNameText(stacks, tree.frame[child]) != name.toStdString())
            child = tree.subtreeEnd[child];
        if (child == tree.subtreeEnd[node.value])
            throw std::runtime_error("no such path in the drawing");
        node = CallNodeId(child);
    }
    return node;
}

FrameSelector function(const Stacks& stacks, std::string_view name)
{
    return {Grouping::Function, {frameNamed(stacks, name)}};
}

StackStep step(StackStep::Kind kind, FrameSelector functions)
{
    return {kind, std::move(functions), Grouping::Function, {}, {}};
}

/// The shown tree, with the root's own bytes in front if it has any.
std::string shownText(const std::shared_ptr<const Stacks>& source, const StackFilter& filter)
{
    const auto shown = showStacks(source, filter);
    StackWeights weights;
    std::vector<MeasureColumn> buffer;
    computeWeights(*shown, {}, buffer, weights);
    const std::uint64_t rootSelf = weights.self[0][0];
    return (rootSelf ? "(root) " + std::to_string(rootSelf) + '\n' : std::string()) + topDownText(*shown->stacks, weights);
}

constexpr const char* calls = "a 1\n"
                              "  b 2\n"
                              "    c 4\n"
                              "    a 8\n"
                              "      c 16\n"
                              "  c 32\n"
                              "b 64\n"
                              "  b 128\n"
                              "    c 256\n";

constexpr const char* packages = "main in /srv/app/main.js 1\n"
                                 "  get in /srv/app/node_modules/lodash/get.js 2\n"
                                 "    base in /srv/app/node_modules/lodash/base.js 4\n"
                                 "      read in node:fs 8\n"
                                 "        done in /srv/app/lib/done.js 16\n"
                                 "  set in /srv/app/node_modules/lodash/set.js 32\n"
                                 "emit in node:events 64\n"
                                 "  main in /srv/app/main.js 128\n";

} // namespace

class TestStackSteps : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void changesTheTree_data();
    void changesTheTree();
    void takesSubtrees_data();
    void takesSubtrees();
    void takesLeafPaths_data();
    void takesLeafPaths();
    void hidesAndGroups_data();
    void hidesAndGroups();
    void followsTheStepsBefore();
    void keepsToSubtreesOfGroups();
    void leavesOutWhatIsGone();
};

void TestStackSteps::changesTheTree_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("function");
    QTest::addColumn<QString>("tree");
    const auto row = [](const char* name, StackStep::Kind kind, const char* function, const char* tree) {
        QTest::newRow(name) << static_cast<int>(kind) << QString::fromLatin1(function) << QString::fromLatin1(tree);
    };
    row("focus on the outermost", StackStep::Kind::FocusFunction, "a",
        "a 1 63\n  b 2 30\n    c 4 4\n    a 8 24\n      c 16 16\n  c 32 32\n");
    row("focus merges what lies apart", StackStep::Kind::FocusFunction, "b",
        "b 66 478\n  c 4 4\n  a 8 24\n    c 16 16\n  b 128 384\n    c 256 256\n");
    row("focus on a leaf", StackStep::Kind::FocusFunction, "c", "c 308 308\n");
    row("drop", StackStep::Kind::DropFunction, "b", "a 1 33\n  c 32 32\n");
    row("drop a leaf", StackStep::Kind::DropFunction, "c", "a 1 11\n  b 2 10\n    a 8 8\nb 64 192\n  b 128 128\n");
    row("collapse recursion", StackStep::Kind::CollapseRecursion, "a",
        "a 9 63\n  b 2 6\n    c 4 4\n  c 48 48\nb 64 448\n  b 128 384\n    c 256 256\n");
    row("collapse recursion, direct calls too", StackStep::Kind::CollapseRecursion, "b",
        "a 1 63\n  b 2 30\n    c 4 4\n    a 8 24\n      c 16 16\n  c 32 32\nb 192 448\n  c 256 256\n");
    row("collapse direct recursion", StackStep::Kind::CollapseDirectRecursion, "b",
        "a 1 63\n  b 2 30\n    c 4 4\n    a 8 24\n      c 16 16\n  c 32 32\nb 192 448\n  c 256 256\n");
    row("direct recursion only", StackStep::Kind::CollapseDirectRecursion, "a",
        "a 1 63\n  b 2 30\n    c 4 4\n    a 8 24\n      c 16 16\n  c 32 32\nb 64 448\n  b 128 384\n    c 256 256\n");
    row("collapse callees", StackStep::Kind::CollapseCallees, "b", "a 1 63\n  b 30 30\n  c 32 32\nb 448 448\n");
    row("merge into caller", StackStep::Kind::MergeIntoCaller, "b",
        "(root) 192\na 3 63\n  c 36 36\n  a 8 24\n    c 16 16\nc 256 256\n");
}

void TestStackSteps::changesTheTree()
{
    QFETCH(const int, kind);
    QFETCH(const QString, function);
    QFETCH(const QString, tree);
    const auto source = stacksOf(calls);
    StackFilter filter;
    filter.steps = {step(static_cast<StackStep::Kind>(kind), tst_stack_steps::function(*source, function.toStdString()))};
    QCOMPARE(QString::fromStdString(shownText(source, filter)), tree);
}

void TestStackSteps::takesSubtrees_data()
{
    QTest::addColumn<bool>("focus");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("tree");
    QTest::newRow("focus") << true << "a b"
                           << "b 2 30\n  c 4 4\n  a 8 24\n    c 16 16\n";
    QTest::newRow("focus on a leaf") << true << "a c"
                                     << "c 32 32\n";
    QTest::newRow("drop") << false << "a b"
                          << "a 1 33\n  c 32 32\nb 64 448\n  b 128 384\n    c 256 256\n";
    QTest::newRow("drop the last call only")
        << false << "b b"
        << "a 1 63\n  b 2 30\n    c 4 4\n    a 8 24\n      c 16 16\n  c 32 32\nb 64 64\n";
}

void TestStackSteps::takesSubtrees()
{
    QFETCH(const bool, focus);
    QFETCH(const QString, path);
    QFETCH(const QString, tree);
    const auto source = stacksOf(calls);
    StackFilter filter;
    filter.steps = {{focus ? StackStep::Kind::FocusSubtree : StackStep::Kind::DropSubtree,
                     {},
                     Grouping::Function,
                     nodeAt(*source, path),
                     {}}};
    QCOMPARE(QString::fromStdString(shownText(source, filter)), tree);
}

void TestStackSteps::takesLeafPaths_data()
{
    QTest::addColumn<bool>("focus");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("tree");
    QTest::newRow("c")
        << true << "c"
        << "a 0 52\n  b 0 20\n    c 4 4\n    a 0 16\n      c 16 16\n  c 32 32\nb 0 256\n  b 0 256\n    c 256 256\n";
    QTest::newRow("c called by b") << true << "c b"
                                   << "a 0 4\n  b 0 4\n    c 4 4\n    a 0 0\n      c 0 0\n  c 0 0\n"
                                      "b 0 256\n  b 0 256\n    c 256 256\n";
    QTest::newRow("all but c called by b called by a")
        << false << "c b a"
        << "a 1 59\n  b 2 26\n    c 0 0\n    a 8 24\n      c 16 16\n  c 32 32\nb 64 448\n  b 128 384\n    c 256 256\n";
}

void TestStackSteps::takesLeafPaths()
{
    QFETCH(const bool, focus);
    QFETCH(const QString, path);
    QFETCH(const QString, tree);
    const auto source = stacksOf(calls);
    StackStep taken{focus ? StackStep::Kind::FocusLeafPath : StackStep::Kind::DropLeafPath, {}, Grouping::Function, {}, {}};
    for (const QString& name : path.split(QLatin1Char(' ')))
        taken.path.push_back(function(*source, name.toStdString()));
    StackFilter filter;
    filter.steps = {taken};
    QCOMPARE(QString::fromStdString(shownText(source, filter)), tree);
}

void TestStackSteps::hidesAndGroups_data()
{
    QTest::addColumn<int>("lens"); // 1 runtime, 2 dependencies
    QTest::addColumn<int>("grouping");
    QTest::addColumn<QString>("tree");
    const auto row = [](const char* name, int lens, Grouping grouping, const char* tree) {
        QTest::newRow(name) << lens << static_cast<int>(grouping) << QString::fromLatin1(tree);
    };
    row("no runtime", 1, Grouping::Function,
        "(root) 64\nmain 129 191\n  get 2 30\n    base 12 28\n      done 16 16\n  set 32 32\n");
    row("own code only", 3, Grouping::Function, "(root) 64\nmain 175 191\n  done 16 16\n");
    row("by package", 0, Grouping::Package,
        "(own code) 1 63\n  lodash 38 62\n    node: 8 24\n      (own code) 16 16\nnode: 64 192\n  (own code) 128 128\n");
    row("by package, dependencies hidden", 2, Grouping::Package,
        "(own code) 39 63\n  node: 8 24\n    (own code) 16 16\nnode: 64 192\n  (own code) 128 128\n");
    row("by directory", 3, Grouping::Directory, "(root) 64\n/srv/app 175 191\n  /srv/app/lib 16 16\n");
    row("by file", 3, Grouping::File, "(root) 64\n/srv/app/main.js 175 191\n  /srv/app/lib/done.js 16 16\n");
}

void TestStackSteps::hidesAndGroups()
{
    QFETCH(const int, lens);
    QFETCH(const int, grouping);
    QFETCH(const QString, tree);
    const auto source = stacksOf(packages);
    StackFilter filter;
    filter.lens.hideRuntime = lens & 1;
    filter.lens.hideDependencies = lens & 2;
    filter.grouping = static_cast<Grouping>(grouping);
    QCOMPARE(QString::fromStdString(shownText(source, filter)), tree);
}

void TestStackSteps::followsTheStepsBefore()
{
    const auto source = stacksOf(packages);
    const FrameSelector lodash{Grouping::Package, {frameNamed(*source, "set")}};
    StackFilter filter;
    filter.steps = {step(StackStep::Kind::CollapseGroup, lodash)};
    QCOMPARE(shownText(source, filter),
             std::string("main 1 63\n  lodash 38 62\n    read 8 24\n      done 16 16\nemit 64 192\n  main 128 128\n"));

    // A group that a step has made is meant by the group, not by one of its functions.
    filter.steps.push_back(step(StackStep::Kind::DropFunction, function(*source, "get")));
    QCOMPARE(shownText(source, filter),
             std::string("main 1 63\n  lodash 38 62\n    read 8 24\n      done 16 16\nemit 64 192\n  main 128 128\n"));
    filter.steps.push_back(step(StackStep::Kind::MergeIntoCaller, lodash));
    QCOMPARE(shownText(source, filter),
             std::string("main 39 63\n  read 8 24\n    done 16 16\nemit 64 192\n  main 128 128\n"));
    filter.steps.push_back(step(StackStep::Kind::FocusFunction, function(*source, "main")));
    QCOMPARE(shownText(source, filter), std::string("main 167 191\n  read 8 24\n    done 16 16\n"));
    QVERIFY(filter.leavesOut());
}

// The node "lodash" of a tree by package stands for several nodes of the profile, of which the step remembers one.
void TestStackSteps::keepsToSubtreesOfGroups()
{
    const auto source = stacksOf(packages);
    const StackStep focus{
        StackStep::Kind::FocusSubtree, {}, Grouping::Package, nodeAt(*source, QStringLiteral("main get")), {}};
    StackFilter filter;
    filter.steps = {focus};
    filter.grouping = Grouping::Package;
    QCOMPARE(shownText(source, filter), std::string("lodash 38 62\n  node: 8 24\n    (own code) 16 16\n"));
    filter.grouping = Grouping::Function;
    QCOMPARE(shownText(source, filter), std::string("get 2 30\n  base 4 28\n    read 8 24\n      done 16 16\nset 32 32\n"));
    filter.steps[0].kind = StackStep::Kind::DropSubtree;
    QCOMPARE(shownText(source, filter), std::string("main 1 1\nemit 64 192\n  main 128 128\n"));
}

void TestStackSteps::leavesOutWhatIsGone()
{
    const auto source = stacksOf(calls);
    const StackStep dropB = step(StackStep::Kind::DropFunction, function(*source, "b"));
    StackStep subtree{StackStep::Kind::FocusSubtree, {}, Grouping::Function, nodeAt(*source, QStringLiteral("a b")), {}};
    StackFilter filter;
    filter.steps = {dropB, subtree};
    QCOMPARE(shownText(source, filter), std::string());
    filter.steps[1].kind = StackStep::Kind::DropSubtree;
    QCOMPARE(shownText(source, filter), std::string("a 1 33\n  c 32 32\n"));
}

HEAPLINE_TEST(TestStackSteps)

} // namespace tst_stack_steps

#include "tst_stack_steps.moc"
