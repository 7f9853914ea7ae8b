# SPDX-License-Identifier: GPL-3.0-or-later
"""Valid profiles whose graphs, strings and stacks have shapes that make slow code slow: long chains, rings, stars, ladders, ropes of strings,
many of one name, one of many names. odd_graphs(count) yields (name, bytes); each has about so many objects, edges or stacks."""
import json

from hostile_files import EDGE_TYPES, meta

NODE_TYPES = ["hidden", "array", "string", "object", "code", "closure", "regexp", "number", "native", "synthetic",
              "concatenated string", "sliced string", "symbol", "bigint", "object shape"]


class Graph:
    """Objects and edges by number; the root is object 0."""

    def __init__(self):
        self.strings = [""]
        self.rows = {"": 0}
        self.nodes = []
        self.edges = []
        self.traces = "[1,0,0,0,[]]"
        self.functions = [0, self.text("(root)"), 0, 0, 0, 0]
        self.samples = []
        self.locations = []
        self.node("synthetic", "", size=0)

    def text(self, text):
        if text not in self.rows:
            self.rows[text] = len(self.strings)
            self.strings.append(text)
        return self.rows[text]

    def node(self, kind="object", name="Object", size=24, trace=0, state=0, id=None):
        number = len(self.nodes)
        self.nodes.append([NODE_TYPES.index(kind), self.text(name), 2 * number + 1 if id is None else id, size, 0, trace, state])
        self.edges.append([])
        return number

    def edge(self, start, end, kind="property", name="next"):
        place = name if kind in ("element", "hidden") else self.text(str(name))
        self.edges[start] += (EDGE_TYPES.index(kind), place, 7 * end)
        self.nodes[start][4] += 1

    def bytes(self):
        header = {"meta": meta(), "node_count": len(self.nodes), "edge_count": sum(map(len, self.edges)) // 3,
                  "trace_function_count": len(self.functions) // 6}
        header["meta"]["node_types"][0] = NODE_TYPES
        sections = {"snapshot": json.dumps(header), "nodes": numbers(self.nodes), "edges": numbers(self.edges),
                    "trace_function_infos": numbers([self.functions]), "trace_tree": self.traces, "samples": numbers([self.samples]),
                    "locations": numbers(self.locations), "strings": json.dumps(self.strings)}
        return ("{" + ",".join(f'"{key}":{text}' for key, text in sections.items()) + "}").encode()


def numbers(rows):
    return "[" + ",".join(str(number) for row in rows for number in row) + "]"


def chain(count, kind="object", edge="property", name="Object", via="next", labels=None):
    graph = Graph()
    at = 0
    for i in range(count):
        at, before = graph.node(kind, labels(i) if labels else name), at
        graph.edge(before, at, edge, i if edge in ("element", "hidden") else via)
    return graph


def star(count, edge=lambda i: ("property", f"p{i}"), node=lambda i: ("object", "Object"), size=24):
    graph = Graph()
    middle = graph.node()
    graph.edge(0, middle)
    for i in range(count):
        kind, name = node(i)
        leaf = graph.node(kind, name, size)
        graph.edge(middle, leaf, *edge(i))
    return graph


def sink(count):
    graph = star(count)
    end = graph.node(name="End")
    for node in range(2, count + 2):
        graph.edge(node, end)
    return graph


def ring(count, step=1):
    graph = chain(count)
    for node in range(1, count + 1):
        graph.edge(node, (node + step) % count + 1, name="other")
    return graph


def ladder(count, width=2):
    """Each step can be taken in several ways: more paths than can be counted."""
    graph = Graph()
    at = graph.node()
    graph.edge(0, at)
    for _ in range(count // (width + 1)):
        sides = [graph.node(name=f"Side{i}") for i in range(width)]
        end = graph.node(name="Step")
        for side in sides:
            graph.edge(at, side, name="side")
            graph.edge(side, end, name="end")
        at = end
    return graph


def everyone(count):
    graph = Graph()
    side = int(count ** 0.5)
    for _ in range(2 * side):
        graph.edge(0, graph.node(), "hidden", 1)
    for start in range(1, side + 1):
        for end in range(side + 1, 2 * side + 1):
            graph.edge(start, end, "element", end)
            graph.edge(end, start, "weak", "back")
    return graph


def tree(count):
    graph = Graph()
    for i in range(count):
        node = graph.node(name=f"Level{(i + 1).bit_length()}")
        graph.edge((i - 1) // 2 + 1 if i else 0, node, name="left" if i % 2 else "right")
    return graph


def rope(count, parts):
    """parts(i, last): what the i-th string is put together from, numbers of objects or texts."""
    graph = Graph()
    last = graph.node("string", "start of it all")
    for i in range(count):
        longer = graph.node("concatenated string", "(concatenated string)")
        for side, part in zip(("first", "second"), parts(i, last, longer)):
            graph.edge(longer, graph.node("string", part) if isinstance(part, str) else part, "internal", side)
        last = longer
    graph.edge(0, last)
    return graph


def slices(count):
    graph = Graph()
    parent = graph.node("string", "long text " * 200_000)
    values = {}
    for name, value in (("offset", "1999000"), ("length", "20")):
        values[name] = graph.node("number", "int", 0)
        graph.edge(values[name], graph.node("string", value), "internal", "value")
    last = graph.node("string", "")
    for _ in range(count):
        slice_ = graph.node("sliced string", "(sliced string)")
        graph.edge(slice_, parent, "internal", "parent")
        for name, value in values.items():
            graph.edge(slice_, value, "internal", name)
        longer = graph.node("concatenated string", "(concatenated string)")
        graph.edge(longer, last, "internal", "first")
        graph.edge(longer, slice_, "internal", "second")
        last = longer
    graph.edge(0, last)
    return graph


def cut_strings(count):
    """All begin alike, as far as V8 wrote them."""
    graph = Graph()
    yes = graph.node("number", "bool", 0)
    graph.edge(yes, graph.node("string", "true"), "internal", "value")
    length = graph.node("number", "int", 0)
    graph.edge(length, graph.node("string", "5000"), "internal", "value")
    for i in range(count):
        text = graph.node("string", "x" * 1024)
        graph.edge(0, text, "element", i)
        graph.edge(text, yes, "internal", "truncated")
        graph.edge(text, length, "internal", "length")
        hash_ = graph.node("number", "int", 0)
        graph.edge(hash_, graph.node("string", str(i)), "internal", "value")
        graph.edge(text, hash_, "internal", "hash")
    return graph


def closures(count):
    """Functions of one place, each with a scope of its own in the one before."""
    graph = Graph()
    scope = 0
    for i in range(count):
        function = graph.node("closure", "inner")
        graph.edge(scope, function, "context" if scope else "property", "inner")
        inner = graph.node("object", "system / Context")
        graph.edge(function, inner, "internal", "context")
        if scope:
            graph.edge(inner, scope, "internal", "previous")
        graph.locations.append([7 * function, 5, 3, 10])
        scope = inner
    return graph


def table(count, weak=False):
    """A Map, or a WeakMap whose values hold the next key."""
    graph = Graph()
    map_ = graph.node(name="WeakMap" if weak else "Map")
    graph.edge(0, map_)
    rows = graph.node("array", "")
    graph.edge(map_, rows, "internal", "table")
    key = graph.node(name="Key")
    graph.edge(0, key)
    for i in range(count):
        value = graph.node(name="Value")
        if weak:
            label = f"{i % 9} / part of key (Key @{2 * key + 1}) -> value (Value @{2 * value + 1}) pair in WeakMap (table @{2 * rows + 1})"
            graph.edge(rows, value, "internal", label)
            graph.edge(key, value, "internal", label)
        else:
            graph.edge(rows, key, "internal", str(3 * i + 3 + 2))
            graph.edge(rows, value, "internal", str(3 * i + 3 + 3))
        key = value
    return graph


def contexts(count):
    graph = Graph()
    for i in range(count):
        context = graph.node("hidden", f"system / NativeContext / https://site{i}.example", 100)
        graph.edge(0, context, "element", i)
        shared = graph.node(name=f"Page{i % 7}")
        graph.edge(context, shared)
        if i:
            graph.edge(context, shared - 2, name="other")
    return graph


def detached(count):
    graph = Graph()
    at = 0
    for i in range(count):
        node = graph.node("native", f"<div class=\"c{i % 50}\">", state=2 if i % 2 else 1)
        graph.edge(at, node, "element" if at else "property", i)
        at = node
    return graph


def unreached(count):
    graph = chain(count)
    graph.edges[0] = []
    graph.nodes[0][4] = 0
    return graph


def same_ids(count, id):
    graph = star(count)
    for number, node in enumerate(graph.nodes):
        node[2] = id(number)
    return graph


def stacks(count, name, children):
    """A tree of call stacks, and one object for each. children: "chain", "star" or "comb"."""
    graph = Graph()
    functions = {}
    for i in range(count):
        label = name(i)
        if label not in functions:
            functions[label] = len(graph.functions) // 6
            graph.functions += (len(functions), graph.text(label), graph.text(f"dir{i % 30}/file{i % 900}.js"), 1 + i % 900, i % 5000, 3)
        graph.edge(0, graph.node(trace=i + 2), "element", i)
        if i % 100 == 0:
            graph.samples += (1000 * i, 2 * len(graph.nodes))
    node = [f"{i + 2},{functions[name(i)]},1,24" for i in range(count)]
    if children == "chain":
        graph.traces = "[1,0,0,0,[" + "[".join(text + ",[" for text in node).replace("[[", "[") + "]]" * count + "]]"
        graph.traces = "[1,0,0,0,[" + "".join("[" + text + ",[" for text in node) + "]]" * count + "]]"
    elif children == "star":
        graph.traces = "[1,0,0,0,[" + ",".join("[" + text + ",[]]" for text in node) + "]]"
    else:
        half = count // 2
        graph.traces = ("[1,0,0,0,[" + "".join("[" + one + ",[[" + other + ",[]]," for one, other in zip(node[:half], node[half:2 * half]))
                        + "[" + f"{count + 9},0,0,0,[]" + "]" + "]]" * half + "]]")
    return graph


def sampling(count, children, name):
    frame = lambda i: json.dumps({"functionName": name(i), "scriptId": "1", "url": f"dir/file{i % 900}.js", "lineNumber": i % 5000, "columnNumber": 1})
    head = lambda i: f'{{"callFrame":{frame(i)},"selfSize":16,"id":{i + 2},"children":['
    nodes = "".join(head(i) for i in range(count)) + "]}" * count if children == "chain" else ",".join(head(i) + "]}" for i in range(count))
    samples = ",".join(f'{{"size":16,"nodeId":{i + 2},"ordinal":{i + 1}}}' for i in range(count))
    root = '{"callFrame":{"functionName":"(root)","scriptId":"0","url":"","lineNumber":-1,"columnNumber":-1},"selfSize":0,"id":1,"children":['
    return f'{{"head":{root}{nodes}]}},"samples":[{samples}]}}'.encode()


def odd_graphs(count):
    empty = lambda i, last, own: (last, "")
    graphs = {
        "chain": lambda: chain(count),
        "chain-of-elements": lambda: chain(count, edge="element"),
        "chain-of-scopes": lambda: chain(count, name="system / Context", edge="context"),
        "chain-of-weak": lambda: chain(count, edge="weak"),
        "chain-of-engine": lambda: chain(count, "hidden", "hidden", "system / Thing"),
        "chain-of-classes": lambda: chain(count, labels=lambda i: f"Class{i}"),
        "unreached": lambda: unreached(count),
        "star": lambda: star(count),
        "star-of-one-property": lambda: star(count, edge=lambda i: ("property", "p")),
        "star-of-weak": lambda: star(count, edge=lambda i: ("weak", f"w{i}")),
        "star-of-classes": lambda: star(count, node=lambda i: ("object", f"Class{i}")),
        "star-of-empty": lambda: star(count, size=0),
        "star-of-numbers": lambda: star(count, node=lambda i: ("number", "heap number")),
        "star-of-shortcuts": lambda: star(count, edge=lambda i: ("shortcut", f"{i}s")),
        "star-of-long-names": lambda: star(count, node=lambda i: ("object", f"{'Long' * 100_000}{i % 20}")),
        "star-of-long-texts": lambda: star(count, node=lambda i: ("string", f"{'Long' * 100_000}{i % 20}")),
        "star-of-duplicates": lambda: star(count, node=lambda i: ("string", f"text {i // 2}")),
        "sink": lambda: sink(count),
        "ring": lambda: ring(count),
        "ring-of-rings": lambda: ring(count, 997),
        "ladder": lambda: ladder(count),
        "wide-ladder": lambda: ladder(count, 300),
        "everyone": lambda: everyone(count),
        "tree": lambda: tree(count),
        "rope": lambda: rope(count, lambda i, last, own: (last, "ab")),
        "rope-of-lines": lambda: rope(count, lambda i, last, own: (last, f"line {i}\n")),
        "rope-to-the-right": lambda: rope(count, lambda i, last, own: ("x", last)),
        "rope-of-empty": lambda: rope(count, empty),
        "rope-of-nothing": lambda: rope(count, lambda i, last, own: (last, own)),
        "rope-of-itself": lambda: rope(count, lambda i, last, own: (own, "x")),
        "rope-doubled": lambda: rope(count, lambda i, last, own: (last, last)),
        "rope-of-pairs": lambda: rope(count, lambda i, last, own: ("a long text", f"text {i // 2}")),
        "rope-of-long-texts": lambda: rope(count, lambda i, last, own: ("Long" * 100_000, "Long" * 100_000)),
        "rope-to-long-texts": lambda: rope(count, lambda i, last, own: (f"text {i}", "Long" * 100_000)),
        "rope-of-slices": lambda: slices(count // 2),
        "cut-strings": lambda: cut_strings(count // 3),
        "closures": lambda: closures(count // 2),
        "map": lambda: table(count),
        "weak-map": lambda: table(count, True),
        "contexts": lambda: contexts(count // 2),
        "detached": lambda: detached(count),
        "same-ids": lambda: same_ids(count, lambda i: 7),
        "ids-backwards": lambda: same_ids(count, lambda i: 2 * (count - i) + 9),
        "ids-apart": lambda: same_ids(count, lambda i: (i * 0x9E3779B97F4A7C15) % (1 << 53)),
        "stacks-deep": lambda: stacks(count, lambda i: f"f{i}", "chain"),
        "stacks-recursive": lambda: stacks(count, lambda i: "f", "chain"),
        "stacks-in-turn": lambda: stacks(count, lambda i: f"f{i % 5}", "chain"),
        "stacks-wide": lambda: stacks(count, lambda i: f"f{i}", "star"),
        "stacks-wide-of-one": lambda: stacks(count, lambda i: "f", "star"),
        "stacks-comb": lambda: stacks(count, lambda i: f"f{i % 999}", "comb"),
    }
    for name, make in graphs.items():
        yield name, make().bytes()
    for children in ("chain", "star"):
        yield f"sampling-{children}", sampling(count, children, lambda i: f"f{i}")
        yield f"sampling-{children}-of-one", sampling(count, children, lambda i: "f")
