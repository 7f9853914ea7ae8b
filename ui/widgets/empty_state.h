// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QAbstractScrollArea;
class QAction;
class QLabel;
class QToolButton;

namespace heapline {

/// Words that lie over an empty view: why there is nothing, and what to do about it.
class EmptyState : public QWidget {
    Q_OBJECT

public:
    /// Hidden at first. @param view covered below its header
    explicit EmptyState(QAbstractScrollArea* view);

    /// @param title   why there is nothing
    /// @param advice  what to do about it; may be empty
    /// @param action  a button that does it; may be null
    void showText(const QString& title, const QString& advice = {}, QAction* action = nullptr);

    QString title() const;
    QString advice() const;

protected:
    void hideEvent(QHideEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void fit();

    QAbstractScrollArea* m_view;
    Qt::ScrollBarPolicy m_scrollBar; ///< of the view while it is not empty
    QLabel* m_title;
    QLabel* m_advice;
    QToolButton* m_button;
};

} // namespace heapline
