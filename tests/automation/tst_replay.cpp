#include "netcore/automation/recordedpeer.h"
#include "netcore/automation/replay.h"
#include "netcore/automation/responderfactory.h"
#include "tests/exchange/exchangefixture.h"

#include <QtCore/QElapsedTimer>
#include <QtNetwork/QTcpServer>
#include <QtNetwork/QTcpSocket>
#include <QtTest/QSignalSpy>

#include <sys/socket.h>

using namespace exchangetest;
using netcore::EndpointSpec;
using netcore::Replay;
using netcore::ReplayPace;
using netcore::ReplayScript;
using netcore::SessionState;

class TestReplay : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void aScriptIsOneSide();
    void paces_data();
    void paces();
    void oneSideIsSentAgain_data();
    void oneSideIsSentAgain();
    void aPeerThatDoesNotReadSlowsIt();
    void stopStops();
    void aRecordedServerAnswersByAmounts();
    void aRecordedServerSpeaksFirst();
    void aLargeAnswerWaitsForItsReader();
    void datagramsAreCounted();

private:
    std::shared_ptr<const ReplayScript> script(Direction side, int connection = 1) const
    {
        const auto loaded = ReplayScript::load(m_script->store(), ConnectionId(connection), side);
        return loaded ? *loaded : nullptr;
    }
    netcore::SessionId open(const QString &spec);
    quint16 serve(Direction side, int connection = 1);

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<Script> m_script;
    std::unique_ptr<netcore::EngineHandle> m_engine;
    QHash<netcore::SessionId, netcore::SessionSnapshot> m_sessions;
    QHash<ConnectionId, netcore::ConnectionSnapshot> m_connections;
};

void TestReplay::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_script = std::make_unique<Script>(m_dir->filePath(QStringLiteral("r")));
    netcore::EngineOptions options;
    options.makeResponder = netcore::makeResponder;
    m_engine = std::move(*netcore::EngineHandle::create(options));
    m_sessions.clear();
    m_connections.clear();
    connect(m_engine.get(), &netcore::EngineHandle::changed, this, [this](const netcore::EngineDelta &delta) {
        for (const auto &session : delta.sessions)
            m_sessions[session.id] = session;
        for (const auto &connection : delta.connections)
            m_connections[connection.id] = connection;
    });
}

void TestReplay::cleanup()
{
    m_engine.reset();
    m_script.reset();
    m_dir.reset();
}

netcore::SessionId TestReplay::open(const QString &spec)
{
    return m_engine->open({*EndpointSpec::parse(spec), {}, {}, {}});
}

/// A listener that answers as one side did; its port.
quint16 TestReplay::serve(Direction side, int connection)
{
    const auto played = script(side, connection);
    const netcore::SessionId id =
        open(QLatin1String(played->datagrams ? "udp-listen://127.0.0.1:0" : "tcp-listen://127.0.0.1:0"));
    m_engine->answerWith(
        id, [played] { return std::make_unique<netcore::RecordedPeer>(played); }, QStringLiteral("recorded"));
    const bool listens = QTest::qWaitFor([&] { return m_sessions[id].state == SessionState::Listening; });
    return listens ? m_sessions[id].locals.first().port() : quint16(0);
}

void TestReplay::aScriptIsOneSide()
{
    m_script->data(1, Direction::Out, "ask");
    m_script->data(2, Direction::In, "another");
    m_script->data(1, Direction::In, "answer");
    m_script->data(1, Direction::In, "more");
    m_script->data(1, Direction::Out, "bye");
    m_script->data(1, Direction::In, "end");
    const auto in = script(Direction::In);
    QVERIFY(in);
    QCOMPARE(in->steps.size(), std::size_t(3));
    QCOMPARE(in->steps[0].after, quint64(3));
    QCOMPARE(in->steps[1].after, quint64(3));
    QCOMPARE(in->steps[2].after, quint64(6));
    QCOMPARE(in->bytes, quint64(13));
    const auto nobody = ReplayScript::load(m_script->store(), ConnectionId(9), Direction::In);
    QCOMPARE(nobody.error().kind, netcore::ErrorKind::NotFound);
    const auto silent = ReplayScript::load(m_script->store(), ConnectionId(2), Direction::Out);
    QCOMPARE(silent.error().kind, netcore::ErrorKind::NotFound);
    const auto cancelled = ReplayScript::load(m_script->store(), ConnectionId(1), Direction::In,
                                              [](quint64, quint64) { return false; });
    QCOMPARE(cancelled.error().kind, netcore::ErrorKind::Cancelled);
}

void TestReplay::paces_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<double>("factor"); // -1: refused
    QTest::newRow("original") << QStringLiteral("original") << 1.0;
    QTest::newRow("none") << QStringLiteral("none") << 0.0;
    QTest::newRow("scaled") << QStringLiteral("scaled=2.5") << 2.5;
    for (const char *wrong :
         {"", "fast", "scaled=", "scaled=x", "scaled=-1", "scaled=inf", "scaled=nan", "scaled=1e9"})
        QTest::newRow(wrong) << QString::fromLatin1(wrong) << -1.0;
}

void TestReplay::paces()
{
    QFETCH(QString, text);
    QFETCH(double, factor);
    const auto pace = ReplayPace::parse(text);
    QCOMPARE(pace.has_value(), factor >= 0);
    if (pace) {
        QCOMPARE(pace->factor, factor);
        QCOMPARE(pace->toString(), text);
    }
}

void TestReplay::oneSideIsSentAgain_data()
{
    QTest::addColumn<double>("factor");
    QTest::addColumn<int>("least"); // ms
    QTest::newRow("as recorded") << 1.0 << 370;
    QTest::newRow("half as fast") << 2.0 << 740;
    QTest::newRow("at once") << 0.0 << 0;
}

void TestReplay::oneSideIsSentAgain()
{
    QFETCH(double, factor);
    QFETCH(int, least);
    QByteArray all;
    for (int i = 0; i < 301; ++i) { // 1.234567 ms apart: 0.37 s
        const QByteArray bytes = i == 100 ? numbered(3'000'000) : numbered(50, i);
        m_script->data(1, Direction::Out, bytes);
        all += bytes;
    }
    QTcpServer server; // Qt's socket classes are the peer that is not ours
    QVERIFY(server.listen(QHostAddress::LocalHost));
    const netcore::SessionId id = open(QStringLiteral("tcp://127.0.0.1:%1").arg(server.serverPort()));
    QTRY_COMPARE(m_connections.size(), 1);
    QTRY_COMPARE(m_sessions[id].state, SessionState::Open);
    QTRY_VERIFY(server.hasPendingConnections());
    QTcpSocket *peer = server.nextPendingConnection();
    QByteArray heard;
    connect(peer, &QTcpSocket::readyRead, this, [&] { heard += peer->readAll(); });

    Replay replay(*m_engine, script(Direction::Out), ReplayPace{factor});
    QSignalSpy finished(&replay, &Replay::finished);
    QElapsedTimer timer;
    timer.start();
    replay.start(m_connections.begin().key());
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 20'000);
    QVERIFY2(timer.elapsed() >= least, "it was faster than asked for");
    QVERIFY(!finished.first().first().value<netcore::NetError>().isError());
    QCOMPARE(replay.stepsDone(), quint64(301));
    QCOMPARE(replay.bytesDone(), quint64(all.size()));
    QTRY_COMPARE(heard.size(), all.size());
    QVERIFY(heard == all);
}

void TestReplay::aPeerThatDoesNotReadSlowsIt()
{
    for (int i = 0; i < 16; ++i)
        m_script->data(1, Direction::Out, QByteArray(1'000'000, char(i)));
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    open(QStringLiteral("tcp://127.0.0.1:%1").arg(server.serverPort()));
    QTRY_VERIFY(server.hasPendingConnections());
    QTRY_COMPARE(m_connections.size(), 1);
    QTcpSocket *peer = server.nextPendingConnection();
    peer->setReadBufferSize(4096); // it reads no more than that until asked
    Replay replay(*m_engine, script(Direction::Out), ReplayPace{0});
    QSignalSpy finished(&replay, &Replay::finished);
    replay.start(m_connections.begin().key());
    quint64 before = 0;
    QTRY_VERIFY2_WITH_TIMEOUT((before == replay.bytesDone() && before > 0) || !(before = replay.bytesDone()),
                              "still going", 5000);
    QVERIFY(before < 16'000'000);
    QCOMPARE(finished.size(), 0);
    QVERIFY(m_connections.begin()->unsent <= 8 << 20);
    quint64 heard = 0;
    connect(peer, &QTcpSocket::readyRead, this, [&] { heard += quint64(peer->readAll().size()); });
    peer->setReadBufferSize(0);
    heard += quint64(peer->readAll().size());
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 20'000);
    QTRY_COMPARE_WITH_TIMEOUT(heard, quint64(16'000'000), 10'000);
}

void TestReplay::stopStops()
{
    for (int i = 0; i < 10'000; ++i) // 12 s
        m_script->data(1, Direction::Out, "x");
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    open(QStringLiteral("tcp://127.0.0.1:%1").arg(server.serverPort()));
    QTRY_VERIFY(server.hasPendingConnections());
    QTRY_COMPARE(m_connections.size(), 1);
    Replay replay(*m_engine, script(Direction::Out), ReplayPace{});
    QSignalSpy finished(&replay, &Replay::finished);
    replay.start(m_connections.begin().key());
    QTRY_VERIFY(replay.stepsDone() > 3);
    replay.stop();
    QCOMPARE(finished.size(), 1);
    QCOMPARE(finished.first().first().value<netcore::NetError>().kind, netcore::ErrorKind::Cancelled);
    QVERIFY(!replay.isRunning());
    // A connection that is gone ends a replay with its error.
    replay.start(ConnectionId(9999));
    QTRY_COMPARE(finished.size(), 2);
    QVERIFY(finished.last().first().value<netcore::NetError>().isError());
}

void TestReplay::aRecordedServerAnswersByAmounts()
{
    m_script->data(1, Direction::Out, "12345");
    m_script->data(1, Direction::In, "first,");
    m_script->data(1, Direction::In, "second");
    m_script->data(1, Direction::Out, "678");
    m_script->data(1, Direction::In, "third");
    const quint16 port = serve(Direction::In);
    QVERIFY(port != 0);
    for (int visitor = 0; visitor < 2; ++visitor) { // each hears it from its beginning
        QTcpSocket client;
        client.connectToHost(QHostAddress::LocalHost, port);
        QTRY_COMPARE(client.state(), QAbstractSocket::ConnectedState);
        client.write("abcd"); // one byte less than was asked then
        QTRY_COMPARE(client.bytesToWrite(), 0);
        QTRY_VERIFY(std::any_of(m_connections.begin(), m_connections.end(),
                                [&](const auto &c) { return c.bytesIn == 4 && c.bytesOut == 0; }));
        QCOMPARE(client.bytesAvailable(), 0);
        client.write("e");
        QTRY_COMPARE(client.bytesAvailable(), 12);
        QCOMPARE(client.readAll(), QByteArray("first,second"));
        client.write("fgh and more");
        QTRY_COMPARE(client.bytesAvailable(), 5);
        QCOMPARE(client.readAll(), QByteArray("third"));
        client.disconnectFromHost();
        QTRY_COMPARE(client.state(), QAbstractSocket::UnconnectedState);
    }
}

void TestReplay::aRecordedServerSpeaksFirst()
{
    m_script->data(1, Direction::In, "220 ready\r\n");
    m_script->data(1, Direction::Out, "QUIT\r\n");
    m_script->data(1, Direction::In, "221 bye\r\n");
    const quint16 port = serve(Direction::In);
    QTcpSocket client;
    client.connectToHost(QHostAddress::LocalHost, port);
    QTRY_COMPARE(client.bytesAvailable(), 11);
    client.write("EXIT\r\n");
    QTRY_COMPARE(client.bytesAvailable(), 20);
    QCOMPARE(client.readAll(), QByteArray("220 ready\r\n221 bye\r\n"));
}

void TestReplay::aLargeAnswerWaitsForItsReader()
{
    QByteArray answer;
    m_script->data(1, Direction::Out, "all of it");
    for (int i = 0; i < 16; ++i) {
        const QByteArray bytes(1'000'000, char(i));
        m_script->data(1, Direction::In, bytes);
        answer += bytes;
    }
    const quint16 port = serve(Direction::In);
    QTcpSocket client;
    client.setReadBufferSize(4096);
    client.connectToHost(QHostAddress::LocalHost, port);
    QTRY_COMPARE(client.state(), QAbstractSocket::ConnectedState);
    client.write("all of it");
    QTRY_COMPARE(client.bytesToWrite(), 0);
    QCOMPARE(::shutdown(int(client.socketDescriptor()), SHUT_WR),
             0); // no more from us: the answer is still owed
    QTRY_VERIFY(!m_connections.isEmpty() && m_connections.begin()->unsent > 0);
    QVERIFY(m_connections.begin()->unsent <= 8 << 20);
    QByteArray heard;
    client.setReadBufferSize(0);
    QTRY_VERIFY_WITH_TIMEOUT((heard += client.readAll()).size() >= answer.size(), 20'000);
    QVERIFY(heard == answer);
    QCOMPARE(m_connections.begin()->repliesWithheld, quint64(0));
}

void TestReplay::datagramsAreCounted()
{
    m_script->data(1, Direction::In, "q1", RecordKind::Datagram);
    m_script->data(1, Direction::Out, "a1", RecordKind::Datagram);
    m_script->data(1, Direction::In, "q2", RecordKind::Datagram);
    m_script->data(1, Direction::In, "q3", RecordKind::Datagram);
    m_script->data(1, Direction::Out, {}, RecordKind::Datagram);
    m_script->data(1, Direction::Out, "a3", RecordKind::Datagram);
    const quint16 port = serve(Direction::Out); // what this machine answered then
    QVERIFY(port != 0);
    const netcore::SessionId id = open(QStringLiteral("udp://127.0.0.1:%1").arg(port));
    QTRY_COMPARE(m_sessions[id].state, SessionState::Open);
    const auto client = [&] {
        for (const auto &c : m_connections)
            if (c.session == id)
                return c;
        return netcore::ConnectionSnapshot();
    };
    QTRY_VERIFY(client().id != ConnectionId::None);
    Replay replay(*m_engine, script(Direction::In), ReplayPace{0});
    replay.start(client().id);
    QTRY_COMPARE(client().recordsIn, quint64(3)); // an empty one, too
    QCOMPARE(client().bytesIn, quint64(4));
    QCOMPARE(replay.stepsDone(), quint64(3));
}

QTEST_GUILESS_MAIN(TestReplay)
#include "tst_replay.moc"
