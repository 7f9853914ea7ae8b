// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStackedWidget>

namespace heapline {

class Document;
class DocumentView;
class OpenProfiles;
class Settings;

/// What is shown of one open file: its progress, then its views, or why it cannot be shown.
class DocumentPage : public QStackedWidget {
    Q_OBJECT

public:
    DocumentPage(Document& document, OpenProfiles& profiles, Settings& settings, QWidget* parent = nullptr);

    Document& document() const { return m_document; }
    /// null unless the file is opened
    DocumentView* view() const { return m_view; }

Q_SIGNALS:
    void openRequested();
    void closeRequested();
    /// view() is another one now.
    void viewReplaced();

private:
    void follow();
    void showOnly(QWidget* page);

    Document& m_document;
    OpenProfiles& m_profiles;
    Settings& m_settings;
    DocumentView* m_view = nullptr;
};

} // namespace heapline
