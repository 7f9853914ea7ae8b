// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/heap/search_text.h"

#include "ui/widgets/text.h"

#include <QCoreApplication>

namespace heapline {

namespace {

/// Gives the texts of this file one context for translators.
struct SearchText {
    Q_DECLARE_TR_FUNCTIONS(heapline::SearchText)
};

} // namespace

QString searchPlaceTitle(SearchPlace place)
{
    switch (place) {
    case SearchPlace::Everything: return SearchText::tr("Everything");
    case SearchPlace::Ids: return SearchText::tr("Ids");
    case SearchPlace::Classes: return SearchText::tr("Classes");
    case SearchPlace::Properties: return SearchText::tr("Property names");
    case SearchPlace::Strings: return SearchText::tr("String texts");
    case SearchPlace::Names: return SearchText::tr("Object names");
    }
    return {};
}

QString searchPlaceToolTip(SearchPlace place)
{
    switch (place) {
    case SearchPlace::Everything: return SearchText::tr("Ids, classes, properties, texts and names at once");
    case SearchPlace::Ids: return SearchText::tr("The object with an id, such as @117613");
    case SearchPlace::Classes: return SearchText::tr("Names of classes, as in the Summary");
    case SearchPlace::Properties: return SearchText::tr("Names of properties, and of variables in scopes");
    case SearchPlace::Strings: return SearchText::tr("Texts of strings, as far as the file holds them");
    case SearchPlace::Names:
        return SearchText::tr("Names of functions, code, plain and native objects, and all others but strings");
    }
    return {};
}

QString hitKindTitle(HitKind kind, SearchPlace place)
{
    switch (kind) {
    case HitKind::Id: return SearchText::tr("With this id");
    case HitKind::Class: return SearchText::tr("Classes");
    case HitKind::Property: return SearchText::tr("Objects with the property");
    case HitKind::Value: return SearchText::tr("Values of the property");
    case HitKind::String: return SearchText::tr("Strings");
    case HitKind::Name: return place == SearchPlace::Everything ? SearchText::tr("Other names") : SearchText::tr("Names");
    }
    return {};
}

QString hitKindToolTip(HitKind kind, SearchPlace place)
{
    switch (kind) {
    case HitKind::Id: return SearchText::tr("The object whose id was typed");
    case HitKind::Class: return SearchText::tr("Objects whose class has a name that matches");
    case HitKind::Property: return SearchText::tr("Objects with a property, or scopes with a variable, whose name matches");
    case HitKind::Value: return SearchText::tr("Objects that such properties and variables lead to");
    case HitKind::String: return SearchText::tr("Strings whose text matches, as far as it is displayed");
    case HitKind::Name:
        return place == SearchPlace::Everything
                   ? SearchText::tr("Other objects whose name matches, but not that of their class")
                   : SearchText::tr("Objects whose displayed name matches, but strings");
    }
    return {};
}

QString hitsText(const ObjectHits& hits)
{
    const QString objects =
        hits.totals.count == 1 ? SearchText::tr("1 object") : SearchText::tr("%1 objects").arg(countText(hits.totals.count));
    const QString classes =
        hits.classes == 1 ? SearchText::tr("1 class") : SearchText::tr("%1 classes").arg(countText(hits.classes));
    QString text = SearchText::tr("%1 in %2 · %3").arg(objects, classes, bytesText(hits.totals.shallowSize));
    for (const HitSection& section : hits.sections) {
        const std::size_t names = section.lastGroup - section.firstGroup;
        if (section.kind == HitKind::Property)
            text += QStringLiteral(" · ")
                    + (names == 1 ? SearchText::tr("1 property") : SearchText::tr("%1 properties").arg(countText(names)));
    }
    return text;
}

QString undecidedText(const ObjectHits& hits)
{
    if (hits.undecided == 0)
        return {};
    return hits.undecided == 1 ? SearchText::tr("1 text was left out, which the expression would take too long on.")
                               : SearchText::tr("%1 texts were left out, which the expression would take too long on.")
                                     .arg(countText(hits.undecided));
}

} // namespace heapline
