// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/help_pages.h"

#include "ui/heap/glossary.h"

#include "heapline_version.h"

#include <QCoreApplication>
#include <QList>

namespace heapline {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Help {
    Q_DECLARE_TR_FUNCTIONS(heapline::Help)
};

struct Word {
    QString word;
    QString meaning;
};

QList<Word> words()
{
    return {
        {Help::tr("Shallow size"), Help::tr("Bytes of the object itself, without what it refers to.")},
        {Help::tr("Retained size"),
         Help::tr(
             "Bytes that would be freed if the object went: its own, and those of all objects that are alive through it alone.")},
        {Help::tr("Distance"),
         Help::tr("Steps from the roots of the heap to the object by the shortest way. “−” means that the "
                  "roots do not reach it, or only by the engine's own ways.")},
        {Help::tr("Retainer"), Help::tr("An object that refers to this one, and so keeps it alive.")},
        {Help::tr("Path to root"),
         Help::tr(
             "The shortest way by which the roots reach the object, then the next longer ones. Weak references and objects "
             "that are ignored are no part of it.")},
        {Help::tr("Merged paths"),
         Help::tr(
             "The shortest ways of many objects at once: references of one name from objects of one class are one row, with how "
             "many of the objects go through it.")},
        {Help::tr("Ignored retainer"),
         Help::tr(
             "An object that is treated as if it kept nothing alive, to see what else does. Distances are counted anew.")},
        {Help::tr("Dominator"), Help::tr("An object that stands on every way from the roots to this one.")},
        {Help::tr("Containment"),
         Help::tr(
             "From the root of the heap downwards: which object refers to which. An object that several others refer to stands "
             "below each of them.")},
        {Help::tr("Dominators"),
         Help::tr(
             "A tree in which each object stands below the one that dominates it directly. Whatever is below an object would be "
             "freed with it, so the retained size of a row is its shallow size and the retained sizes of the rows below.")},
        {Help::tr("Treemap"),
         Help::tr(
             "Dominators as a picture: a box is an object, as large as what it retains, and in it lie the objects that it "
             "dominates. The hatched part is the object itself.")},
        {Help::tr("Comparison"),
         Help::tr(
             "What is new and what is deleted since another profile, the base, class by class. Ids of one life of one process name "
             "objects, so these are matched by id; ids of different processes mean nothing to one another, so classes are matched "
             "by name, by shape and by the place of their constructor. Two ranges of one timeline are compared by class, too.")},
        {Help::tr("In range"),
         Help::tr(
             "In Containment and Dominators: the objects of the selected range, stacks and filter that an object dominates, "
             "itself among them.")},
        {Help::tr("Class"),
         Help::tr("Objects made by one constructor. Names in round brackets, such as (string) or (system), are kinds "
                  "of objects of the engine; names in curly brackets, such as {host, port}, are plain objects "
                  "with these properties.")},
        {Help::tr("Self size"), Help::tr("Bytes that the function itself allocated.")},
        {Help::tr("Total size"), Help::tr("Bytes that the function and all functions it called allocated.")},
        {Help::tr("Live and total"),
         Help::tr("Live: still there at the end of the recording. Total: ever allocated, freed ones included.")},
        {Help::tr("Heavy (bottom up)"), Help::tr("Starts with the functions that allocated, and opens into their callers.")},
        {Help::tr("Tree (top down)"), Help::tr("Starts with the outermost calls, and opens into what they called.")},
        {Help::tr("Flame"),
         Help::tr(
             "The call tree as a picture: a box is a function with its callers, as wide as what was allocated through it; "
             "callees lie on their callers. Inverted, it starts with the functions that allocated. Colours tell packages "
             "apart, and say no more than the labels.")},
        {Help::tr("Callers and callees"),
         Help::tr("In Functions, of the selected one: who called it, and what it called, over all stacks together.")},
        {Help::tr("Group by"),
         Help::tr("Functions of one file, folder or package are taken together; calls among them do not show.")},
        {Help::tr("Package"),
         Help::tr(
             "An npm package, by the folder below node_modules; node: and its like for what the runtime is made of; the origin "
             "for scripts of the web; (V8) for the engine's functions, (eval) for code made at run time, (own code) for all "
             "the rest.")},
        {Help::tr("Own code only"),
         Help::tr("Hides packages, the runtime and the engine. What hidden functions allocated is booked to the nearest "
                  "caller that is shown, or to (root) where there is none.")},
        {Help::tr("Focus, drop"), Help::tr("Show only the stacks through a function, or all others.")},
        {Help::tr("Collapse, merge"),
         Help::tr("Make one row of several: a function's recursion, a package, a function with all that it calls; or book a "
                  "function to its caller. Nothing is left out.")},
        {Help::tr("Allocation stack"),
         Help::tr("The calls that were under way when the object was made. A line is where its function "
                  "begins, not where it allocates.")},
        {Help::tr("Allocation timeline"),
         Help::tr("A recording of when objects were made. It holds those that were alive at the end "
                  "only; objects older than the recording stand before its start.")},
        {Help::tr("Given an id"),
         Help::tr(
             "V8 gives an id to each object that it finds when a tick of the recording ends, 50 ms or more after the tick "
             "before. What died until then has none and is in no bar; an id without an object is one that died later.")},
        {Help::tr("Live events"),
         Help::tr(
             "What V8 told while it recorded, kept by the recorder in NAME.live.ndjson: how many bytes each tick allocated, and "
             "how much of it was left. Native objects are not in it.")},
        {Help::tr("Sampling heap profile"),
         Help::tr("Every so many bytes one allocation is noted, with its stack. Figures are estimates, "
                  "and good for functions that allocate much.")},
        {Help::tr("± Self, ± Total"),
         Help::tr("How far a sampled size may be off: one that rests on k samples is off by about 1/√k. A row of one sample "
                  "says little.")},
        {Help::tr("(root)"),
         Help::tr("What was allocated while no function of the program ran, such as by the engine itself.")},
        {Help::tr("Range"),
         Help::tr("The part of the timeline that is selected. Tables then show only the objects made in it.")},
    };
}

} // namespace

QString glossaryHtml()
{
    QString html = u"<h2>%1</h2><dl>"_s.arg(Help::tr("What the words mean").toHtmlEscaped());
    for (const Word& word : words())
        html += u"<dt><b>%1</b></dt><dd>%2<br></dd>"_s.arg(word.word.toHtmlEscaped(), word.meaning.toHtmlEscaped());
    html += u"</dl>"_s;
    const auto addTable = [&html](const QString& title, const QList<GlossaryWord>& entries) {
        html += u"<h2>%1</h2><dl>"_s.arg(title.toHtmlEscaped());
        for (const GlossaryWord& entry : entries)
            html += u"<dt><b>%1</b></dt><dd>%2<br></dd>"_s.arg(entry.word.toHtmlEscaped(), entry.meaning.toHtmlEscaped());
        html += u"</dl>"_s;
    };
    addTable(Help::tr("Columns of the views of objects"), columnGlossary());
    addTable(Help::tr("Classes of the engine"), classGlossary());
    return html;
}

QString aboutHtml()
{
    return u"<h2>Heapline %1</h2><p>%2</p><p>%3</p>"_s.arg(
        QString::fromUtf8(HEAPLINE_VERSION),
        Help::tr("Shows the heap profiles that V8 writes: which code allocated the memory, when, and what keeps it alive.")
            .toHtmlEscaped(),
        Help::tr("Free software under the GNU General Public License, version 3 or later. It comes without any warranty. "
                 "It makes no network connections.")
            .toHtmlEscaped());
}

} // namespace heapline
