#pragma once

#include "netcore/automation/replay.h"

#include <QtCore/QObject>
#include <QtCore/QThreadPool>

#include <atomic>
#include <memory>

namespace widgets {
class ReplayDialog;
struct ReplayWish;
} // namespace widgets

namespace app {

class MainWindow;

/// Plays a conversation of the recording that is shown, one at a time: sends one side of it, or answers as
/// it.
///
/// Errors   told in the dialog
/// Thread   GUI thread; the recording is looked through in a pool
class Replaying : public QObject
{
    Q_OBJECT

public:
    explicit Replaying(MainWindow &window);
    ~Replaying() override;

    void show(netcore::ConnectionId connection);
    widgets::ReplayDialog *dialog() const { return m_dialog; }

Q_SIGNALS:
    void finished(const netcore::NetError &error);

private:
    void start();
    void stop();
    void loaded(const netcore::Result<std::shared_ptr<const netcore::ReplayScript>> &script,
                const widgets::ReplayWish &wish, const netcore::EndpointSpec &spec, const QString &responder);
    void answer(const std::shared_ptr<const netcore::ReplayScript> &script, const netcore::EndpointSpec &spec,
                const QString &responder);
    void take(const netcore::EngineDelta &delta);
    void takeSession(const netcore::SessionSnapshot &session);
    void sendTo(netcore::ConnectionId connection);
    void done(const netcore::NetError &error);
    void fail(const netcore::NetError &error, const QString &where);
    void letGo();

    MainWindow &m_window;
    widgets::ReplayDialog *m_dialog = nullptr;
    netcore::ConnectionId m_connection = netcore::ConnectionId::None;
    std::unique_ptr<netcore::Replay> m_replay;
    netcore::SessionId m_session = netcore::SessionId::None; // that was opened for it
    bool m_answers = false;
    std::shared_ptr<std::atomic<bool>> m_cancelled;
    QThreadPool m_pool;
};

} // namespace app
