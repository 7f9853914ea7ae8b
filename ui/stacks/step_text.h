// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/stacks/stack_filter.h"
#include "core/stacks/stacks.h"

#include <QString>

namespace heapline {

/// What a selector means: "handleRequest", "lodash", "3 functions".
QString selectorText(const Stacks& source, const FrameSelector& selector);

/// A step as its chip names it: "Focus: handleRequest".
QString stepText(const Stacks& source, const StackStep& step);

/// What a step does, in a sentence.
QString stepToolTip(const StackStep& step);

/// Whose code is shown: "Own code only", "Hidden: node:, node_modules".
QString lensText(const PackageLens& lens);

/// What becomes of the bytes of hidden functions.
QString lensToolTip();

/// "By package".
QString groupingText(Grouping grouping);

} // namespace heapline
