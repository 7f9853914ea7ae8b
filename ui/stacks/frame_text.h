// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/stacks/stacks.h"
#include "ui/widgets/text_matcher.h"
#include "ui/widgets/text_span.h"

#include <QList>
#include <QString>

#include <vector>

namespace heapline {

/// Whether a function has no name of its own.
bool isAnonymous(const Stacks& stacks, FrameId frame);

/// A function as shown: its name; anonymous ones with their place, "(anonymous) server.js:10".
QString functionText(const Stacks& stacks, FrameId frame);

/// Styles of functionText(): the place after "(anonymous)" weak, what the filter found marked.
QList<TextSpan> functionSpans(const Stacks& stacks, FrameId frame, const TextMatcher& matcher);

/// "server.js:6", with what the filter found.
QString locationText(const Stacks& stacks, FrameId frame);
QList<TextSpan> locationSpans(const Stacks& stacks, FrameId frame, const TextMatcher& matcher);

/// Tool tip: the whole place, and that it is where the function is defined.
QString frameToolTip(const Stacks& stacks, FrameId frame);

/// Frame -> 1 if its function or whole place matches. Empty if the matcher is not active.
std::vector<std::uint8_t> matchingFrames(const Stacks& stacks, const TextMatcher& matcher);

} // namespace heapline
