#include "tests/cli/cliprocess.h"
#include "tests/recording/recordingfixture.h"

#include <QtCore/QJsonArray>
#include <QtTest/QTest>

using namespace netcore;

class TestCliStats : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void countsAsJson();
    void countsForPeople();
    void answersMatchedByBytes();
    void answersAreFrames();
    void answersMatchedByAField();
    void refusals_data();
    void refusals();

private:
    void append(SteadyNs ms, Direction direction, const QByteArray &payload);
    QJsonObject object(const QStringList &more = {});

    QTemporaryDir m_directory;
    recordingtest::FakeClock m_clock;
    std::unique_ptr<RecordingWriter> m_writer;
    QString m_file;
};

void TestCliStats::append(SteadyNs ms, Direction direction, const QByteArray &payload)
{
    Record head;
    head.time = ms * 1'000'000;
    head.kind = RecordKind::Chunk;
    head.direction = direction;
    head.connection = ConnectionId(7);
    m_writer->append(head, payload);
}

void TestCliStats::initTestCase()
{
    auto writer = RecordingWriter::create(
        recordingtest::smallOptions(m_directory.filePath(QStringLiteral("r"))), m_clock);
    QVERIFY(writer);
    m_writer = std::move(*writer);
    Record opened;
    opened.kind = RecordKind::ConnectionOpened;
    opened.connection = ConnectionId(7);
    m_writer->append(opened, "{\"peer\":\"10.0.0.1:502\\u001b[2J\"}");
    append(0, Direction::Out, "ask 1");
    append(1, Direction::Out, "ask 2");
    append(3, Direction::In, "yes 2 and more");
    append(9, Direction::In, "yes 1");
    m_writer->commit();
    m_file = m_directory.filePath(QStringLiteral("saved.sockrec"));
    QVERIFY(m_writer->store()->saveAs(m_file, {}));
}

QJsonObject TestCliStats::object(const QStringList &more)
{
    CliProcess cli(QStringList{QStringLiteral("stats"), m_file, QStringLiteral("--json")} + more);
    return cli.exitCode() == 0 ? cli.events(QStringLiteral("stats")).value(0) : QJsonObject();
}

void TestCliStats::countsAsJson()
{
    const QJsonObject all = object();
    const QJsonObject total = all.value(QLatin1String("total")).toObject();
    QCOMPARE(total.value(QLatin1String("bytesIn")).toInt(), 19);
    QCOMPARE(total.value(QLatin1String("bytesOut")).toInt(), 10);
    QCOMPARE(all.value(QLatin1String("answersOfPeerNs")).toObject().value(QLatin1String("max")).toInt(),
             2'000'000);
    QCOMPARE(all.value(QLatin1String("connections")).toArray().size(), 1);
    QCOMPARE(object({QStringLiteral("--filter"), QStringLiteral("in && len > 5")})
                 .value(QLatin1String("total"))
                 .toObject()
                 .value(QLatin1String("bytesIn"))
                 .toInt(),
             14);
}

void TestCliStats::countsForPeople()
{
    CliProcess cli({QStringLiteral("stats"), m_file});
    QCOMPARE(cli.exitCode(), 0);
    QVERIFY2(cli.out().contains("19 bytes in 2 records"), cli.out().constData());
    QVERIFY(cli.out().contains("10.0.0.1:502"));
    QVERIFY(!cli.out().contains('\x1b')); // faults.md row 62
}

void TestCliStats::answersMatchedByBytes()
{
    const QJsonObject keyed = object({QStringLiteral("--match-at"), QStringLiteral("4"),
                                      QStringLiteral("--match-bytes"), QStringLiteral("1")});
    const QJsonObject answers = keyed.value(QLatin1String("answersOfPeerNs")).toObject();
    QCOMPARE(answers.value(QLatin1String("count")).toInt(), 2);
    QCOMPARE(answers.value(QLatin1String("min")).toInt(), 2'000'000);
    QCOMPARE(answers.value(QLatin1String("max")).toInt(), 9'000'000);
}

void TestCliStats::answersAreFrames()
{
    const QJsonObject byFrame = object({QStringLiteral("--framing"), QStringLiteral("delim(20)")});
    // "ask " asks at 0 ms, and "1ask " at 1 ms; "yes " comes at 3 ms, and "2 " with it.
    const QJsonObject answers = byFrame.value(QLatin1String("answersOfPeerNs")).toObject();
    QCOMPARE(answers.value(QLatin1String("count")).toInt(), 1);
    QCOMPARE(answers.value(QLatin1String("max")).toInt(), 2'000'000);
}

void TestCliStats::answersMatchedByAField()
{
    QFile file(m_directory.filePath(QStringLiteral("s.structure")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("structure s { word: bytes(3); blank: u8; number: text(1); rest: bytes(rest); }");
    file.close();
    const QStringList keyed{QStringLiteral("--framing"), QStringLiteral("raw"), QStringLiteral("--fields"),
                            file.fileName()};
    const QJsonObject all =
        object(keyed + QStringList{QStringLiteral("--match-field"), QStringLiteral("number")});
    const QJsonObject answers = all.value(QLatin1String("answersOfPeerNs")).toObject();
    QCOMPARE(answers.value(QLatin1String("count")).toInt(), 2);
    QCOMPARE(answers.value(QLatin1String("min")).toInt(), 2'000'000);
    QCOMPARE(answers.value(QLatin1String("max")).toInt(), 9'000'000);
    QCOMPARE(all.value(QLatin1String("unanswered")).toInt(), 0);
    CliProcess unknown(QStringList{QStringLiteral("stats"), m_file} + keyed +
                       QStringList{QStringLiteral("--match-field"), QStringLiteral("nothing")});
    QCOMPARE(unknown.exitCode(), 2);
    QVERIFY(!unknown.err().isEmpty());
}

void TestCliStats::refusals_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("code");
    QTest::newRow("no file") << QStringList{QStringLiteral("/nonexistent.sockrec")} << 10;
    QTest::newRow("filter") << QStringList{m_file, QStringLiteral("--filter"), QStringLiteral("in &&")} << 2;
    QTest::newRow("framing") << QStringList{m_file, QStringLiteral("--framing"), QStringLiteral("len(")} << 2;
    QTest::newRow("field alone") << QStringList{m_file, QStringLiteral("--match-field"), QStringLiteral("x")}
                                 << 2;
    QTest::newRow("bytes alone") << QStringList{m_file, QStringLiteral("--match-bytes"), QStringLiteral("2")}
                                 << 2;
}

void TestCliStats::refusals()
{
    QFETCH(QStringList, arguments);
    QFETCH(int, code);
    CliProcess cli(QStringList{QStringLiteral("stats")} + arguments);
    QCOMPARE(cli.exitCode(), code);
    QVERIFY(!cli.err().isEmpty());
}

QTEST_GUILESS_MAIN(TestCliStats)
#include "tst_clistats.moc"
