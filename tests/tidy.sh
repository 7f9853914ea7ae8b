#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs clang-tidy with the checks of .clang-tidy:  tests/tidy.sh [PATTERN…]
# PATTERN is an expression for paths, such as core/heap or ui/widgets/text; without one all of core, ui and app are looked at. Files of a
# room are looked at eight at a time, as they are built, so that Qt's headers are read once for all of them. Keeps build/tidy only. Needs
# clang-tidy (Debian: apt-get install clang-tidy).
set -euo pipefail
top=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$top"

cmake --preset test -B build/tidy -DHEAPLINE_PRECOMPILE_HEADERS=OFF -DHEAPLINE_TESTS=OFF >/dev/null
# What moc makes is compiled with ui and app; nothing else has to be built.
mapfile -t made < <(ninja -C build/tidy -t targets all | sed -nE 's/^([^/].*_autogen): .*/\1/p' | grep -v CMakeFiles)
ninja -C build/tidy "${made[@]}" >/dev/null

# The sources that the build compiles, whether alone or in one of its files that include eight.
sources() {
    sed -nE "s#^ *\"file\": \"$top/(.*)\"#\1#p" build/tidy/compile_commands.json | grep -vE 'autogen|precompiled_'
}
# chosen PATTERN…: those of them that hold a file which one of the patterns names.
chosen() {
    local pattern
    pattern=$(IFS='|'; printf '%s' "$*")
    while read -r source; do
        if grep -qE "$pattern" <<<"$source" || { [[ $source == *Unity/* ]] && grep -qE "$pattern" "$source"; }; then
            printf '%s\n' "$source"
        fi
    done < <(sources)
}

mapfile -t files < <(chosen "${@:-.}")
[ ${#files[@]} -gt 0 ] || { echo "tests/tidy.sh: no file is called like this: $*" >&2; exit 2; }
printf '%s\0' "${files[@]}" | xargs -0 -n 1 -P "$(nproc)" \
    clang-tidy -p build/tidy --quiet --warnings-as-errors='*' --checks=-bugprone-suspicious-include
