// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/result.h"

namespace heapline {

std::string_view errorSummary(ErrorCode code)
{
    switch (code) {
    case ErrorCode::Cancelled: return "Stopped by the user";
    case ErrorCode::CannotOpen: return "The file cannot be opened";
    case ErrorCode::ReadFailed: return "The file cannot be read";
    case ErrorCode::EmptyFile: return "The file is empty";
    case ErrorCode::NotJson: return "The file is not JSON";
    case ErrorCode::NotAProfile: return "The file is JSON, but not a heap profile";
    case ErrorCode::OtherFormat: return "The file is of another kind";
    case ErrorCode::BadGzip: return "The gzip data are damaged";
    case ErrorCode::GzipBomb: return "The file is no profile, but a gzip bomb";
    case ErrorCode::Truncated: return "The file ends too early";
    case ErrorCode::MissingSection: return "A part of the file is missing";
    case ErrorCode::BadMeta: return "The description of the fields (snapshot.meta) cannot be used";
    case ErrorCode::BadSyntax: return "The file is not well-formed JSON";
    case ErrorCode::BadValue: return "The file holds a value that cannot be";
    case ErrorCode::CountMismatch: return "Parts of the file do not fit together";
    case ErrorCode::TooLarge: return "The file holds more than Heapline takes";
    case ErrorCode::OutOfMemory: return "There is not enough memory for this file";
    case ErrorCode::BadPattern: return "The pattern cannot be searched for";
    case ErrorCode::CostlyPattern: return "The regular expression takes too long";
    }
    return "Unknown error";
}

std::string Error::toString() const
{
    std::string text(errorSummary(code));
    if (!message.empty())
        text += ": " + message;
    if (!section.empty() && message.find(section) == std::string::npos)
        text += ", in section \"" + section + '"';
    if (byteOffset != noOffset)
        text += " (byte " + std::to_string(byteOffset) + ')';
    return text;
}

} // namespace heapline
