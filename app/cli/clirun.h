#pragma once

#include "app/cli/describe.h"
#include "app/cli/options.h"
#include "app/cli/output.h"
#include "app/cli/recordfeed.h"
#include "netcore/session/enginehandle.h"

#include <QtCore/QObject>
#include <QtCore/QTimer>

#include <chrono>
#include <map>
#include <set>

namespace app {

/// How long `send` and `replay` wait for an answer after their last byte, without --wait.
constexpr std::chrono::milliseconds defaultWait(1000);

/// One run of the engine from the command line: opens what the command says, writes what passes, ends in
/// order. The commands differ in what they open and in when they are done; subclasses say that.
///
/// Ending   finish() closes every session, writes what is left, saves the recording, then finished()
/// Thread   the main thread
class CliRun : public QObject
{
    Q_OBJECT

public:
    CliRun(const CliOptions &options, Output &output);
    ~CliRun() override;

    /// Makes the engine and opens. What is refused ends the run with its code.
    void start();
    /// Ends the run in order; only the first call counts.
    void finish(ExitCode code);

Q_SIGNALS:
    void finished(int exitCode);

protected:
    virtual void open() = 0;
    virtual void sessionChanged(const netcore::SessionSnapshot &) {}
    virtual void connectionOpened(const netcore::ConnectionSnapshot &) {}
    virtual void connectionChanged(const netcore::ConnectionSnapshot &) {}
    virtual void connectionEnded(const netcore::ConnectionSnapshot &) {}
    virtual void received(const Piece &) {}
    /// The last words, when everything is over and written.
    virtual void summary() {}

    void tell(const Happening &happening) { m_output.event(happening.object, happening.sentence); }
    void refuse(const netcore::NetError &error, const QString &where);
    netcore::EngineHandle &engine() const { return *m_engine; }
    const CliOptions &options() const { return m_options; }
    Output &output() const { return m_output; }
    QList<netcore::ConnectionSnapshot> connections() const;
    bool isFinishing() const { return m_code.has_value(); }

private:
    void take(const netcore::EngineDelta &delta);
    void takeSession(const netcore::SessionSnapshot &session);
    void takeListener(const netcore::SessionSnapshot &session, bool isNews, bool toldBefore);
    void takeConnection(const netcore::ConnectionSnapshot &connection);
    void drain();
    void takePiece(const netcore::Record &record, const Piece &piece);
    bool everythingClosed() const;
    void end();
    void saveRecording();

    CliOptions m_options;
    Output &m_output;
    std::unique_ptr<netcore::EngineHandle> m_engine;
    std::unique_ptr<RecordFeed> m_feed;
    std::map<netcore::SessionId, netcore::SessionSnapshot> m_sessions;
    std::map<netcore::ConnectionId, netcore::ConnectionSnapshot> m_connections;
    std::set<netcore::ConnectionId> m_opened;
    QTimer m_limit; // --for
    netcore::RecordingState m_recordingState = netcore::RecordingState::Recording;
    QTimer m_closing; // how long sessions may take to close
    quint64 m_received = 0;
    std::optional<ExitCode> m_code;
    bool m_ended = false;
};

} // namespace app
