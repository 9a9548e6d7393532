#pragma once

#include "netcore/recording/search.h"

#include <QtCore/QObject>
#include <QtCore/QThreadPool>
#include <QtCore/QTimer>

#include <memory>

namespace models {

/// Looks through a recording for the next or previous place of a pattern, in a pool, without holding anybody
/// up.
///
/// Order    from the start on to the end (backward: the beginning), then from the other end until the start's
///          own row; the nearest place wins, though stretches are searched side by side
/// Stale    start() and cancel() end an earlier search in silence
/// Limits   what is recorded after start() is not looked at
/// Thread   GUI thread
class RecordFinder : public QObject
{
    Q_OBJECT

public:
    explicit RecordFinder(QObject *parent = nullptr);
    ~RecordFinder() override;

    void start(const std::shared_ptr<const netcore::RecordingStore> &store,
               const netcore::BytePattern &pattern, netcore::SearchStart start, netcore::SearchWay way);
    void cancel();
    bool isRunning() const { return m_search != nullptr; }

Q_SIGNALS:
    void found(const netcore::Found &place, bool wrapped);
    /// `gaveUp`: an expression was too much for some payloads, so there may be a place all the same.
    void notFound(bool gaveUp);
    void progressed(quint64 doneRows, quint64 allRows);

private:
    struct Search;
    static void work(Search &search);
    void finish(const std::shared_ptr<Search> &search);

    std::shared_ptr<Search> m_search;
    QTimer m_progress;
    QThreadPool m_pool; // last: goes first
};

} // namespace models
