// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/notes_view.h"

#include "app/icons.h"
#include "core/base/notes.h"
#include "ui/widgets/text.h"

namespace heapline {

using namespace Qt::Literals::StringLiterals;

NotesView::NotesView(const std::vector<Note>& notes, QWidget* parent) : QListWidget(parent)
{
    setAccessibleName(tr("Notes on figures"));
    setWordWrap(true);
    setTextElideMode(Qt::ElideNone); // what is elided here is not read anywhere else
    setSelectionMode(NoSelection);
    setSpacing(2);
    setIconSize({16, 16});
    setFrameShape(NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setResizeMode(Adjust);
    const auto add = [this, &notes](NoteSeverity severity, const QIcon& icon, const QString& pattern) {
        for (const Note& note : notes) {
            if (note.severity() == severity)
                addItem(new QListWidgetItem(icon, pattern.arg(fromFile(note.sentence(), 1000))));
        }
    };
    add(NoteSeverity::DataLoss, lineIcon(u"warning"_s), tr("Data lost: %1"));
    add(NoteSeverity::Info, lineIcon(u"info"_s), u"%1"_s);
    if (notes.empty())
        addItem(tr("There is nothing special about the figures of this file."));
}

} // namespace heapline
