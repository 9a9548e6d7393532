// The catalogue against the check values that its source states, and our table against Boost's division.

#include "netcore/payload/checksum.h"

#include <QtCore/QRandomGenerator>
#include <QtCore/QSet>
#include <QtTest/QTest>

#include <boost/crc.hpp>

#include <ctime>

Q_DECLARE_METATYPE(netcore::ChecksumEntry)

using namespace netcore;

namespace {

QByteArray randomBytes(QRandomGenerator &random, qsizetype size)
{
    QByteArray bytes(size, Qt::Uninitialized);
    for (char &byte : bytes)
        byte = char(random.bounded(256));
    return bytes;
}

struct ByHand
{
    int width;
    quint64 poly, init, xorOut;
    bool refin, refout;

    QString spec() const
    {
        return QStringLiteral("crc(%1, poly=%2, init=0x%3%4%5, xorout=%6)")
            .arg(width)
            .arg(poly, 0, 16)
            .arg(init, 0, 16)
            .arg(QLatin1String(refin ? ", refin" : ""), QLatin1String(refout ? ", refout" : ""))
            .arg(xorOut, 0, 16);
    }
};

/// The same check by Boost alone, bit by bit; nothing of ours in it.
template <size_t Width>
quint64 byBoost(const ByHand &crc, const QByteArray &bytes)
{
    using Value = typename boost::crc_basic<Width>::value_type;
    boost::crc_basic<Width> division(Value(crc.poly), Value(crc.init), Value(crc.xorOut), crc.refin,
                                     crc.refout);
    division.process_bytes(bytes.constData(), size_t(bytes.size()));
    return division.checksum();
}

template <size_t Width>
bool equalsBoost(QRandomGenerator &random)
{
    const quint64 mask = ~quint64(0) >> (64 - Width);
    for (int round = 0; round < 40; ++round) {
        const ByHand crc{Width,
                         (random.generate64() & mask) | 1,
                         random.generate64() & mask,
                         random.generate64() & mask,
                         (round & 1) != 0,
                         (round & 2) != 0};
        const QByteArray bytes = randomBytes(random, qsizetype(random.bounded(300)));
        const Result<Checksum> ours = Checksum::make(crc.spec());
        if (!ours || ours->of(bytes) != byBoost<Width>(crc, bytes)) {
            qWarning() << crc.spec() << bytes.toHex();
            return false;
        }
    }
    return true;
}

double secondsFor(const std::function<void()> &work)
{
    const std::clock_t begin = std::clock();
    work();
    return double(std::clock() - begin) / CLOCKS_PER_SEC;
}

} // namespace

class TestChecksum : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void catalogueGivesItsCheckValues_data();
    void catalogueGivesItsCheckValues();
    void knownAnswers_data();
    void knownAnswers();
    void namesAreOfOneThing();
    void byHandEqualsBoost();
    void tableIsFasterThanBoostBitByBit();
    void anyCutGivesTheSameValue();
    void copiesGoTheirOwnWay();
    void wrongSpecsSayWhere_data();
    void wrongSpecsSayWhere();
};

void TestChecksum::catalogueGivesItsCheckValues_data()
{
    QTest::addColumn<ChecksumEntry>("entry");
    for (const ChecksumEntry &entry : checksumCatalogue())
        QTest::newRow(entry.name) << entry;
}

void TestChecksum::catalogueGivesItsCheckValues()
{
    QFETCH(ChecksumEntry, entry);
    const Result<Checksum> checksum = Checksum::make(QString::fromLatin1(entry.name));
    QVERIFY(checksum);
    QCOMPARE(checksum->of("123456789"), entry.check);
    QCOMPARE(checksum->bits(), entry.bits);
    for (const QByteArray &alias : entry.aliases.split(' ')) {
        if (!alias.isEmpty())
            QCOMPARE(Checksum::make(QString::fromLatin1(alias)).value().of("123456789"), entry.check);
    }
    if (entry.parameters.isEmpty())
        return;
    // The parameters shown are those used: read back as a CRC by hand they give the same.
    const QString byHand = QStringLiteral("crc(%1, %2)")
                               .arg(entry.bits)
                               .arg(QString::fromLatin1(entry.parameters).replace(u' ', QLatin1String(", ")));
    QCOMPARE(Checksum::make(byHand).value().of("123456789"), entry.check);
}

void TestChecksum::knownAnswers_data()
{
    QTest::addColumn<QString>("spec");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<quint64>("value");
    const auto row = [](const char *spec, const QByteArray &bytes, quint64 value) {
        QTest::addRow("%s %s", spec, bytes.toHex().constData())
            << QString::fromLatin1(spec) << bytes << value;
    };
    // Modbus over Serial Line V1.02, s.6.2.2: the CRC of 02 07 goes out as 41 12.
    row("crc16-modbus", QByteArray::fromHex("0207"), 0x1241);
    // RFC 3720 s.B.4: 32 bytes of 00, of FF, and 00 to 1F.
    row("crc32-iscsi", QByteArray(32, '\0'), 0x8A9136AA);
    row("crc32-iscsi", QByteArray(32, '\xFF'), 0x62A8AB43);
    // RFC 1071 s.3: the sum is ddf2, the checksum its complement.
    row("internet", QByteArray::fromHex("0001f203f4f5f6f7"), 0x220D);
    row("internet", QByteArray::fromHex("01"), 0xFEFF);
    row("fletcher16", "abcde", 0xC8F0);
    row("fletcher16", "abcdefgh", 0x0627);
    row("fletcher32", "abcde", 0xF04FC729);
    row("fletcher32", "abcdef", 0x56502D2A);
    row("adler32", "Wikipedia", 0x11E60398);
    row("adler32", "", 1);
    // NMEA 0183: what stands between $ and *.
    row("xor8", "GPGGA,123519,4807.038,N,01131.000,E,1,08,0.9,545.4,M,46.9,M,,", 0x47);
    // Intel HEX: the record :0300300002337A1E.
    row("lrc", QByteArray::fromHex("0300300002337a"), 0x1E);
    row("sum8", "", 0);
    row("crc32", "", 0);
}

void TestChecksum::knownAnswers()
{
    QFETCH(QString, spec);
    QFETCH(QByteArray, bytes);
    QFETCH(quint64, value);
    QCOMPARE(Checksum::make(spec).value().of(bytes), value);
}

void TestChecksum::namesAreOfOneThing()
{
    QSet<QByteArray> names;
    for (const ChecksumEntry &entry : checksumCatalogue()) {
        for (const QByteArray &name : QByteArray(entry.name + ' ' + entry.aliases).trimmed().split(' ')) {
            QVERIFY2(!names.contains(name), name);
            names.insert(name);
        }
    }
    QVERIFY(names.size() > 100);
}

void TestChecksum::byHandEqualsBoost()
{
    QRandomGenerator random(16);
    QVERIFY(equalsBoost<8>(random));
    QVERIFY(equalsBoost<12>(random));
    QVERIFY(equalsBoost<16>(random));
    QVERIFY(equalsBoost<24>(random));
    QVERIFY(equalsBoost<32>(random));
    QVERIFY(equalsBoost<40>(random));
    QVERIFY(equalsBoost<63>(random));
    QVERIFY(equalsBoost<64>(random));
}

void TestChecksum::tableIsFasterThanBoostBitByBit()
{
    // Why there is a table of ours at all: crc_basic, the only one with parameters of the run time, takes
    // every bit.
    const QByteArray bytes(1 << 20, 'x');
    const Checksum ours = Checksum::make(u"crc16-modbus").value();
    quint64 ourValue = 0, itsValue = 0;
    const double ourTime = secondsFor([&] { ourValue = ours.of(bytes); });
    const double itsTime = secondsFor([&] {
        itsValue = byBoost<16>({16, 0x8005, 0xFFFF, 0, true, true}, bytes);
    });
    qInfo("1 MiB: %.2f ms by table, %.2f ms bit by bit", ourTime * 1e3, itsTime * 1e3);
    QCOMPARE(ourValue, itsValue);
    QVERIFY(ourTime < itsTime);
}

void TestChecksum::anyCutGivesTheSameValue()
{
    QRandomGenerator random(5);
    for (const ChecksumEntry &entry : checksumCatalogue()) {
        Checksum checksum = Checksum::make(QString::fromLatin1(entry.name)).value();
        for (int round = 0; round < 5; ++round) {
            const QByteArray bytes = randomBytes(random, 9'000);
            checksum.reset();
            for (qsizetype at = 0; at < bytes.size();) {
                const qsizetype piece = std::min<qsizetype>(bytes.size() - at, random.bounded(4'500));
                checksum.add(QByteArrayView(bytes).sliced(at, piece));
                at += piece;
            }
            QCOMPARE(checksum.value(), checksum.of(bytes));
        }
    }
}

void TestChecksum::copiesGoTheirOwnWay()
{
    Checksum first = Checksum::make(u"crc32").value();
    first.add("12345");
    Checksum second = first;
    first.add("x");
    second.add("6789");
    QCOMPARE(second.value(), quint64(0xCBF43926));
    first = second;
    QCOMPARE(first.value(), quint64(0xCBF43926));
}

void TestChecksum::wrongSpecsSayWhere_data()
{
    QTest::addColumn<QString>("spec");
    QTest::addColumn<int>("position");
    QTest::newRow("empty") << "" << 0;
    QTest::newRow("unknown") << " crc99" << 1;
    QTest::newRow("sum by hand") << "sum8(1)" << 0;
    QTest::newRow("no width") << "crc()" << 4;
    QTest::newRow("width 0") << "crc(0, poly=1)" << 4;
    QTest::newRow("width 65") << "crc(65, poly=1)" << 4;
    QTest::newRow("no poly") << "crc(16)" << 6;
    QTest::newRow("poly too wide") << "crc(8, poly=107)" << 12;
    QTest::newRow("poly not hex") << "crc(8, poly= zz)" << 13;
    QTest::newRow("key unknown") << "crc(8, poly=7, seed=1)" << 15;
    QTest::newRow("no value") << "crc(8, poly)" << 7;
    QTest::newRow("nothing between commas") << "crc(8,, poly=7)" << 6;
    QTest::newRow("open") << "crc(8, poly=7" << 13;
}

void TestChecksum::wrongSpecsSayWhere()
{
    QFETCH(QString, spec);
    QFETCH(int, position);
    const Result<Checksum> checksum = Checksum::make(spec);
    QVERIFY(!checksum);
    QCOMPARE(checksum.error().kind, ErrorKind::InvalidArgument);
    QCOMPARE(checksum.error().position, qsizetype(position));
    QVERIFY(checksum.error().reason[0] != '\0');
}

QTEST_GUILESS_MAIN(TestChecksum)
#include "tst_checksum.moc"
