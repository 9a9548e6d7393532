// The guess on streams that its weights were not chosen with: other protocols, parameters and messages.
#include "netcore/payload/checksum.h"
#include "tests/framing/guessstreams.h"

#include <QtTest/QTest>

using namespace netcore;
using namespace guessing;

namespace {

QByteArray sentence(QRandomGenerator &r, int least, int most)
{
    static const char *const all[] = {"alarm", "zone", "north", "reset", "by",    "operator", "7",  "at",
                                      "level", "high", "0.93",  "kPa",   "reads", "fan",      "on", "no"};
    QByteArray text;
    for (int i = least + int(r.bounded(most - least + 1)); i > 0; --i)
        text += QByteArray(all[r.bounded(16)]) + (i > 1 ? " " : "");
    return text;
}

QByteArray by(const char *spec, const QByteArray &payload)
{
    return encodedBy(QLatin1String(spec), payload);
}

/// protobuf: field 1 a number, field 2 a text, field 3 a float
QByteArray protobuf(QRandomGenerator &r, int i)
{
    const QByteArray name = sentence(r, 1, 8);
    return QByteArray("\x08") + char(i & 0x7F) + '\x12' + char(name.size()) + name + '\x1D' +
           number(0x3F800000u + r.bounded(0x10000u), 4, false);
}

/// An image line, audio: values near the one before.
QByteArray samples(QRandomGenerator &r, int size)
{
    QByteArray bytes;
    int value = 128;
    while (bytes.size() < size)
        bytes += char(value = (value + int(r.bounded(7)) - 3) & 0xFF);
    return bytes;
}

const std::vector<Stream> &heldOut()
{
    static const std::vector<Stream> all = {
        {"log lines", "line",
         [](auto &r, int i) {
             return "<" + QByteArray::number(134 + i % 3) +
                    ">Mar  1 10:00:" + QByteArray::number(10 + i % 50) +
                    " plc4 fan[31]: " + sentence(r, 2, 9) + '\n';
         }},
        {"AT dialogue", "line(crlf)",
         [](auto &r, int i) {
             return i % 2
                        ? QByteArray("OK\r\n")
                        : "+CSQ: " + QByteArray::number(r.bounded(31)) + "," + QByteArray::number(i) + "\r\n";
         }},
        {"mail server", "line(crlf)",
         [](auto &r, int i) { return QByteArray::number(250 + i % 4) + "-" + sentence(r, 1, 7) + "\r\n"; }},
        {"CR of an old terminal", "line(cr)", [](auto &r, int) { return "*" + sentence(r, 1, 5) + '\r'; }},
        {"EOT texts", "delim(04)", [](auto &r, int) { return sentence(r, 2, 12) + '\x04'; }},
        {"record separators", "delim(1E)",
         [](auto &r, int i) { return "id=" + QByteArray::number(i) + '\x1F' + sentence(r, 1, 6) + '\x1E'; }},
        {"two byte end", "delim(2323)", [](auto &r, int) { return "{" + sentence(r, 1, 5) + "}##"; }},
        {"nested NDJSON", "json(lines)",
         [](auto &r, int i) {
             return "[{\"t\":" + QByteArray::number(1.5 * i) + ",\"a\":[1,{\"b\":\"" + sentence(r, 1, 4) +
                    "\"}]},null]\n";
         }},
        {"JSON without ends", "json",
         [](auto &r, int i) {
             return "{\"method\":\"" + sentence(r, 1, 2) + "\",\"id\":" + QByteArray::number(i * 7) + "}";
         }},
        {"records of 24", "fixed(24)",
         [](auto &r, int i) { return number(quint64(i), 4, false) + "SN01" + samples(r, 16); }},
        {"records of 11", "fixed(11)",
         [](auto &r, int i) {
             return QByteArray("\x68\x01") + number(quint64(300 + i), 2) + samples(r, 6) + '\x16';
         }},
        {"records of 100", "fixed(100)",
         [](auto &r, int i) { return sentence(r, 2, 6).leftJustified(60, ' ', true) + telemetry(r, i, 40); }},
        {"u8, texts", "len(u8)",
         [](auto &r, int) {
             const auto p = sentence(r, 1, 12);
             return number(quint64(p.size()), 1) + p;
         }},
        {"u16be, protobuf", "len(u16be)",
         [](auto &r, int i) {
             const auto p = protobuf(r, i);
             return number(quint64(p.size()), 2) + p;
         }},
        {"u32be, JSON", "len(u32be)",
         [](auto &r, int i) {
             const QByteArray p =
                 "{\"i\":" + QByteArray::number(i) + ",\"s\":\"" + sentence(r, 1, 20) + "\"}";
             return number(quint64(p.size()), 4) + p;
         }},
        {"u32le, samples", "len(u32le)",
         [](auto &r, int) {
             const auto p = samples(r, 20 + int(r.bounded(900)));
             return number(quint64(p.size()), 4, false) + p;
         }},
        {"u16le incl, samples", "len(u16le, incl)",
         [](auto &r, int) {
             const auto p = samples(r, 4 + int(r.bounded(200)));
             return number(quint64(p.size()) + 2, 2, false) + p;
         }},
        {"u24le, protobuf", "len(u24le)",
         [](auto &r, int i) {
             const auto p = protobuf(r, i) + samples(r, int(r.bounded(300)));
             return number(quint64(p.size()), 3, false) + p;
         }},
        {"magic of 2, u16le", "len(u16le, at=2)",
         [](auto &r, int) {
             const auto p = samples(r, 5 + int(r.bounded(120)));
             return QByteArray("\x55\xAA") + number(quint64(p.size()), 2, false) + p;
         }},
        {"version, flags, type, u32be", "len(u32be, at=4)",
         [](auto &r, int i) {
             const auto p = protobuf(r, i);
             return QByteArray("\x01\x00", 2) + number(10 + r.bounded(3u), 2) + number(quint64(p.size()), 4) +
                    p;
         }},
        {"header of 8, u16be in front", "len(u16be, plus=6)",
         [](auto &r, int i) {
             const auto p = samples(r, 8 + int(r.bounded(150)));
             return number(quint64(p.size()), 2) + QByteArray("\x00\x02", 2) + number(quint64(i) + 9'000, 4) +
                    p;
         }},
        {"STX, u8, data, sum, ETX", "len(u8, at=1, plus=2)",
         [](auto &r, int) {
             const auto p = samples(r, 3 + int(r.bounded(40)));
             quint64 sum = 0;
             for (const char c : p)
                 sum += uchar(c);
             return QByteArray("\x02") + number(quint64(p.size()), 1) + p + char(sum & 0xFF) + '\x03';
         }},
        {"u16le, CRC-CCITT", "len(u16le, plus=2)",
         [](auto &r, int i) {
             const QByteArray values = telemetry(r, i, 10 + 2 * int(r.bounded(9)));
             const QByteArray frame = number(quint64(values.size()), 2, false) + values;
             return frame + number(Checksum::make(u"crc16-xmodem")->of(frame), 2);
         }},
        {"Modbus TCP answers", "mbap",
         [](auto &r, int i) {
             const QByteArray values = telemetry(r, i, 2 * (1 + i % 9));
             return number(quint64(i) + 500, 2) + number(0, 2) + number(quint64(values.size()) + 3, 2) +
                    QByteArray("\x01\x04") + char(values.size()) + values;
         }},
        {"Modbus RTU writes", "modbus-rtu",
         [](auto &r, int i) {
             const QByteArray values = telemetry(r, i, 2 * (1 + i % 4));
             return by("modbus-rtu", QByteArray("\x05\x10") + number(quint64(40 + i), 2) +
                                         number(quint64(values.size()) / 2, 2) + char(values.size()) +
                                         values);
         }},
        {"ISO on TCP", "tpkt",
         [](auto &r, int i) {
             return by("tpkt", QByteArray("\x02\xF0\x80\x32\x01", 5) + number(0, 2) + number(quint64(i), 2) +
                                   samples(r, 6 + int(r.bounded(40))));
         }},
        {"ships", "nmea",
         [](auto &r, int i) {
             return by("nmea", "IIMWV," + QByteArray::number(r.bounded(360)) + ".0,R," +
                                   QByteArray::number(i) + ".4,N,A");
         }},
        {"HTTP answers", "http1",
         [](auto &r, int i) {
             const auto body = sentence(r, 3, 40);
             return "HTTP/1.1 " + QByteArray(i % 5 ? "200 OK" : "404 Not Found") +
                    "\r\nServer: x\r\nContent-Type: text/plain\r\nContent-Length: " +
                    QByteArray::number(body.size()) + "\r\n\r\n" + body;
         }},
        {"MQTT with pings", "mqtt",
         [](auto &r, int i) {
             if (i % 5 == 4)
                 return QByteArray("\xC0\x00", 2);
             const QByteArray rest =
                 number(11, 2) + "plant/alarm" + number(quint64(i) + 1, 2) + sentence(r, 1, 15);
             return '\x32' + QByteArray(1, char(rest.size())) + rest;
         }},
        {"netstrings of text", "netstring", [](auto &r, int) { return by("netstring", sentence(r, 1, 20)); }},
        {"SLIP of samples", "slip",
         [](auto &r, int) { return by("slip", samples(r, 8 + int(r.bounded(60)))); }},
        {"COBS of telemetry", "cobs",
         [](auto &r, int i) { return by("cobs", telemetry(r, i, 10 + int(r.bounded(30)))); }},
        {"HDLC", "hdlc", [](auto &r, int i) { return by("hdlc", "\xFF\x03" + protobuf(r, i)); }},
        {"protobuf stream", "varint", [](auto &r, int i) { return by("varint", protobuf(r, i)); }},
        {"DNS over TCP", "dns-tcp",
         [](auto &r, int i) {
             const QByteArray name =
                 QByteArray(1, char('a' + r.bounded(26))) + "host" + QByteArray::number(i);
             return by("dns-tcp", number(quint64(r.bounded(65536u)), 2) +
                                      QByteArray::fromHex("01000001000000000000") + char(name.size()) + name +
                                      QByteArray::fromHex("076578616D706C6503636F6D0000010001"));
         }},
        {"STX and ETX", "startend(02, 03)", [](auto &r, int) { return '\x02' + sentence(r, 1, 8) + '\x03'; }},
    };
    return all;
}

} // namespace

class TestGuessHeldOut : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theRightFramingIsNearTheTop()
    {
        Score score;
        forEachCut(heldOut(), 90'000, 40,
                   [&](const QString &name, const QString &spec, const std::vector<GuessChunk> &chunks) {
                       score.judge(name, spec, chunks);
                   });
        QVERIFY(heldOut().size() >= 30);
        score.conclude("streams that were held out");
    }
};

QTEST_GUILESS_MAIN(TestGuessHeldOut)
#include "tst_guessheldout.moc"
