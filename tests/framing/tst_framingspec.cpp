#include "netcore/framing/framer.h"

#include <QtTest/QTest>

using namespace netcore;

class TestFramingSpec : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void goodSpecsMakeFramers_data();
    void goodSpecsMakeFramers();
    void badSpecsSayWhere_data();
    void badSpecsSayWhere();
    void everyExampleCanBeMade();
    void escapesInAQuotedDelimiter();
};

void TestFramingSpec::goodSpecsMakeFramers_data()
{
    QTest::addColumn<QString>("spec");
    for (const char *spec : {"raw", " line ", "line(crlf)", "delim(0D0A)", "delim(0d 0a)", "delim('a,b)')",
                             "fixed(1)", "len(u8)", "len( u16be , at = 2 , plus = -4 )", "len(u64le, incl)",
                             "len(u16, le)", "len(hex4)", "line(any)", "delim('a|b', keep)", "slip | len(u8)",
                             "len(u16be)|crc(crc(16, poly=8005, init=ffff, refin, refout), last 2 le)",
                             "raw | slip | cobs | crc(sum8) | len(u8)", "startend(02, 03, esc=10, xor=20)"})
        QTest::newRow(spec) << QString::fromLatin1(spec);
}

void TestFramingSpec::goodSpecsMakeFramers()
{
    QFETCH(QString, spec);
    QVERIFY(makeFramer(spec));
}

void TestFramingSpec::badSpecsSayWhere_data()
{
    QTest::addColumn<QString>("spec");
    QTest::addColumn<int>("position");
    QTest::newRow("empty") << "" << 0;
    QTest::newRow("unknown") << " nope(1)" << 1;
    QTest::newRow("empty delimiter") << "delim('')" << 6; // faults.md row 4
    QTest::newRow("no delimiter") << "delim()" << 6;
    QTest::newRow("odd hex") << "delim(0D0)" << 9;
    QTest::newRow("not hex") << "delim(0G)" << 7;
    QTest::newRow("open quote") << "delim('abc" << 6;
    QTest::newRow("bad escape") << "delim('a\\q')" << 9;
    QTest::newRow("no size") << "fixed" << 5;
    QTest::newRow("size 0") << "fixed(0)" << 6;
    QTest::newRow("size too large") << "fixed(999999999999)" << 6;
    QTest::newRow("not a number") << "fixed(ten)" << 6;
    QTest::newRow("bad type") << "len(u7)" << 4;
    QTest::newRow("at negative") << "len(u8, at=-1)" << 11;
    QTest::newRow("unknown argument") << "len(u8, ate=1)" << 12;
    QTest::newRow("argument too many") << "raw(1)" << 4;
    QTest::newRow("no closing") << "fixed(4" << 7;
    QTest::newRow("rest") << "fixed(4) x" << 9;
    QTest::newRow("digits too many") << "len(dec17)" << 4;
    QTest::newRow("u8 le") << "len(u8le)" << 4;
    QTest::newRow("stage missing") << "line |" << 6;
    QTest::newRow("stage unknown") << "line | nope" << 7;
    QTest::newRow("stage wrong") << "slip | len(u7)" << 11;
    QTest::newRow("five stages") << "raw|slip|slip|slip|slip|slip" << 23;
    QTest::newRow("start missing") << "startend()" << 9;
    QTest::newRow("start of two bytes") << "startend(0202, 03)" << 9;
    QTest::newRow("escape is a mark") << "startend(02, 03, esc=03)" << 21;
    QTest::newRow("xor onto a mark") << "startend(02, 03, esc=10, xor=01)" << 29;
    QTest::newRow("hdlc check") << "hdlc(fcs64)" << 5;
    // faults.md row 10: a checksum over a range that is wrong or that cannot be
    QTest::newRow("crc unknown") << "len(u8) | crc(crc99)" << 14;
    QTest::newRow("crc by hand") << "len(u8) | crc(crc(16, poly=zz))" << 27;
    QTest::newRow("crc where") << "len(u8) | crc(sum8, middle)" << 20;
    QTest::newRow("crc too small") << "len(u8) | crc(crc32, last 2)" << 21;
    QTest::newRow("crc range none") << "len(u8) | crc(sum8, last, over=3)" << 31;
    QTest::newRow("crc range empty") << "len(u8) | crc(sum8, last, over=3..3)" << 31;
    QTest::newRow("crc range turned") << "len(u8) | crc(sum8, last, over=-1..-4)" << 31;
    QTest::newRow("crc range no number") << "len(u8) | crc(sum8, last, over=a..b)" << 31;
    QTest::newRow("crc over itself") << "len(u8) | crc(sum8, last, over=0..)" << 31;
    QTest::newRow("crc over half itself") << "len(u8) | crc(crc32, last, over=0..-2)" << 32;
    QTest::newRow("crc over itself, first") << "len(u8) | crc(crc32, first, over=3..)" << 33;
    QTest::newRow("crc beyond fixed") << "fixed(8) | crc(sum8, last, over=0..9)" << 32;
    QTest::newRow("crc over itself in fixed") << "fixed(8) | crc(sum8, last, over=0..8)" << 32;
    QTest::newRow("crc wider than fixed") << "fixed(3) | crc(crc32)" << 15;
    QTest::newRow("crc whole, later") << "len(u8) | slip | crc(sum8, whole)" << 27;
    QTest::newRow("crc whole, stuffed") << "slip | crc(sum8, whole)" << 17;
    QTest::newRow("crc argument") << "len(u8) | crc(sum8, last, x=1)" << 28;
}

void TestFramingSpec::badSpecsSayWhere()
{
    QFETCH(QString, spec);
    QFETCH(int, position);
    const Result<std::unique_ptr<Framer>> framer = makeFramer(spec);
    QVERIFY(!framer);
    QCOMPARE(framer.error().kind, ErrorKind::InvalidArgument);
    QCOMPARE(framer.error().position, qsizetype(position));
    QVERIFY(framer.error().reason[0] != '\0');
}

void TestFramingSpec::everyExampleCanBeMade()
{
    QVERIFY(!framingExamples().empty());
    for (const FramingExample &example : framingExamples())
        QVERIFY2(makeFramer(QString::fromLatin1(example.spec)), example.spec);
}

void TestFramingSpec::escapesInAQuotedDelimiter()
{
    const Result<std::unique_ptr<Framer>> framer = makeFramer(u"delim('\\r\\n\\x7f\\0é\\'')");
    QVERIFY(framer);
    const QByteArray wire = (*framer)->encode("x").value();
    QCOMPARE(wire, QByteArray("x\r\n\x7f\0\xC3\xA9'", 8));
}

QTEST_GUILESS_MAIN(TestFramingSpec)
#include "tst_framingspec.moc"
