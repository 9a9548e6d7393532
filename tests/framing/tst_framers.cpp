// The contract of style.md, run over every framer: the same frames for every way of cutting the input.

#include "netcore/framing/framer.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QRandomGenerator>
#include <QtTest/QTest>

#include <ctime>

using namespace netcore;

namespace {

using Frames = std::vector<Frame>;

std::unique_ptr<Framer> framerOf(const QString &spec, quint32 maxFrame = 16u << 20)
{
    Result<std::unique_ptr<Framer>> framer = makeFramer(spec, FramingLimits{maxFrame});
    return framer ? std::move(*framer) : nullptr;
}

Frames cutWhole(Framer &framer, const QByteArray &stream)
{
    Frames frames;
    framer.reset();
    framer.feed(stream, 0, frames);
    framer.finish(frames);
    return frames;
}

Frames cutInPieces(Framer &framer, const QByteArray &stream, const QList<qsizetype> &sizes)
{
    Frames frames;
    framer.reset();
    qsizetype at = 0;
    for (const qsizetype size : sizes) {
        framer.feed(QByteArrayView(stream).sliced(at, size), 0, frames);
        at += size;
    }
    framer.feed(QByteArrayView(stream).sliced(at), 0, frames);
    framer.finish(frames);
    return frames;
}

bool coversWithoutGap(const Frames &frames, qsizetype size)
{
    quint64 at = 0;
    for (const Frame &frame : frames) {
        if (frame.offset != at || frame.length == 0)
            return false;
        at += frame.length;
    }
    return at == quint64(size);
}

QByteArrayList payloadsOf(const Framer &framer, const Frames &frames, const QByteArray &stream)
{
    QByteArrayList payloads;
    for (const Frame &frame : frames)
        payloads +=
            framer.decode(frame, QByteArrayView(stream).sliced(qsizetype(frame.offset), frame.length));
    return payloads;
}

double cpuSecondsOf(Framer &framer, qsizetype piece, qsizetype total)
{
    const QByteArray bytes(piece, 'A');
    Frames frames;
    framer.reset();
    const std::clock_t begin = std::clock();
    for (qsizetype done = 0; done < total; done += piece) {
        framer.feed(bytes, 0, frames);
        frames.clear();
    }
    return double(std::clock() - begin) / CLOCKS_PER_SEC;
}

} // namespace

class TestFramers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everySplitGivesTheSameFrames_data();
    void everySplitGivesTheSameFrames();
    void framesAsExpected_data();
    void framesAsExpected();
    void encodeAndDecodeAreInverse_data();
    void encodeAndDecodeAreInverse();
    void hostileLengthIsRefusedBeforeAnything_data();
    void hostileLengthIsRefusedBeforeAnything();
    void overlongFrameIsCutAndResynchronises();
    void delimiterThatNeverComesCostsLinearTime();
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
}

void TestFramers::everySplitGivesTheSameFrames()
{
    // faults.md row 4 (any split), row 5 (one byte a segment, many frames in one read)
    QFETCH(QString, spec);
    QFETCH(QByteArray, stream);
    for (const quint32 maxFrame : {7u, 8u, 16u << 20}) {
        const std::unique_ptr<Framer> framer = framerOf(spec, maxFrame);
        QVERIFY(framer);
        const Frames whole = cutWhole(*framer, stream);
        QVERIFY(coversWithoutGap(whole, stream.size()));
        for (qsizetype i = 0; i <= stream.size(); ++i)
            QVERIFY(cutInPieces(*framer, stream, {i}) == whole);
        QVERIFY(cutInPieces(*framer, stream, QList<qsizetype>(stream.size(), 1)) == whole);
        QRandomGenerator random(7);
        for (int round = 0; round < 3'400; ++round) {
            QList<qsizetype> sizes;
            for (qsizetype left = stream.size(); left > 0; left -= sizes.last())
                sizes += qsizetype(random.bounded(quint32(std::min<qsizetype>(left, 6)) + 1));
            QVERIFY(cutInPieces(*framer, stream, sizes) == whole);
        }
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
}

void TestFramers::framesAsExpected()
{
    QFETCH(QString, spec);
    QFETCH(QByteArray, stream);
    QFETCH(QByteArrayList, payloads);
    QFETCH(FrameFault, lastFault);
    const std::unique_ptr<Framer> framer = framerOf(spec);
    QVERIFY(framer);
    const Frames frames = cutWhole(*framer, stream);
    QCOMPARE(payloadsOf(*framer, frames, stream), payloads);
    QCOMPARE(frames.back().fault, lastFault);
    QCOMPARE(framer->pending(), quint64(0));
}

void TestFramers::encodeAndDecodeAreInverse_data()
{
    QTest::addColumn<QString>("spec");
    for (const char *spec :
         {"line", "line(crlf)", "delim('AAAB')", "delim(00)", "fixed(16)", "len(u8)", "len(u16be)",
          "len(u16le, at=3)", "len(u24be, plus=-2)", "len(u32le, incl)", "len(u64be, at=1, plus=4)"})
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
        QByteArray payload(spec == QLatin1String("fixed(16)") ? 16 : qsizetype(random.bounded(40)),
                           Qt::Uninitialized);
        for (char &byte : payload)
            byte = char(random.bounded(256));
        const Result<QByteArray> wire = framer->encode(payload);
        if (!wire) // e.g. the payload holds the delimiter: refusing is right, cutting it elsewhere would not
                   // be
            continue;
        stream += *wire;
        sent += payload;
    }
    QVERIFY(sent.size() > 500);
    QCOMPARE(payloadsOf(*framer, cutWhole(*framer, stream), stream), sent);
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
    const Frames frames = cutWhole(*framer, stream);
    QVERIFY(coversWithoutGap(frames, stream.size()));
    for (size_t i = 0; i + 1 < frames.size(); ++i)
        QCOMPARE(frames[i].fault, FrameFault::TooLong);
    QCOMPARE(frames.back().fault, FrameFault::None);
    QCOMPARE(payloadsOf(*framer, frames, stream).last(), QByteArray("good"));
}

void TestFramers::delimiterThatNeverComesCostsLinearTime()
{
    // faults.md row 3: bounded pieces, and the work does not depend on how the input is cut. What is compared
    // is the same number of bytes at twice the length: a scan that begins anew each time would be quadratic.
    const std::unique_ptr<Framer> framer = framerOf(QStringLiteral("delim('AAAAAAAB')"), 1u << 20);
    const double shortRun = cpuSecondsOf(*framer, 1, 1 << 20);
    const double longRun = cpuSecondsOf(*framer, 1, 4 << 20);
    QVERIFY2(longRun < 16 * shortRun + 0.2, qPrintable(QString::number(longRun / shortRun)));
    Frames frames;
    framer->reset();
    framer->feed(QByteArray(3 << 20, 'A'), 0, frames);
    QCOMPARE(frames.size(), size_t(3));
    QCOMPARE(frames[1].length, 1u << 20);
    QCOMPARE(framer->pending(), quint64(0));
}

void TestFramers::encodeRefusesWhatThePeerWouldCutElsewhere()
{
    QVERIFY(!framerOf(QStringLiteral("line"))->encode("two\nlines"));
    QVERIFY(!framerOf(QStringLiteral("line"))->encode("ends with cr\r"));
    QVERIFY(!framerOf(QStringLiteral("delim('ABA')"))->encode("AB")); // ABABA is cut after the first ABA
    QVERIFY(!framerOf(QStringLiteral("len(u8)"))->encode(QByteArray(256, 'x')));
    QVERIFY(!framerOf(QStringLiteral("len(u8, plus=4)"))->encode("abc"));
    QVERIFY(!framerOf(QStringLiteral("fixed(4)"))->encode("abc"));
}

QTEST_GUILESS_MAIN(TestFramers)
#include "tst_framers.moc"
