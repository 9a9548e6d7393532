#include "netcore/base/neterror.h"

#include <QtTest/QTest>

#include <cerrno>

using namespace netcore;

class TestNetError : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void errnoKeepsItsNameAndKind_data();
    void errnoKeepsItsNameAndKind();
    void unknownErrnoIsShownAsANumber();
};

void TestNetError::errnoKeepsItsNameAndKind_data()
{
    QTest::addColumn<int>("error");
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<ErrorKind>("kind");
    QTest::newRow("refused") << ECONNREFUSED << QByteArray("ECONNREFUSED") << ErrorKind::Refused;
    QTest::newRow("timeout") << ETIMEDOUT << QByteArray("ETIMEDOUT") << ErrorKind::TimedOut;
    QTest::newRow("host") << EHOSTUNREACH << QByteArray("EHOSTUNREACH") << ErrorKind::HostUnreachable;
    QTest::newRow("network") << ENETUNREACH << QByteArray("ENETUNREACH") << ErrorKind::NetworkUnreachable;
    QTest::newRow("in use") << EADDRINUSE << QByteArray("EADDRINUSE") << ErrorKind::AddressInUse;
    QTest::newRow("too big") << EMSGSIZE << QByteArray("EMSGSIZE") << ErrorKind::MessageTooLong;
    QTest::newRow("files") << EMFILE << QByteArray("EMFILE") << ErrorKind::TooManyOpenFiles;
}

void TestNetError::errnoKeepsItsNameAndKind()
{
    QFETCH(int, error);
    QFETCH(QByteArray, name);
    QFETCH(ErrorKind, kind);
    const NetError refusal = NetError::fromErrno(error, "connect");
    QCOMPARE(refusal.sysErrno, error);
    QCOMPARE(refusal.kind, kind);
    QCOMPARE(errnoName(error), name);
}

void TestNetError::unknownErrnoIsShownAsANumber()
{
    QCOMPARE(errnoName(9999), QByteArray("errno 9999"));
    QCOMPARE(kindOfErrno(9999), ErrorKind::Other);
}

QTEST_GUILESS_MAIN(TestNetError)
#include "tst_neterror.moc"
