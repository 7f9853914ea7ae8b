// SPDX-License-Identifier: GPL-3.0-or-later
// What one picture of a flame costs: laid out and painted whole, after a step of the zoom, and with other values, as while a range is
// dragged. Without a file: a made-up call tree of 1,000,000 nodes.

#include "core/profile/load.h"
#include "tests/bench/bench.h"
#include "ui/stacks/flame_view.h"

#include <QApplication>
#include <QPixmap>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <functional>
#include <random>

namespace {

using namespace heapline;

constexpr std::uint32_t nodeCount = 1'000'000;
constexpr std::size_t functionCount = 20'000;

/// A function: some occur far more often than others.
std::size_t skewed(std::mt19937& random)
{
    return static_cast<std::size_t>(std::pow(static_cast<double>(random() % 1'000'000) / 1e6, 6) * functionCount);
}

/// A tree as programs have it: many callees of very different weights; up to 71 deep.
std::shared_ptr<const Stacks> madeUpStacks()
{
    auto stacks = std::make_shared<Stacks>();
    for (std::size_t row = 0; row < functionCount; ++row) {
        stacks->frames.functionName.push_back(stacks->strings.append("function" + std::to_string(row)));
        stacks->frames.url.push_back(stacks->strings.append("file:///srv/app/module" + std::to_string(row / 20) + ".js"));
        stacks->frames.scriptId.push_back(StringId(0));
        stacks->frames.line.push_back(static_cast<std::uint32_t>(row % 20 * 10 + 1));
        stacks->frames.column.push_back(1);
    }
    // Each node shares its number of nodes out among its callees, unevenly.
    struct Waiting {
        std::uint32_t nodes;
        std::uint32_t depth;
        CallNodeId parent;
    };
    std::mt19937 random(7);
    CallTree& tree = stacks->callTree;
    std::vector<Waiting> waiting{{nodeCount, 0, {}}};
    while (!waiting.empty()) {
        const Waiting next = waiting.back();
        waiting.pop_back();
        const CallNodeId node(tree.size());
        tree.parent.push_back(next.parent);
        tree.frame.push_back(FrameId(skewed(random)));
        tree.depth.push_back(next.depth);
        tree.subtreeEnd.push_back(node.value + next.nodes);
        const double size = std::exp(static_cast<double>(random() % 1000) / 90);
        stacks->self[0].push_back(random() % 3 == 0 ? static_cast<std::uint64_t>(size) : 0);
        std::uint32_t rest = next.nodes - 1;
        const bool isDeep = next.depth >= 70;
        auto callees = static_cast<std::uint32_t>(random() % 2 == 0 ? 1 : 2 + random() % 6);
        for (; rest > 0; callees = std::max(1U, callees - 1)) {
            const auto most = std::max<std::uint32_t>(1, rest * 2 / callees);
            const std::uint32_t share = isDeep         ? 1
                                        : callees == 1 ? rest
                                                       : std::min(rest, 1 + static_cast<std::uint32_t>(random() % most));
            waiting.push_back({share, next.depth + 1, node});
            rest -= share;
        }
    }
    return stacks;
}

std::shared_ptr<const Stacks> stacksOf(const char* path)
{
    Progress progress;
    const Result<std::shared_ptr<const Profile>> profile = loadProfile(path, progress);
    if (!profile || !(*profile)->stacks)
        return nullptr;
    return {*profile, &*(*profile)->stacks};
}

void measure(const char* what, int runs, const std::function<void(int)>& run)
{
    std::vector<double> ms;
    for (int i = 0; i < runs; ++i) {
        const bench::Stopwatch watch;
        run(i);
        ms.push_back(watch.seconds() * 1000);
    }
    std::sort(ms.begin(), ms.end());
    std::printf("  %-34s %8.2f ms median, %8.2f ms worst\n", what, ms[ms.size() / 2], ms.back());
}

/// Values without those of every seventh node, so that boxes change.
std::shared_ptr<const StackWeights> otherWeights(const Stacks& stacks, std::size_t first)
{
    auto weights = std::make_shared<StackWeights>();
    Stacks changed;
    changed.callTree = stacks.callTree;
    changed.self = stacks.self;
    for (std::size_t row = first; row < changed.callTree.size(); row += 7)
        changed.self[0][row] = 0;
    computeWeights(changed, {}, *weights);
    return weights;
}

void measureKind(const char* name, FlameData data, const std::vector<std::shared_ptr<const StackWeights>>& weights)
{
    std::printf("%s\n", name);
    const auto otherThan = [&weights](int run) { return weights[static_cast<std::size_t>(run) % weights.size()]; };
    const auto source = makeFlameSource(data);
    FlameLayout layout;
    FlameWindow window{{0, 1}, 1920, 1, 0, 60};
    measure("boxes made anew and laid out", 15, [&](int run) {
        source->setWeights(otherThan(run), data.measure);
        window.stretch.length = static_cast<double>(source->box(0).weight);
        layoutFlame(*source, window, layout);
    });
    measure("laid out again", 15, [&](int) { layoutFlame(*source, window, layout); });
    std::printf("  %zu boxes in %u rows\n", layout.boxes.size(), layout.rowCount);

    FlameView view;
    view.resize(1920, 1080);
    view.setData(data);
    view.show();
    FlameCanvas& canvas = *view.canvas();
    QPixmap picture(canvas.viewport()->size());
    const auto paint = [&] { canvas.viewport()->render(&picture); };
    measure("first picture", 1, [&](int) { paint(); });
    measure("full paint", 30, [&](int run) {
        canvas.setOrientation(run % 2 == 0 ? FlameOrientation::Flame : FlameOrientation::Icicle);
        paint();
    });
    measure("zoom step and paint", 30, [&](int run) {
        if (run < 15)
            canvas.zoomIn();
        else
            canvas.zoomOut();
        paint();
    });
    canvas.zoomWhole();
    measure("other values and paint", 30, [&](int run) {
        data.weights = otherThan(run);
        view.setData(data);
        paint();
    });
    measure("paint of a hover", 30, [&](int) { paint(); });
}

} // namespace

int main(int argc, char** argv)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    const QApplication app(argc, argv);
    FlameData data;
    data.stacks = argc > 1 ? stacksOf(argv[1]) : madeUpStacks();
    if (!data.stacks) {
        std::fprintf(stderr, "%s: not a profile with stacks\n", argv[1]);
        return 1;
    }
    auto weights = std::make_shared<StackWeights>();
    computeWeights(*data.stacks, {}, *weights);
    data.weights = weights;
    std::vector<std::shared_ptr<const StackWeights>> others;
    for (std::size_t first = 0; first < 3; ++first)
        others.push_back(otherWeights(*data.stacks, first));
    std::printf("%zu nodes, %zu functions\n", data.stacks->callTree.size(), data.stacks->frames.size());
    measureKind("top down", data, others);
    data.kind = FlameData::Kind::BottomUp;
    measureKind("bottom up", data, others);
    return 0;
}
