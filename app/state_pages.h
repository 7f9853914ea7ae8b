// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <memory>

class QLabel;
class QProgressBar;
class QPushButton;

namespace heapline {

class Document;
class TimelineCanvas;
struct Timeline;

/// What stands in the place of the views while a file is read: what is done, how far it is, and Cancel. The bars are shown as soon as they
/// are known, and a range can be chosen on them already.
class LoadingPage : public QWidget {
    Q_OBJECT

public:
    explicit LoadingPage(Document& document, QWidget* parent = nullptr);
    ~LoadingPage() override;

private:
    void refresh();
    void showTimeline();

    Document& m_document;
    QLabel* m_phase;
    QProgressBar* m_bar;
    std::shared_ptr<const Timeline> m_timeline; ///< what the canvas shows
    TimelineCanvas* m_canvas = nullptr;
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
