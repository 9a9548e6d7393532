#include "netcore/session/enginehandle.h"

#include "netcore/recording/recordingstore.h"
#include "netcore/session/engine.h"

#include <QtCore/QThread>

namespace netcore {

/// The thread and what lives in it. `loop` is the object of that thread to which work is posted.
class EngineHandle::Private
{
public:
    ~Private();

    QThread thread;
    std::unique_ptr<QObject> loop = std::make_unique<QObject>();
    std::unique_ptr<Engine> engine; // touched in its thread only
    std::shared_ptr<const RecordingStore> recording;
    quint32 lastSession = 0;
    quint64 lastSend = 0;
};

EngineHandle::Private::~Private()
{
    if (!thread.isRunning())
        return;
    QMetaObject::invokeMethod(
        loop.get(), [this] { engine.reset(); }, Qt::BlockingQueuedConnection);
    thread.quit();
    thread.wait();
}

namespace {

void registerValueTypes()
{
    qRegisterMetaType<EngineDelta>();
    qRegisterMetaType<Failure>();
    qRegisterMetaType<SendOutcome>();
}

} // namespace

Result<std::unique_ptr<EngineHandle>> EngineHandle::create(const EngineOptions &options)
{
    registerValueTypes();
    auto d = std::make_unique<Private>();
    d->thread.setObjectName(QStringLiteral("engine"));
    d->loop->moveToThread(&d->thread);
    d->thread.start();
    std::unique_ptr<EngineHandle> handle(new EngineHandle(std::move(d)));
    NetError error;
    // Blocking only here and at the end: until the recording is there, nothing can be shown.
    QMetaObject::invokeMethod(
        handle->d->loop.get(),
        [&] {
            Result<std::unique_ptr<Engine>> made = Engine::create(options);
            if (!made) {
                error = made.error();
                return;
            }
            handle->d->engine = std::move(*made);
            handle->d->recording = handle->d->engine->recording();
            const Engine *engine = handle->d->engine.get();
            connect(engine, &Engine::changed, handle.get(), &EngineHandle::changed, Qt::QueuedConnection);
            connect(engine, &Engine::failed, handle.get(), &EngineHandle::failed, Qt::QueuedConnection);
            connect(engine, &Engine::sendFinished, handle.get(), &EngineHandle::sendFinished,
                    Qt::QueuedConnection);
        },
        Qt::BlockingQueuedConnection);
    if (error.isError())
        return refused(error);
    return handle;
}

EngineHandle::EngineHandle(std::unique_ptr<Private> parts) : d(std::move(parts)) {}

EngineHandle::~EngineHandle() = default;

template <class Command>
void EngineHandle::post(Command command)
{
    Q_ASSERT(QThread::currentThread() == thread());
    QMetaObject::invokeMethod(
        d->loop.get(), [parts = d.get(), command = std::move(command)] { command(*parts->engine); },
        Qt::QueuedConnection);
}

SendId EngineHandle::newSendId()
{
    return SendId(++d->lastSend);
}

SessionId EngineHandle::open(const SessionRequest &request)
{
    const SessionId id = SessionId(++d->lastSession);
    post([id, request](Engine &engine) { engine.open(id, request); });
    return id;
}

void EngineHandle::closeSession(SessionId session)
{
    post([session](Engine &engine) { engine.closeSession(session); });
}

void EngineHandle::removeSession(SessionId session)
{
    post([session](Engine &engine) { engine.removeSession(session); });
}

void EngineHandle::clearEnded(SessionId session)
{
    post([session](Engine &engine) { engine.clearEnded(session); });
}

void EngineHandle::retry(SessionId session)
{
    post([session](Engine &engine) { engine.retry(session); });
}

void EngineHandle::stopReconnecting(SessionId session)
{
    post([session](Engine &engine) { engine.stopReconnecting(session); });
}

SendId EngineHandle::send(ConnectionId connection, const QByteArray &payload)
{
    const SendId id = newSendId();
    post([=](Engine &engine) { engine.send(connection, payload, id); });
    return id;
}

SendId EngineHandle::sendToAll(SessionId session, const QByteArray &payload)
{
    const SendId id = newSendId();
    post([=](Engine &engine) { engine.sendToAll(session, payload, id); });
    return id;
}

SendId EngineHandle::sendTo(SessionId session, const QString &to, const QByteArray &payload)
{
    const SendId id = newSendId();
    post([=](Engine &engine) { engine.sendTo(session, to, payload, id); });
    return id;
}

void EngineHandle::setNoDelay(ConnectionId connection, bool on)
{
    Q_ASSERT(thread() == QThread::currentThread());
    post([connection, on](Engine &engine) { engine.setNoDelay(connection, on); });
}

void EngineHandle::shutdownWrite(ConnectionId connection)
{
    post([connection](Engine &engine) { engine.shutdownWrite(connection); });
}

void EngineHandle::closeConnection(ConnectionId connection)
{
    post([connection](Engine &engine) { engine.closeConnection(connection); });
}

void EngineHandle::resetConnection(ConnectionId connection)
{
    post([connection](Engine &engine) { engine.resetConnection(connection); });
}

void EngineHandle::resumeResponder(ConnectionId connection)
{
    post([connection](Engine &engine) { engine.resumeResponder(connection); });
}

void EngineHandle::setResponder(SessionId session, const QString &spec)
{
    post([=](Engine &engine) { engine.setResponder(session, spec); });
}

void EngineHandle::answerWith(SessionId session, const ResponderMaker &make, const QString &name)
{
    post([=](Engine &engine) { engine.answerWith(session, make, name); });
}

void EngineHandle::setFraming(SessionId session, const QString &spec)
{
    post([=](Engine &engine) { engine.setFraming(session, spec); });
}

void EngineHandle::setAtBound(AtBound atBound, quint64 maxBytes)
{
    post([=](Engine &engine) { engine.setAtBound(atBound, maxBytes); });
}

void EngineHandle::resumeRecording()
{
    post([](Engine &engine) { engine.resumeRecording(); });
}

void EngineHandle::note(ConnectionId connection, const QString &text)
{
    post([=](Engine &engine) { engine.note(connection, text); });
}

void EngineHandle::observe(const QList<ConnectionId> &visible, const QList<SessionId> &sessions)
{
    post([visible, sessions](Engine &engine) { engine.observe(visible, sessions); });
}

std::shared_ptr<const RecordingStore> EngineHandle::recording() const
{
    return d->recording;
}

} // namespace netcore
