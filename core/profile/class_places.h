// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile/profile.h"

#include <cstdint>
#include <string>
#include <vector>

namespace heapline {

/// Where the constructors of classes are defined, and which classes can be told apart by that alone.
class ClassPlaces {
public:
    /// O(classes + functions). @pre profile.heap, which has to outlive this
    explicit ClassPlaces(const Profile& profile);

    /// Whether another class has the same name.
    bool sharesName(ClassId id) const { return m_sharesName[id.value] != 0; }
    /// "server.js:7:3", or "script 71:7:3" where the file does not tell the script's URL; 1-based. Empty for classes without a place.
    std::string shortText(ClassId id) const;
    /// The same with the whole path.
    std::string fullText(ClassId id) const;

private:
    std::string text(ClassId id, bool isShort) const;

    const ClassTable& m_classes;
    std::vector<std::string> m_urls;        ///< class -> URL of the constructor's script; empty: not told
    std::vector<std::uint8_t> m_sharesName; ///< class -> 1 or 0
};

} // namespace heapline
