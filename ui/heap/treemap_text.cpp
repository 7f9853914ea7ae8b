// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/heap/treemap_text.h"

#include "core/heap/object_names.h"
#include "ui/widgets/text.h"

#include <QCoreApplication>

namespace heapline {

namespace {

QString tr(const char* text, int n = -1)
{
    return QCoreApplication::translate("heapline::Treemap", text, nullptr, n);
}

QString smallerText(std::uint64_t count)
{
    return count == 1 ? tr("1 smaller object") : tr("%1 smaller objects").arg(countText(count));
}

/// "of the heap", or of what is shown of it.
QString shareText(const TreemapScene& scene, std::uint64_t bytes)
{
    const QString percent = percentText(bytes, scene.wholeWeight());
    return scene.figures->sums ? tr("%1 of the objects in range").arg(percent) : tr("%1 of the heap").arg(percent);
}

} // namespace

QString treemapObjectName(const Heap& heap, NodeOrdinal object)
{
    if (object == heap.graph.root)
        return tr("Whole heap");
    return QStringLiteral("%1 @%2")
        .arg(fromFile(objectTitle(heap.graph, object), 80))
        .arg(heap.graph.nodes.id[object.value]);
}

QString treemapLabel(const TreemapScene& scene, const TreemapBox& box)
{
    switch (box.kind) {
    case TreemapBox::Kind::Object: return treemapObjectName(scene.heap(), box.object);
    case TreemapBox::Kind::Own: return tr("itself");
    case TreemapBox::Kind::Smaller: return smallerText(box.smallerCount);
    }
    return {};
}

QStringList treemapCard(const TreemapScene& scene, const TreemapBox& box)
{
    const Heap& heap = scene.heap();
    const QString name = treemapObjectName(heap, box.object);
    if (box.kind == TreemapBox::Kind::Smaller)
        return {tr("%1 in %2").arg(smallerText(box.smallerCount), name),
                QStringLiteral("%1 · %2").arg(bytesText(box.weight), shareText(scene, box.weight)),
                tr("Double-click to see them in Dominators.")};
    const std::uint64_t weight = scene.weightOf(box.object);
    QStringList lines{name};
    if (box.object != heap.graph.root)
        lines += tr("Class: %1").arg(fromFile(heap.classes.name[heap.classOf[box.object.value].value]));
    if (scene.figures->sums) {
        lines += tr("In range: %1 · %2").arg(bytesText(weight), shareText(scene, weight));
        lines += tr("Objects in range: %1").arg(countText(scene.figures->sums->count(box.object)));
    }
    const std::uint64_t retained = heap.retainedSize[box.object.value];
    lines += tr("Retained: %1 · %2 of the heap").arg(bytesText(retained), percentText(retained, heap.totalSize));
    lines += tr("Shallow: %1").arg(bytesText(heap.shallowSize[box.object.value]));
    if (box.kind == TreemapBox::Kind::Own)
        lines += tr("This part is the object itself.");
    return lines;
}

QString describeTreemapBox(const TreemapScene& scene, const TreemapBox& box)
{
    const Heap& heap = scene.heap();
    const QString name = treemapObjectName(heap, box.object);
    if (box.kind == TreemapBox::Kind::Smaller)
        return tr("%1 in %2 · %3 · %4")
            .arg(smallerText(box.smallerCount), name, bytesText(box.weight), shareText(scene, box.weight));
    const std::uint64_t weight = scene.weightOf(box.object);
    QString text = tr("%1 · %2, %3").arg(name, bytesText(weight), shareText(scene, weight));
    if (scene.figures->sums)
        text += tr(" · retained %1").arg(bytesText(heap.retainedSize[box.object.value]));
    text += tr(" · shallow %1").arg(bytesText(heap.shallowSize[box.object.value]));
    const std::size_t below = scene.figures->tree->childrenOf(box.object).size();
    return text
           + (below == 1 ? tr(" · keeps 1 object alive directly")
                         : tr(" · keeps %1 objects alive directly").arg(countText(below)));
}

} // namespace heapline
