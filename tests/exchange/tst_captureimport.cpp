#include "netcore/exchange/captureimport.h"
#include "netcore/exchange/packetheaders.h"
#include "tests/exchange/capturefile.h"
#include "tests/exchange/exchangefixture.h"

#include <QtCore/QRandomGenerator>

using namespace exchangetest;
using capturefile::Pcap;
using netcore::CapturePiece;
using netcore::ErrorKind;
using netcore::ExportFormat;
using netcore::PacketEnds;
using netcore::PacketHeaders;
using netcore::SocketAddress;
using netcore::TcpFields;

class TestCaptureImport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_dir = std::make_unique<QTemporaryDir>(); }
    void cleanup() { m_dir.reset(); }

    void realCapturesAsTsharkReadsThem_data();
    void realCapturesAsTsharkReadsThem();
    void everyLinkLayer_data();
    void everyLinkLayer();
    void whatIsImportedIsARecording();
    void portsThatAreUsedAgainAreAnotherConversation();
    void ourExportComesBack_data();
    void ourExportComesBack();
    void cutPacketsLeaveGaps();
    void whatIsNoCaptureIsRefused_data();
    void whatIsNoCaptureIsRefused();
    void hostileBlocksEndTheCapture_data();
    void hostileBlocksEndTheCapture();
    void damagedBytesAreSurvived_data();
    void damagedBytesAreSurvived();
    void cancelLeavesNothing();
    void limitsOfOneConversation();

private:
    QString path(const char *name) const { return m_dir->filePath(QLatin1String(name)); }

    std::unique_ptr<QTemporaryDir> m_dir;
};

namespace {

QString stored(const QString &name)
{
    return QStringLiteral(TEST_DATA_DIR "/captures/") + name;
}

/// What passed in each direction: In first.
QByteArrayList streamsOf(const std::vector<CapturePiece> &pieces)
{
    QByteArrayList streams(2);
    for (const CapturePiece &piece : pieces)
        streams[piece.direction == Direction::Out] += piece.bytes;
    return streams;
}

/// Ethernet packets of one TCP conversation, made as our exporter makes them.
QByteArrayList conversation(const char *client = "10.0.0.1", const char *server = "10.0.0.2",
                            quint32 shift = 0)
{
    const SocketAddress from(QHostAddress(QLatin1String(client)), 40000);
    const SocketAddress to(QHostAddress(QLatin1String(server)), 80);
    QByteArrayList packets;
    const auto add = [&](bool out, quint32 sequence, quint32 acknowledged, quint8 flags,
                         const QByteArray &payload) {
        const PacketEnds ends = out ? PacketEnds{from, to, true} : PacketEnds{to, from, false};
        QByteArray packet = PacketHeaders::tcp(ends, {sequence + shift, acknowledged + shift, flags}, payload)
                                .bytes()
                                .toByteArray() +
                            payload;
        packet.replace(0, 12, QByteArray::fromHex("00005e00530100005e005302")); // addresses that say nothing
        packets.append(packet);
    };
    add(true, 100, 0, TcpFields::Syn, {});
    add(false, 0xFFFFFFF0, 101, TcpFields::Syn | TcpFields::Ack, {}); // its numbers run over
    add(true, 101, 0xFFFFFFF1, TcpFields::Ack, {});
    add(true, 101, 0xFFFFFFF1, TcpFields::Ack | TcpFields::Psh, "GET /\r\n");
    add(false, 0xFFFFFFF1, 108, TcpFields::Ack, "HTTP/1.1 200 OK\r\n\r\n"); // 19 bytes
    add(false, 4, 108, TcpFields::Ack | TcpFields::Psh, "body");
    add(true, 108, 8, TcpFields::Ack | TcpFields::Fin, {});
    add(false, 8, 109, TcpFields::Ack | TcpFields::Fin, {});
    return packets;
}

const QByteArrayList said{"HTTP/1.1 200 OK\r\n\r\nbody", "GET /\r\n"};

QByteArray linkHeader(quint32 linkType, bool isV6, bool first)
{
    const QByteArray type = isV6 ? QByteArray("\x86\xDD", 2) : QByteArray("\x08\x00", 2);
    switch (linkType) {
    case 0: return QByteArray::fromHex(isV6 ? "1e000000" : "02000000");
    case 108: return QByteArray::fromHex(isV6 ? "0000001e" : "00000002");
    case 113:
        return QByteArray::fromHex(first ? "0004" : "0000") +
               QByteArray::fromHex("000100065254000000000000") + type;
    case 276:
        return type + QByteArray::fromHex("0000000000010001") + QByteArray(1, first ? '\x04' : '\x00') +
               QByteArray::fromHex("065254000000000000");
    default: return {};
    }
}

} // namespace

void TestCaptureImport::realCapturesAsTsharkReadsThem_data()
{
    QTest::addColumn<int>("conversations");
    QTest::addColumn<QString>("protocol");
    QTest::newRow("http.pcapng") << 3 << QStringLiteral("tcp");
    QTest::newRow("http6-any.pcapng") << 1 << QStringLiteral("tcp");
    QTest::newRow("resp.pcap") << 1 << QStringLiteral("tcp");
    QTest::newRow("dns-cooked.pcap") << 3 << QStringLiteral("udp");
}

void TestCaptureImport::realCapturesAsTsharkReadsThem()
{
    QFETCH(int, conversations);
    QFETCH(QString, protocol);
    if (!has("tshark"))
        QSKIP("tshark is not installed");
    const QString file = stored(QString::fromLatin1(QTest::currentDataTag()));
    const auto list = netcore::conversationsOf(file);
    QVERIFY(list);
    QCOMPARE(int(list->size()), conversations);
    QStringList arguments{QStringLiteral("-r"), file, QStringLiteral("-q")};
    for (int i = 0; i < conversations; ++i)
        arguments << QStringLiteral("-z") << QStringLiteral("follow,%1,raw,%2").arg(protocol).arg(i);
    // Each conversation between two lines of "="; bytes of the second speaker are indented.
    const QStringList parts = QString::fromLatin1(outputOf(QStringLiteral("tshark"), arguments))
                                  .split(QStringLiteral("Follow: "), Qt::SkipEmptyParts);
    QStringList followed;
    for (const QString &part : parts) {
        if (part.startsWith(protocol))
            followed << part;
    }
    QCOMPARE(int(followed.size()), conversations);
    for (const netcore::CaptureConversation &c : *list) {
        const auto pieces = netcore::piecesOf(file, c.id);
        QVERIFY(pieces);
        QByteArrayList expected(2);
        // tshark lists the last one asked for first or last; the right one has the peer's port.
        for (const QString &part : std::as_const(followed)) {
            if (!part.contains(c.facts.peer.toString()) || !part.contains(c.facts.local.toString()))
                continue;
            const bool firstIsLocal =
                part.section(QStringLiteral("Node 0: "), 1).startsWith(c.facts.local.toString());
            for (const QString &line : part.split(QLatin1Char('\n'))) {
                const QByteArray digits = line.trimmed().toLatin1();
                if (digits.isEmpty() || QByteArray::fromHex(digits).toHex() != digits)
                    continue;
                const bool second = line.startsWith(QLatin1Char('\t'));
                expected[second != firstIsLocal] += QByteArray::fromHex(digits);
            }
        }
        QVERIFY(!expected[0].isEmpty() && !expected[1].isEmpty());
        QCOMPARE(streamsOf(*pieces), expected);
        QCOMPARE(c.bytesIn, quint64(expected[0].size()));
        QCOMPARE(c.bytesOut, quint64(expected[1].size()));
    }
}

void TestCaptureImport::everyLinkLayer_data()
{
    QTest::addColumn<quint32>("linkType");
    QTest::addColumn<QByteArray>("tags");
    QTest::addColumn<bool>("isV6");
    for (const bool isV6 : {false, true}) {
        const auto row = [isV6](const char *name, quint32 linkType, const char *tags = "") {
            QTest::addRow("%s, IPv%d", name, isV6 ? 6 : 4) << linkType << QByteArray::fromHex(tags) << isV6;
        };
        row("Ethernet", 1);
        row("Ethernet with a VLAN tag", 1, "81000005");
        row("Ethernet with two tags", 1, "88a8000181000005");
        row("loopback of BSD", 0);
        row("loopback of OpenBSD", 108);
        row("raw IP", 101);
        row("raw IP of one version", isV6 ? 229 : 228);
        row("Linux cooked", 113);
        row("Linux cooked, second version", 276);
    }
}

void TestCaptureImport::everyLinkLayer()
{
    QFETCH(quint32, linkType);
    QFETCH(QByteArray, tags);
    QFETCH(bool, isV6);
    for (const int form : {0, 1, 2, 3}) { // byte order, resolution of the times
        Pcap pcap(linkType, form & 1, form & 2);
        bool first = true;
        for (const QByteArray &packet : isV6 ? conversation("fe80::1", "fe80::2") : conversation()) {
            if (linkType == 1)
                pcap.add(QByteArray(packet).insert(12, tags) + QByteArray("padding"));
            else
                pcap.add(linkHeader(linkType, isV6, first) + packet.sliced(14));
            first = false;
        }
        QVERIFY(capturefile::writeFile(path("c.pcap"), pcap.bytes()));
        const auto list = netcore::conversationsOf(path("c.pcap"));
        QVERIFY(list);
        QCOMPARE(list->size(), std::size_t(1));
        const netcore::CaptureConversation &c = list->front();
        QCOMPARE(c.facts.local.toString(),
                 isV6 ? QStringLiteral("[fe80::1]:40000") : QStringLiteral("10.0.0.1:40000"));
        QVERIFY(!c.facts.inbound);
        QCOMPARE(c.facts.ended, QByteArray("closed-by-us"));
        const auto pieces = netcore::piecesOf(path("c.pcap"), c.id);
        QVERIFY(pieces);
        QCOMPARE(streamsOf(*pieces), said);
        QCOMPARE(pieces->size(), std::size_t(3)); // a chunk a segment
    }
}

void TestCaptureImport::whatIsImportedIsARecording()
{
    const auto outcome = netcore::importCapture(stored(QStringLiteral("http.pcapng")), path("r.sockrec"));
    QVERIFY(outcome);
    QCOMPARE(outcome->connections, quint64(3));
    QCOMPARE(outcome->missingBytes, quint64(0));
    QVERIFY(!outcome->damaged);
    QCOMPARE(QDir(m_dir->path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot),
             QStringList(QStringLiteral("r.sockrec")));
    const auto store = netcore::RecordingStore::open(path("r.sockrec"));
    QVERIFY(store);
    QCOMPARE((*store)->tornBytes(), quint64(0));
    const netcore::RecordingReader reader(*store);
    netcore::SteadyNs last = 0;
    QMap<RecordKind, int> kinds;
    quint64 bytes = 0;
    for (netcore::RowNumber row = 0; row < (*store)->rowCount(); ++row) {
        netcore::Record record;
        QByteArray payload;
        QVERIFY(reader.read(row, record) && reader.readPayload(record, payload));
        QVERIFY(record.time >= last);
        last = record.time;
        ++kinds[record.kind];
        bytes += record.isData() ? record.length : 0;
    }
    QCOMPARE(bytes, outcome->payloadBytes);
    QCOMPARE(kinds[RecordKind::SessionOpened], 1);
    QCOMPARE(kinds[RecordKind::ConnectionOpened], 3);
    QCOMPARE(kinds[RecordKind::ConnectionClosed], 3);
    // The recording begins when the capture did.
    const QByteArray started =
        outputOf(QStringLiteral("tshark"),
                 {QStringLiteral("-r"), stored(QStringLiteral("http.pcapng")), QStringLiteral("-c"),
                  QStringLiteral("1"), QStringLiteral("-T"), QStringLiteral("fields"), QStringLiteral("-e"),
                  QStringLiteral("frame.time_epoch")});
    QCOMPARE(QString::number((*store)->startedAt()),
             QString::fromLatin1(started).trimmed().remove(QLatin1Char('.')));
}

void TestCaptureImport::portsThatAreUsedAgainAreAnotherConversation()
{
    Pcap pcap(1);
    for (const quint32 shift : {0u, 5'000u, 3'000'000'000u}) {
        for (const QByteArray &packet : conversation("10.0.0.1", "10.0.0.2", shift))
            pcap.add(packet);
    }
    QVERIFY(capturefile::writeFile(path("c.pcap"), pcap.bytes()));
    const auto list = netcore::conversationsOf(path("c.pcap"));
    QVERIFY(list);
    QCOMPARE(list->size(), std::size_t(3));
    for (const netcore::CaptureConversation &c : *list)
        QCOMPARE(c.bytesOut, quint64(7));
}

void TestCaptureImport::ourExportComesBack_data()
{
    QTest::addColumn<QJsonObject>("facts");
    QTest::newRow("tcp") << Script::facts(1, "tcp", true, "127.0.0.1:9000", "127.0.0.1:51544");
    QTest::newRow("tcp over IPv6") << Script::facts(1, "tcp", false, "[::1]:51544", "[::1]:9000");
    QTest::newRow("unix") << Script::facts(1, "unix", true, "/run/x", "");
    QTest::newRow("udp") << Script::facts(1, "udp", true, "127.0.0.1:9000", "127.0.0.1:51544");
}

void TestCaptureImport::ourExportComesBack()
{
    QFETCH(QJsonObject, facts);
    const bool udp = facts.value(QLatin1String("transport")) == QLatin1String("udp");
    Script script(path("original"));
    script.session(1, "tcp-listen://127.0.0.1:9000");
    QRandomGenerator random(7);
    QByteArrayList sent(4); // both directions of both connections
    QList<qsizetype> lengths;
    script.opened(1, facts);
    QJsonObject other = facts;
    other[QLatin1String("peer")] = QStringLiteral("127.0.0.2:1");
    script.opened(2, other);
    for (int i = 0; i < 200; ++i) {
        const int connection = i < 2 ? i + 1 : int(random.bounded(2)) + 1; // each begins in its turn
        const Direction direction = random.bounded(2) ? Direction::Out : Direction::In;
        const qsizetype most = udp ? 1400 : i % 40 == 0 ? 200'000 : 2000;
        QByteArray bytes(qsizetype(random.bounded(int(most))) + (udp ? 0 : 1), Qt::Uninitialized);
        random.generate(bytes.begin(), bytes.end());
        script.data(connection, direction, bytes, udp ? RecordKind::Datagram : RecordKind::Chunk);
        sent[(connection - 1) * 2 + (direction == Direction::Out)] += bytes;
        lengths << bytes.size();
    }
    script.closed(1, facts, "fin-by-peer");
    script.closed(2, other, "reset-by-us");
    QVERIFY(exportRecording(script.store(), ExportFormat::Pcapng, {}, path("x.pcapng")));
    const auto outcome = netcore::importCapture(path("x.pcapng"), path("back.sockrec"));
    QVERIFY(outcome);
    QCOMPARE(outcome->missingBytes, quint64(0));
    QCOMPARE(outcome->otherPackets, quint64(0));

    const auto store = netcore::RecordingStore::open(path("back.sockrec"));
    QVERIFY(store);
    const netcore::RecordingReader reader(*store);
    QByteArrayList came(4);
    QList<qsizetype> cameLengths;
    QMap<ConnectionId, netcore::ConversationFacts> ends;
    for (netcore::RowNumber row = 0; row < (*store)->rowCount(); ++row) {
        netcore::Record record;
        QByteArray payload;
        QVERIFY(reader.read(row, record) && reader.readPayload(record, payload));
        if (record.isData()) {
            came[(int(record.connection) - 1) * 2 + (record.direction == Direction::Out)] += payload;
            cameLengths << payload.size();
        } else if (record.kind == RecordKind::ConnectionOpened ||
                   record.kind == RecordKind::ConnectionClosed) {
            ends[record.connection] = netcore::ConversationFacts::fromJson(payload);
        }
    }
    QVERIFY(came == sent);
    const netcore::ConversationFacts &first = ends[ConnectionId(1)];
    if (udp) { // who sends first is taken for the one that began it
        QCOMPARE(cameLengths, lengths);
    } else {
        QCOMPARE(first.inbound, facts.value(QLatin1String("inbound")).toBool());
        QCOMPARE(first.ended, QByteArray("fin-by-peer"));
    }
    QCOMPARE(ends[ConnectionId(2)].ended, udp ? QByteArray() : QByteArray("reset-by-us"));
    if (facts.value(QLatin1String("transport")) != QLatin1String("unix"))
        QCOMPARE(first.local.toString(), facts.value(QLatin1String("local")).toString());
}

void TestCaptureImport::cutPacketsLeaveGaps()
{
    const auto whole = netcore::conversationsOf(stored(QStringLiteral("resp.pcap")));
    const auto outcome = netcore::importCapture(stored(QStringLiteral("resp-cut.pcap")), path("r.sockrec"));
    QVERIFY(whole && outcome);
    QVERIFY(outcome->cutPackets > 0);
    const quint64 all = whole->front().bytesIn + whole->front().bytesOut;
    QCOMPARE(outcome->payloadBytes + outcome->missingBytes, all);
    QVERIFY(outcome->payloadBytes > 0 && outcome->payloadBytes < all);
}

void TestCaptureImport::whatIsNoCaptureIsRefused_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<ErrorKind>("kind");
    QTest::newRow("nothing") << QByteArray() << ErrorKind::Damaged;
    QTest::newRow("text") << QByteArray("this is no capture at all, whatever its name says")
                          << ErrorKind::Damaged;
    QTest::newRow("half a head") << Pcap(1).bytes().left(17) << ErrorKind::Damaged;
    QTest::newRow("a link layer of radio") << Pcap(127).bytes() << ErrorKind::Unsupported;
    QTest::newRow("a section alone") << capturefile::block(0x0A0D0D0A, capturefile::sectionBody())
                                     << ErrorKind::Damaged;
}

void TestCaptureImport::whatIsNoCaptureIsRefused()
{
    QFETCH(QByteArray, bytes);
    QFETCH(ErrorKind, kind);
    QVERIFY(capturefile::writeFile(path("c.pcap"), bytes));
    const auto outcome = netcore::importCapture(path("c.pcap"), path("r.sockrec"));
    QVERIFY(!outcome);
    QCOMPARE(outcome.error().kind, kind);
    QVERIFY(*outcome.error().reason != '\0');
    QVERIFY(!QFile::exists(path("r.sockrec")));
    const auto gone = netcore::importCapture(path("gone.pcap"), path("r.sockrec"));
    QCOMPARE(gone.error().sysErrno, ENOENT);
    const auto folder = netcore::importCapture(m_dir->path(), path("r.sockrec"));
    QVERIFY(!folder);
}

void TestCaptureImport::hostileBlocksEndTheCapture_data()
{
    using capturefile::block;
    QTest::addColumn<QByteArray>("bytes");
    const QByteArray section = block(0x0A0D0D0A, capturefile::sectionBody());
    const QByteArray interface = block(1, capturefile::interfaceBody());
    QByteArray packet(20, '\0');
    packet += QByteArray(64, 'x');
    QByteArray options = capturefile::interfaceBody();
    for (int i = 0; i < 1000; ++i)
        options += QByteArray::fromHex("01000000"); // empty comments, and no end of the options
    QByteArray endless = capturefile::interfaceBody() + QByteArray::fromHex("0100ffff");
    QByteArray lying(20, '\0');
    lying.replace(12, 4, QByteArray::fromHex("fcffffff"));
    QTest::newRow("a block of length 0") << section + interface + block(6, packet, 0);
    QTest::newRow("a block of 2^32-4") << section + interface + block(6, packet, 0xFFFFFFFC);
    QTest::newRow("a section of length 0") << block(0x0A0D0D0A, capturefile::sectionBody(), 0) + interface;
    QTest::newRow("a section of 2^32-4")
        << block(0x0A0D0D0A, capturefile::sectionBody(), 0xFFFFFFFC) + interface;
    QTest::newRow("options without end") << section + block(1, options) + block(6, packet);
    QTest::newRow("an option longer than its block") << section + block(1, endless) + block(6, packet);
    QTest::newRow("a packet that claims 2^32-4") << section + interface + block(6, lying);
    QTest::newRow("a packet of no interface") << section + block(6, packet);
    QTest::newRow("a million interfaces") << section + interface.repeated(100'000) + block(6, packet);
}

void TestCaptureImport::hostileBlocksEndTheCapture()
{
    // faults.md row 54
    QFETCH(QByteArray, bytes);
    QVERIFY(capturefile::writeFile(path("c.pcapng"), bytes));
    const auto outcome = netcore::importCapture(path("c.pcapng"), path("r.sockrec"));
    if (outcome)
        QVERIFY(netcore::RecordingStore::open(path("r.sockrec")));
    else
        QVERIFY(!QFile::exists(path("r.sockrec")));
}

void TestCaptureImport::damagedBytesAreSurvived_data()
{
    QTest::addColumn<QString>("file");
    for (const char *name : {"http.pcapng", "http6-any.pcapng", "dns-cooked.pcap", "resp.pcap"})
        QTest::newRow(name) << stored(QLatin1String(name));
}

void TestCaptureImport::damagedBytesAreSurvived()
{
    // faults.md row 54: no damage may end the program, hang it, or make more of the bytes than there are
    QFETCH(QString, file);
    QFile original(file);
    QVERIFY(original.open(QIODevice::ReadOnly));
    const QByteArray bytes = original.readAll();
    QRandomGenerator random(54);
    int read = 0;
    for (int round = 0; round < 400; ++round) {
        QByteArray damaged = bytes;
        for (int changes = 0; changes <= round % 4; ++changes) {
            const auto at = qsizetype(random.bounded(int(damaged.size())));
            damaged[at] = round % 3 == 0 ? char(0xFF) : char(random.generate());
        }
        if (round % 5 == 0)
            damaged.truncate(qsizetype(random.bounded(int(damaged.size()))));
        QVERIFY(capturefile::writeFile(path("c"), damaged));
        const auto list = netcore::conversationsOf(path("c"));
        if (!list)
            continue;
        ++read;
        quint64 total = 0;
        for (const netcore::CaptureConversation &c : *list)
            total += c.bytesIn + c.bytesOut;
        QVERIFY(total <= quint64(bytes.size()));
        if (round % 100 == 1)
            QVERIFY(netcore::importCapture(path("c"), path("r.sockrec")));
    }
    QVERIFY(read > 100); // most damage hits payloads
}

void TestCaptureImport::cancelLeavesNothing()
{
    Pcap pcap(1);
    for (int times = 0; times < 500; ++times) {
        for (const QByteArray &packet : conversation())
            pcap.add(packet);
    }
    QVERIFY(capturefile::writeFile(path("c.pcap"), pcap.bytes()));
    const auto outcome =
        netcore::importCapture(path("c.pcap"), path("r.sockrec"), [](quint64, quint64) { return false; });
    QVERIFY(!outcome);
    QCOMPARE(outcome.error().kind, ErrorKind::Cancelled);
    QCOMPARE(QDir(m_dir->path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot),
             QStringList(QStringLiteral("c.pcap")));
}

void TestCaptureImport::limitsOfOneConversation()
{
    const QString file = stored(QStringLiteral("http.pcapng"));
    const auto tooMuch = netcore::piecesOf(file, ConnectionId(1), 100);
    QVERIFY(!tooMuch);
    QCOMPARE(tooMuch.error().kind, ErrorKind::LimitExceeded);
    const auto none = netcore::piecesOf(file, ConnectionId(99));
    QVERIFY(!none);
    QCOMPARE(none.error().kind, ErrorKind::NotFound);
}

QTEST_GUILESS_MAIN(TestCaptureImport)
#include "tst_captureimport.moc"
