// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QListWidget>

#include <vector>

namespace heapline {

struct Note;

/// What is to be known about the figures of a profile, one sentence for each note; lost data first.
class NotesView : public QListWidget {
    Q_OBJECT

public:
    explicit NotesView(const std::vector<Note>& notes, QWidget* parent = nullptr);
};

} // namespace heapline
