// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QScrollArea>

class QAction;
class QLabel;
class QListWidget;
class QVBoxLayout;

namespace heapline {

class Actions;
class RecentFiles;

/// What is shown while no profile is open: Open, the sample, the files opened before, and how to record a profile.
class WelcomePage : public QScrollArea {
    Q_OBJECT

public:
    WelcomePage(Actions& actions, RecentFiles& recentFiles, QWidget* parent = nullptr);

Q_SIGNALS:
    void recentFileChosen(const QString& path);

protected:
    void showEvent(QShowEvent* event) override;

private:
    void addStart(QVBoxLayout* layout, Actions& actions);
    void addRecent(QVBoxLayout* layout);
    void addRecording(QVBoxLayout* layout);
    void addCommand(QVBoxLayout* layout, const QString& title, const QString& explanation, const QString& command);
    void refillRecent();

    RecentFiles& m_recentFiles;
    QLabel* m_recentTitle;
    QListWidget* m_recentList;
};

} // namespace heapline
