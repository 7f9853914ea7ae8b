// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plain_threads.h" // IWYU pragma: export
