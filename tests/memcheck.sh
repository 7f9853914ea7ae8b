#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs heapline-cli under watch:  tests/memcheck.sh [--leaks] [PROGRAM]
# Every subcommand on small files of each kind, and the summary of every file in tests/data/corner, damaged ones included. Fails if one run
# reads or writes what it must not, decides by a value that was never set, loses memory, or ends with another status than its own 0, 1 or 2.
# PROGRAM: build/test/bin/heapline-cli if none is given. By valgrind (Debian: apt-get install valgrind) that takes about ten minutes. --leaks
# looks for lost memory alone, by gcc's leak sanitizer beside the same program, and takes half a minute; a PROGRAM that was built with the address
# sanitizer (build/asan/bin/heapline-cli) watches over itself.
set -euo pipefail
top=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
is_for_leaks=0
if [ "${1:-}" = --leaks ]; then
    is_for_leaks=1
    shift
fi
program=${1:-$top/build/test/bin/heapline-cli}
data=$top/tests/data
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
runs=0
faults=0
watched=(valgrind --quiet --error-exitcode=9 --leak-check=full --errors-for-leak-kinds=definite,indirect
    --suppressions="$top/tests/valgrind.supp" --log-file="$work/valgrind.log")
if [ "$is_for_leaks" = 1 ]; then
    watched=(env LSAN_OPTIONS=exitcode=9 LD_PRELOAD="$(g++ -print-file-name=liblsan.so)")
elif ldd "$program" | grep -q libasan; then
    watched=(env ASAN_OPTIONS=exitcode=9 UBSAN_OPTIONS=exitcode=9:print_stacktrace=1)
fi

# check ARGUMENT…: one run of the program.
check() {
    local status=0
    : >"$work/valgrind.log"
    "${watched[@]}" "$program" "$@" >/dev/null 2>"$work/stderr" </dev/null || status=$?
    runs=$((runs + 1))
    if [ "$status" -gt 2 ]; then
        faults=$((faults + 1))
        printf 'Status %d: heapline-cli %s\n' "$status" "$*"
        cat "$work/valgrind.log" "$work/stderr"
    fi
}

# check_all FILE: everything that can be asked about a file; where it has no heap or no stacks, the answer is status 1.
check_all() {
    local file=$1 format
    for format in text json csv tsv markdown; do
        check summary "$file" --format "$format"
    done
    check summary "$file" --range 0.. --top 3
    check stacks "$file"
    check stacks "$file" --view top-down --group-by package --own-code --format csv
    check stacks "$file" --view functions --measure total-count --focus node --drop node_modules --hide engine
    check stacks "$file" --flame --inverted
    check timeline "$file" --bars 7 --format json
    check search "$file" e
    check search "$file" '(Le|s).k+' --regex --match-case --objects --format csv
    check search "$file" '(' --regex
    check statistics "$file"
    check object "$file" @1
    check object "$file" 11 --format json
    check dominators "$file" --depth 5
    check dominators "$file" --by-class --format csv
    check retainers "$file" @11 --weak --ignore @3
    check paths "$file" @11 --next 4
    check paths "$file" Leak --format json
    check diff "$file" "$data/corner/ok-tiny.heaptimeline" --class Leak
    check diff "$file" "$data/corner/ok-tiny.heapprofile" --by class
    check diff "$file" --base-range 0..0.1s
    check objects "$file" --group-by function --format json
    check objects "$file" --group-by age
    check objects "$file" --class Leak --filter detached-nodes --sort name
    check figures "$file" --filters --range 0:20 --base "$data/corner/ok-tiny.heaptimeline"
    check figures "$file" --out "$work/figures.json"
}

for file in corner/ok-tiny.heaptimeline corner/ok-tiny.heapsnapshot corner/ok-tiny.heapprofile corner/ok-cycle.heaptimeline \
    corner/bad-cut-in-edges.heaptimeline corner/bad-hp-cut.heapprofile receipts.nearform.heapprofile.gz; do
    check_all "$data/$file"
done
for file in "$data"/corner/*; do
    check summary "$file"
done
check figures "$data/shapes.node12.heaptimeline.gz"
check summary /no/such/file
check summary
check --help
check --version
printf '%d runs, %d with faults\n' "$runs" "$faults"
[ "$faults" -eq 0 ]
