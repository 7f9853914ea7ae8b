// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <QWidget>

class QAction;
class QLineEdit;

namespace heapline {

class Document;

/// Where the text filter is typed: narrows classes and functions of the profile that is shown.
class FilterBox : public QWidget {
    Q_OBJECT

public:
    explicit FilterBox(QWidget* parent = nullptr);

    /// The profile whose filter is edited; null when none is shown.
    void setDocument(Document* document);

private:
    void takeOver();
    void showFault();

    Document* m_document = nullptr;
    QLineEdit* m_edit;
    QAction* m_expression; ///< whether the text is a regular expression
    QTimer m_pause;        ///< runs while the user types
};

} // namespace heapline
