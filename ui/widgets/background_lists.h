// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

namespace heapline {

/// Makes sorted lists on the global thread pool and hands them over on the thread of this object.
/// May be destroyed at any time without waiting: what still runs is then dropped. A list must own what it reads.
class BackgroundLists : public QObject {
    Q_OBJECT

public:
    using Keys = std::vector<std::uint64_t>;
    using Maker = std::function<Keys()>;

    explicit BackgroundLists(QObject* parent = nullptr);
    ~BackgroundLists() override;

    /// @param token told back with the list
    void start(quint64 token, Maker maker);

Q_SIGNALS:
    /// @param keys to be taken by the receiver: a level may have millions, and copying them takes longer than a frame
    void finished(quint64 token, const std::shared_ptr<std::vector<std::uint64_t>>& keys);

private:
    struct Receiver;
    std::shared_ptr<Receiver> m_receiver; ///< shared with what runs, so that either side may go first
};

} // namespace heapline
