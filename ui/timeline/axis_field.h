// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/timeline/timeline.h"

#include <QLineEdit>

#include <cstdint>

namespace heapline {

/// A field for a place on a timeline's axis, or for a length along it: shows it as everywhere, takes what is typed on Enter
/// or when it loses focus. What cannot be read is marked and said; Esc gives back what was there.
class AxisField : public QLineEdit {
    Q_OBJECT

public:
    /// @param name accessible name, such as "Start of the selection"
    AxisField(AxisKind axis, const QString& name, QWidget* parent = nullptr);

    /// Shows a place; what is being typed stays.
    void setPosition(std::int64_t position);
    /// Marks the field and says why what it holds cannot be used; an empty message takes the mark away.
    void setProblem(const QString& message);
    QString problem() const { return m_problem; }

    QSize sizeHint() const override;

Q_SIGNALS:
    void entered(qint64 position);
    /// The mark or its message changed.
    void problemChanged();

protected:
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void takeText();
    void reset();

    AxisKind m_axis;
    std::int64_t m_position = 0;
    QString m_problem;
};

} // namespace heapline
