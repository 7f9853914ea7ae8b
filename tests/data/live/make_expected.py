#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes expected.json: what each tick of the recordings in this folder was given, has, allocated and lost.

A second way to these figures, one object and one event at a time, in the plainest words: nothing here is shared with Heapline.
Run in tests/data/live after a recording was added.
"""
import glob
import gzip
import json

result = {}
for live_file in sorted(glob.glob("*.live.ndjson")):
    name = live_file[: -len(".live.ndjson")]
    with gzip.open(f"../{name}.heaptimeline.gz") as text:
        profile = json.load(text)
    last_ids = profile["samples"][1::2]
    fields = profile["snapshot"]["meta"]["node_fields"]
    ids = profile["nodes"][fields.index("id") :: len(fields)]
    ticks = len(last_ids)

    alive = [0] * ticks
    given = [0] * ticks
    for tick in range(ticks):
        before = last_ids[tick - 1] if tick else 0
        alive[tick] = sum(1 for i in ids if i % 2 == 1 and before < i <= last_ids[tick])
        given[tick] = len([i for i in range(before + 1, last_ids[tick] + 1) if i % 2 == 1]) if tick else 0

    reports = [[] for _ in range(ticks)]  # tick -> (count, bytes) in the order of the events
    lost = [0] * ticks
    now = 0
    for line in open(live_file):
        event = json.loads(line)
        if event["method"] == "HeapProfiler.heapStatsUpdate":
            numbers = event["params"]["statsUpdate"]
            while numbers:
                tick, count, size = numbers[:3]
                numbers = numbers[3:]
                if reports[tick]:
                    lost[now] += max(0, reports[tick][-1][1] - size)
                reports[tick].append((count, size))
        elif event["method"] == "HeapProfiler.lastSeenObjectId":
            assert event["params"]["lastSeenObjectId"] == last_ids[now]
            now += 1
    assert now == ticks

    result[name] = {
        "alive_ids": alive,
        "given_ids": given,
        "allocated_count": [r[0][0] if r else 0 for r in reports],
        "allocated_bytes": [r[0][1] if r else 0 for r in reports],
        "freed_count": [max(0, r[0][0] - r[-1][0]) if r else 0 for r in reports],
        "freed_bytes": [max(0, r[0][1] - r[-1][1]) if r else 0 for r in reports],
        "lost_bytes": lost,
    }

with open("expected.json", "w") as out:
    rows = [f' "{name}": {{\n' + ",\n".join(f'  "{key}": {json.dumps(column)}' for key, column in columns.items()) + "\n }" for name, columns in result.items()]
    out.write("{\n" + ",\n".join(rows) + "\n}\n")
