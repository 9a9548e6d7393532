#include "widgets/models/byteinspector.h"

#include <QtTest/QTest>

using models::inspect;
using models::InspectedValue;

class TestByteInspector : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knownAnswers_data();
    void knownAnswers();
    void tooFewBytesGiveEmptyRowsInTheSameOrder();
};

void TestByteInspector::knownAnswers_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("little");
    QTest::addColumn<QString>("big");
    const auto row = [](const char *tag, const char *hex, const char *name, const char *little,
                        const char *big) {
        QTest::newRow(tag) << QByteArray::fromHex(hex) << QString::fromUtf8(name) << QString::fromUtf8(little)
                           << QString::fromUtf8(big);
    };
    row("u8", "ff", "u8", "255", "255");
    row("i8", "ff", "i8", "-1", "-1");
    row("u16", "0102", "u16", "513", "258");
    row("i16", "feff", "i16", "-2", "-257");
    row("u32", "00000080", "u32", "2147483648", "128");
    row("i32", "00000080", "i32", "-2147483648", "128");
    row("u64", "ffffffffffffffff", "u64", "18446744073709551615", "18446744073709551615");
    row("i64", "feffffffffffffff", "i64", "-2", "-72057594037927937");
    row("f32 pi", "db0f4940", "f32", "3.1415927", "-4.033146e+16");
    row("f32 one", "0000803f", "f32", "1", "4.6006e-41");
    row("f64 one", "000000000000f03f", "f64", "1", "3.03865e-319");
    row("f64 nan", "000000000000f87f", "f64", "NaN", "3.143e-319");
    row("f64 infinity", "7ff0000000000000", "f64", "3.0418e-319", "inf");
    row("binary", "a5", "Binary", "1010 0101", "1010 0101");
    row("euro", "e282ac", "UTF-8 character", "\xe2\x82\xac  U+20AC", "\xe2\x82\xac  U+20AC");
    row("emoji", "f09f9880", "UTF-8 character", "\xf0\x9f\x98\x80  U+1F600", "\xf0\x9f\x98\x80  U+1F600");
    row("bidi is named", "e280ae", "UTF-8 character", "<RLO>  U+202E", "<RLO>  U+202E");
    row("line feed", "0a", "UTF-8 character", "\\n  U+000A", "\\n  U+000A");
    row("half a character", "e282", "UTF-8 character", "", "");
    row("overlong", "c0af", "UTF-8 character", "", "");
    row("time 32", "00000000", "Unix time, 32 bit", "1970-01-01T00:00:00Z", "1970-01-01T00:00:00Z");
    row("time 2^31-1", "7fffffff", "Unix time, 32 bit", "2106-02-07T06:26:07Z", "2038-01-19T03:14:07Z");
    row("time 64", "000000006553f100", "Unix time, 64 bit", "", "2023-11-14T22:13:20Z");
    row("time ms", "0000018bcfe56801", "Unix time, ms", "", "2023-11-14T22:13:20.001Z");
    row("before 1970", "ffffffffffffffff", "Unix time, 64 bit", "", "");
    row("ipv4", "7f000001", "IPv4", "1.0.0.127", "127.0.0.1");
    row("ipv6", "20010db8000000000000000000000001", "IPv6", "2001:db8::1", "2001:db8::1");
    row("mac", "00163e5ad81f", "MAC", "00:16:3e:5a:d8:1f", "00:16:3e:5a:d8:1f");
}

void TestByteInspector::knownAnswers()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, name);
    for (const InspectedValue &value : inspect(bytes)) {
        if (value.name != name)
            continue;
        QTEST(value.little, "little");
        QTEST(value.big, "big");
        return;
    }
    QFAIL("no such row");
}

void TestByteInspector::tooFewBytesGiveEmptyRowsInTheSameOrder()
{
    const auto whole = inspect(QByteArray(models::inspectedBytes, '\1'));
    for (qsizetype length = 0; length < models::inspectedBytes; ++length) {
        const auto part = inspect(QByteArray(length, '\1'));
        QCOMPARE(part.size(), whole.size());
        for (qsizetype i = 0; i < part.size(); ++i) {
            QCOMPARE(part[i].name, whole[i].name);
            QVERIFY(part[i].little.isEmpty() || part[i].little == whole[i].little);
        }
    }
    for (const InspectedValue &value : inspect({}))
        QVERIFY(value.little.isEmpty() && value.big.isEmpty());
}

QTEST_GUILESS_MAIN(TestByteInspector)
#include "tst_byteinspector.moc"
