// What the kernel refuses, by its own errno. Runs itself again in an empty network namespace and without
// privileges, so that no address outside of this program is ever tried.
#include "socketprobes.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QProcess>
#include <QtTest/QTest>

#include <cerrno>
#include <cstdio>

#include <sys/wait.h>
#include <unistd.h>

using namespace netcore;

namespace {

/// What connecting to (or listening at) an address gives at once: "ENETUNREACH" or "started".
QByteArray outcome(const QByteArray &what, const QString &host, quint16 port)
{
    SystemClock clock;
    Syscalls calls(clock, nullptr);
    const std::unique_ptr<Poller> poller = makePlainPoller();
    const SocketAddress address(QHostAddress(host), port);
    Result<void> done;
    if (what == "listen") {
        probes::Acceptor acceptor(calls, *poller);
        done = acceptor.open(address, {});
    } else {
        probes::Stream stream(calls, *poller);
        done = stream.socket->connectTo(address, {});
    }
    return done ? QByteArray("started") : errnoName(done.error().sysErrno);
}

/// Runs a shell line in which $SELF is this program; its whole output, or nothing where it cannot run.
QByteArray run(const QString &program, const QStringList &arguments)
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("SELF"), QCoreApplication::applicationFilePath());
    process.setProcessEnvironment(environment);
    process.start(program, arguments);
    QDeadlineTimer deadline(20000);
    while (process.state() != QProcess::NotRunning && !deadline.hasExpired())
        QTest::qWait(5);
    return process.readAllStandardOutput().trimmed();
}

} // namespace

class TestRefusals : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void unreachableInFiveWays_data();
    void unreachableInFiveWays();
    void privilegedPortNeedsPermission();
};

void TestRefusals::unreachableInFiveWays_data()
{
    QTest::addColumn<QString>("routes");
    QTest::addColumn<QString>("host");
    QTest::addColumn<QByteArray>("expected");
    const QString up = QStringLiteral("ip link set lo up; ");
    const QString host = QStringLiteral("192.0.2.9"); // documentation, RFC 5737; the namespace is empty
    QTest::newRow("no route") << QString() << host << QByteArray("ENETUNREACH");
    QTest::newRow("unreachable") << up + QStringLiteral("ip route add unreachable 192.0.2.0/24; ") << host
                                 << QByteArray("EHOSTUNREACH");
    QTest::newRow("prohibit") << up + QStringLiteral("ip route add prohibit 192.0.2.0/24; ") << host
                              << QByteArray("EACCES");
    QTest::newRow("blackhole") << up + QStringLiteral("ip route add blackhole 192.0.2.0/24; ") << host
                               << QByteArray("EINVAL");
    QTest::newRow("IPv6 no address") << QString() << QStringLiteral("::1") << QByteArray("EADDRNOTAVAIL");
    QTest::newRow("no scope") << up << QStringLiteral("fe80::1") << QByteArray("EINVAL");
}

void TestRefusals::unreachableInFiveWays()
{
    // faults.md rows 22, 23
    QFETCH(QString, routes);
    QFETCH(QString, host);
    if (run(QStringLiteral("unshare"),
            {QStringLiteral("-Urn"), QStringLiteral("echo"), QStringLiteral("yes")}) != "yes")
        QSKIP("this machine does not let a user make a network namespace");
    const QString line =
        routes + QStringLiteral("exec \"$SELF\" --outcome connect ") + host + QStringLiteral(" 80");
    QTEST(run(QStringLiteral("unshare"),
              {QStringLiteral("-Urn"), QStringLiteral("sh"), QStringLiteral("-c"), line}),
          "expected");
}

void TestRefusals::privilegedPortNeedsPermission()
{
    // faults.md row 20: in a namespace of its own the limit of 1024 is the kernel's default, and a child
    // without CAP_NET_BIND_SERVICE meets it
    const QString line =
        QStringLiteral("ip link set lo up; exec setpriv --bounding-set -all --inh-caps -all --no-new-privs "
                       "\"$SELF\" --outcome listen 127.0.0.1 80");
    const QByteArray got = run(QStringLiteral("unshare"),
                               {QStringLiteral("-Urn"), QStringLiteral("sh"), QStringLiteral("-c"), line});
    if (got.isEmpty())
        QSKIP("this machine has no setpriv, or does not let a user make a network namespace");
    QCOMPARE(got, QByteArray("EACCES"));
}

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    if (argc == 5 && QByteArray(argv[1]) == "--outcome") {
        std::puts(outcome(argv[2], QString::fromLatin1(argv[3]), QByteArray(argv[4]).toUShort()).constData());
        return 0;
    }
    TestRefusals test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_refusals.moc"
