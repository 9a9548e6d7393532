#include "cliprocess.h"

#include "netcore/recording/recordingwriter.h"
#include "tests/frames/framesfixture.h"

#include <QtCore/QJsonArray>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

using namespace netcore;

class TestCliFrames : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void framesWithTheirReads();
    void chosenFrames();
    void fieldsOfAStructure();
    void forPeople();
    void refusals_data();
    void refusals();

private:
    QString file(const QString &name) const { return m_folder.filePath(name); }
    QTemporaryDir m_folder;
};

void TestCliFrames::initTestCase()
{
    FramesFixture f;
    f.add(QByteArray::fromHex("0003616263000464"));
    f.add(QByteArray::fromHex("00026f6b"), Direction::Out);
    f.add(QByteArray::fromHex("656667"));
    f.add(QByteArray::fromHex("000141"), Direction::In, 2);
    f.add(QByteArray::fromHex("0009"), Direction::In, 2);
    f.commit();
    QVERIFY(f.store()->saveAs(file(QStringLiteral("a.sockrec")), {}));
}

void TestCliFrames::framesWithTheirReads()
{
    CliProcess cli({QStringLiteral("frames"), file(QStringLiteral("a.sockrec")), QStringLiteral("--framing"),
                    QStringLiteral("len(u16be)"), QStringLiteral("--json")});
    QCOMPARE(cli.exitCode(), 0);
    const QList<QJsonObject> data = cli.events(QStringLiteral("data"));
    QCOMPARE(data.size(), 5);
    const QJsonObject second = data[2];
    QCOMPARE(second[QLatin1String("number")].toInt(), 3);
    QCOMPARE(second[QLatin1String("offset")].toInt(), 5);
    QCOMPARE(second[QLatin1String("header")].toInt(), 2);
    QCOMPARE(second[QLatin1String("hex")].toString(), QStringLiteral("000464656667"));
    QCOMPARE(second[QLatin1String("rows")].toArray(), (QJsonArray{0, 2}));
    QCOMPARE(data[1][QLatin1String("direction")].toString(), QStringLiteral("out"));
    QCOMPARE(data[4][QLatin1String("fault")].toString(), QStringLiteral("unterminated"));
    QVERIFY(!data[4][QLatin1String("reason")].toString().isEmpty());
    const QList<QJsonObject> ends = cli.events(QStringLiteral("frames"));
    QCOMPARE(ends.size(), 2);
    QCOMPARE(ends[0][QLatin1String("frames")].toInt(), 3);
    QCOMPARE(ends[1][QLatin1String("incomplete")].toInt(), 1);
    QCOMPARE(ends[1][QLatin1String("firstFaultAt")].toInt(), 3);
}

void TestCliFrames::chosenFrames()
{
    CliProcess cli({QStringLiteral("frames"), file(QStringLiteral("a.sockrec")), QStringLiteral("--framing"),
                    QStringLiteral("len(u16be)"), QStringLiteral("--connection"), QStringLiteral("1"),
                    QStringLiteral("--direction"), QStringLiteral("in"), QStringLiteral("--filter"),
                    QStringLiteral("text ~ \"def\""), QStringLiteral("--json")});
    QCOMPARE(cli.exitCode(), 0);
    QCOMPARE(cli.events(QStringLiteral("data")).size(), 1);
    QCOMPARE(cli.events(QStringLiteral("data"))[0][QLatin1String("length")].toInt(), 6);
    QCOMPARE(cli.events(QStringLiteral("frames")).size(), 1);
    QCOMPARE(cli.events(QStringLiteral("frames"))[0][QLatin1String("shown")].toInt(), 1);
}

void TestCliFrames::fieldsOfAStructure()
{
    QFile text(file(QStringLiteral("a.structure")));
    QVERIFY(text.open(QIODevice::WriteOnly));
    text.write("structure one { length: u16be; body: bytes(rest); }");
    text.close();
    CliProcess cli({QStringLiteral("frames"), file(QStringLiteral("a.sockrec")), QStringLiteral("--framing"),
                    QStringLiteral("len(u16be)"), QStringLiteral("--fields"),
                    file(QStringLiteral("a.structure")), QStringLiteral("--json")});
    QCOMPARE(cli.exitCode(), 0);
    const QJsonObject fields = cli.events(QStringLiteral("data"))[0][QLatin1String("fields")].toObject();
    QCOMPARE(fields[QLatin1String("length")].toInt(), 3);
    QCOMPARE(fields[QLatin1String("body")].toString(), QStringLiteral("61 62 63"));
    const QStringList asked = {QStringLiteral("frames"),    file(QStringLiteral("a.sockrec")),
                               QStringLiteral("--framing"), QStringLiteral("len(u16be)"),
                               QStringLiteral("--fields"),  file(QStringLiteral("a.structure")),
                               QStringLiteral("--json"),    QStringLiteral("--filter")};
    CliProcess chosen(asked + QStringList{QStringLiteral("length == 2 && body ~ \"6f\"")});
    QCOMPARE(chosen.exitCode(), 0);
    QCOMPARE(chosen.events(QStringLiteral("data")).size(), 1);
    CliProcess wrong(asked + QStringList{QStringLiteral("size == 2")});
    QCOMPARE(wrong.exitCode(), 2);
}

void TestCliFrames::forPeople()
{
    CliProcess cli({QStringLiteral("frames"), file(QStringLiteral("a.sockrec")), QStringLiteral("--framing"),
                    QStringLiteral("len(u16be)"), QStringLiteral("--print"), QStringLiteral("text")});
    QCOMPARE(cli.exitCode(), 0);
    QVERIFY2(cli.out().contains("frame 3, 6 byte(s) at 0x5, from 2 read(s): row(s) 0, 2"), cli.out());
    QVERIFY2(cli.err().contains("connection 2: 2 frame(s), 1 incomplete, first at 0x3 inbound"), cli.err());
}

void TestCliFrames::refusals_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("code");
    const QString recording = QStringLiteral("a.sockrec");
    QTest::addRow("no framing") << QStringList{recording} << 2;
    QTest::addRow("bad framing") << QStringList{recording, QStringLiteral("--framing"),
                                                QStringLiteral("fixed(0)")}
                                 << 2;
    QTest::addRow("bad filter") << QStringList{recording, QStringLiteral("--framing"), QStringLiteral("line"),
                                               QStringLiteral("--filter"), QStringLiteral("len >")}
                                << 2;
    QTest::addRow("bad direction") << QStringList{recording, QStringLiteral("--framing"),
                                                  QStringLiteral("line"), QStringLiteral("--direction"),
                                                  QStringLiteral("up")}
                                   << 2;
    QTest::addRow("no such recording")
        << QStringList{QStringLiteral("b.sockrec"), QStringLiteral("--framing"), QStringLiteral("line")}
        << 10;
    QTest::addRow("no such structure")
        << QStringList{recording, QStringLiteral("--framing"), QStringLiteral("line"),
                       QStringLiteral("--fields"), QStringLiteral("none")}
        << 10;
}

void TestCliFrames::refusals()
{
    QFETCH(QStringList, arguments);
    QFETCH(const int, code);
    arguments[0] = file(arguments[0]);
    CliProcess cli(QStringList{QStringLiteral("frames")} + arguments);
    QCOMPARE(cli.exitCode(), code);
    QVERIFY(!cli.err().isEmpty());
    QVERIFY(cli.out().isEmpty());
}

QTEST_GUILESS_MAIN(TestCliFrames)
#include "tst_cliframes.moc"
