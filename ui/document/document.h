// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/profile/profile.h"
#include "ui/document/filter_state.h"
#include "ui/document/place.h"
#include "ui/document/range_figures.h"
#include "ui/document/selection_history.h"
#include "ui/document/selection_share.h"

#include <QObject>
#include <QString>

#include <memory>
#include <optional>
#include <stop_token>
#include <utility>

namespace heapline {

class ProfileCache;
struct CachedLoad;
struct FileStamp;

/// One open file: its load job, its profile, and what the user has narrowed and selected.
/// Loading runs on a thread of its own; destroying the document stops it and never waits long.
class Document : public QObject {
    Q_OBJECT

public:
    enum class State { Loading, Ready, Failed, Cancelled };
    Q_ENUM(State)

    /// @param path file to read; @param title shown in the list of profiles, the file's name when empty
    explicit Document(const QString& path, const QString& title = {}, QObject* parent = nullptr);
    ~Document() override;

    /// Where profiles of unchanged files come from, and others are put once they are open. @param cache null: none
    void setCache(std::shared_ptr<const ProfileCache> cache) { m_cache = std::move(cache); }

    void load();
    void cancelLoading();

    QString path() const { return m_path; }
    QString title() const { return m_title; }
    State state() const { return m_state; }
    std::shared_ptr<const Profile> profile() const { return m_profile; } ///< null unless Ready
    /// The bars, once they are known while Loading; their sizes are those of the file. Null in all other states.
    std::shared_ptr<const Timeline> earlyTimeline() const { return m_earlyTimeline; }
    QString errorText() const;                     ///< one sentence for the user when Failed
    QString phaseText() const;                     ///< translated name of the phase that runs
    double progress() const { return m_fraction; } ///< 0 … 1

    FilterState& filter() { return m_filter; }
    SelectionHistory& selection() { return m_selection; }
    RangeFiguresQuery& figures() { return m_figures; }
    SelectionShare& share() { return m_share; }

    /// Asks the window to show the selection in a place.
    void reveal(Place place) { Q_EMIT placeRequested(place); }

Q_SIGNALS:
    void progressChanged();
    void earlyTimelineFound();
    void stateChanged();
    void placeRequested(heapline::Place place);

private:
    class LoadJob;
    void onTimeline(std::shared_ptr<const Timeline> timeline);
    void onLoaded(const CachedLoad& loaded);
    void requestFigures();
    void putIntoCache(const FileStamp& stamp);
    void showProgress();
    void endJob();
    void setState(State state);

    QString m_path;
    QString m_title;
    State m_state = State::Loading;
    std::shared_ptr<const Profile> m_profile;
    std::shared_ptr<const Timeline> m_earlyTimeline;
    std::optional<Error> m_error;
    Phase m_phase = Phase::Reading;
    double m_fraction = 0;
    FilterState m_filter;
    SelectionHistory m_selection;
    RangeFiguresQuery m_figures;
    SelectionShare m_share;
    std::shared_ptr<const ProfileCache> m_cache;
    std::unique_ptr<LoadJob> m_job;
    std::stop_source m_storing; ///< the job that puts the profile into the cache
};

} // namespace heapline
