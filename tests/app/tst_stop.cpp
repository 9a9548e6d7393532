// The real window program is told to stop: by a logout (SIGHUP), by the system (SIGTERM).

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

#include <csignal>

class TestStop : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aSignalEndsItInOrder_data();
    void aSignalEndsItInOrder();
};

void TestStop::aSignalEndsItInOrder_data()
{
    QTest::addColumn<int>("signal");
    QTest::newRow("SIGTERM") << SIGTERM;
    QTest::newRow("SIGHUP") << SIGHUP;
}

void TestStop::aSignalEndsItInOrder()
{
    // faults.md row 48: the sessions are closed, the layout is kept, and nothing is left behind
    QFETCH(int, signal);
    const QTemporaryDir place;
    const QString path = place.filePath(QStringLiteral("listener"));
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("TMPDIR"), place.path());
    environment.insert(QStringLiteral("XDG_CONFIG_HOME"), place.path());
    QProcess window;
    window.setProcessEnvironment(environment);
    window.start(QStringLiteral(WINDOW_PROGRAM), {QStringLiteral("unix-listen://") + path});
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(path), 20'000);
    const QStringList recordings{QStringLiteral("socketarium-*")};
    QVERIFY(!QDir(place.path()).entryList(recordings, QDir::Dirs).isEmpty());

    QCOMPARE(::kill(pid_t(window.processId()), signal), 0);
    QTRY_COMPARE_WITH_TIMEOUT(window.state(), QProcess::NotRunning, 20'000);
    QCOMPARE(window.exitStatus(), QProcess::NormalExit);
    QCOMPARE(window.exitCode(), 0);
    QVERIFY(!QFile::exists(path));
    QCOMPARE(QDir(place.path()).entryList(recordings, QDir::Dirs).size(), 0);
    QVERIFY(QFile::exists(place.filePath(QStringLiteral("socketarium/socketarium.conf"))));
}

QTEST_GUILESS_MAIN(TestStop)
#include "tst_stop.moc"
