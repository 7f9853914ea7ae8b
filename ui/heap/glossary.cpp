// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/heap/glossary.h"

#include "ui/heap/heap_columns.h"

#include <QCoreApplication>

#include <algorithm>
#include <utility>

namespace heapline {

namespace {

/// Gives the texts of this file one context for translators.
struct Glossary {
    Q_DECLARE_TR_FUNCTIONS(heapline::Glossary)
};

/// How a name is compared with that of an entry.
enum class Match { Whole, Prefix, Contains };

struct ClassEntry {
    Match match;
    std::string_view name; ///< what is compared
    const char* shown;     ///< as listed, when it is not the name
    const char* meaning;   ///< source text for translators
};

/// The first entry that fits counts.
constexpr ClassEntry classEntries[] = {
    {Match::Whole, "(string)", nullptr, QT_TRANSLATE_NOOP("heapline::Glossary", "Texts, each stored in one piece.")},
    {Match::Whole, "(concatenated string)", nullptr,
     QT_TRANSLATE_NOOP("heapline::Glossary",
                       "Texts that + has put together and that still stand as two parts, which they keep alive.")},
    {Match::Whole, "(sliced string)", nullptr,
     QT_TRANSLATE_NOOP("heapline::Glossary",
                       "Pieces cut out of longer texts. A piece keeps the whole text alive, however short it is.")},
    {Match::Whole, "(array)", nullptr,
     QT_TRANSLATE_NOOP(
         "heapline::Glossary",
         "Stores of the engine: the elements of arrays, the tables of maps and sets, the properties of objects. An "
         "array that a program makes is an Array.")},
    {Match::Whole, "(compiled code)", nullptr,
     QT_TRANSLATE_NOOP("heapline::Glossary",
                       "Bytecode and machine code of functions, and what the engine notes to run them fast.")},
    {Match::Whole, "(object shape)", nullptr,
     QT_TRANSLATE_NOOP(
         "heapline::Glossary",
         "Descriptions of which properties objects have and where they lie, shared by all objects of one shape.")},
    {Match::Whole, "(system)", nullptr,
     QT_TRANSLATE_NOOP("heapline::Glossary", "Objects that the engine made for itself and that a program cannot see.")},
    {Match::Whole, "(number)", nullptr,
     QT_TRANSLATE_NOOP("heapline::Glossary", "Numbers that are objects of their own, because they are no small integers.")},
    {Match::Whole, "(bigint)", nullptr, QT_TRANSLATE_NOOP("heapline::Glossary", "Values of the type BigInt.")},
    {Match::Whole, "(symbol)", nullptr,
     QT_TRANSLATE_NOOP("heapline::Glossary", "Values of the type Symbol, such as keys of properties.")},
    {Match::Whole, "(regexp)", nullptr, QT_TRANSLATE_NOOP("heapline::Glossary", "Regular expressions.")},
    {Match::Whole, "(closure)", nullptr, QT_TRANSLATE_NOOP("heapline::Glossary", "Functions with their scopes.")},
    {Match::Whole, "(wasm object)", nullptr,
     QT_TRANSLATE_NOOP("heapline::Glossary", "Structures and arrays that WebAssembly code has made.")},
    {Match::Whole, "(synthetic)", nullptr,
     QT_TRANSLATE_NOOP("heapline::Glossary", "No objects: groups of roots that were made up for the file.")},
    {Match::Whole, "Function", nullptr,
     QT_TRANSLATE_NOOP(
         "heapline::Glossary",
         "Functions. Each keeps alive the scope that it was made in, with all variables there that any function uses.")},
    {Match::Whole, "Object", nullptr,
     QT_TRANSLATE_NOOP("heapline::Glossary", "Plain objects that share no set of properties with enough others.")},
    {Match::Whole, "Array", nullptr,
     QT_TRANSLATE_NOOP("heapline::Glossary",
                       "Arrays of the program; their elements lie in an (array) that belongs to them.")},
    {Match::Whole, "RegExp", nullptr, QT_TRANSLATE_NOOP("heapline::Glossary", "Regular expressions.")},
    {Match::Prefix, "{", QT_TRANSLATE_NOOP("heapline::Glossary", "{a, b, …}"),
     QT_TRANSLATE_NOOP("heapline::Glossary", "Plain objects that have at least these properties.")},
    {Match::Prefix, "system / Context", "system / Context",
     QT_TRANSLATE_NOOP(
         "heapline::Glossary",
         "Scopes: the variables of a function that functions within it use. They live as long as any of these.")},
    {Match::Prefix, "system / NativeContext", "system / NativeContext",
     QT_TRANSLATE_NOOP("heapline::Glossary", "Realms: the built-in objects of one page, frame, worker or vm context.")},
    {Match::Whole, "system / JSArrayBufferData", nullptr,
     QT_TRANSLATE_NOOP("heapline::Glossary", "The bytes of an ArrayBuffer, which lie outside of the engine's heap.")},
    {Match::Whole, "system / ExternalStringData", nullptr,
     QT_TRANSLATE_NOOP("heapline::Glossary", "The characters of a text that lie outside of the engine's heap.")},
    {Match::Prefix, "system / ", QT_TRANSLATE_NOOP("heapline::Glossary", "system / …"),
     QT_TRANSLATE_NOOP("heapline::Glossary", "Objects of the engine's own, called by their kind.")},
    {Match::Prefix, "global / ", QT_TRANSLATE_NOOP("heapline::Glossary", "global / …"),
     QT_TRANSLATE_NOOP("heapline::Glossary",
                       "Global objects. Behind the stroke stands the address of the page, or nothing where there is none.")},
    {Match::Prefix, "Object / ", QT_TRANSLATE_NOOP("heapline::Glossary", "Object / …"),
     QT_TRANSLATE_NOOP(
         "heapline::Glossary",
         "Stand-ins for global objects. Behind the stroke stands the address of the page, or nothing where there is "
         "none.")},
    {Match::Prefix, "Window [JSGlobalObject] / ", QT_TRANSLATE_NOOP("heapline::Glossary", "Window [JSGlobalObject] / …"),
     QT_TRANSLATE_NOOP("heapline::Glossary", "The global object of a page or frame, with its address.")},
    {Match::Prefix, "Window (prototype) / ", QT_TRANSLATE_NOOP("heapline::Glossary", "Window (prototype) / …"),
     QT_TRANSLATE_NOOP("heapline::Glossary", "What the window objects of a page or frame inherit from.")},
    {Match::Prefix, "Window / ", QT_TRANSLATE_NOOP("heapline::Glossary", "Window / …"),
     QT_TRANSLATE_NOOP("heapline::Glossary", "The window object of a page or frame, with its address.")},
    {Match::Prefix, "Detached ", QT_TRANSLATE_NOOP("heapline::Glossary", "Detached …"),
     QT_TRANSLATE_NOOP(
         "heapline::Glossary",
         "Elements that are no longer in a document, and native objects that have no owner any more, but that a "
         "script still holds.")},
    {Match::Prefix, "Node / ", QT_TRANSLATE_NOOP("heapline::Glossary", "Node / …"),
     QT_TRANSLATE_NOOP("heapline::Glossary", "Objects in C++ that Node.js is made of.")},
    {Match::Whole, "BuiltinModule", nullptr,
     QT_TRANSLATE_NOOP("heapline::Glossary", "Modules of Node.js itself, such as node:fs, one object each.")},
    {Match::Prefix, "InternalNode", "InternalNode",
     QT_TRANSLATE_NOOP("heapline::Glossary", "Native objects of the browser that it does not name further.")},
    {Match::Whole, "V8EventListener", nullptr,
     QT_TRANSLATE_NOOP("heapline::Glossary", "How the browser holds a function that listens for events.")},
    {Match::Prefix, "<", QT_TRANSLATE_NOOP("heapline::Glossary", "<div>, …"),
     QT_TRANSLATE_NOOP("heapline::Glossary", "Elements of a document.")},
    {Match::Contains, "::", QT_TRANSLATE_NOOP("heapline::Glossary", "blink::…, v8::…"),
     QT_TRANSLATE_NOOP("heapline::Glossary", "Objects in C++ of the browser or the engine, by the names of their classes.")},
};

bool fits(const ClassEntry& entry, std::string_view name)
{
    switch (entry.match) {
    case Match::Whole: return name == entry.name;
    case Match::Prefix: return name.starts_with(entry.name);
    case Match::Contains: break;
    }
    return name.find(entry.name) != std::string_view::npos;
}

} // namespace

QList<GlossaryWord> classGlossary()
{
    QList<GlossaryWord> words;
    for (const ClassEntry& entry : classEntries) {
        const QString name = QString::fromUtf8(entry.name.data(), static_cast<qsizetype>(entry.name.size()));
        words.append({entry.shown ? Glossary::tr(entry.shown) : name, Glossary::tr(entry.meaning)});
    }
    return words;
}

QString classMeaning(std::string_view name)
{
    const auto* const found =
        std::ranges::find_if(classEntries, [name](const ClassEntry& entry) { return fits(entry, name); });
    return found != std::end(classEntries) ? Glossary::tr(found->meaning) : QString();
}

QList<GlossaryWord> columnGlossary()
{
    QList<GlossaryWord> words;
    for (const HeapColumn column :
         {HeapColumn::Name, HeapColumn::Count, HeapColumn::Distance, HeapColumn::ShallowSize, HeapColumn::RetainedSize})
        words.append({heapColumnTitle(column), heapColumnToolTip(column)});
    for (const SummaryColumn column : {SummaryColumn::InAll, SummaryColumn::OfRange})
        words.append({summaryColumnTitle(column), summaryColumnToolTip(column)});
    return words;
}

} // namespace heapline
