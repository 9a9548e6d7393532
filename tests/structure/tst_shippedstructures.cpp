#include "netcore/structure/structure.h"
#include "tests/support/capturefile.h"

#include <QtCore/QDir>
#include <QtTest/QTest>

#include <algorithm>

using namespace netcore;

namespace {

QByteArray contents(const QString &name)
{
    QFile file(name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QString fieldAsText(const FieldValue &field)
{
    return field.value.typeId() == QMetaType::QByteArray
               ? QString::fromLatin1(field.value.toByteArray().toHex())
               : field.value.toString();
}

} // namespace

/// The structures of resources/structures, against what tshark says of bytes that real programs sent.
class TestShippedStructures : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void agreesWithTshark_data();
    void agreesWithTshark();
    void initialValuesBuild_data() { agreesWithTshark_data(); }
    void initialValuesBuild();
    void datagramsOfACaptureHaveNoFault_data();
    void datagramsOfACaptureHaveNoFault();

private:
    Structure shipped(const QString &name)
    {
        auto structure = Structure::parse(
            QString::fromUtf8(contents(QStringLiteral(STRUCTURES_DIR "/%1.structure").arg(name))));
        if (!structure)
            qFatal("%s: %s at %d:%d", qPrintable(name), structure.error().reason, structure.error().line,
                   structure.error().column);
        return *structure;
    }
};

void TestShippedStructures::agreesWithTshark_data()
{
    QTest::addColumn<QString>("name");
    const QStringList files = QDir(QStringLiteral(STRUCTURES_DIR)).entryList({QStringLiteral("*.structure")});
    QVERIFY(files.size() >= 10);
    for (const QString &file : files)
        QTest::newRow(qPrintable(file)) << file.chopped(10);
}

void TestShippedStructures::agreesWithTshark()
{
    QFETCH(QString, name);
    const Structure structure = shipped(name);
    QVERIFY2(structure.text().startsWith(u"// Source: "), "it says where its format is written down");
    int compared = 0;
    for (const QByteArray &line :
         contents(QStringLiteral(TEST_DATA_DIR "/captures/%1.expected").arg(name)).split('\n')) {
        QStringList parts = QString::fromUtf8(line).split(u'\t');
        if (line.startsWith('#') || parts.size() < 2)
            continue;
        const QByteArray frame = QByteArray::fromHex(parts.takeFirst().toLatin1());
        QHash<QString, QString> values;
        for (const FieldValue &field : structure.read(frame)) {
            const bool firstOfMany = name == u"tls-record"; // a segment may hold several records
            QVERIFY2(!field.fault || firstOfMany,
                     qPrintable(QStringLiteral("%1 %2 %3")
                                    .arg(field.path, QLatin1String(field.fault), QLatin1String(line))));
            values.insert(field.path, fieldAsText(field));
            if (!field.label.isEmpty() &&
                (field.path.endsWith(u"address") || field.path.endsWith(u"address6")))
                values.insert(field.path, field.label);
        }
        for (const QString &part : parts) {
            const QString path = part.section(u'=', 0, 0);
            const QString told = QStringLiteral("%1 of %2").arg(path, QString::fromLatin1(frame.toHex()));
            QVERIFY2(values.contains(path), qPrintable(told));
            if (values.value(path) != part.section(u'=', 1))
                QFAIL(qPrintable(
                    QStringLiteral("%1: %2 is not %3").arg(told, values.value(path), part.section(u'=', 1))));
            ++compared;
        }
    }
    QVERIFY(compared > 0);
}

/// A form that nobody has filled in makes bytes that mean the same when they are read.
void TestShippedStructures::initialValuesBuild()
{
    QFETCH(QString, name);
    const Structure structure = shipped(name);
    const auto built = structure.build({});
    QVERIFY2(built, built ? ""
                          : qPrintable(QStringLiteral("%1: %2").arg(QLatin1String(built.error().reason),
                                                                    built.error().what)));
    QVERIFY(!built->isEmpty());
    if (name == u"modbus-tcp")
        QCOMPARE(built->toHex(), QByteArray("000100000006010300000001"));
    if (name == u"mqtt")
        QCOMPARE(built->toHex(), QByteArray("c000"));
}

void TestShippedStructures::datagramsOfACaptureHaveNoFault_data()
{
    QTest::addColumn<QString>("structure");
    QTest::addColumn<QString>("capture");
    const auto row = [](const char *structure, const char *capture) {
        QTest::newRow(capture) << QString::fromLatin1(structure) << QString::fromLatin1(capture);
    };
    row("dns", "dns-udp");
    row("ntp", "ntp");
    row("rtp", "rtp");
    row("syslog", "syslog-data");
    row("modbus-tcp", "modbus-poll");
    row("modbus-tcp", "modbus-coils");
    row("modbus-tcp", "modbus-write");
    row("mqtt", "mqtt-qos2");
    row("dns-tcp", "dns-tcp");
}

void TestShippedStructures::datagramsOfACaptureHaveNoFault()
{
    QFETCH(QString, structure);
    QFETCH(QString, capture);
    const Structure fields = shipped(structure);
    const std::vector<CapturedChunk> chunks = capturedChunks(capture);
    QVERIFY(!chunks.empty());
    for (const CapturedChunk &chunk : chunks) {
        quint64 end = 0;
        for (const FieldValue &field : fields.read(chunk.bytes)) {
            QVERIFY2(!field.fault, qPrintable(field.path + QLatin1String(field.fault)));
            end = std::max(end, field.bit + field.bits);
        }
        QCOMPARE(end, quint64(chunk.bytes.size()) * 8); // nothing is left unsaid
    }
}

QTEST_GUILESS_MAIN(TestShippedStructures)
#include "tst_shippedstructures.moc"
