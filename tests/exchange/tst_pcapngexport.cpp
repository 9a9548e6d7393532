#include "tests/exchange/exchangefixture.h"

#include <QtCore/QFileInfo>

using namespace exchangetest;
using netcore::ExportFormat;
using netcore::ExportRange;

/// What tshark, which we did not write, makes of our captures.
class TestPcapngExport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_dir.reset(); }

    void streamsAreFollowed_data();
    void streamsAreFollowed();
    void datagramsKeepTheirBoundaries();
    void segmentsEndWhereReadsDid();
    void endsAreAsRecorded_data();
    void endsAreAsRecorded();
    void aSelectionHasNoGaps();
    void notesAreComments();
    void aRingThatLostTheOpeningHasNoHandshake();
    void unixSocketsGetAddresses();
    void cancelLeavesNothing();
    void theFileIsForItsOwnerOnly();
    void capinfosReadsIt();

private:
    QString file() const { return m_dir->filePath(QStringLiteral("out.pcapng")); }
    netcore::ExportOutcome write(Script &script, const ExportRange &range = {});
    /// tshark's fields with every checksum validated.
    QStringList fields(const QStringList &names, const QString &filter = {}) const;
    QByteArray followed(int stream, const char *protocol = "tcp") const;

    std::unique_ptr<QTemporaryDir> m_dir;
};

namespace {

const QStringList checks{QStringLiteral("-o"), QStringLiteral("tcp.check_checksum:TRUE"),
                         QStringLiteral("-o"), QStringLiteral("ip.check_checksum:TRUE"),
                         QStringLiteral("-o"), QStringLiteral("udp.check_checksum:TRUE")};

constexpr uint warning = 0x600000; // PI_WARN; notes and chats are less

/// A long conversation in both directions, with chunks of many sizes.
QByteArrayList speak(Script &script, int connection)
{
    QByteArrayList said(2);
    const qsizetype lengths[] = {1,     2,     3,     1460,    32767, 32768,  65495,
                                 65496, 65535, 65536, 200'001, 7,     300'000};
    int seed = connection * 1000;
    for (const qsizetype length : lengths) {
        for (const Direction direction : {Direction::Out, Direction::In}) {
            if (direction == Direction::In && length > 100'000)
                continue; // one side alone, for long
            const QByteArray bytes = numbered(length, ++seed);
            script.data(connection, direction, bytes);
            said[direction == Direction::Out] += bytes;
        }
    }
    return said;
}

} // namespace

void TestPcapngExport::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    if (!has("tshark") || !has("capinfos"))
        QSKIP("tshark is not installed");
}

netcore::ExportOutcome TestPcapngExport::write(Script &script, const ExportRange &range)
{
    const auto written = exportRecording(script.store(), ExportFormat::Pcapng, range, file());
    if (!written)
        qFatal("%s %s", written.error().call, written.error().reason);
    return *written;
}

QStringList TestPcapngExport::fields(const QStringList &names, const QString &filter) const
{
    QStringList arguments = QStringList{QStringLiteral("-r"), file()} + checks;
    if (!filter.isEmpty())
        arguments << QStringLiteral("-Y") << filter;
    arguments << QStringLiteral("-T") << QStringLiteral("fields");
    for (const QString &name : names)
        arguments << QStringLiteral("-e") << name;
    return linesOf(outputOf(QStringLiteral("tshark"), arguments));
}

QByteArray TestPcapngExport::followed(int stream, const char *protocol) const
{
    const QString what = QStringLiteral("follow,%1,raw,%2").arg(QLatin1String(protocol)).arg(stream);
    return outputOf(QStringLiteral("tshark"),
                    {QStringLiteral("-r"), file(), QStringLiteral("-q"), QStringLiteral("-z"), what});
}

void TestPcapngExport::streamsAreFollowed_data()
{
    QTest::addColumn<QJsonObject>("facts");
    QTest::newRow("v4, a client of ours")
        << Script::facts(1, "tcp", false, "127.0.0.1:51544", "10.1.2.3:9000");
    QTest::newRow("v4, a peer came") << Script::facts(1, "tcp", true, "10.1.2.3:9000", "192.168.1.7:51544");
    QTest::newRow("v6") << Script::facts(1, "tcp", true, "[2001:db8::1]:9000", "[fe80::2%lo]:51544");
    QTest::newRow("unix") << Script::facts(1, "unix", true, "/run/some.sock", "");
}

void TestPcapngExport::streamsAreFollowed()
{
    QFETCH(QJsonObject, facts);
    Script script(m_dir->filePath(QStringLiteral("r")));
    script.session(1, "tcp-listen://127.0.0.1:9000");
    script.opened(1, facts);
    const QByteArrayList said = speak(script, 1);
    script.closed(1, facts, "fin-by-peer");
    write(script);

    // Warnings of any kind, wrong checksums, and all that the analysis of sequence numbers finds.
    const QStringList packets =
        fields({QStringLiteral("frame.number"), QStringLiteral("tcp.checksum.status"),
                QStringLiteral("tcp.analysis.flags"), QStringLiteral("_ws.malformed"),
                QStringLiteral("_ws.expert.severity"), QStringLiteral("_ws.expert.message")});
    QVERIFY(packets.size() > 25);
    for (const QString &packet : packets) {
        const QStringList told = packet.split(QLatin1Char('\t'));
        QVERIFY2(told.size() == 6 && told[1] == QLatin1String("1") && told[2].isEmpty() && told[3].isEmpty(),
                 qPrintable(packet));
        for (const QString &severity : told[4].split(QLatin1Char(','), Qt::SkipEmptyParts))
            QVERIFY2(severity.toUInt() < warning, qPrintable(packet));
    }

    // follow,raw gives lines of hex; those of the side that did not open it are indented.
    QByteArrayList heard(2);
    const bool inbound = facts.value(QLatin1String("inbound")).toBool();
    for (const QByteArray &line : followed(0).split('\n')) {
        const QByteArray digits = line.trimmed();
        const bool isHex = !digits.isEmpty() && QByteArray::fromHex(digits).toHex() == digits;
        const bool second = line.startsWith('\t');
        if (isHex)
            heard[second == inbound] += QByteArray::fromHex(digits);
    }
    QCOMPARE(heard[0].size(), said[0].size());
    QCOMPARE(heard[1].size(), said[1].size());
    QVERIFY(heard == said);
}

void TestPcapngExport::datagramsKeepTheirBoundaries()
{
    Script script(m_dir->filePath(QStringLiteral("r")));
    script.session(1, "udp-listen://0.0.0.0:5000");
    const QJsonObject v4 = Script::facts(1, "udp", true, "0.0.0.0:5000", "10.0.0.9:40000");
    const QJsonObject v6 = Script::facts(1, "udp", true, "[::]:5000", "[2001:db8::9]:40000");
    script.opened(1, v4);
    script.opened(2, v6);
    QStringList expected;
    for (const int length : {0, 1, 2, 508, 1472, 65507}) {
        for (const int connection : {1, 2}) {
            const QByteArray bytes = numbered(length, length);
            script.data(connection, Direction::In, bytes, RecordKind::Datagram);
            script.data(connection, Direction::Out, bytes, RecordKind::Datagram);
            for (const char *ports : {"40000\t5000", "5000\t40000"})
                expected << QLatin1String(ports) + QStringLiteral("\t%1\t1").arg(length + 8);
        }
    }
    script.data(2, Direction::In, numbered(65527), RecordKind::Datagram);
    expected << QStringLiteral("40000\t5000\t65535\t1");
    script.closed(1, v4, "session-closed");
    write(script);
    QCOMPARE(fields({QStringLiteral("udp.srcport"), QStringLiteral("udp.dstport"),
                     QStringLiteral("udp.length"), QStringLiteral("udp.checksum.status")}),
             expected);
    QCOMPARE(
        fields({QStringLiteral("_ws.expert.message")}, QStringLiteral("_ws.expert.severity >= 0x600000")),
        QStringList());
}

void TestPcapngExport::segmentsEndWhereReadsDid()
{
    Script script(m_dir->filePath(QStringLiteral("r")));
    const QJsonObject facts = Script::facts(1, "tcp", true, "127.0.0.1:9", "127.0.0.1:10");
    script.opened(1, facts);
    QStringList expected;
    for (const int length : {5, 1, 1460, 65495, 9}) {
        script.data(1, Direction::In, numbered(length));
        expected << QString::number(length);
    }
    write(script);
    QCOMPARE(fields({QStringLiteral("tcp.len")}, QStringLiteral("tcp.len > 0 && tcp.flags.push == 1")),
             expected);
    // Times are the recorded ones, to the nanosecond.
    const QStringList times = fields({QStringLiteral("frame.time_epoch")}, QStringLiteral("tcp.len > 0"));
    QCOMPARE(times.first(), QStringLiteral("1700000000.002469134"));
}

void TestPcapngExport::endsAreAsRecorded_data()
{
    QTest::addColumn<QByteArray>("how");
    QTest::addColumn<QByteArray>("error");
    QTest::addColumn<bool>("opened");
    QTest::addColumn<QString>("flags"); // source port and flags of every packet that is no pure ACK
    const QString shake = QStringLiteral("1000 S,2000 SA,");
    QTest::newRow("fin by peer") << QByteArray("fin-by-peer") << QByteArray() << true
                                 << shake + QStringLiteral("2000 FA,1000 FA");
    QTest::newRow("closed by us") << QByteArray("closed-by-us") << QByteArray() << true
                                  << shake + QStringLiteral("1000 FA,2000 FA");
    QTest::newRow("session closed") << QByteArray("session-closed") << QByteArray() << true
                                    << shake + QStringLiteral("1000 FA");
    QTest::newRow("reset by peer") << QByteArray("reset-by-peer") << QByteArray("ECONNRESET") << true
                                   << shake + QStringLiteral("2000 RA");
    QTest::newRow("reset by us") << QByteArray("reset-by-us") << QByteArray() << true
                                 << shake + QStringLiteral("1000 RA");
    QTest::newRow("refused") << QByteArray("failed") << QByteArray("ECONNREFUSED") << false
                             << QStringLiteral("1000 S,2000 RA");
    QTest::newRow("no answer") << QByteArray("failed") << QByteArray("ETIMEDOUT") << false
                               << QStringLiteral("1000 S");
}

void TestPcapngExport::endsAreAsRecorded()
{
    QFETCH(QByteArray, how);
    QFETCH(QByteArray, error);
    QFETCH(bool, opened);
    QFETCH(QString, flags);
    Script script(m_dir->filePath(QStringLiteral("r")));
    const QJsonObject facts = Script::facts(1, "tcp", false, "127.0.0.1:1000", "127.0.0.1:2000");
    script.opened(1, opened ? facts : Script::facts(1, "tcp", false, "", "127.0.0.1:2000"));
    script.closed(1, facts, how.constData(), error.isEmpty() ? nullptr : error.constData());
    write(script);
    QStringList seen;
    bool warned = false;
    for (const QString &line : fields({QStringLiteral("tcp.srcport"), QStringLiteral("tcp.flags"),
                                       QStringLiteral("_ws.expert.severity")})) {
        const QStringList told = line.split(QLatin1Char('\t'));
        const uint bits = told.value(1).toUInt(nullptr, 0);
        for (const QString &severity : told.value(2).split(QLatin1Char(','), Qt::SkipEmptyParts))
            warned = warned || severity.toUInt() >= warning;
        if (bits == 16)
            continue;
        QString names;
        for (const auto &[bit, name] : {std::pair(1u, 'F'), {2u, 'S'}, {4u, 'R'}, {16u, 'A'}}) {
            if (bits & bit)
                names += QLatin1Char(name);
        }
        seen << told.first() + QLatin1Char(' ') + names;
    }
    QCOMPARE(seen.join(QLatin1Char(',')), flags);
    // A reset is the one thing here that tshark warns of, and should.
    QCOMPARE(warned, flags.contains(QLatin1Char('R')));
}

void TestPcapngExport::aSelectionHasNoGaps()
{
    Script script(m_dir->filePath(QStringLiteral("r")));
    const QJsonObject facts = Script::facts(1, "tcp", true, "127.0.0.1:9", "127.0.0.1:10");
    script.session(1, "tcp-listen://127.0.0.1:9");
    script.opened(1, facts);
    for (int i = 0; i < 100; ++i)
        script.data(1, i % 3 ? Direction::In : Direction::Out, numbered(700, i));
    ExportRange range;
    range.rows.emplace();
    for (netcore::RowNumber row = 20; row < 90; row += 7)
        range.rows->add(row);
    const auto outcome = write(script, range);
    QCOMPARE(outcome.records, quint64(10));
    QCOMPARE(fields({QStringLiteral("tcp.len")}, QStringLiteral("tcp.len > 0")).size(), 10);
    QCOMPARE(fields({QStringLiteral("_ws.expert.message")},
                    QStringLiteral("_ws.expert.severity >= 0x600000 || tcp.analysis.flags")),
             QStringList());
    // The facts of the connection were looked for before the selection.
    QCOMPARE(fields({QStringLiteral("frame.interface_name")}).first(),
             QStringLiteral("tcp-listen://127.0.0.1:9"));
}

void TestPcapngExport::notesAreComments()
{
    Script script(m_dir->filePath(QStringLiteral("r")));
    const QJsonObject facts = Script::facts(1, "tcp", true, "127.0.0.1:9", "127.0.0.1:10");
    const QJsonObject udp = Script::facts(1, "udp", true, "127.0.0.1:9", "127.0.0.1:10");
    script.note(2, "before its first datagram");
    script.note(3, "of nobody");
    script.opened(1, facts);
    script.opened(2, udp);
    script.data(1, Direction::In, "login");
    script.note(1, "here the password goes, in clear · ✓");
    script.note(1, "twice");
    script.data(2, Direction::Out, "d", RecordKind::Datagram);
    write(script);
    const QStringList seen = fields({QStringLiteral("frame.number"), QStringLiteral("frame.comment")},
                                    QStringLiteral("frame.comment"));
    QCOMPARE(seen, QStringList({QStringLiteral("4\there the password goes, in clear · ✓,twice"),
                                QStringLiteral("5\tbefore its first datagram")}));
    const QByteArray info = outputOf(QStringLiteral("capinfos"), {QStringLiteral("-k"), file()});
    QVERIFY2(info.contains("of nobody"), info.constData());
    QVERIFY(info.contains("synthesised"));
}

void TestPcapngExport::aRingThatLostTheOpeningHasNoHandshake()
{
    Script script(m_dir->filePath(QStringLiteral("r")));
    script.opened(1, Script::facts(1, "tcp", true, "127.0.0.1:9", "127.0.0.1:10"), true);
    script.data(1, Direction::In, "middle");
    write(script);
    QCOMPARE(fields({QStringLiteral("tcp.flags")}), QStringList({QStringLiteral("0x0018")}));
}

void TestPcapngExport::unixSocketsGetAddresses()
{
    Script script(m_dir->filePath(QStringLiteral("r")));
    for (const int connection : {1, 2}) {
        script.opened(connection, Script::facts(1, "unix", true, "@abstract", ""));
        script.data(connection, Direction::In, "x");
    }
    write(script);
    const QStringList comments = fields({QStringLiteral("frame.comment")}, QStringLiteral("frame.comment"));
    QCOMPARE(comments.size(), 2);
    QVERIFY2(comments.first().contains(QStringLiteral("@abstract")), qPrintable(comments.first()));
    const QStringList streams = fields({QStringLiteral("tcp.stream")}, QStringLiteral("tcp.len > 0"));
    QCOMPARE(streams, QStringList({QStringLiteral("0"), QStringLiteral("1")}));
}

void TestPcapngExport::cancelLeavesNothing()
{
    Script script(m_dir->filePath(QStringLiteral("r")));
    for (int i = 0; i < 3000; ++i)
        script.data(1, Direction::In, "some bytes");
    QDir(m_dir->path()).mkdir(QStringLiteral("to"));
    const QString target = m_dir->filePath(QStringLiteral("to/x"));
    for (const netcore::ExportFormatEntry &entry : netcore::exportFormats()) {
        int asked = 0;
        const auto result = exportRecording(script.store(), entry.format, {}, target,
                                            [&asked](quint64, quint64) { return ++asked < 3; });
        QVERIFY2(!result, entry.name);
        QCOMPARE(result.error().kind, netcore::ErrorKind::Cancelled);
        QCOMPARE(QDir(m_dir->filePath(QStringLiteral("to"))).entryList(QDir::Files | QDir::Hidden),
                 QStringList());
    }
    const auto nowhere =
        exportRecording(script.store(), ExportFormat::Pcapng, {}, m_dir->filePath(QStringLiteral("none/x")));
    QVERIFY(!nowhere);
    QCOMPARE(nowhere.error().sysErrno, ENOENT);
}

void TestPcapngExport::theFileIsForItsOwnerOnly()
{
    // faults.md row 44
    Script script(m_dir->filePath(QStringLiteral("r")));
    script.data(1, Direction::In, "secret");
    QFile before(file());
    QVERIFY(before.open(QIODevice::WriteOnly));
    before.write("an older file, readable by all");
    before.setPermissions(QFile::ReadOwner | QFile::ReadOther);
    before.close();
    write(script);
    QCOMPARE(QFileInfo(file()).permissions() & ~(QFile::ReadUser | QFile::WriteUser),
             QFile::ReadOwner | QFile::WriteOwner);
}

void TestPcapngExport::capinfosReadsIt()
{
    Script script(m_dir->filePath(QStringLiteral("r")));
    script.session(1, "tcp-listen://127.0.0.1:9");
    script.session(2, "udp://127.0.0.1:10");
    script.opened(1, Script::facts(1, "tcp", true, "127.0.0.1:9", "127.0.0.1:10"));
    script.opened(2, Script::facts(2, "udp", true, "127.0.0.1:11", "127.0.0.1:10"));
    script.data(1, Direction::In, "a");
    script.data(2, Direction::In, "b", RecordKind::Datagram);
    write(script);
    const QByteArray info = outputOf(QStringLiteral("capinfos"), {file()});
    QVERIFY2(!info.contains("FAILED"), info.constData());
    for (const char *expected :
         {"pcapng", "Ethernet", "Number of packets:   5", "nanoseconds", "Name = tcp-listen://127.0.0.1:9",
          "Name = udp://127.0.0.1:10", "Strict time order:   True"})
        QVERIFY2(info.contains(expected), expected);
}

QTEST_GUILESS_MAIN(TestPcapngExport)
#include "tst_pcapngexport.moc"
