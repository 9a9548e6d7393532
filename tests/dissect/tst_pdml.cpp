#include "netcore/dissect/packetlinker.h"
#include "tests/dissect/spanbytes.h"
#include "tests/exchange/exchangefixture.h"

using namespace netcore;
using Bytes = DissectedField::Bytes;

namespace {

const QByteArray chunks[] = {
    "GET /a HTT",
    "P/1.1\r\nHost: x\r\n\r\nGET /b HTTP/",
    "1.1\r\nHost: x\r\n\r\n",
};

/// What the second half of tests/data/pdml/http.pdml was made of.
QByteArrayList responses()
{
    const QByteArray body = "{\"hello\": [1,2,3], \"x\": \"" + QByteArray(200, 'y') + "\"}";
    const QByteArray first = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " +
                             QByteArray::number(body.size()) + "\r\n\r\n" + body;
    const QByteArray all = first +
                           "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n"
                           "5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n";
    const qsizetype n = first.size();
    return {all.first(30), all.sliced(30, 70), all.sliced(100, n - 80), all.sliced(n + 20, 60),
            all.sliced(n + 80)};
}

QByteArray kept(const char *name)
{
    QFile file(QStringLiteral(TEST_DATA_DIR "/pdml/") + QLatin1String(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QByteArray packetOf(const QByteArray &nodes)
{
    return "<pdml><packet><proto name='geninfo'><field name='num' show='1'/></proto><proto name='tcp'/>" +
           nodes + "</packet></pdml>";
}

} // namespace

/// The reader of tshark's answer, and the places of its fields in the recording.
class TestPdml : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void anyCutGivesTheSame();
    void fieldsOfAMessageInSeveralReads();
    void twoMessagesInOneRead();
    void decodedBytesAreLinkedToNothing();
    void hostilePlaces_data();
    void hostilePlaces();
    void hostileSegments_data();
    void hostileSegments();
    void limits_data();
    void limits();
    void whatIsNotWhole_data();
    void whatIsNotWhole();
    void aLongTagIsReadOnce();

private:
    std::vector<PdmlPacket> read(const QByteArray &text, qsizetype piece = 4096);
    std::vector<DissectedPacket> linked(const QByteArray &text);
    QByteArray bytesOf(const DissectedField &field) const { return ::bytesOf(m_store, field); }
    static const DissectedField *find(const DissectedPacket &packet, const char *name);
    void verifyAll(const DissectedPacket &packet) const;

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<exchangetest::Script> m_script;
    std::shared_ptr<const RecordingStore> m_store;
    std::vector<PacketPlace> m_places;
    NetError m_error;
};

void TestPdml::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_script = std::make_unique<exchangetest::Script>(m_dir->filePath(QStringLiteral("r")));
    m_places.clear();
    m_error = {};
    const auto add = [this](Direction direction, const QByteArray &bytes) {
        m_script->data(1, direction, bytes);
        PacketPlace place;
        place.row = m_places.size();
        place.isData = true;
        place.length = quint32(bytes.size());
        place.headers = 54;
        m_places.push_back(place);
    };
    for (const QByteArray &chunk : chunks)
        add(Direction::Out, chunk);
    for (const QByteArray &chunk : responses())
        add(Direction::In, chunk);
    m_store = m_script->store();
}

std::vector<PdmlPacket> TestPdml::read(const QByteArray &text, qsizetype piece)
{
    std::vector<PdmlPacket> packets;
    PdmlReader reader([&](PdmlPacket &&packet) { packets.push_back(std::move(packet)); });
    for (qsizetype at = 0; at < text.size(); at += piece) {
        const auto fed = reader.feed(text.mid(at, piece));
        if (!fed) {
            m_error = fed.error();
            return packets;
        }
    }
    if (const auto whole = reader.finish(); !whole)
        m_error = whole.error();
    return packets;
}

std::vector<DissectedPacket> TestPdml::linked(const QByteArray &text)
{
    std::vector<DissectedPacket> result;
    PacketLinker linker(m_store, m_places);
    for (const PdmlPacket &packet : read(text)) {
        if (auto one = linker.link(packet))
            result.push_back(std::move(*one));
    }
    return result;
}

const DissectedField *TestPdml::find(const DissectedPacket &packet, const char *name)
{
    for (const DissectedField &field : packet.fields) {
        if (field.name == QLatin1String(name))
            return &field;
    }
    return nullptr;
}

/// Every place is in the recording, and the tree is one.
void TestPdml::verifyAll(const DissectedPacket &packet) const
{
    for (std::size_t i = 0; i < packet.fields.size(); ++i) {
        const DissectedField &field = packet.fields[i];
        QCOMPARE(field.bytes == Bytes::Linked, !field.spans.empty());
        if (!field.spans.empty())
            QCOMPARE(quint64(bytesOf(field).size()), field.length);
        for (int child = 0; child < field.children; ++child) {
            const DissectedField &below = packet.fields[std::size_t(field.firstChild + child)];
            QCOMPARE(below.parent, int(i));
            QCOMPARE(below.position, child);
        }
    }
}

void TestPdml::anyCutGivesTheSame()
{
    const QByteArray text = kept("http.pdml");
    const auto whole = read(text, text.size());
    QCOMPARE(whole.size(), std::size_t(8));
    for (const qsizetype piece : {1, 7, 1000}) {
        const auto cut = read(text, piece);
        QCOMPARE(cut.size(), whole.size());
        for (std::size_t i = 0; i < cut.size(); ++i) {
            QCOMPARE(cut[i].number, quint64(i + 1));
            QCOMPARE(cut[i].nodes.size(), whole[i].nodes.size());
            QCOMPARE(cut[i].nodes.back().label, whole[i].nodes.back().label);
            QCOMPARE(cut[i].nodes.back().value, whole[i].nodes.back().value);
        }
    }
    QVERIFY(!m_error.isError());
}

void TestPdml::fieldsOfAMessageInSeveralReads()
{
    const auto packets = linked(kept("http.pdml"));
    QCOMPARE(packets.size(), std::size_t(8));
    for (const DissectedPacket &packet : packets)
        verifyAll(packet);
    QCOMPARE(packets[0].continuedIn, std::optional<RowNumber>(1));
    QVERIFY(packets[0].title.isEmpty());
    const DissectedPacket &request = packets[1];
    QCOMPARE(request.title, QStringLiteral("Hypertext Transfer Protocol: GET /a HTTP/1.1"));
    const DissectedField *version = find(request, "http.request.version");
    QVERIFY(version);
    QCOMPARE(version->spans, (std::vector<PayloadSpan>{{0, 7, 3}, {1, 0, 5}})); // over two reads
    QCOMPARE(bytesOf(*version), QByteArray("HTTP/1.1"));
    QCOMPARE(bytesOf(*find(request, "http.host")), QByteArray("Host: x\r\n"));
    QCOMPARE(bytesOf(*find(request, "http")), QByteArray("GET /a HTTP/1.1\r\nHost: x\r\n\r\n"));
    QCOMPARE(find(request, "http.request.full_uri")->bytes, Bytes::None);
    QCOMPARE(request.direction, Direction::Out);
}

/// The second begins in the middle of a read: its first segment is that read's end.
void TestPdml::twoMessagesInOneRead()
{
    const auto packets = linked(kept("http.pdml"));
    const DissectedField *uri = find(packets[2], "http.request.uri");
    QVERIFY(uri);
    QCOMPARE(uri->spans, (std::vector<PayloadSpan>{{1, 22, 2}}));
    QCOMPARE(bytesOf(*uri), QByteArray("/b"));
    const DissectedField *answer = find(packets[5], "http.content_type");
    QVERIFY(answer);
    QCOMPARE(bytesOf(*answer), QByteArray("Content-Type: application/json\r\n"));
    QCOMPARE(answer->spans.size(), std::size_t(2));
}

void TestPdml::decodedBytesAreLinkedToNothing()
{
    const auto packets = linked(kept("http.pdml"));
    const DissectedPacket &chunked = packets[7];
    QCOMPARE(bytesOf(*find(chunked, "http.chunk_data")), QByteArray("hello")); // as it passed
    QCOMPARE(find(chunked, "http.file_data")->bytes, Bytes::Elsewhere);        // put together
    QCOMPARE(find(chunked, "data-text-lines")->bytes, Bytes::Elsewhere);
    // A body that passed as it is, is linked.
    const DissectedField *json = find(packets[5], "http.file_data");
    QVERIFY(json);
    QCOMPARE(bytesOf(*json).left(10), QByteArray("{\"hello\": "));
}

void TestPdml::hostilePlaces_data()
{
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<bool>("isLinked");
    QTest::newRow("right") << QByteArray("pos='54' size='3' value='474554'") << true;
    QTest::newRow("the headers") << QByteArray("pos='53' size='3' value='474554'") << false;
    QTest::newRow("other bytes") << QByteArray("pos='54' size='3' value='474555'") << false;
    QTest::newRow("size too large") << QByteArray("pos='54' size='11' value='474554'") << false;
    QTest::newRow("size too small") << QByteArray("pos='54' size='2' value='474554'") << false;
    QTest::newRow("beyond the end") << QByteArray("pos='62' size='3' value='545450'") << false;
    QTest::newRow("huge") << QByteArray("pos='9223372036854775807' size='9223372036854775807' value='47'")
                          << false;
    QTest::newRow("beyond 64 bits") << QByteArray("pos='99999999999999999999' size='3' value='474554'")
                                    << false;
    QTest::newRow("negative") << QByteArray("pos='-1' size='-3' value='474554'") << false;
    QTest::newRow("no number") << QByteArray("pos='x' size='' value='474554'") << false;
    QTest::newRow("half a byte") << QByteArray("pos='54' size='3' value='47455'") << false;
    QTest::newRow("no hex") << QByteArray("pos='54' size='3' value='4745zz'") << false;
    QTest::newRow("bits") << QByteArray("pos='54' size='1' value='1' unmaskedvalue='47'") << true;
}

void TestPdml::hostilePlaces()
{
    QFETCH(QByteArray, field);
    QFETCH(bool, isLinked);
    const auto packets =
        linked(packetOf("<proto name='x' pos='54' size='10'><field name='y' " + field + "/></proto>"));
    QVERIFY(!m_error.isError());
    QCOMPARE(packets.size(), std::size_t(1));
    verifyAll(packets[0]);
    QCOMPARE(find(packets[0], "y")->bytes == Bytes::Linked, isLinked);
}

void TestPdml::hostileSegments_data()
{
    QTest::addColumn<QByteArray>("segments");
    const auto row = [](const char *name, const char *first, const char *second) {
        QTest::newRow(name) << QByteArray("<field name='tcp.segment' ") + first +
                                   "/><field name='tcp.segment' " + second + "/>";
    };
    const char *good = "show='1' pos='0' size='3' value='485454'";
    row("another packet's bytes", good, "show='3' pos='3' size='2' value='502f'");
    row("no such packet", good, "show='77' pos='3' size='2' value='502f'");
    row("longer than the packet", good, "show='2' pos='3' size='9999' value='502f'");
    row("a hole", good, "show='2' pos='4' size='2' value='502f'");
    row("over one another", good, "show='2' pos='2' size='2' value='502f'");
    row("no number", good, "show='' pos='3' size='2' value='502f'");
    row("a handshake", good, "show='9' pos='3' size='2' value='502f'");
}

void TestPdml::hostileSegments()
{
    QFETCH(QByteArray, segments);
    m_places.resize(9); // the last: no data
    const auto packets = linked(
        packetOf("<proto name='fake-field-wrapper'><field name='tcp.segments' pos='0' size='5'>" + segments +
                 "</field></proto><proto name='x' pos='0' size='5'>"
                 "<field name='y' pos='0' size='5' value='485454502f'/></proto>"));
    QCOMPARE(packets.size(), std::size_t(1));
    verifyAll(packets[0]);
    QCOMPARE(find(packets[0], "y")->bytes, Bytes::Elsewhere);
}

void TestPdml::limits_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("kind"); // of the error
    QTest::newRow("nodes in one another")
        << packetOf(QByteArray("<field name='f'>").repeated(500) + QByteArray("</field>").repeated(500)) << 0;
    QTest::newRow("elements in one another")
        << packetOf(QByteArray("<field name='f'>").repeated(5000)) << int(ErrorKind::LimitExceeded);
    QTest::newRow("many nodes") << packetOf(QByteArray("<field name='f'/>").repeated(50'000)) << 0;
    QTest::newRow("entities") << QByteArray("<!DOCTYPE pdml [<!ENTITY a 'aaaa'>]><pdml>&a;</pdml>")
                              << int(ErrorKind::Damaged);
    QTest::newRow("an endless tag") << "<pdml><packet><field name='" + QByteArray(17 << 20, 'a')
                                    << int(ErrorKind::LimitExceeded);
}

void TestPdml::limits()
{
    QFETCH(QByteArray, text);
    QFETCH(int, kind);
    const auto packets = read(text, 60'000);
    QCOMPARE(int(m_error.kind), kind);
    if (kind != 0)
        return;
    QCOMPARE(packets.size(), std::size_t(1));
    QVERIFY(packets[0].nodes.size() <= PdmlLimits().nodes);
    QVERIFY(packets[0].dropped > 0); // and counted
}

void TestPdml::whatIsNotWhole_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("packets");
    const QByteArray text = kept("http.pdml");
    QTest::newRow("empty") << QByteArray() << 0;
    QTest::newRow("cut in the first packet") << text.first(1000) << 0;
    QTest::newRow("cut in the last") << text.chopped(40) << 7;
    QTest::newRow("no end") << text.chopped(8) << 8;
    QTest::newRow("another language") << QByteArray("<html><packet/></html>") << 0;
    QTest::newRow("no XML") << QByteArray("tshark: what?\n") << 0;
    QTest::newRow("a control character") << QByteArray("<pdml><packet/>\x01</pdml>") << 1;
    QTest::newRow("crossed") << QByteArray("<pdml><packet><proto></packet></proto></pdml>") << 0;
}

void TestPdml::whatIsNotWhole()
{
    QFETCH(QByteArray, text);
    QFETCH(int, packets);
    QCOMPARE(int(read(text, 100).size()), packets); // what came before it stays
    QCOMPARE(m_error.kind, ErrorKind::Damaged);
}

/// The reader goes on where it stopped: linear however long the value is.
void TestPdml::aLongTagIsReadOnce()
{
    const QByteArray value = QByteArray("00").repeated(2 << 20);
    const auto packets = read(packetOf("<field name='f' value='" + value + "'/>"), 65536);
    QVERIFY(!m_error.isError());
    QCOMPARE(packets[0].nodes.back().value.size(), qsizetype(2 << 20));
}

QTEST_GUILESS_MAIN(TestPdml)
#include "tst_pdml.moc"
