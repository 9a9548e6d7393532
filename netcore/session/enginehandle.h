#pragma once

#include "netcore/recording/recordingstore.h"
#include "netcore/session/responder.h"
#include "netcore/session/snapshot.h"

#include <QtCore/QObject>

#include <memory>

namespace netcore {

struct EngineOptions
{
    RecordingOptions
        recording; // an empty directory: a private temporary one, removed at the end unless saved
    ResponderFactory makeResponder;
    qint64 connectionHighWater = 8 << 20; // bytes of unsent data a connection
    qint64 totalHighWater = 256 << 20;    // in all
    int endedConnectionsKept = 5000;
    bool plainPoller = false; // the fallback poller, for tests
};

/// What the user asks to open.
struct SessionRequest
{
    EndpointSpec spec;
    QString name;
    QString responder; // one-line spec, or empty
    QString framing;   // one-line spec, or empty for raw
};

/// Names one send() until its sendFinished.
enum class SendId : quint64 { None = 0 };

/// How a send ended. `handedToKernel` is never a claim that the peer got it.
struct SendOutcome
{
    SendId id = SendId::None;
    ConnectionId connection = ConnectionId::None;
    quint64 bytesAsked = 0;
    quint64 handedToKernel = 0;
    NetError error;
    SocketAddress local; // the actual local address of the socket that sent
    SocketAddress peer;
};

/// The engine as other threads see it: commands go in, values come out.
///
/// Every command returns at once and is carried out on the engine's own thread, in the order given. Results
/// come as changed(), failed() and sendFinished(), on the thread of this object.
///
/// Lifetime   the destructor closes every session, commits the recording and joins the engine's thread
/// Limits     delta at most 30 a second; a send over a connection's high-water mark is refused with
/// LimitExceeded Errors     create() is refused when the recording cannot be made; later refusals are
/// failed(Failure) Thread     the thread that made it (GUI or main); asserted
class EngineHandle : public QObject
{
    Q_OBJECT

public:
    static Result<std::unique_ptr<EngineHandle>> create(const EngineOptions &options);
    ~EngineHandle() override;

    SessionId open(const SessionRequest &request);
    void closeSession(SessionId session);
    /// Forgets a session that has ended, with its ended connections.
    void removeSession(SessionId session);
    void clearEnded(SessionId session = SessionId::None); // None: of all sessions
    /// Opens again what failed, was closed, or waits for its next try.
    void retry(SessionId session);
    void stopReconnecting(SessionId session);

    SendId send(ConnectionId connection, const QByteArray &payload);
    /// To every live connection of the session; one SendId, one sendFinished per connection.
    SendId sendToAll(SessionId session, const QByteArray &payload);
    /// From a UDP session to any address; makes the conversation if it is new. `to` is "host:port", resolved
    /// if a name.
    SendId sendTo(SessionId session, const QString &to, const QByteArray &payload);
    void shutdownWrite(ConnectionId connection);
    /// TCP_NODELAY: small pieces leave at once. Does nothing where it is no TCP connection.
    void setNoDelay(ConnectionId connection, bool on);
    void closeConnection(ConnectionId connection);
    void resetConnection(ConnectionId connection); // RST (SO_LINGER 0)
    void resumeResponder(ConnectionId connection);

    /// A spec that cannot be made is failed() with its position, and nothing changes.
    void setResponder(SessionId session, const QString &spec);
    /// A responder that no spec makes; `make` is called on the engine's thread, `name` is shown where a spec
    /// would be.
    void answerWith(SessionId session, const ResponderMaker &make, const QString &name);
    void setFraming(SessionId session, const QString &spec);
    void setAtBound(AtBound atBound, quint64 maxBytes);
    void resumeRecording();
    /// Adds the user's note to the recording.
    void note(ConnectionId connection, const QString &text);
    /// Whose kernel facts (TCP_INFO, queues; of listeners their half-open peers) are read once a second: the
    /// rows that a person can see. Not recorded as calls; a change of TCP state is recorded for every
    /// connection.
    void observe(const QList<ConnectionId> &visible, const QList<SessionId> &sessions = {});

    std::shared_ptr<const RecordingStore> recording() const;

Q_SIGNALS:
    void changed(const netcore::EngineDelta &delta);
    void failed(const netcore::Failure &failure);
    void sendFinished(const netcore::SendOutcome &outcome);

private:
    class Private;
    explicit EngineHandle(std::unique_ptr<Private> parts);
    template <class Command>
    void post(Command command);
    SendId newSendId();
    std::unique_ptr<Private> d;
};

} // namespace netcore

Q_DECLARE_METATYPE(netcore::SendOutcome)
