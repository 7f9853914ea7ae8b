// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/heap/string_text.h"
#include "core/profile/object_facts.h"
#include "ui/document/document.h"
#include "ui/document/newest_job.h"
#include "ui/heap/fact_rows.h"

#include <QWidget>

#include <memory>

class QLabel;
class QSplitter;
class QStackedWidget;

namespace heapline {

class EmptyState;
class FactsModel;
class ObjectValuesModel;
class StringPanel;
class TreeView;

/// Everything that the file says of the selected object or class: facts, some of which lead elsewhere, and beside them what the object
/// holds, or the text of a string. All of it is found out off the UI thread.
class ObjectView : public QWidget {
    Q_OBJECT

public:
    /// Text of a string that is shown at most, in bytes.
    static constexpr std::size_t mostText = 64'000'000;

    /// @pre the profile has a Heap
    explicit ObjectView(Document& document, QWidget* parent = nullptr);
    ~ObjectView() override;

protected:
    void showEvent(QShowEvent* event) override;

private:
    struct Found;
    void addTables();
    void follow();
    void showNothing(const QString& title, const QString& advice);
    void requestObject(NodeOrdinal object);
    void requestClass(ClassId id);
    void showObject(const std::shared_ptr<const Found>& found);
    void showValues(const std::shared_ptr<const Found>& found);
    void countEqualStrings(NodeOrdinal string);
    void openFact(const QModelIndex& index);
    void openValue(const QModelIndex& index);

    Document& m_document;
    std::shared_ptr<const Profile> m_profile;
    QSplitter* m_splitter;
    TreeView* m_facts;
    FactsModel* m_factsModel;
    EmptyState* m_empty;
    QStackedWidget* m_beside;
    QWidget* m_values; ///< the table of what an object holds, with its title
    QLabel* m_valuesTitle;
    TreeView* m_valuesTable;
    ObjectValuesModel* m_valuesModel;
    StringPanel* m_text;
    NewestJob m_job;
    NewestJob m_countJob;
    std::stop_source m_counting; ///< the count of equal strings that is wanted
    SelectedItem m_shown;        ///< what the facts are of, or will be
    bool m_isStale = false;      ///< hidden while something changed
};

} // namespace heapline
