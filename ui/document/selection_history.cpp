// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/document/selection_history.h"

namespace heapline {

namespace {

constexpr std::size_t maxItems = 1000;

} // namespace

SelectionHistory::SelectionHistory(QObject* parent) : QObject(parent), m_items(1) {}

const SelectedItem& SelectionHistory::current() const
{
    return m_items[m_at];
}

bool SelectionHistory::canGoBack() const
{
    return m_at > 0;
}

bool SelectionHistory::canGoForward() const
{
    return m_at + 1 < m_items.size();
}

void SelectionHistory::select(const SelectedItem& item)
{
    if (item == current())
        return;
    m_items.resize(m_at + 1);
    if (current().kind == SelectedItem::Kind::None) {
        m_items.back() = item; // nobody wants to go back to nothing
    } else {
        m_items.push_back(item);
        if (m_items.size() > maxItems)
            m_items.erase(m_items.begin());
        m_at = m_items.size() - 1;
    }
    Q_EMIT currentChanged();
}

void SelectionHistory::back()
{
    if (!canGoBack())
        return;
    --m_at;
    Q_EMIT currentChanged();
}

void SelectionHistory::forward()
{
    if (!canGoForward())
        return;
    ++m_at;
    Q_EMIT currentChanged();
}

} // namespace heapline
