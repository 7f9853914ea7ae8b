// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;

namespace heapline {

class Document;

/// What stands in the place of the views while a file is read: what is done, how far it is, and Cancel.
class LoadingPage : public QWidget {
    Q_OBJECT

public:
    explicit LoadingPage(Document& document, QWidget* parent = nullptr);

private:
    void refresh();

    Document& m_document;
    QLabel* m_phase;
    QProgressBar* m_bar;
};

/// What stands there when a file cannot be shown: which file, why, and what to do.
class FailedPage : public QWidget {
    Q_OBJECT

public:
    explicit FailedPage(Document& document, QWidget* parent = nullptr);

    /// Takes over the state of the document.
    void refresh();

Q_SIGNALS:
    void openRequested();
    void closeRequested();

private:
    Document& m_document;
    QLabel* m_headline;
    QLabel* m_reason;
};

} // namespace heapline
