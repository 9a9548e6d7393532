// Framings at their limits: every width of a length, delimiters as long as they may be, frames that never
// end. The whole of it runs where SOCKETARIUM_LONG_TESTS is set; otherwise a part.
#include "netcore/framing/delimframer.h"
#include "tests/framing/framecutting.h"
#include "tests/support/cputime.h"
#include "tests/support/ownmemory.h"

#include <QtCore/QtEndian>
#include <QtTest/QTest>

using namespace netcore;
using namespace cutting;

class TestFramingLimits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lengthsOfEveryWidth_data();
    void lengthsOfEveryWidth();
    void longDelimitersUnderAnySplit_data();
    void longDelimitersUnderAnySplit();
    void aLongerDelimiterIsRefused();
    void frameWithoutEndCostsTheSameThroughout_data();
    void frameWithoutEndCostsTheSameThroughout();
    void frameWithoutEndComesInBoundedPieces();
    void costGrowsAsTheBytes_data();
    void costGrowsAsTheBytes();
};

namespace {

#ifdef __SANITIZE_ADDRESS__
constexpr quint64 mebibytes[] = {1, 4}; // each costs four times as much there
constexpr int fewKibibytes[] = {64, 2048};
#else
constexpr quint64 mebibytes[] = {2, 12};
constexpr int fewKibibytes[] = {1024, 16'384};
#endif

bool isLong()
{
    return qEnvironmentVariableIsSet("SOCKETARIUM_LONG_TESTS");
}

/// The lowest `width` bytes of a number, as the wire has them.
QByteArray number(quint64 value, int width, bool little)
{
    QByteArray bytes(8, '\0');
    qToBigEndian(value, bytes.data());
    bytes = bytes.last(width);
    if (little)
        std::reverse(bytes.begin(), bytes.end());
    return bytes;
}

} // namespace

void TestFramingLimits::lengthsOfEveryWidth_data()
{
    QTest::addColumn<int>("width");
    QTest::addColumn<bool>("little");
    QTest::addColumn<int>("at");
    QTest::addColumn<int>("plus"); // bytes after the field = what it says + this
    QTest::addColumn<QString>("spec");
    for (const int width : {1, 2, 3, 4, 8}) {
        for (const bool little : {false, true}) {
            if (width == 1 && little)
                continue;
            const QString type =
                QStringLiteral("u%1%2").arg(QString::number(width * 8), width == 1 ? QLatin1String()
                                                                        : little   ? QLatin1String("le")
                                                                                   : QLatin1String("be"));
            for (const int at : {0, 1, 5}) {
                const QString base = QStringLiteral("len(%1, at=%2").arg(type, QString::number(at));
                for (const int plus : {-7, -1, 0, 1, 9}) {
                    const QString spec = base + QStringLiteral(", plus=%1)").arg(plus);
                    QTest::addRow("%s", qPrintable(spec)) << width << little << at << plus << spec;
                }
                QTest::addRow("%s, incl)", qPrintable(base))
                    << width << little << at << -(at + width) << base + QStringLiteral(", incl)");
            }
        }
    }
}

/// faults.md row 2: of length 0 and more a frame, one byte below its own header a fault and no wrap.
void TestFramingLimits::lengthsOfEveryWidth()
{
    QFETCH(int, width);
    QFETCH(bool, little);
    QFETCH(int, at);
    QFETCH(int, plus);
    QFETCH(QString, spec);
    const std::unique_ptr<Framer> framer = framerOf(spec);
    QVERIFY(framer);
    const QByteArray before(at, '#');
    QByteArray stream;
    QByteArrayList payloads;
    for (const int after : {std::max(0, plus), std::max(0, plus) + 1, 40}) {
        payloads << QByteArray(after, char('a' + after % 26));
        stream += before + number(quint64(after - plus), width, little) + payloads.last();
    }
    for (const int each : {1, 3, 1000}) {
        QList<qsizetype> sizes(stream.size() / each, each);
        const Frames frames = inPieces(*framer, stream, sizes);
        QVERIFY(coversWithoutGap(frames, stream.size()));
        QCOMPARE(frames.size(), size_t(3));
        qsizetype from = 0;
        for (qsizetype i = 0; i < 3; ++i) {
            const Frame &frame = frames[size_t(i)];
            QCOMPARE(frame.fault, FrameFault::None);
            QCOMPARE(frame.length, quint32(at + width + payloads[i].size()));
            QVERIFY(QByteArrayView(stream).sliced(from, frame.length).endsWith(payloads[i]));
            from += frame.length;
        }
    }
    if (plus >= 0)
        return;
    const QByteArray tooSmall = before + number(quint64(-plus - 1), width, little) + "what follows";
    const Frames frames = whole(*framer, tooSmall);
    QVERIFY(coversWithoutGap(frames, tooSmall.size()));
    QCOMPARE(frames.front().fault, FrameFault::BadLength);
    QCOMPARE(frames.front().length, quint32(at + width));
    QCOMPARE(frames.front().declared, quint64(-plus - 1));
    QCOMPARE(frames.back().fault, FrameFault::Unframed);
}

void TestFramingLimits::longDelimitersUnderAnySplit_data()
{
    QTest::addColumn<QByteArray>("delimiter");
    constexpr auto most = DelimFramer::longestDelimiter;
    QTest::newRow("the same byte, then another") << QByteArray(most - 1, 'A') + 'B';
    QTest::newRow("two bytes in turn") << QByteArray("AB").repeated(most / 2);
    QTest::newRow("a prefix of itself") << QByteArray(most / 2, 'A') + 'B' + QByteArray(most / 2 - 1, 'A');
}

// faults.md row 4
void TestFramingLimits::longDelimitersUnderAnySplit()
{
    QFETCH(QByteArray, delimiter);
    const QString spec = QStringLiteral("delim(%1)").arg(QString::fromLatin1(delimiter.toHex()));
    const std::unique_ptr<Framer> framer = framerOf(spec);
    QVERIFY(framer);
    QByteArray stream;
    for (const qsizetype cut : {qsizetype(0), delimiter.size() - 1, delimiter.size() / 2, qsizetype(1)})
        stream += delimiter.first(cut) + 'x' + delimiter + delimiter.last(cut) + delimiter;
    const Frames expected = whole(*framer, stream);
    QVERIFY(coversWithoutGap(expected, stream.size()));
    QVERIFY(expected.size() >= 4);
    qsizetype searched = 0; // what the definition says, by the library's own search
    for (const Frame &frame : expected) {
        const qsizetype found = stream.indexOf(delimiter, searched);
        QCOMPARE(qsizetype(frame.offset + frame.length),
                 found < 0 ? stream.size() : found + delimiter.size());
        searched = qsizetype(frame.offset + frame.length);
    }
    QVERIFY(inPieces(*framer, stream, QList<qsizetype>(stream.size(), 1)) == expected);
    QRandomGenerator random(4);
    for (int round = 0; round < 40; ++round)
        QVERIFY(inPieces(*framer, stream, randomSizes(random, stream.size(), 3000)) == expected);
}

// faults.md row 4
void TestFramingLimits::aLongerDelimiterIsRefused()
{
    for (const qsizetype length : {DelimFramer::longestDelimiter + 1, qsizetype(1) << 20}) {
        const auto made = makeFramer(QStringLiteral("delim('%1')").arg(QString(length, u'A')));
        QVERIFY(!made);
        QVERIFY(made.error().position >= 6);
    }
}

void TestFramingLimits::frameWithoutEndCostsTheSameThroughout_data()
{
    QTest::addColumn<int>("slice");
    QTest::addColumn<quint64>("bytes");
    QTest::newRow("a byte at a time") << 1 << ((isLong() ? 256 : mebibytes[0]) << 20);
    QTest::newRow("64 KiB at a time") << 65'536 << ((isLong() ? 1023 : mebibytes[1]) << 20);
}

/// faults.md row 3: with a frame of 256 MiB, or some here, behind it, a piece costs what it cost at the
/// beginning: two framers take turns, the one has all of it in one frame, the other begins anew.
void TestFramingLimits::frameWithoutEndCostsTheSameThroughout()
{
    QFETCH(int, slice);
    QFETCH(quint64, bytes);
    constexpr int windows = 16;
    const QByteArray piece(slice, 'A');
    const int times = int(bytes / windows / quint64(slice));
    const auto going = framerOf(QStringLiteral("delim('AAAAAAAB')"), FramingLimits::hardMaxFrame);
    const auto anew = framerOf(QStringLiteral("delim('AAAAAAAB')"), FramingLimits::hardMaxFrame);
    QVERIFY(going && anew);
    const auto costOf = [&](Framer &framer) {
        Frames frames;
        const std::clock_t begin = std::clock();
        for (int i = 0; i < times; ++i)
            framer.feed(piece, 0, frames);
        return frames.empty() ? double(std::clock() - begin) / CLOCKS_PER_SEC : 1e9;
    };
    double late = 1e9; // the best of several, as other load only adds
    double early = 1e9;
    for (int window = 0; window < windows; ++window) {
        const double cost = costOf(*going);
        if (window >= windows / 2)
            late = std::min(late, cost);
        anew->reset();
        early = std::min(early, costOf(*anew));
    }
    QCOMPARE(going->pending(), quint64(times) * quint64(windows) * quint64(slice));
    if (isLong())
        qInfo("%.2f ns a byte at the beginning, %.2f with %llu bytes behind it", early * 1e9 / times / slice,
              late * 1e9 / times / slice, static_cast<unsigned long long>(going->pending()));
    const double most =
        isLong() ? 1.3 : 3; // pieces are small here; a scan that begins anew would take 8 times
    QVERIFY2(late < most * early + 0.002, qPrintable(QString::number(late / early)));
}

// faults.md row 3
void TestFramingLimits::frameWithoutEndComesInBoundedPieces()
{
    const std::unique_ptr<Framer> framer = framerOf(QStringLiteral("delim('AAAAAAAB')"), 1u << 20);
    Frames frames;
    framer->feed(QByteArray(3 << 20, 'A'), 0, frames);
    QCOMPARE(frames.size(), size_t(3));
    QCOMPARE(frames[1].length, 1u << 20);
    QCOMPARE(frames[1].fault, FrameFault::TooLong);
    QCOMPARE(framer->pending(), quint64(0));
}

void TestFramingLimits::costGrowsAsTheBytes_data()
{
    QTest::addColumn<QString>("spec");
    QTest::addColumn<int>("slice");
    QTest::addColumn<int>("kibibytes");
    const bool isAll = isLong();
    for (const char *spec : {"delim(0A)", "delim('AAAAAAAB')", "line(crlf)", "line(any)"}) {
        const QString text = QString::fromLatin1(spec);
        QTest::addRow("%s, 64 KiB", spec) << text << 65'536 << (isAll ? 256 << 10 : fewKibibytes[1]);
        QTest::addRow("%s, a byte", spec) << text << 1 << (isAll ? 256 << 10 : fewKibibytes[0]);
        if (isAll)
            QTest::addRow("%s, 64 KiB, more", spec) << text << 65'536 << (1 << 20);
    }
}

/// faults.md row 3: no delimiter in all these bytes. Four times the bytes cost four times the processor's
/// time, nothing is kept of them, and the pieces in which the frame comes are as long as a frame may be.
void TestFramingLimits::costGrowsAsTheBytes()
{
    QFETCH(QString, spec);
    QFETCH(int, slice);
    QFETCH(int, kibibytes);
    constexpr quint32 longest = 16u << 20;
    const QByteArray piece(slice, 'A');
    Frames frames;
    const auto costOf = [&](qint64 bytes) {
        const auto framer = framerOf(spec, longest);
        frames.clear();
        const double before = threadCpuMs();
        for (qint64 fed = 0; fed < bytes; fed += slice)
            framer->feed(piece, 0, frames);
        framer->finish(frames);
        return threadCpuMs() - before;
    };
    const qint64 bytes = qint64(kibibytes) << 10;
    const qint64 memory = isLong() ? anonymousBytes() : 0;
    double few = 1e9; // the best of several, as other load only adds
    double many = 1e9;
    for (int round = 0; round < 3; ++round) {
        few = std::min(few, costOf(bytes / 4));
        many = std::min(many, costOf(bytes));
    }
    QVERIFY(coversWithoutGap(frames, qsizetype(bytes)));
    for (const Frame &frame : frames)
        QVERIFY(frame.length <= longest && frame.fault != FrameFault::None);
    if (isLong()) {
        const qint64 grown = anonymousBytes() - memory;
        qInfo("%d MiB: %.3f s, a quarter of it %.3f s, %lld KiB of memory more", kibibytes >> 10, many / 1e3,
              few / 1e3, grown >> 10);
        QVERIFY(grown < 1 << 20);
    }
    const double most = isLong() ? 4 * 1.3 : 4 * 2; // a scan that begins anew would take 16 times
    QVERIFY2(many < most * few + 1, qPrintable(QString::number(many / few)));
}

QTEST_GUILESS_MAIN(TestFramingLimits)
#include "tst_framinglimits.moc"
