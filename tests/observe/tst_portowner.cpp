#include "netcore/observe/portowner.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>
#include <QtNetwork/QTcpServer>
#include <QtNetwork/QUdpSocket>
#include <QtTest/QTest>

using namespace netcore;

class TestPortOwner : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // faults.md row 19
    void namesOurOwnListener();
    void namesOurOwnUdpSocket();
    void aFreePortHasNoOwner();
    void theListenerComesBeforeItsConnections();
    void anUnreadableOwnerKeepsItsUid();
    // faults.md row 20
    void readsTheFirstUnprivilegedPort();
};

static void writeFile(const QString &path, const QByteArray &text)
{
    QVERIFY(QDir().mkpath(QFileInfo(path).path()));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text);
}

void TestPortOwner::namesOurOwnListener()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost, 0));
    const auto owner = ownerOfPort(PortKind::Tcp, server.serverPort());
    QVERIFY(owner);
    QCOMPARE(owner->pid, QCoreApplication::applicationPid());
    QVERIFY(QCoreApplication::applicationName().startsWith(owner->program));
    QCOMPARE(owner->localAddress, QStringLiteral("127.0.0.1:%1").arg(server.serverPort()));
}

void TestPortOwner::namesOurOwnUdpSocket()
{
    QUdpSocket socket;
    QVERIFY(socket.bind(QHostAddress::LocalHostIPv6, 0));
    const auto owner = ownerOfPort(PortKind::Udp, socket.localPort());
    QVERIFY(owner);
    QCOMPARE(owner->pid, QCoreApplication::applicationPid());
    QCOMPARE(owner->localAddress, QStringLiteral("[::1]:%1").arg(socket.localPort()));
}

void TestPortOwner::aFreePortHasNoOwner()
{
    const quint16 port = freePort(PortKind::Tcp);
    QVERIFY(port >= 1024);
    QVERIFY(!ownerOfPort(PortKind::Tcp, port));
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost, port));
}

static const QByteArray twoSockets =
    "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n"
    "   0: 0100007F:2328 0100007F:C001 01 00000000:00000000 00:00000000 00000000  1001        0 111 1 0\n"
    "   1: 00000000:2328 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1002        0 222 1 0\n";

void TestPortOwner::theListenerComesBeforeItsConnections()
{
    QTemporaryDir proc;
    writeFile(proc.filePath(QStringLiteral("net/tcp")), twoSockets);
    writeFile(proc.filePath(QStringLiteral("42/comm")), "server\n");
    QVERIFY(QDir().mkpath(proc.filePath(QStringLiteral("42/fd"))));
    QVERIFY(QFile::link(QStringLiteral("socket:[222]"), proc.filePath(QStringLiteral("42/fd/7"))));
    const auto owner = ownerOfPort(PortKind::Tcp, 9000, proc.path());
    QVERIFY(owner);
    QCOMPARE(owner->pid, 42);
    QCOMPARE(owner->program, QStringLiteral("server"));
    QCOMPARE(owner->uid, 1002u);
}

void TestPortOwner::anUnreadableOwnerKeepsItsUid()
{
    QTemporaryDir proc;
    writeFile(proc.filePath(QStringLiteral("net/tcp")), twoSockets);
    const auto owner = ownerOfPort(PortKind::Tcp, 9000, proc.path());
    QVERIFY(owner);
    QCOMPARE(owner->pid, 0);
    QVERIFY(owner->program.isEmpty());
    QCOMPARE(owner->uid, 1002u);
}

void TestPortOwner::readsTheFirstUnprivilegedPort()
{
    QTemporaryDir proc;
    QCOMPARE(firstUnprivilegedPort(proc.path()), quint16(1024));
    writeFile(proc.filePath(QStringLiteral("sys/net/ipv4/ip_unprivileged_port_start")), "80\n");
    QCOMPARE(firstUnprivilegedPort(proc.path()), quint16(80));
}

QTEST_GUILESS_MAIN(TestPortOwner)
#include "tst_portowner.moc"
