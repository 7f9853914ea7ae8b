#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Builds all tests with sanitizers and runs them:  tests/sanitize.sh [asan|tsan] [CTEST ARGUMENT…]
# asan: memory errors, undefined behaviour and leaks; tsan: data races. Both after one another if none is named; arguments such as
# "-R tst_document" choose tests. ./test.sh runs core and the fuzzers with asan; this is the whole, and takes much longer.
# What is passed over, and why, stands in tests/lsan.supp and tests/tsan.supp.
set -euo pipefail
top=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
source "$top/cmake/setup.sh"

presets=(asan tsan)
case ${1:-} in
asan | tsan)
    presets=("$1")
    shift
    ;;
esac
install_packages
status=0
for preset in "${presets[@]}"; do
    configure "$preset"
    build "$preset"
    (cd "$top" && ctest --preset "$preset" "$@") || status=1
done
exit "$status"
