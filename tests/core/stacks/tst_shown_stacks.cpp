// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // before <compare>, which moc of Qt 6.4 cannot read first

#include "call_tree_text.h"

#include "core/base/result.h"
#include "core/stacks/shown_stacks.h"
#include "tests/support/test_program.h"

#include <algorithm>
#include <optional>
#include <random>

namespace tst_shown_stacks {

using namespace heapline;
using namespace heapline::test;

namespace {

using Frames = std::vector<std::uint32_t>;

/// A group of functions as a number that no function has.
constexpr std::uint32_t groupBase = 1'000'000;

/// What becomes of one stack of the profile, without any tree.
struct PlainStack {
    Frames frames;       ///< outermost first, without the root
    bool isThere = true; ///< whether it has a place in the tree
    bool counts = true;  ///< whether its own bytes do
};

/// Says what a filter means for lists of functions. One stack for each node of the profile.
class StackLists {
public:
    explicit StackLists(const Stacks& stacks) : m_stacks(stacks)
    {
        for (const Grouping grouping : {Grouping::File, Grouping::Directory, Grouping::Package})
            m_groups.push_back(groupFrames(stacks, grouping));
        for (std::size_t row = 0; row < stacks.callTree.size(); ++row) {
            PlainStack stack;
            for (CallNodeId node(row); node.value != 0; node = stacks.callTree.parent[node.value])
                stack.frames.insert(stack.frames.begin(), stacks.callTree.frame[node.value].value);
            all.push_back(std::move(stack));
        }
    }

    void apply(const StackFilter& filter)
    {
        const std::vector<CodeOrigin> origins = originsOf(m_stacks);
        for (PlainStack& stack : all) {
            std::erase_if(stack.frames, [&](std::uint32_t frame) {
                return (filter.lens.hideRuntime && origins[frame] == CodeOrigin::Runtime)
                       || (filter.lens.hideDependencies && origins[frame] == CodeOrigin::Dependency)
                       || (filter.lens.hideEngine && origins[frame] == CodeOrigin::Engine);
            });
        }
        for (const StackStep& step : filter.steps)
            apply(step);
        for (PlainStack& stack : all)
            stack.frames = grouped(stack.frames, filter.grouping);
    }

    std::vector<PlainStack> all;

private:
    std::uint32_t groupOf(std::uint32_t frame, Grouping grouping) const
    {
        if (grouping == Grouping::Function)
            return frame;
        const FrameGroups& groups = m_groups[static_cast<std::size_t>(grouping) - 1];
        if (frame >= groupBase) { // a group: what its first function is in
            const std::uint32_t group = frame % 1000;
            frame = m_groups[(frame - groupBase) / 1000].firstFrame[group].value;
        }
        return groupBase + 1000 * (static_cast<std::uint32_t>(grouping) - 1) + groups.groupOf[frame];
    }

    Frames grouped(const Frames& frames, Grouping grouping) const
    {
        if (grouping == Grouping::Function)
            return frames;
        Frames groups;
        for (const std::uint32_t frame : frames) {
            if (groups.empty() || groups.back() != groupOf(frame, grouping))
                groups.push_back(groupOf(frame, grouping));
        }
        return groups;
    }

    bool isMeant(const FrameSelector& selector, std::uint32_t frame) const
    {
        return std::ranges::any_of(selector.frames, [&](FrameId one) {
            return groupOf(one.value, selector.grouping) == groupOf(frame, selector.grouping);
        });
    }

    bool endsWith(const Frames& frames, const StackStep& step) const
    {
        const Frames groups = grouped(frames, step.grouping);
        if (groups.size() < step.path.size())
            return false;
        for (std::size_t i = 0; i < step.path.size(); ++i) {
            if (!isMeant(step.path[i], groups[groups.size() - 1 - i]))
                return false;
        }
        return true;
    }

    void apply(const StackStep& step)
    {
        const PlainStack top = step.node.isValid() ? all[step.node.value] : PlainStack{};
        const Frames topGroups = grouped(top.frames, step.grouping);
        for (PlainStack& stack : all) {
            Frames& frames = stack.frames;
            const auto isOne = [&](std::uint32_t frame) { return isMeant(step.functions, frame); };
            const auto first = std::ranges::find_if(frames, isOne);
            switch (step.kind) {
            case StackStep::Kind::FocusFunction:
                leaveOutUnless(stack, first != frames.end());
                frames.erase(frames.begin(), first);
                break;
            case StackStep::Kind::DropFunction: leaveOutUnless(stack, first == frames.end()); break;
            case StackStep::Kind::FocusSubtree:
            case StackStep::Kind::DropSubtree: {
                const Frames groups = grouped(frames, step.grouping);
                const bool isBelow = top.isThere && groups.size() >= topGroups.size()
                                     && std::equal(topGroups.begin(), topGroups.end(), groups.begin());
                const bool isFocus = step.kind == StackStep::Kind::FocusSubtree;
                leaveOutUnless(stack, isBelow == isFocus);
                if (isBelow && isFocus && !topGroups.empty()) {
                    std::size_t begin = 0; // of the frames that are the last of topGroups
                    while (grouped(Frames(frames.begin(), frames.begin() + static_cast<std::ptrdiff_t>(begin) + 1),
                                   step.grouping)
                               .size()
                           < topGroups.size())
                        ++begin;
                    frames.erase(frames.begin(), frames.begin() + static_cast<std::ptrdiff_t>(begin));
                }
                break;
            }
            case StackStep::Kind::FocusLeafPath: stack.counts = stack.counts && endsWith(frames, step); break;
            case StackStep::Kind::DropLeafPath: stack.counts = stack.counts && !endsWith(frames, step); break;
            case StackStep::Kind::CollapseRecursion: {
                const auto last = std::find_if(frames.rbegin(), frames.rend(), isOne).base();
                if (first != frames.end())
                    frames.erase(first + 1, last);
                break;
            }
            case StackStep::Kind::CollapseDirectRecursion:
                frames.erase(std::unique(frames.begin(), frames.end(),
                                         [&](std::uint32_t a, std::uint32_t b) { return isOne(a) && isOne(b); }),
                             frames.end());
                break;
            case StackStep::Kind::CollapseGroup:
                std::ranges::replace_if(frames, isOne,
                                        groupOf(step.functions.frames.front().value, step.functions.grouping));
                frames.erase(std::unique(frames.begin(), frames.end(),
                                         [](std::uint32_t a, std::uint32_t b) { return a == b && a >= groupBase; }),
                             frames.end());
                break;
            case StackStep::Kind::CollapseCallees:
                if (first != frames.end())
                    frames.erase(first + 1, frames.end());
                break;
            case StackStep::Kind::MergeIntoCaller: std::erase_if(frames, isOne); break;
            }
        }
    }

    static void leaveOutUnless(PlainStack& stack, bool stays)
    {
        stack.isThere = stack.isThere && stays;
        stack.counts = stack.counts && stays;
    }

    const Stacks& m_stacks;
    std::vector<FrameGroups> m_groups; ///< by file, directory, package
};

constexpr const char* urls[] = {"/srv/app/a.js", "/srv/app/lib/b.js", "/srv/app/node_modules/lodash/c.js",
                                "/srv/app/node_modules/lodash/lib/d.js", "node:fs"};

std::shared_ptr<const Stacks> randomStacks(std::mt19937& random)
{
    DrawnProfile profile = randomProfile(random, 40);
    for (std::size_t row = 1; row < profile.nodes.size(); ++row) {
        const std::string_view name = profile.strings[profile.nodes.functionName[row]];
        profile.nodes.url[row] = profile.strings.append(urls[static_cast<std::size_t>(name[0] - 'a') % 5]);
        addSample(profile, profile.nodes.selfSize[row], profile.nodes.id[row], static_cast<std::int64_t>(row));
    }
    return std::make_shared<const Stacks>(build(profile));
}

StackFilter randomFilter(std::mt19937& random, const Stacks& stacks)
{
    const auto below = [&random](std::size_t limit) { return static_cast<std::size_t>(random() % limit); };
    const auto someGrouping = [&] { return static_cast<Grouping>(below(2) ? 0 : below(4)); };
    const auto someFunctions = [&] {
        // Not the root, which is frame 0.
        return FrameSelector{someGrouping(), {FrameId(stacks.frames.size() < 2 ? 0 : 1 + below(stacks.frames.size() - 1))}};
    };
    StackFilter filter;
    filter.lens = {below(4) == 0, below(4) == 0, below(8) == 0};
    filter.grouping = someGrouping();
    for (std::size_t i = below(4); i > 0; --i) {
        StackStep step;
        step.kind = static_cast<StackStep::Kind>(below(11));
        step.functions = someFunctions();
        step.grouping = someGrouping();
        step.node = CallNodeId(below(stacks.callTree.size()));
        for (std::size_t length = 1 + below(3); length > 0; --length)
            step.path.push_back(someFunctions());
        filter.steps.push_back(std::move(step));
    }
    return filter;
}

/// Names of a stack's functions or groups, outermost first.
std::string pathText(const Stacks& stacks, CallNodeId node)
{
    std::string text;
    for (; node.value != 0; node = stacks.callTree.parent[node.value])
        text = std::string(functionNameText(stacks, stacks.callTree.frame[node.value])) + '<' + text;
    return text;
}

std::string pathText(const Stacks& stacks, const Frames& frames)
{
    std::string text;
    for (const std::uint32_t frame : frames) {
        if (frame >= groupBase) {
            const auto grouping = static_cast<Grouping>(1 + (frame - groupBase) / 1000);
            text += groupFrames(stacks, grouping).label[frame % 1000];
        } else {
            text += functionNameText(stacks, FrameId(frame));
        }
        text += '<';
    }
    return text;
}

} // namespace

class TestShownStacks : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void isTheSourceWithoutAFilter();
    void meansWhatItSaysOfStacks();
    void keepsItsSums();
    void isStoppedAtOnce();
};

void TestShownStacks::isTheSourceWithoutAFilter()
{
    const auto source = std::make_shared<const Stacks>(build(drawn("a 1\n  b 2\n")));
    const auto shown = showStacks(source, {});
    QVERIFY(shown->isSource());
    QCOMPARE(shown->stacks.get(), source.get());
    QCOMPARE(shown->shownNode(CallNodeId(2)), CallNodeId(2));
    QCOMPARE(shown->sourceFrame(FrameId(1)), FrameId(1));
    QCOMPARE(shown->selectorOf(FrameId(1)), (FrameSelector{Grouping::Function, {FrameId(1)}}));
    std::vector<MeasureColumn> buffer;
    StackWeights weights;
    computeWeights(*shown, {}, buffer, weights);
    QCOMPARE(weights.total, weigh(*source).total);
}

// Every stack of the profile lies in the shown tree where the filter puts it if it is applied to the stack alone.
void TestShownStacks::meansWhatItSaysOfStacks()
{
    std::mt19937 random(20261125);
    for (int round = 0; round < 3000; ++round) {
        const auto source = randomStacks(random);
        const StackFilter filter = randomFilter(random, *source);
        const auto shown = showStacks(source, filter);
        StackLists lists(*source);
        lists.apply(filter);
        for (std::size_t node = 1; node < source->callTree.size(); ++node) {
            const PlainStack& expected = lists.all[node];
            const CallNodeId place = shown->shownNode(CallNodeId(node));
            const QByteArray where =
                QByteArray::number(round) + ", node " + QByteArray::number(static_cast<qulonglong>(node));
            QVERIFY2(place.isValid() == expected.isThere, where.constData());
            if (expected.isThere)
                QVERIFY2(pathText(*shown->stacks, place) == pathText(*source, expected.frames), where.constData());
            if (!shown->nodeOf.empty())
                QVERIFY2(shown->nodeOf[node].isValid() == (expected.isThere && expected.counts), where.constData());
        }
    }
}

void TestShownStacks::keepsItsSums()
{
    std::mt19937 random(7);
    for (int round = 0; round < 1000; ++round) {
        const auto source = randomStacks(random);
        const StackFilter filter = randomFilter(random, *source);
        const auto shown = showStacks(source, filter);
        std::vector<MeasureColumn> buffer;
        StackWeights weights;
        const std::optional<IdRange> ranges[] = {std::nullopt, IdRange{3, 11}};
        for (const std::optional<IdRange>& range : ranges) {
            computeWeights(*shown, range, buffer, weights);
            const std::uint64_t whole = weigh(*source, range).total[0][0];
            if (filter.leavesOut())
                QVERIFY(weights.total[0][0] <= whole);
            else
                QCOMPARE(weights.total[0][0], whole);
            std::uint64_t ownOfSource = 0;
            const StackWeights sourceWeights = weigh(*source, range);
            for (std::size_t node = 0; node < source->callTree.size(); ++node) {
                if (shown->nodeOf.empty() || shown->nodeOf[node].isValid())
                    ownOfSource += sourceWeights.self[0][node];
            }
            QCOMPARE(weights.total[0][0], ownOfSource);
        }
        // A shown node stands for the node of the source that it names.
        for (std::size_t row = 1; row < shown->stacks->callTree.size(); ++row)
            QCOMPARE(shown->shownNode(shown->sourceNode(CallNodeId(row))), CallNodeId(row));
    }
}

void TestShownStacks::isStoppedAtOnce()
{
    DrawnProfile profile = drawn("a 1\n");
    for (int i = 0; i < 200'000; ++i)
        addNode(profile, 1, "b", 1);
    const auto source = std::make_shared<const Stacks>(build(profile));
    std::stop_source stop;
    stop.request_stop();
    StackFilter filter;
    filter.grouping = Grouping::Package;
    QVERIFY_THROWS_EXCEPTION(ErrorException, showStacks(source, filter, Progress(stop.get_token(), {})));
}

HEAPLINE_TEST(TestShownStacks)

} // namespace tst_shown_stacks

#include "tst_shown_stacks.moc"
