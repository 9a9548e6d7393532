#include "netcore/address/endpointspec.h"
#include "netcore/address/hosttext.h"

#include <QtCore/QRandomGenerator>
#include <QtTest/QTest>

using namespace netcore;

class TestEndpointSpec : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void goodTextsRoundTrip_data();
    void goodTextsRoundTrip();
    void writtenInItsUsualForm_data();
    void writtenInItsUsualForm();
    void badTextsSayWhere_data();
    void badTextsSayWhere();
    void listenersStayOnThisMachineUnlessChosen();
    void anyMutationIsRefusedOrRoundTrips();
    void hugeTextIsRefusedAtOnce();
    void internationalNamesShowTheirAsciiForm();
};

void TestEndpointSpec::goodTextsRoundTrip_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text :
         {"tcp://127.0.0.1:9000", "tcp://[::1]:9000", "tcp://[fe80::1%eth0]:80", "tcp://example.org:80",
          "tcp://10.0.0.7:502?bind=192.168.1.5&nodelay=1",
          "tcp://a:1?bind=[::1]:5000&timeout=2000&reconnect=1", "tcp-listen://127.0.0.1:0?backlog=5",
          "tcp-listen://[::]:80?v6only=0", "udp://127.0.0.1:5000?connected=1", "udp-listen://0.0.0.0:5000",
          "tcp://[fe80::1%25251]:80", "tcp://[fe80::1%25]:80", "unix:///run/a.sock",
          "unix-listen://@abstract", "tcp://a:1?family=6"})
        QTest::newRow(text) << QString::fromLatin1(text);
}

void TestEndpointSpec::goodTextsRoundTrip()
{
    QFETCH(QString, text);
    const Result<EndpointSpec> spec = EndpointSpec::parse(text);
    QVERIFY(spec);
    QCOMPARE(spec->toString(), text);
    QVERIFY(EndpointSpec::parse(spec->toString()) == spec);
}

void TestEndpointSpec::writtenInItsUsualForm_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("usual");
    QTest::newRow("case") << "TCP://127.0.0.1:9000"
                          << "tcp://127.0.0.1:9000";
    QTest::newRow("spaces") << "  udp://a:1 "
                            << "udp://a:1";
    QTest::newRow("rfc 5952") << "tcp://[2001:DB8:0:0::1]:1"
                              << "tcp://[2001:db8::1]:1"; // RFC 5952 s.4
    QTest::newRow("rfc 6874") << "tcp://[fe80::1%25eth0]:1"
                              << "tcp://[fe80::1%eth0]:1"; // faults.md row 35
    QTest::newRow("no host") << "tcp-listen://:9000"
                             << "tcp-listen://127.0.0.1:9000";
}

void TestEndpointSpec::writtenInItsUsualForm()
{
    QFETCH(QString, text);
    QFETCH(QString, usual);
    const Result<EndpointSpec> spec = EndpointSpec::parse(text);
    QVERIFY(spec);
    QCOMPARE(spec->toString(), usual);
}

void TestEndpointSpec::badTextsSayWhere_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("position");
    QTest::newRow("empty") << "" << 0;
    QTest::newRow("no scheme") << "127.0.0.1:9000" << 0;
    QTest::newRow("unknown scheme") << "tcpx://a:1" << 0;
    QTest::newRow("no host") << "tcp://:9000" << 6;
    QTest::newRow("no port") << "tcp://127.0.0.1" << 15;
    QTest::newRow("empty port") << "tcp://127.0.0.1:" << 16;
    QTest::newRow("port 70000") << "tcp://127.0.0.1:70000" << 16;
    QTest::newRow("port 10^20") << "tcp://127.0.0.1:100000000000000000000" << 16;
    QTest::newRow("port letters") << "tcp://127.0.0.1:80x" << 18;
    QTest::newRow("port 0 of a client") << "tcp://127.0.0.1:0" << 16;
    QTest::newRow("IPv4 of five parts") << "tcp://1.2.3.4.5:1" << 6;
    QTest::newRow("IPv4 over 255") << "tcp://1.2.3.256:1" << 6;
    QTest::newRow("IPv4 octal") << "tcp://010.0.0.1:1" << 6;
    QTest::newRow("half a character") << QStringLiteral("unix://a") + QChar(0xD800) << 7;
    QTest::newRow("bare IPv6") << "tcp://::1:9000" << 6;
    QTest::newRow("open bracket") << "tcp://[::1:9000" << 6;
    QTest::newRow("not IPv6") << "tcp://[::g]:9000" << 7;
    QTest::newRow("empty scope") << "tcp://[fe80::1%]:1" << 15;
    QTest::newRow("odd scope") << "tcp://[fe80::1%e h]:1" << 16; // faults.md row 35
    QTest::newRow("after bracket") << "tcp://[::1]x" << 11;
    QTest::newRow("space") << "tcp://a b:1" << 7; // faults.md row 40
    QTest::newRow("empty label") << "tcp://a..b:1" << 8;
    QTest::newRow("unknown option") << "tcp://a:1?nodelay=1&colour=red" << 20;
    QTest::newRow("no value") << "tcp://a:1?nodelay" << 17;
    QTest::newRow("bad flag") << "tcp://a:1?nodelay=yes" << 18;
    QTest::newRow("twice") << "tcp://a:1?nodelay=1&nodelay=0" << 20;
    QTest::newRow("out of range") << "tcp-listen://a:1?backlog=-1" << 25;
    QTest::newRow("bad bind") << "tcp://a:1?bind=here" << 15;
    QTest::newRow("bind port") << "tcp://a:1?bind=127.0.0.1:99999" << 25;
    QTest::newRow("option of another scheme") << "udp://a:1?backlog=3" << 10;
    QTest::newRow("empty option") << "tcp://a:1?" << 10;
    QTest::newRow("no path") << "unix://" << 7;
    QTest::newRow("leading space counts") << "  tcp://a:b" << 10;
}

void TestEndpointSpec::badTextsSayWhere()
{
    QFETCH(QString, text);
    QFETCH(int, position);
    const Result<EndpointSpec> spec = EndpointSpec::parse(text);
    QVERIFY(!spec);
    QCOMPARE(spec.error().kind, ErrorKind::InvalidArgument);
    QCOMPARE(spec.error().position, qsizetype(position));
    QVERIFY(spec.error().reason[0] != '\0');
}

void TestEndpointSpec::listenersStayOnThisMachineUnlessChosen()
{
    // faults.md row 66
    QVERIFY(!EndpointSpec::parse(u"tcp-listen://:9000")->bindsBeyondLoopback());
    QVERIFY(!EndpointSpec::parse(u"udp-listen://localhost:9000")->bindsBeyondLoopback());
    QVERIFY(!EndpointSpec::parse(u"tcp-listen://[::1]:9000")->bindsBeyondLoopback());
    QVERIFY(EndpointSpec::parse(u"tcp-listen://0.0.0.0:9000")->bindsBeyondLoopback());
    QVERIFY(EndpointSpec::parse(u"tcp-listen://[::]:9000")->bindsBeyondLoopback());
    QVERIFY(EndpointSpec::parse(u"udp-listen://192.168.1.5:9000")->bindsBeyondLoopback());
    QVERIFY(EndpointSpec::parse(u"tcp-listen://myname:9000")->bindsBeyondLoopback());
}

void TestEndpointSpec::anyMutationIsRefusedOrRoundTrips()
{
    const QString seed = QStringLiteral("tcp-listen://[fe80::1%eth0]:9000?backlog=5&nodelay=1");
    QRandomGenerator random(5);
    for (int round = 0; round < 20'000; ++round) {
        QString text = seed;
        for (int i = 0; i < 3; ++i)
            text[qsizetype(random.bounded(quint32(text.size())))] = QChar(ushort(random.bounded(0x180)));
        const Result<EndpointSpec> spec = EndpointSpec::parse(text);
        if (spec)
            QVERIFY2(EndpointSpec::parse(spec->toString()) == spec, qPrintable(text));
        else
            QVERIFY(spec.error().position >= 0 && spec.error().position <= text.size());
    }
}

void TestEndpointSpec::hugeTextIsRefusedAtOnce()
{
    // faults.md row 40
    const Result<EndpointSpec> spec = EndpointSpec::parse(QStringLiteral("tcp://") + QString(64 << 10, u'a'));
    QVERIFY(!spec);
    QVERIFY(!checkHostText(QString(64, u'a')));
    QVERIFY(!checkHostText(QString(QChar(0))));
    QVERIFY(checkHostText(QString(63, u'a')));
}

void TestEndpointSpec::internationalNamesShowTheirAsciiForm()
{
    QCOMPARE(punycode(QStringLiteral("b\u00FCcher.example")),
             QStringLiteral("xn--bcher-kva.example")); // RFC 3492
    QCOMPARE(punycode(QStringLiteral("plain.example")), QString());
    QVERIFY(EndpointSpec::parse(u"tcp://b\u00FCcher.example:80"));
}

QTEST_GUILESS_MAIN(TestEndpointSpec)
#include "tst_endpointspec.moc"
