#include "app/cli/options.h"
#include "app/cli/output.h"
#include "app/cli/sessionrun.h"

#include <QtCore/QJsonDocument>
#include <QtTest/QTest>

using namespace app;

class tst_CliOutput : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hexDumpIsAsHexdumpWritesIt()
    {
        // hexdump -C, util-linux 2.38, without its closing offset
        QCOMPARE(hexDump(QByteArray("GET / HTTP/1.1\r\n\x00\xFF", 18)),
                 QByteArray("00000000  47 45 54 20 2f 20 48 54  54 50 2f 31 2e 31 0d 0a  |GET / HTTP/1.1..|\n"
                            "00000010  00 ff                                             |..|\n"));
        QCOMPARE(hexDump(QByteArray("12345678")),
                 QByteArray("00000000  31 32 33 34 35 36 37 38                           |12345678|\n"));
        QCOMPARE(hexDump(QByteArray()), QByteArray());
    }

    void jsonIsAsciiAndComesBack() // faults.md row 62
    {
        const QString text = QStringLiteral("\u001b[31m\u009b2J\u007f\u202e\u4f60\U0001F600\"\\\n");
        const QByteArray line = jsonLine({{QStringLiteral("text"), text}});
        for (const char c : line.chopped(1))
            QVERIFY2(c >= 0x20 && c < 0x7F, line.constData());
        QCOMPARE(QJsonDocument::fromJson(line).object()[QLatin1String("text")].toString(), text);
    }

    void textThatIsNotUtf8IsOnlyHex()
    {
        Piece piece;
        piece.bytes = QByteArray("\xff\xfe", 2);
        QVERIFY(!toJson(piece).contains(QLatin1String("text")));
        QCOMPARE(toJson(piece)[QLatin1String("hex")].toString(), QStringLiteral("fffe"));
    }

    void durations_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<qint64>("ms"); // -1: refused
        QTest::newRow("ms") << QStringLiteral("500ms") << qint64(500);
        QTest::newRow("seconds") << QStringLiteral("2s") << qint64(2000);
        QTest::newRow("fraction") << QStringLiteral("1.5s") << qint64(1500);
        QTest::newRow("plain is seconds") << QStringLiteral("3") << qint64(3000);
        QTest::newRow("minutes") << QStringLiteral("1m") << qint64(60'000);
        QTest::newRow("hours") << QStringLiteral("1h") << qint64(3'600'000);
        QTest::newRow("decimal comma") << QStringLiteral("1,5s") << qint64(-1);
        QTest::newRow("negative") << QStringLiteral("-1s") << qint64(-1);
        QTest::newRow("unit only") << QStringLiteral("s") << qint64(-1);
        QTest::newRow("unknown unit") << QStringLiteral("3d") << qint64(-1);
        QTest::newRow("empty") << QString() << qint64(-1);
        QTest::newRow("too long") << QStringLiteral("999999999999h") << qint64(-1);
    }
    void durations()
    {
        QFETCH(QString, text);
        QFETCH(qint64, ms);
        const auto duration = parseDuration(text.toStdString());
        QCOMPARE(duration ? qint64(duration->count()) : -1, ms);
    }

    void endpointsAreCompleted_data()
    {
        QTest::addColumn<bool>("listens");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("full");
        const auto row = [](const char *text, bool listens, const char *full) {
            QTest::addRow("%s %d", text, listens)
                << listens << QString::fromLatin1(text) << QString::fromLatin1(full);
        };
        row("9000", true, "tcp-listen://127.0.0.1:9000"); // faults.md row 66
        row("9000", false, "tcp://127.0.0.1:9000");
        row("localhost:80", false, "tcp://localhost:80");
        row("localhost:80", true, "tcp-listen://localhost:80");
        row("udp://127.0.0.1:5", true, "udp-listen://127.0.0.1:5");
        row("udp://127.0.0.1:5", false, "udp://127.0.0.1:5");
        row("unix:///tmp/x", true, "unix-listen:///tmp/x");
        row("tcp-listen://127.0.0.1:5", true, "tcp-listen://127.0.0.1:5");
        row("nonsense://x", true, "nonsense://x");
    }
    void endpointsAreCompleted()
    {
        QFETCH(bool, listens);
        QFETCH(QString, text);
        QTEST(endpointText(listens ? Command::Listen : Command::Connect, text), "full");
    }

    void payloadsKeepTheOrderOfTheCommandLine()
    {
        const char *arguments[] = {
            "socketarium-cli", "send",    "tcp://127.0.0.1:1", "first", "--send-hex", "02",
            "--send",          "[third]", "--send-hex",        "04",    "--print",    "json"};
        const auto parsed = parseOptions(int(std::size(arguments)), const_cast<char **>(arguments));
        const auto *options = std::get_if<CliOptions>(&parsed);
        QVERIFY(options);
        QStringList values;
        for (const PayloadArgument &payload : options->payloads)
            values.append(payload.value);
        QCOMPARE(values, QStringList({QStringLiteral("first"), QStringLiteral("02"),
                                      QStringLiteral("[third]"), QStringLiteral("04")}));
        QCOMPARE(options->print, PrintForm::Json);
    }

    void everyErrorHasItsCode_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<int>("code");
        using netcore::ErrorKind;
        const auto row = [](const char *name, ErrorKind kind, int code) {
            QTest::newRow(name) << int(kind) << code;
        };
        row("usage", ErrorKind::InvalidArgument, 2);
        row("refused", ErrorKind::Refused, 3);
        row("timed out", ErrorKind::TimedOut, 4);
        row("host", ErrorKind::HostUnreachable, 5);
        row("network", ErrorKind::NetworkUnreachable, 5);
        row("name", ErrorKind::NameNotFound, 6);
        row("resolver", ErrorKind::ResolverFailed, 6);
        row("reset", ErrorKind::Reset, 7);
        row("pipe", ErrorKind::BrokenPipe, 7);
        row("in use", ErrorKind::AddressInUse, 8);
        row("not here", ErrorKind::AddressNotAvailable, 8);
        row("permission", ErrorKind::PermissionDenied, 9);
        row("disk", ErrorKind::NoSpace, 10);
        row("damaged", ErrorKind::Damaged, 10);
        row("other", ErrorKind::TooManyOpenFiles, 1);
    }
    void everyErrorHasItsCode()
    {
        QFETCH(int, kind);
        QTEST(int(exitCodeOf(netcore::ErrorKind(kind))), "code");
    }
};

QTEST_GUILESS_MAIN(tst_CliOutput)
#include "tst_clioutput.moc"
