// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace heapline {

class Document;

/// The status bar's line about the profile that is shown, and the button that leads to its notes.
class StatusLine : public QWidget {
    Q_OBJECT

public:
    explicit StatusLine(QWidget* parent = nullptr);

    /// @param document null when none is shown
    void setDocument(const Document* document);

Q_SIGNALS:
    void notesRequested();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void elide();

    QLabel* m_label;
    QPushButton* m_notes;
    QString m_text;
};

} // namespace heapline
