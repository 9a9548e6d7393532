#include "widgets/models/errorcoach.h"

#include <QtNetwork/QTcpServer>
#include <QtTest/QTest>

#include <cerrno>

using namespace models;
using namespace netcore;
using Action = NextStep::Action;

static Failure failure(NetError error, const QString &where)
{
    Failure f;
    f.session = SessionId(1);
    f.error = error;
    f.where = where;
    return f;
}

static Failure failure(int error, const char *call, const char *where)
{
    return failure(NetError::fromErrno(error, call), QString::fromLatin1(where));
}

static QStringList valuesOf(const Explanation &e, Action action)
{
    QStringList values;
    for (const NextStep &step : e.steps)
        if (step.action == action)
            values << step.value;
    return values;
}

class TestErrorCoach : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyKindIsExplained_data();
    void everyKindIsExplained();
    void everyErrnoKeepsItsName_data();
    void everyErrnoKeepsItsName();
    void resetNeverClaimsDelivery();
    void addressInUseNamesTheOwner();
    void addressInUseOfAnotherUser();
    void privilegedPortOffersAnother();
    void routesHaveFiveTexts();
    void scopeIsOfferedFromTheInterfaces();
    void tooLongNamesBothLimits();
    void parseErrorPointsAtTheCharacter();
    void fileErrorsAreNotAboutPorts();
    void endReasons();
    void hostileTextIsShownPlain();
};

void TestErrorCoach::everyKindIsExplained_data()
{
    QTest::addColumn<int>("kind");
    for (int kind = int(ErrorKind::InvalidArgument); kind <= int(ErrorKind::Other); ++kind)
        QTest::addRow("kind %d", kind) << kind;
}

void TestErrorCoach::everyKindIsExplained()
{
    QFETCH(int, kind);
    for (const QString &where :
         {QString(), QStringLiteral("tcp://127.0.0.1:9"), QStringLiteral("not a spec")}) {
        const Explanation e = explain(failure(NetError::of(ErrorKind(kind), "connect"), where));
        QVERIFY(!e.what.isEmpty());
        QVERIFY(!e.where.isEmpty());
        QVERIFY(!e.errnoName.isEmpty());
        QVERIFY(!e.cause.isEmpty());
        QVERIFY(!e.steps.isEmpty());
        for (const NextStep &step : e.steps) {
            QVERIFY(!step.text.isEmpty());
            QCOMPARE(step.label.isEmpty(), step.action == Action::None);
        }
    }
}

// faults.md row 23
void TestErrorCoach::everyErrnoKeepsItsName_data()
{
    QTest::addColumn<int>("error");
    QTest::addColumn<QString>("name");
    const auto row = [](int error, const char *name) {
        QTest::newRow(name) << error << QString::fromLatin1(name);
    };
    row(ECONNREFUSED, "ECONNREFUSED");
    row(ETIMEDOUT, "ETIMEDOUT");
    row(EHOSTUNREACH, "EHOSTUNREACH");
    row(ENETUNREACH, "ENETUNREACH");
    row(EADDRINUSE, "EADDRINUSE");
    row(EADDRNOTAVAIL, "EADDRNOTAVAIL");
    row(EACCES, "EACCES");
    row(EMSGSIZE, "EMSGSIZE");
    row(ECONNRESET, "ECONNRESET");
    row(EPIPE, "EPIPE");
    row(EMFILE, "EMFILE");
    row(EINVAL, "EINVAL");
    row(ENOTCONN, "ENOTCONN");
    row(EAFNOSUPPORT, "EAFNOSUPPORT");
    row(EXDEV, "EXDEV");
}

void TestErrorCoach::everyErrnoKeepsItsName()
{
    QFETCH(int, error);
    QFETCH(QString, name);
    const Explanation e = explain(failure(error, "connect", "tcp://[fe80::1]:80"));
    QCOMPARE(e.errnoName, name + QStringLiteral(", from connect()"));
}

// faults.md row 16
void TestErrorCoach::resetNeverClaimsDelivery()
{
    for (const int error : {ECONNRESET, EPIPE}) {
        Failure f = failure(error, "send", "tcp://127.0.0.1:9000");
        f.bytesDone = 4096;
        f.bytesAsked = 65536;
        const QString cause = explain(f).cause;
        QVERIFY(cause.contains(QStringLiteral("4,096 of 65,536 bytes had been handed to the kernel")));
        QVERIFY(!cause.contains(QStringLiteral("delivered")));
    }
}

// faults.md row 19
void TestErrorCoach::addressInUseNamesTheOwner()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost, 0));
    const QString where = QStringLiteral("tcp-listen://127.0.0.1:%1").arg(server.serverPort());
    const Explanation e = explain(failure(NetError::fromErrno(EADDRINUSE, "bind"), where));
    QVERIFY(e.cause.contains(QString::number(QCoreApplication::applicationPid())));
    const QStringList offers = valuesOf(e, Action::OpenInstead);
    QCOMPARE(offers.size(), 2);
    const auto offered = EndpointSpec::parse(offers[0]);
    QVERIFY(offered);
    QVERIFY(offered->port != server.serverPort());
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost, offered->port));
    QCOMPARE(offers[1], QStringLiteral("tcp-listen://127.0.0.1:0"));
}

void TestErrorCoach::addressInUseOfAnotherUser()
{
    LocalFacts facts;
    facts.owner = PortOwner{0, {}, 33, QStringLiteral("0.0.0.0:80")};
    const Explanation e = explain(failure(EADDRINUSE, "bind", "tcp-listen://127.0.0.1:80"), facts);
    QVERIFY(e.cause.contains(QStringLiteral("uid 33")));
}

// faults.md row 20
void TestErrorCoach::privilegedPortOffersAnother()
{
    LocalFacts facts;
    facts.firstUnprivilegedPort = 1024;
    const Explanation e = explain(failure(EACCES, "bind", "tcp-listen://127.0.0.1:80"), facts);
    QVERIFY(e.cause.contains(QStringLiteral("1024")));
    QCOMPARE(valuesOf(e, Action::OpenInstead), QStringList(QStringLiteral("tcp-listen://127.0.0.1:8080")));
}

// faults.md row 22
void TestErrorCoach::routesHaveFiveTexts()
{
    QSet<QString> causes;
    for (const int error : {ENETUNREACH, EHOSTUNREACH, EACCES, EINVAL, ETIMEDOUT})
        causes << explain(failure(error, "connect", "tcp://192.0.2.1:80")).cause;
    QCOMPARE(causes.size(), 5);
}

void TestErrorCoach::scopeIsOfferedFromTheInterfaces()
{
    LocalFacts facts;
    facts.interfaces = {QStringLiteral("eth0"), QStringLiteral("wlan0")};
    const Failure f =
        failure(NetError::of(ErrorKind::NoScopeId, "connect"), QStringLiteral("tcp://[fe80::1]:80"));
    const QStringList offers = valuesOf(explain(f, facts), Action::OpenInstead);
    QCOMPARE(offers.size(), 2);
    QCOMPARE(EndpointSpec::parse(offers[1])->scope, QStringLiteral("wlan0"));
}

void TestErrorCoach::tooLongNamesBothLimits()
{
    const QString cause = explain(failure(EMSGSIZE, "send", "udp://127.0.0.1:9")).cause;
    QVERIFY(cause.contains(QStringLiteral("65,507")) && cause.contains(QStringLiteral("65,527")));
}

void TestErrorCoach::parseErrorPointsAtTheCharacter()
{
    const QString text = QStringLiteral("tcp://127.0.0.1:99999");
    const auto spec = EndpointSpec::parse(text);
    QVERIFY(!spec);
    const Explanation e = explain(failure(spec.error(), text));
    QCOMPARE(e.position, spec.error().position);
    QVERIFY(e.position >= 16);
    QCOMPARE(valuesOf(e, Action::EditEndpoint), QStringList(text));
}

void TestErrorCoach::fileErrorsAreNotAboutPorts()
{
    Failure f = failure(EACCES, "open", "/var/lib/recording.sock");
    f.session = SessionId::None;
    QVERIFY(!explain(f).cause.contains(QStringLiteral("port"), Qt::CaseInsensitive));
}

void TestErrorCoach::endReasons()
{
    QCOMPARE(endReasonText(EndReason::FinByPeer, {}), QStringLiteral("FIN by peer"));
    QCOMPARE(endReasonText(EndReason::ResetByPeer, NetError::fromErrno(ECONNRESET, "recv")),
             QStringLiteral("reset by peer (ECONNRESET)"));
    QCOMPARE(endReasonText(EndReason::Failed, NetError::fromErrno(ECONNREFUSED, "connect")),
             QStringLiteral("Connection refused (ECONNREFUSED)"));
}

// faults.md row 61
void TestErrorCoach::hostileTextIsShownPlain()
{
    const QString where = QStringLiteral("tcp://a\u202Eb:80");
    const Explanation e = explain(failure(NetError::of(ErrorKind::NameNotFound, "resolve"), where));
    QVERIFY(!e.where.contains(QChar(0x202E)));
}

QTEST_GUILESS_MAIN(TestErrorCoach)
#include "tst_errorcoach.moc"
