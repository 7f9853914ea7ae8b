#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Fuzzes with libFuzzer:  tests/fuzz/run.sh MINUTES [TARGET…]
# Each target, or each that is named, runs for MINUTES from its corpus, which is kept in build/libfuzzer/corpus/TARGET, and its seeds; as many
# at a time as there are cores ($JOBS says otherwise). Needs clang-14 and libclang-rt-14-dev. Inputs with findings stay in
# build/libfuzzer/findings/TARGET; the status is 1 if there are any.
set -euo pipefail
top=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
source "$top/cmake/setup.sh"

if ! [[ "${1:-}" =~ ^[1-9][0-9]*$ ]]; then
    say "usage: tests/fuzz/run.sh MINUTES [TARGET…]"
    exit 2
fi
seconds=$(($1 * 60))
shift
configure libfuzzer
build libfuzzer
out=$top/build/libfuzzer
if [ $# -gt 0 ]; then
    targets=("$@")
else
    mapfile -t targets < <(cd "$out/fuzzers" && for list in *.seeds; do echo "${list%.seeds}"; done)
fi

# fuzz TARGET: runs it; what libFuzzer says goes to logs/TARGET.log.
fuzz() {
    local target=$1 seeds=$out/seeds/$1
    rm -rf "$seeds"
    mkdir -p "$seeds" "$out/corpus/$target" "$out/findings/$target" "$out/logs"
    while read -r file; do
        [ -z "$file" ] || cp "$file" "$seeds/"
    done <"$out/fuzzers/$target.seeds"
    HEAPLINE_SEEDS=$seeds ASAN_OPTIONS=quarantine_size_mb=16 UBSAN_OPTIONS=print_stacktrace=1 nice -n 19 "$out/bin/$target" \
        -max_total_time="$seconds" -max_len=16384 -timeout=25 -report_slow_units=25 -rss_limit_mb=2048 -print_final_stats=1 \
        -dict="$top/tests/fuzz/dictionaries/$target.dict" -artifact_prefix="$out/findings/$target/" \
        "$out/corpus/$target" "$seeds" >"$out/logs/$target.log" 2>&1 || true
}

# value NAME LOG: the last figure of that name that libFuzzer printed.
value() { { grep -aoE "$1:? +[0-9]+" "$2" || echo 0; } | tail -n 1 | grep -oE '[0-9]+$'; }

for target in "${targets[@]}"; do
    [ -x "$out/bin/$target" ] || { say "There is no fuzzer $target."; exit 2; }
    while [ "$(jobs -rp | wc -l)" -ge "${JOBS:-$(nproc)}" ]; do
        wait -n
    done
    fuzz "$target" &
done
wait

found=0
printf '%-24s %12s %8s %8s %9s %7s %9s\n' target executions exec/s edges features corpus findings
for target in "${targets[@]}"; do
    log=$out/logs/$target.log
    findings=$(find "$out/findings/$target" -type f | wc -l)
    printf '%-24s %12s %8s %8s %9s %7s %9s\n' "$target" "$(value stat::number_of_executed_units "$log")" \
        "$(value stat::average_exec_per_sec "$log")" "$(value cov "$log")" "$(value ft "$log")" \
        "$(find "$out/corpus/$target" -type f | wc -l)" "$findings"
    # A run that ended without its figures broke off.
    grep -aq '^stat::number_of_executed_units' "$log" || findings=$((findings + 1))
    found=$((found + findings))
done
[ "$found" -eq 0 ]
