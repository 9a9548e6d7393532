#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QProcess>
#include <QtCore/QTemporaryFile>
#include <QtTest/QTest>

#include <initializer_list>

/// The commands of socketarium-cli that work on bytes alone.
class tst_CliBytes : public QObject
{
    Q_OBJECT

private:
    struct Outcome
    {
        int exitCode = -1;
        QByteArray out;
        QByteArray err;
    };
    static Outcome run(const QStringList &arguments, const QByteArray &input = {})
    {
        QProcess process;
        process.start(QStringLiteral(CLI_PROGRAM), arguments);
        process.write(input);
        process.closeWriteChannel();
        if (!process.waitForFinished(20'000))
            return {};
        return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
    }

    static QStringList words(std::initializer_list<const char *> texts)
    {
        QStringList list;
        for (const char *text : texts)
            list += QString::fromUtf8(text);
        return list;
    }

private Q_SLOTS:
    void answers_data();
    void answers();
    void listsTheCatalogue();
    void readsFilesAndStandardInput();
    void writesRawToAPipe();
    void refusals_data();
    void refusals();
};

void tst_CliBytes::answers_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("output");
    const auto row = [](const char *name, std::initializer_list<const char *> arguments, const char *output) {
        QTest::newRow(name) << words(arguments) << QByteArray(output) + '\n';
    };
    const char *const text = "123456789";
    row("crc", {"checksum", "crc16-modbus", text}, "4b37");
    row("hex", {"checksum", "crc16-modbus", "--hex", "02 07"}, "1241");
    row("by hand", {"checksum", "crc(8, poly=07)", text}, "f4");
    row("short of digits", {"checksum", "sum16", "--hex", "01"}, "0001");
    row("json", {"checksum", "sum8", text, "--print", "json"},
        R"({"bits":8,"event":"checksum","length":9,"name":"sum8","value":"dd"})");
    row("frame", {"encode", "--framing", "len(u8) | crc(crc16-modbus, last 2 le)", "--hex", "0207"},
        "04 02 07 41 12");
    row("frame, text", {"encode", "--framing", "netstring", "hello", "--print", "text"}, "5:hello,");
}

void tst_CliBytes::answers()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, output);
    const Outcome outcome = run(arguments);
    QCOMPARE(outcome.exitCode, 0);
    QCOMPARE(outcome.out, output);
    QCOMPARE(outcome.err, QByteArray());
}

void tst_CliBytes::listsTheCatalogue()
{
    const Outcome people = run(words({"checksum", "--list"}));
    QCOMPARE(people.exitCode, 0);
    QVERIFY(people.out.contains("crc16-modbus"));
    QVERIFY(people.out.contains("poly=8005 init=ffff refin refout xorout=0000"));
    const Outcome json = run(words({"checksum", "--list", "--print", "json"}));
    const QList<QByteArray> lines = json.out.trimmed().split('\n');
    QVERIFY(lines.size() > 100);
    for (const QByteArray &line : lines)
        QVERIFY(QJsonDocument::fromJson(line).object().contains(QLatin1String("check")));
}

void tst_CliBytes::readsFilesAndStandardInput()
{
    QTemporaryFile file;
    QVERIFY(file.open());
    file.write("123456789");
    file.flush();
    const QStringList crc = words({"checksum", "crc32"});
    QCOMPARE(run(crc + QStringList{QStringLiteral("--file"), file.fileName()}).out, QByteArray("cbf43926\n"));
    QCOMPARE(run(crc + QStringList{QStringLiteral("-")}, "123456789").out, QByteArray("cbf43926\n"));
}

void tst_CliBytes::writesRawToAPipe()
{
    const Outcome outcome = run(words({"encode", "--framing", "slip", "-", "--print", "raw"}), "a\xC0");
    QCOMPARE(outcome.out, QByteArray("\xC0"
                                     "a\xDB\xDC\xC0"));
}

void tst_CliBytes::refusals_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("exitCode");
    QTest::newRow("nothing") << words({"checksum"}) << 2;
    QTest::newRow("no payload") << words({"checksum", "crc32"}) << 2;
    QTest::newRow("unknown") << words({"checksum", "crc99", "x"}) << 2;
    QTest::newRow("bad hex") << words({"checksum", "crc32", "--hex", "0"}) << 2;
    QTest::newRow("no framing") << words({"encode", "x"}) << 2;
    QTest::newRow("bad framing") << words({"encode", "--framing", "len(u7)", "x"}) << 2;
    QTest::newRow("does not fit") << words({"encode", "--framing", "line", "a\\nb"}) << 2;
    QTest::newRow("no such file") << words({"checksum", "crc32", "--file", "/nonexistent"}) << 10;
}

void tst_CliBytes::refusals()
{
    QFETCH(QStringList, arguments);
    QFETCH(int, exitCode);
    const Outcome outcome = run(arguments);
    QCOMPARE(outcome.exitCode, exitCode);
    QVERIFY(outcome.out.isEmpty());
    QVERIFY(!outcome.err.isEmpty());
}

QTEST_GUILESS_MAIN(tst_CliBytes)
#include "tst_clibytes.moc"
