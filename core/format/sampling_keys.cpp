// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/format/sampling_keys.h"

#include <algorithm>
#include <array>
#include <utility>

namespace heapline {

SamplingKey samplingKeyIn(SamplingPlace place, std::string_view name)
{
    using Key = SamplingKey;
    using Place = SamplingPlace;
    using Names = std::pair<std::string_view, Key>;
    static constexpr std::array fileKeys = {Names{"head", Key::Head}, Names{"samples", Key::Samples}};
    static constexpr std::array frameKeys = {Names{"functionName", Key::FunctionName}, Names{"scriptId", Key::ScriptId},
                                             Names{"url", Key::Url}, Names{"lineNumber", Key::LineNumber},
                                             Names{"columnNumber", Key::ColumnNumber}};
    static constexpr std::array nodeKeys = {Names{"callFrame", Key::CallFrame}, Names{"selfSize", Key::SelfSize},
                                            Names{"id", Key::Id}, Names{"children", Key::Children}};
    static constexpr std::array sampleKeys = {Names{"size", Key::Size}, Names{"nodeId", Key::NodeId},
                                              Names{"ordinal", Key::Ordinal}};
    const auto findIn = [name](const auto& names) {
        const auto known =
            std::find_if(names.begin(), names.end(), [name](const Names& entry) { return entry.first == name; });
        return known == names.end() ? Key::Other : known->second;
    };
    switch (place) {
    case Place::File: return findIn(fileKeys);
    case Place::Node: {
        const Key own = findIn(nodeKeys);
        return own == Key::Other ? findIn(frameKeys) : own;
    }
    case Place::CallFrame: return findIn(frameKeys);
    case Place::Sample: return findIn(sampleKeys);
    case Place::Children:
    case Place::Samples: break;
    }
    return Key::Other;
}

std::string_view nameOf(SamplingKey key)
{
    using Key = SamplingKey;
    switch (key) {
    case Key::Other: return "";
    case Key::Head: return "head";
    case Key::Samples: return "samples";
    case Key::CallFrame: return "callFrame";
    case Key::Children: return "children";
    case Key::SelfSize: return "selfSize";
    case Key::Id: return "id";
    case Key::FunctionName: return "functionName";
    case Key::ScriptId: return "scriptId";
    case Key::Url: return "url";
    case Key::LineNumber: return "lineNumber";
    case Key::ColumnNumber: return "columnNumber";
    case Key::Size: return "size";
    case Key::NodeId: return "nodeId";
    case Key::Ordinal: return "ordinal";
    }
    return "";
}

} // namespace heapline
