// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/profile/corner_refusals.h"

namespace heapline {

const std::map<std::string, Refusal>& cornerRefusals()
{
    static const std::map<std::string, Refusal> refusals = {
        {"bad-empty.heaptimeline", {ErrorCode::EmptyFile, "empty"}},
        {"bad-white-space.heaptimeline", {ErrorCode::EmptyFile, "white space"}},
        {"bad-not-json.heaptimeline", {ErrorCode::NotJson, "byte 0"}},
        {"bad-html.heapprofile", {ErrorCode::NotJson, "not JSON"}},
        {"bad-binary.heaptimeline", {ErrorCode::NotJson, "not JSON"}},
        {"bad-all-nul.heaptimeline", {ErrorCode::NotJson, "not JSON"}},
        {"bad-nul-in-numbers.heaptimeline", {ErrorCode::BadSyntax, "in section \"nodes\" (byte 859)"}},
        {"bad-json-other.heapsnapshot", {ErrorCode::NotAProfile, "not a heap profile"}},
        {"bad-json-array.heapsnapshot", {ErrorCode::NotAProfile, "not a heap profile"}},
        {"bad-json-number.heapsnapshot", {ErrorCode::NotAProfile, "not a heap profile"}},
        {"bad-json-null.heapprofile", {ErrorCode::NotAProfile, "not a heap profile"}},
        {"bad-cpuprofile.heapprofile", {ErrorCode::OtherFormat, "CPU profile (.cpuprofile)"}},
        {"bad-cpuprofile.cpuprofile", {ErrorCode::OtherFormat, "CPU profile (.cpuprofile)"}},
        {"bad-performance-trace.json", {ErrorCode::OtherFormat, "performance trace"}},
        {"bad-cut-in-meta.heaptimeline", {ErrorCode::Truncated, "in section \"snapshot\" (byte 300)"}},
        {"bad-edge-out-of-range.heaptimeline",
         {ErrorCode::BadValue, "edge 3: to_node 70000 is past the nodes (63 numbers)"}},
        {"bad-edge-just-past-end.heaptimeline", {ErrorCode::BadValue, "edge 3: to_node 63"}},
        {"bad-edge-not-multiple.heaptimeline", {ErrorCode::BadValue, "edge 3: to_node 22 is not a multiple of 7"}},
        {"bad-edge-negative.heaptimeline", {ErrorCode::BadValue, "edge 3: to_node -7"}},
        {"bad-edge-huge.heaptimeline", {ErrorCode::BadValue, "edge 0: to_node"}},
        {"bad-edge-to-node-wraps-32-bit.heaptimeline", {ErrorCode::BadValue, "edge 3: to_node 4294967317"}},
        {"bad-string-index.heaptimeline", {ErrorCode::BadValue, "node 4: name 5000, but there are 14 strings"}},
        {"bad-edge-string-index.heaptimeline", {ErrorCode::BadValue, "edge 3: name 5000, but there are 14 strings"}},
        {"bad-negative-string-index.heaptimeline", {ErrorCode::BadValue, "node 4: name -1"}},
        {"bad-negative-self-size.heaptimeline", {ErrorCode::BadValue, "node 4: self_size -40"}},
        {"bad-negative-edge-count.heaptimeline", {ErrorCode::BadValue, "node 3: edge_count -3"}},
        {"bad-edge-count-sum-low.heaptimeline", {ErrorCode::CountMismatch, "own 8 edges, the file has 10"}},
        {"bad-edge-count-sum-high.heaptimeline", {ErrorCode::CountMismatch, "own 12 edges, the file has 10"}},
        {"bad-edge-count-huge.heaptimeline", {ErrorCode::CountMismatch, "node 3 owns 4,000,000,000 edges, the file has 10"}},
        {"bad-nodes-not-multiple.heaptimeline", {ErrorCode::CountMismatch, "nodes has 62 numbers, not a multiple of 7"}},
        {"bad-edges-not-multiple.heaptimeline", {ErrorCode::CountMismatch, "edges has 29 numbers, not a multiple of 3"}},
        {"bad-string-in-nodes.heaptimeline", {ErrorCode::BadSyntax, "\"nodes\" (byte 922)"}},
        {"bad-null-in-nodes.heaptimeline", {ErrorCode::BadSyntax, "\"nodes\" (byte 922)"}},
        {"bad-nested-in-nodes.heaptimeline", {ErrorCode::BadSyntax, "\"nodes\" (byte 922)"}},
        {"bad-number-in-strings.heaptimeline", {ErrorCode::BadSyntax, "in section \"strings\""}},
        {"bad-no-snapshot.heaptimeline", {ErrorCode::MissingSection, "\"snapshot\""}},
        {"bad-no-meta.heaptimeline", {ErrorCode::BadMeta, "snapshot.meta"}},
        {"bad-no-nodes.heaptimeline", {ErrorCode::MissingSection, "\"nodes\""}},
        {"bad-no-edges.heaptimeline", {ErrorCode::MissingSection, "\"edges\""}},
        {"bad-no-strings.heaptimeline", {ErrorCode::MissingSection, "\"strings\""}},
        {"bad-zero-nodes.heaptimeline", {ErrorCode::MissingSection, "no nodes"}},
        {"bad-meta-no-id.heaptimeline", {ErrorCode::BadMeta, "meta.node_fields has no \"id\""}},
        {"bad-meta-no-to-node.heaptimeline", {ErrorCode::BadMeta, "meta.edge_fields has no \"to_node\""}},
        {"bad-meta-no-edge-count.heaptimeline", {ErrorCode::BadMeta, "meta.node_fields has no \"edge_count\""}},
        {"bad-meta-fields-empty.heaptimeline", {ErrorCode::BadMeta, "meta.node_fields"}},
        {"bad-meta-fields-not-array.heaptimeline", {ErrorCode::BadMeta, "meta.node_fields is not an array"}},
        {"bad-meta-no-node-types.heaptimeline", {ErrorCode::BadMeta, "meta.node_types"}},
        {"bad-gzip-cut.heaptimeline.gz", {ErrorCode::BadGzip, "end too early"}},
        {"bad-gzip-garbage.heaptimeline.gz", {ErrorCode::BadGzip, "gzip"}},
        {"bad-gzip-bomb.heaptimeline.gz", {ErrorCode::EmptyFile, "white space"}},
        {"bad-hp-negative-size.heapprofile", {ErrorCode::BadValue, "selfSize is negative (-5), in section \"head\""}},
        {"bad-hp-size-string.heapprofile", {ErrorCode::BadValue, "selfSize is text, not a number, in section \"head\""}},
        {"bad-hp-size-1e400.heapprofile", {ErrorCode::BadValue, "selfSize is too large, in section \"head\""}},
        {"bad-hp-children-object.heapprofile", {ErrorCode::BadValue, "children is an object, not an array"}},
        {"bad-hp-no-head.heapprofile", {ErrorCode::MissingSection, "\"head\""}},
    };
    return refusals;
}

} // namespace heapline
