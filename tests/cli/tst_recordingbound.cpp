#include "app/cli/recordingbound.h"
#include "cliprocess.h"

#include <QtTest/QTest>

using namespace app;
using netcore::AtBound;

class TestRecordingBound : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sizes_data();
    void sizes();
    void policies();
    void stopsAndSaysSo();
};

void TestRecordingBound::sizes_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("bytes"); // -1: no size
    QTest::newRow("plain") << QStringLiteral("67108864") << qint64(67108864);
    QTest::newRow("K") << QStringLiteral("3K") << qint64(3072);
    QTest::newRow("m") << QStringLiteral("64m") << qint64(64 << 20);
    QTest::newRow("with a point") << QStringLiteral("1.5G") << qint64(1536) * (1 << 20);
    QTest::newRow("T") << QStringLiteral("2T") << (qint64(2) << 40);
    for (const char *text : {"", "G", "-1G", "4X", "1,5G", "1e9", "nan", "9999999T", "4 G"})
        QTest::newRow(text) << QString::fromLatin1(text) << qint64(-1);
}

void TestRecordingBound::sizes()
{
    QFETCH(QString, text);
    QFETCH(qint64, bytes);
    const auto parsed = parseSize(text.toStdString());
    QCOMPARE(parsed ? qint64(*parsed) : qint64(-1), bytes);
}

void TestRecordingBound::policies()
{
    netcore::RecordingOptions options;
    RecordingBound().applyTo(options);
    QCOMPARE(options.atBound, AtBound::KeepNewest);
    QCOMPARE(options.maxBytes, netcore::RecordingOptions().maxBytes);
    RecordingBound stop;
    stop.stopAt = "128M";
    stop.applyTo(options);
    QCOMPARE(options.atBound, AtBound::Stop);
    QCOMPARE(options.maxBytes, quint64(128) << 20);
    QVERIFY(options.payloadSegmentBytes > netcore::Record::maxPayload / 2);
    QVERIFY(options.payloadSegmentBytes * 4ull <= options.maxBytes);
    RecordingBound all;
    all.unbounded = true;
    all.applyTo(options);
    QCOMPARE(options.atBound, AtBound::Unbounded);
}

// faults.md row 59
void TestRecordingBound::stopsAndSaysSo()
{
    NEEDS_PROGRAM("python3");
    PythonPeer peer("s = socket.socket(); s.bind(('127.0.0.1', 0)); s.listen(); print(s.getsockname()[1])\n"
                    "c, _ = s.accept()\n"
                    "for i in range(80): c.sendall(b'x' * (1 << 20))\n"
                    "c.shutdown(socket.SHUT_WR); c.recv(1)\n");
    CliProcess cli({QStringLiteral("connect"), QStringLiteral("127.0.0.1:%1").arg(peer.port()),
                    QStringLiteral("--no-stdin"), QStringLiteral("--print"), QStringLiteral("none"),
                    QStringLiteral("--stop-at"), QStringLiteral("64M")});
    QTRY_VERIFY2(cli.err().contains("recording has stopped: its bound is reached"), cli.err().constData());
    QTRY_VERIFY2(cli.err().contains("83886080"),
                 cli.err().constData()); // the connection goes on: all came in
}

QTEST_GUILESS_MAIN(TestRecordingBound)
#include "tst_recordingbound.moc"
