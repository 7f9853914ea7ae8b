// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/heap/class_place.h"

#include "ui/widgets/text.h"

#include <QStringList>

namespace heapline {

QString classPlaceText(const Profile& profile, ClassId id)
{
    if (!profile.stacks)
        return {};
    // The key is "scriptId,line,column,name", line and column 0-based, or ",name" without a place.
    const QString key = fromFile(profile.heap->classes.key[id.value], 100);
    const QStringList parts = key.split(QLatin1Char(','));
    if (parts.size() < 4 || parts.front().isEmpty())
        return {};
    const std::string scriptId = parts[0].toStdString();
    const Stacks& stacks = *profile.stacks;
    for (std::size_t row = 0; row < stacks.frames.size(); ++row) {
        if (stacks.strings[stacks.frames.scriptId[row]] == scriptId && !stacks.strings[stacks.frames.url[row]].empty())
            return QStringLiteral("%1:%2:%3")
                .arg(fromFile(stacks.strings[stacks.frames.url[row]], 1000))
                .arg(parts[1].toLongLong() + 1)
                .arg(parts[2].toLongLong() + 1);
    }
    return {};
}

} // namespace heapline
