// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QWidget;

namespace heapline {

class FlameView;

/// Saves a flame as SVG or PNG, by an action of a widget.
class FlameSaving : public QObject {
    Q_OBJECT

public:
    /// @param owner gets the action
    FlameSaving(FlameView& flame, QWidget& owner);

    /// What is shown, with all its rows. The file's ending says which kind. Says in the status bar what became of it.
    void saveTo(const QString& path);

private:
    void chooseFile();

    FlameView& m_flame;
    QWidget& m_owner;
};

} // namespace heapline
