// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/document/document.h"
#include "ui/document/newest_job.h"
#include "ui/widgets/text_matcher.h"

#include <QObject>

#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

namespace heapline {

/// What the text filter of a document finds in views that show objects below objects: those of the classes that it names, of the selected
/// range and filters. Views lead from one to the next, the largest first.
class ObjectMatches : public QObject {
    Q_OBJECT

public:
    using Classes = std::vector<std::uint8_t>; ///< class -> 1 or 0

    /// That of a document, made when first asked for; it goes with the document. @pre the profile has a Heap
    static ObjectMatches& of(Document& document);

    /// [classes] whether the text filter names a class; null without a text.
    std::shared_ptr<const Classes> classes() const { return m_classes; }
    /// What is found, as SearchTarget::matchText() says it.
    QString text() const;

    /// Selects the next match, or the previous one, and then calls @p show, unless @p view is gone; at once, or when the matches have been
    /// put in order. @param step 1 or -1
    /// @return false when there is none
    bool find(int step, QObject& view, std::function<void()> show);

Q_SIGNALS:
    /// The text filter is another one.
    void changed();

private:
    using Objects = std::vector<NodeOrdinal>; ///< those that match, by retained size downwards

    explicit ObjectMatches(Document& document);
    void follow();
    void forget();
    void select(int step);

    Document& m_document;
    TextMatcher m_matcher;
    std::shared_ptr<const Classes> m_classes;
    std::shared_ptr<const Objects> m_objects; ///< null: not in order yet
    NewestJob m_job;
};

/// Objects of some classes that are counted in figures, by retained size downwards, equal ones in the order of the file.
/// @param classes [classes] 1 or 0
std::vector<NodeOrdinal> largestFirst(const Heap& heap, const RangeFigures& figures, const std::vector<std::uint8_t>& classes);

} // namespace heapline
