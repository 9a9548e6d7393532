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
                             "fixed(1)", "len(u8)", "len( u16be , at = 2 , plus = -4 )", "len(u64le, incl)"})
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
