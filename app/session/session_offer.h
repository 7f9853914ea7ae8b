// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/session/session_folder.h"

#include <QFrame>

#include <memory>
#include <vector>

class QLabel;

namespace heapline {

class Actions;
class MainWindow;

/// A bar that says that the program ended unexpectedly, and offers to open again what was open then, one session after the other.
/// Nothing is opened by itself: the file that ended the program would do it again.
class SessionOffer : public QFrame {
    Q_OBJECT

public:
    /// @param left not empty, the newest first
    SessionOffer(MainWindow& window, Actions& actions, std::vector<std::unique_ptr<LeftSession>> left);
    ~SessionOffer() override;

    /// To be called when what is open now is kept: until then what was restored would be lost in another crash.
    void forgetRestored();

private:
    void restore();
    void discard();
    void copyDetails();
    void showNext();

    MainWindow& m_window;
    Actions& m_actions;
    std::vector<std::unique_ptr<LeftSession>> m_left; ///< the one that is shown first
    std::vector<std::unique_ptr<LeftSession>> m_restored;
    QLabel* m_sentence;
};

} // namespace heapline
