#include "app/workspace/packetsender.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QSettings>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

using namespace app;
using models::SavedPayload;

namespace {

struct Saved
{
    QString name;
    QString hex;
    QString host;
    int port;
    QString kind;
};

QList<Saved> samples()
{
    return {{QStringLiteral("Hello"), QStringLiteral("48 65 6C 6C 6F "), QStringLiteral("127.0.0.1"), 55056,
             QStringLiteral("TCP")},
            {QStringLiteral("Grüße, \"q\"; #1 = x"), QStringLiteral("0d0a"), QStringLiteral("fe80::1%eth0"),
             7, QStringLiteral("UDP")},
            {QStringLiteral("a/b c"), QStringLiteral("00 ff"), QStringLiteral("example.org"), 443,
             QStringLiteral("SSL")},
            {QStringLiteral("你好"), QString(), QStringLiteral("::1"), 80, QStringLiteral("HTTP GET")}};
}

/// The file as Packet Sender writes it: the same calls of QSettings in the same order.
QByteArray iniOf(const QList<Saved> &packets)
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("packets.ini"));
    {
        QSettings settings(path, QSettings::IniFormat);
        settings.beginWriteArray(QStringLiteral("NAMES"));
        for (int i = 0; i < packets.size(); ++i) {
            settings.setArrayIndex(i);
            settings.setValue(QStringLiteral("name"), packets[i].name);
        }
        settings.endArray();
        for (const Saved &each : packets) {
            const auto set = [&](const char *key, const QVariant &value) {
                settings.setValue(each.name + QLatin1Char('/') + QString::fromLatin1(key), value);
            };
            set("name", each.name);
            set("fromIP", QStringLiteral("You"));
            set("repeat", 0.5f);
            set("toIP", each.host);
            set("port", uint(each.port));
            set("fromPort", 0u);
            set("tcpOrUdp", each.kind);
            set("sendResponse", 0u);
            set("hexString", each.hex);
            set("requestPath", QString());
            set("timestamp", QStringLiteral("Sat, 21 Nov 2026 08:00:00"));
        }
    }
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// The file as Packet Sender exports it.
QByteArray jsonOf(const QList<Saved> &packets)
{
    QJsonArray list;
    for (const Saved &each : packets)
        list.append(QJsonObject{{QStringLiteral("name"), each.name},
                                {QStringLiteral("hexstring"), each.hex},
                                {QStringLiteral("fromip"), QStringLiteral("You")},
                                {QStringLiteral("toip"), each.host},
                                {QStringLiteral("errorstring"), QString()},
                                {QStringLiteral("port"), QString::number(each.port)},
                                {QStringLiteral("fromport"), QStringLiteral("0")},
                                {QStringLiteral("tcporudp"), each.kind},
                                {QStringLiteral("sendresponse"), QStringLiteral("0")},
                                {QStringLiteral("requestpath"), QString()},
                                {QStringLiteral("repeat"), 0.5},
                                {QStringLiteral("asciistring"), QStringLiteral("SGVsbG8=")}});
    return QJsonDocument(list).toJson();
}

} // namespace

class TestPacketSender : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsBothFiles_data();
    void readsBothFiles();
    // faults.md row 56, of this file
    void hostileFiles_data();
    void hostileFiles();
    void namesAreMadeSuchThatAWorkspaceTakesThem();
    void damagedBytesNeverCrash();
};

void TestPacketSender::readsBothFiles_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("ini") << iniOf(samples());
    QTest::newRow("json") << jsonOf(samples());
}

void TestPacketSender::readsBothFiles()
{
    QFETCH(QByteArray, content);
    const auto payloads = parsePacketSender(content);
    QVERIFY2(payloads, payloads ? "" : qPrintable(payloads.error().toString()));
    QCOMPARE(payloads->size(), 4);
    const SavedPayload &first = payloads->at(0);
    QCOMPARE(first.name, QStringLiteral("Hello"));
    QCOMPARE(first.folder, QStringLiteral("Packet Sender"));
    QCOMPARE(*models::bytesOf(first), QByteArray("Hello"));
    QCOMPARE(first.description, QStringLiteral("tcp 127.0.0.1:55056"));
    QCOMPARE(payloads->at(1).name, QStringLiteral("Grüße, \"q\"; #1 = x"));
    QCOMPARE(*models::bytesOf(payloads->at(1)), QByteArray("\r\n"));
    QCOMPARE(*models::bytesOf(payloads->at(2)), QByteArray("\0\xff", 2));
    QCOMPARE(payloads->at(2).description, QStringLiteral("ssl example.org:443"));
    QCOMPARE(payloads->at(3).name, QStringLiteral("你好"));
    QVERIFY(models::bytesOf(payloads->at(3))->isEmpty());
}

void TestPacketSender::hostileFiles_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<int>("line");
    QTest::newRow("nothing") << QByteArray() << 0;
    QTest::newRow("no packet") << QByteArray("[General]\na=1\n") << 0;
    QTest::newRow("no ini") << QByteArray("[a]\nhexString=00\nsome words\n") << 3;
    QTest::newRow("a group without an end") << QByteArray("\n[a\nhexString=00\n") << 2;
    QTest::newRow("hex") << QByteArray("[a]\nname=a\nhexString=0G\n") << 3;
    QTest::newRow("half a byte") << QByteArray("[a]\nhexString=00 1\n") << 2;
    QTest::newRow("json hex") << QByteArray("[\n{\"name\":\"a\",\n\"hexstring\":\"0G\"}]") << 3;
    QTest::newRow("json no hex") << QByteArray("[\n{\"name\":\"a\"}]") << 2;
    QTest::newRow("json twice") << QByteArray("[{\"hexstring\":\"00\",\n\"hexstring\":\"01\"}]") << 2;
    QTest::newRow("json no object") << QByteArray("[{\"hexstring\":\"00\"},\n7]") << 2;
    QTest::newRow("json depth") << QByteArray("[{\"a\":") + QByteArray(100'000, '[') + "}]" << 1;
    QTest::newRow("too large") << QByteArray(9 << 20, 'x') << 0;
    QTest::newRow("too long") << "[a]\nhexString=" + QByteArray("00").repeated(600 * 1024) << 2;
    QByteArray many;
    for (int i = 0; i < 10'001; ++i)
        many += "[g" + QByteArray::number(i) + "]\nhexString=00\n";
    QTest::newRow("too many") << many << 20'002;
}

void TestPacketSender::hostileFiles()
{
    QFETCH(QByteArray, content);
    QFETCH(int, line);
    const auto payloads = parsePacketSender(content);
    QVERIFY(!payloads);
    QVERIFY(!payloads.error().sentence.isEmpty());
    QCOMPARE(payloads.error().line, line);
}

void TestPacketSender::namesAreMadeSuchThatAWorkspaceTakesThem()
{
    QList<Saved> packets;
    for (const QString &name : {QStringLiteral("../../etc/passwd"), QStringLiteral("C:\\x"),
                                QStringLiteral("a\u202Eb"), QString(300, u'n'), QStringLiteral("   ")})
        packets.append({name, QStringLiteral("00"), QStringLiteral("\u202Ehost"), 1, QStringLiteral("TCP")});
    const auto payloads = parsePacketSender(jsonOf(packets));
    QVERIFY(payloads);
    Workspace workspace;
    for (SavedPayload payload : *payloads) {
        payload.name = payload.name.left(90) + QString::number(workspace.payloads.size());
        workspace.payloads.append({payload, {}});
    }
    const auto again = parseWorkspace(toJson(workspace));
    QVERIFY2(again, again ? "" : qPrintable(again.error().toString()));
}

void TestPacketSender::damagedBytesNeverCrash()
{
    for (const QByteArray &whole : {iniOf(samples()), jsonOf(samples())}) {
        for (qsizetype i = 0; i < whole.size(); i += 3) {
            QByteArray damaged = whole;
            damaged[i] = char(damaged[i] ^ (1 << (i % 8)));
            const auto one = parsePacketSender(damaged);
            const auto cut = parsePacketSender(whole.first(i));
            QVERIFY(one || !one.error().sentence.isEmpty());
            QVERIFY(cut || !cut.error().sentence.isEmpty());
        }
    }
}

QTEST_GUILESS_MAIN(TestPacketSender)
#include "tst_packetsender.moc"
