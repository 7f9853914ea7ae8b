#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Builds and runs all tests:  ./test.sh
# Installs what is missing first (Debian 12). The tests of views and programs run as they are, those of core and the fuzzers' short runs
# with the address and undefined-behaviour sanitizers. The last line says "N passed, N failed".
set -euo pipefail
top=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source "$top/cmake/setup.sh"

passed=0
failed=0

# run_tests FOLDER: runs the tests below a build folder and adds their numbers.
run_tests() {
    local log counts
    log=$(mktemp)
    ctest --test-dir "$1" --output-on-failure --no-tests=error --parallel "$(nproc)" 2>&1 | tee "$log" || true
    if counts=$(sed -nE 's/^[0-9]+% tests passed, ([0-9]+) tests? failed out of ([0-9]+)$/\1 \2/p' "$log") && [ -n "$counts" ]; then
        failed=$((failed + ${counts% *}))
        passed=$((passed + ${counts#* } - ${counts% *}))
    else
        failed=$((failed + 1))
    fi
    rm -f "$log"
}

# build_or_count PRESET [TARGET…]: a build that fails counts as a failed test.
build_or_count() {
    if configure "$1" && build "$@"; then
        return 0
    fi
    say "Building the preset $1 failed."
    failed=$((failed + 1))
    return 1
}

install_packages
if build_or_count test; then
    run_tests "$top/build/test"
fi
if build_or_count asan tests/core/all tests/fuzz/all; then
    export UBSAN_OPTIONS=print_stacktrace=1
    run_tests "$top/build/asan/tests/core"
    run_tests "$top/build/asan/tests/fuzz"
fi
printf '%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" -eq 0 ]
