// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/document/open_profiles.h"

namespace heapline {

OpenProfiles::OpenProfiles(QObject* parent) : QObject(parent) {}

} // namespace heapline
