// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QWidget>

#include <vector>

class QToolButton;

namespace heapline {

/// A row of buttons from the root to the zoomed box. Where there is no room for all, those in the middle go into a menu.
class Breadcrumbs : public QWidget {
    Q_OBJECT

public:
    explicit Breadcrumbs(QWidget* parent = nullptr);

    /// @param names    the root first, the zoomed box last @param details tool tips of the same
    void setChain(const QStringList& names, const QStringList& details);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

    /// The buttons that can be seen, from the left to the right, the menu's among them.
    std::vector<QToolButton*> shownButtons() const;

Q_SIGNALS:
    void crumbChosen(int level);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    QToolButton* button(std::size_t index);
    void arrange();
    int widthOf(int level) const;
    QString shortName(int level) const;
    void showMenu();

    QStringList m_names;
    QStringList m_details;
    std::vector<QToolButton*> m_buttons;
    std::vector<int> m_levels; ///< of the buttons that can be seen; -1: the menu
    int m_firstHidden = 0;
    int m_endHidden = 0;
};

} // namespace heapline
