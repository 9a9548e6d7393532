#include "tests/cli/cliprocess.h"

#include <QtTest/QTest>

/// What socketarium-cli makes of a payload's fields, and how it cuts what it sends, seen by Python's socket
/// module.
class tst_CliSending : public QObject
{
    Q_OBJECT

private:
    /// Accepts once, prints the milliseconds since the read before and the bytes of each read.
    static constexpr const char *reader = R"(
import time
s = socket.socket(); s.bind(('127.0.0.1', 0)); s.listen(); print(s.getsockname()[1], flush=True)
c, _ = s.accept()
last = time.monotonic()
while True:
    d = c.recv(65536)
    now = time.monotonic()
    if not d: break
    print(int((now - last) * 1000), d.hex(), flush=True)
    last = now
)";

    struct Read
    {
        int afterMs = 0;
        QByteArray bytes;
    };
    static QList<Read> readsIn(const QByteArray &out)
    {
        QList<Read> reads;
        for (const QByteArray &line : out.split('\n')) {
            const QByteArrayList cells = line.split(' ');
            if (cells.size() == 2)
                reads.append({cells[0].toInt(), QByteArray::fromHex(cells[1])});
        }
        return reads;
    }
    /// Sends to Python with these options; gives what each of its reads got.
    static QList<Read> readsOf(const QStringList &options)
    {
        PythonPeer peer(reader);
        CliProcess cli(QStringList{QStringLiteral("send"),
                                   QStringLiteral("tcp://127.0.0.1:%1").arg(peer.port()),
                                   QStringLiteral("--wait"), QStringLiteral("50ms")} +
                       options);
        if (cli.exitCode() != 0)
            qWarning("%s", cli.err().constData());
        peer.exitCode();
        return readsIn(peer.out());
    }
    static QByteArrayList bytesOf(const QList<Read> &reads)
    {
        QByteArrayList all;
        for (const Read &read : reads)
            all << read.bytes;
        return all;
    }
    static QStringList words(const char *text)
    {
        return QString::fromUtf8(text).split(QLatin1Char(' '), Qt::SkipEmptyParts);
    }

private Q_SLOTS:
    void initTestCase() { NEEDS_PROGRAM("python3"); }

    void piecesArriveApart_data()
    {
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<QByteArrayList>("reads");
        QTest::newRow("whole") << words("abcdef") << QByteArrayList{"abcdef"};
        QTest::newRow("bytes") << words("abc --split bytes --gap 30ms") << QByteArrayList{"a", "b", "c"};
        QTest::newRow("at") << words("abcdef --split at=1,4 --gap 30ms") << QByteArrayList{"a", "bcd", "ef"};
        QTest::newRow("pairs") << words("ab --split pairs --repeat 4 --every 30ms")
                               << QByteArrayList{"abab", "abab"};
        QTest::newRow("odd pairs") << words("ab --split pairs --repeat 3 --every 30ms")
                                   << QByteArrayList{"abab", "ab"};
        QTest::newRow("framed, then cut") << words("abc --framing len(u16be) --split at=1 --gap 30ms")
                                          << QByteArrayList{QByteArray("\0", 1), QByteArray("\3abc")};
    }

    void piecesArriveApart()
    {
        QFETCH(QStringList, options);
        QFETCH(QByteArrayList, reads);
        const QList<Read> got = readsOf(options);
        QCOMPARE(bytesOf(got), reads);
        for (qsizetype i = 1; i < got.size(); ++i)
            QVERIFY2(got[i].afterMs >= 25, qPrintable(QString::number(got[i].afterMs)));
    }

    void aSeedCutsAlike()
    {
        const QStringList options = words("abcdefghijklmnopqrstuvwxyz --split random=5 --gap 20ms");
        const QByteArrayList once = bytesOf(readsOf(options));
        QVERIFY(once.size() > 2);
        QCOMPARE(once.join(), QByteArray("abcdefghijklmnopqrstuvwxyz"));
        QCOMPARE(bytesOf(readsOf(options)), once);
    }

    void fieldsCountOn()
    {
        const QList<Read> reads =
            readsOf({QStringLiteral("--fields"), QStringLiteral("--send-hex"),
                     QStringLiteral("{{counter:u8 from 7}} {{len:u8 of all}}"), QStringLiteral("--repeat"),
                     QStringLiteral("3"), QStringLiteral("--every"), QStringLiteral("30ms")});
        QCOMPARE(bytesOf(reads), (QByteArrayList{"\x07\x02", "\x08\x02", "\x09\x02"}));
    }

    void variablesAndSeeds()
    {
        const QStringList options{QStringLiteral("<{{var:name}}{{rand:4}}>"), QStringLiteral("--var"),
                                  QStringLiteral("name=a=b"), QStringLiteral("--seed"), QStringLiteral("3")};
        const QByteArrayList once = bytesOf(readsOf(options));
        QCOMPARE(once.size(), 1);
        QVERIFY(once[0].startsWith("<a=b"));
        QCOMPARE(once[0].size(), 9);
        QCOMPARE(bytesOf(readsOf(options)), once);
    }

    void textWithoutFieldsStaysAsItIs()
    {
        QCOMPARE(bytesOf(readsOf({QStringLiteral("{{counter}} {{")})), QByteArrayList{"{{counter}} {{"});
    }

    void whatCannotBeMadeIsRefusedBeforeAnythingIsOpened_data()
    {
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<QByteArray>("told");
        QTest::newRow("field") << QStringList{QStringLiteral("ab{{len:u17}}"), QStringLiteral("--fields")}
                               << QByteArray("number format");
        QTest::newRow("variable") << QStringList{QStringLiteral("{{var:none}}"), QStringLiteral("--fields")}
                                  << QByteArray("no variable has this name");
        QTest::newRow("file") << QStringList{QStringLiteral("{{file:/etc/passwd}}"),
                                             QStringLiteral("--fields")}
                              << QByteArray("relative to the workspace");
        QTest::newRow("split") << words("abc --split halves") << QByteArray("at=3,7");
        QTest::newRow("gap") << words("abc --split bytes --gap soon") << QByteArray("no duration");
        QTest::newRow("var") << words("abc --var novalue") << QByteArray("NAME=VALUE");
    }

    void whatCannotBeMadeIsRefusedBeforeAnythingIsOpened()
    {
        QFETCH(QStringList, options);
        QFETCH(QByteArray, told);
        CliProcess cli(QStringList{QStringLiteral("send"), QStringLiteral("tcp://127.0.0.1:9")} + options);
        QCOMPARE(cli.exitCode(), 2);
        QVERIFY2((cli.err() + cli.out()).contains(told), (cli.err() + cli.out()).constData());
        QVERIFY(!cli.err().contains("refused by"));
    }
};

QTEST_GUILESS_MAIN(tst_CliSending)
#include "tst_clisending.moc"
