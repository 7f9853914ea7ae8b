// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cut_off_banner.h"

#include "app/icons.h"
#include "core/profile/profile.h"
#include "ui/widgets/text.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

#include <algorithm>

namespace heapline {

using namespace Qt::Literals::StringLiterals;

namespace {

const Note* noteOf(const Profile& profile, NoteCode code)
{
    const auto& notes = profile.notes.all();
    const auto found = std::ranges::find(notes, code, &Note::code);
    return found == notes.end() ? nullptr : &*found;
}

/// What of the file was not read, or only in part.
QStringList missingParts(const Profile& profile)
{
    QStringList parts;
    const auto add = [&](NoteCode code, const QString& text) {
        if (noteOf(profile, code))
            parts += text;
    };
    add(NoteCode::ObjectsCutOff, CutOffBanner::tr("objects"));
    add(NoteCode::ReferencesCutOff, CutOffBanner::tr("references"));
    add(NoteCode::CallTreeCutOff, CutOffBanner::tr("parts of the call tree"));
    add(NoteCode::StacksCutOff, CutOffBanner::tr("allocation stacks"));
    add(NoteCode::SamplesCutOff, CutOffBanner::tr("timeline samples"));
    add(NoteCode::SamplesMissing, CutOffBanner::tr("the timeline"));
    add(NoteCode::LocationsCutOff, CutOffBanner::tr("source places"));
    add(NoteCode::NamesCutOff, CutOffBanner::tr("names"));
    return parts;
}

} // namespace

QString cutOffText(const Profile& profile)
{
    const Note* end = noteOf(profile, NoteCode::FileEndsEarly);
    if (!end)
        return {};
    QStringList sentences{CutOffBanner::tr("This file ends too early, %1.").arg(fromFile(end->place))};
    const QStringList parts = missingParts(profile);
    if (parts.isEmpty())
        sentences += CutOffBanner::tr("Nothing that is shown depends on what is missing.");
    else
        sentences += CutOffBanner::tr("Missing, all or in part: %1.").arg(parts.join(u", "_s));
    if (noteOf(profile, NoteCode::ObjectsCutOff))
        sentences += CutOffBanner::tr("Counts and sizes are of what was read.");
    if (noteOf(profile, NoteCode::CallTreeCutOff))
        sentences += CutOffBanner::tr("Counts, sizes and shares are of what was read.");
    if (profile.heap && !profile.heap->knowsReferences())
        sentences +=
            CutOffBanner::tr("Not shown, since they would be wrong: retained sizes, distances, dominators, containment, "
                             "paths to the roots, statistics, comparisons.");
    return sentences.join(u' ');
}

CutOffBanner::CutOffBanner(const Profile& profile, QWidget* parent) : QFrame(parent)
{
    setObjectName(u"cutOffBanner"_s);
    setFrameShape(QFrame::StyledPanel);
    setAccessibleName(tr("This file is cut off"));
    setAccessibleDescription(cutOffText(profile));
    auto* icon = new QLabel;
    icon->setPixmap(lineIcon(u"warning"_s).pixmap(QSize(16, 16), devicePixelRatioF()));
    auto* text = new QLabel(cutOffText(profile));
    text->setTextFormat(Qt::PlainText);
    text->setWordWrap(true);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* notes = new QAction(tr("&Notes…"), this);
    notes->setToolTip(tr("Show what this means for each figure"));
    connect(notes, &QAction::triggered, this, &CutOffBanner::notesRequested);
    auto* button = new QToolButton;
    button->setDefaultAction(notes);
    button->setFocusPolicy(Qt::StrongFocus);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(8, 3, 4, 3);
    layout->addWidget(icon, 0, Qt::AlignTop);
    layout->addWidget(text, 1);
    layout->addWidget(button, 0, Qt::AlignTop);
}

} // namespace heapline
