#pragma once

#include "app/workspace/sessionopener.h"

#include <QtCore/QHash>
#include <QtCore/QTimer>

#include <optional>

namespace app {

/// Plays the embedded demo workspace on a real engine: opens its sessions on ports that the kernel chooses,
/// then sends its payloads one after another, each when the one before it has been answered.
///
/// Limits     gives up after `patience` without progress
/// Lifetime   the engine must outlive it
/// Thread     the engine handle's
class Demo : public QObject
{
    Q_OBJECT

public:
    explicit Demo(netcore::EngineHandle &engine, QObject *parent = nullptr);
    Demo(netcore::EngineHandle &engine, Workspace workspace, QObject *parent = nullptr);

    void start();
    const Workspace &workspace() const { return m_workspace; }
    qsizetype payloadsAnswered() const { return m_next; }

    static constexpr int patienceMs = 10'000;

Q_SIGNALS:
    /// `problem` is empty when every payload was sent and answered.
    void finished(const QString &problem);

private:
    void take(const netcore::EngineDelta &delta);
    void advance();
    void sendNext();
    netcore::SessionId answererOf(const models::SavedPayload &payload) const;
    const netcore::ConnectionSnapshot *liveConnectionOf(netcore::SessionId session) const;
    quint64 recordsInOf(netcore::SessionId session) const;
    void finish(const QString &problem);

    struct Awaited
    {
        netcore::SessionId session = netcore::SessionId::None; // whose records are counted
        quint64 recordsBefore = 0;
        netcore::SendId send = netcore::SendId::None;
    };

    netcore::EngineHandle &m_engine;
    Workspace m_workspace;
    SessionOpener m_opener;
    QTimer m_patience;
    QHash<netcore::ConnectionId, netcore::ConnectionSnapshot> m_connections;
    netcore::FieldContext m_fields;
    qsizetype m_next = 0;
    std::optional<Awaited> m_awaited;
    bool m_running = false;
};

} // namespace app
