#include "tests/cli/cliprocess.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

/// The documented exit codes, each from a real refusal.
class tst_CliExitCodes : public QObject
{
    Q_OBJECT

private:
    static QString tcp(quint16 port, const char *more = "")
    {
        return QStringLiteral("tcp://127.0.0.1:%1%2").arg(QString::number(port), QString::fromLatin1(more));
    }
    static QStringList words(const char *text) { return QString::fromLatin1(text).split(QLatin1Char(' ')); }
    /// A port on which nobody listens: bound by this test, never listened on.
    static constexpr const char *boundOnly = R"(
s = socket.socket(); s.bind(('127.0.0.1', 0)); print(s.getsockname()[1]); sys.stdin.read()
)";
    /// One client fits into the queue and is never accepted; the SYN of the next one is dropped.
    static constexpr const char *fullQueue = R"(
s = socket.socket(); s.bind(('127.0.0.1', 0)); s.listen(0)
first = socket.socket(); first.connect(s.getsockname()); print(s.getsockname()[1]); sys.stdin.read()
)";
    static constexpr const char *resets = R"(
s = socket.socket(); s.bind(('127.0.0.1', 0)); s.listen(); print(s.getsockname()[1])
c, _ = s.accept(); c.recv(1)
c.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack('ii', 1, 0)); c.close()
)";
    static constexpr const char *listens = R"(
s = socket.socket(); s.bind(('127.0.0.1', 0)); s.listen(); print(s.getsockname()[1]); sys.stdin.read()
)";

private Q_SLOTS:
    void usage_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("no command") << QStringList();
        QTest::newRow("unknown command") << words("frobnicate");
        QTest::newRow("unknown option") << words("listen 0 --colour");
        QTest::newRow("unknown form") << words("demo --print xml");
        QTest::newRow("bad size") << words("demo --keep 4X");
        QTest::newRow("too small a bound") << words("demo --stop-at 1M");
        QTest::newRow("two bounds") << words("demo --stop-at 1G --unbounded");
        QTest::newRow("bad duration") << words("demo --for 1,5s");
        QTest::newRow("no payload") << words("send tcp://127.0.0.1:9");
        QTest::newRow("bad endpoint") << words("connect tcp://127.0.0.1:99999");
        QTest::newRow("bad scheme") << words("connect gopher://127.0.0.1:70");
        QTest::newRow("listener to connect to") << words("connect tcp-listen://127.0.0.1:9");
        QTest::newRow("bad framing") << words("listen 0 --framing len(u99)");
        QTest::newRow("bad hex") << words("send tcp://127.0.0.1:9 --send-hex 0g");
        QTest::newRow("bad escape") << words("send tcp://127.0.0.1:9 \\xZZ");
    }
    void usage()
    {
        QFETCH(QStringList, arguments);
        CliProcess cli(arguments);
        QCOMPARE(cli.exitCode(), 2);
        QVERIFY(!cli.err().isEmpty());
    }

    void helpAndVersion()
    {
        CliProcess help({QStringLiteral("--help")});
        QCOMPARE(help.exitCode(), 0);
        QVERIFY(help.out().contains("Examples"));
        QVERIFY(help.out().contains("3 refused"));
        CliProcess sub(words("listen --help"));
        QCOMPARE(sub.exitCode(), 0);
        QVERIFY(sub.out().contains("--respond"));
        CliProcess version({QStringLiteral("--version")});
        QCOMPARE(version.exitCode(), 0);
        QVERIFY(version.out().startsWith("socketarium-cli "));
    }

    void refused()
    {
        NEEDS_PROGRAM("python3");
        PythonPeer peer(boundOnly);
        CliProcess cli({QStringLiteral("send"), tcp(peer.port()), QStringLiteral("x")});
        QCOMPARE(cli.exitCode(), 3);
        QVERIFY2(cli.err().contains("ECONNREFUSED"), cli.err().constData());
    }

    void refusedDatagram()
    {
        NEEDS_PROGRAM("python3");
        PythonPeer peer("s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); s.bind(('127.0.0.1', 0))\n"
                        "print(s.getsockname()[1]); s.close(); sys.stdin.read()\n");
        CliProcess cli({QStringLiteral("send"), QStringLiteral("udp://127.0.0.1:%1").arg(peer.port()),
                        QStringLiteral("x"), QStringLiteral("--wait"), QStringLiteral("500ms")});
        QCOMPARE(cli.exitCode(), 3);
    }

    void timedOut()
    {
        NEEDS_PROGRAM("python3");
        PythonPeer peer(fullQueue);
        CliProcess cli({QStringLiteral("send"), tcp(peer.port(), "?timeout=400"), QStringLiteral("x")});
        QCOMPARE(cli.exitCode(), 4);
    }

    void unreachable()
    {
        NEEDS_PROGRAM("unshare");
        // A network of its own without any interface up: the kernel has no route. 192.0.2.0/24 is TEST-NET-1.
        CliProcess cli(QStringLiteral("unshare"),
                       {QStringLiteral("-Urn"), QStringLiteral(CLI_PROGRAM), QStringLiteral("send"),
                        QStringLiteral("tcp://192.0.2.1:9"), QStringLiteral("x")},
                       {});
        const int code = cli.exitCode();
        if (code == 1 && cli.err().startsWith("unshare:"))
            QSKIP("this machine allows no network namespaces");
        QCOMPARE(code, 5);
    }

    void permissionDenied()
    {
        NEEDS_PROGRAM("unshare");
        // Nobody in a user namespace of its own: no capability to bind a port below 1024.
        CliProcess cli(QStringLiteral("unshare"),
                       {QStringLiteral("-Un"), QStringLiteral(CLI_PROGRAM), QStringLiteral("listen"),
                        QStringLiteral("tcp-listen://0.0.0.0:80"), QStringLiteral("--for"),
                        QStringLiteral("5s")},
                       {});
        const int code = cli.exitCode();
        if (code == 1 && cli.err().startsWith("unshare:"))
            QSKIP("this machine allows no network namespaces");
        QCOMPARE(code, 9);
    }

    void nameNotFound()
    {
        // RFC 6761 s.6.4: .invalid never exists
        CliProcess cli(words("send tcp://no-such-name.invalid:80 x"));
        QCOMPARE(cli.exitCode(), 6);
    }

    void reset()
    {
        NEEDS_PROGRAM("python3");
        PythonPeer peer(resets);
        CliProcess cli({QStringLiteral("send"), tcp(peer.port()), QStringLiteral("x"),
                        QStringLiteral("--wait"), QStringLiteral("10s")});
        QCOMPARE(cli.exitCode(), 7);
    }

    void addressInUse()
    {
        NEEDS_PROGRAM("python3");
        PythonPeer peer(listens);
        CliProcess cli({QStringLiteral("listen"), QString::number(peer.port()), QStringLiteral("--for"),
                        QStringLiteral("5s")});
        QCOMPARE(cli.exitCode(), 8);
    }

    void addressNotOfThisMachine()
    {
        CliProcess cli(words("listen tcp-listen://192.0.2.1:0 --for 5s"));
        QCOMPARE(cli.exitCode(), 8);
    }

    void files_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("no recording") << words("dump /nonexistent/flow.sockrec");
        QTest::newRow("no workspace") << words("run /nonexistent/lab.json");
        QTest::newRow("no payload file") << words("send tcp://127.0.0.1:9 --send-file /nonexistent/file");
        QTest::newRow("cannot save") << words("listen 0 --for 100ms --record /nonexistent/flow.sockrec");
    }
    void files()
    {
        QFETCH(QStringList, arguments);
        CliProcess cli(arguments);
        QCOMPARE(cli.exitCode(), 10);
    }

    void notARecording()
    {
        CliProcess cli({QStringLiteral("dump"), QStringLiteral(CLI_PROGRAM)});
        QCOMPARE(cli.exitCode(), 10);
    }
};

QTEST_GUILESS_MAIN(tst_CliExitCodes)
#include "tst_cliexitcodes.moc"
