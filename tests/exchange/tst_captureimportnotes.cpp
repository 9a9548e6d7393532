#include "netcore/exchange/captureimport.h"
#include "tests/exchange/capturefile.h"
#include "tests/exchange/exchangefixture.h"

#include <QtCore/QRandomGenerator>

using namespace exchangetest;
using capturefile::block;
using capturefile::put;
using netcore::ExportFormat;

/// Comments of pcapng packets as notes of a recording; notes of ours that leave and come back.
class TestCaptureImportNotes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_dir = std::make_unique<QTemporaryDir>(); }
    void cleanup() { m_dir.reset(); }

    void ourNotesComeBack_data();
    void ourNotesComeBack();
    void commentsOfEditcapAreNotes();
    void everyBlockAndByteOrder_data();
    void everyBlockAndByteOrder();
    void hostileOptionsAreSurvived_data();
    void hostileOptionsAreSurvived();
    void damagedBytesAreSurvived();

private:
    QString path(const char *name) const { return m_dir->filePath(QLatin1String(name)); }
    /// "kind:connection:text" of notes, "data:connection:bytes" of what passed before them.
    QStringList story(const QString &recording, bool withData);

    std::unique_ptr<QTemporaryDir> m_dir;
};

QStringList TestCaptureImportNotes::story(const QString &recording, bool withData)
{
    QStringList lines;
    const auto store = netcore::RecordingStore::open(recording);
    if (!store)
        return {QStringLiteral("no recording")};
    const netcore::RecordingReader reader(*store);
    for (netcore::RowNumber row = 0; row < (*store)->rowCount(); ++row) {
        netcore::Record record;
        QByteArray payload;
        if (!reader.read(row, record) || !reader.readPayload(record, payload))
            return {QStringLiteral("unreadable")};
        const bool isNote = record.kind == RecordKind::Note;
        if (isNote || (withData && record.isData()))
            lines << QStringLiteral("%1:%2:%3")
                         .arg(isNote ? QStringLiteral("note") : QStringLiteral("data"))
                         .arg(quint32(record.connection))
                         .arg(QString::fromUtf8(payload));
    }
    return lines;
}

void TestCaptureImportNotes::ourNotesComeBack_data()
{
    QTest::addColumn<QByteArray>("transport");
    QTest::newRow("tcp") << QByteArray("tcp");
    QTest::newRow("udp") << QByteArray("udp");
}

void TestCaptureImportNotes::ourNotesComeBack()
{
    QFETCH(QByteArray, transport);
    const RecordKind kind = transport == "udp" ? RecordKind::Datagram : RecordKind::Chunk;
    const QJsonObject facts =
        Script::facts(1, transport.constData(), false, "127.0.0.1:51544", "127.0.0.1:9000");
    QJsonObject other = facts;
    other[QLatin1String("local")] = QStringLiteral("127.0.0.1:51545");
    Script script(path("original"));
    script.session(1, "tcp://127.0.0.1:9000");
    script.note(0, "about the whole");
    script.opened(1, facts);
    script.opened(2, other);
    script.data(1, Direction::Out, "one", kind);
    script.note(1, "after one: 粘包, \"quoted\"\nand a second line");
    script.note(1, "and another");
    script.data(2, Direction::Out, "two", kind);
    script.data(1, Direction::In, "three", kind);
    script.note(2, "after two, later");
    script.data(1, Direction::Out, "four", kind);
    script.note(1, "the last");
    script.closed(1, facts, "closed-by-us");
    QVERIFY(exportRecording(script.store(), ExportFormat::Pcapng, {}, path("x.pcapng")));
    const auto outcome = netcore::importCapture(path("x.pcapng"), path("back.sockrec"));
    QVERIFY(outcome);
    QCOMPARE(outcome->notes, quint64(5));
    const QStringList expected{QStringLiteral("note:0:about the whole"),
                               QStringLiteral("data:1:one"),
                               QStringLiteral("note:1:after one: 粘包, \"quoted\"\nand a second line"),
                               QStringLiteral("note:1:and another"),
                               QStringLiteral("data:2:two"),
                               QStringLiteral("note:2:after two, later"),
                               QStringLiteral("data:1:three"),
                               QStringLiteral("data:1:four"),
                               QStringLiteral("note:1:the last")};
    QCOMPARE(story(path("back.sockrec"), true), expected);
    // And once more: nothing is added, nothing lost.
    const auto store = netcore::RecordingStore::open(path("back.sockrec"));
    QVERIFY(store);
    QVERIFY(exportRecording(*store, ExportFormat::Pcapng, {}, path("y.pcapng")));
    QVERIFY(netcore::importCapture(path("y.pcapng"), path("again.sockrec")));
    QCOMPARE(story(path("again.sockrec"), true), expected);
}

void TestCaptureImportNotes::commentsOfEditcapAreNotes()
{
    if (!has("editcap"))
        QSKIP("editcap is not installed");
    const QString original = QStringLiteral(TEST_DATA_DIR "/captures/http.pcapng");
    QCOMPARE(outputOf(QStringLiteral("editcap"),
                      {QStringLiteral("-a"), QStringLiteral("4:a request, as somebody saw it"),
                       QStringLiteral("-a"), QStringLiteral("1:the first"), original, path("c.pcapng")}),
             QByteArray());
    const auto outcome = netcore::importCapture(path("c.pcapng"), path("r.sockrec"));
    QVERIFY(outcome);
    QVERIFY(!outcome->damaged);
    const QStringList notes = story(path("r.sockrec"), false);
    QVERIFY(notes.contains(QStringLiteral("note:1:the first")));
    QVERIFY(notes.contains(QStringLiteral("note:1:a request, as somebody saw it")));
    QCOMPARE(quint64(notes.size()), outcome->notes);
}

namespace {

/// One option, padded; the byte order of its section.
QByteArray option(quint16 code, const QByteArray &value, bool big = false)
{
    QByteArray bytes;
    put<quint16>(bytes, code, big);
    put<quint16>(bytes, quint16(value.size()), big);
    return bytes + value + QByteArray((4 - value.size() % 4) % 4, '\0');
}

QByteArray orderedBlock(quint32 type, const QByteArray &body, bool big)
{
    QByteArray bytes;
    put<quint32>(bytes, type, big);
    put<quint32>(bytes, quint32(body.size()) + 12, big);
    bytes += body;
    put<quint32>(bytes, quint32(body.size()) + 12, big);
    return bytes;
}

QByteArray section(bool big, const QByteArray &options = {})
{
    QByteArray body;
    put<quint32>(body, 0x1A2B3C4D, big);
    put<quint16>(body, 1, big);
    put<quint16>(body, 0, big);
    put<quint64>(body, ~quint64(0), big);
    QByteArray interface;
    put<quint16>(interface, 1, big); // Ethernet
    put<quint16>(interface, 0, big);
    put<quint32>(interface, 0, big);
    return orderedBlock(0x0A0D0D0A, body + options, big) + orderedBlock(1, interface, big);
}

/// A UDP datagram over IPv4 and Ethernet of `text`.
QByteArray datagram(const QByteArray &text)
{
    QByteArray bytes(12, '\0');
    put<quint16>(bytes, 0x0800, true);
    put<quint16>(bytes, 0x4500, true);
    put<quint16>(bytes, quint16(28 + text.size()), true);
    put<quint32>(bytes, 0, true);
    put<quint32>(bytes, 0x40110000, true);
    put<quint32>(bytes, 0x0A000001, true);
    put<quint32>(bytes, 0x0A000002, true);
    put<quint16>(bytes, 1000, true);
    put<quint16>(bytes, 2000, true);
    put<quint16>(bytes, quint16(8 + text.size()), true);
    put<quint16>(bytes, 0, true);
    return bytes + text;
}

QByteArray packet(quint32 type, const QByteArray &bytes, const QByteArray &options, bool big)
{
    const QByteArray data = bytes + QByteArray((4 - bytes.size() % 4) % 4, '\0');
    QByteArray body;
    if (type == 3) {
        put<quint32>(body, quint32(bytes.size()), big);
        return orderedBlock(3, body + data, big);
    }
    put<quint32>(body, 0, big); // the interface; and drops in the obsolete block
    put<quint64>(body, 0, big);
    put<quint32>(body, quint32(bytes.size()), big);
    put<quint32>(body, quint32(bytes.size()), big);
    return orderedBlock(type, body + data + options, big);
}

} // namespace

void TestCaptureImportNotes::everyBlockAndByteOrder_data()
{
    QTest::addColumn<bool>("big");
    QTest::newRow("little endian") << false;
    QTest::newRow("big endian") << true;
}

void TestCaptureImportNotes::everyBlockAndByteOrder()
{
    QFETCH(bool, big);
    QByteArray file = section(big, option(1, "of the section", big));
    file += packet(6, datagram("a"), option(2, "\1\0\0\0", big) + option(1, "of a", big), big);
    file += packet(3, datagram("b"), {}, big);
    file += orderedBlock(0x0BAD, "unknown block!!!", big);
    file +=
        packet(2, datagram("c"), option(1, "of c", big) + option(0, "", big) + option(1, "after", big), big);
    file += packet(6, QByteArray("no IP"), option(1, "of no conversation", big), big);
    file += section(big); // another section
    file += packet(6, datagram("d"), option(1, "\xFF of d", big) + option(1, "twice", big), big);
    QByteArray after;
    put<quint32>(after, 0, big);
    put<quint64>(after, 0, big);
    file += orderedBlock(5, after + option(1, "of the end", big), big);
    QVERIFY(capturefile::writeFile(path("c.pcapng"), file));
    const auto outcome = netcore::importCapture(path("c.pcapng"), path("r.sockrec"));
    QVERIFY(outcome);
    QVERIFY(!outcome->damaged);
    QCOMPARE(outcome->packets, quint64(5));
    QCOMPARE(
        story(path("r.sockrec"), true),
        (QStringList{QStringLiteral("note:0:of the section"), QStringLiteral("data:1:a"),
                     QStringLiteral("note:1:of a"), QStringLiteral("data:1:b"), QStringLiteral("data:1:c"),
                     QStringLiteral("note:1:of c"), QStringLiteral("note:0:of no conversation"),
                     QStringLiteral("data:1:d"), QStringLiteral("note:1:\uFFFD of d"),
                     QStringLiteral("note:1:twice"), QStringLiteral("note:0:of the end")}));
}

void TestCaptureImportNotes::hostileOptionsAreSurvived_data()
{
    QTest::addColumn<QByteArray>("options");
    QTest::addColumn<int>("notes");
    QTest::newRow("longer than the block") << QByteArray::fromHex("0100ffff") << 0;
    QTest::newRow("half an option") << option(1, "whole") + QByteArray::fromHex("01000900") << 1;
    QTest::newRow("ten thousand") << option(1, "again").repeated(10'000) << 64;
    QTest::newRow("over a mebibyte") << option(1, QByteArray(60'000, 'x')).repeated(40) << 17;
    QTest::newRow("empty ones") << option(1, "").repeated(1000) << 0;
    QTest::newRow("of a terminal") << option(1, "\x1b]0;own\x07") << 1;
}

void TestCaptureImportNotes::hostileOptionsAreSurvived()
{
    // faults.md row 54
    QFETCH(QByteArray, options);
    QFETCH(int, notes);
    QVERIFY(capturefile::writeFile(path("c.pcapng"), section(false) +
                                                         packet(6, datagram("a"), options, false) +
                                                         packet(6, datagram("b"), option(1, "last"), false)));
    const auto outcome = netcore::importCapture(path("c.pcapng"), path("r.sockrec"));
    QVERIFY(outcome);
    QCOMPARE(outcome->packets, quint64(2));
    QCOMPARE(outcome->notes, quint64(notes) + 1);
    QCOMPARE(story(path("r.sockrec"), true).last(), QStringLiteral("note:1:last"));
}

void TestCaptureImportNotes::damagedBytesAreSurvived()
{
    // faults.md row 54: whatever is damaged, there are no more notes than comments could stand in the file
    const QByteArray bytes = section(false, option(1, "of the section")) +
                             packet(6, datagram("a"), option(1, "of a"), false).repeated(3) +
                             packet(2, datagram("b"), option(1, "of b"), false);
    QRandomGenerator random(5);
    int read = 0;
    for (int round = 0; round < 600; ++round) {
        QByteArray damaged = bytes;
        for (int changes = 0; changes <= round % 3; ++changes)
            damaged[qsizetype(random.bounded(int(damaged.size())))] = char(random.generate());
        if (round % 5 == 0)
            damaged.truncate(qsizetype(random.bounded(int(damaged.size()))));
        QVERIFY(capturefile::writeFile(path("c"), damaged));
        const auto list = netcore::conversationsOf(path("c"));
        read += bool(list);
        if (round % 20 == 0 && list) {
            const auto outcome = netcore::importCapture(path("c"), path("r.sockrec"));
            QVERIFY(outcome);
            QVERIFY(outcome->notes <= quint64(bytes.size() / 8));
        }
    }
    QVERIFY(read > 100);
}

QTEST_GUILESS_MAIN(TestCaptureImportNotes)
#include "tst_captureimportnotes.moc"
