// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/profile_text.h"

#include "core/base/text_format.h"
#include "core/profile/profile.h"
#include "ui/widgets/text.h"

#include <QCoreApplication>

#include <algorithm>

namespace heapline {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Gives the texts of this file one context for translators.
struct ProfileText {
    Q_DECLARE_TR_FUNCTIONS(heapline::ProfileText)
};

QString joined(const QStringList& parts)
{
    return parts.join(u" · "_s);
}

} // namespace

bool hasTimeline(const Profile& profile)
{
    return profile.timeline && profile.timeline->tickCount() > profile.timeline->firstRecordedTick();
}

QString kindText(const Profile& profile)
{
    switch (profile.origin.kind) {
    case FileKind::HeapTimeline: return ProfileText::tr("Allocation timeline");
    case FileKind::HeapSnapshot: return ProfileText::tr("Heap snapshot");
    case FileKind::HeapCutOff: return ProfileText::tr("Heap snapshot or allocation timeline, cut off");
    case FileKind::SamplingProfile: return ProfileText::tr("Sampling heap profile");
    }
    return {};
}

QString extentText(const Profile& profile)
{
    QStringList parts = {bytesText(profile.origin.storedBytes)};
    if (hasTimeline(profile) && profile.timeline->axis == AxisKind::Time)
        parts += QString::fromStdString(formatTime(profile.timeline->extent().length()));
    return joined(parts);
}

QString contentText(const Profile& profile)
{
    QStringList parts;
    if (profile.heap)
        parts += ProfileText::tr("%1 nodes").arg(countText(profile.heap->graph.nodeCount()));
    if (profile.origin.kind == FileKind::SamplingProfile)
        parts += ProfileText::tr("%1 samples").arg(countText(profile.samplingSampleCount));
    if (profile.origin.kind == FileKind::HeapTimeline)
        parts += profile.stacks ? ProfileText::tr("with stacks") : ProfileText::tr("without stacks");
    return joined(parts);
}

QStringList statusTexts(const Profile& profile)
{
    QStringList parts = {kindText(profile)};
    if (profile.heap) {
        parts += ProfileText::tr("%1 nodes").arg(countText(profile.heap->graph.nodeCount()));
        parts += ProfileText::tr("%1 edges").arg(countText(profile.heap->graph.edgeCount()));
    }
    if (profile.origin.kind == FileKind::SamplingProfile) {
        parts += ProfileText::tr("%1 samples").arg(countText(profile.samplingSampleCount));
        parts += ProfileText::tr("%1 call-tree nodes").arg(countText(profile.samplingNodeCount));
    }
    if (profile.timeline && profile.timeline->live)
        parts += ProfileText::tr("with live events");
    const double seconds = profile.origin.secondsToOpen;
    const QString opened = seconds < 0.095 ? ProfileText::tr("opened in under 0.1 s")
                                           : ProfileText::tr("opened in %1 s").arg(QString::number(seconds, 'f', 1));
    parts += profile.origin.isFromCache ? ProfileText::tr("%1, from the cache").arg(opened) : opened;
    return parts;
}

QString missingViewsText(const Profile& profile)
{
    QStringList sentences;
    if (profile.origin.kind == FileKind::HeapCutOff)
        return {}; // its notes say what is missing
    if (!profile.stacks && !profile.notes.contains(NoteCode::StacksCutOff)) {
        sentences +=
            profile.origin.kind == FileKind::HeapTimeline
                ? ProfileText::tr(
                    "No Heavy, Tree, Flame and Functions: recorded without allocation stacks. Switch on “Allocation stack traces” "
                    "(trackAllocations: true) when recording.")
                : ProfileText::tr(
                    "No Heavy, Tree, Flame and Functions: a heap snapshot holds no allocation stacks. Record an allocation timeline "
                    "to see which code allocates.");
    }
    if (profile.heap && !hasTimeline(profile) && !profile.notes.contains(NoteCode::SamplesMissing)) {
        sentences += profile.origin.kind == FileKind::HeapTimeline
                         ? ProfileText::tr("No timeline: the file holds no samples.")
                         : ProfileText::tr("No timeline: a heap snapshot is one moment.");
    }
    if (!profile.heap)
        sentences += ProfileText::tr(
            "No Summary and Retainers: a sampling profile knows stacks, but no objects. Take a heap snapshot to see objects.");
    return sentences.join(u' ');
}

QString notesText(const std::vector<Note>& notes)
{
    const auto lost = std::count_if(notes.begin(), notes.end(),
                                    [](const Note& note) { return note.severity() == NoteSeverity::DataLoss; });
    const QString count = countText(notes.size());
    const QString text =
        notes.size() == 1 ? ProfileText::tr("1 note on figures") : ProfileText::tr("%1 notes on figures").arg(count);
    return lost ? ProfileText::tr("Data lost · %1").arg(text) : text;
}

} // namespace heapline
