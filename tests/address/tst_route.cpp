#include "netcore/address/interfaces.h"
#include "netcore/address/route.h"

#include <QtTest/QTest>

#include <algorithm>

using namespace netcore;

class TestRoute : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void loopbackLeavesByLoopback();
    void ownAddressesDoNotLeave();
    void linkLocalWithoutScopeIsRefused();
    void unixHasNoRoute();
    void anyAddressIsReachableByEveryOutwardAddress();
    void loopbackIsReachableByNobody();
    void scopesAreInterfacesWithLinkLocalAddresses();
};

void TestRoute::loopbackLeavesByLoopback()
{
    for (const quint16 port : {quint16(9000), quint16(0)}) {
        const auto route = routeTo(SocketAddress(QHostAddress(QStringLiteral("127.3.2.1")), port));
        QVERIFY(route);
        QCOMPARE(route->local.toString(), QStringLiteral("127.0.0.1:0"));
        QCOMPARE(route->interface, QStringLiteral("lo"));
        QVERIFY(route->loopback);
        QVERIFY(route->sameSubnet);
    }
}

void TestRoute::ownAddressesDoNotLeave()
{
    const QList<LocalAddress> all = localAddresses();
    QVERIFY(std::any_of(all.begin(), all.end(), [](const LocalAddress &each) { return each.loopback; }));
    for (const LocalAddress &own : all) {
        const auto route = routeTo(SocketAddress(own.host, 9000));
        QVERIFY(route);
        QVERIFY2(route->loopback, qUtf8Printable(own.host.toString()));
    }
}

void TestRoute::linkLocalWithoutScopeIsRefused()
{
    const auto route = routeTo(SocketAddress(QHostAddress(QStringLiteral("fe80::1")), 9000));
    QVERIFY(!route);
    QCOMPARE(route.error().kind, ErrorKind::NoScopeId); // faults.md row 35
}

void TestRoute::unixHasNoRoute()
{
    QCOMPARE(routeTo(SocketAddress::unixPath("/run/x")).error().kind, ErrorKind::Unsupported);
    QCOMPARE(routeTo(SocketAddress()).error().kind, ErrorKind::Unsupported);
}

void TestRoute::anyAddressIsReachableByEveryOutwardAddress()
{
    // faults.md row 66
    int outwardV4 = 0;
    int outwardV6 = 0;
    const QList<LocalAddress> all = localAddresses();
    for (const LocalAddress &each : all) {
        const bool v4 = each.host.protocol() == QAbstractSocket::IPv4Protocol;
        (v4 ? outwardV4 : outwardV6) += each.loopback ? 0 : 1;
    }
    const SocketAddress any4(QHostAddress(QHostAddress::AnyIPv4), 80);
    const SocketAddress any6(QHostAddress(QHostAddress::AnyIPv6), 80);
    QCOMPARE(reachableAddresses(any4).size(), outwardV4);
    QCOMPARE(reachableAddresses(any6).size(), outwardV4 + outwardV6);
    QCOMPARE(reachableAddresses(any6, true).size(), outwardV6);
    for (const SocketAddress &reachable : reachableAddresses(any6)) {
        QVERIFY(!reachable.isLoopback());
        QVERIFY(!reachable.isLinkLocalWithoutScope());
        QCOMPARE(reachable.port(), quint16(80));
    }
}

void TestRoute::loopbackIsReachableByNobody()
{
    QVERIFY(reachableAddresses(SocketAddress(QHostAddress(QHostAddress::LocalHost), 80)).isEmpty());
    QVERIFY(reachableAddresses(SocketAddress::unixPath("@x")).isEmpty());
    QVERIFY(reachableAddresses(SocketAddress()).isEmpty());
    const SocketAddress lan(QHostAddress(QStringLiteral("192.0.2.1")), 80);
    QCOMPARE(reachableAddresses(lan), QList<SocketAddress>{lan});
}

void TestRoute::scopesAreInterfacesWithLinkLocalAddresses()
{
    const QStringList scopes = scopeCandidates();
    for (const QString &scope : scopes) {
        QHostAddress host(QStringLiteral("fe80::1"));
        host.setScopeId(scope);
        QVERIFY(!SocketAddress(host, 1).isLinkLocalWithoutScope()); // the kernel knows the name
    }
    QVERIFY(!scopes.contains(QStringLiteral("lo")));
}

QTEST_GUILESS_MAIN(TestRoute)
#include "tst_route.moc"
