// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>

namespace heapline::test {

/// Asked before each allocation by new in a program that replaced_new.cpp is part of; defined by the test. Must not allocate.
/// @return whether there is memory for it
bool mayAllocate(std::size_t bytes);

} // namespace heapline::test
