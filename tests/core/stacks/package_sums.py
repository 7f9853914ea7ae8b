#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Sums the sampled bytes of a .heapprofile by package, with rules of its own: the reference for tst_frame_groups.

    package_sums.py tests/data/tsc.heapprofile.gz > tests/data/golden-packages/tsc.heapprofile.txt

A line for each package: name, tab, bytes; sorted by name. Only for profiles of Node.js 15 and later.
"""
import collections
import gzip
import json
import re
import sys

IN_NODE_MODULES = re.compile(r".*/node_modules/((?:@[^/]+/)?[^/]+)/")


def package(frame):
    url = frame["url"]
    if not url:
        return "(V8)" if frame["scriptId"] == "0" else "(eval)"
    if url.startswith("node:"):
        return "node:"
    match = IN_NODE_MODULES.match(url)
    return match.group(1) if match else "(own code)"


def main():
    with gzip.open(sys.argv[1], "rt", encoding="utf-8") as file:
        waiting = [json.load(file)["head"]]
    sums = collections.Counter()
    while waiting:
        node = waiting.pop()
        sums[package(node["callFrame"])] += node["selfSize"]
        waiting.extend(node["children"])
    for name in sorted(sums):
        print(f"{name}\t{sums[name]}")


main()
