#include "netcore/dissect/decodeasnames.h"
#include "netcore/dissect/dissection.h"
#include "tests/dissect/spanbytes.h"
#include "tests/exchange/exchangefixture.h"
#include "tests/session/enginebench.h"
#include "tests/support/capturefile.h"

#include <QtCore/QDir>
#include <QtCore/QElapsedTimer>
#include <QtCore/QScopeGuard>

using namespace netcore;
using exchangetest::Script;
using Bytes = DissectedField::Bytes;

#define NEEDS_TSHARK                                                                                         \
    do {                                                                                                     \
        if (!exchangetest::has("tshark"))                                                                    \
            QSKIP("tshark is not installed");                                                                \
    } while (false)

/// tshark itself over recordings, and programs in its place that misbehave.
class TestDissection : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void realCaptures_data();
    void realCaptures();
    void aBodyOverSeveralReads();
    void aChunkLongerThanAPacket();
    void liveConversations_data();
    void liveConversations();
    void protocolsToChoose();
    void onlyTheFirst();
    void nothingToDecode();
    void absent();
    void misbehaving_data();
    void misbehaving();
    void cancelled();
    void anotherOneReplacesIt();

private:
    void run(const std::shared_ptr<const RecordingStore> &store, const DissectOptions &options = {},
             const ExportRange &range = {});
    QByteArray bytesOf(const DissectedField &field) const { return ::bytesOf(m_store, field); }
    const DissectedField *find(const char *name, std::size_t from = 0) const;
    void verifyLinks() const;
    void pretend(const QByteArray &script);
    QString path(const char *name) const { return m_dir->filePath(QLatin1String(name)); }

    std::unique_ptr<QTemporaryDir> m_dir;
    QByteArray m_path;
    std::shared_ptr<const RecordingStore> m_store;
    std::vector<DissectedPacket> m_packets;
    std::optional<DissectOutcome> m_outcome;
};

void TestDissection::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_path = qgetenv("PATH");
    QDir().mkdir(path("temporary"));
    qputenv("TMPDIR", path("temporary").toLocal8Bit());
    m_packets.clear();
    m_outcome.reset();
}

void TestDissection::cleanup()
{
    qputenv("PATH", m_path);
    // Whatever happened, the capture is gone.
    QTRY_COMPARE(QDir(path("temporary")).entryList(QDir::AllEntries | QDir::NoDotAndDotDot), QStringList());
    qunsetenv("TMPDIR");
    m_store.reset();
}

void TestDissection::run(const std::shared_ptr<const RecordingStore> &store, const DissectOptions &options,
                         const ExportRange &range)
{
    m_store = store;
    Dissection dissection;
    connect(&dissection, &Dissection::decoded, this, [this](const std::vector<DissectedPacket> &packets) {
        m_packets.insert(m_packets.end(), packets.begin(), packets.end());
    });
    connect(&dissection, &Dissection::finished, this,
            [this](const DissectOutcome &outcome) { m_outcome = outcome; });
    dissection.start(store, range, options);
    QTRY_VERIFY_WITH_TIMEOUT(m_outcome, 30'000);
    QVERIFY(!dissection.isRunning());
}

/// The first field of this name in packet `from` or a later one.
const DissectedField *TestDissection::find(const char *name, std::size_t from) const
{
    for (std::size_t i = from; i < m_packets.size(); ++i) {
        for (const DissectedField &field : m_packets[i].fields) {
            if (field.name == QLatin1String(name))
                return &field;
        }
    }
    return nullptr;
}

/// What tshark shows as a number is the number in the linked bytes, whoever links them.
void TestDissection::verifyLinks() const
{
    int compared = 0;
    for (const DissectedPacket &packet : m_packets) {
        for (const DissectedField &field : packet.fields) {
            const QByteArray bytes = bytesOf(field);
            if (!field.spans.empty())
                QCOMPARE(quint64(bytes.size()), field.length);
            const bool isWholeNumber =
                field.name == QLatin1String("dns.id") || field.name == QLatin1String("dns.count.queries") ||
                field.name == QLatin1String("mbtcp.trans_id") || field.name == QLatin1String("mbtcp.len") ||
                field.name == QLatin1String("mbtcp.unit_id");
            if (!isWholeNumber)
                continue;
            bool ok = false;
            QCOMPARE(bytes.toHex().toULongLong(&ok, 16), field.show.toULongLong(nullptr, 0));
            ++compared;
        }
    }
    QVERIFY(compared > 0);
}

void TestDissection::realCaptures_data()
{
    QTest::addColumn<QString>("capture");
    QTest::addColumn<QString>("ends"); // the server's port
    QTest::addColumn<QString>("transport");
    QTest::addColumn<QString>("title");
    QTest::newRow("Modbus TCP") << QStringLiteral("modbus-poll") << QStringLiteral("127.0.0.1:502")
                                << QStringLiteral("tcp") << QStringLiteral("Modbus/TCP · Modbus");
    QTest::newRow("DNS over TCP") << QStringLiteral("dns-tcp") << QStringLiteral("[::1]:53")
                                  << QStringLiteral("tcp") << QStringLiteral("Domain Name System (query)");
    QTest::newRow("DNS over UDP") << QStringLiteral("dns-udp") << QStringLiteral("127.0.0.1:53")
                                  << QStringLiteral("udp") << QStringLiteral("Domain Name System (query)");
}

void TestDissection::realCaptures()
{
    NEEDS_TSHARK;
    QFETCH(QString, capture);
    QFETCH(QString, ends);
    QFETCH(QString, transport);
    QFETCH(QString, title);
    Script script(path("r"));
    script.session(1, "tcp://127.0.0.1:502");
    const QString own =
        ends.startsWith(u'[') ? QStringLiteral("[::1]:40000") : QStringLiteral("127.0.0.1:40000");
    const QJsonObject facts = Script::facts(1, transport.toLatin1().constData(), false,
                                            own.toLatin1().constData(), ends.toLatin1().constData());
    script.opened(1, facts);
    const auto chunks = capturedChunks(capture);
    QVERIFY(!chunks.empty());
    for (const CapturedChunk &chunk : chunks)
        script.data(1, chunk.toServer ? Direction::Out : Direction::In, chunk.bytes,
                    transport == QLatin1String("udp") ? RecordKind::Datagram : RecordKind::Chunk);
    script.closed(1, facts, "closed-by-us");
    run(script.store());
    QVERIFY2(!m_outcome->error.isError(), m_outcome->error.reason);
    QCOMPARE(m_outcome->records, quint64(chunks.size()));
    QCOMPARE(m_packets.size(), chunks.size());
    QCOMPARE(m_packets[0].title, title);
    QCOMPARE(m_packets[0].direction, Direction::Out);
    verifyLinks();
}

/// Head and body of an answer in five reads; the fields over them are those of one message.
void TestDissection::aBodyOverSeveralReads()
{
    NEEDS_TSHARK;
    Script script(path("r"));
    const QJsonObject facts = Script::facts(1, "tcp", false, "127.0.0.1:40000", "127.0.0.1:8080");
    script.opened(1, facts);
    script.data(1, Direction::Out, "GET /numbers HTTP/1.1\r\nHo");
    script.data(1, Direction::Out, "st: example.test\r\n\r\n");
    const QByteArray body = exchangetest::numbered(3000);
    const QByteArray answer =
        "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 3000\r\n\r\n" + body;
    for (qsizetype at = 0; at < answer.size(); at += 700)
        script.data(1, Direction::In, answer.mid(at, 700));
    run(script.store());
    QVERIFY2(!m_outcome->error.isError(), m_outcome->error.reason);
    QCOMPARE(m_packets.size(), std::size_t(7));
    QCOMPARE(bytesOf(*find("http.host")), QByteArray("Host: example.test\r\n"));
    QCOMPARE(find("http.host")->spans.size(), std::size_t(2));
    QCOMPARE(find("http.response_in")->pointsTo, std::optional<RowNumber>(7)); // not tshark's own number
    QCOMPARE(m_packets[2].continuedIn, std::optional<RowNumber>(7));           // the answer's last read
    const DissectedField *data = find("http.file_data");
    QVERIFY(data);
    QCOMPARE(bytesOf(*data), body);
    QCOMPARE(data->spans.size(), std::size_t(5));
    QCOMPARE(bytesOf(*find("data-text-lines")), body);
    QCOMPARE(
        m_packets[6].title,
        QStringLiteral(
            "Hypertext Transfer Protocol: HTTP/1.1 200 OK · Line-based text data: text/plain (1 lines)"));
}

/// One read of 100,000 bytes is two packets; the places are in the one record.
void TestDissection::aChunkLongerThanAPacket()
{
    NEEDS_TSHARK;
    Script script(path("r"));
    script.opened(1, Script::facts(1, "tcp", false, "127.0.0.1:40000", "127.0.0.1:8080"));
    const QByteArray body = exchangetest::numbered(100'000);
    script.data(1, Direction::Out, "GET / HTTP/1.1\r\n\r\n");
    script.data(1, Direction::In, "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n" + body);
    run(script.store());
    QVERIFY2(!m_outcome->error.isError(), m_outcome->error.reason);
    QCOMPARE(m_outcome->records, quint64(2));
    QCOMPARE(m_packets.size(), std::size_t(3));
    const DissectedField *data = find("http.file_data");
    QVERIFY(data);
    QCOMPARE(bytesOf(*data), body);
    for (const PayloadSpan &span : data->spans)
        QCOMPARE(span.row, RowNumber(2));
}

void TestDissection::liveConversations_data()
{
    QTest::addColumn<QString>("decodeAs");
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<QByteArray>("answer"); // sent in two pieces; empty: Python's own HTTP server
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("HTTP") << QString() << QByteArray("GET / HTTP/1.1\r\nHost: here\r\n\r\n") << QByteArray()
                          << QByteArray("http.server") << QByteArray("Server: SimpleHTTP");
    QTest::newRow("DNS over TCP")
        << QStringLiteral("dns")
        << QByteArray::fromHex("002212340100000100000000000003777777076578616d706c6504746573740000010001")
        << QByteArray::fromHex("002212348180000100000000000003777777076578616d706c6504746573740000010001")
        << QByteArray("dns.qry.name") << QByteArray("\3www\7example\4test\0", 18);
    QTest::newRow("Modbus TCP") << QStringLiteral("mbtcp") << QByteArray::fromHex("000700000006010300030005")
                                << QByteArray::fromHex("00070000000d01030a00150016001700180019")
                                << QByteArray("mbtcp.trans_id") << QByteArray("\0\7", 2);
}

/// A real conversation over loopback: our own engine recorded it.
void TestDissection::liveConversations()
{
    NEEDS_TSHARK;
    QFETCH(QString, decodeAs);
    QFETCH(QByteArray, request);
    QFETCH(QByteArray, answer);
    QFETCH(QByteArray, field);
    QFETCH(QByteArray, bytes);
    QProcess peer;
    const QString script =
        answer.isEmpty()
            ? QStringLiteral("import http.server as h\n"
                             "s=h.HTTPServer(('127.0.0.1',0),h.SimpleHTTPRequestHandler)\n"
                             "print(s.server_port,flush=True)\ns.serve_forever()")
            : QStringLiteral("import socket,sys\na=bytes.fromhex(sys.argv[1])\n"
                             "s=socket.create_server(('127.0.0.1',0))\n"
                             "print(s.getsockname()[1],flush=True)\nc,_=s.accept()\nc.recv(4096)\n"
                             "c.setsockopt(6,1,1)\nc.send(a[:9])\nc.recv(1)\nc.send(a[9:])\nc.recv(1)");
    peer.setWorkingDirectory(m_dir->path());
    peer.start(QStringLiteral("python3"),
               {QStringLiteral("-c"), script, QString::fromLatin1(answer.toHex())});
    QTRY_VERIFY_WITH_TIMEOUT(peer.canReadLine(), 20'000);
    const auto stop = qScopeGuard([&peer] {
        peer.kill();
        QVERIFY(QTest::qWaitFor([&peer] { return peer.state() == QProcess::NotRunning; }));
    });
    EngineBench bench;
    const SessionId client =
        bench.open(QStringLiteral("tcp://127.0.0.1:") + QString::fromLatin1(peer.readLine().trimmed()));
    QTRY_COMPARE(bench.liveOf(client).size(), 1);
    const ConnectionId connection = bench.only(client).id;
    bench.engine().send(connection, request);
    if (!answer.isEmpty()) {
        QTRY_COMPARE(bench.connection(connection).bytesIn, 9u);
        bench.engine().send(connection, request.first(1)); // lets the rest come
    }
    const QByteArray ending = answer.isEmpty() ? QByteArray("</html>\n") : answer;
    QTRY_VERIFY(bench.recorded(connection, Direction::In).endsWith(ending));
    ExportRange range;
    range.connections = {connection};
    DissectOptions options;
    options.decodeAs = decodeAs;
    run(bench.recordingStore(), options, range);
    QVERIFY2(!m_outcome->error.isError(), m_outcome->said.toUtf8().constData());
    const DissectedField *found = find(field.constData(), 1);
    QVERIFY2(found, m_packets.back().title.toUtf8().constData());
    QCOMPARE(found->bytes, Bytes::Linked);
    QVERIFY2(bytesOf(*found).startsWith(bytes), bytesOf(*found).toHex(' '));
    for (const DissectedPacket &packet : m_packets)
        QCOMPARE(packet.connection, connection);
}

void TestDissection::protocolsToChoose()
{
    NEEDS_TSHARK;
    DecodeAsNames names;
    QList<DecodeAsName> got;
    connect(&names, &DecodeAsNames::answered, this, [&](const QList<DecodeAsName> &list) { got = list; });
    names.ask();
    QTRY_VERIFY_WITH_TIMEOUT(!got.isEmpty(), 20'000);
    QVERIFY(got.size() > 200);
    const auto named = [&](const char *name) {
        return std::find_if(got.begin(), got.end(),
                            [&](const auto &each) { return each.name == QLatin1String(name); });
    };
    QVERIFY(named("dns") != got.end());
    QVERIFY(named("dns")->tcp && named("dns")->udp);
    QVERIFY(named("http")->tcp && !named("http")->udp);
    QCOMPARE(named("mbtcp")->purpose, QStringLiteral("Modbus/TCP"));
    QVERIFY(DecodeAsNames::parse("tshark: no\n\tbad name (x)\n\t(x)\nhttp (x)\n\tok (y").isEmpty());
}

void TestDissection::onlyTheFirst()
{
    NEEDS_TSHARK;
    Script script(path("r"));
    script.opened(1, Script::facts(1, "udp", false, "127.0.0.1:40000", "127.0.0.1:53"));
    for (int i = 0; i < 10; ++i)
        script.data(1, Direction::Out, "abc", RecordKind::Datagram);
    DissectOptions options;
    options.limits.records = 4;
    run(script.store(), options);
    QVERIFY(!m_outcome->error.isError());
    QCOMPARE(m_outcome->next, std::optional<RowNumber>(5)); // the opening is row 0
    QCOMPARE(m_outcome->records, 4u);
    QCOMPARE(m_packets.size(), std::size_t(4));
    m_packets.clear();
    m_outcome.reset();
    options.limits = {.records = 100, .bytes = 8};
    run(script.store(), options);
    QCOMPARE(m_outcome->next, std::optional<RowNumber>(3));
    QCOMPARE(m_outcome->records, 2u);
}

void TestDissection::nothingToDecode()
{
    NEEDS_TSHARK;
    Script script(path("r"));
    script.note(1, "nothing passed");
    run(script.store());
    QCOMPARE(m_outcome->error.kind, ErrorKind::NotFound);
    QCOMPARE(m_outcome->error.call, "export");
}

void TestDissection::absent()
{
    qputenv("PATH", "");
    Script script(path("r"));
    script.data(1, Direction::In, "abc");
    run(script.store());
    QCOMPARE(m_outcome->error.kind, ErrorKind::NotFound);
    QCOMPARE(m_outcome->error.call, "tshark");
    DecodeAsNames names;
    bool isEmpty = false;
    connect(&names, &DecodeAsNames::answered, this,
            [&](const QList<DecodeAsName> &list) { isEmpty = list.isEmpty(); });
    names.ask();
    QVERIFY(isEmpty);
}

/// A program of that name that does what it likes.
void TestDissection::pretend(const QByteArray &script)
{
    QDir().mkdir(path("bin"));
    QFile file(path("bin/tshark"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("#!/bin/sh\n" + script + "\n");
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    file.close();
    qputenv("PATH", path("bin").toLocal8Bit() + ':' + m_path);
}

void TestDissection::misbehaving_data()
{
    QTest::addColumn<QByteArray>("script");
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("said");
    QTest::newRow("slow") << QByteArray("exec sleep 60") << int(ErrorKind::TimedOut) << QString();
    QTest::newRow("silent") << QByteArray("exit 0") << int(ErrorKind::Damaged) << QString();
    QTest::newRow("garbage") << QByteArray("echo 'what?'; exec sleep 60") << int(ErrorKind::Damaged)
                             << QString();
    QTest::newRow("endless") << QByteArray("echo '<pdml>'; exec yes '<packet></packet>'")
                             << int(ErrorKind::LimitExceeded) << QString();
    QTest::newRow("an error")
        << QByteArray("echo 'Running as user \"root\"' >&2; echo 'tshark: no such thing' >&2; exit 2")
        << int(ErrorKind::Other) << QStringLiteral("tshark: no such thing");
    QTest::newRow("loud") << QByteArray("head -c 9000000 /dev/zero | tr '\\0' e >&2; exit 1")
                          << int(ErrorKind::Other) << QString(1000, u'e');
    QTest::newRow("crashed") << QByteArray("kill -SEGV $$") << int(ErrorKind::Other) << QString();
    QTest::newRow("an error behind a whole answer")
        << QByteArray("echo '<pdml></pdml>'; exit 1") << int(ErrorKind::Other) << QString();
    QTest::newRow("its arguments")
        << QByteArray("case \"$*\" in *'-n -2 -Q -r '*'/selection.pcapng -T pdml'*) ;; *) exit 9;; esac\n"
                      "[ \"$(stat -c %a selection.pcapng) $(stat -c %a .)\" = '600 700' ] || exit 8\n"
                      "echo '<pdml></pdml>'")
        << 0 << QString();
}

void TestDissection::misbehaving()
{
    QFETCH(QByteArray, script);
    QFETCH(int, kind);
    QFETCH(QString, said);
    pretend(script);
    Script recording(path("r"));
    recording.data(1, Direction::In, "abc");
    DissectOptions options;
    options.time = std::chrono::milliseconds(kind == int(ErrorKind::TimedOut) ? 300 : 20'000);
    options.output = 4 << 20;
    run(recording.store(), options);
    QCOMPARE(int(m_outcome->error.kind), kind);
    if (kind != 0)
        QVERIFY(m_outcome->error.reason[0] != '\0'); // says why
    QCOMPARE(m_outcome->said, said);
}

void TestDissection::cancelled()
{
    pretend("touch started; echo '<pdml>'; exec sleep 60");
    Script recording(path("r"));
    recording.data(1, Direction::In, "abc");
    Dissection dissection;
    QList<DissectOutcome> outcomes;
    connect(&dissection, &Dissection::finished, this,
            [&](const DissectOutcome &outcome) { outcomes += outcome; });
    dissection.start(recording.store(), {});
    QVERIFY(dissection.isRunning());
    const QDir folder(path("temporary"));
    QTRY_VERIFY_WITH_TIMEOUT(
        !folder.entryList({QStringLiteral("*")}, QDir::Dirs | QDir::NoDotAndDotDot).isEmpty() &&
            QFile::exists(folder.filePath(folder.entryList(QDir::Dirs | QDir::NoDotAndDotDot)[0]) +
                          QStringLiteral("/started")),
        20'000);
    dissection.cancel();
    QCOMPARE(outcomes.size(), 1);
    QCOMPARE(outcomes[0].error.kind, ErrorKind::Cancelled);
    QVERIFY(!dissection.isRunning());
    dissection.cancel(); // nothing more to end
    QCOMPARE(outcomes.size(), 1);
}

void TestDissection::anotherOneReplacesIt()
{
    pretend(
        "if [ -e \"$0.second\" ]; then echo '<pdml></pdml>'; else touch \"$0.second\"; exec sleep 60; fi");
    Script recording(path("r"));
    recording.data(1, Direction::In, "abc");
    Dissection dissection;
    QList<DissectOutcome> outcomes;
    connect(&dissection, &Dissection::finished, this,
            [&](const DissectOutcome &outcome) { outcomes += outcome; });
    dissection.start(recording.store(), {});
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(path("bin/tshark.second")), 20'000);
    dissection.start(recording.store(), {});
    QTRY_COMPARE_WITH_TIMEOUT(outcomes.size(), 1, 20'000);
    QVERIFY(!outcomes[0].error.isError());
}

QTEST_GUILESS_MAIN(TestDissection)
#include "tst_dissection.moc"
