# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2154
# Shared by run.sh and test.sh, which set $top, the folder of the project. To be read by bash ('source').

say() { printf '%s\n' "$*" >&2; }

# Installs the packages of cmake/packages.txt that are missing; does nothing, and asks for nothing, when all are there.
install_packages() {
    local wanted missing installed package
    mapfile -t wanted < <(grep -v '^#' "$top/cmake/packages.txt")
    if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
        say "This is no Debian: make sure that you have what these Debian packages hold: ${wanted[*]}"
        return 0
    fi
    installed=$(dpkg-query --show --showformat='${db:Status-Status} ${Package}\n' "${wanted[@]}" 2>/dev/null) || true
    missing=()
    for package in "${wanted[@]}"; do
        grep -qx "installed $package" <<<"$installed" || missing+=("$package")
    done
    [ ${#missing[@]} -gt 0 ] || return 0

    local as_root=()
    if [ "$(id -u)" -ne 0 ]; then
        if ! command -v sudo >/dev/null; then
            say "Packages are missing. As root: apt-get install --no-install-recommends ${missing[*]}"
            return 1
        fi
        as_root=(sudo)
    fi
    say "Installing what is missing: ${missing[*]}"
    "${as_root[@]}" apt-get update -qq >&2 || say "The package lists could not be brought up to date; trying with those that are there."
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
        "${missing[@]}" >/dev/null
}

# configure PRESET: sets up build/PRESET. A folder left over from elsewhere (another place, another CMake) is set up anew.
configure() {
    if [ -z "${CMAKE_CXX_COMPILER_LAUNCHER:-}" ] && command -v ccache >/dev/null; then
        export CMAKE_CXX_COMPILER_LAUNCHER=ccache
        export CCACHE_SLOPPINESS=pch_defines,time_macros # what it needs for precompiled headers
    fi
    local log
    log=$(cd "$top" && cmake --preset "$1" 2>&1) && return 0
    log=$(cd "$top" && cmake --preset "$1" --fresh 2>&1) && return 0
    say "$log"
    return 1
}

# build PRESET [TARGET…]: builds in build/PRESET.
build() {
    local preset=$1
    shift
    (cd "$top" && cmake --build --preset "$preset" ${1:+--target "$@"} >&2)
}
