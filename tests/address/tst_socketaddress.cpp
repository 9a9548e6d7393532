#include "netcore/address/socketaddress.h"

#include <QtTest/QTest>

#include <cstring>
#include <net/if.h>
#include <netinet/in.h>
#include <sys/un.h>

using namespace netcore;

class TestSocketAddress : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsItsTextAndNature_data();
    void showsItsTextAndNature();
    void survivesTheKernelsForm_data() { showsItsTextAndNature_data(); }
    void survivesTheKernelsForm();
    void scopeIsKept();
    void unixPathsAndAbstractNames();
    void damagedNativeFormsAreNull();
    void equalityIgnoresPadding();
    void portCanBeSet();
};

void TestSocketAddress::showsItsTextAndNature_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("loopback");
    QTest::addColumn<bool>("any");
    QTest::addColumn<bool>("multicast");
    const auto row = [](const char *host, const char *text, bool loopback, bool any, bool multicast) {
        QTest::newRow(host) << QString::fromLatin1(host) << QString::fromLatin1(text) << loopback << any
                            << multicast;
    };
    row("127.0.0.1", "127.0.0.1:9000", true, false, false);
    row("127.9.8.7", "127.9.8.7:9000", true, false, false);
    row("10.0.0.7", "10.0.0.7:9000", false, false, false);
    row("0.0.0.0", "0.0.0.0:9000", false, true, false);
    row("239.1.1.1", "239.1.1.1:9000", false, false, true);
    row("255.255.255.255", "255.255.255.255:9000", false, false, true);
    row("::1", "[::1]:9000", true, false, false);
    row("::", "[::]:9000", false, true, false);
    row("ff02::1", "[ff02::1]:9000", false, false, true);
    row("2001:DB8:0:0:1:0:0:1", "[2001:db8::1:0:0:1]:9000", false, false, false);    // RFC 5952 s.4.2.3
    row("2001:db8:0:1:1:1:1:1", "[2001:db8:0:1:1:1:1:1]:9000", false, false, false); // RFC 5952 s.4.2.2
    row("::ffff:127.0.0.1", "127.0.0.1:9000", true, false, false);                   // faults.md row 35
    row("::ffff:0.0.0.0", "0.0.0.0:9000", false, true, false);
    row("::ffff:224.0.0.1", "224.0.0.1:9000", false, false, true);
}

void TestSocketAddress::showsItsTextAndNature()
{
    QFETCH(QString, host);
    QFETCH(QString, text);
    const SocketAddress address(QHostAddress(host), 9000);
    QCOMPARE(address.toString(), text);
    QTEST(address.isLoopback(), "loopback");
    QTEST(address.isAny(), "any");
    QTEST(address.isMulticast(), "multicast");
}

void TestSocketAddress::survivesTheKernelsForm()
{
    QFETCH(QString, host);
    const SocketAddress address(QHostAddress(host), 9000);
    const SocketAddress copy = SocketAddress::fromNative(address.native(), address.nativeLength());
    QCOMPARE(copy, address);
    QCOMPARE(qHash(copy), qHash(address));
    QCOMPARE(copy.port(), quint16(9000));
    QCOMPARE(copy.host(), QHostAddress(host));
}

void TestSocketAddress::scopeIsKept()
{
    // faults.md row 35
    QHostAddress host(QStringLiteral("fe80::1"));
    QVERIFY(SocketAddress(host, 80).isLinkLocalWithoutScope());
    host.setScopeId(QStringLiteral("lo"));
    const SocketAddress scoped(host, 80);
    QVERIFY(!scoped.isLinkLocalWithoutScope());
    QCOMPARE(scoped.toString(), QStringLiteral("[fe80::1%lo]:80"));
    QCOMPARE(scoped.host().scopeId(), QStringLiteral("lo"));
    host.setScopeId(QString::number(::if_nametoindex("lo")));
    QCOMPARE(SocketAddress(host, 80), scoped);
    host.setScopeId(QStringLiteral("54321"));
    QVERIFY(SocketAddress(host, 80) != scoped);
    QCOMPARE(SocketAddress(host, 80).hostToString(), QStringLiteral("fe80::1%54321"));
}

void TestSocketAddress::unixPathsAndAbstractNames()
{
    const SocketAddress path = SocketAddress::unixPath("/run/x.sock");
    QCOMPARE(path.path(), QByteArray("/run/x.sock"));
    QCOMPARE(path.toString(), QStringLiteral("/run/x.sock"));
    QVERIFY(path.isLoopback());
    const SocketAddress abstract = SocketAddress::unixPath("@x");
    QCOMPARE(abstract.path(), QByteArray("@x"));
    QCOMPARE(abstract.nativeLength(), socklen_t(offsetof(sockaddr_un, sun_path) + 2));
    QCOMPARE(SocketAddress::fromNative(abstract.native(), abstract.nativeLength()), abstract);
    QVERIFY(path != abstract);
    const QByteArray longest(SocketAddress::unixPathLimit, 'p');
    QCOMPARE(SocketAddress::unixPath(longest).path(), longest);
}

void TestSocketAddress::damagedNativeFormsAreNull()
{
    QVERIFY(SocketAddress().isNull());
    QCOMPARE(SocketAddress().toString(), QString());
    QVERIFY(SocketAddress(QHostAddress(), 80).isNull());
    const SocketAddress whole(QHostAddress(QHostAddress::LocalHostIPv6), 80);
    for (socklen_t length = 0; length < whole.nativeLength(); ++length)
        QVERIFY(SocketAddress::fromNative(whole.native(), length).isNull());
    sockaddr_storage strange{};
    strange.ss_family = AF_NETLINK;
    QVERIFY(SocketAddress::fromNative(reinterpret_cast<const sockaddr *>(&strange), sizeof strange).isNull());
    sockaddr_un unnamed{};
    unnamed.sun_family = AF_UNIX;
    const auto peer =
        SocketAddress::fromNative(reinterpret_cast<const sockaddr *>(&unnamed), sizeof(sa_family_t));
    QCOMPARE(peer.family(), SocketAddress::Family::Unix);
    QCOMPARE(peer.path(), QByteArray());
}

void TestSocketAddress::equalityIgnoresPadding()
{
    sockaddr_in first{};
    first.sin_family = AF_INET;
    first.sin_port = htons(80);
    first.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    sockaddr_in second = first;
    std::memset(second.sin_zero, 0x55, sizeof second.sin_zero);
    const auto a = SocketAddress::fromNative(reinterpret_cast<const sockaddr *>(&first), sizeof first);
    const auto b = SocketAddress::fromNative(reinterpret_cast<const sockaddr *>(&second), sizeof second);
    QCOMPARE(a, b);
    QCOMPARE(qHash(a), qHash(b));
}

void TestSocketAddress::portCanBeSet()
{
    for (const auto &host :
         {QHostAddress(QHostAddress::LocalHost), QHostAddress(QHostAddress::LocalHostIPv6)}) {
        SocketAddress address(host, 1);
        address.setPort(65535);
        QCOMPARE(address.port(), quint16(65535));
        QCOMPARE(address, SocketAddress(host, 65535));
    }
}

QTEST_GUILESS_MAIN(TestSocketAddress)
#include "tst_socketaddress.moc"
