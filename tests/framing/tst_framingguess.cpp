#include "netcore/framing/framingguess.h"
#include "netcore/payload/checksum.h"
#include "tests/framing/guessstreams.h"
#include "tests/support/capturefile.h"
#include "tests/support/cputime.h"

#include <QtTest/QTest>

using namespace netcore;
using namespace guessing;

namespace {

const std::vector<Stream> &streams()
{
    static const std::vector<Stream> all = {
        {"lines", "line", [](auto &r, int) { return words(r, 1 + int(r.bounded(6))) + '\n'; }},
        {"crlf lines", "line(crlf)", [](auto &r, int) { return words(r, 1 + int(r.bounded(6))) + "\r\n"; }},
        {"NUL texts", "delim(00)", [](auto &r, int) { return words(r, 1 + int(r.bounded(6))) + '\0'; }},
        {"ETX texts", "delim(03)", [](auto &r, int) { return words(r, 1 + int(r.bounded(6))) + '\x03'; }},
        {"semicolons", "delim(3B)", [](auto &r, int) { return words(r, 1 + int(r.bounded(4))) + ';'; }},
        {"NDJSON", "json(lines)",
         [](auto &r, int i) {
             return QByteArray("{\"n\":") + QByteArray::number(i) + ",\"v\":\"" + words(r, 3) + "\"}\n";
         }},
        {"records of 16", "fixed(16)", [](auto &r, int i) { return telemetry(r, i, 16); }},
        {"records of 40", "fixed(40)", [](auto &r, int i) { return "\xAA\x55" + telemetry(r, i, 38); }},
        {"u8", "len(u8)",
         [](auto &r, int) {
             const auto p = noise(r, 3, 90);
             return number(quint64(p.size()), 1) + p;
         }},
        {"u16be", "len(u16be)",
         [](auto &r, int) {
             const auto p = noise(r, 3, 400);
             return number(quint64(p.size()), 2) + p;
         }},
        {"u16le", "len(u16le)",
         [](auto &r, int) {
             const auto p = noise(r, 3, 400);
             return number(quint64(p.size()), 2, false) + p;
         }},
        {"u32be", "len(u32be)",
         [](auto &r, int) {
             const auto p = noise(r, 3, 700);
             return number(quint64(p.size()), 4) + p;
         }},
        {"u32le incl", "len(u32le, incl)",
         [](auto &r, int) {
             const auto p = noise(r, 3, 700);
             return number(quint64(p.size()) + 4, 4, false) + p;
         }},
        {"u24be", "len(u24be)",
         [](auto &r, int) {
             const auto p = noise(r, 250, 1700);
             return number(quint64(p.size()), 3) + p;
         }},
        {"magic, type, u16be", "len(u16be, at=4)",
         [](auto &r, int) {
             const auto p = noise(r, 3, 300);
             return QByteArray("\xC0\xDE\x01") + char(1 + r.bounded(4)) + number(quint64(p.size()), 2) + p;
         }},
        {"type, u16be", "len(u16be, at=1)",
         [](auto &r, int) {
             const auto p = noise(r, 3, 300);
             return QByteArray(1, char(1 + r.bounded(4))) + number(quint64(p.size()), 2) + p;
         }},
        {"id, u32le", "len(u32le, at=4)",
         [](auto &r, int i) {
             const auto p = noise(r, 3, 300);
             return number(quint64(i) + 70'000, 4, false) + number(quint64(p.size()), 4, false) + p;
         }},
        {"STX, u8, CRC", "len(u8, at=1, plus=2)",
         [](auto &r, int) {
             const auto p = noise(r, 3, 60);
             const QByteArray frame = QByteArray("\x02") + number(quint64(p.size()), 1) + p;
             return frame + number(Checksum::make(u"crc16-modbus")->of(frame), 2, false);
         }},
        {"u16be, CRC-32", "len(u16be, plus=4)",
         [](auto &r, int) {
             const auto p = noise(r, 10, 200);
             const QByteArray frame = number(quint64(p.size()), 2) + p;
             return frame + number(Checksum::make(u"crc32")->of(p), 4);
         }},
        {"Modbus TCP", "mbap",
         [](auto &, int i) {
             return number(quint64(i), 2) + QByteArray::fromHex("00000006 11 03") +
                    number(quint64(i % 40), 2) + number(quint64(1 + i % 7), 2);
         }},
        {"TPKT", "tpkt",
         [](auto &r, int) {
             const auto p = noise(r, 4, 200);
             return QByteArray::fromHex("0300") + number(quint64(p.size()) + 4, 2) + p;
         }},
        {"NMEA", "nmea",
         [](auto &r, int i) {
             return encodedBy(QStringLiteral("nmea"), "GPGGA,1235" + QByteArray::number(10 + i % 50) +
                                                          ",4807.0" + QByteArray::number(r.bounded(9)) +
                                                          ",N,01131.000,E,1,08");
         }},
        {"Modbus RTU", "modbus-rtu",
         [](auto &, int i) {
             return encodedBy(QStringLiteral("modbus-rtu"), QByteArray::fromHex("1103") +
                                                                number(quint64(i % 90), 2) +
                                                                number(quint64(1 + i % 7), 2));
         }},
        {"HTTP", "http1",
         [](auto &r, int i) {
             const auto body = noise(r, 1, 200);
             return "POST /v1/" + QByteArray::number(i) +
                    " HTTP/1.1\r\nHost: a\r\nContent-Length: " + QByteArray::number(body.size()) +
                    "\r\n\r\n" + body;
         }},
        {"MQTT", "mqtt",
         [](auto &r, int) {
             const QByteArray topic = "room/" + QByteArray(1, char('a' + r.bounded(6)));
             const QByteArray rest =
                 number(quint64(topic.size()), 2) + topic + words(r, 1 + int(r.bounded(40)));
             QByteArray length;
             for (qsizetype n = rest.size(); n > 0 || length.isEmpty(); n >>= 7)
                 length += char((n & 0x7F) | (n > 0x7F ? 0x80 : 0));
             return '\x30' + length + rest;
         }},
        {"JSON values", "json",
         [](auto &r, int i) {
             return QByteArray("{\n \"n\": ") + QByteArray::number(i) + ",\n \"v\": \"" + words(r, 3) +
                    "\"\n}\n";
         }},
        {"netstrings", "netstring",
         [](auto &r, int) {
             const auto p = noise(r, 1, 200);
             return QByteArray::number(p.size()) + ':' + p + ',';
         }},
        {"SLIP", "slip",
         [](auto &r, int) {
             QByteArray p = noise(r, 5, 60) + '\xC0' + '\xDB';
             return p.replace('\xDB', "\xDB\xDD").replace('\xC0', "\xDB\xDC") + '\xC0';
         }},
        {"varint", "varint",
         [](auto &r, int) {
             const auto p = noise(r, 1, 300);
             QByteArray length;
             for (qsizetype n = p.size(); n > 0; n >>= 7)
                 length += char((n & 0x7F) | (n > 0x7F ? 0x80 : 0));
             return length + p;
         }},
        {"lines of measurements", "line(crlf)",
         [](auto &r, int i) {
             return "T" + QByteArray::number(i) + "=" + QByteArray::number(r.bounded(10'000)) + "\r\n";
         }},
    };
    return all;
}

} // namespace

class TestFramingGuess : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theRightFramingIsNearTheTop();
    void capturesOfRealPrograms();
    void checksumsAreFound();
    void checksumsAreOfferedAsAStage_data();
    void checksumsAreOfferedAsAStage();
    void whatIsNotThere();
    void itEndsWhenTold();
    void aLargeStreamIsBounded();
};

void TestFramingGuess::theRightFramingIsNearTheTop()
{
    Score score;
    forEachCut(streams(), 1, 32,
               [&](const QString &name, const QString &spec, const std::vector<GuessChunk> &chunks) {
                   score.judge(name, spec, chunks);
               });
    QVERIFY(score.asked() >= 60);
    score.conclude("streams that the weights were chosen with");
}

/// What real programs said: tests/data/captures.
void TestFramingGuess::capturesOfRealPrograms()
{
    Score score;
    static constexpr std::pair<const char *, const char *> captures[] = {
        {"http1", "http1"},     {"modbus-poll", "mbap"},   {"modbus-coils", "mbap"}, {"mqtt-sub", "mqtt"},
        {"mqtt-pub", "mqtt"},   {"mqtt-qos2", "mqtt"},     {"dns-tcp", "dns-tcp"},   {"resp", "line(crlf)"},
        {"smtp", "line(crlf)"}, {"websocket", "websocket"}};
    for (const auto &[name, spec] : captures) {
        std::vector<GuessChunk> chunks;
        for (const CapturedChunk &chunk : capturedChunks(QLatin1String(name)))
            chunks.push_back({chunk.toServer, chunk.microseconds * 1'000, chunk.bytes});
        QVERIFY2(!chunks.empty(), name);
        score.judge(QLatin1String(name), QLatin1String(spec), chunks);
    }
    score.conclude("captures of real programs");
}

void TestFramingGuess::checksumsAreFound()
{
    QRandomGenerator random(9);
    QList<QByteArray> messages;
    for (int i = 0; i < 30; ++i) {
        const QByteArray payload = noise(random, 3, 60);
        const QByteArray frame = QByteArray("\x02") + number(quint64(payload.size()), 1) + payload;
        messages << frame + number(Checksum::make(u"crc16-modbus")->of(frame), 2, false);
    }
    const auto guesses = guessFraming(cutUp(messages, Reads::Whole, 1));
    QVERIFY(!guesses.empty());
    // What is offered verifies it.
    QCOMPARE(guesses[0].spec, QStringLiteral("len(u8, at=1, plus=2) | crc(crc16-modbus, last le, whole)"));
    QCOMPARE(guesses[0].checksum.name, QByteArray("crc16-modbus"));
    QCOMPARE(guesses[0].checksum.from, 0);
    QCOMPARE(guesses[0].checksum.behind, 0);
    QVERIFY(!guesses[0].checksum.bigEndian);
    QCOMPARE(guesses[0].frames, 30u);
    QCOMPARE(guesses[0].explained, guesses[0].bytes);
    QCOMPARE(guesses[0].chunksAtEnd, 30u);
    QVERIFY(!guesses[0].preview.empty());
    QCOMPARE(guesses[0].preview[0].begin, messages[0].first(std::min<qsizetype>(32, messages[0].size())));
}

void TestFramingGuess::checksumsAreOfferedAsAStage_data()
{
    QTest::addColumn<QString>("spec");
    QTest::addColumn<QString>("offered");
    QTest::newRow("of the payload") << "len(u16be, plus=4) | crc(crc32, last)"
                                    << "len(u16be, plus=4) | crc(crc32-iso-hdlc, last)";
    QTest::newRow("in text, before the end") << "line(lf) | crc(crc16-xmodem, last)"
                                             << "line | crc(crc16-xmodem, last)";
    QTest::newRow("one byte") << "len(u8, plus=1) | crc(sum8, last, whole)"
                              << "len(u8, plus=1) | crc(sum8, last, whole)";
    QTest::newRow("from a byte of its own")
        << "len(u16be, plus=2) | crc(crc16-ibm-3740, last, over=1..-2, whole)"
        << "len(u16be, plus=2) | crc(crc16-ibm-3740, last, over=1..-2, whole)";
}

void TestFramingGuess::checksumsAreOfferedAsAStage()
{
    QFETCH(const QString, spec);
    const bool isText = spec.startsWith(u"line");
    QRandomGenerator random(12);
    const auto framer = makeFramer(spec);
    QVERIFY2(framer, qPrintable(spec));
    QList<QByteArray> messages;
    while (messages.size() < 30) {
        const QByteArray payload = isText ? words(random, 2 + int(random.bounded(5))) : noise(random, 4, 60);
        const auto wire = (*framer)->encode(payload);
        if (wire) // a checksum with the byte LF would cut its line
            messages << *wire;
    }
    const auto guesses = guessFraming(cutUp(messages, Reads::Whole, 1));
    QVERIFY(!guesses.empty());
    QTEST(guesses[0].spec, "offered");
    messages[7][messages[7].size() / 2] = char(messages[7][messages[7].size() / 2] ^ 0x55);
    messages[9][messages[9].size() / 2] = char(messages[9][messages[9].size() / 2] ^ 0x55);
    // Damage shows no checksum that holds in all: none is offered.
    for (const FramingGuess &guess : guessFraming(cutUp(messages, Reads::Whole, 1)))
        QVERIFY2(!guess.spec.contains(u'|'), qPrintable(guess.spec));
}

void TestFramingGuess::whatIsNotThere()
{
    QVERIFY(guessFraming({}).empty());
    QVERIFY(guessFraming({{false, 0, {}}}).empty());
    guessFraming({{false, 0, "x"}}); // does not crash
    QRandomGenerator random(3);
    for (const FramingGuess &guess : guessFraming({{false, 0, noise(random, 3000, 3000)}}))
        QVERIFY2(guess.score < 0.75 || guess.basis == FramingGuess::Basis::Pause, qPrintable(guess.spec));
}

void TestFramingGuess::itEndsWhenTold()
{
    const std::vector<GuessChunk> chunks = {{false, 0, QByteArray(100'000, 'x')}};
    int asked = 0;
    guessFraming(chunks, {}, [&](double done) {
        if (done < 0 || done > 1)
            qFatal("done is a share");
        return ++asked < 3;
    });
    QCOMPARE(asked, 3);
}

void TestFramingGuess::aLargeStreamIsBounded()
{
    QRandomGenerator random(5);
    QByteArray large;
    while (large.size() < (1 << 20))
        large += noise(random, 1, 200) + '\n';
    std::vector<FramingGuess> guesses;
    const auto took = [&](std::chrono::milliseconds time) {
        GuessLimits limits;
        limits.time = time;
        return leastCpuMs(1, [&] { guesses = guessFraming({{false, 0, large}}, limits); });
    };
    const double whole = took(std::chrono::hours(1));
    for (const FramingGuess &guess : guesses)
        QVERIFY(guess.bytes <= 256 << 10);
    const double ended = took(std::chrono::milliseconds(1)); // the try that is on its way ends first
    qInfo("a whole guess takes %.0f ms, one that is out of time %.0f ms", whole, ended);
    QVERIFY2(ended < whole / 2, qPrintable(QString::number(ended / whole)));
}

QTEST_GUILESS_MAIN(TestFramingGuess)
#include "tst_framingguess.moc"
