// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/heap/search_query.h"

#include <QTimer>
#include <QWidget>

class QAction;
class QCheckBox;
class QComboBox;
class QIcon;
class QLineEdit;

namespace heapline {

/// Where a search over objects is typed: the text, how it is read, and where it is looked for.
class SearchBar : public QWidget {
    Q_OBJECT

public:
    explicit SearchBar(QWidget* parent = nullptr);

    SearchRequest request() const;
    /// Searches the whole heap from now on.
    void searchWholeHeap();
    /// Marks the text as one that cannot be searched for. @param fault why; empty: it can
    void showFault(const QString& fault);
    void focusText();
    /// The icons of the box and its toggles, which have short texts until then.
    void setIcons(const QIcon& search, const QIcon& matchCase, const QIcon& expression);
    /// A button at the end of the bar.
    void addButton(QAction* action, const char* objectName);

Q_SIGNALS:
    /// Something else is to be searched for. While the user types, only now and then.
    void changed();
    /// The user has pressed Return in the text.
    void entered();
    /// The user wants to go from the text down to what was found.
    void leftDownwards();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QAction* addToggle(const QString& text, const QString& label, const QKeySequence& shortcut, const QString& toolTip,
                       const char* objectName);
    void tellNow();

    QLineEdit* m_edit;
    QAction* m_case;
    QAction* m_expression;
    QComboBox* m_place;
    QCheckBox* m_onlyShown;
    QTimer m_pause; ///< runs while the user types
};

} // namespace heapline
