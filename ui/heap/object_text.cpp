// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/heap/object_text.h"

#include "core/heap/object_names.h"
#include "ui/widgets/text.h"

#include <QCoreApplication>

namespace heapline {

namespace {

constexpr int tooltipLength = 600;
constexpr int edgeNameLength = 80;

/// Gives the texts of this file one context for translators.
struct ObjectTexts {
    Q_DECLARE_TR_FUNCTIONS(heapline::ObjectText)
};

void append(StyledText& text, const QString& piece)
{
    text.text += piece;
}

void append(StyledText& text, const QString& piece, TextSpan::Style style)
{
    text.spans.append({text.text.size(), piece.size(), style});
    text.text += piece;
}

void appendObject(StyledText& text, const HeapGraph& graph, NodeOrdinal node)
{
    const NodeKind kind = graph.kind(node);
    const QString title = fromFile(objectTitle(graph, node));
    if (kind == NodeKind::Hidden || kind == NodeKind::Synthetic || kind == NodeKind::Code || kind == NodeKind::ObjectShape)
        append(text, title, TextSpan::Style::Italic);
    else
        append(text, title);
    append(text, QStringLiteral(" @%1").arg(graph.nodes.id[node.value]), TextSpan::Style::Weak);
}

void appendEdge(StyledText& text, const HeapGraph& graph, EdgeIndex edge)
{
    QString name = fromFile(edgeTitle(graph, edge), edgeNameLength);
    switch (graph.kind(edge)) {
    case EdgeKind::Element: append(text, QStringLiteral("[%1]").arg(name)); break;
    case EdgeKind::Context:
    case EdgeKind::Property:
    case EdgeKind::Shortcut: append(text, name.isEmpty() ? QStringLiteral("\"\"") : name); break;
    case EdgeKind::Internal:
    case EdgeKind::Hidden:
    case EdgeKind::Weak:
    case EdgeKind::Invisible:
    case EdgeKind::Other: append(text, name, TextSpan::Style::Italic); break;
    }
}

} // namespace

StyledText objectText(const HeapGraph& graph, NodeOrdinal node)
{
    StyledText text;
    appendObject(text, graph, node);
    return text;
}

StyledText edgeText(const HeapGraph& graph, EdgeIndex edge)
{
    StyledText text;
    appendEdge(text, graph, edge);
    append(text, QStringLiteral(" :: "), TextSpan::Style::Weak);
    appendObject(text, graph, graph.target(edge));
    if (graph.kind(edge) == EdgeKind::Weak)
        append(text, ObjectTexts::tr(" (weak)"), TextSpan::Style::Weak);
    return text;
}

StyledText retainerText(const HeapGraph& graph, EdgeIndex edge, NodeOrdinal from)
{
    StyledText text;
    appendEdge(text, graph, edge);
    //: between the name of a reference and the object that holds it: "sessions in Map"
    append(text, ObjectTexts::tr(" in "), TextSpan::Style::Weak);
    appendObject(text, graph, from);
    return text;
}

void markAlreadyAbove(StyledText& text)
{
    append(text, ObjectTexts::tr(" (already above)"), TextSpan::Style::Weak);
}

namespace {

void markAll(StyledText& text, const QString& mark)
{
    append(text, mark);
    text.spans.append({0, text.text.size(), TextSpan::Style::Weak});
}

} // namespace

void markWeak(StyledText& text)
{
    markAll(text, ObjectTexts::tr(" (weak)"));
}

void markUnreachable(StyledText& text)
{
    markAll(text, ObjectTexts::tr(" (unreachable)"));
}

void markRoot(StyledText& text)
{
    append(text, ObjectTexts::tr(" (root)"), TextSpan::Style::Weak);
}

void markSelected(StyledText& text)
{
    append(text, ObjectTexts::tr(" (selected)"), TextSpan::Style::Weak);
}

StyledText referenceText(const HeapGraph& graph, EdgeIndex edge)
{
    StyledText text;
    appendEdge(text, graph, edge);
    return text;
}

QString edgeKindText(const HeapGraph& graph, EdgeIndex edge)
{
    switch (graph.kind(edge)) {
    case EdgeKind::Context: return ObjectTexts::tr("Variable of a function’s scope");
    case EdgeKind::Element: return ObjectTexts::tr("Array element");
    case EdgeKind::Property: return ObjectTexts::tr("Property");
    case EdgeKind::Internal: return ObjectTexts::tr("Link inside of the engine");
    case EdgeKind::Hidden: return ObjectTexts::tr("Numbered link inside of the engine");
    case EdgeKind::Shortcut: return ObjectTexts::tr("Shortcut past objects of the engine");
    case EdgeKind::Weak: return ObjectTexts::tr("Weak reference: does not keep the object alive");
    case EdgeKind::Invisible:
    case EdgeKind::Other: break;
    }
    return ObjectTexts::tr("Reference of type “%1”").arg(fromFile(graph.typeName(edge)));
}

QStringList objectToolTipLines(const HeapGraph& graph, NodeOrdinal node)
{
    return {fromFile(objectTitle(graph, node), tooltipLength), ObjectTexts::tr("Type: %1").arg(fromFile(graph.typeName(node))),
            ObjectTexts::tr("Id: @%1").arg(graph.nodes.id[node.value])};
}

} // namespace heapline
