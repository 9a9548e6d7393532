#include "netcore/recording/hexdump.h"

#include <QtCore/QProcess>
#include <QtCore/QRandomGenerator>
#include <QtCore/QStandardPaths>
#include <QtTest/QTest>

using namespace netcore;

class TestHexdump : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aLineLooksLikeThis();
    void piecesMakeTheSameText();
    void equalsTheRealProgram_data();
    void equalsTheRealProgram();
};

namespace {

QByteArray dumped(std::initializer_list<QByteArrayView> pieces)
{
    hexdump::Stream stream;
    QByteArray text;
    for (QByteArrayView piece : pieces)
        text += stream.feed(piece);
    return text += stream.finish();
}

} // namespace

void TestHexdump::aLineLooksLikeThis()
{
    QCOMPARE(hexdump::line(0x10, "GET / HTTP/1.1\r\n"),
             QByteArray("00000010  47 45 54 20 2f 20 48 54  54 50 2f 31 2e 31 0d 0a  |GET / HTTP/1.1..|"));
    QCOMPARE(hexdump::line(0, "Hi"),
             QByteArray("00000000  48 69                                             |Hi|"));
    QCOMPARE(hexdump::pairs("Hi\n"), QByteArray("48 69 0a"));
    QCOMPARE(hexdump::text("a\x7f\xff z"), QByteArray("a.. z"));
    QVERIFY(hexdump::line(0x123456789, "x").startsWith("123456789  78"));
    QCOMPARE(hexdump::lines("GET / HTTP/1.1\r\nHi"),
             hexdump::line(0, "GET / HTTP/1.1\r\n") + '\n' + hexdump::line(16, "Hi") + '\n');
    QVERIFY(hexdump::lines({}).isEmpty());
}

void TestHexdump::piecesMakeTheSameText()
{
    const QByteArray bytes("The same text comes out however the bytes are cut into pieces on their way in.");
    const QByteArray expected = dumped({bytes});
    for (qsizetype cut = 0; cut <= bytes.size(); ++cut)
        QCOMPARE(dumped({bytes.first(cut), bytes.sliced(cut)}), expected);
}

void TestHexdump::equalsTheRealProgram_data()
{
    QTest::addColumn<int>("length");
    for (int length : {0, 1, 15, 16, 17, 32, 4099})
        QTest::addRow("%d bytes", length) << length;
}

void TestHexdump::equalsTheRealProgram()
{
    QFETCH(int, length);
    const QString program = QStandardPaths::findExecutable(QStringLiteral("hexdump"));
    if (program.isEmpty() && !qEnvironmentVariableIsSet("CI"))
        QSKIP("hexdump (bsdextrautils) is not installed");
    QRandomGenerator random(quint32(length) + 1);
    QByteArray bytes(length, '\0'); // with repeated lines, which -v shows too
    for (int i = 0; i < length; i += 3)
        bytes[i] = char(random.generate());
    QProcess real;
    real.start(program, {QStringLiteral("-v"), QStringLiteral("-C")});
    real.write(bytes);
    real.closeWriteChannel();
    QTRY_COMPARE_WITH_TIMEOUT(real.state(), QProcess::NotRunning, 10'000);
    QCOMPARE(dumped({bytes}), real.readAllStandardOutput());
}

QTEST_GUILESS_MAIN(TestHexdump)
#include "tst_hexdump.moc"
