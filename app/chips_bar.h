// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <functional>

class QLabel;
class QToolButton;

namespace heapline {

class Document;

/// What the views are narrowed to, one chip for each filter and each step that changes the call tree. A chip removes its filter when
/// clicked, or by Space or Delete. Hidden while there is none.
class ChipsBar : public QWidget {
    Q_OBJECT

public:
    explicit ChipsBar(Document& document, QWidget* parent = nullptr);

private:
    struct Chip {
        QString objectName;
        QString text;
        QString toolTip; ///< what it does
        std::function<void()> remove;
    };

    QList<Chip> chips() const;
    void addStackChips(QList<Chip>& chips) const;
    void refresh();
    QToolButton* makeButton();
    void show(QToolButton& button, const Chip& chip);
    bool eventFilter(QObject* watched, QEvent* event) override;

    Document& m_document;
    QList<QToolButton*> m_buttons; ///< as many as there were chips at most; those beyond are hidden
    QList<Chip> m_chips;
    QLabel* m_remark; ///< what becomes of hidden bytes
};

} // namespace heapline
