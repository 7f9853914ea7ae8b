// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/text_matcher.h"

#include <QCoreApplication>

namespace heapline {

TextMatcher::TextMatcher(const QString& text, bool regularExpression, bool caseSensitive)
    : m_text(text)
    , m_isExpression(regularExpression)
    , m_isCaseSensitive(caseSensitive)
{
    if (!m_isExpression || m_text.isEmpty())
        return;
    QRegularExpression::PatternOptions options = QRegularExpression::UseUnicodePropertiesOption;
    options.setFlag(QRegularExpression::CaseInsensitiveOption, !m_isCaseSensitive);
    m_expression = QRegularExpression(m_text, options);
    if (m_expression.isValid())
        m_expression.optimize();
}

QString TextMatcher::error() const
{
    if (!isActive() || !m_isExpression || m_expression.isValid())
        return {};
    //: %1: what the user typed; %2: reason; %3: number of a character, from 1
    return QCoreApplication::translate("heapline::TextMatcher", "“%1” is no regular expression: %2, at character %3.")
        .arg(m_text, m_expression.errorString())
        .arg(m_expression.patternErrorOffset() + 1);
}

TextMatcher::Match TextMatcher::find(const QString& text) const
{
    if (!isActive())
        return {0, 0};
    if (!m_isExpression) {
        const qsizetype at = text.indexOf(m_text, 0, m_isCaseSensitive ? Qt::CaseSensitive : Qt::CaseInsensitive);
        return {at, at < 0 ? 0 : m_text.size()};
    }
    if (!m_expression.isValid())
        return {};
    const QRegularExpressionMatch match = m_expression.match(text);
    return match.hasMatch() ? Match{match.capturedStart(), match.capturedLength()} : Match{};
}

} // namespace heapline
