#include "tests/cli/cliprocess.h"

#include <QtCore/QCryptographicHash>
#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QRandomGenerator>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

#include <csignal>

/// socketarium-cli against programs that we did not write.
class tst_CliRuns : public QObject
{
    Q_OBJECT

private:
    static QStringList words(const QString &text) { return text.split(QLatin1Char(' '), Qt::SkipEmptyParts); }
    static QStringList listen(const char *more = "")
    {
        return words(QStringLiteral("listen 0 --print json ") + QString::fromLatin1(more));
    }
    static QString at(const char *scheme, quint16 port)
    {
        return QStringLiteral("%1://127.0.0.1:%2").arg(QString::fromLatin1(scheme), QString::number(port));
    }
    static QByteArray randomBytes(int size)
    {
        QByteArray bytes(size, Qt::Uninitialized);
        QRandomGenerator random(47); // the same every time
        for (char &byte : bytes)
            byte = char(random.generate());
        return bytes;
    }
    static QByteArray bytesOf(const QList<QJsonObject> &events, const char *direction)
    {
        QByteArray bytes;
        for (const QJsonObject &event : events) {
            if (event[QLatin1String("direction")].toString() == QLatin1String(direction))
                bytes += QByteArray::fromHex(event[QLatin1String("hex")].toString().toLatin1());
        }
        return bytes;
    }
    static QList<QJsonObject> data(const CliProcess &cli) { return cli.events(QStringLiteral("data")); }
    /// Nothing in it that a terminal would act on.
    static bool isTame(const QByteArray &output)
    {
        const QString text = QString::fromUtf8(output);
        return std::all_of(text.begin(), text.end(), [](QChar c) {
            return c == QLatin1Char('\n') || c.category() == QChar::Other_Surrogate ||
                   (c.category() != QChar::Other_Control && c.category() != QChar::Other_Format);
        });
    }
    static constexpr const char *echoServer = R"(
s = socket.socket(); s.bind(('127.0.0.1', 0)); s.listen(); print(s.getsockname()[1])
c, _ = s.accept()
while True:
    d = c.recv(65536)
    if not d: break
    c.sendall(d)
c.close()
)";

private Q_SLOTS:
    void echoesBackEveryByte_data()
    {
        QTest::addColumn<QString>("program");
        QTest::newRow("ncat") << QStringLiteral("ncat");
        QTest::newRow("socat") << QStringLiteral("socat");
        QTest::newRow("nc") << QStringLiteral("nc");
    }
    void echoesBackEveryByte()
    {
        QFETCH(QString, program);
        NEEDS_PROGRAM("ncat");
        NEEDS_PROGRAM("socat");
        NEEDS_PROGRAM("nc");
        CliProcess cli(listen("--respond echo"));
        const QString port = QString::number(cli.port());
        QVERIFY2(port != QLatin1String("0"), cli.err().constData());
        const QHash<QString, QStringList> arguments{
            {QStringLiteral("ncat"), {QStringLiteral("127.0.0.1"), port}},
            {QStringLiteral("socat"),
             {QStringLiteral("-t5"), QStringLiteral("-"), QStringLiteral("TCP:127.0.0.1:") + port}},
            {QStringLiteral("nc"), {QStringLiteral("-N"), QStringLiteral("127.0.0.1"), port}}};
        CliProcess peer(program, arguments[program], {});
        const QByteArray bytes = randomBytes(20'000); // within one turn of the reply guard
        peer.write(bytes);
        peer.closeInput();
        QCOMPARE(peer.exitCode(), 0);
        QCOMPARE(QCryptographicHash::hash(peer.out(), QCryptographicHash::Sha256).toHex(),
                 QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
        QTRY_COMPARE(cli.events(QStringLiteral("ended")).size(), 1);
        QCOMPARE(bytesOf(data(cli), "in"), bytes);
        QCOMPARE(bytesOf(data(cli), "out"), bytes);
    }

    void standardInputGoesOutAndComesBack()
    {
        NEEDS_PROGRAM("python3");
        PythonPeer peer(echoServer);
        CliProcess cli({QStringLiteral("connect"), at("tcp", peer.port()), QStringLiteral("--print"),
                        QStringLiteral("raw")});
        const QByteArray bytes = randomBytes(3'000'000);
        cli.write(bytes);
        cli.closeInput();
        QCOMPARE(cli.exitCode(), 0);
        QCOMPARE(cli.out().size(), bytes.size());
        QCOMPARE(QCryptographicHash::hash(cli.out(), QCryptographicHash::Sha256).toHex(),
                 QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
    }

    void datagramsBothWays()
    {
        NEEDS_PROGRAM("python3");
        PythonPeer peer(R"(
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); s.bind(('127.0.0.1', 0)); print(s.getsockname()[1])
for i in range(3):
    d, a = s.recvfrom(65536)
    s.sendto(b'' if d == b'two' else d.upper(), a)
)");
        CliProcess cli(
            words(QStringLiteral("send %1 one --send two --send-hex 74:68:72:65:65 --print json --count 3")
                      .arg(at("udp", peer.port()))));
        QCOMPARE(cli.exitCode(), 0);
        QStringList in;
        for (const QJsonObject &event : data(cli)) {
            QCOMPARE(event[QLatin1String("kind")].toString(), QStringLiteral("datagram"));
            if (event[QLatin1String("direction")].toString() == QLatin1String("in"))
                in.append(event[QLatin1String("text")].toString());
        }
        QCOMPARE(in, QStringList({QStringLiteral("ONE"), QString(), QStringLiteral("THREE")}));
    }

    void listensForDatagrams()
    {
        NEEDS_PROGRAM("python3");
        CliProcess cli(words(QStringLiteral("listen udp-listen://127.0.0.1:0 --respond upper --print json")));
        const quint16 port = cli.port();
        QVERIFY2(port != 0, cli.err().constData());
        PythonPeer peer(R"(
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); s.settimeout(10)
s.sendto(b'title', ('127.0.0.1', int(sys.argv[1]))); print(s.recv(100).decode())
)",
                        {QString::number(port)});
        QCOMPARE(peer.exitCode(), 0);
        QCOMPARE(peer.out().trimmed(), QByteArray("TITLE"));
    }

    void framesAreCutAndCounted()
    {
        NEEDS_PROGRAM("python3");
        CliProcess cli(listen("--framing line --count 3"));
        const quint16 port = cli.port();
        PythonPeer peer("s = socket.create_connection(('127.0.0.1', int(sys.argv[1])))\n"
                        "s.sendall(b'one\\ntw'); s.sendall(b'o\\nthree\\nfour\\n'); s.recv(1)\n",
                        {QString::number(port)});
        QCOMPARE(cli.exitCode(), 0);
        QStringList frames;
        for (const QJsonObject &event : data(cli))
            frames.append(event[QLatin1String("text")].toString());
        QCOMPARE(frames,
                 QStringList({QStringLiteral("one\n"), QStringLiteral("two\n"), QStringLiteral("three\n")}));
    }

    void repeatsWithAPause()
    {
        NEEDS_PROGRAM("python3");
        PythonPeer peer(echoServer);
        CliProcess cli(words(QStringLiteral("send %1 ab --repeat 5 --every 30ms --print json --wait 300ms")
                                 .arg(at("tcp", peer.port()))));
        QCOMPARE(cli.exitCode(), 0);
        QList<qint64> times;
        for (const QJsonObject &event : data(cli)) {
            if (event[QLatin1String("direction")].toString() == QLatin1String("out"))
                times.append(event[QLatin1String("ns")].toInteger());
        }
        QCOMPARE(times.size(), 5);
        for (qsizetype i = 1; i < times.size(); ++i)
            QVERIFY2(times[i] - times[i - 1] >= 29'000'000, QByteArray::number(times[i] - times[i - 1]));
    }

    void peerOutputIsTame_data() // faults.md row 62
    {
        QTest::addColumn<QString>("form");
        QTest::addColumn<QByteArray>("shown");
        QTest::newRow("hex") << QStringLiteral("hex") << QByteArray("1b 5d 30 3b 6f 77 6e 65");
        QTest::newRow("text") << QStringLiteral("text") << QByteArray("owned");
        QTest::newRow("json") << QStringLiteral("json") << QByteArray("1b5d303b6f776e6564");
    }
    void peerOutputIsTame()
    {
        QFETCH(QString, form);
        QFETCH(QByteArray, shown);
        NEEDS_PROGRAM("python3");
        PythonPeer peer(
            "s = socket.socket(); s.bind(('127.0.0.1', 0)); s.listen(); print(s.getsockname()[1])\n"
            "c, _ = s.accept(); c.sendall(b'\\x1b]0;owned\\x07\\x1b[2J\\r\\x08' + "
            "'\\u009b31m\\u202eabc\\u200b\\ufeff'.encode() + b'\\x7f\\xff\\n'); c.close()\n");
        CliProcess cli({QStringLiteral("connect"), at("tcp", peer.port()), QStringLiteral("--no-stdin"),
                        QStringLiteral("--print"), form});
        QCOMPARE(cli.exitCode(), 0);
        QVERIFY2(cli.out().contains(shown), cli.out().constData());
        QVERIFY(isTame(cli.out()));
        QVERIFY(isTame(cli.err()));
    }

    void listensOnThisMachineOnly() // faults.md row 66
    {
        CliProcess cli(listen());
        const quint16 port = cli.port();
        QVERIFY(port != 0);
        QFile table(QStringLiteral("/proc/net/tcp"));
        QVERIFY(table.open(QIODevice::ReadOnly));
        const QByteArray hexPort = QByteArray::number(port, 16).toUpper().rightJustified(4, '0');
        const QByteArray sockets = table.readAll();
        QVERIFY(sockets.contains("0100007F:" + hexPort)); // 127.0.0.1
        QVERIFY(!sockets.contains("00000000:" + hexPort));
        QVERIFY(!cli.events(QStringLiteral("listening")).first()[QLatin1String("beyondLoopback")].toBool());
    }

    void saysWhenOthersCanReachIt() // faults.md row 66
    {
        CliProcess cli(words(QStringLiteral("listen tcp-listen://0.0.0.0:0 --for 300ms")));
        QCOMPARE(cli.exitCode(), 0);
        QVERIFY2(cli.err().contains("REACHABLE FROM OTHER MACHINES"), cli.err().constData());
    }

    void signalsEndItInOrder_data()
    {
        QTest::addColumn<int>("signal");
        QTest::addColumn<int>("code");
        QTest::newRow("SIGINT") << SIGINT << 130;
        QTest::newRow("SIGTERM") << SIGTERM << 143;
    }
    void signalsEndItInOrder()
    {
        QFETCH(int, signal);
        NEEDS_PROGRAM("python3");
        const QTemporaryDir place;
        const QString file = place.filePath(QStringLiteral("flow.sockrec"));
        CliProcess cli(listen() + QStringList{QStringLiteral("--record"), file});
        const quint16 port = cli.port();
        PythonPeer peer("s = socket.create_connection(('127.0.0.1', int(sys.argv[1])))\n"
                        "s.sendall(b'kept'); print(s.recv(1))\n",
                        {QString::number(port)});
        QTRY_COMPARE(bytesOf(data(cli), "in"), QByteArray("kept"));
        cli.signal(signal);
        QTEST(cli.exitCode(), "code");
        QCOMPARE(peer.exitCode(), 0); // it saw the end of the stream, no reset
        QCOMPARE(peer.out().trimmed(), QByteArray("b''"));

        CliProcess json({QStringLiteral("dump"), file, QStringLiteral("--print"), QStringLiteral("json")});
        QCOMPARE(json.exitCode(), 0);
        QCOMPARE(bytesOf(data(json), "in"), QByteArray("kept"));
        CliProcess hex({QStringLiteral("dump"), file, QStringLiteral("--all")});
        QCOMPARE(hex.exitCode(), 0);
        QVERIFY(hex.out().contains("00000000  6b 65 70 74 "));
        QVERIFY2(hex.out().contains("accept4("), hex.out().constData());
    }

    void closedStandardOutputEndsIt()
    {
        NEEDS_PROGRAM("python3");
        PythonPeer peer(
            "s = socket.socket(); s.bind(('127.0.0.1', 0)); s.listen(); print(s.getsockname()[1])\n"
            "c, _ = s.accept()\n"
            "try:\n  while True: c.sendall(b'x' * 1000)\n"
            "except OSError: pass\n");
        const QString command = QStringLiteral("%1 connect %2 --no-stdin | head -n 3")
                                    .arg(QStringLiteral(CLI_PROGRAM), at("tcp", peer.port()));
        CliProcess shell(QStringLiteral("sh"), {QStringLiteral("-c"), command}, {});
        QCOMPARE(shell.exitCode(), 0);
        QCOMPARE(shell.out().count('\n'), 3);
        QCOMPARE(peer.exitCode(), 0);
    }

    void sameUnderEveryLocale_data() // faults.md row 47
    {
        QTest::addColumn<QString>("name");
        for (const char *name : {"C", "de_DE.UTF-8", "tr_TR.UTF-8", "ar_EG.UTF-8", "zh_CN.GBK"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }
    void sameUnderEveryLocale()
    {
        QFETCH(QString, name);
        NEEDS_PROGRAM("python3");
        NEEDS_PROGRAM("localedef");
        const QTemporaryDir locales; // made here: no machine has them all
        if (name != QLatin1String("C")) {
            const QString charset = name.section(QLatin1Char('.'), 1);
            QCOMPARE(QProcess::execute(QStringLiteral("localedef"),
                                       {QStringLiteral("-i"), name.section(QLatin1Char('.'), 0, 0),
                                        QStringLiteral("-f"), charset, locales.filePath(name)}),
                     0);
        }
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("LOCPATH"), locales.path());
        environment.insert(QStringLiteral("LC_ALL"), name);
        CliProcess cli(listen("--respond upper --for 1.5s"), environment);
        const quint16 port = cli.port();
        QVERIFY2(port != 0, cli.err().constData());
        PythonPeer peer("s = socket.create_connection(('127.0.0.1', int(sys.argv[1])))\n"
                        "s.sendall(b'title i'); print(s.recv(100).decode())\n",
                        {QString::number(port)});
        QCOMPARE(peer.exitCode(), 0);
        QCOMPARE(peer.out().trimmed(), QByteArray("TITLE I")); // ASCII, no dotted capital I
        QCOMPARE(cli.exitCode(), 0);
        QCOMPARE(bytesOf(data(cli), "in"), QByteArray("title i"));
        for (const QJsonObject &event : data(cli))
            QVERIFY(
                QDateTime::fromString(event[QLatin1String("time")].toString(), Qt::ISODateWithMs).isValid());
    }

    void workspaceOpensNothingByItself() // faults.md row 55
    {
        const QTemporaryDir place;
        QFile file(place.filePath(QStringLiteral("lab.json")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{\"version\": 1, \"sessions\": ["
                   "{\"name\": \"here\", \"endpoint\": \"tcp-listen://127.0.0.1:0\"},"
                   "{\"name\": \"wide\", \"endpoint\": \"tcp-listen://0.0.0.0:0\"}]}");
        file.close();
        const auto run = [&](const char *more) {
            return words(QStringLiteral("run %1 --print json --for 400ms %2")
                             .arg(file.fileName(), QString::fromLatin1(more)));
        };
        const QString listening = QStringLiteral("listening");

        CliProcess preview(run(""));
        QCOMPARE(preview.exitCode(), 0);
        QCOMPARE(preview.events(QStringLiteral("intention")).size(), 2);
        QCOMPARE(preview.events(listening).size(), 0);

        CliProcess all(run("--start all"));
        QCOMPARE(all.exitCode(), 0);
        QCOMPARE(all.events(listening).size(), 1);
        QVERIFY(!all.events(listening).first()[QLatin1String("beyondLoopback")].toBool());

        CliProcess wide(run("--start wide"));
        QCOMPARE(wide.exitCode(), 0);
        QCOMPARE(wide.events(listening).size(), 1);
        QVERIFY(wide.events(listening).first()[QLatin1String("beyondLoopback")].toBool());

        CliProcess nobody(run("--start nobody"));
        QCOMPARE(nobody.exitCode(), 2);
    }

    void sendsALargeFileWhole()
    {
        NEEDS_PROGRAM("python3");
        PythonPeer peer(
            "s = socket.socket(); s.bind(('127.0.0.1', 0)); s.listen(); print(s.getsockname()[1])\n"
            "c, _ = s.accept(); h = hashlib.sha256()\n"
            "while True:\n  d = c.recv(65536)\n  if not d: break\n  h.update(d)\n"
            "print(h.hexdigest())\n");
        const QTemporaryDir place;
        const QByteArray bytes = randomBytes(12'000'000); // more than a connection may have unsent
        QFile file(place.filePath(QStringLiteral("large")));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.flush());
        CliProcess cli(words(QStringLiteral("send %1 --send-file %2 --print none --wait 200ms")
                                 .arg(at("tcp", peer.port()), file.fileName())));
        QCOMPARE(cli.exitCode(), 0);
        QCOMPARE(peer.exitCode(), 0);
        QVERIFY(peer.out().contains(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex()));
    }

    void demoPlaysOnTheRealEngine()
    {
        CliProcess cli({QStringLiteral("demo")});
        QCOMPARE(cli.exitCode(), 0);
        QVERIFY(cli.out().contains("ESTABLISHED"));
        QVERIFY(cli.out().contains("00000000  "));
    }
};

QTEST_GUILESS_MAIN(tst_CliRuns)
#include "tst_cliruns.moc"
