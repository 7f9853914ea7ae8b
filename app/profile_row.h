// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QProgressBar;
class QToolButton;

namespace heapline {

class Document;

/// One open file in the list of profiles: its name and what is to be known about it; phase, progress and Cancel while it is read.
class ProfileRow : public QWidget {
    Q_OBJECT

public:
    explicit ProfileRow(Document& document, QWidget* parent = nullptr);

    /// All that the row says, for assistive technology and the tool tip.
    QString description() const;
    void setSelected(bool selected);

Q_SIGNALS:
    void changed();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void refresh();
    void elide();

    Document& m_document;
    QLabel* m_title;
    QLabel* m_first;
    QLabel* m_second;
    QProgressBar* m_bar;
    QToolButton* m_cancel;
    QWidget* m_progress;
    QString m_firstText;
    QString m_secondText;
};

} // namespace heapline
