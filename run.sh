#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Builds Heapline and opens it:  ./run.sh [FILE…]
# Installs what is missing first (Debian 12). Without FILE it opens the built-in sample. Without a display it draws the window
# of the first FILE into a picture and prints its summary.
set -euo pipefail
top=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source "$top/cmake/setup.sh"

install_packages
configure release
build release
bin=$top/build/release/bin

if [ -n "${DISPLAY:-}" ] || [ -n "${WAYLAND_DISPLAY:-}" ]; then
    [ $# -gt 0 ] || set -- --sample
    exec "$bin/heapline" "$@"
fi

picture=$top/build/heapline.png
if [ $# -gt 0 ]; then
    file=$1
    QT_QPA_PLATFORM=offscreen "$bin/heapline" --screenshot "$picture" "$file"
else
    file=$top/resources/sample/leaky-http.heaptimeline.gz
    QT_QPA_PLATFORM=offscreen "$bin/heapline" --screenshot "$picture" --sample
fi
"$bin/heapline-cli" summary "$file"
say "There is no display. The window as a picture: $picture"
