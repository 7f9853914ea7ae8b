// SPDX-License-Identifier: GPL-3.0-or-later
#include "sampling_text.h"

#include "tests/core/format/memory_source.h"

#include <vector>

namespace heapline::test {

Reading readText(const std::string& text, std::size_t pieceBytes)
{
    Reading reading;
    MemorySource source(text, pieceBytes);
    Progress progress;
    try {
        reading.file = readSamplingProfile(source, reading.notes, progress);
    } catch (const ErrorException& exception) {
        reading.error = exception.error();
    }
    return reading;
}

std::string printed(const SamplingFile& file)
{
    const auto text = [&file](StringId id) { return std::string(file.strings[id]); };
    std::string lines;
    std::vector<std::size_t> depth(file.nodes.size());
    for (std::size_t row = 0; row < file.nodes.size(); ++row) {
        depth[row] = row == 0 ? 0 : depth[file.nodes.parent[row]] + 1;
        const std::string url = text(file.nodes.url[row]);
        lines += std::string(2 * depth[row], ' ') + text(file.nodes.functionName[row]) + ' '
                 + std::to_string(file.nodes.selfSize[row]) + ' ' + text(file.nodes.scriptId[row]) + ':'
                 + std::to_string(file.nodes.line[row]) + ':' + std::to_string(file.nodes.column[row]) + ' '
                 + (url.empty() ? "-" : url) + " #" + std::to_string(file.nodes.id[row]) + '\n';
    }
    for (std::size_t row = 0; row < file.samples.size(); ++row) {
        lines += "sample " + std::to_string(file.samples.sizeBytes[row]) + ' ' + std::to_string(file.samples.nodeId[row])
                 + ' ' + std::to_string(file.samples.ordinal[row]) + '\n';
    }
    return lines;
}

const std::string& wholeText()
{
    static const std::string text =
        R"j({"head":{"callFrame":{"functionName":"(root)","scriptId":"0","url":"","lineNumber":-1,"columnNumber":-1},)j"
        R"j("selfSize":0,"id":1,"children":[{"callFrame":{"functionName":"main","scriptId":"61","url":"a.js",)j"
        R"j("lineNumber":9,)j"
        R"j("columnNumber":4},"selfSize":100,"id":2,"children":[{"callFrame":{"functionName":"leak","scriptId":"61",)j"
        R"j("url":"a.js",)j"
        R"j("lineNumber":3,"columnNumber":10},"selfSize":1000,"id":3,"children":[]},{"callFrame":{"functionName":"",)j"
        R"j("scriptId":"61",)j"
        R"j("url":"a.js","lineNumber":20,"columnNumber":2},"selfSize":50,"id":4,"children":[]}]}]},)j"
        R"j("samples":[{"size":100,"nodeId":2,"ordinal":1},{"size":500,"nodeId":3,"ordinal":5}]})j";
    return text;
}

const std::string& wholePrinted()
{
    static const std::string text = "(root) 0 0:-1:-1 - #1\n"
                                    "  main 100 61:9:4 a.js #2\n"
                                    "    leak 1000 61:3:10 a.js #3\n"
                                    "     50 61:20:2 a.js #4\n"
                                    "sample 100 2 1\n"
                                    "sample 500 3 5\n";
    return text;
}

} // namespace heapline::test
