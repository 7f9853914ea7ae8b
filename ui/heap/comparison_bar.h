// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QWidget>

class QAction;
class QComboBox;
class QLabel;

namespace heapline {

class ComparisonState;
class Document;
class OpenProfiles;

/// What a document is compared with, and how objects are matched: chosen here.
class ComparisonBar : public QWidget {
    Q_OBJECT

public:
    /// @pre the profile has a Heap
    ComparisonBar(Document& document, OpenProfiles& profiles, QWidget* parent = nullptr);

    /// "Use Selection as Base": the selected range becomes the base, and what is selected then is compared with it. Invisible without a timeline.
    QAction* useSelection() const { return m_useSelection; }
    /// "Open a File to Compare With…"
    QAction* openFile() const { return m_openFile; }
    /// Other open profiles that can be the base.
    QList<Document*> candidates() const;

private:
    void makeActions();
    void fillBases();
    void chooseBase(int item);
    void follow();

    Document& m_document;
    OpenProfiles& m_profiles;
    ComparisonState& m_state;
    QComboBox* m_base;
    QComboBox* m_by;
    QLabel* m_byLabel;
    QAction* m_useSelection;
    QAction* m_openFile;
};

} // namespace heapline
