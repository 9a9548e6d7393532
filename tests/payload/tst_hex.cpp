#include "netcore/payload/hex.h"
#include "netcore/payload/literals.h"

#include <QtCore/QProcess>
#include <QtCore/QStandardPaths>
#include <QtTest/QTest>

using namespace netcore;

class TestHex : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWhatPeoplePaste_data();
    void readsWhatPeoplePaste();
    void saysWhereItIsWrong_data();
    void saysWhereItIsWrong();
    void readsTheDumpsOfRealPrograms_data();
    void readsTheDumpsOfRealPrograms();
    void writesLiterals();
};

void TestHex::readsWhatPeoplePaste_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("bytes");
    const QByteArray three("\x01\x03\xFF", 3);
    QTest::newRow("spaces") << "01 03 FF" << three;
    QTest::newRow("none") << "0103ff" << three;
    QTest::newRow("commas") << "01,03,ff" << three;
    QTest::newRow("colons") << "01:03:ff" << three;
    QTest::newRow("0x") << "0x01 0x03 0xFF" << three;
    QTest::newRow("0x together") << "0x0103ff" << three;
    QTest::newRow("\\x") << "\\x01\\x03\\xff" << three;
    QTest::newRow("C array") << "static const unsigned char a[3] = {\n  0x1, 0x3, 0xff\n};" << three;
    QTest::newRow("our C array") << cArray(three) << three;
    QTest::newRow("lines") << "01\r\n03\r\nff\n" << three;
    QTest::newRow("empty") << "" << QByteArray();
    QTest::newRow("Wireshark") << "0000   01 03 ff                                          ...\n" << three;
    QTest::newRow("Wireshark full")
        << "0000   00 01 02 03 04 05 06 07  08 09 0a 0b 0c 0d 0e 0f   ................\n0010   41 42   AB\n"
        << QByteArray("\0\1\2\3\4\5\6\7\10\11\12\13\14\15\16\17AB", 18);
    QTest::newRow("four digits are no dump") << "0103 ffee" << QByteArray("\x01\x03\xff\xee", 4);
}

void TestHex::readsWhatPeoplePaste()
{
    QFETCH(QString, text);
    QFETCH(QByteArray, bytes);
    const Result<QByteArray> parsed = hex::parse(text);
    QVERIFY2(parsed, parsed ? "" : parsed.error().reason);
    QCOMPARE(*parsed, bytes);
    QCOMPARE(hex::parse(hex::format(bytes)).value(), bytes);
}

void TestHex::saysWhereItIsWrong_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("position");
    QTest::newRow("odd") << "01 0" << 4;
    QTest::newRow("odd inside") << "01 034 05" << 6;
    QTest::newRow("letter") << "01 0g" << 4;
    QTest::newRow("word") << "hello" << 0;
    QTest::newRow("brace") << "a[] = { 0x01" << 6;
    QTest::newRow("0x alone") << "0x" << 2;
    QTest::newRow("star") << "00000000  00 00\n*\n00000020\n" << 16;
    QTest::newRow("short line") << "00000000  00 00\n00000010  01\n" << 8;
}

void TestHex::saysWhereItIsWrong()
{
    QFETCH(QString, text);
    QFETCH(int, position);
    const Result<QByteArray> parsed = hex::parse(text);
    QVERIFY(!parsed);
    QCOMPARE(parsed.error().position, qsizetype(position));
}

void TestHex::readsTheDumpsOfRealPrograms_data()
{
    QTest::addColumn<QString>("program");
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("hexdump") << "hexdump" << QStringList{QStringLiteral("-v"), QStringLiteral("-C")};
    QTest::newRow("xxd") << "xxd" << QStringList{};
    QTest::newRow("xxd -g1") << "xxd" << QStringList{QStringLiteral("-g1")};
}

void TestHex::readsTheDumpsOfRealPrograms()
{
    QFETCH(QString, program);
    QFETCH(QStringList, arguments);
    if (QStandardPaths::findExecutable(program).isEmpty()) {
        if (qEnvironmentVariableIsSet("CI"))
            QFAIL(qPrintable(program + QStringLiteral(" is not installed")));
        QSKIP(qPrintable(program + QStringLiteral(" is not installed")));
    }
    QByteArray bytes;
    for (int i = 0; i < 36; ++i) { // every length of the last line, after none, one and two whole lines
        QProcess process;
        process.start(program, arguments);
        process.write(bytes);
        process.closeWriteChannel();
        QTRY_COMPARE(process.state(), QProcess::NotRunning);
        const QString dump = QString::fromLatin1(process.readAllStandardOutput());
        const Result<QByteArray> parsed = hex::parse(dump);
        QVERIFY2(parsed, qPrintable(dump));
        QVERIFY2(*parsed == bytes, qPrintable(dump));
        bytes += char(i * 7 + 'a');
    }
}

void TestHex::writesLiterals()
{
    QCOMPARE(cArray(QByteArray("\x01\xff", 2)), QStringLiteral("{0x01, 0xff}"));
    QCOMPARE(cArray({}), QStringLiteral("{}"));
    QCOMPARE(pythonBytes(QByteArray("a'\\\r\n\0\x1b\xe9", 8)),
             QStringLiteral("b'a\\'\\\\\\r\\n\\x00\\x1b\\xe9'"));
}

QTEST_GUILESS_MAIN(TestHex)
#include "tst_hex.moc"
