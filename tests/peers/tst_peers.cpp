#include "tests/session/enginebench.h"

#include <QtCore/QCryptographicHash>
#include <QtCore/QProcess>
#include <QtCore/QRandomGenerator>
#include <QtCore/QStandardPaths>
#include <QtCore/QTemporaryDir>
#include <QtCore/QTemporaryFile>
#include <QtTest/QTest>

using namespace netcore;

namespace {

QByteArray hashOf(const QByteArray &bytes)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex();
}

QByteArray randomBytes(qsizetype size)
{
    QByteArray bytes(size, Qt::Uninitialized);
    QRandomGenerator random(7);
    for (char &byte : bytes)
        byte = char(random.generate());
    return bytes;
}

/// A program that somebody else wrote, with what it printed so far.
class Program : public QProcess
{
public:
    void run(const QString &program, const QStringList &arguments, const QString &inputFile = {})
    {
        connect(this, &QProcess::readyReadStandardOutput, this,
                [this] { output += readAllStandardOutput(); });
        if (!inputFile.isEmpty())
            setStandardInputFile(inputFile);
        start(program, arguments);
    }
    ~Program() override
    {
        if (state() == QProcess::NotRunning)
            return;
        kill();
        waitForFinished(5000);
    }
    bool isOver() const { return state() == QProcess::NotRunning; }
    /// The value of a line `word value`, empty while it has not come.
    QByteArray value(const char *word) const
    {
        for (const QByteArray &line : output.split('\n')) {
            if (line.startsWith(QByteArray(word) + ' '))
                return line.mid(qsizetype(qstrlen(word)) + 1).trimmed();
        }
        return {};
    }

    QByteArray output;
};

bool isAbsent(const QString &program)
{
    return QStandardPaths::findExecutable(program).isEmpty() && qEnvironmentVariableIsEmpty("CI");
}

} // namespace

/// Real programs on the other end, in both directions; bytes are compared by their hash.
class TestPeers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void clientsAreEchoed_data();
    void clientsAreEchoed();
    void pythonClientsAreEchoed_data();
    void pythonClientsAreEchoed();
    void pythonClientResets();
    void pythonServersAreUnderstood_data();
    void pythonServersAreUnderstood();
    void programsThatListenAreUnderstood_data();
    void programsThatListenAreUnderstood();
    void datagramsOfPrograms_data();
    void datagramsOfPrograms();
    void curlReadsAFixedReply();

private:
    static SessionId listen(EngineBench &bench, const QString &spec, const QString &responder);
    void runPython(Program &program, const QString &kind, bool v6, quint16 port) const;

    QByteArray m_payload;
    QTemporaryFile m_file;
    QByteArray m_datagram;
    QTemporaryFile m_datagramFile;
};

void TestPeers::initTestCase()
{
    m_payload = randomBytes(2 << 20);
    QVERIFY(m_file.open());
    QCOMPARE(m_file.write(m_payload), m_payload.size());
    m_file.close();
    m_datagram = "one datagram, as it is";
    QVERIFY(m_datagramFile.open());
    QCOMPARE(m_datagramFile.write(m_datagram), m_datagram.size());
    m_datagramFile.close();
}

SessionId TestPeers::listen(EngineBench &bench, const QString &spec, const QString &responder)
{
    const SessionId id = bench.open(spec, responder);
    [&] { QTRY_COMPARE(bench.session(id).state, SessionState::Listening); }();
    return id;
}

void TestPeers::runPython(Program &program, const QString &kind, bool v6, quint16 port) const
{
    program.run(QStringLiteral("python3"),
                {QStringLiteral(PEERS_SCRIPT), kind, v6 ? QStringLiteral("6") : QStringLiteral("4"),
                 QString::number(port),
                 kind.startsWith(QLatin1String("udp")) ? m_datagramFile.fileName() : m_file.fileName()});
}

void TestPeers::clientsAreEchoed_data()
{
    QTest::addColumn<QStringList>("command");
    QTest::addColumn<QString>("host");
    const QStringList ncat{QStringLiteral("ncat"), QStringLiteral("%h"), QStringLiteral("%p")};
    const QStringList nc{QStringLiteral("nc"), QStringLiteral("-N"), QStringLiteral("%h"),
                         QStringLiteral("%p")};
    QTest::newRow("ncat v4") << ncat << QStringLiteral("127.0.0.1");
    QTest::newRow("ncat v6") << ncat << QStringLiteral("::1");
    QTest::newRow("nc v4") << nc << QStringLiteral("127.0.0.1");
    QTest::newRow("nc v6") << nc << QStringLiteral("::1");
    QTest::newRow("socat v4") << QStringList{QStringLiteral("socat"), QStringLiteral("-t20"),
                                             QStringLiteral("-"), QStringLiteral("TCP4:127.0.0.1:%p")}
                              << QStringLiteral("127.0.0.1");
    QTest::newRow("socat v6") << QStringList{QStringLiteral("socat"), QStringLiteral("-t20"),
                                             QStringLiteral("-"), QStringLiteral("TCP6:[::1]:%p")}
                              << QStringLiteral("::1");
}

void TestPeers::clientsAreEchoed()
{
    QFETCH(QStringList, command);
    QFETCH(QString, host);
    if (isAbsent(command.front()))
        QSKIP("the program is not installed");
    EngineBench bench;
    const QString shown = host.contains(QLatin1Char(':')) ? QStringLiteral("[::1]") : host;
    const SessionId listener =
        listen(bench, QStringLiteral("tcp-listen://%1:0").arg(shown), QStringLiteral("echo"));
    command.replaceInStrings(QStringLiteral("%h"), host);
    command.replaceInStrings(QStringLiteral("%p"),
                             QString::number(bench.session(listener).locals.front().port()));
    Program peer;
    peer.run(command.front(), command.mid(1), m_file.fileName());
    QTRY_VERIFY_WITH_TIMEOUT(peer.isOver(), 20000);
    QCOMPARE(hashOf(peer.output), hashOf(m_payload));
    QTRY_COMPARE(bench.only(listener).ended, EndReason::FinByPeer);
    QCOMPARE(hashOf(bench.recorded(bench.only(listener).id, Direction::In)), hashOf(m_payload));
}

void TestPeers::pythonClientsAreEchoed_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<bool>("v6");
    for (const bool v6 : {false, true}) {
        QTest::addRow("socket v%d", v6 ? 6 : 4) << QStringLiteral("client") << v6;
        QTest::addRow("asyncio v%d", v6 ? 6 : 4) << QStringLiteral("asyncio-client") << v6;
        QTest::addRow("udp v%d", v6 ? 6 : 4) << QStringLiteral("udp-client") << v6;
    }
}

void TestPeers::pythonClientsAreEchoed()
{
    QFETCH(QString, kind);
    QFETCH(bool, v6);
    const bool udp = kind.startsWith(QLatin1String("udp"));
    EngineBench bench;
    const SessionId listener = listen(bench,
                                      QStringLiteral("%1-listen://%2:0")
                                          .arg(udp ? QStringLiteral("udp") : QStringLiteral("tcp"),
                                               v6 ? QStringLiteral("[::1]") : QStringLiteral("127.0.0.1")),
                                      QStringLiteral("echo"));
    Program peer;
    runPython(peer, kind, v6, bench.session(listener).locals.front().port());
    QTRY_VERIFY_WITH_TIMEOUT(peer.isOver(), 20000);
    QCOMPARE(peer.value("hash"), hashOf(udp ? m_datagram : m_payload));
    if (!udp)
        QTRY_COMPARE(bench.only(listener).ended, EndReason::FinByPeer);
}

void TestPeers::pythonClientResets()
{
    EngineBench bench;
    const SessionId listener =
        listen(bench, QStringLiteral("tcp-listen://127.0.0.1:0"), QStringLiteral("fixed(\"k\")"));
    Program peer;
    runPython(peer, QStringLiteral("reset"), false, bench.session(listener).locals.front().port());
    QTRY_VERIFY_WITH_TIMEOUT(peer.isOver(), 20000);
    QCOMPARE(peer.value("hash"), hashOf(m_payload));
    QTRY_COMPARE(bench.only(listener).ended, EndReason::ResetByPeer);
}

void TestPeers::pythonServersAreUnderstood_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<bool>("v6");
    for (const bool v6 : {false, true}) {
        QTest::addRow("socket v%d", v6 ? 6 : 4) << QStringLiteral("server") << v6;
        QTest::addRow("ThreadingTCPServer v%d", v6 ? 6 : 4) << QStringLiteral("threading") << v6;
        QTest::addRow("asyncio v%d", v6 ? 6 : 4) << QStringLiteral("asyncio-server") << v6;
        QTest::addRow("udp v%d", v6 ? 6 : 4) << QStringLiteral("udp-server") << v6;
    }
}

void TestPeers::pythonServersAreUnderstood()
{
    QFETCH(QString, kind);
    QFETCH(bool, v6);
    const bool udp = kind.startsWith(QLatin1String("udp"));
    const QByteArray expected = udp ? m_datagram : m_payload;
    Program peer;
    runPython(peer, kind, v6, 0);
    QTRY_VERIFY_WITH_TIMEOUT(!peer.value("port").isEmpty(), 20000);
    EngineBench bench;
    const SessionId client = bench.open(QStringLiteral("%1://%2:%3")
                                            .arg(udp ? QStringLiteral("udp") : QStringLiteral("tcp"),
                                                 v6 ? QStringLiteral("[::1]") : QStringLiteral("127.0.0.1"),
                                                 QString::fromLatin1(peer.value("port"))));
    QTRY_COMPARE(bench.session(client).state, SessionState::Open);
    const ConnectionId connection = bench.only(client).id;
    const QByteArray ours = udp ? QByteArray("request") : randomBytes(3 << 20);
    bench.engine().send(connection, ours);
    if (!udp)
        bench.engine().shutdownWrite(connection);
    QTRY_VERIFY_WITH_TIMEOUT(peer.isOver(), 20000);
    QCOMPARE(peer.value("hash"), hashOf(ours));
    QTRY_COMPARE(bench.connection(connection).bytesIn, quint64(expected.size()));
    QCOMPARE(hashOf(bench.recorded(connection, Direction::In)), hashOf(expected));
}

void TestPeers::programsThatListenAreUnderstood_data()
{
    QTest::addColumn<QString>("program");
    QTest::addColumn<QStringList>("arguments");
    // They cannot tell a port that the kernel chose, so they listen on an abstract or temporary Unix name.
    QTest::newRow("socat") << QStringLiteral("socat")
                           << QStringList{QStringLiteral("-t20"), QStringLiteral("UNIX-LISTEN:%u"),
                                          QStringLiteral("-")};
    QTest::newRow("ncat") << QStringLiteral("ncat")
                          << QStringList{QStringLiteral("-l"), QStringLiteral("-U"), QStringLiteral("%u")};
    QTest::newRow("nc") << QStringLiteral("nc")
                        << QStringList{QStringLiteral("-l"), QStringLiteral("-N"), QStringLiteral("-U"),
                                       QStringLiteral("%u")};
}

void TestPeers::programsThatListenAreUnderstood()
{
    QFETCH(QString, program);
    QFETCH(QStringList, arguments);
    if (isAbsent(program))
        QSKIP("the program is not installed");
    QTemporaryDir directory;
    const QString path = directory.filePath(QStringLiteral("s"));
    arguments.replaceInStrings(QStringLiteral("%u"), path);
    Program peer;
    peer.run(program, arguments, m_file.fileName());
    QTRY_VERIFY(QFile::exists(path));
    EngineBench bench;
    const SessionId client = bench.open(QStringLiteral("unix://") + path);
    QTRY_COMPARE(bench.session(client).state, SessionState::Open);
    const ConnectionId connection = bench.only(client).id;
    const QByteArray ours = randomBytes(1 << 20);
    bench.engine().send(connection, ours);
    bench.engine().shutdownWrite(connection);
    QTRY_VERIFY_WITH_TIMEOUT(peer.isOver(), 20000);
    QCOMPARE(hashOf(peer.output), hashOf(ours));
    QTRY_COMPARE(bench.connection(connection).bytesIn, quint64(m_payload.size()));
    QCOMPARE(hashOf(bench.recorded(connection, Direction::In)), hashOf(m_payload));
}

void TestPeers::datagramsOfPrograms_data()
{
    QTest::addColumn<QStringList>("command");
    QTest::addColumn<bool>("v6");
    for (const bool v6 : {false, true}) {
        const QString host = v6 ? QStringLiteral("::1") : QStringLiteral("127.0.0.1");
        QTest::addRow("ncat v%d", v6 ? 6 : 4)
            << QStringList{QStringLiteral("ncat"), QStringLiteral("-u"), QStringLiteral("-i1"), host,
                           QStringLiteral("%p")}
            << v6;
        QTest::addRow("nc v%d", v6 ? 6 : 4) << QStringList{QStringLiteral("nc"), QStringLiteral("-u"),
                                                           QStringLiteral("-w1"), host, QStringLiteral("%p")}
                                            << v6;
        QTest::addRow("socat v%d", v6 ? 6 : 4)
            << QStringList{QStringLiteral("socat"), QStringLiteral("-t1"), QStringLiteral("-"),
                           v6 ? QStringLiteral("UDP6:[::1]:%p") : QStringLiteral("UDP4:127.0.0.1:%p")}
            << v6;
    }
}

void TestPeers::datagramsOfPrograms()
{
    QFETCH(QStringList, command);
    QFETCH(bool, v6);
    if (isAbsent(command.front()))
        QSKIP("the program is not installed");
    EngineBench bench;
    const SessionId listener = listen(
        bench, v6 ? QStringLiteral("udp-listen://[::1]:0") : QStringLiteral("udp-listen://127.0.0.1:0"),
        QStringLiteral("upper"));
    command.replaceInStrings(QStringLiteral("%p"),
                             QString::number(bench.session(listener).locals.front().port()));
    Program peer;
    peer.run(command.front(), command.mid(1));
    peer.write(
        m_datagram); // its standard input stays open: some leave at its end without waiting for an answer
    QTRY_COMPARE_WITH_TIMEOUT(peer.output, m_datagram.toUpper(), 10000);
    QTRY_COMPARE(bench.recorded(bench.only(listener).id, Direction::In), m_datagram);
}

void TestPeers::curlReadsAFixedReply()
{
    if (isAbsent(QStringLiteral("curl")))
        QSKIP("curl is not installed");
    EngineBench bench;
    const SessionId listener =
        listen(bench, QStringLiteral("tcp-listen://127.0.0.1:0"),
               QStringLiteral("fixed(\"HTTP/1.1 200 OK\\r\\nContent-Length: 5\\r\\n\\r\\nhello\")"));
    Program peer;
    peer.run(QStringLiteral("curl"),
             {QStringLiteral("-s"), QStringLiteral("--noproxy"), QStringLiteral("*"),
              QStringLiteral("http://%1/").arg(bench.session(listener).locals.front().toString())});
    QTRY_VERIFY_WITH_TIMEOUT(peer.isOver(), 20000);
    QCOMPARE(peer.output, QByteArray("hello"));
    QTRY_VERIFY(bench.recorded(bench.only(listener).id, Direction::In).startsWith("GET / HTTP/1.1\r\n"));
}

QTEST_GUILESS_MAIN(TestPeers)
#include "tst_peers.moc"
