#include "netcore/exchange/captureimport.h"
#include "netcore/exchange/fragmentassembly.h"
#include "tests/exchange/capturefile.h"
#include "tests/exchange/exchangefixture.h"

#include <QtCore/QRandomGenerator>

#include <algorithm>
#include <netinet/in.h>

using namespace exchangetest;
using capturefile::Pcap;
using capturefile::put;
using netcore::DecodedPacket;
using netcore::FragmentAssembly;

/// Fragments of IP datagrams: as Linux cuts them, and as an attacker does.
class TestFragmentAssembly : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatLinuxCutIsPutTogetherAsTsharkDoes();
    void anyOrder_data();
    void anyOrder();
    void contradictionsAreRefused_data();
    void contradictionsAreRefused();
    void whatIsRefusedStaysRefused();
    void whatWasNotCapturedIsCut();
    void oldOnesAreGivenUp();
    void aNumberIsUsedAgain();
    void floodsAreBounded_data();
    void floodsAreBounded();
    void extensionsInsideOfADatagram();
    void damagedBytesAreSurvived();
};

namespace {

constexpr netcore::WallNs second = 1'000'000'000;

/// A fragment as the decoder gives it; `bytes` live as long as the test's.
DecodedPacket fragment(const QByteArray &bytes, quint32 offset, bool more, bool isV6 = false, quint32 id = 7)
{
    DecodedPacket packet;
    packet.from.isV6 = packet.to.isV6 = isV6;
    packet.from.address[0] = 1;
    packet.to.address[0] = 2;
    packet.payload = bytes;
    packet.fragment = {id, offset, more, IPPROTO_UDP};
    return packet;
}

struct Part
{
    quint32 offset;
    QByteArray bytes;
    bool more = true;
};

/// How often a datagram was completed by these, the last payload in `whole`.
int takeAll(FragmentAssembly &assembly, const QList<Part> &parts, bool isV6, QByteArray &whole)
{
    int done = 0;
    for (const Part &part : parts) {
        DecodedPacket packet = fragment(part.bytes, part.offset, part.more, isV6);
        if (!assembly.take(packet))
            continue;
        ++done;
        whole = packet.payload.toByteArray();
    }
    return done;
}

QList<Part> partsOf(const QByteArray &bytes, qsizetype each)
{
    QList<Part> parts;
    for (qsizetype at = 0; at < bytes.size(); at += each)
        parts.append({quint32(at), bytes.mid(at, each), at + each < bytes.size()});
    return parts;
}

/// An IPv4 packet with a part of a UDP datagram.
QByteArray v4(const Part &part, quint16 id)
{
    QByteArray bytes;
    put<quint16>(bytes, 0x4500, true);
    put<quint16>(bytes, quint16(20 + part.bytes.size()), true);
    put<quint16>(bytes, id, true);
    put<quint16>(bytes, quint16(part.offset / 8 | (part.more ? 0x2000 : 0)), true);
    put<quint32>(bytes, 0x40110000, true);
    put<quint32>(bytes, 0x0A000001, true);
    put<quint32>(bytes, 0x0A000002, true);
    return bytes + part.bytes;
}

/// An IPv6 packet with a part of what `next` says.
QByteArray v6(const Part &part, quint32 id, quint8 next)
{
    QByteArray bytes;
    put<quint32>(bytes, 0x60000000, true);
    put<quint16>(bytes, quint16(8 + part.bytes.size()), true);
    put<quint16>(bytes, 44 << 8 | 64, true);
    bytes += QByteArray(15, '\0') + '\1' + QByteArray(15, '\0') + '\2';
    put<quint16>(bytes, quint16(next << 8), true);
    put<quint16>(bytes, quint16(part.offset | (part.more ? 1 : 0)), true);
    put<quint32>(bytes, id, true);
    return bytes + part.bytes;
}

QByteArray udp(const QByteArray &payload)
{
    QByteArray bytes;
    put<quint16>(bytes, 1000, true);
    put<quint16>(bytes, 2000, true);
    put<quint16>(bytes, quint16(8 + payload.size()), true);
    put<quint16>(bytes, 0, true);
    return bytes + payload;
}

} // namespace

void TestFragmentAssembly::whatLinuxCutIsPutTogetherAsTsharkDoes()
{
    const QString file = QStringLiteral(TEST_DATA_DIR "/captures/fragments.pcapng");
    QTemporaryDir dir;
    const auto outcome = netcore::importCapture(file, dir.filePath(QStringLiteral("r.sockrec")));
    QVERIFY(outcome);
    QCOMPARE(outcome->connections, quint64(2));
    QCOMPARE(outcome->joinedDatagrams, quint64(6));
    QCOMPARE(outcome->otherPackets, quint64(0));
    QCOMPARE(outcome->incompleteDatagrams + outcome->refusedDatagrams, quint64(0));
    QVERIFY(outcome->fragments > outcome->joinedDatagrams * 5);
    const auto list = netcore::conversationsOf(file);
    QVERIFY(list);
    QByteArrayList ours;
    for (const netcore::CaptureConversation &c : *list) {
        QCOMPARE(c.piecesOut, quint64(4));
        QCOMPARE(c.bytesOut, quint64(8000 + 20 + 20'000 + 8000));
        const auto pieces = netcore::piecesOf(file, c.id);
        QVERIFY(pieces);
        for (const netcore::CapturePiece &piece : *pieces)
            ours << piece.bytes.toHex();
    }
    if (!has("tshark"))
        QSKIP("tshark is not installed");
    const QByteArray theirs =
        outputOf(QStringLiteral("tshark"),
                 {QStringLiteral("-r"), file, QStringLiteral("-Y"), QStringLiteral("udp.payload"),
                  QStringLiteral("-T"), QStringLiteral("fields"), QStringLiteral("-e"),
                  QStringLiteral("udp.payload")});
    QCOMPARE(ours, theirs.trimmed().split('\n'));
}

void TestFragmentAssembly::anyOrder_data()
{
    QTest::addColumn<bool>("isV6");
    QTest::newRow("IPv4") << false;
    QTest::newRow("IPv6") << true;
}

void TestFragmentAssembly::anyOrder()
{
    QFETCH(bool, isV6);
    QRandomGenerator random(3);
    FragmentAssembly assembly;
    for (int round = 0; round < 200; ++round) {
        const QByteArray bytes = numbered(qsizetype(random.bounded(1, 20'000)), round);
        QList<Part> parts = partsOf(bytes, qsizetype(random.bounded(1, 200)) * 8);
        if (parts.size() < 2)
            continue;
        std::shuffle(parts.begin(), parts.end(), random);
        if (round % 2 == 0) // one comes twice, before the datagram is whole
            parts.insert(parts.size() - 1, parts.first());
        QByteArray whole;
        QCOMPARE(takeAll(assembly, parts, isV6, whole), 1);
        QCOMPARE(whole, bytes);
    }
    assembly.finish();
    QCOMPARE(assembly.counts().incomplete + assembly.counts().refused, quint64(0));
}

void TestFragmentAssembly::contradictionsAreRefused_data()
{
    QTest::addColumn<QList<Part>>("parts");
    QTest::addColumn<bool>("v4Whole"); // what IPv6 never takes, IPv4 takes where the bytes agree
    const QByteArray a(16, 'a');
    QTest::newRow("other bytes") << QList<Part>{{0, a}, {8, QByteArray(16, 'b')}, {24, "end", false}}
                                 << false;
    QTest::newRow("the same bytes") << QList<Part>{{0, a}, {8, a}, {24, "end", false}} << true;
    QTest::newRow("inside of another") << QList<Part>{{0, a}, {8, a.first(8)}, {16, "end", false}} << true;
    QTest::newRow("over a gap")
        << QList<Part>{{0, a.first(8)}, {16, a.first(8)}, {0, a + a.first(8)}, {24, "end", false}} << true;
    QTest::newRow("twice, changed") << QList<Part>{{0, a}, {0, QByteArray(16, 'b')}, {16, "end", false}}
                                    << false;
    QTest::newRow("two ends") << QList<Part>{{24, "end", false}, {32, "end", false}, {0, a}, {16, a.first(8)}}
                              << false;
    QTest::newRow("beyond the end") << QList<Part>{{16, "end", false}, {24, a}, {0, a}} << false;
    QTest::newRow("an end before what is there") << QList<Part>{{16, a}, {8, "end", false}, {0, a}} << false;
    QTest::newRow("no multiple of 8") << QList<Part>{{0, "abc"}, {8, "end", false}} << false;
    QTest::newRow("empty") << QList<Part>{{0, a}, {16, ""}, {16, "end", false}} << false;
    QTest::newRow("ping of death") << QList<Part>{{65'528, QByteArray(100, 'x'), false}, {0, a}} << false;
}

void TestFragmentAssembly::contradictionsAreRefused()
{
    // faults.md row 54
    QFETCH(QList<Part>, parts);
    QFETCH(bool, v4Whole);
    for (const bool isV6 : {false, true}) {
        FragmentAssembly assembly;
        QByteArray whole;
        const bool isWhole = v4Whole && !isV6;
        QCOMPARE(takeAll(assembly, parts, isV6, whole), int(isWhole));
        assembly.finish();
        QCOMPARE(assembly.counts().refused, quint64(!isWhole));
        QCOMPARE(assembly.counts().incomplete, quint64(0));
        if (isWhole)
            QVERIFY(whole.startsWith("aaaaaaaaaaaaaaaa") && whole.endsWith("end"));
    }
}

void TestFragmentAssembly::whatIsRefusedStaysRefused()
{
    // RFC 8200 s.4.5: also the fragments that are still to come
    FragmentAssembly assembly;
    QByteArray whole;
    const QByteArray a(16, 'a');
    QCOMPARE(takeAll(assembly, {{0, a}, {8, a}, {0, a}, {16, a}, {32, "end", false}}, true, whole), 0);
    QCOMPARE(assembly.counts().refused, quint64(1));
}

void TestFragmentAssembly::whatWasNotCapturedIsCut()
{
    FragmentAssembly assembly;
    const QByteArray a(16, 'a');
    DecodedPacket first = fragment(a, 0, true);
    const QByteArray begun = a.first(4);
    DecodedPacket middle = fragment(begun, 16, true);
    middle.cut = 12;
    DecodedPacket last = fragment(a, 32, false);
    QVERIFY(!assembly.take(last) && !assembly.take(first));
    QVERIFY(assembly.take(middle));
    QCOMPARE(middle.payload.toByteArray(), QByteArray(20, 'a'));
    QCOMPARE(middle.cut, quint64(28));
}

void TestFragmentAssembly::oldOnesAreGivenUp()
{
    for (const bool isV6 : {false, true}) {
        const netcore::WallNs patience = isV6 ? 60 : 30;
        for (const netcore::WallNs late : {patience, patience + 1}) {
            FragmentAssembly assembly;
            const QByteArray a(16, 'a');
            DecodedPacket first = fragment(a, 0, true, isV6);
            DecodedPacket last = fragment(a, 16, false, isV6);
            first.at = 100 * second;
            last.at = first.at + late * second;
            QVERIFY(!assembly.take(first));
            QCOMPARE(assembly.take(last), late == patience);
            QCOMPARE(assembly.counts().incomplete, quint64(late > patience));
        }
    }
}

void TestFragmentAssembly::aNumberIsUsedAgain()
{
    // Behind one of IPv6, which waits longer, an old one of IPv4 must not be mixed with a new one.
    FragmentAssembly assembly;
    const QByteArray old(16, 'o');
    const QByteArray young(16, 'y');
    DecodedPacket waits = fragment(old, 0, true, true);
    DecodedPacket lost = fragment(old, 0, true);
    DecodedPacket last = fragment(young, 16, false);
    DecodedPacket first = fragment(young, 0, true);
    last.at = first.at = 40 * second;
    QVERIFY(!assembly.take(waits) && !assembly.take(lost) && !assembly.take(last));
    QVERIFY(assembly.take(first));
    QCOMPARE(first.payload.toByteArray(), young + young);
    QCOMPARE(assembly.counts().incomplete, quint64(1));
}

void TestFragmentAssembly::floodsAreBounded_data()
{
    QTest::addColumn<int>("datagrams");
    QTest::addColumn<int>("bytes");
    QTest::addColumn<quint64>("left"); // that a later end still completes, at most
    QTest::newRow("many") << 200'000 << 8 << quint64(1024);
    QTest::newRow("large") << 1000 << 65'000 << quint64((16 << 20) / 65'000);
}

void TestFragmentAssembly::floodsAreBounded()
{
    // faults.md row 54
    QFETCH(int, datagrams);
    QFETCH(int, bytes);
    QFETCH(quint64, left);
    FragmentAssembly assembly;
    const QByteArray part(bytes, 'x');
    for (int i = 0; i < datagrams; ++i) {
        DecodedPacket packet = fragment(part, 0, true, true, quint32(i));
        QVERIFY(!assembly.take(packet));
    }
    QVERIFY(assembly.counts().incomplete >= quint64(datagrams) - left);
    const QByteArray end = "end";
    DecodedPacket last = fragment(end, quint32(bytes), false, true, quint32(datagrams) - 1);
    QVERIFY(assembly.take(last)); // the newest are kept
}

void TestFragmentAssembly::extensionsInsideOfADatagram()
{
    // Destination options (next header UDP, padding of 6 bytes), then UDP: all of it in fragments.
    const QByteArray options = QByteArray::fromHex("1100010400000000");
    const QByteArray text = numbered(3000);
    QTemporaryDir dir;
    const QString file = dir.filePath(QStringLiteral("c.pcap"));
    Pcap pcap(101);
    for (const Part &part : partsOf(options + udp(text), 1232))
        pcap.add(v6(part, 9, 60));
    pcap.add(v6({0, udp("atomic"), false}, 9, 17)); // RFC 6946
    for (const Part &part : partsOf(udp(text), 1480))
        pcap.add(v4(part, 9));
    QVERIFY(capturefile::writeFile(file, pcap.bytes()));
    const auto list = netcore::conversationsOf(file);
    QVERIFY(list);
    QCOMPARE(list->size(), std::size_t(2));
    const auto six = netcore::piecesOf(file, ConnectionId(1));
    QVERIFY(six && six->size() == 2);
    QCOMPARE((*six)[0].bytes, text);
    QCOMPARE((*six)[1].bytes, QByteArray("atomic"));
    const auto four = netcore::piecesOf(file, ConnectionId(2));
    QVERIFY(four && four->size() == 1);
    QCOMPARE((*four)[0].bytes, text);
}

void TestFragmentAssembly::damagedBytesAreSurvived()
{
    // faults.md row 54
    QTemporaryDir dir;
    const QString file = dir.filePath(QStringLiteral("c.pcap"));
    QRandomGenerator random(8);
    quint64 lost = 0;
    for (int round = 0; round < 300; ++round) {
        Pcap pcap(101);
        qsizetype most = 0;
        for (int datagram = 0; datagram < 3; ++datagram) {
            for (const Part &part : partsOf(udp(numbered(2000, datagram)), 400)) {
                for (const bool isV6 : {false, true}) {
                    QByteArray bytes = isV6 ? v6(part, quint32(datagram), 17) : v4(part, quint16(datagram));
                    if (random.bounded(4) == 0)
                        bytes[qsizetype(random.bounded(int(std::min<qsizetype>(48, bytes.size()))))] =
                            char(random.generate());
                    pcap.add(bytes, random.bounded(10) == 0 ? qsizetype(random.bounded(60)) : -1);
                    most += bytes.size();
                }
            }
        }
        QVERIFY(capturefile::writeFile(file, pcap.bytes()));
        const auto list = netcore::conversationsOf(file);
        QVERIFY(list);
        quint64 total = 0;
        for (const netcore::CaptureConversation &c : *list)
            total += c.bytesIn + c.bytesOut;
        QVERIFY(total <= quint64(most));
        lost += total < 6 * 2000;
    }
    QVERIFY(lost > 100);
}

QTEST_GUILESS_MAIN(TestFragmentAssembly)
#include "tst_fragmentassembly.moc"
