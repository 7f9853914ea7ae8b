// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace heapline {

/// One line of plain text that is cut with an ellipsis when there is no room; then the tool tip has the whole of it.
class ElidedLabel : public QWidget {
    Q_OBJECT

public:
    explicit ElidedLabel(QWidget* parent = nullptr);

    void setText(const QString& text);
    QString text() const { return m_text; }
    /// Shown as what is about to change.
    void setFaded(bool faded);
    bool isFaded() const { return m_faded; }
    /// What the tool tip says after the text itself.
    void setExplanation(const QString& explanation);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void updateToolTip();

    QString m_text;
    QString m_explanation;
    bool m_faded = false;
};

} // namespace heapline
