// The contract of style.md, run over every framer: the same frames for every way of cutting the input.

#include "tests/framing/framecutting.h"

#include <QtTest/QTest>

using namespace netcore;
using namespace cutting;

class TestFramers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everySplitGivesTheSameFrames_data();
    void everySplitGivesTheSameFrames();
    void everyFramingKeepsTheContract_data();
    void everyFramingKeepsTheContract();
    void framesAsExpected_data();
    void framesAsExpected();
    void encodeAndDecodeAreInverse_data();
    void encodeAndDecodeAreInverse();
    void hostileLengthIsRefusedBeforeAnything_data();
    void hostileLengthIsRefusedBeforeAnything();
    void overlongFrameIsCutAndResynchronises();
    void rubbishThenResynchronises_data();
    void rubbishThenResynchronises();
    void wrongFramesAreExplained();
    void nothingIsAllocatedByALength();
    void encodeRefusesWhatThePeerWouldCutElsewhere();
};

void TestFramers::everySplitGivesTheSameFrames_data()
{
    QTest::addColumn<QString>("spec");
    QTest::addColumn<QByteArray>("stream");
    const QByteArray text("one\r\ntwo\n\n\r\nthree\rfour\nlast");
    QTest::newRow("raw") << "raw" << text;
    QTest::newRow("line") << "line" << text;
    QTest::newRow("line(crlf)") << "line(crlf)" << text;
    QTest::newRow("line(cr)") << "line(cr)" << text;
    QTest::newRow("fixed") << "fixed(4)" << text;
    // A delimiter that is a prefix of itself: faults.md row 4.
    QTest::newRow("AAAB") << "delim('AAAB')" << QByteArray("xAAABAAAAAABAAABAABAAAABy");
    QTest::newRow("ABABC") << "delim('ABABC')" << QByteArray("ABABABCABABABABCxABAB");
    QTest::newRow("u8") << "len(u8)"
                        << QByteArray("\x03"
                                      "abc"
                                      "\x00"
                                      "\x01"
                                      "z"
                                      "\x09"
                                      "short",
                                      14);
    QTest::newRow("u16be") << "len(u16be)" << QByteArray("\0\3abc\0\0\0\1z\0\0\0\2xy\0", 17);
    QTest::newRow("u24le at plus") << "len(u24le, at=1, plus=1)" << QByteArray("!\2\0\0abc!\0\0\0x!\1", 14);
    QTest::newRow("u32le incl") << "len(u32le, incl)" << QByteArray("\6\0\0\0ab\4\0\0\0\3\0\0\0rubbish", 21);
    QTest::newRow("u64be") << "len(u64be)" << QByteArray("\0\0\0\0\0\0\0\1a\xFF\0\0\0\0\0\0\0zz", 19);
    QTest::newRow("line(any)") << "line(any)" << text;
    QTest::newRow("keep") << "delim('ab', keep)" << QByteArray("xababaabbab");
    QTest::newRow("dec") << "len(dec2, at=1)" << QByteArray("x00y03abcz1");
    QTest::newRow("dec wrong") << "len(dec3)" << QByteArray("002ab0x1ab and more");
    QTest::newRow("hex digits") << "len(hex2, plus=1)" << QByteArray("00a02abc0Fshort");
    QTest::newRow("varint") << "varint" << QByteArray("\0\3abc\x81\0z\5abcdeend", 15);
    QTest::newRow("varint overlong") << "varint" << QByteArray("\1a") + QByteArray(9, '\xFF') + "\2bc";
    QTest::newRow("netstring") << "netstring" << QByteArray("0:,5:hello,3:a,b,1:x;2:no,");
    QTest::newRow("netstring zero") << "netstring" << QByteArray("2:ab,02:ab,");
    QTest::newRow("startend") << "startend('<', '>')" << QByteArray("ab<one><><two<>x>>>y<open");
    QTest::newRow("startend same") << "startend('$', '$')" << QByteArray("a$b$$$c$d$");
    QTest::newRow("startend esc") << "startend(02, 03, esc=10)"
                                  << QByteArray("x\2a\x10\2b\3\2\3\2cut\2bad\x10z\3\2\x10\x10\3\2\x10");
    QTest::newRow("startend xor") << "startend('<', '>', esc='=', xor=20)"
                                  << QByteArray("<a=\x1C=\x1E=\x1D>..<=a><x");
    QTest::newRow("startend dle")
        << "startend(dle)"
        << QByteArray("n\x10\2ab\x10\x10\3c\x10\3\x10\x10\2\x10\2\x10z\x10\3\x10\2open\x10");
    QTest::newRow("slip") << "slip"
                          << QByteArray("\xC0"
                                        "ab\xC0\xC0\xDB\xDC\xDB\xDD\xC0\xC0\xC0x\xDBz\xC0\xDB\xC0ok\xC0\xDB");
    QTest::newRow("cobs") << "cobs"
                          << QByteArray("\3ab\0\1\0\0\0\2a\1\0\5ab\0\2b", 17) + QByteArray(1, '\0') + "\3a";
    const QByteArray hdlc = *framerOf(QStringLiteral("hdlc"))->encode("a~}b");
    QTest::newRow("hdlc") << "hdlc"
                          << "x" + hdlc + hdlc.sliced(1) + "~~~a}~zz~" + hdlc.chopped(4) + "~}";
}

void TestFramers::everySplitGivesTheSameFrames()
{
    // faults.md row 4 (any split), row 5 (one byte a segment, many frames in one read)
    QFETCH(QString, spec);
    QFETCH(QByteArray, stream);
    const int rounds = spec.startsWith(QLatin1String("delim")) ? 3'400 : 400; // three limits: 10,000 ways
    verifyEverySplit(spec, stream, {7u, 8u, 16u << 20}, rounds, 6);
}

/// Every framing of the table: what it encodes, it cuts and decodes; with rubbish between, whatever the
/// split, the frames are the same and cover the stream.
void TestFramers::everyFramingKeepsTheContract_data()
{
    QTest::addColumn<QString>("spec");
    for (const FramingExample &example : framingExamples())
        QTest::newRow(example.spec) << QString::fromLatin1(example.spec);
}

void TestFramers::everyFramingKeepsTheContract()
{
    // faults.md rows 2, 4, 5, 6
    QFETCH(QString, spec);
    QRandomGenerator random(29);
    QByteArray stream;
    const std::unique_ptr<Framer> framer = framerOf(spec);
    for (int i = 0; i < 60; ++i) {
        if (const Result<QByteArray> wire = framer->encode(randomBytes(random, random.bounded(24))))
            stream += *wire;
        if (i % 7 == 6)
            stream += randomBytes(random, random.bounded(5));
    }
    for (const quint32 maxFrame : {5u, 16u, 16u << 20}) {
        const Result<std::unique_ptr<Framer>> made = makeFramer(spec, FramingLimits{maxFrame});
        if (!made) // fixed(16) with less than that
            continue;
        const Frames expected = whole(**made, stream);
        QVERIFY(coversWithoutGap(expected, stream.size()));
        for (const Frame &frame : expected) {
            QVERIFY(frame.length <= std::max(maxFrame, 5u) || frame.fault == FrameFault::TooLong);
            QVERIFY(quint64(frame.headerLength) + frame.trailerLength <= frame.length);
            const QByteArrayView wire = QByteArrayView(stream).sliced(qsizetype(frame.offset), frame.length);
            (*made)->decode(frame, wire);
            QCOMPARE((*made)->explain(frame, wire).reason[0] == '\0', frame.fault == FrameFault::None);
        }
        QVERIFY(inPieces(**made, stream, QList<qsizetype>(stream.size(), 1)) == expected);
        for (int round = 0; round < 30; ++round)
            QVERIFY(inPieces(**made, stream, randomSizes(random, stream.size(), 9)) == expected);
    }
}

void TestFramers::framesAsExpected_data()
{
    QTest::addColumn<QString>("spec");
    QTest::addColumn<QByteArray>("stream");
    QTest::addColumn<QByteArrayList>("payloads");
    QTest::addColumn<FrameFault>("lastFault");
    const auto none = FrameFault::None;
    QTest::newRow("line") << "line" << QByteArray("a\r\nb\n\n") << QByteArrayList{"a", "b", ""} << none;
    QTest::newRow("line open") << "line" << QByteArray("a\nb") << QByteArrayList{"a", "b"}
                               << FrameFault::Unterminated;
    QTest::newRow("lf keeps cr") << "line(lf)" << QByteArray("a\r\n") << QByteArrayList{"a\r"} << none;
    QTest::newRow("crlf keeps lf") << "line(crlf)" << QByteArray("a\nb\r\n") << QByteArrayList{"a\nb"}
                                   << none;
    QTest::newRow("hex delimiter") << "delim(03 04)" << QByteArray("a\3b\3\4c\3\4")
                                   << QByteArrayList{"a\3b", "c"} << none;
    QTest::newRow("fixed") << "fixed(2)" << QByteArray("aabbc") << QByteArrayList{"aa", "bb", "c"}
                           << FrameFault::Unterminated;
    // faults.md row 2: a frame of length 0 is a frame; a length below its header is a fault, not a wrap.
    QTest::newRow("zero") << "len(u8)" << QByteArray("\0\1x\0", 4) << QByteArrayList{"", "x", ""} << none;
    QTest::newRow("incl") << "len(u16be, incl)" << QByteArray("\0\4ab\0\2", 6) << QByteArrayList{"ab", ""}
                          << none;
    QTest::newRow("underflow") << "len(u16be, incl)" << QByteArray("\0\1", 2)
                               << QByteArrayList{QByteArray("\0\1", 2)} << FrameFault::BadLength;
    QTest::newRow("at") << "len(u16le, at=2)" << QByteArray("hh\2\0ab", 6) << QByteArrayList{"ab"} << none;
    QTest::newRow("plus") << "len(u8, plus=2)" << QByteArray("\1abc\0de", 7) << QByteArrayList{"abc", "de"}
                          << none;
    QTest::newRow("minus") << "len(u8, plus=-1)" << QByteArray("\3ab\1", 4) << QByteArrayList{"ab", ""}
                           << none;
    QTest::newRow("any") << "line(any)" << QByteArray("a\rb\r\n\nc\r") << QByteArrayList{"a", "b", "", "c"}
                         << none;
    QTest::newRow("keep") << "delim('>', keep)" << QByteArray("a>b>") << QByteArrayList{"a>", "b>"} << none;
    QTest::newRow("dec") << "len(dec4)" << QByteArray("0002ab0000") << QByteArrayList{"ab", ""} << none;
    QTest::newRow("hex") << "len(hex2)" << QByteArray("0aabcdefghij0Bx")
                         << QByteArrayList{"abcdefghij", "0Bx"} << FrameFault::Unterminated;
    QTest::newRow("no digits") << "len(dec2)" << QByteArray("+2") << QByteArrayList{"+2"}
                               << FrameFault::BadLength;
    QTest::newRow("u16, le") << "len(u16, le)" << QByteArray("\1\0a", 3) << QByteArrayList{"a"} << none;
    // protobuf.dev, Encoding: 150 is 96 01
    QTest::newRow("varint") << "varint" << QByteArray("\x96\x01") + QByteArray(150, 'x')
                            << QByteArrayList{QByteArray(150, 'x')} << none;
    QTest::newRow("varint overlong") << "varint" << QByteArray(9, '\xFF') + "\2"
                                     << QByteArrayList{QByteArray(9, '\xFF') + "\2"} << FrameFault::BadLength;
    // cr.yp.to/proto/netstrings.txt: "hello world!" and the empty string
    QTest::newRow("netstring") << "netstring" << QByteArray::fromHex("31323a68656c6c6f20776f726c64212c303a2c")
                               << QByteArrayList{"hello world!", ""} << none;
    QTest::newRow("netstring no comma")
        << "netstring" << QByteArray("1:a;") << QByteArrayList{"1:a;"} << FrameFault::Malformed;
    QTest::newRow("startend") << "startend(02, 03)" << QByteArray("\2a\2b\3\2\3")
                              << QByteArrayList{"a\2b", ""} << none;
    QTest::newRow("startend esc") << "startend(02, 03, esc=10)" << QByteArray("\2a\x10\3\x10\x10\3")
                                  << QByteArrayList{"a\3\x10"} << none;
    QTest::newRow("startend restart")
        << "startend(02, 03, esc=10)" << QByteArray("\2cut\2b\3") << QByteArrayList{"\2cut", "b"} << none;
    QTest::newRow("dle") << "startend(dle)" << QByteArray("\x10\2a\x10\x10\3b\x10\3")
                         << QByteArrayList{"a\x10\3b"} << none;
    QTest::newRow("dle bad escape") << "startend(dle)" << QByteArray("\x10\2a\x10z\x10\3")
                                    << QByteArrayList{"\x10\2a\x10z\x10\3"} << FrameFault::BadEscape;
    // RFC 1055
    QTest::newRow("slip") << "slip"
                          << QByteArray("\xC0"
                                        "a\xDB\xDC\xDB\xDDz\xC0"
                                        "b\xC0")
                          << QByteArrayList{"a\xC0\xDBz", "b"} << none;
    QTest::newRow("slip bad escape") << "slip"
                                     << QByteArray("a\xDB"
                                                   "b\xC0")
                                     << QByteArrayList{"a\xDB"
                                                       "b\xC0"}
                                     << FrameFault::BadEscape;
    // Cheshire and Baker 1999, section IV: 45 00 00 2C 4C 79 00 00 40 06 4F 37
    QTest::newRow("cobs") << "cobs" << QByteArray::fromHex("02450104 2C4C79 01 05 40064F37 00 01 00")
                          << QByteArrayList{QByteArray::fromHex("4500002C4C79000040064F37"), ""} << none;
    QTest::newRow("cobs overrun") << "cobs" << QByteArray("\5ab\0", 4)
                                  << QByteArrayList{QByteArray("\5ab\0", 4)} << FrameFault::Malformed;
    // RFC 1662 s.4.2: 7E becomes 7D 5E, 7D becomes 7D 5D; no check
    QTest::newRow("hdlc") << "hdlc(nofcs)"
                          << QByteArray("~\x7D\x5E"
                                        "a\x7D\x5D~~")
                          << QByteArrayList{"~a}", "~"} << FrameFault::Unterminated;
    QTest::newRow("hdlc aborted") << "hdlc(nofcs)" << QByteArray("~ab}~") << QByteArrayList{"~ab}~"}
                                  << FrameFault::BadEscape;
    QTest::newRow("hdlc short") << "hdlc" << QByteArray("~a~") << QByteArrayList{"~a~"}
                                << FrameFault::Malformed;
}

void TestFramers::framesAsExpected()
{
    QFETCH(QString, spec);
    QFETCH(QByteArray, stream);
    QFETCH(QByteArrayList, payloads);
    QFETCH(FrameFault, lastFault);
    verifyFrames(spec, stream, payloads, lastFault);
}

void TestFramers::encodeAndDecodeAreInverse_data()
{
    QTest::addColumn<QString>("spec");
    for (const char *spec : {"line",
                             "line(crlf)",
                             "line(any)",
                             "delim('AAAB')",
                             "delim(00)",
                             "fixed(16)",
                             "len(u8)",
                             "len(u16be)",
                             "len(u16le, at=3)",
                             "len(u24be, plus=-2)",
                             "len(u32le, incl)",
                             "len(u64be, at=1, plus=4)",
                             "len(dec4, at=1)",
                             "len(hex2)",
                             "varint",
                             "netstring",
                             "startend(02, 03)",
                             "startend('[', ']', esc='%')",
                             "startend('<', '>', esc='=', xor=20)",
                             "startend(dle)",
                             "slip",
                             "cobs",
                             "hdlc",
                             "hdlc(fcs32)",
                             "hdlc(nofcs)"})
        QTest::newRow(spec) << QString::fromLatin1(spec);
}

void TestFramers::encodeAndDecodeAreInverse()
{
    QFETCH(QString, spec);
    const std::unique_ptr<Framer> framer = framerOf(spec);
    QVERIFY(framer);
    QRandomGenerator random(11);
    QByteArray stream;
    QByteArrayList sent;
    for (int i = 0; i < 2'000; ++i) {
        const quint32 most = i % 50 == 0 ? 700 : 40; // some pass a block of COBS
        QByteArray payload = randomBytes(random, framer->payloadSize().value_or(random.bounded(most)));
        if (i % 50 == 0) // and some have a long piece without a zero
            payload.replace('\0', '\1');
        const Result<QByteArray> wire = framer->encode(payload);
        if (!wire) // e.g. the payload holds the delimiter: refusing is right, cutting it elsewhere would not
                   // be
            continue;
        stream += *wire;
        sent += payload;
    }
    QVERIFY(sent.size() > 500);
    QCOMPARE(payloadsOf(*framer, whole(*framer, stream), stream), sent);
}

void TestFramers::hostileLengthIsRefusedBeforeAnything_data()
{
    QTest::addColumn<QString>("spec");
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<quint64>("declared");
    const QByteArray ones(8, '\xFF');
    const auto ff = [&](int n) { return ones.left(n); };
    QTest::newRow("4 GiB") << "len(u32be)" << ff(4) << quint64(0xFFFFFFFF);
    QTest::newRow("4 GiB plus") << "len(u32le, plus=1000000000)" << ff(4) << quint64(0xFFFFFFFF);
    QTest::newRow("2^63") << "len(u64be)" << QByteArray("\x80\0\0\0\0\0\0\0", 8) << (quint64(1) << 63);
    QTest::newRow("2^64-1") << "len(u64le)" << ff(8) << ~quint64(0);
    QTest::newRow("2^64-1 incl") << "len(u64be, incl)" << ff(8) << ~quint64(0);
    QTest::newRow("u24 over the limit") << "len(u24be, plus=100)" << ff(3) << quint64(0xFFFFFF);
}

void TestFramers::hostileLengthIsRefusedBeforeAnything()
{
    // faults.md row 1: a declared length over the limit is a fault at once; the bytes stay visible.
    QFETCH(QString, spec);
    QFETCH(QByteArray, header);
    QFETCH(quint64, declared);
    const std::unique_ptr<Framer> framer = framerOf(spec);
    QVERIFY(framer);
    Frames frames;
    framer->feed(header, 0, frames);
    QCOMPARE(frames.size(), size_t(1));
    QCOMPARE(frames[0].fault, FrameFault::TooLong);
    QCOMPARE(frames[0].declared, declared);
    framer->feed("what follows stays visible", 0, frames);
    framer->finish(frames);
    QCOMPARE(frames.back().fault, FrameFault::Unframed);
    QVERIFY(coversWithoutGap(frames, header.size() + 26));
    QVERIFY(frames.capacity() < 64);
}

void TestFramers::overlongFrameIsCutAndResynchronises()
{
    const std::unique_ptr<Framer> framer = framerOf(QStringLiteral("delim('ZZ')"), 8);
    const QByteArray stream = "aaaaaaaZZbbbbbbbbbbbbbbbbbbbZZgoodZZ";
    const Frames frames = whole(*framer, stream);
    QVERIFY(coversWithoutGap(frames, stream.size()));
    for (size_t i = 0; i + 1 < frames.size(); ++i)
        QCOMPARE(frames[i].fault, FrameFault::TooLong);
    QCOMPARE(frames.back().fault, FrameFault::None);
    QCOMPARE(payloadsOf(*framer, frames, stream).last(), QByteArray("good"));
}

void TestFramers::rubbishThenResynchronises_data()
{
    QTest::addColumn<QString>("spec");
    QTest::addColumn<QByteArray>("rubbish");
    QTest::addColumn<quint64>("lost"); // bytes until the good frame
    QTest::newRow("slip") << "slip" << QByteArray("x\xDBy\xC0") << quint64(4);
    QTest::newRow("cobs") << "cobs" << QByteArray("\xFFxy\0", 4) << quint64(4);
    QTest::newRow("hdlc") << "hdlc" << QByteArray("~what is this~") << quint64(14);
    QTest::newRow("startend") << "startend(02, 03, esc=10)" << QByteArray("noise\2cut") << quint64(9);
    QTest::newRow("dle") << "startend(dle)" << QByteArray("noise\x10\2cut") << quint64(10);
}

void TestFramers::rubbishThenResynchronises()
{
    // faults.md row 6: the rule of each header
    QFETCH(QString, spec);
    QFETCH(QByteArray, rubbish);
    QFETCH(quint64, lost);
    const std::unique_ptr<Framer> framer = framerOf(spec);
    const QByteArray stream = rubbish + *framer->encode("good");
    const Frames frames = whole(*framer, stream);
    quint64 before = 0;
    for (size_t i = 0; i + 1 < frames.size(); ++i) {
        QVERIFY(frames[i].fault != FrameFault::None);
        before += frames[i].length;
    }
    QCOMPARE(before, lost);
    QCOMPARE(frames.back().fault, FrameFault::None);
    QCOMPARE(payloadsOf(*framer, frames, stream).last(), QByteArray("good"));
}

void TestFramers::wrongFramesAreExplained()
{
    const std::unique_ptr<Framer> framer = framerOf(QStringLiteral("hdlc"));
    QByteArray wire = *framer->encode("123456789");
    QCOMPARE(wire, QByteArray("~123456789\x6E\x90~")); // CRC-16/IBM-SDLC is 906E
    wire[1] = '0';
    const Frames frames = whole(*framer, wire);
    QCOMPARE(frames.size(), size_t(1));
    QCOMPARE(frames[0].fault, FrameFault::BadCheck);
    QCOMPARE(framer->decode(frames[0], wire), QByteArray("023456789"));
    const FaultDetail detail = framer->explain(frames[0], wire);
    QCOMPARE(detail.checkBits, 16);
    QCOMPARE(detail.got, quint64(0x906E));
    QVERIFY(detail.wanted != detail.got);
}

void TestFramers::nothingIsAllocatedByALength()
{
    // faults.md row 1: whatever is declared, what is kept is the framer itself and the faulty frames.
    for (const char *spec : {"varint", "netstring", "len(dec9)", "len(hex8)"}) {
        const std::unique_ptr<Framer> framer = framerOf(QString::fromLatin1(spec));
        const QByteArray header = qstrcmp(spec, "varint") == 0 ? QByteArray("\xFF\xFF\xFF\xFF\x0F")
                                  : qstrcmp(spec, "netstring") == 0
                                      ? QByteArray("4294967295:")
                                      : QByteArray("999999999").left(spec[4] == 'd' ? 9 : 8);
        Frames frames;
        framer->feed(header, 0, frames);
        QCOMPARE(frames.size(), size_t(1));
        QCOMPARE(frames[0].fault, FrameFault::TooLong);
        QVERIFY(frames[0].declared >= 999'999'999);
        framer->feed("visible", 0, frames);
        framer->finish(frames);
        QVERIFY(coversWithoutGap(frames, header.size() + 7));
    }
}

void TestFramers::encodeRefusesWhatThePeerWouldCutElsewhere()
{
    QVERIFY(!framerOf(QStringLiteral("line"))->encode("two\nlines"));
    QVERIFY(!framerOf(QStringLiteral("line"))->encode("ends with cr\r"));
    QVERIFY(!framerOf(QStringLiteral("delim('ABA')"))->encode("AB")); // ABABA is cut after the first ABA
    QVERIFY(!framerOf(QStringLiteral("len(u8)"))->encode(QByteArray(256, 'x')));
    QVERIFY(!framerOf(QStringLiteral("len(u8, plus=4)"))->encode("abc"));
    QVERIFY(!framerOf(QStringLiteral("fixed(4)"))->encode("abc"));
    QVERIFY(!framerOf(QStringLiteral("line(any)"))->encode("a\rb"));
    QVERIFY(!framerOf(QStringLiteral("delim(00, keep)"))->encode("abc"));
    QVERIFY(!framerOf(QStringLiteral("len(dec2)"))->encode(QByteArray(100, 'x')));
    QVERIFY(!framerOf(QStringLiteral("startend(02, 03)"))->encode("a\3"));
    QVERIFY(!framerOf(QStringLiteral("slip"))->encode(""));
}

QTEST_GUILESS_MAIN(TestFramers)
#include "tst_framers.moc"
