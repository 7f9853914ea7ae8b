# SPDX-License-Identifier: GPL-3.0-or-later
"""Hostile variants of small valid profiles, made systematically: every number of a file with values that cannot be, every section left out,
repeated or of another type, texts of other encodings, things nested or repeated a million times, gzip data that grow without end.

hostile_files(large) yields (category, name, bytes). `large` are those of megabytes."""
import gzip
import itertools
import json
import zlib

NODE_FIELDS = ["type", "name", "id", "self_size", "edge_count", "trace_node_id", "detachedness"]
EDGE_FIELDS = ["type", "name_or_index", "to_node"]
SECTIONS = ["snapshot", "nodes", "edges", "trace_function_infos", "trace_tree", "samples", "locations", "strings"]
NODE_TYPES = ["hidden", "array", "string", "object", "code", "closure", "regexp", "number", "native", "synthetic"]
EDGE_TYPES = ["context", "element", "property", "internal", "hidden", "shortcut", "weak"]
# Values as they stand in the text.
VALUES = ["-1", "-0", "4294967295", "4294967296", "9007199254740993", "9223372036854775807", "9223372036854775808",
          "18446744073709551615", "18446744073709551616", "1e400", "-1e400", "1e-400", "0.5", "1e3", "NaN", "Infinity", "-Infinity",
          "null", "true", "\"1\"", "[1]", "{}", "", "0x10", "1_000", "00", "+1", "9" * 400]


def meta():
    return {"node_fields": NODE_FIELDS, "node_types": [NODE_TYPES] + ["number"] * 6, "edge_fields": EDGE_FIELDS,
            "edge_types": [EDGE_TYPES, "string_or_number", "node"],
            "trace_function_info_fields": ["function_id", "name", "script_name", "script_id", "line", "column"],
            "trace_node_fields": ["id", "function_info_index", "count", "size", "children"],
            "sample_fields": ["timestamp_us", "last_assigned_id"],
            "location_fields": ["object_index", "script_id", "line", "column"]}


def timeline():
    """A valid timeline as section -> text."""
    nodes = [[9, 1, 1, 0, 2, 0, 0], [3, 2, 3, 100, 2, 2, 1], [2, 3, 5, 24, 0, 1, 2]]
    edges = [[5, 2, 7], [1, 7, 14], [2, 3, 14], [6, 4, 7]]
    return {"snapshot": json.dumps({"meta": meta(), "node_count": 3, "edge_count": 4, "trace_function_count": 2}),
            "nodes": json.dumps(sum(nodes, [])), "edges": json.dumps(sum(edges, [])),
            "trace_function_infos": "[0,1,1,0,0,0,9,2,5,61,4,11]", "trace_tree": "[1,0,0,0,[2,1,1,100,[]]]",
            "samples": "[0,1,50123,3,101042,5]", "locations": "[7,61,3,10]",
            "strings": json.dumps(["<dummy>", "", "global", "text", "main", "app.js"])}


def joined(sections):
    return ("{" + ",\n".join(json.dumps(key) + ":" + text for key, text in sections.items()) + "}").encode()


SAMPLING = ('{"head":{"callFrame":{"functionName":"(root)","scriptId":"0","url":"","lineNumber":-1,"columnNumber":-1},"selfSize":0,"id":1,'
            '"children":[{"callFrame":{"functionName":"f","scriptId":"5","url":"a.js","lineNumber":3,"columnNumber":7},"selfSize":16,'
            '"id":2,"children":[]}]},"samples":[{"size":16,"nodeId":2,"ordinal":1},{"size":8,"nodeId":2,"ordinal":2}]}')


def with_section(key, text):
    sections = timeline()
    sections[key] = text
    return joined(sections)


def every_number():
    """Each number of each section replaced by each value."""
    for key in SECTIONS[1:7]:
        text = timeline()[key]
        places = [i for i, c in enumerate(text) if c.isdigit() and not text[i - 1].isdigit()]
        for place, value in itertools.product(places, VALUES):
            end = place
            while text[end].isdigit():
                end += 1
            yield "values", f"{key}-{place}-{value[:24]}", with_section(key, text[:place] + value + text[end:])
    places = [i for i, c in enumerate(SAMPLING) if c.isdigit() and not SAMPLING[i - 1].isdigit() and SAMPLING[i - 1] in ":-"]
    for place, value in itertools.product(places, VALUES):
        end = place
        while SAMPLING[end].isdigit():
            end += 1
        yield "values", f"sampling-{place}-{value[:24]}", (SAMPLING[:place] + value + SAMPLING[end:]).encode()


def counts():
    for key in ["node_count", "edge_count", "trace_function_count", "extra_native_bytes", "root_index"]:
        for value in VALUES + ["4000000000"]:
            text = timeline()["snapshot"]
            text = text.replace(f'"{key}": ', f'"{key}": {value}, "was": ') if key in text else text[:-1] + f',"{key}":{value}}}'
            yield "counts", f"{key}-{value[:24]}", with_section("snapshot", text)
        text = json.loads(timeline()["snapshot"])
        text.pop(key, None)
        yield "counts", f"{key}-missing", with_section("snapshot", json.dumps(text))
    for first, second in [(0, 0), (2, 1), (2, 3), (4294967295, 5), (2147483648, 2147483652), (4, 4)]:
        yield "counts", f"edge_count-{first}-{second}", with_section(
            "nodes", f"[9,1,1,0,{first},0,0,3,2,3,100,{second},2,1,2,3,5,24,0,1,2]")


def sections():
    for key in SECTIONS:
        rest = timeline()
        del rest[key]
        yield "sections", f"no-{key}", joined(rest)
        for value in ["[]", "{}", "null", "1", "\"\"", "[[]]", "[{}]", "[[[]]]", "[,]", "[1,]", "[1 2]", "{\"a\":}", "tru", "["]:
            yield "sections", f"{key}-is-{value}", with_section(key, value)
        whole = joined(timeline())
        twice = whole[:-1] + b"," + json.dumps(key).encode() + b":" + timeline()[key].encode() + b"}"
        yield "sections", f"{key}-twice", twice
        yield "sections", f"{key}-escaped", whole.replace(f'"{key}":'.encode(), f'"\\u{ord(key[0]):04x}{key[1:]}":'.encode())
        order = {key: timeline()[key]} | rest
        yield "sections", f"{key}-first", joined(order)
        yield "sections", f"{key}-last", joined(rest | {key: timeline()[key]})


def metas():
    for key in meta():
        for value in [None, [], {}, "", 1, [1], [[]], [None], meta()[key] * 2, list(reversed(meta()[key])), meta()[key][:1],
                      meta()[key] + ["more"], ["x"] + meta()[key]]:
            changed = meta() | {key: value}
            header = {"meta": changed, "node_count": 3, "edge_count": 4}
            yield "meta", f"{key}-{json.dumps(value)[:30]}", with_section("snapshot", json.dumps(header))
        left = meta()
        del left[key]
        yield "meta", f"no-{key}", with_section("snapshot", json.dumps({"meta": left}))
    for count in [254, 255, 256, 300]:
        header = {"meta": meta() | {"node_types": [NODE_TYPES + [f"t{i}" for i in range(count - 10)]]}}
        yield "meta", f"{count}-types", with_section("snapshot", json.dumps(header))


def graphs():
    yield "graph", "root-in-cycle", with_section("edges", "[5,2,7,1,7,0,2,3,14,6,4,0]")
    yield "graph", "all-to-self", with_section("edges", "[5,2,0,1,7,0,2,3,7,6,4,7]")
    yield "graph", "same-ids", with_section("nodes", "[9,1,1,0,2,0,0,3,2,1,100,2,2,1,2,3,1,24,0,1,2]")
    yield "graph", "ids-backwards", with_section("nodes", "[9,1,9,0,2,0,0,3,2,5,100,2,2,1,2,3,1,24,0,1,2]")
    for name, samples in [("backwards", "[100,5,50,3,0,1]"), ("same", "[0,0,0,0,0,0]"), ("one", "[0,1]"), ("odd", "[0,1,5]"),
                          ("far", "[-9000000000000000,1,9000000000000000,5]"), ("ids-backwards", "[0,5,1,3,2,1]"),
                          ("largest", "[0,1,999999999999999999,999999999999999999]")]:
        yield "graph", f"samples-{name}", with_section("samples", samples)
    for name, tree in [("same-ids", "[1,0,0,0,[1,1,1,100,[],1,1,1,1,[]]]"), ("two-roots", "[1,0,0,0,[],2,1,1,100,[]]"),
                       ("empty", "[]"), ("no-children", "[1,0,0,0]"), ("children-first", "[[],1,0,0,0]"),
                       ("functions-far", "[1,99,0,0,[2,4294967295,1,100,[]]]")]:
        yield "graph", f"trace-{name}", with_section("trace_tree", tree)


def texts():
    whole = joined(timeline())
    for name, raw in [("overlong", b"\xc0\xaf\xe0\x80\xaf"), ("surrogate", b"\xed\xa0\x80"), ("cut", b"\xe2\x82"), ("past", b"\xf4\x90\x80\x80"),
                      ("lone", b"\x80\xbf\xff\xfe"), ("nul", b"a\0b"), ("control", b"\x01\x1b[31m\x07"), ("five", b"\xf8\x88\x80\x80\x80")]:
        yield "text", f"utf8-{name}", whole.replace(b"global", raw)
        yield "text", f"utf8-{name}-at-end", whole.replace(b"app.js", raw)
        yield "text", f"utf8-{name}-in-key", whole.replace(b'"nodes"', b'"' + raw + b'"')
        yield "text", f"utf8-{name}-sampling", SAMPLING.encode().replace(b'"f"', b'"' + raw + b'"')
    for escape in ["\\ud800", "\\udc00\\ud800", "\\ud800\\u0041", "\\u0000", "\\ud83d\\ude00", "\\u12", "\\x41", "\\", "\\ud800\\", "\\u202e"]:
        yield "text", f"escape-{escape}", whole.replace(b"global", escape.encode())
        yield "text", f"escape-{escape}-sampling", SAMPLING.encode().replace(b'"f"', f'"{escape}"'.encode())
    for encoding in ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be", "utf-7", "cp037"]:
        for mark in ["", "\ufeff"]:
            for kind, text in [("heap", whole.decode()), ("sampling", SAMPLING), ("spaced", "\n " + SAMPLING)]:
                try:
                    yield "text", f"{encoding}-{kind}-{'bom' if mark else 'plain'}", (mark + text).encode(encoding)
                except UnicodeEncodeError:
                    pass
    for name, raw in [("bom", b"\xef\xbb\xbf"), ("two-boms", b"\xef\xbb\xbf" * 2), ("nul", b"\0"), ("xssi", b")]}'\n"), ("bash", b"#!/bin/sh\n"),
                      ("comment", b"// v8\n"), ("rs", b"\x1e")]:
        yield "text", f"before-{name}", raw + whole
        yield "text", f"before-{name}-sampling", raw + SAMPLING.encode()


def documents():
    heap, sampling = joined(timeline()), SAMPLING.encode()
    for (a, one), (b, two) in itertools.product([("heap", heap), ("sampling", sampling), ("null", b"null")], repeat=2):
        for name, between in [("", b""), ("line", b"\n"), ("comma", b","), ("nul", b"\0"), ("rs", b"\n\x1e")]:
            yield "documents", f"{a}-{name}-{b}", one + between + two
    yield "documents", "in-array", b"[" + heap + b"," + heap + b"]"
    yield "documents", "in-object", b'{"profile":' + heap + b"}"
    yield "documents", "both-kinds", heap[:-1] + b"," + sampling[1:]
    yield "documents", "both-kinds-reversed", sampling[:-1] + b"," + heap[1:]


def zipped():
    heap = joined(timeline())
    packed = gzip.compress(heap, mtime=0)
    yield "gzip", "whole", packed
    yield "gzip", "two-members", packed + packed
    yield "gzip", "split", gzip.compress(heap[:700], mtime=0) + gzip.compress(heap[700:], mtime=0)
    yield "gzip", "in-gzip", gzip.compress(packed, mtime=0)
    yield "gzip", "raw-deflate", zlib.compress(heap)
    yield "gzip", "empty-members", gzip.compress(b"", mtime=0) * 5000
    yield "gzip", "text-behind", packed + b"hello"
    yield "gzip", "half-member-behind", packed + packed[:30]
    for name, magic in [("zip", b"PK\x03\x04"), ("zstd", b"\x28\xb5\x2f\xfd"), ("xz", b"\xfd7zXZ\0"), ("bzip2", b"BZh9")]:
        yield "gzip", f"other-{name}", magic + packed
    for at in range(0, len(packed), 3):
        yield "gzip", f"flipped-{at}", packed[:at] + bytes([packed[at] ^ 0x55]) + packed[at + 1:]
        yield "gzip", f"cut-{at}", packed[:at]


def prefixes():
    for name, whole in [("heap", joined(timeline())), ("sampling", SAMPLING.encode())]:
        for end in range(0, len(whole), 5):
            yield "prefix", f"{name}-{end}", whole[:end]


def nested():
    deep = 1_000_000
    heap = joined(timeline())
    for name, opening, closing in [("arrays", b"[", b"]"), ("objects", b'{"a":', b"}")]:
        middle = b"" if name == "arrays" else b"1"
        for kind, whole in [("closed", opening * deep + middle + closing * deep), ("open", opening * deep)]:
            yield "nesting", f"{name}-{kind}-whole", whole
            yield "nesting", f"{name}-{kind}-section", b'{"x":' + whole + b"," + heap[1:]
            yield "nesting", f"{name}-{kind}-sampling", b'{"x":' + whole + b"," + SAMPLING.encode()[1:]
            yield "nesting", f"{name}-{kind}-snapshot", b'{"snapshot":{"x":' + whole + b"," + heap[len(b'{"snapshot":{'):]
            for key in SECTIONS[1:]:
                yield "nesting", f"{name}-{kind}-{key}", with_section(key, whole.decode())
    record = b"1,0,0,0,["
    for kind, tree in [("closed", b"[" + record * deep + b"]" * (deep + 1)), ("open", b"[" + record * deep), ("bad", b"[" * (10 * deep))]:
        yield "nesting", f"trace-tree-{kind}", with_section("trace_tree", tree.decode())
    child = b'{"selfSize":1,"children":['
    for kind, tree in [("closed", child * deep + b"]}" * deep), ("open", child * deep), ("bad", child * deep + b"?")]:
        yield "nesting", f"sampling-tree-{kind}", b'{"head":' + tree + b"}"
    yield "nesting", "call-frames", b'{"head":' + b'{"callFrame":' * deep + b"1" + b"}" * deep + b"}"


def many():
    """What is small, ten million times; each also with damage at the end, where the most is in memory."""
    heap = joined(timeline())
    few, lots = 1_000_000, 10_000_000
    bodies = {
        "empty-strings": ("strings", '"",' * lots + '""'), "short-strings": ("strings", '"a",' * lots + '""'),
        "wide-strings": ("strings", '"\\u00e9",' * few + '""'), "one-string": ("strings", '"' + "x" * 50_000_000 + '"'),
        "one-wide-string": ("strings", '"' + "\u00e9" * 25_000_000 + '"'), "escapes": ("strings", '"' + "\\n" * 25_000_000 + '"'),
        "zeros": ("samples", "0," * lots + "0,0"), "locations": ("locations", "0," * lots + "0,0,0"),
        "functions": ("trace_function_infos", "0," * (lots - 4) + "0"),
        "nodes": ("nodes", "0," * (7 * few - 1) + "0"), "edges": ("edges", "0," * (3 * few * 5 - 1) + "0"),
        "wide-nodes": ("nodes", "0,0,0,0,0,0,0," * few + "0,0,99999999999,99999999999,0,0,0"),
        "trace-nodes": ("trace_tree", "1,0,0,0,[" + "1,0,0,0,[]," * few + "1,0,0,0,[]]"),
        "digits": ("nodes", "9" * 50_000_000), "spaces": ("nodes", " " * 50_000_000)}
    for name, (key, body) in bodies.items():
        yield "many", name, with_section(key, f"[{body}]")
        yield "many", f"{name}-damaged", with_section(key, f"[{body},?]")
        yield "many", f"{name}-damaged-after", with_section(key, f"[{body}]").replace(b'"strings":["<dummy>', b'"strings":[?"<dummy>')
    for name, key in [("keys", '"x":1,'), ("sections", '"nodes":[],'), ("long-keys", '"' + "k" * 999 + '":1,')]:
        yield "many", name, b"{" + key.encode() * (few if name != "long-keys" else 50_000) + heap[1:]
    for key in ["node_fields", "node_types", "edge_fields", "edge_types", "trace_node_fields", "unknown"]:
        for name, list_ in [("names", ["a"] * few), ("arrays", [[]] * few), ("objects", [{}] * few), ("numbers", [0] * few)]:
            yield "many", f"meta-{key}-{name}", with_section("snapshot", json.dumps({"meta": meta() | {key: list_}}))
    for name, child in [("bare", b"{},"), ("ids", b'{"id":1},'), ("sizes", b'{"selfSize":1},'), ("names", b'{"functionName":"a"},')]:
        tree = b'{"head":{"selfSize":0,"children":[' + child * (3 * few)
        yield "many", f"children-{name}", tree + b"{}]}}"
        yield "many", f"children-{name}-damaged", tree + b"?]}}"
    samples = SAMPLING[:SAMPLING.index("[{\"size\"") + 1].encode() + b'{"size":1,"ordinal":1},' * few
    yield "many", "samples", samples + b'{"size":1,"ordinal":1}]}'
    yield "many", "samples-damaged", samples + b"?"
    yield "many", "names", b'{"head":{"selfSize":0,"children":[' + b",".join(b'{"functionName":"%d"}' % i for i in range(few)) + b",?"
    yield "many", "one-name", SAMPLING.replace('"f"', '"' + "x" * 50_000_000 + '"').encode() + b"?"
    yield "many", "one-name-damaged", SAMPLING.replace('"f"', '"' + "\u00e9" * 25_000_000 + '",?').encode()


def bombs():
    """Gzip data that unzip to 10 GB: white space, digits, and a profile of repeated strings."""
    blocks = {"spaces": b" " * (1 << 24), "digits": b"1" * (1 << 24), "commas": b"0," * (1 << 23),
              "strings": b'"the same string, again and again",' * (1 << 19)}
    head = joined(timeline())
    for name, block in blocks.items():
        start = head[:head.index(b'"strings":[') + len(b'"strings":[')] if name == "strings" else head[:head.index(b'"edges"')] + b'"edges":['
        deflate = zlib.compressobj(9, zlib.DEFLATED, 31)
        packed = [deflate.compress(start)]
        packed += [deflate.compress(block) for _ in range(40)]
        packed.append(deflate.flush(zlib.Z_FULL_FLUSH))
        # From here on a block after a full flush stands for itself: it can be repeated as it is.
        again = deflate.compress(block) + deflate.flush(zlib.Z_FULL_FLUSH)
        yield "bombs", f"10GB-{name}", b"".join(packed) + again * (10_000_000_000 // len(block))


def hostile_files(large):
    makers = [counts, sections, metas, every_number, graphs, texts, documents, zipped, prefixes]
    for maker in makers + ([nested, many, bombs] if large else []):
        yield from maker()
