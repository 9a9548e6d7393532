// The framers' contract and the known answers of the standards, for the framings that know a protocol.

#include "tests/framing/framecutting.h"

#include <QtTest/QTest>

using namespace netcore;
using namespace cutting;

namespace {

QByteArray hex(const char *digits)
{
    return QByteArray::fromHex(digits);
}

// RFC 6455 s.1.3 and 5.7
const QByteArray upgrade("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                         "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n");
const QByteArray maskedHello = hex("818537fa213d7f9f4d5158");
// RFC 9112 s.7.1, with an extension and a trailer
const QByteArray chunked(
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n5;a=b\r\nhello\r\n0A\r\n 0123456\r\n\r\n"
    "0\r\nX: y\r\n\r\n");
const QByteArray get("GET /a HTTP/1.1\r\nHost: h\r\n\r\n");
const QByteArray post("POST /p HTTP/1.0\r\ncontent-LENGTH:  4 \r\n\r\nbody");
const QByteArray noContent("HTTP/1.1 204 No Content\r\nContent-Length: 9\r\n\r\n");
// MODBUS Application Protocol V1.1b3 s.6.3: read registers 108 to 110 of unit 1; over TCP and over a serial
// line
const QByteArray readOverTcp = hex("000100000006 01 03006B0003");
const QByteArray answerOverTcp = hex("000100000009 01 0306022B00000064");
const QByteArray readOverSerial = hex("1103006B00037687");
const QByteArray answerOverSerial = hex("110306022B0000006458A2").left(9) + hex("C8BA");
// A query for example.com, type A (RFC 1035 s.4.1)
const QByteArray dnsQuery = hex("AAAA01000001000000000000076578616D706C6503636F6D0000010001");
// MQTT 3.1.1 s.3.1, 3.3.1, 3.12
const QByteArray mqttConnect = hex("101000044D5154540402003C000474657374");
const QByteArray mqttPublish = hex("30070003612F626869");
// NMEA 0183: sentences of GPS receivers' manuals
const QByteArray gga("$GPGGA,123519,4807.038,N,01131.000,E,1,08,0.9,545.4,M,46.9,M,,*47\r\n");
const QByteArray ais("!AIVDM,1,1,,B,177KQJ5000G?tO`K>RA1wUbN0TKH,0*5C\r\n");

QByteArray modbusWithCrc(const QByteArray &payload)
{
    return *framerOf(QStringLiteral("modbus-rtu"))->encode(payload);
}

} // namespace

class TestProtocolFramers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everySplitGivesTheSameFrames_data();
    void everySplitGivesTheSameFrames();
    void framesAsExpected_data();
    void framesAsExpected();
    void encodeAndDecodeAreInverse_data();
    void encodeAndDecodeAreInverse();
    void encodeRefuses_data();
    void encodeRefuses();
    void specsAreRefused_data();
    void specsAreRefused();
    void hostileLengthIsRefusedAtOnce_data();
    void hostileLengthIsRefusedAtOnce();
    void rubbishThenResynchronises_data();
    void rubbishThenResynchronises();
    void jsonNestsAtMost64Levels();
    void costlyPatternSwitchesItselfOff();
    void idleCutsAtPauses();
    void checksumsAreExplained();
    void websocketOrderIsExplained();
    void costsLinearTime_data();
    void costsLinearTime();
    void rubbishNeverBreaksTheContract();
};

void TestProtocolFramers::everySplitGivesTheSameFrames_data()
{
    QTest::addColumn<QString>("spec");
    QTest::addColumn<QByteArray>("stream");
    const QByteArray json(
        " {\"a\":[1,-2.5e+3,true,null,\"\\u00e9\\\"\"]}\n[]12 \"x\" 0.5{}rubbish\n[1,]\n{\"k\":0}\n");
    QTest::newRow("json") << "json" << json;
    QTest::newRow("json lines") << "json(lines)" << json;
    QTest::newRow("regex") << R"(regex('\r?\n'))" << QByteArray("one\r\ntwo\n\r\r\nthree\rfour");
    QTest::newRow("regex greedy") << R"(regex('\n+'))" << QByteArray("a\n\n\nb\nc\n\n");
    QTest::newRow("regex behind") << R"(regex('(?<=b)a+;?'))" << QByteArray("aaabaa;bababaaa");
    QTest::newRow("regex ahead") << R"(regex('(?=\$)'))" << QByteArray("x$abc$$de$");
    QTest::newRow("size-ok") << "size-ok"
                             << QByteArray("5hello0"
                                           "11\nwith spaces3abc42short");
    QTest::newRow("size-ok end") << "size-ok(end=0D0A)" << QByteArray("5\r\n123450\r\n1\r\nz2\rbad");
    QTest::newRow("size-ok receiver") << "size-ok" << QByteArray("lsokpwdookoxok");
    QTest::newRow("mbap") << "mbap" << readOverTcp + "xx" + answerOverTcp + readOverTcp.left(8);
    QTest::newRow("modbus-rtu") << "modbus-rtu"
                                << readOverSerial + answerOverSerial + "rub" + readOverSerial +
                                       hex("118302") + modbusWithCrc(hex("118302")) + readOverSerial.left(5);
    QTest::newRow("tpkt") << "tpkt" << hex("0300000702F080") + "\3\3" + hex("0300000902F0804142") + "\3\0";
    QTest::newRow("dns-tcp") << "dns-tcp"
                             << hex("001D") + dnsQuery + hex("000C") + QByteArray(12, 'x') + hex("0003") +
                                    "abc";
    QTest::newRow("http1 requests") << "http1"
                                    << "\r\n" + get + post + get.left(20);
    QTest::newRow("http1 responses") << "http1"
                                     << chunked + noContent + "HTTP/1.0 200 OK\r\n\r\nuntil the end";
    QTest::newRow("http1 rubbish") << "http1"
                                   << "rubbish\r\n" + get + "PUT / HTTP/1.1\r\nbad header\r\n\r\n" + get;
    QTest::newRow("http1 upgrade") << "http1" << upgrade + maskedHello;
    QTest::newRow("mqtt") << "mqtt"
                          << mqttConnect + mqttPublish + hex("C000") + hex("D001") + "x" + hex("0055");
    QTest::newRow("websocket") << "websocket"
                               << upgrade + hex("810548656C6C6F") + maskedHello + hex("0103486C6C") +
                                      hex("80026F6F") + hex("8900") + hex("827E0080") + QByteArray(128, 'b') +
                                      hex("8301");
    QTest::newRow("nmea") << "nmea"
                          << "noise" + gga + ais + "$GPxx*00\r\n$cut,$GPGLL,*50\n\r\n$open";
    QTest::newRow("template") << R"(template('\xAA\x55', type:u8, len:u16be, tail=2))"
                              << hex("AA5501000361626300FFAAAA550200010041FE42AA55");
    QTest::newRow("template lost") << "template(len:u8, incl, 2)" << hex("0541424344054142434402FF");
}

void TestProtocolFramers::everySplitGivesTheSameFrames()
{
    // faults.md rows 4, 5, 6
    QFETCH(QString, spec);
    QFETCH(QByteArray, stream);
    verifyEverySplit(spec, stream, {7u, 16u, 16u << 20}, 200, 9);
}

void TestProtocolFramers::framesAsExpected_data()
{
    QTest::addColumn<QString>("spec");
    QTest::addColumn<QByteArray>("stream");
    QTest::addColumn<QByteArrayList>("payloads");
    QTest::addColumn<FrameFault>("lastFault");
    const auto none = FrameFault::None;
    QTest::newRow("json") << "json" << QByteArray("{\"a\":\"}\"}[1]\n 12 true\"s\"")
                          << QByteArrayList{"{\"a\":\"}\"}", "[1]", "12", "true", "\"s\""} << none;
    QTest::newRow("json number open")
        << "json" << QByteArray("[] -0.5e7") << QByteArrayList{"[]", "-0.5e7"} << none;
    QTest::newRow("json number cut") << "json" << QByteArray("[]-") << QByteArrayList{"[]", "-"}
                                     << FrameFault::Unterminated;
    QTest::newRow("json leading zero")
        << "json" << QByteArray("[01]\n{}") << QByteArrayList{"[01]\n", "{}"} << none;
    QTest::newRow("json trailing comma")
        << "json" << QByteArray("[1,]\n") << QByteArrayList{"[1,]\n"} << FrameFault::Malformed;
    QTest::newRow("json wrong bracket")
        << "json" << QByteArray("[}\n") << QByteArrayList{"[}\n"} << FrameFault::Malformed;
    QTest::newRow("json bad escape") << "json" << QByteArray("\"\\x\"\n") << QByteArrayList{"\"\\x\"\n"}
                                     << FrameFault::Malformed;
    QTest::newRow("ndjson") << "json(lines)" << QByteArray("{\"a\":1} \r\n\n[2]\n3")
                            << QByteArrayList{"{\"a\":1}", "", "[2]", "3"} << none;
    QTest::newRow("ndjson cut by the line") << "json(lines)" << QByteArray("{\"a\":\n1}\n2\n")
                                            << QByteArrayList{"{\"a\":\n", "1}\n", "2"} << none;
    QTest::newRow("regex") << R"(regex('\d+;'))" << QByteArray("a12;b3;") << QByteArrayList{"a12;", "b3;"}
                           << none;
    QTest::newRow("regex ahead") << R"(regex('(?=\$)'))" << QByteArray("$a$b") << QByteArrayList{"$a", "$b"}
                                 << FrameFault::Unterminated;
    // faults.md row 9: what the exchange is known for, and the ways out of it
    QTest::newRow("size-ok") << "size-ok" << QByteArray("5hello3abc") << QByteArrayList{"hello", "abc"}
                             << none;
    QTest::newRow("size-ok non-digit stops")
        << "size-ok" << QByteArray("2\nx1y") << QByteArrayList{"\nx", "y"} << none;
    QTest::newRow("size-ok empty") << "size-ok"
                                   << QByteArray("00"
                                                 "1a")
                                   << QByteArrayList{"", "", "a"} << none;
    QTest::newRow("size-ok end") << "size-ok(end=0A)" << QByteArray("3\n1230\n") << QByteArrayList{"123", ""}
                                 << none;
    QTest::newRow("size-ok 21 digits") << "size-ok(sender)" << QByteArray("111111111111111111111")
                                       << QByteArrayList{"111111111111111111111"} << FrameFault::BadLength;
    QTest::newRow("size-ok no digit")
        << "size-ok(sender)" << QByteArray("x") << QByteArrayList{"x"} << FrameFault::BadLength;
    QTest::newRow("size-ok receiver")
        << "size-ok" << QByteArray("lsokpwdok") << QByteArrayList{"ls", "pwd"} << none;
    QTest::newRow("mbap") << "mbap" << readOverTcp + answerOverTcp
                          << QByteArrayList{readOverTcp, answerOverTcp} << none;
    QTest::newRow("modbus-rtu") << "modbus-rtu"
                                << readOverSerial + answerOverSerial + modbusWithCrc(hex("118302"))
                                << QByteArrayList{hex("1103006B0003"), hex("110306022B00000064"),
                                                  hex("118302")}
                                << none;
    QTest::newRow("tpkt") << "tpkt" << hex("0300000702F080") << QByteArrayList{hex("02F080")} << none;
    QTest::newRow("dns-tcp") << "dns-tcp" << hex("001D") + dnsQuery << QByteArrayList{dnsQuery} << none;
    QTest::newRow("dns-tcp too short")
        << "dns-tcp" << hex("000B") << QByteArrayList{hex("000B")} << FrameFault::BadLength;
    QTest::newRow("http1") << "http1" << get + post + get << QByteArrayList{get, post, get} << none;
    QTest::newRow("http1 chunked") << "http1" << chunked + noContent + chunked
                                   << QByteArrayList{chunked, noContent, chunked} << none;
    QTest::newRow("http1 until end") << "http1" << QByteArray("HTTP/1.0 200 OK\r\n\r\nall the rest")
                                     << QByteArrayList{"HTTP/1.0 200 OK\r\n\r\nall the rest"} << none;
    QTest::newRow("http1 two lengths")
        << "http1" << QByteArray("GET / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n")
        << QByteArrayList{"GET / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n"}
        << FrameFault::Malformed;
    QTest::newRow("http1 upgraded") << "http1" << upgrade + maskedHello
                                    << QByteArrayList{upgrade, maskedHello} << none;
    QTest::newRow("mqtt") << "mqtt" << mqttConnect + mqttPublish + hex("C000")
                          << QByteArrayList{mqttConnect, mqttPublish, hex("C000")} << none;
    QTest::newRow("mqtt long length") << "mqtt" << hex("30FFFFFFFF7F")
                                      << QByteArrayList{hex("30FFFFFFFF"), hex("7F")} << FrameFault::Unframed;
    QTest::newRow("websocket") << "websocket" << upgrade + hex("810548656C6C6F") + maskedHello
                               << QByteArrayList{upgrade, "Hello", "Hello"} << none;
    QTest::newRow("websocket fragments, a ping between them")
        << "websocket" << hex("010148 8900 000165 80026C6C 81016F") << QByteArrayList{"H", "", "e", "ll", "o"}
        << none;
    QTest::newRow("websocket begins with a continuation")
        << "websocket" << hex("810148 800165") << QByteArrayList{"H", hex("800165")} << FrameFault::Malformed;
    QTest::newRow("websocket message inside of another")
        << "websocket" << hex("010148 8165") + QByteArray(0x65, 'x')
        << QByteArrayList{"H", hex("8165") + QByteArray(0x65, 'x')} << FrameFault::Malformed;
    QTest::newRow("websocket long ping")
        << "websocket" << hex("897E0080") << QByteArrayList{hex("897E"), hex("0080")} << FrameFault::Unframed;
    QTest::newRow("websocket not shortest")
        << "websocket" << hex("817E007D") << QByteArrayList{hex("817E007D")} << FrameFault::BadLength;
    QTest::newRow("nmea") << "nmea" << gga + ais
                          << QByteArrayList{gga.sliced(1, gga.size() - 6), ais.sliced(1, ais.size() - 6)}
                          << none;
    QTest::newRow("template") << R"(template('\xAA\x55', 1, len:u16le))" << hex("AA5577020041 42")
                              << QByteArrayList{"AB"} << none;
    QTest::newRow("template incl") << "template(id:u16be, len:u8, incl)" << hex("00010541420002 03")
                                   << QByteArrayList{"AB", ""} << none;
    QTest::newRow("template below header") << "template(id:u16be, len:u8, incl)" << hex("000102")
                                           << QByteArrayList{hex("000102")} << FrameFault::BadLength;
}

void TestProtocolFramers::framesAsExpected()
{
    QFETCH(QString, spec);
    QFETCH(QByteArray, stream);
    QFETCH(QByteArrayList, payloads);
    QFETCH(FrameFault, lastFault);
    verifyFrames(spec, stream, payloads, lastFault);
}

void TestProtocolFramers::encodeAndDecodeAreInverse_data()
{
    QTest::addColumn<QString>("spec");
    QTest::addColumn<QByteArrayList>("payloads"); // besides random ones
    QTest::newRow("json") << "json" << QByteArrayList{"{\"a\":[1,2]}", "1", "\"x\"", "true", "[]", "-1e9"};
    QTest::newRow("json lines") << "json(lines)" << QByteArrayList{"{\"a\":[1,2]}", "1", "\"x\""};
    QTest::newRow("regex") << R"(regex('\r?\n'))" << QByteArrayList{"a\n", "b\r\n", "\n"};
    QTest::newRow("size-ok") << "size-ok" << QByteArrayList{"", "x1", " 42"};
    QTest::newRow("size-ok end") << "size-ok(end=0A)" << QByteArrayList{"", "123", "0"};
    QTest::newRow("size-ok receiver") << "size-ok(receiver)" << QByteArrayList{"ls", "", "oo"};
    QTest::newRow("mbap") << "mbap" << QByteArrayList{readOverTcp, answerOverTcp};
    QTest::newRow("modbus-rtu") << "modbus-rtu"
                                << QByteArrayList{hex("1103006B0003"), hex("110306022B00000064"),
                                                  hex("118302")};
    QTest::newRow("tpkt") << "tpkt" << QByteArrayList{"abc"};
    QTest::newRow("dns-tcp") << "dns-tcp" << QByteArrayList{dnsQuery};
    QTest::newRow("http1") << "http1" << QByteArrayList{get, post, chunked, noContent};
    QTest::newRow("mqtt") << "mqtt" << QByteArrayList{mqttConnect, mqttPublish};
    QTest::newRow("websocket") << "websocket"
                               << QByteArrayList{"", "grüß", QByteArray(126, 'x'),
                                                 QByteArray(70'000, '\xFF')};
    QTest::newRow("websocket client")
        << "websocket(client)" << QByteArrayList{"", QByteArray(125, 'x'), QByteArray(66'000, 'y')};
    QTest::newRow("nmea") << "nmea" << QByteArrayList{"GPGLL,4916.45,N,12311.12,W,225444,A", ""};
    QTest::newRow("template") << R"(template('ab', 2, len:u16be, plus=-2))" << QByteArrayList{"", "x"};
    QTest::newRow("template incl") << "template(len:u24le, incl)" << QByteArrayList{"", "x"};
    QTest::newRow("idle") << "idle(5ms)" << QByteArrayList{"only one"};
}

void TestProtocolFramers::encodeAndDecodeAreInverse()
{
    QFETCH(QString, spec);
    QFETCH(QByteArrayList, payloads);
    const std::unique_ptr<Framer> framer = framerOf(spec);
    QVERIFY(framer);
    QRandomGenerator random(11);
    for (int i = 0; i < 500 && spec != QLatin1String("idle(5ms)"); ++i) {
        payloads += randomBytes(random, random.bounded(60));
    }
    QByteArray stream;
    QByteArrayList sent;
    int refusals = 0;
    for (const QByteArray &payload : payloads) {
        const Result<QByteArray> wire = framer->encode(payload);
        if (!wire) { // refusing what cannot be framed is right, cutting it elsewhere would not be
            QVERIFY(*wire.error().reason);
            ++refusals;
            continue;
        }
        stream += *wire;
        sent += payload;
    }
    QVERIFY2(refusals <= 500, "one of the payloads of the row was refused");
    QCOMPARE(payloadsOf(*framer, whole(*framer, stream), stream), sent);
}

void TestProtocolFramers::encodeRefuses_data()
{
    QTest::addColumn<QString>("spec");
    QTest::addColumn<QByteArray>("payload");
    QTest::newRow("json two values") << "json" << QByteArray("[][]");
    QTest::newRow("json open") << "json" << QByteArray("{\"a\"");
    QTest::newRow("json space") << "json" << QByteArray(" 1");
    QTest::newRow("json nothing") << "json" << QByteArray();
    QTest::newRow("json lines") << "json(lines)" << QByteArray("{\n}");
    QTest::newRow("regex") << R"(regex('\n'))" << QByteArray("no end");
    QTest::newRow("regex two") << R"(regex('\n'))" << QByteArray("a\nb\n");
    QTest::newRow("size-ok digit") << "size-ok" << QByteArray("1st");
    QTest::newRow("size-ok receiver") << "size-ok(receiver)" << QByteArray("look");
    QTest::newRow("mbap length") << "mbap" << readOverTcp + "x";
    QTest::newRow("mbap protocol") << "mbap" << hex("000100010006 01 03006B0003");
    QTest::newRow("mbap short") << "mbap" << hex("0001");
    QTest::newRow("modbus-rtu length") << "modbus-rtu" << hex("1103006B000300");
    QTest::newRow("modbus-rtu function") << "modbus-rtu" << hex("1164006B0003");
    QTest::newRow("tpkt short") << "tpkt" << QByteArray("ab");
    QTest::newRow("tpkt long") << "tpkt" << QByteArray(65'532, 'x');
    QTest::newRow("dns-tcp short") << "dns-tcp" << QByteArray(11, 'x');
    QTest::newRow("dns-tcp long") << "dns-tcp" << QByteArray(65'536, 'x');
    QTest::newRow("http1 text") << "http1" << QByteArray("hello");
    QTest::newRow("http1 body missing") << "http1" << post.chopped(1);
    QTest::newRow("http1 until the end") << "http1" << QByteArray("HTTP/1.0 200 OK\r\n\r\n");
    QTest::newRow("mqtt") << "mqtt" << mqttPublish + "x";
    QTest::newRow("nmea") << "nmea" << QByteArray("GP*GGA");
    QTest::newRow("template tail") << "template(len:u8, tail=1)" << QByteArray("x");
    QTest::newRow("template long") << "template(len:u8)" << QByteArray(256, 'x');
    QTest::newRow("idle empty") << "idle(5)" << QByteArray();
}

void TestProtocolFramers::encodeRefuses()
{
    QFETCH(QString, spec);
    QFETCH(QByteArray, payload);
    const Result<QByteArray> wire = framerOf(spec)->encode(payload);
    QVERIFY(!wire);
    QVERIFY(*wire.error().reason);
}

void TestProtocolFramers::specsAreRefused_data()
{
    QTest::addColumn<QString>("spec");
    QTest::addColumn<int>("position");
    QTest::newRow("idle nothing") << "idle" << 4;
    QTest::newRow("idle zero") << "idle(0)" << 5;
    QTest::newRow("idle word") << "idle(fast)" << 5;
    QTest::newRow("json word") << "json(all)" << 5;
    QTest::newRow("regex not quoted") << "regex(a)" << 6;
    QTest::newRow("regex open") << "regex('a(')" << 9;
    QTest::newRow("regex matches nothing") << "regex('a*')" << 7;
    QTest::newRow("regex not ASCII") << QStringLiteral("regex('aé')") << 8;
    QTest::newRow("regex window") << "regex('a', window=70000)" << 18;
    QTest::newRow("size-ok end") << "size-ok(end=31)" << 12;
    QTest::newRow("template without length") << "template(id:u8)" << 9;
    QTest::newRow("template two lengths") << "template(len:u8, len:u8)" << 17;
    QTest::newRow("template type") << "template(len:u7)" << 9;
    QTest::newRow("template too large") << "template(len:u8, 256)" << 17;
    QTest::newRow("mbap argument") << "mbap(1)" << 5;
}

void TestProtocolFramers::specsAreRefused()
{
    QFETCH(QString, spec);
    QFETCH(int, position);
    const auto framer = makeFramer(spec);
    QVERIFY(!framer);
    QVERIFY(*framer.error().reason);
    QCOMPARE(framer.error().position, position);
}

void TestProtocolFramers::hostileLengthIsRefusedAtOnce_data()
{
    QTest::addColumn<QString>("spec");
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<quint64>("declared");
    QTest::newRow("size-ok") << "size-ok" << QByteArray("18446744073709551615x") << (~quint64(0) - 1);
    QTest::newRow("size-ok over 64 bit")
        << "size-ok(end=0A)" << QByteArray("99999999999999999999\n") << ~quint64(0);
    QTest::newRow("http1") << "http1"
                           << QByteArray("POST / HTTP/1.1\r\nContent-Length: 9999999999999999999\r\n\r\n")
                           << quint64(9999999999999999999ull);
    QTest::newRow("http1 chunk")
        << "http1" << QByteArray("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFF\r\n")
        << ~quint64(0);
    QTest::newRow("mqtt") << "mqtt" << hex("30FFFFFF7F") << quint64(268'435'455);
    QTest::newRow("websocket") << "websocket" << hex("827F7FFFFFFFFFFFFFFF") << (~quint64(0) >> 1);
    QTest::newRow("template") << "template('A', len:u64be, plus=1000000000)"
                              << QByteArray("A") + QByteArray(8, '\xFF') << ~quint64(0);
}

void TestProtocolFramers::hostileLengthIsRefusedAtOnce()
{
    // faults.md row 1
    QFETCH(QString, spec);
    QFETCH(QByteArray, header);
    QFETCH(quint64, declared);
    const std::unique_ptr<Framer> framer = framerOf(spec);
    Frames frames;
    framer->feed(header, 0, frames);
    QCOMPARE(frames.size(), size_t(1));
    QCOMPARE(frames[0].fault, FrameFault::TooLong);
    QCOMPARE(frames[0].declared, declared);
    framer->feed("what follows stays visible", 0, frames);
    framer->finish(frames);
    QVERIFY(coversWithoutGap(frames, header.size() + 26));
    QVERIFY(frames.back().fault != FrameFault::None);
}

void TestProtocolFramers::rubbishThenResynchronises_data()
{
    QTest::addColumn<QString>("spec");
    QTest::addColumn<QByteArray>("rubbish");
    QTest::addColumn<QByteArray>("good");
    QTest::newRow("json") << "json" << QByteArray("}{ not\n") << QByteArray("{\"a\":1}");
    QTest::newRow("json lines") << "json(lines)" << QByteArray("[1,2\n") << QByteArray("{\"a\":1}\n");
    QTest::newRow("regex") << R"(regex('\n', window=4))" << QByteArray("longer\n") << QByteArray("a\n");
    QTest::newRow("mbap") << "mbap" << QByteArray("rubbish!") << readOverTcp;
    QTest::newRow("modbus-rtu") << "modbus-rtu" << hex("1103FF00") << readOverSerial;
    QTest::newRow("tpkt") << "tpkt" << hex("0301030103") << hex("0300000702F080");
    QTest::newRow("http1") << "http1" << QByteArray("no HTTP\r\nGET without version\r\n") << get;
    QTest::newRow("http1 chunk") << "http1"
                                 << QByteArray("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n")
                                 << chunked;
    QTest::newRow("nmea") << "nmea" << QByteArray("*47\r\n$GPGGA,12") << gga;
    QTest::newRow("template") << R"(template('\xAA\x55', len:u8))" << hex("AAAA54") << hex("AA550141");
}

void TestProtocolFramers::rubbishThenResynchronises()
{
    QFETCH(QString, spec);
    QFETCH(QByteArray, rubbish);
    QFETCH(QByteArray, good);
    const std::unique_ptr<Framer> framer = framerOf(spec);
    const Frames frames = whole(*framer, rubbish + good + good);
    QVERIFY(frames.size() >= 3);
    QCOMPARE(frames.front().offset, quint64(0));
    QVERIFY(frames.front().fault != FrameFault::None);
    const Frame &last = frames.back();
    const Frame &before = frames[frames.size() - 2];
    QCOMPARE(last.fault, FrameFault::None);
    QCOMPARE(before.fault, FrameFault::None);
    QCOMPARE(before.offset, quint64(rubbish.size()));
    QCOMPARE(last.length, quint32(good.size()));
}

void TestProtocolFramers::jsonNestsAtMost64Levels()
{
    // faults.md row 6
    const auto framer = framerOf(QStringLiteral("json"));
    QVERIFY(framer->encode(QByteArray(64, '[') + QByteArray(64, ']')));
    QVERIFY(!framer->encode(QByteArray(65, '[') + QByteArray(65, ']')));
    const QByteArray bomb = QByteArray(100'000, '[') + '\n';
    const Frames frames = whole(*framer, bomb + "{}");
    QCOMPARE(frames.size(), size_t(2));
    QCOMPARE(frames[0].fault, FrameFault::Malformed);
    QCOMPARE(frames[1].fault, FrameFault::None);
}

void TestProtocolFramers::costlyPatternSwitchesItselfOff()
{
    // faults.md row 7
    const auto framer = framerOf(QStringLiteral("regex('(a+)+$', window=65535)"));
    QVERIFY(framer);
    const QByteArray stream = QByteArray(30'000, 'a') + 'b';
    Frames frames;
    for (int i = 0; i < 100; ++i)
        framer->feed(stream, 0, frames);
    framer->finish(frames);
    QVERIFY(coversWithoutGap(frames, 100 * stream.size()));
    QCOMPARE(frames.front().fault, FrameFault::TooCostly);
    QCOMPARE(frames.back().fault, FrameFault::Unframed);
    framer->reset(); // and a new stream is tried anew
    frames.clear();
    framer->feed("b", 0, frames);
    QVERIFY(frames.empty());
}

void TestProtocolFramers::idleCutsAtPauses()
{
    const auto framer = framerOf(QStringLiteral("idle(20ms)"));
    constexpr SteadyNs ms = 1'000'000;
    Frames frames;
    framer->feed("ab", 5 * ms, frames);
    framer->feed("c", 24 * ms, frames); // 19 ms later
    framer->feed("", 60 * ms, frames);  // an empty read is no read
    QVERIFY(frames.empty());
    framer->feed("d", 44 * ms, frames); // 20 ms later
    QCOMPARE(frames.size(), size_t(1));
    framer->feed("e", 44 * ms, frames);
    framer->finish(frames);
    QCOMPARE(frames.size(), size_t(2));
    QCOMPARE(frames[0].length, 3u);
    QCOMPARE(frames[1].length, 2u);
    QCOMPARE(frames[1].fault, FrameFault::None);
    const auto small = framerOf(QStringLiteral("idle(20)"), 4);
    frames.clear();
    small->feed("123456789", 0, frames);
    small->finish(frames);
    QVERIFY(coversWithoutGap(frames, 9));
    QCOMPARE(frames.back().fault, FrameFault::TooLong);
}

void TestProtocolFramers::checksumsAreExplained()
{
    QByteArray wrong = readOverSerial;
    wrong[3] = char(wrong[3] ^ 1);
    const auto modbus = framerOf(QStringLiteral("modbus-rtu"));
    const QByteArray stream = wrong + readOverSerial;
    const Frames frames = whole(*modbus, stream);
    QCOMPARE(frames.size(), size_t(2));
    QCOMPARE(frames[0].fault, FrameFault::BadCheck);
    const FaultDetail detail = modbus->explain(frames[0], wrong);
    QCOMPARE(detail.got, quint64(0x8776));
    QVERIFY(detail.wanted != detail.got);
    QCOMPARE(modbus->decode(frames[0], wrong), wrong.chopped(2));

    const auto nmea = framerOf(QStringLiteral("nmea"));
    const QByteArray sentence("$GPGLL*00\r\n");
    const Frames sentences = whole(*nmea, sentence);
    QCOMPARE(sentences[0].fault, FrameFault::BadCheck);
    const FaultDetail sum = nmea->explain(sentences[0], sentence);
    QCOMPARE(sum.wanted, quint64('G' ^ 'P' ^ 'G' ^ 'L' ^ 'L'));
    QCOMPARE(sum.got, quint64(0));
    QCOMPARE(sum.at, qsizetype(7));
}

void TestProtocolFramers::websocketOrderIsExplained()
{
    // RFC 6455 s.5.4: the frame is kept with its reason and place, and those behind it are good
    const std::unique_ptr<Framer> framer = framerOf(QStringLiteral("websocket"));
    const QByteArray stream = hex("8001AA 010148 820142 8001CC 810148");
    const Frames frames = whole(*framer, stream);
    QCOMPARE(frames.size(), std::size_t(5));
    const FrameFault none = FrameFault::None;
    const FrameFault wrong = FrameFault::Malformed;
    // What begins inside of a message ends it: the continuation behind it is one of nothing.
    const FrameFault faults[] = {wrong, none, wrong, wrong, none};
    for (std::size_t i = 0; i < 5; ++i) {
        QCOMPARE(frames[i].offset, quint64(3 * i));
        QCOMPARE(frames[i].fault, faults[i]);
    }
    const auto detail = [&](std::size_t i) {
        return framer->explain(frames[i], QByteArrayView(stream).sliced(qsizetype(3 * i), 3));
    };
    QVERIFY(QByteArray(detail(0).reason).contains("continuation of no message"));
    QCOMPARE(detail(0).at, qsizetype(0));
    QVERIFY(QByteArray(detail(2).reason).contains("before the one before it has ended"));
}

void TestProtocolFramers::costsLinearTime_data()
{
    QTest::addColumn<QString>("spec");
    QTest::addColumn<QByteArray>("piece");
    QTest::newRow("json") << "json" << QByteArray("[");
    QTest::newRow("json string") << "json" << QByteArray("\"a");
    QTest::newRow("regex") << R"(regex('\r\n'))" << QByteArray("\r");
    QTest::newRow("size-ok") << "size-ok" << QByteArray("o");
    QTest::newRow("mbap") << "mbap" << QByteArray(1, '\0');
    QTest::newRow("modbus-rtu") << "modbus-rtu" << QByteArray("\x11");
    QTest::newRow("http1") << "http1" << QByteArray("G");
    QTest::newRow("nmea") << "nmea" << QByteArray("$");
}

void TestProtocolFramers::costsLinearTime()
{
    // faults.md rows 3, 5: four times the bytes, one a segment, cost about four times as much, not sixteen
    QFETCH(QString, spec);
    QFETCH(QByteArray, piece);
    const auto framer = framerOf(spec);
    const double shortRun = cpuSecondsOf(*framer, piece, 50'000);
    const double longRun = cpuSecondsOf(*framer, piece, 200'000);
    QVERIFY2(longRun < 10 * shortRun + 0.2, qPrintable(QString::number(longRun / shortRun)));
}

void TestProtocolFramers::rubbishNeverBreaksTheContract()
{
    QRandomGenerator random(3);
    for (const FramingExample &example : framingExamples()) {
        const auto framer = framerOf(QString::fromUtf8(example.spec), 300);
        QVERIFY2(framer, example.spec);
        for (int round = 0; round < 60; ++round) {
            QByteArray stream(qsizetype(random.bounded(900)), Qt::Uninitialized);
            static constexpr char alphabet[] = "\0\1\2\3\x10\x81\r\n$*{}[]\",:0123456789GETok HTP/.aA";
            for (char &byte : stream)
                byte = round % 2 ? char(random.bounded(256))
                                 : alphabet[random.bounded(int(sizeof alphabet) - 1)];
            const Frames expected = whole(*framer, stream);
            QVERIFY2(coversWithoutGap(expected, stream.size()), example.spec);
            QVERIFY2(inPieces(*framer, stream, randomSizes(random, stream.size(), 30)) == expected,
                     example.spec);
        }
    }
}

QTEST_GUILESS_MAIN(TestProtocolFramers)
#include "tst_protocolframers.moc"
