#include "tests/cli/cliprocess.h"
#include "tests/exchange/exchangefixture.h"

#include <QtCore/QElapsedTimer>

#include <csignal>

using namespace exchangetest;

/// export, import and replay of the real program, with peers that we did not write.
class tst_CliExchange : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void exportsGoToFilesAndPipes();
    void aCaptureComesInAndGoesOut();
    void replayKeepsItsTiming_data();
    void replayKeepsItsTiming();
    void aRecordedServerAnswersPython();
    void aWorkspaceNamesWhoAnswersAsRecorded();
    void whatIsRefused_data();
    void whatIsRefused();

private:
    QString path(const char *name) const { return m_dir.filePath(QLatin1String(name)); }

    QTemporaryDir m_dir;
    QString m_recording;
};

void tst_CliExchange::initTestCase()
{
    Script script(path("live"));
    script.session(1, "tcp://127.0.0.1:25");
    const QJsonObject facts = Script::facts(1, "tcp", false, "127.0.0.1:50000", "127.0.0.1:25");
    script.opened(1, facts);
    script.data(1, Direction::In, "220 ready\r\n");
    script.data(1, Direction::Out, "EHLO x\r\n");
    script.data(1, Direction::In, "250 x\r\n");
    for (int i = 0; i < 400; ++i) // half a second
        script.data(1, Direction::Out, QByteArray::number(i % 10));
    script.data(1, Direction::In, "221 bye\r\n");
    script.closed(1, facts, "fin-by-peer");
    script.data(2, Direction::In, "=1+1", RecordKind::Datagram);
    m_recording = path("flow.sockrec");
    QVERIFY(script.store()->saveAs(m_recording, [](quint64, quint64) { return true; }));
}

void tst_CliExchange::exportsGoToFilesAndPipes()
{
    NEEDS_PROGRAM("hexdump");
    const QString text = path("dump.txt");
    CliProcess hex({QStringLiteral("export"), m_recording, QStringLiteral("--format"), QStringLiteral("hex"),
                    QStringLiteral("--connection"), QStringLiteral("1"), QStringLiteral("-o"), text});
    QCOMPARE(hex.exitCode(), 0);
    QVERIFY2(hex.err().contains("payload as they passed"), hex.err().constData()); // faults.md row 44
    CliProcess raw({QStringLiteral("export"), m_recording, QStringLiteral("--format"), QStringLiteral("raw"),
                    QStringLiteral("--filter"), QStringLiteral("conn == 1 && in"),
                    QStringLiteral("--direction"), QStringLiteral("in"), QStringLiteral("-o"),
                    QStringLiteral("/dev/stdout")});
    QCOMPARE(raw.exitCode(), 0);
    QCOMPARE(raw.out(), QByteArray("220 ready\r\n250 x\r\n221 bye\r\n"));
    CliProcess csv({QStringLiteral("export"), m_recording, QStringLiteral("--format"), QStringLiteral("csv"),
                    QStringLiteral("--connection"), QStringLiteral("2"), QStringLiteral("--print"),
                    QStringLiteral("json"), QStringLiteral("-o"), path("t.csv")});
    QCOMPARE(csv.exitCode(), 0);
    QCOMPARE(csv.events(QStringLiteral("exported")).first().value(QLatin1String("records")).toInt(), 1);
    QFile table(path("t.csv"));
    QVERIFY(table.open(QIODevice::ReadOnly));
    QVERIFY(table.readAll().contains("\"'=1+1\"")); // faults.md row 62
    // The dump is that of all bytes of the connection, in the order in which they passed.
    CliProcess both({QStringLiteral("export"), m_recording, QStringLiteral("--format"), QStringLiteral("raw"),
                     QStringLiteral("--connection"), QStringLiteral("1"), QStringLiteral("-o"),
                     path("b.bin")});
    QCOMPARE(both.exitCode(), 0);
    QFile dump(text);
    QVERIFY(dump.open(QIODevice::ReadOnly));
    const QByteArray lines = dump.readAll();
    QVERIFY(
        lines.startsWith("00000000  32 32 30 20 72 65 61 64  79 0d 0a 45 48 4c 4f 20  |220 ready..EHLO |\n"));
    const qsizetype bytes = QFileInfo(path("b.in.bin")).size() + QFileInfo(path("b.out.bin")).size();
    QVERIFY(lines.endsWith(QByteArray::number(bytes, 16).rightJustified(8, '0') + '\n'));
}

void tst_CliExchange::aCaptureComesInAndGoesOut()
{
    const QString capture = QStringLiteral(TEST_DATA_DIR "/captures/http.pcapng");
    CliProcess in({QStringLiteral("import"), capture, QStringLiteral("-o"), path("http.sockrec"),
                   QStringLiteral("--print"), QStringLiteral("json")});
    QCOMPARE(in.exitCode(), 0);
    const QJsonObject told = in.events(QStringLiteral("imported")).first();
    QCOMPARE(told.value(QLatin1String("connections")).toInt(), 3);
    CliProcess out({QStringLiteral("export"), path("http.sockrec"), QStringLiteral("--format"),
                    QStringLiteral("pcapng"), QStringLiteral("-o"), path("again.pcapng")});
    QCOMPARE(out.exitCode(), 0);
    CliProcess back({QStringLiteral("import"), path("again.pcapng"), QStringLiteral("-o"),
                     path("again.sockrec"), QStringLiteral("--print"), QStringLiteral("json")});
    QCOMPARE(back.exitCode(), 0);
    QCOMPARE(back.events(QStringLiteral("imported")).first().value(QLatin1String("payloadBytes")),
             told.value(QLatin1String("payloadBytes")));
}

void tst_CliExchange::replayKeepsItsTiming_data()
{
    QTest::addColumn<QString>("timing");
    QTest::addColumn<double>("least"); // seconds between the first and the last byte
    QTest::addColumn<double>("most");
    QTest::newRow("original") << QStringLiteral("original") << 0.48 << 5.0;
    QTest::newRow("scaled") << QStringLiteral("scaled=2") << 0.97 << 8.0;
    QTest::newRow("none") << QStringLiteral("none") << 0.0 << 0.4;
}

void tst_CliExchange::replayKeepsItsTiming()
{
    NEEDS_PROGRAM("python3");
    QFETCH(QString, timing);
    QFETCH(double, least);
    QFETCH(double, most);
    PythonPeer peer(R"(
import time
l = socket.socket(); l.bind(("127.0.0.1", 0)); l.listen()
print(l.getsockname()[1], flush=True)
c, _ = l.accept()
got, times = b"", []
while len(got) < 408:
    part = c.recv(65536)
    if not part: break
    got += part; times.append(time.monotonic())
print(got[:8].decode().strip(), len(got), times[-1] - times[0], flush=True)
c.sendall(b"thanks"); c.close()
)");
    const quint16 port = peer.port();
    QVERIFY(port != 0);
    CliProcess replay({QStringLiteral("replay"), m_recording, QStringLiteral("--connection"),
                       QStringLiteral("1"), QStringLiteral("--to"),
                       QStringLiteral("tcp://127.0.0.1:%1").arg(port), QStringLiteral("--timing"), timing,
                       QStringLiteral("--print"), QStringLiteral("json")});
    QCOMPARE(replay.exitCode(), 0);
    QCOMPARE(peer.exitCode(), 0);
    const QList<QByteArray> words = peer.out().trimmed().split('\n').last().split(' ');
    QCOMPARE(words.size(), 4);
    QCOMPARE(words[0] + words[1] + words[2], QByteArray("EHLOx408"));
    const double took = words[3].toDouble();
    QVERIFY2(took >= least && took <= most, words[3].constData());
    QCOMPARE(replay.events(QStringLiteral("replayed")).first().value(QLatin1String("sends")).toInt(), 401);
}

void tst_CliExchange::aRecordedServerAnswersPython()
{
    NEEDS_PROGRAM("python3");
    CliProcess server({QStringLiteral("replay"), m_recording, QStringLiteral("--connection"),
                       QStringLiteral("1"), QStringLiteral("--as-server"),
                       QStringLiteral("tcp-listen://127.0.0.1:0"), QStringLiteral("--print"),
                       QStringLiteral("json")});
    const quint16 port = server.port();
    QVERIFY(port != 0);
    PythonPeer client(R"(
c = socket.create_connection(("127.0.0.1", int(sys.argv[1])), 10)
f = c.makefile("rb")
print(f.readline()); c.sendall(b"EHLO y\r\n")
print(f.readline()); c.sendall(b"d" * 400)
print(f.readline())
)",
                      {QString::number(port)});
    QCOMPARE(client.exitCode(), 0);
    QCOMPARE(client.out(), QByteArray("b'220 ready\\r\\n'\nb'250 x\\r\\n'\nb'221 bye\\r\\n'\n"));
    server.signal(SIGINT);
    QCOMPARE(server.exitCode(), 130);
}

void tst_CliExchange::aWorkspaceNamesWhoAnswersAsRecorded()
{
    NEEDS_PROGRAM("python3");
    const QString file = QFileInfo(m_recording).absolutePath() + QStringLiteral("/answers.json");
    const auto write = [&file](const QString &responder) {
        QFile out(file);
        return out.open(QIODevice::WriteOnly) &&
               out.write(QStringLiteral(R"({"version": 1, "sessions": [{"name": "as recorded",
                   "endpoint": "tcp-listen://127.0.0.1:0", "responder": "%1"}]})")
                             .arg(responder)
                             .toUtf8()) > 0;
    };
    const QString responder = QStringLiteral(R"(recorded(\"%1\", connection=1, side=in))");
    const QStringList run{QStringLiteral("run"),     file,
                          QStringLiteral("--start"), QStringLiteral("all"),
                          QStringLiteral("--print"), QStringLiteral("json")};
    QVERIFY(write(responder.arg(QFileInfo(m_recording).fileName())));
    CliProcess server(run);
    const quint16 port = server.port();
    QVERIFY(port != 0);
    PythonPeer client(R"(
c = socket.create_connection(("127.0.0.1", int(sys.argv[1])), 10)
print(c.makefile("rb").readline())
)",
                      {QString::number(port)});
    QCOMPARE(client.exitCode(), 0);
    QCOMPARE(client.out(), QByteArray("b'220 ready\\r\\n'\n"));
    server.signal(SIGINT);
    QCOMPARE(server.exitCode(), 130);

    QVERIFY(write(responder.arg(QStringLiteral("gone.sockrec"))));
    CliProcess refused(run);
    QCOMPARE(refused.exitCode(), 10);
    QVERIFY2(refused.out().contains("gone.sockrec"), refused.out().constData());
}

void tst_CliExchange::whatIsRefused_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("code");
    QTest::addColumn<QByteArray>("said");
    const auto row = [this](const char *name, const char *arguments, int code, const char *said) {
        QString text = QString::fromLatin1(arguments);
        text.replace(QLatin1String("FLOW"), m_recording).replace(QLatin1String("OUT"), path("refused"));
        QTest::newRow(name) << text.split(QLatin1Char(' ')) << code << QByteArray(said);
    };
    row("a format that is none", "export FLOW --format xml -o OUT", 2, "pcapng, hex, raw");
    row("no file", "export FLOW --format csv", 2, "--output");
    row("a filter that is none", "export FLOW --format csv -o OUT --filter len<>3", 2, "len<>3");
    row("no such recording", "export nowhere.sockrec --format csv -o OUT", 10, "nowhere");
    row("no such folder", "export FLOW --format csv -o OUT/deep/x", 10, "ENOENT");
    row("no capture", "import FLOW -o OUT", 10, "not a pcap or pcapng capture");
    row("no such connection", "replay FLOW --connection 9 --to tcp://127.0.0.1:9", 10, "#9");
    row("nobody to replay to", "replay FLOW --connection 1", 2, "--to or --as-server");
    row("a timing that is none", "replay FLOW --connection 1 --to tcp://127.0.0.1:9 --timing fast", 2,
        "scaled=0.5");
}

void tst_CliExchange::whatIsRefused()
{
    QFETCH(QStringList, arguments);
    QFETCH(int, code);
    QFETCH(QByteArray, said);
    CliProcess process(arguments);
    QCOMPARE(process.exitCode(), code);
    QVERIFY2(process.err().contains(said), process.err().constData());
    QVERIFY(!QFile::exists(path("refused")));
}

QTEST_GUILESS_MAIN(tst_CliExchange)
#include "tst_cliexchange.moc"
