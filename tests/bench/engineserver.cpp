// The engine as the window and the command line use it, without either: what is measured is the real one.
#include "netcore/automation/responderfactory.h"
#include "netcore/session/enginehandle.h"
#include "tests/bench/measure.h"
#include "tests/bench/stdinlines.h"

#include <QtCore/QCommandLineParser>

#include <unordered_map>

namespace {

using namespace netcore;

/// The newest snapshots, summed up.
class Server : public QObject
{
public:
    Server(EngineHandle &engine, const SessionRequest &request) : m_engine(engine)
    {
        connect(&engine, &EngineHandle::changed, this, &Server::take);
        connect(&engine, &EngineHandle::failed, this, [](const Failure &failure) {
            std::fprintf(stderr, "bench_engine: %s %s\n", failure.where.toLocal8Bit().constData(),
                         errnoName(failure.error.sysErrno).constData());
        });
        m_session = engine.open(request);
    }

    void tell() const
    {
        qint64 bytes = m_endedBytes;
        qint64 records = m_endedRecords;
        for (const auto &[id, amount] : m_connections) {
            bytes += amount.bytes;
            records += amount.records;
        }
        const auto store = m_engine.recording();
        bench::tell({{QStringLiteral("bytes"), bytes},
                     {QStringLiteral("records"), records},
                     {QStringLiteral("live"), qint64(m_connections.size())},
                     {QStringLiteral("rows"), qint64(store->rowCount())},
                     {QStringLiteral("drops"), qint64(m_drops)},
                     {QStringLiteral("granted"), m_granted},
                     {QStringLiteral("recording"), int(m_recording)},
                     {QStringLiteral("dropped"), qint64(m_droppedRecords)},
                     {QStringLiteral("cpu"), bench::cpuSeconds()},
                     {QStringLiteral("rssAnonKiB"), bench::statusKiB("RssAnon")}});
    }

private:
    void take(const EngineDelta &delta)
    {
        for (const SessionSnapshot &session : delta.sessions) {
            m_drops = session.kernelDrops;
            m_granted = session.receiveBufferGranted;
            if (!m_told && !session.locals.isEmpty()) {
                m_told = true;
                std::printf("ready %d\n", session.locals.first().port());
                std::fflush(stdout);
            }
        }
        for (const ConnectionSnapshot &c : delta.connections) {
            if (c.ended == EndReason::None) {
                m_connections[c.id] = {qint64(c.bytesIn), qint64(c.recordsIn)};
            } else {
                m_connections.erase(c.id);
                m_endedBytes += qint64(c.bytesIn);
                m_endedRecords += qint64(c.recordsIn);
            }
        }
        m_recording = delta.recording.state;
        m_droppedRecords = delta.recording.droppedRecords;
    }

    EngineHandle &m_engine;
    SessionId m_session;
    bool m_told = false;
    quint64 m_drops = 0;
    int m_granted = 0;
    quint64 m_droppedRecords = 0;
    RecordingState m_recording = RecordingState::Recording;
    qint64 m_endedBytes = 0;
    qint64 m_endedRecords = 0;
    struct Amount
    {
        qint64 bytes = 0;
        qint64 records = 0;
    };
    std::unordered_map<ConnectionId, Amount> m_connections; // live ones
};

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    const QCommandLineOption directory(QStringLiteral("dir"), {}, QStringLiteral("DIR"));
    const QCommandLineOption mebibytes(QStringLiteral("mib"), {}, QStringLiteral("N"),
                                       QStringLiteral("1024"));
    const QCommandLineOption responder(QStringLiteral("respond"), {}, QStringLiteral("SPEC"));
    const QCommandLineOption stopAtBound(QStringLiteral("stop"));
    const QCommandLineOption unbounded(QStringLiteral("unbounded"));
    parser.addOptions({directory, mebibytes, responder, stopAtBound, unbounded});
    parser.addPositionalArgument(QStringLiteral("spec"), {});
    parser.process(application);

    EngineOptions options;
    options.makeResponder = makeResponder;
    options.recording.directory = parser.value(directory);
    options.recording.maxBytes = parser.value(mebibytes).toULongLong() << 20;
    options.recording.atBound = parser.isSet(unbounded)     ? AtBound::Unbounded
                                : parser.isSet(stopAtBound) ? AtBound::Stop
                                                            : AtBound::KeepNewest;
    const auto engine = EngineHandle::create(options);
    const auto spec = EndpointSpec::parse(parser.positionalArguments().value(0));
    if (!engine || !spec) {
        std::fputs("bench_engine: no such endpoint, or no room for the recording\n", stderr);
        return 2;
    }
    SessionRequest request;
    request.spec = *spec;
    request.responder = parser.value(responder);
    const Server server(**engine, request);
    const bench::StdinLines lines([&](const QByteArray &) { server.tell(); });
    return QCoreApplication::exec();
}
