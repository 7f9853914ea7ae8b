// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QMainWindow;

namespace heapline {

class DocumentView;

/// The field's words, explained.
QString glossaryHtml();

/// All keys, read from the actions themselves. @param view the views that are shown; may be null
QString shortcutsHtml(const QMainWindow& window, const DocumentView* view);

/// Version, purpose, licence.
QString aboutHtml();

} // namespace heapline
