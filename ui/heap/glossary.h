// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

#include <string_view>

namespace heapline {

/// A word of the views of objects and what it means, in a sentence.
struct GlossaryWord {
    QString word; ///< as it stands in the tables; "…" for the part that differs
    QString meaning;
};

/// Classes that are no constructor of a program, the ones in brackets first.
QList<GlossaryWord> classGlossary();

/// What a class is, if the glossary knows it; else empty. Constructors of the program are not in it. @param name as in the file
QString classMeaning(std::string_view name);

/// The columns of the views of objects.
QList<GlossaryWord> columnGlossary();

} // namespace heapline
