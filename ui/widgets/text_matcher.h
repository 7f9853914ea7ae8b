// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRegularExpression>
#include <QString>

namespace heapline {

/// The text filter, ready to be asked: a substring or a regular expression.
class TextMatcher {
public:
    /// Where a text matches; start is -1 when it does not.
    struct Match {
        qsizetype start = -1;
        qsizetype length = 0;
    };

    TextMatcher() = default;
    TextMatcher(const QString& text, bool regularExpression, bool caseSensitive = false);

    QString text() const { return m_text; }
    bool isCaseSensitive() const { return m_isCaseSensitive; }
    /// Whether rows are to be left out at all.
    bool isActive() const { return !m_text.isEmpty(); }
    /// What is wrong with the regular expression, as a sentence; empty when it is sound. A faulty one matches nothing.
    QString error() const;

    Match find(const QString& text) const;
    bool matches(const QString& text) const { return !isActive() || find(text).start >= 0; }

    bool operator==(const TextMatcher& other) const
    {
        return m_text == other.m_text && m_isExpression == other.m_isExpression
               && m_isCaseSensitive == other.m_isCaseSensitive;
    }

private:
    QString m_text;
    bool m_isExpression = false;
    bool m_isCaseSensitive = false;
    QRegularExpression m_expression;
};

} // namespace heapline
