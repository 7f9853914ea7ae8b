// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace heapline {

/// A file that results are written to. What stood there before stays until all is written: a regular file gets a temporary name beside it
/// first. Profiles hold secrets, and so do their figures: a new file is its owner's alone. Devices and pipes are written to as they are.
class OutputFile {
public:
    /// @param path empty: standard output
    explicit OutputFile(const std::string& path);
    OutputFile(const OutputFile&) = delete;
    OutputFile& operator=(const OutputFile&) = delete;
    /// Takes away what was written, unless commit() has given it its name.
    ~OutputFile();

    /// To write to; -1 when the file cannot be made.
    int descriptor() const { return m_descriptor; }
    /// errno of what went wrong, or 0.
    int error() const { return m_error; }

    /// Ends the writing and gives the file its name. @return errno of what went wrong, or 0
    int commit();

private:
    bool isStandardOutput() const { return m_path.empty(); }

    std::string m_path;
    std::string m_partPath; ///< empty: there is no other name than m_path
    int m_descriptor = -1;
    int m_error = 0;
};

} // namespace heapline
