#include "netcore/recording/crc32c.h"

#include <QtCore/QByteArray>
#include <QtCore/QRandomGenerator>
#include <QtTest/QTest>

using namespace netcore;

class TestCrc32c : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void givesTheKnownAnswers_data();
    void givesTheKnownAnswers();
    void instructionAndTableAgree();
    void continuesAnEarlierResult();
};

void TestCrc32c::givesTheKnownAnswers_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<quint32>("expected");
    QByteArray rising;
    for (int i = 0; i < 32; ++i)
        rising.append(char(i));
    QByteArray falling = rising;
    std::reverse(falling.begin(), falling.end());
    // RFC 3720 B.4 prints the four bytes in the order of transmission; these are the numbers they make.
    QTest::newRow("32 zeros") << QByteArray(32, '\0') << 0x8A9136AAu;
    QTest::newRow("32 ones") << QByteArray(32, '\xff') << 0x62A8AB43u;
    QTest::newRow("rising") << rising << 0x46DD794Eu;
    QTest::newRow("falling") << falling << 0x113FDB5Cu;
    QTest::newRow("iSCSI read command")
        << QByteArray::fromHex("01c00000000000000000000000000000140000000000040000000014000000182800000000"
                               "0000000200000000000000")
        << 0xD9963A56u;
    QTest::newRow("check value of the catalogue") << QByteArray("123456789") << 0xE3069283u;
    QTest::newRow("nothing") << QByteArray() << 0u;
}

void TestCrc32c::givesTheKnownAnswers()
{
    QFETCH(QByteArray, bytes);
    QFETCH(quint32, expected);
    QCOMPARE(crc32c(bytes.constData(), std::size_t(bytes.size())), expected);
    QCOMPARE(crc32cByTable(bytes.constData(), std::size_t(bytes.size())), expected);
}

void TestCrc32c::instructionAndTableAgree()
{
    QRandomGenerator random(1);
    QByteArray bytes(20000, '\0');
    for (char &byte : bytes)
        byte = char(random.generate());
    for (std::size_t length : {1u, 7u, 8u, 9u, 3071u, 3072u, 3073u, 6144u, 9999u, 19990u}) {
        for (std::size_t from = 0; from < 9; ++from)
            QCOMPARE(crc32c(bytes.constData() + from, length),
                     crc32cByTable(bytes.constData() + from, length));
    }
}

void TestCrc32c::continuesAnEarlierResult()
{
    const QByteArray bytes(5000, 'x');
    const quint32 whole = crc32c(bytes.constData(), 5000);
    for (std::size_t cut : {0u, 1u, 8u, 3072u, 4999u, 5000u})
        QCOMPARE(crc32c(bytes.constData() + cut, 5000 - cut, crc32c(bytes.constData(), cut)), whole);
}

QTEST_GUILESS_MAIN(TestCrc32c)
#include "tst_crc32c.moc"
