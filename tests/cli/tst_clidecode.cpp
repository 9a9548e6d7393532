#include "cliprocess.h"

#include "tests/exchange/exchangefixture.h"

#include <QtCore/QJsonArray>

#include <csignal>

using namespace netcore;
using exchangetest::Script;

/// socketarium-cli decode, with the real tshark and without one.
class TestCliDecode : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void forPrograms();
    void forPeople();
    void onlyWhatIsAsked();
    void absent();
    void refusals_data();
    void refusals();
    void stopped();

private:
    QString file(const char *name) const { return m_folder.filePath(QLatin1String(name)); }
    QStringList decode(const QStringList &more = {}) const
    {
        return QStringList{QStringLiteral("decode"), file("a.sockrec")} + more;
    }
    QProcessEnvironment withTshark(const QByteArray &script);

    QTemporaryDir m_folder;
};

namespace {

/// The field of this name, wherever in the tree.
QJsonObject fieldNamed(const QJsonArray &fields, const char *name)
{
    for (const QJsonValue &value : fields) {
        const QJsonObject field = value.toObject();
        if (field[QLatin1String("name")].toString() == QLatin1String(name))
            return field;
        if (const QJsonObject below = fieldNamed(field[QLatin1String("fields")].toArray(), name);
            !below.isEmpty())
            return below;
    }
    return {};
}

} // namespace

void TestCliDecode::initTestCase()
{
    Script script(m_folder.filePath(QStringLiteral("r")));
    script.opened(1, Script::facts(1, "tcp", false, "127.0.0.1:40000", "127.0.0.1:502"));
    script.data(1, Direction::Out, QByteArray::fromHex("000100000006010300030005"));
    script.data(1, Direction::In, QByteArray::fromHex("00010000000d01030a0015"));
    script.data(1, Direction::In, QByteArray::fromHex("0016001700180019"));
    script.opened(2, Script::facts(2, "tcp", false, "127.0.0.1:40001", "127.0.0.1:9999"));
    script.data(2, Direction::Out, "GET /\x1b[31m HTTP/1.1\r\nHost: here\r\n\r\n");
    QVERIFY(script.store()->saveAs(file("a.sockrec"), {}));
}

QProcessEnvironment TestCliDecode::withTshark(const QByteArray &script)
{
    QDir(m_folder.path()).mkdir(QStringLiteral("bin"));
    QFile program(file("bin/tshark"));
    if (program.open(QIODevice::WriteOnly))
        program.write("#!/bin/sh\n" + script + "\n");
    program.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("PATH"),
                       file("bin") + QLatin1Char(':') + environment.value(QStringLiteral("PATH")));
    return environment;
}

void TestCliDecode::forPrograms()
{
    NEEDS_PROGRAM("tshark");
    CliProcess cli(decode({QStringLiteral("--json"), QStringLiteral("--connection"), QStringLiteral("1")}));
    QCOMPARE(cli.exitCode(), 0);
    const QList<QJsonObject> packets = cli.events(QStringLiteral("decoded"));
    QCOMPARE(packets.size(), 3);
    QCOMPARE(packets[0][QLatin1String("row")].toInt(), 1);
    QCOMPARE(packets[0][QLatin1String("direction")].toString(), QStringLiteral("out"));
    QCOMPARE(packets[1][QLatin1String("continuedIn")].toInt(), 3);
    const QJsonArray fields = packets[2][QLatin1String("fields")].toArray();
    const QJsonObject length = fieldNamed(fields, "mbtcp.len");
    QCOMPARE(length[QLatin1String("show")].toString(), QStringLiteral("13"));
    QCOMPARE(length[QLatin1String("spans")].toArray(),
             (QJsonArray{QJsonObject{
                 {QStringLiteral("row"), 2}, {QStringLiteral("from"), 4}, {QStringLiteral("length"), 2}}}));
    QCOMPARE(fieldNamed(fields, "mbtcp")[QLatin1String("spans")].toArray().size(), 2);
    QCOMPARE(cli.events(QStringLiteral("summary"))[0][QLatin1String("packets")].toInt(), 3);
}

void TestCliDecode::forPeople()
{
    NEEDS_PROGRAM("tshark");
    CliProcess cli(decode());
    QCOMPARE(cli.exitCode(), 0);
    QVERIFY2(cli.out().contains("row 1 -> connection 1, 12 bytes  Modbus/TCP"), cli.out());
    QVERIFY2(cli.out().contains("Transaction Identifier: 1  [0x0+2]"), cli.out());
    QVERIFY2(
        cli.out().contains("row 2 <- connection 1, 11 bytes  part of a message that is complete in row 3"),
        cli.out());
    QVERIFY2(!cli.out().contains('\x1b'), "nothing that a terminal acts on"); // faults.md row 62
    QVERIFY2(cli.err().contains("4 packets decoded"), cli.err());
}

void TestCliDecode::onlyWhatIsAsked()
{
    NEEDS_PROGRAM("tshark");
    CliProcess as(decode({QStringLiteral("--connection"), QStringLiteral("2"), QStringLiteral("--decode-as"),
                          QStringLiteral("http"), QStringLiteral("--json")}));
    QCOMPARE(as.exitCode(), 0);
    QCOMPARE(as.events(QStringLiteral("decoded")).size(), 1);
    QVERIFY(as.events(QStringLiteral("decoded"))[0][QLatin1String("title")].toString().startsWith(
        QStringLiteral("Hypertext Transfer Protocol")));
    CliProcess some(decode({QStringLiteral("--filter"), QStringLiteral("in"), QStringLiteral("--most"),
                            QStringLiteral("1"), QStringLiteral("--json")}));
    QCOMPARE(some.exitCode(), 0);
    QCOMPARE(some.events(QStringLiteral("decoded")).size(), 1);
    const auto next = some.events(QStringLiteral("summary"))[0][QLatin1String("next")].toInteger();
    QVERIFY(next > some.events(QStringLiteral("decoded"))[0][QLatin1String("row")].toInteger());
    CliProcess rest(decode({QStringLiteral("--filter"), QStringLiteral("in"), QStringLiteral("--from"),
                            QString::number(next), QStringLiteral("--json")}));
    QCOMPARE(rest.exitCode(), 0);
    QCOMPARE(rest.events(QStringLiteral("decoded"))[0][QLatin1String("row")].toInteger(), next);
    QVERIFY(!rest.events(QStringLiteral("summary"))[0].contains(QLatin1String("next")));
}

void TestCliDecode::absent()
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("PATH"), file("none"));
    CliProcess cli(decode(), environment);
    QCOMPARE(cli.exitCode(), 1);
    QVERIFY2(cli.err().contains("tshark is not installed"), cli.err());
    QVERIFY2(cli.err().contains("sudo apt install tshark"), cli.err());
}

void TestCliDecode::refusals_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("code");
    QTest::addColumn<QByteArray>("said");
    const QString recording = file("a.sockrec");
    QTest::addRow("no recording") << QStringList{file("b.sockrec")} << 10 << QByteArray("b.sockrec");
    QTest::addRow("bad filter") << QStringList{recording, QStringLiteral("--filter"), QStringLiteral("len >")}
                                << 2 << QByteArray("len >");
    QTest::addRow("no name") << QStringList{recording, QStringLiteral("--decode-as"), QStringLiteral("a,b")}
                             << 2 << QByteArray("no name of a protocol");
    QTest::addRow("nothing there") << QStringList{recording, QStringLiteral("--connection"),
                                                  QStringLiteral("9")}
                                   << 1 << QByteArray("no chunk");
    QTest::addRow("unknown protocol")
        << QStringList{recording, QStringLiteral("--decode-as"), QStringLiteral("zzz")} << 1
        << QByteArray("Unknown protocol -- \"zzz\"");
}

void TestCliDecode::refusals()
{
    NEEDS_PROGRAM("tshark");
    QFETCH(QStringList, arguments);
    QFETCH(int, code);
    QFETCH(QByteArray, said);
    CliProcess cli(QStringList{QStringLiteral("decode")} + arguments);
    QCOMPARE(cli.exitCode(), code);
    QVERIFY2(cli.err().contains(said), cli.err());
}

void TestCliDecode::stopped()
{
    CliProcess cli(decode(), withTshark("touch \"$0.started\"; exec sleep 60"));
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(file("bin/tshark.started")), 20'000);
    cli.signal(SIGINT);
    QCOMPARE(cli.exitCode(), 130);
}

QTEST_GUILESS_MAIN(TestCliDecode)
#include "tst_clidecode.moc"
