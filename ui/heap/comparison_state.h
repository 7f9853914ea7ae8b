// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include "core/base/range.h"
#include "core/profile/profile_comparison.h"

#include <optional>

namespace heapline {

class Document;
struct Profile;

/// What a document is compared with, and how. Forgotten when the base is closed, or the document is read anew.
class ComparisonState : public QObject {
    Q_OBJECT

public:
    enum class Kind {
        None,    ///< with nothing
        Profile, ///< with another open profile
        Range    ///< with another range of the document's own timeline
    };

    /// The one of a document, which owns it.
    static ComparisonState& of(Document& document);

    Kind kind() const { return m_kind; }
    /// The older profile; null unless kind() is Profile.
    Document* base() const { return m_base; }
    /// The range that the selected one is compared with; none as long as the user has not chosen one.
    const std::optional<AxisRange>& baseRange() const { return m_baseRange; }
    CompareBy by() const { return m_by; }

    void compareWithNothing();
    void compareWith(Document& base);
    void compareWithRange(const std::optional<AxisRange>& range);
    void setBy(CompareBy by);

Q_SIGNALS:
    void changed();

private:
    explicit ComparisonState(Document& document);
    void set(Kind kind, Document* base, const std::optional<AxisRange>& range);

    Kind m_kind = Kind::None;
    Document* m_base = nullptr; ///< its end is followed
    std::optional<AxisRange> m_baseRange;
    CompareBy m_by = CompareBy::Automatic;
};

} // namespace heapline
