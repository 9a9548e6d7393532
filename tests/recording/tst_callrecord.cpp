#include "netcore/recording/callrecord.h"

#include <QtTest/QTest>

#include <cerrno>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

using namespace netcore;

class TestCallRecord : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isWrittenAsAPersonWouldTypeIt_data();
    void isWrittenAsAPersonWouldTypeIt();
    void comesBackAsItWas();
    void damagedBytesAreRefused();
};

namespace {

CallRecord callOf(CallId id, qint64 a = 0, qint64 b = 0, qint64 c = 0)
{
    CallRecord call;
    call.id = id;
    call.fd = 7;
    call.args[0] = a;
    call.args[1] = b;
    call.args[2] = c;
    return call;
}

CallRecord withAddress(CallRecord call)
{
    call.address = SocketAddress(QHostAddress(QHostAddress::LocalHost), 9000);
    return call;
}

} // namespace

void TestCallRecord::isWrittenAsAPersonWouldTypeIt_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("text");
    const auto row = [](const CallRecord &call, const char *text) {
        QTest::newRow(text) << call.encode() << QByteArray(text);
    };
    row(callOf(CallId::Socket, AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, IPPROTO_TCP),
        "socket(AF_INET, SOCK_STREAM|SOCK_NONBLOCK|SOCK_CLOEXEC, IPPROTO_TCP)");
    row(withAddress(callOf(CallId::Connect)), "connect(7, 127.0.0.1:9000)");
    row(withAddress(callOf(CallId::Bind)), "bind(7, 127.0.0.1:9000)");
    row(callOf(CallId::Listen, 128), "listen(7, 128)");
    row(withAddress(callOf(CallId::Accept4)), "accept4(7, 127.0.0.1:9000)");
    row(callOf(CallId::Send, 12, MSG_NOSIGNAL), "send(7, 12 bytes, MSG_NOSIGNAL)");
    row(callOf(CallId::Recv, 65536, 0), "recv(7, 65536 bytes, 0)");
    row(callOf(CallId::Shutdown, SHUT_WR), "shutdown(7, SHUT_WR)");
    row(callOf(CallId::SetSockOpt, SOL_SOCKET, SO_REUSEADDR, 1),
        "setsockopt(7, SOL_SOCKET, SO_REUSEADDR, 1)");
    row(callOf(CallId::SetSockOpt, IPPROTO_TCP, TCP_NODELAY, 1),
        "setsockopt(7, IPPROTO_TCP, TCP_NODELAY, 1)");
    row(callOf(CallId::Close), "close(7)");
}

void TestCallRecord::isWrittenAsAPersonWouldTypeIt()
{
    QFETCH(QByteArray, bytes);
    const auto call = CallRecord::decode(bytes);
    QVERIFY(call);
    QTEST(call->callText(), "text");
}

void TestCallRecord::comesBackAsItWas()
{
    CallRecord call = withAddress(callOf(CallId::Connect));
    call.result = -1;
    call.error = ECONNREFUSED;
    call.durationNs = 123'456;
    call.text = "text";
    const auto back = CallRecord::decode(call.encode());
    QVERIFY(back);
    QCOMPARE(back->encode(), call.encode());
    QCOMPARE(back->address, call.address);
    QCOMPARE(back->durationNs, 123'456u);
    QCOMPARE(back->resultText(), QByteArray("= -1 ECONNREFUSED"));
}

void TestCallRecord::damagedBytesAreRefused()
{
    const QByteArray good = withAddress(callOf(CallId::Connect)).encode();
    for (qsizetype length = 0; length < good.size(); ++length)
        QCOMPARE(CallRecord::decode(good.first(length)).error().kind, ErrorKind::Damaged);
    QVERIFY(!CallRecord::decode(good + 'x'));
    QByteArray foreign = good;
    foreign[0] = 99;
    QVERIFY(!CallRecord::decode(foreign));
}

QTEST_GUILESS_MAIN(TestCallRecord)
#include "tst_callrecord.moc"
