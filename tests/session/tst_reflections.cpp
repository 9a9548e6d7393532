// Whom a UDP responder leaves alone, with real datagrams. Runs itself again in a network namespace of its
// own, where loopback has addresses that are not loopback's, ports under 1024 can be bound and groups reach
// nobody.
#include "tests/session/enginebench.h"
#include "tests/session/plainpeers.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFile>
#include <QtCore/QProcess>
#include <QtTest/QTest>

#include <cstring>
#include <vector>

#include <net/if.h>
#include <netinet/in.h>

using namespace netcore;

namespace {

constexpr char insideName[] = "SOCKETARIUM_TEST_IN_NAMESPACE";
// IPv6 does not bring groups back over lo.
constexpr char setUp[] = "ip link set lo up && "
                         "ip addr add 192.0.2.1/24 brd 192.0.2.255 dev lo && "
                         "ip route add multicast 224.0.0.0/4 dev lo && "
                         "ip link add v0 type veth peer name v1 && "
                         "ip link set v0 up && ip link set v1 up && "
                         "ip addr add 2001:db8::1/64 dev v0 nodad && ";

/// Datagrams to the group reach this machine's sockets as long as `socket` lives.
bool join(const PlainSocket &socket, const SocketAddress &group)
{
    group_req request{};
    request.gr_interface = ::if_nametoindex(group.family() == SocketAddress::Family::IPv4 ? "lo" : "v0");
    std::memcpy(&request.gr_group, group.native(), group.nativeLength());
    const int level = group.family() == SocketAddress::Family::IPv4 ? IPPROTO_IP : IPPROTO_IPV6;
    return ::setsockopt(socket.descriptor(), level, MCAST_JOIN_GROUP, &request, sizeof request) == 0;
}

SocketAddress at(const QString &host, int port)
{
    return {QHostAddress(host), quint16(port)};
}

} // namespace

class TestReflections : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void groupsAreNotAnswered_data();
    void groupsAreNotAnswered();
    void reflectorPortsAreNotAnswered_data();
    void reflectorPortsAreNotAnswered();
    void replyIsAtMostThreeTimesItsRequest();
    void chatDoesNotReachReflectors();

private:
    SessionId listen(EngineBench &bench, const QString &spec, const QString &responder);
};

void TestReflections::initTestCase()
{
    if (!qEnvironmentVariableIsSet(insideName))
        QSKIP("this machine does not let a user make a network namespace with a veth pair");
}

SessionId TestReflections::listen(EngineBench &bench, const QString &spec, const QString &responder)
{
    const SessionId id = bench.open(spec, responder);
    [&] { QTRY_COMPARE(bench.session(id).state, SessionState::Listening); }();
    return id;
}

void TestReflections::groupsAreNotAnswered_data()
{
    QTest::addColumn<QString>("listener");
    QTest::addColumn<QString>("sender");
    QTest::addColumn<QString>("group");
    QTest::addColumn<QString>("alone"); // the same listener, at an address of its own: that is answered
    const auto row = [](const char *name, const char *listener, const char *sender, const char *group,
                        const char *alone) {
        QTest::newRow(name) << QString::fromLatin1(listener) << QString::fromLatin1(sender)
                            << QString::fromLatin1(group) << QString::fromLatin1(alone);
    };
    row("multicast", "0.0.0.0", "192.0.2.1", "239.1.2.3", "192.0.2.1");
    row("limited broadcast", "0.0.0.0", "192.0.2.1", "255.255.255.255", "192.0.2.1");
    row("subnet broadcast", "0.0.0.0", "192.0.2.1", "192.0.2.255", "192.0.2.1");
    row("loopback broadcast", "0.0.0.0", "127.0.0.1", "127.255.255.255", "127.0.0.1");
    row("loopback, another address", "0.0.0.0", "127.0.0.1", "127.255.255.255", "127.0.0.77");
    row("IPv6 multicast", "[::]", "2001:db8::1", "ff05::1234%v0", "2001:db8::1");
    row("subnet broadcast, dual stack", "[::]", "192.0.2.1", "192.0.2.255", "192.0.2.1");
}

// faults.md row 69
void TestReflections::groupsAreNotAnswered()
{
    QFETCH(QString, listener);
    QFETCH(QString, sender);
    QFETCH(QString, group);
    QFETCH(QString, alone);
    EngineBench bench;
    const SessionId id =
        listen(bench, QStringLiteral("udp-listen://%1:0").arg(listener), QStringLiteral("echo"));
    const int port = bench.session(id).locals.front().port();
    PlainSocket peer(at(sender, 0));
    QVERIFY(peer.bound);
    const SocketAddress to = at(group, port);
    if (to.isMulticast() && group != QLatin1String("255.255.255.255"))
        QVERIFY(join(peer, to));
    QVERIFY(peer.send("who is there?", to));
    QTRY_COMPARE(bench.only(id).recordsIn, 1u); // seen and recorded
    QTRY_COMPARE(bench.only(id).repliesWithheld, 1u);
    QTRY_VERIFY(bench.hasNotice("reply-withheld"));
    // What is sent to it alone is answered, and that is the first answer.
    QVERIFY(peer.send("you?", at(alone, port)));
    QByteArray got;
    QTRY_VERIFY((got += peer.tryRead(), !got.isEmpty()));
    QCOMPARE(got, QByteArray("you?"));
    QTRY_COMPARE(bench.only(id).recordsOut, 1u);
    QCOMPARE(bench.only(id).repliesWithheld, 1u);
}

void TestReflections::reflectorPortsAreNotAnswered_data()
{
    QTest::addColumn<int>("port");
    for (const int port : {7, 13, 17, 19, 37, 53, 69, 123})
        QTest::addRow("%d", port) << port;
}

// faults.md row 69
void TestReflections::reflectorPortsAreNotAnswered()
{
    QFETCH(int, port);
    EngineBench bench;
    const SessionId id = listen(bench, QStringLiteral("udp-listen://192.0.2.1:0"), QStringLiteral("echo"));
    const SocketAddress to = bench.session(id).locals.front();
    PlainSocket spoofed(at(QStringLiteral("192.0.2.1"), port));
    PlainSocket honest(at(QStringLiteral("192.0.2.1"), port + 1000));
    QVERIFY(spoofed.bound && honest.bound);
    QVERIFY(spoofed.send("as if asked by a service", to));
    QTRY_COMPARE(bench.only(id).repliesWithheld, 1u);
    QVERIFY(honest.send("asked", to));
    QByteArray got;
    QTRY_VERIFY((got += honest.tryRead(), got == "asked"));
    QCOMPARE(bench.only(id).recordsOut, 0u);
    QVERIFY(spoofed.tryRead().isEmpty());
}

// faults.md row 69
void TestReflections::replyIsAtMostThreeTimesItsRequest()
{
    EngineBench bench;
    const SessionId id =
        listen(bench, QStringLiteral("udp-listen://0.0.0.0:0"), QStringLiteral("fixed(\"123456789\")"));
    const int port = bench.session(id).locals.front().port();
    PlainSocket beyond(at(QStringLiteral("192.0.2.1"), 0));
    QVERIFY(beyond.send("ab", at(QStringLiteral("192.0.2.1"), port)));
    QTRY_COMPARE(bench.only(id).repliesWithheld, 1u);
    QVERIFY(beyond.send("abc", at(QStringLiteral("192.0.2.1"), port)));
    QByteArray got;
    QTRY_VERIFY((got += beyond.tryRead(), got == "123456789"));
    QTRY_COMPARE(bench.only(id).bytesOut, 9u);
    PlainSocket here(at(QStringLiteral("127.0.0.1"), 0)); // loopback cannot be amplified to anybody
    QVERIFY(here.send("a", at(QStringLiteral("127.0.0.1"), port)));
    got.clear();
    QTRY_VERIFY((got += here.tryRead(), got == "123456789"));
}

// faults.md row 69: chat does not bring to a reflector what others say
void TestReflections::chatDoesNotReachReflectors()
{
    EngineBench bench;
    const SessionId id = listen(bench, QStringLiteral("udp-listen://192.0.2.1:0"), QStringLiteral("chat"));
    const SocketAddress to = bench.session(id).locals.front();
    PlainSocket reflector(at(QStringLiteral("192.0.2.1"), 53));
    PlainSocket listening(at(QStringLiteral("192.0.2.1"), 0));
    PlainSocket talking(at(QStringLiteral("192.0.2.1"), 0));
    QVERIFY(reflector.bound && listening.bound && talking.bound);
    QVERIFY(reflector.send("x", to));
    QTRY_COMPARE(bench.connectionsOf(id).size(), 1);
    QVERIFY(listening.send("y", to));
    QTRY_COMPARE(bench.connectionsOf(id).size(), 2);
    QVERIFY(talking.send("hello", to));
    QByteArray got;
    QTRY_VERIFY((got += listening.tryRead(), got.contains("hello")));
    QTRY_VERIFY(bench.only(id).repliesWithheld >= 2);
    QCOMPARE(bench.only(id).recordsOut, 0u);
    QVERIFY(reflector.tryRead().isEmpty());
}

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QByteArray line = QByteArray(setUp) + "exec \"$0\" \"$@\"";
    const QStringList probe{QStringLiteral("-Urn"), QStringLiteral("sh"), QStringLiteral("-c"),
                            QString::fromLatin1(setUp) + QStringLiteral("exit 0")};
    if (!qEnvironmentVariableIsSet(insideName) && QProcess::execute(QStringLiteral("unshare"), probe) == 0) {
        qputenv(insideName, "1");
        std::vector<char *> arguments{const_cast<char *>("unshare"), const_cast<char *>("-Urn"),
                                      const_cast<char *>("sh"), const_cast<char *>("-c"),
                                      const_cast<char *>(line.constData())};
        QByteArray self = QFile::encodeName(QCoreApplication::applicationFilePath());
        arguments.push_back(self.data());
        arguments.insert(arguments.end(), argv + 1, argv + argc + 1); // with the closing null
        ::execvp("unshare", arguments.data());
        return 1;
    }
    TestReflections test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_reflections.moc"
