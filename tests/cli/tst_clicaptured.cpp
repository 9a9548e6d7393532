#include "tests/cli/cliprocess.h"

#include <QtTest/QTest>

/// Values that socketarium-cli takes out of a peer's frames and puts into what it sends next; the peer is
/// Python's socket module.
class tst_CliCaptured : public QObject
{
    Q_OBJECT

private:
    /// Gives each login another session, in a line that comes in three pieces; takes a request only with the
    /// session of the login before it. Prints each line that it got.
    static constexpr const char *server = R"(
import time, secrets
s = socket.socket(); s.bind(('127.0.0.1', 0)); s.listen(); print(s.getsockname()[1], flush=True)
c, _ = s.accept(); f = c.makefile('rb'); sid = None
for line in f:
    word = line.decode().split()
    print('got', *word, flush=True)
    if word[0] == 'login':
        sid = secrets.token_hex(4); print('gave', sid, flush=True)
        for part in (b'motd: no session\n', b'welcome sess', b'ion=', sid.encode() + b';\n'):
            c.sendall(part); time.sleep(0.06)
    elif word[0] == 'get':
        c.sendall(b'ok\n' if word[1] == sid else b'bad session\n')
    elif word[0] == 'quit':
        break
c.close()
)";
    /// Answers every frame (u16be length) with an identifier of two bytes that counts up, then its bytes.
    static constexpr const char *counter = R"(
s = socket.socket(); s.bind(('127.0.0.1', 0)); s.listen(); print(s.getsockname()[1], flush=True)
c, _ = s.accept(); f = c.makefile('rb'); n = 0x0102
while True:
    head = f.read(2)
    if len(head) < 2: break
    body = f.read(struct.unpack('>H', head)[0]); print('got', body.hex(), flush=True)
    answer = struct.pack('>H', n) + body; n += 1
    c.sendall(struct.pack('>H', len(answer)) + answer)
)";
    /// Sends first, as a server with a greeting; then tells what came.
    static constexpr const char *greeter = R"(
s = socket.socket(); s.bind(('127.0.0.1', 0)); s.listen(); print(s.getsockname()[1], flush=True)
c, _ = s.accept(); c.sendall(b'ERR no such thing\n')
if len(sys.argv) > 1: c.shutdown(socket.SHUT_WR)
while True:
    d = c.recv(100)
    if not d: break
    print('got', d.hex(), flush=True)
)";

    static QStringList sendTo(const PythonPeer &, quint16 port, const QStringList &options)
    {
        return QStringList{QStringLiteral("send"), QStringLiteral("tcp://127.0.0.1:%1").arg(port)} + options;
    }
    static QByteArrayList linesWith(const QByteArray &out, const char *first)
    {
        QByteArrayList found;
        for (const QByteArray &line : out.split('\n')) {
            if (line.startsWith(first))
                found << line.mid(qsizetype(qstrlen(first)) + 1);
        }
        return found;
    }

private Q_SLOTS:
    void initTestCase() { NEEDS_PROGRAM("python3"); }

    void aSessionOfTheFirstReplyIsInTheSecondRequest_data()
    {
        QTest::addColumn<QString>("option");
        QTest::addColumn<int>("repeat");
        QTest::newRow("kept") << QStringLiteral("--captured") << 1;
        QTest::newRow("used once, each pass with its own") << QStringLiteral("--captured-once") << 3;
    }

    void aSessionOfTheFirstReplyIsInTheSecondRequest()
    {
        QFETCH(QString, option);
        QFETCH(int, repeat);
        PythonPeer peer(server);
        CliProcess cli(sendTo(peer, peer.port(),
                              {QStringLiteral("--framing"), QStringLiteral("line"), QStringLiteral("--send"),
                               QStringLiteral("login"), QStringLiteral("--send"),
                               QStringLiteral("get {{captured:sid}} {{var:again}}"), QStringLiteral("--var"),
                               QStringLiteral("again=<{{captured:sid}}>"), option,
                               QStringLiteral("sid=regex 'session=(\\w+);' if 77656c"),
                               QStringLiteral("--repeat"), QString::number(repeat), QStringLiteral("--wait"),
                               QStringLiteral("3s"), QStringLiteral("--count"), QString::number(3 * repeat),
                               QStringLiteral("--print"), QStringLiteral("text")}));
        QCOMPARE(cli.exitCode(), 0);
        peer.exitCode();
        const QByteArrayList sessions = linesWith(peer.out(), "gave");
        QCOMPARE(sessions.size(), repeat);
        QByteArrayList expected;
        for (const QByteArray &session : sessions)
            expected << "login"
                     << "get " + session + " <" + session + ">";
        QCOMPARE(linesWith(peer.out(), "got"), expected);
        QCOMPARE(cli.out().count("ok"), repeat);
        QVERIFY(!cli.out().contains("bad"));
    }

    void aNumberOfALengthPrefixedFrame()
    {
        PythonPeer peer(counter);
        CliProcess cli(sendTo(
            peer, peer.port(),
            {QStringLiteral("--framing"), QStringLiteral("len(u16be)"), QStringLiteral("--send-hex"),
             QStringLiteral("01"), QStringLiteral("--send-hex"), QStringLiteral("{{captured:n as u16le}}"),
             QStringLiteral("--send-hex"), QStringLiteral("{{captured:n as u16be}}"),
             QStringLiteral("--captured-once"), QStringLiteral("n=u16be at 2"), QStringLiteral("--wait"),
             QStringLiteral("2s"), QStringLiteral("--count"), QStringLiteral("3")}));
        QCOMPARE(cli.exitCode(), 0);
        peer.exitCode();
        QCOMPARE(linesWith(peer.out(), "got"), (QByteArrayList{"01", "0201", "0103"}));
    }

    void aListenerPutsWhatAClientSentIntoItsPayload()
    {
        CliProcess cli({QStringLiteral("listen"), QStringLiteral("tcp-listen://127.0.0.1:0"),
                        QStringLiteral("--framing"), QStringLiteral("line"), QStringLiteral("--print"),
                        QStringLiteral("json"), QStringLiteral("--send"), QStringLiteral("who"),
                        QStringLiteral("--send"), QStringLiteral("hello {{captured:name}}"),
                        QStringLiteral("--captured"), QStringLiteral("name=regex 'name=(.*)'")});
        const quint16 port = cli.port();
        QVERIFY(port != 0);
        // Two at a time, in turns: each gets its own name.
        PythonPeer peers(R"(
print(0, flush=True)
a, b = (socket.create_connection(('127.0.0.1', int(sys.argv[1]))) for _ in range(2))
for c in (a, b): assert c.recv(4, socket.MSG_WAITALL) == b'who\n'
b.sendall(b'name=bob\n'); a.sendall(b'name=ann\n')
for c in (a, b): print('got', c.recv(10, socket.MSG_WAITALL).decode().strip(), flush=True)
)",
                         {QString::number(port)});
        QCOMPARE(peers.exitCode(), 0);
        QCOMPARE(linesWith(peers.out(), "got"), (QByteArrayList{"hello ann", "hello bob"}));
    }

    void whatDoesNotComeIsNamed_data()
    {
        QTest::addColumn<QStringList>("peerOptions");
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<QByteArray>("told");
        const QString framing = QStringLiteral("--framing");
        QTest::newRow("another line")
            << QStringList() << QStringList{framing, QStringLiteral("line")}
            << QByteArray("one came in and does not fit (18 bytes): ERR no such thing");
        QTest::newRow("no whole frame") << QStringList() << QStringList{framing, QStringLiteral("delim(00)")}
                                        << QByteArray("no frame of delim(00) came in");
        QTest::newRow("the peer has finished") << QStringList{QStringLiteral("fin")}
                                               << QStringList{QStringLiteral("--wait"), QStringLiteral("90s")}
                                               << QByteArray("ERR no such thing");
    }

    void whatDoesNotComeIsNamed()
    {
        QFETCH(QStringList, peerOptions);
        QFETCH(QStringList, options);
        QFETCH(QByteArray, told);
        PythonPeer peer(greeter, peerOptions);
        if (peerOptions.isEmpty())
            options << QStringLiteral("--wait") << QStringLiteral("300ms");
        CliProcess cli(
            sendTo(peer, peer.port(),
                   QStringList{QStringLiteral("--send-hex"), QStringLiteral("AA"),
                               QStringLiteral("--send-hex"), QStringLiteral("{{captured:id}}"),
                               QStringLiteral("--captured"), QStringLiteral("id=regex 'OK ([0-9]+)'")} +
                       options));
        QCOMPARE(cli.exitCode(), 4); // soon: 90 s are more than the test waits for the end of a process
        QVERIFY2(cli.err().contains("{{captured:id}}"), cli.err().constData());
        QVERIFY2(cli.err().contains("rule: regex 'OK ([0-9]+)'"), cli.err().constData());
        QVERIFY2(cli.err().contains(told), cli.err().constData());
        peer.exitCode();
        const QByteArrayList got = linesWith(peer.out(), "got"); // the first payload left, the second did not
        QCOMPARE(got.join().left(2), QByteArray("aa"));
        QCOMPARE(got.size(), 1);
    }

    void theSameInJson()
    {
        PythonPeer peer(greeter);
        CliProcess cli(sendTo(peer, peer.port(),
                              {QStringLiteral("{{captured:id}}"), QStringLiteral("--captured"),
                               QStringLiteral("id=bytes 0..99"), QStringLiteral("--wait"),
                               QStringLiteral("300ms"), QStringLiteral("--print"), QStringLiteral("json")}));
        QCOMPARE(cli.exitCode(), 4);
        const QList<QJsonObject> errors = cli.events(QStringLiteral("error"));
        QCOMPARE(errors.size(), 1);
        QCOMPARE(errors[0][QLatin1String("name")].toString(), QStringLiteral("id"));
        QCOMPARE(errors[0][QLatin1String("frames")].toInt(), 1);
        QCOMPARE(errors[0][QLatin1String("lastHex")].toString().toLatin1(),
                 QByteArray("ERR no such thing\n").toHex());
    }

    void whatCannotWorkIsRefusedBeforeAnythingIsOpened_data()
    {
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<QByteArrayList>("told");
        const QString captured = QStringLiteral("--captured");
        QTest::newRow("no rule") << QStringList{QStringLiteral("--fields")}
                                 << QByteArrayList{"--captured NAME=RULE", "get {{captured:sid}}\n        ^"};
        QTest::newRow("another name") << QStringList{captured, QStringLiteral("id=u8 at 0")}
                                      << QByteArrayList{"nothing captures a value of this name"};
        QTest::newRow("a rule of no kind") << QStringList{captured, QStringLiteral("sid=word 3")}
                                           << QByteArrayList{"a rule begins with", "  word 3\n  ^"};
        QTest::newRow("an expression")
            << QStringList{captured, QStringLiteral("sid=regex 'a(b'")}
            << QByteArrayList{"regular expression cannot be read", "regex 'a(b'\n            ^"};
        QTest::newRow("no name") << QStringList{captured, QStringLiteral("=u8 at 0")}
                                 << QByteArrayList{"NAME=RULE", "u16be at 2"};
    }

    void whatCannotWorkIsRefusedBeforeAnythingIsOpened()
    {
        QFETCH(QStringList, options);
        QFETCH(QByteArrayList, told);
        CliProcess cli(QStringList{QStringLiteral("send"), QStringLiteral("tcp://127.0.0.1:9"),
                                   QStringLiteral("get {{captured:sid}}")} +
                       options);
        QCOMPARE(cli.exitCode(), 2);
        for (const QByteArray &text : told)
            QVERIFY2((cli.err() + cli.out()).contains(text), (cli.err() + cli.out()).constData());
        QVERIFY(!cli.err().contains("refused by"));
    }
};

QTEST_GUILESS_MAIN(tst_CliCaptured)
#include "tst_clicaptured.moc"
