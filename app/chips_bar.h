// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QToolButton;

namespace heapline {

class Document;

/// What the views are narrowed to, one chip for each filter. A chip removes its filter when clicked, or by Space or Delete.
class ChipsBar : public QWidget {
    Q_OBJECT

public:
    explicit ChipsBar(Document& document, QWidget* parent = nullptr);

private:
    void refresh();
    QToolButton* addChip(const QString& objectName, const QString& toolTip);
    bool eventFilter(QObject* watched, QEvent* event) override;

    Document& m_document;
    QToolButton* m_range;
    QToolButton* m_text;
};

} // namespace heapline
