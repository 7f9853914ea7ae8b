// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/heap/string_text.h"

#include <QWidget>

#include <memory>
#include <vector>

class QAction;
class QLabel;
class QPlainTextEdit;
class QToolButton;

namespace heapline {

/// The whole text of a string, plain and selectable. Long ones are shown in pieces, so that no text is too long to lay out.
class StringPanel : public QWidget {
    Q_OBJECT

public:
    static constexpr std::size_t pieceBytes = 50'000;

    explicit StringPanel(QWidget* parent = nullptr);

    /// @param text null: nothing
    void setText(std::shared_ptr<const StringText> text);

private:
    QToolButton* addButton(QAction* action);
    QAction* addAction(const QString& text, const QString& toolTip, const QKeySequence& shortcut);
    void showPiece(std::size_t piece);
    void copyAll();

    QLabel* m_title;
    QPlainTextEdit* m_field;
    QAction* m_previous;
    QAction* m_next;
    QAction* m_copy;
    std::shared_ptr<const StringText> m_text;
    std::vector<std::size_t> m_begins; ///< piece -> first byte
    std::size_t m_piece = 0;
};

} // namespace heapline
