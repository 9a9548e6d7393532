#include "netcore/framing/framingguess.h"
#include "netcore/payload/checksum.h"
#include "tests/support/capturefile.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QRandomGenerator>
#include <QtTest/QTest>

#include <functional>

using namespace netcore;

namespace {

QByteArray noise(QRandomGenerator &random, int least, int most)
{
    QByteArray bytes(least + int(random.bounded(most - least + 1)), '\0');
    for (char &byte : bytes)
        byte = char(random.bounded(256));
    return bytes;
}

QByteArray words(QRandomGenerator &random, int count)
{
    static const char *const all[] = {"temp", "21.5", "ok",     "set", "valve",
                                      "open", "x=12", "status", "73",  "pump"};
    QByteArray text;
    for (int i = 0; i < count; ++i)
        text += (i > 0 ? " " : "") + QByteArray(all[random.bounded(10)]);
    return text;
}

QByteArray number(quint64 value, int width, bool bigEndian = true)
{
    QByteArray bytes;
    for (int i = 0; i < width; ++i)
        bytes += char(value >> (8 * (bigEndian ? width - 1 - i : i)));
    return bytes;
}

/// Telemetry: a counter, a type and a few slowly changing values.
QByteArray telemetry(QRandomGenerator &random, int i, int size)
{
    QByteArray bytes = number(quint64(i), 2) + number(quint64(2000 + random.bounded(20)), 2);
    while (bytes.size() < size)
        bytes += number(random.bounded(200u), 2);
    return bytes.first(size);
}

QByteArray encodedBy(const QString &spec, QByteArrayView payload)
{
    return makeFramer(spec).value()->encode(payload).value();
}

enum class Reads { Whole, Coalesced, Split };

std::vector<GuessChunk> cutUp(const QList<QByteArray> &messages, Reads reads, quint32 seed)
{
    std::vector<GuessChunk> chunks;
    SteadyNs at = 0;
    if (reads == Reads::Whole) {
        for (const QByteArray &message : messages)
            chunks.push_back({false, at += 50'000'000, message});
        return chunks;
    }
    QRandomGenerator random(seed);
    QByteArray rest = messages.join();
    const int typical = reads == Reads::Coalesced ? 1448 : 37;
    while (!rest.isEmpty()) {
        const qsizetype size = reads == Reads::Coalesced ? typical : 1 + qsizetype(random.bounded(typical));
        chunks.push_back({false, at += 1'000'000, rest.first(std::min(size, rest.size()))});
        rest.remove(0, chunks.back().bytes.size());
    }
    return chunks;
}

using Message = std::function<QByteArray(QRandomGenerator &random, int i)>;

struct Stream
{
    const char *name;
    const char *spec;
    Message message;
};

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
    void checksumsAreFound();
    void whatIsNotThere();
    void itEndsWhenTold();
    void aLargeStreamIsBounded();

private:
    void judge(const char *name, const QString &spec, const std::vector<GuessChunk> &chunks);
    int m_asked = 0;
    int m_first = 0;
    int m_amongThree = 0;
};

/// Where the right framing, or one that cuts the same frames, comes.
void TestFramingGuess::judge(const char *name, const QString &spec, const std::vector<GuessChunk> &chunks)
{
    if (!makeFramer(spec)) {
        qInfo("%s: there is no framing %s here", name, qPrintable(spec));
        return;
    }
    GuessLimits limits;
    limits.time = std::chrono::seconds(60); // no matter how slow the machine
    const std::vector<FramingGuess> guesses = guessFraming(chunks, limits);
    std::size_t place = 0;
    while (place < guesses.size() && guesses[place].spec != spec)
        ++place;
    ++m_asked;
    m_first += place == 0;
    m_amongThree += place < 3;
    if (place == 0)
        return;
    QStringList told;
    for (const FramingGuess &guess : guesses)
        told << QStringLiteral("%1 (%2)").arg(guess.spec).arg(guess.score, 0, 'f', 3);
    qInfo("%s: %s at place %d of: %s", name, qPrintable(spec), int(place) + 1, qPrintable(told.join(u"; ")));
}

void TestFramingGuess::theRightFramingIsNearTheTop()
{
    quint32 seed = 1;
    for (const Stream &stream : streams()) {
        for (const Reads reads : {Reads::Whole, seed % 4 == 2 ? Reads::Coalesced : Reads::Split}) {
            QRandomGenerator random(++seed);
            QList<QByteArray> messages;
            for (int i = 0; i < 32; ++i)
                messages << stream.message(random, i);
            static const char *const how[] = {"whole", "coalesced", "split"};
            judge(qPrintable(QStringLiteral("%1, %2").arg(QLatin1String(stream.name),
                                                          QLatin1String(how[int(reads)]))),
                  QLatin1String(stream.spec), cutUp(messages, reads, seed));
        }
    }
    const int generated = m_asked;
    static constexpr std::pair<const char *, const char *> captures[] = {
        {"http1", "http1"},     {"modbus-poll", "mbap"},   {"modbus-coils", "mbap"}, {"mqtt-sub", "mqtt"},
        {"mqtt-pub", "mqtt"},   {"mqtt-qos2", "mqtt"},     {"dns-tcp", "dns-tcp"},   {"resp", "line(crlf)"},
        {"smtp", "line(crlf)"}, {"websocket", "websocket"}};
    for (const auto &[name, spec] : captures) {
        std::vector<GuessChunk> chunks;
        for (const CapturedChunk &chunk : capturedChunks(QLatin1String(name)))
            chunks.push_back({chunk.toServer, chunk.microseconds * 1'000, chunk.bytes});
        QVERIFY2(!chunks.empty(), name);
        judge(name, QLatin1String(spec), chunks);
    }
    QVERIFY(generated >= 30);
    qInfo("right first in %d of %d (%.1f %%), among the first three in %d (%.1f %%)", m_first, m_asked,
          100.0 * m_first / m_asked, m_amongThree, 100.0 * m_amongThree / m_asked);
    QVERIFY(m_first * 100 >= m_asked * 80);
    QVERIFY(m_amongThree * 100 >= m_asked * 95);
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
    QCOMPARE(guesses[0].spec, QStringLiteral("len(u8, at=1, plus=2)"));
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
    QElapsedTimer timer;
    timer.start();
    GuessLimits limits;
    limits.time = std::chrono::milliseconds(1'000);
    const auto guesses = guessFraming({{false, 0, large}}, limits);
    // One try may be on its way when the time is up; a slow machine is given room.
    QVERIFY2(timer.elapsed() < 10'000, qPrintable(QString::number(timer.elapsed())));
    for (const FramingGuess &guess : guesses)
        QVERIFY(guess.bytes <= 256 << 10);
}

QTEST_GUILESS_MAIN(TestFramingGuess)
#include "tst_framingguess.moc"
