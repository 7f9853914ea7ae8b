// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/view_list.h"

#include <QCoreApplication>

namespace heapline {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Gives the texts of this file one context for translators.
struct ViewList {
    Q_DECLARE_TR_FUNCTIONS(heapline::ViewList)
};

QString noStacks()
{
    return ViewList::tr("This file holds no allocation stacks");
}

QString noObjects(const Profile& profile)
{
    return profile.heap ? ViewList::tr("This file ends too early: not all references are known")
                        : ViewList::tr("This file holds no objects, only stacks");
}

} // namespace

QList<ViewEntry> viewList()
{
    using View = DocumentView::View;
    const auto tr = [](const char* text) { return ViewList::tr(text); };
    return {
        {View::Heavy, u"heavy"_s, tr("&Heavy"), Qt::CTRL | Qt::Key_1,
         tr("Bottom up: the functions that allocated most, with their callers below")},
        {View::Tree, u"tree"_s, tr("&Tree"), Qt::CTRL | Qt::Key_2,
         tr("Top down: calls from the outermost function inwards")},
        {View::Flame, u"flame"_s, tr("&Flame"), Qt::CTRL | Qt::Key_3,
         tr("The call tree as a picture: widths are bytes or objects, callees lie on their callers")},
        {View::Functions, u"functions"_s, tr("F&unctions"), Qt::CTRL | Qt::Key_4,
         tr("All functions, with the callers and callees of the selected one")},
        {View::Summary, u"summary"_s, tr("&Summary"), Qt::CTRL | Qt::Key_5,
         tr("Classes of objects, with the objects below")},
        {View::Containment, u"containment"_s, tr("&Containment"), Qt::CTRL | Qt::Key_6,
         tr("From the roots of the heap downwards: what refers to what")},
        {View::Dominators, u"dominators"_s, tr("&Dominators"), Qt::CTRL | Qt::Key_7,
         tr("What each object alone keeps alive, as a tree by retained size")},
        {View::Treemap, u"treemap"_s, tr("Tree&map"), Qt::CTRL | Qt::Key_8,
         tr("The dominators as a picture: areas are retained sizes, boxes lie in the object that keeps them alive")},
        {View::Statistics, u"statistics"_s, tr("Stat&istics"), Qt::CTRL | Qt::Key_9,
         tr("The heap by parts: code, strings, arrays, native memory, and what of the process it is")},
        {View::Comparison, u"comparison"_s, tr("C&omparison"), Qt::CTRL | Qt::Key_0,
         tr("What is new and what is gone since another profile, or between two ranges")},
    };
}

QList<PaneEntry> paneList()
{
    using Pane = LowerPane::Pane;
    const auto tr = [](const char* text) { return ViewList::tr(text); };
    return {
        {Pane::Retainers, u"retainers"_s, tr("&Retainers"), Qt::ALT | Qt::Key_1,
         tr("Show what keeps the selected object alive")},
        {Pane::Paths, u"paths"_s, tr("&Path to Root"), Qt::ALT | Qt::Key_2,
         tr("Show how the selected object is reached from the roots")},
        {Pane::MergedPaths, u"merged"_s, tr("&Merged Paths"), Qt::ALT | Qt::Key_3,
         tr("Show what keeps the objects of the selected class or function alive, taken together")},
        {Pane::Object, u"object"_s, tr("&Object"), Qt::ALT | Qt::Key_4,
         tr("Show everything that the file says of the selected object or class")},
        {Pane::AllocationStack, u"stack"_s, tr("&Allocation Stack"), Qt::ALT | Qt::Key_5,
         tr("Show the calls that allocated the selection")},
        {Pane::Objects, u"objects"_s, tr("Allocated &Objects"), Qt::ALT | Qt::Key_6,
         tr("Show the objects that the selected function allocated")},
        {Pane::Ticks, u"ticks"_s, tr("T&icks"), Qt::ALT | Qt::Key_7, tr("Show the bars of the timeline as a table")},
        {Pane::Notes, u"notes"_s, tr("&Notes on Figures"), Qt::ALT | Qt::Key_8,
         tr("Show what is special about this file's figures")},
        {Pane::Search, u"search"_s, tr("Searc&h"), Qt::ALT | Qt::Key_9,
         tr("Show the search for objects by id, class, property, text or name")},
    };
}

QString plainTitle(const QString& title)
{
    return QString(title).remove(u'&');
}

QString obstacleOf(DocumentView::View view, const Profile& profile)
{
    using View = DocumentView::View;
    switch (view) {
    case View::Heavy:
    case View::Tree:
    case View::Flame:
    case View::Functions: return noStacks();
    case View::Summary:
    case View::Containment:
    case View::Dominators:
    case View::Treemap:
    case View::Statistics:
    case View::Comparison: break;
    }
    return noObjects(profile);
}

QString obstacleOf(LowerPane::Pane pane, const Profile& profile)
{
    switch (pane) {
    case LowerPane::Pane::AllocationStack: return noStacks();
    case LowerPane::Pane::Objects: return ViewList::tr("This file does not tell which stack allocated which object");
    case LowerPane::Pane::Ticks: return ViewList::tr("This file does not tell when memory was allocated");
    case LowerPane::Pane::Retainers:
    case LowerPane::Pane::Paths:
    case LowerPane::Pane::MergedPaths:
    case LowerPane::Pane::Object:
    case LowerPane::Pane::Notes:
    case LowerPane::Pane::Search: break;
    }
    return noObjects(profile);
}

} // namespace heapline
