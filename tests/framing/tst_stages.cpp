// A framing with stages after it: what is verified and unpacked, and what is wrong with it.

#include "tests/framing/framecutting.h"

#include <QtTest/QTest>

using namespace netcore;
using namespace cutting;

namespace {

QByteArray hex(const char *digits)
{
    return QByteArray::fromHex(digits);
}

} // namespace

class TestStages : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void framesAsExpected_data();
    void framesAsExpected();
    void encodeAndDecodeAreInverse_data();
    void encodeAndDecodeAreInverse();
    void everyStageCanFollowEveryFraming();
    void badChecksAreExplained_data();
    void badChecksAreExplained();
    void everyDamagedByteIsFound();
    void innerFaultsAreExplained();
    void keepsOnlyTheOpenFrame();
};

void TestStages::framesAsExpected_data()
{
    QTest::addColumn<QString>("spec");
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<QByteArray>("wire");
    QTest::addColumn<int>("header");
    QTest::addColumn<int>("trailer");
    // Modbus over Serial Line V1.02 s.6.2.2: 02 07 and its CRC 41 12
    QTest::newRow("last le") << "len(u8) | crc(crc16-modbus, last 2 le)" << hex("0207") << hex("0402074112")
                             << 1 << 2;
    QTest::newRow("default be") << "len(u8) | crc(crc16-modbus)" << hex("0207") << hex("0402071241") << 1
                                << 2;
    QTest::newRow("first") << "len(u8) | crc(sum8, first)" << hex("0102") << hex("03030102") << 2 << 0;
    QTest::newRow("wider than it is")
        << "len(u8) | crc(sum8, last 4 le)" << hex("0102") << hex("06010203000000") << 1 << 4;
    QTest::newRow("by hand") << "len(u8) | crc(crc(16, poly=8005, init=ffff, refin, refout), last 2 le)"
                             << hex("0207") << hex("0402074112") << 1 << 2;
    // Modbus ASCII: colon, hex digits, LRC, CR LF (V1.02 s.2.5.2.2); here over the characters
    QTest::newRow("hex digits") << "line(crlf) | crc(xor8, last hex)" << QByteArray("AB")
                                << QByteArray("AB03\r\n") << 0 << 4;
    QTest::newRow("range") << "line | crc(xor8, last 2 hex, over=1..-3)" << QByteArray("$AB*")
                           << QByteArray("$AB*03\n") << 0 << 3;
    QTest::newRow("whole frame") << "len(u8, at=1) | crc(sum8, last, whole)" << hex("0102")
                                 << hex("0003010206") << 2 << 1;
    QTest::newRow("whole, range") << "len(u8, at=1) | crc(sum8, last, whole, over=1..-1)" << hex("0102")
                                  << hex("0003010206") << 2 << 1;
    QTest::newRow("two checks") << "len(u8) | crc(sum8) | crc(xor8)" << hex("0103") << hex("0401030206") << 1
                                << 2;
    QTest::newRow("slip in len") << "len(u8) | slip" << hex("C0") << hex("04C0DBDCC0") << 1 << 0;
    QTest::newRow("len in slip") << "slip | len(u8)" << hex("DB") << hex("C001DBDDC0") << 1 << 1;
    QTest::newRow("check in slip") << "slip | crc(sum8)" << hex("C0") << hex("C0DBDCDBDCC0") << 1 << 1;
    // cobs(slip(crc(len))) of 00: len 01 00, sum 01 -> 01 00 01, slip C0 01 00 01 C0, cobs 03 C0 01 03 01 C0
    // 00
    QTest::newRow("four deep") << "len(u8) | cobs | slip | crc(sum8) | len(u8)" << hex("00")
                               << hex("0703C0010301C000") << 1 << 0;
}

void TestStages::framesAsExpected()
{
    QFETCH(QString, spec);
    QFETCH(QByteArray, payload);
    QFETCH(QByteArray, wire);
    QFETCH(int, header);
    QFETCH(int, trailer);
    const std::unique_ptr<Framer> framer = framerOf(spec);
    QVERIFY(framer);
    QCOMPARE(framer->encode(payload).value().toHex(' '), wire.toHex(' '));
    const QByteArray stream = wire + wire;
    const Frames frames = whole(*framer, stream);
    QCOMPARE(frames.size(), size_t(2));
    for (const Frame &frame : frames) {
        QCOMPARE(frame.fault, FrameFault::None);
        QCOMPARE(int(frame.headerLength), header);
        QCOMPARE(int(frame.trailerLength), trailer);
        QCOMPARE(framer->decode(frame, wire), payload);
    }
    for (qsizetype i = 0; i <= stream.size(); ++i)
        QVERIFY(inPieces(*framer, stream, {i}) == frames);
}

void TestStages::encodeAndDecodeAreInverse_data()
{
    QTest::addColumn<QString>("spec");
    for (const char *spec :
         {"len(u16be) | crc(crc16-modbus, last 2 le)", "len(u8) | crc(crc32, first)",
          "slip | crc(crc16-kermit)", "cobs | crc(fletcher16, first le) | len(u16le)",
          "len(u32le, at=2) | crc(adler32, last, whole)", "line | crc(sum8, last hex)",
          "delim('END') | crc(crc8, whole)", "fixed(16) | crc(crc16-arc, last)",
          "hdlc | varint | slip | netstring | cobs", "startend(dle) | crc(xor8, over=1..-1)", "raw | slip"})
        QTest::newRow(spec) << QString::fromLatin1(spec);
}

void TestStages::encodeAndDecodeAreInverse()
{
    QFETCH(QString, spec);
    const std::unique_ptr<Framer> framer = framerOf(spec);
    QVERIFY(framer);
    QRandomGenerator random(3);
    QByteArray stream;
    QByteArrayList sent;
    for (int i = 0; i < 500; ++i) {
        QByteArray payload(spec.startsWith(QLatin1String("fixed")) ? 14 : qsizetype(random.bounded(60)),
                           '\0');
        for (char &byte : payload)
            byte = char(random.bounded(256));
        const Result<QByteArray> wire = framer->encode(payload);
        if (!wire)
            continue;
        stream += *wire;
        sent += payload;
        if (spec.startsWith(QLatin1String("raw")))
            break;
    }
    QVERIFY(sent.size() > 200 || spec.startsWith(QLatin1String("raw")));
    const Frames frames = whole(*framer, stream);
    QVERIFY(coversWithoutGap(frames, stream.size()));
    QCOMPARE(payloadsOf(*framer, frames, stream), sent);
    for (int round = 0; round < 20; ++round)
        QVERIFY(inPieces(*framer, stream, randomSizes(random, stream.size(), 90)) == frames);
}

void TestStages::everyStageCanFollowEveryFraming()
{
    // Whatever is combined: the same frames for any cut, no gap, and encode() makes what decode() takes
    // apart.
    QRandomGenerator random(8);
    for (const FramingExample &outer : framingExamples()) {
        for (const char *stage :
             {"crc(sum8)", "crc(crc16-arc, first le)", "slip", "len(u8)", "line", "json"}) {
            const QString spec = QLatin1String(outer.spec) + QLatin1String(" | ") + QLatin1String(stage);
            const std::unique_ptr<Framer> framer = framerOf(spec);
            QVERIFY2(framer, qPrintable(spec));
            QByteArray stream;
            for (int i = 0; i < 6; ++i) {
                QByteArray payload(qsizetype(random.bounded(20)), '\0');
                for (char &byte : payload)
                    byte = char('0' + random.bounded(60));
                if (const Result<QByteArray> wire = framer->encode(payload)) {
                    const Frames only = whole(*framer, *wire);
                    QVERIFY2(!only.empty(), qPrintable(spec));
                    stream += *wire;
                }
                stream += i % 3 ? QByteArray() : payload.left(3);
            }
            const Frames frames = whole(*framer, stream);
            QVERIFY2(coversWithoutGap(frames, stream.size()), qPrintable(spec));
            for (const Frame &frame : frames)
                framer->explain(frame, QByteArrayView(stream).sliced(qsizetype(frame.offset), frame.length));
            QVERIFY2(inPieces(*framer, stream, QList<qsizetype>(stream.size(), 1)) == frames,
                     qPrintable(spec));
        }
    }
}

void TestStages::badChecksAreExplained_data()
{
    QTest::addColumn<QString>("spec");
    QTest::addColumn<QByteArray>("wire");
    QTest::addColumn<quint64>("wanted");
    QTest::addColumn<quint64>("got");
    QTest::addColumn<qsizetype>("at");
    QTest::newRow("le") << "len(u8) | crc(crc16-modbus, last 2 le)" << hex("0402074113") << quint64(0x1241)
                        << quint64(0x1341) << qsizetype(3);
    QTest::newRow("first") << "len(u8) | crc(sum8, first)" << hex("03040102") << quint64(3) << quint64(4)
                           << qsizetype(1);
    QTest::newRow("hex digits") << "line | crc(sum8, last hex)" << QByteArray("A42\n") << quint64(0x41)
                                << quint64(0x42) << qsizetype(1);
    QTest::newRow("no digits") << "line | crc(sum8, last hex)" << QByteArray("A?!\n") << quint64(0x41)
                               << quint64(0) << qsizetype(1);
    QTest::newRow("in stuffing") << "slip | crc(sum8)" << hex("C00103C0") << quint64(1) << quint64(3)
                                 << qsizetype(-1);
}

void TestStages::badChecksAreExplained()
{
    QFETCH(QString, spec);
    QFETCH(QByteArray, wire);
    QFETCH(quint64, wanted);
    QFETCH(quint64, got);
    QFETCH(qsizetype, at);
    const std::unique_ptr<Framer> framer = framerOf(spec);
    const Frames frames = whole(*framer, wire);
    QCOMPARE(frames.size(), size_t(1));
    QCOMPARE(frames[0].fault, FrameFault::BadCheck);
    QCOMPARE(frames[0].declared, got);
    const FaultDetail detail = framer->explain(frames[0], wire);
    QCOMPARE(detail.wanted, wanted);
    QCOMPARE(detail.got, got);
    QCOMPARE(detail.at, at);
    QVERIFY(detail.checkBits > 0);
    // The payload is shown all the same: only its checksum is wrong.
    QVERIFY(framer->decode(frames[0], wire).size() < wire.size());
}

void TestStages::everyDamagedByteIsFound()
{
    const std::unique_ptr<Framer> framer =
        framerOf(QStringLiteral("fixed(12) | crc(crc16-modbus, last 2 le)"));
    const QByteArray wire = framer->encode("0123456789").value();
    for (qsizetype i = 0; i < wire.size(); ++i) {
        QByteArray damaged = wire;
        damaged[i] = char(damaged[i] ^ 0x10);
        QCOMPARE(whole(*framer, damaged).front().fault, FrameFault::BadCheck);
    }
}

void TestStages::innerFaultsAreExplained()
{
    const std::unique_ptr<Framer> framer = framerOf(QStringLiteral("len(u8) | slip | crc(crc32)"));
    for (const char *wire : {"03C0C0C0", "05C00102C003", "04C00102C0", "00", "03C001DB"}) {
        const QByteArray bytes = hex(wire);
        const Frames frames = whole(*framer, bytes);
        QCOMPARE(frames.size(), size_t(1));
        QCOMPARE(frames[0].fault, FrameFault::BadInner);
        QVERIFY(framer->explain(frames[0], bytes).reason[0] != '\0');
        QCOMPARE(framer->decode(frames[0], bytes), bytes);
    }
}

void TestStages::keepsOnlyTheOpenFrame()
{
    // A frame that never ends is given up at the limit, and nothing is declared into memory.
    const std::unique_ptr<Framer> framer = framerOf(QStringLiteral("line | crc(sum8)"), 1000);
    Frames frames;
    for (int i = 0; i < 10'000; ++i)
        framer->feed("xxxxxxxxxxxxxxxxxxxxxxx", 0, frames);
    framer->finish(frames);
    QCOMPARE(frames.size(), size_t(230));
    for (const Frame &frame : frames)
        QCOMPARE(frame.fault, FrameFault::TooLong);
}

QTEST_GUILESS_MAIN(TestStages)
#include "tst_stages.moc"
