// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/settings.h"

#include <QSettings>

namespace heapline {

using namespace Qt::Literals::StringLiterals;

Settings::Settings(Scope scope)
    : m_stored(scope == Scope::User ? std::make_unique<QSettings>(u"heapline"_s, u"heapline"_s) : nullptr)
{
}

Settings::~Settings() = default;

void Settings::sync()
{
    if (m_stored)
        m_stored->sync();
}

QVariant Settings::value(const QString& key, const QVariant& otherwise) const
{
    return m_stored ? m_stored->value(key, otherwise) : m_memory.value(key, otherwise);
}

void Settings::setValue(const QString& key, const QVariant& value)
{
    if (m_stored)
        m_stored->setValue(key, value);
    else
        m_memory.insert(key, value);
}

} // namespace heapline
