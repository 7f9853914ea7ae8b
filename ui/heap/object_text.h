// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/heap/heap.h"
#include "ui/widgets/text_span.h"

#include <QList>
#include <QString>

namespace heapline {

/// A text and the styles of its stretches.
struct StyledText {
    QString text;
    QList<TextSpan> spans;
};

/// The title of an object, in the style of its kind, and its id: "Session @117613".
StyledText objectText(const HeapGraph& graph, NodeOrdinal node);
/// An edge seen from the object that holds it: "sessions :: Map @32281".
StyledText edgeText(const HeapGraph& graph, EdgeIndex edge);
/// An edge seen from the object that it keeps alive: "sessions in system / Context @32277".
StyledText retainerText(const HeapGraph& graph, EdgeIndex edge, NodeOrdinal from);

/// " (already above)", for a row whose object stands above it and which therefore does not open.
void markAlreadyAbove(StyledText& text);

/// " (weak)" and " (unreachable)", for retainers that keep nothing alive; the whole text becomes weaker too.
void markWeak(StyledText& text);
void markUnreachable(StyledText& text);

/// " (root)", for the object that a way begins with, and " (selected)", for the one that it leads to.
void markRoot(StyledText& text);
void markSelected(StyledText& text);

/// What kind of reference an edge is, in words.
QString edgeKindText(const HeapGraph& graph, EdgeIndex edge);

/// The name of a reference from its end: "sessions", "[3]".
StyledText referenceText(const HeapGraph& graph, EdgeIndex edge);

/// Lines of a tool tip on an object: its title at some length, type and id.
QStringList objectToolTipLines(const HeapGraph& graph, NodeOrdinal node);

} // namespace heapline
