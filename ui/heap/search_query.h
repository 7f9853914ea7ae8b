// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/heap/object_search.h"
#include "ui/document/document.h"
#include "ui/document/newest_job.h"

#include <QObject>
#include <QString>

#include <memory>
#include <optional>
#include <stop_token>

namespace heapline {

/// What the user searches for.
struct SearchRequest {
    QString text;
    bool isExpression = false;
    bool caseSensitive = false;
    SearchPlace place = SearchPlace::Everything;
    bool onlyShown = true; ///< only among the objects that range, stacks and filter leave

    bool operator==(const SearchRequest&) const = default;
};

/// What a search came to. Immutable.
struct SearchResult {
    SearchRequest request;
    ObjectHits hits;
    bool isOfPart = false; ///< whether only a part of the heap was searched
    QString fault;         ///< why nothing could be searched for, as a sentence
};

/// Searches the objects of a document off the UI thread; a newer search stops the one before it.
class SearchQuery : public QObject {
    Q_OBJECT

public:
    /// @pre the profile has a Heap
    explicit SearchQuery(Document& document, QObject* parent = nullptr);
    ~SearchQuery() override;

    /// Searches among what is shown now.
    void request(const SearchRequest& request);
    /// Forgets what was found, and what is still searched for.
    void cancel();
    /// Makes what was found the filter of objects. Does nothing without a result.
    void filterByHits();

    /// The newest result; null if there is none.
    std::shared_ptr<const SearchResult> result() const { return m_result; }
    bool isRunning() const { return m_isRunning; }

Q_SIGNALS:
    void updated();

private:
    void receive(const std::shared_ptr<const SearchResult>& result);

    Document& m_document;
    NewestJob m_job;
    NewestJob m_filterJob;
    std::stop_source m_stop; ///< of the search that was started last
    std::shared_ptr<const SearchResult> m_result;
    bool m_isRunning = false;
};

/// "Found “Session”", as the filter of objects is called.
QString hitsFilterTitle(const SearchRequest& request);

} // namespace heapline
