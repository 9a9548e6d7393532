#include "netcore/exchange/recordwords.h"
#include "tests/exchange/exchangefixture.h"

#include <QtCore/QRandomGenerator>

using namespace exchangetest;
using netcore::ExportFormat;
using netcore::ExportRange;

/// The formats that are no packets.
class TestRecordingExport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_dir = std::make_unique<QTemporaryDir>(); }
    void cleanup() { m_dir.reset(); }

    void theHexDumpIsThatOfHexdump();
    void rawIsAFileForEachDirection();
    void onlyWhatTheRangeTakes();
    void tablesAreSafeForSpreadsheetsAndTerminals();
    void csvCells_data();
    void csvCells();
    void pythonReadsTheListBack();
    void compilersTakeTheArrays();
    void whatIsOverwrittenIsCounted();
    void everyFormatHasAName();

private:
    QByteArray exported(Script &script, ExportFormat format, const ExportRange &range = {});

    std::unique_ptr<QTemporaryDir> m_dir;
};

namespace {

QByteArray contentsOf(const QString &name)
{
    QFile file(name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("no such file");
}

/// Rows 0 to 5: opened, four pieces of data, one of them hostile, and a note.
void speak(Script &script)
{
    script.opened(1, Script::facts(1, "tcp", true, "127.0.0.1:9000", "[::1]:51544"));
    script.data(1, Direction::In, "GET / HTTP/1.1\r\n\r\n");
    script.data(1, Direction::Out, QByteArray("\x00\xff\x80 tail", 8));
    script.data(1, Direction::In, "=cmd|' /C calc'!A0\x1b[31m\xe2\x80\xae,\"%1%2%n\n");
    script.note(1, "a, b");
    script.data(2, Direction::In, {}, RecordKind::Datagram);
}

} // namespace

QByteArray TestRecordingExport::exported(Script &script, ExportFormat format, const ExportRange &range)
{
    const QString file = m_dir->filePath(QStringLiteral("out"));
    const auto written = exportRecording(script.store(), format, range, file);
    if (!written)
        return QByteArray("refused: ") + written.error().reason;
    return contentsOf(file);
}

void TestRecordingExport::theHexDumpIsThatOfHexdump()
{
    if (!has("hexdump"))
        QSKIP("hexdump (bsdextrautils) is not installed");
    Script script(m_dir->filePath(QStringLiteral("r")));
    QRandomGenerator random(1);
    QByteArray all;
    for (int i = 0; i < 300; ++i) {
        QByteArray bytes(random.bounded(i % 50 == 0 ? 100'000 : 40), '\0');
        if (i % 3)
            random.generate(bytes.begin(), bytes.end());
        script.data(1, i % 2 ? Direction::In : Direction::Out, bytes);
        all += bytes;
    }
    const QString raw = m_dir->filePath(QStringLiteral("all"));
    QFile file(raw);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(all) == all.size());
    file.close();
    const QByteArray real =
        outputOf(QStringLiteral("hexdump"), {QStringLiteral("-v"), QStringLiteral("-C"), raw});
    QVERIFY(exported(script, ExportFormat::HexDump) == real);
}

void TestRecordingExport::rawIsAFileForEachDirection()
{
    Script script(m_dir->filePath(QStringLiteral("r")));
    speak(script);
    const QString file = m_dir->filePath(QStringLiteral("flow.bin"));
    const auto both = exportRecording(script.store(), ExportFormat::Raw, {}, file);
    QVERIFY(both);
    QCOMPARE(both->files.size(), 2);
    QVERIFY(!QFile::exists(file));
    QVERIFY(
        contentsOf(m_dir->filePath(QStringLiteral("flow.in.bin"))).startsWith("GET / HTTP/1.1\r\n\r\n=cmd"));
    QCOMPARE(contentsOf(m_dir->filePath(QStringLiteral("flow.out.bin"))), QByteArray("\x00\xff\x80 tail", 8));
    ExportRange range;
    range.direction = Direction::Out;
    QCOMPARE(exported(script, ExportFormat::Raw, range), QByteArray("\x00\xff\x80 tail", 8));
}

void TestRecordingExport::onlyWhatTheRangeTakes()
{
    Script script(m_dir->filePath(QStringLiteral("r")));
    speak(script);
    const auto rowsOf = [&](const ExportRange &range) {
        QList<int> rows;
        for (const QString &line : linesOf(exported(script, ExportFormat::JsonLines, range)))
            rows << QJsonDocument::fromJson(line.toUtf8()).object().value(QLatin1String("row")).toInt(-1);
        return rows;
    };
    ExportRange range;
    QCOMPARE(rowsOf(range), QList<int>({0, 1, 2, 3, 4, 5}));
    range.from = 2;
    range.to = 5;
    QCOMPARE(rowsOf(range), QList<int>({2, 3, 4}));
    range.direction = Direction::In;
    QCOMPARE(rowsOf(range), QList<int>({3, 4}));
    range = {};
    range.connections = {ConnectionId(2)};
    QCOMPARE(rowsOf(range), QList<int>({5}));
    range = {};
    range.filter = *netcore::Filter::parse(u"in && text ~ \"GET\"");
    QCOMPARE(rowsOf(range), QList<int>({1}));
    range = {};
    range.rows.emplace();
    for (const netcore::RowNumber row : {1, 4, 5, 77})
        range.rows->add(row);
    QCOMPARE(rowsOf(range), QList<int>({1, 4, 5}));
    range.filter = *netcore::Filter::parse(u"note");
    QCOMPARE(rowsOf(range), QList<int>({4}));
}

void TestRecordingExport::tablesAreSafeForSpreadsheetsAndTerminals()
{
    // faults.md rows 62 and 65
    Script script(m_dir->filePath(QStringLiteral("r")));
    speak(script);
    for (const ExportFormat format : {ExportFormat::Text, ExportFormat::Csv, ExportFormat::JsonLines,
                                      ExportFormat::CArray, ExportFormat::Python}) {
        const QByteArray text = exported(script, format);
        for (const char byte : text)
            QVERIFY2(uchar(byte) >= 0x20 || byte == '\n' || byte == '\r', text.constData());
        QVERIFY(!text.contains("\xe2\x80\xae")); // a direction override would turn the line round
        if (format != ExportFormat::CArray)
            QVERIFY2(text.contains("%1%2%n"), text.constData());
    }
    const QByteArray csv = exported(script, ExportFormat::Csv);
    QVERIFY2(csv.contains(",\"'=cmd|"), csv.constData());
    QVERIFY(csv.contains("\"\"%1%2%n"));
    QCOMPARE(csv.count("\r\n"), 7);
    QVERIFY(exported(script, ExportFormat::Text)
                .contains("#1 <- [::1]:51544  chunk, 18 bytes\n  GET / HTTP/1.1\\r\\n\n"));
    // The hex column has the bytes as they were.
    QVERIFY(csv.contains(QByteArray("=cmd|' /C calc'!A0\x1b[31m\xe2\x80\xae,\"%1%2%n\n").toHex()));
}

void TestRecordingExport::csvCells_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("cell");
    QTest::newRow("plain") << QByteArray("abc") << QByteArray("abc");
    QTest::newRow("empty") << QByteArray() << QByteArray();
    QTest::newRow("comma") << QByteArray("a,b") << QByteArray("\"a,b\"");
    QTest::newRow("quote") << QByteArray("a\"b") << QByteArray("\"a\"\"b\"");
    QTest::newRow("line") << QByteArray("a\nb") << QByteArray("\"a\nb\"");
    for (const char *begin : {"=1", "+1", "-1", "@x", "\tx", "\rx"})
        QTest::newRow(begin) << QByteArray(begin) << "\"'" + QByteArray(begin) + '"';
}

void TestRecordingExport::csvCells()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, cell);
    QCOMPARE(netcore::csvCell(text), cell);
}

void TestRecordingExport::pythonReadsTheListBack()
{
    if (!has("python3"))
        QSKIP("python3 is not installed");
    Script script(m_dir->filePath(QStringLiteral("r")));
    speak(script);
    exported(script, ExportFormat::Python);
    const QByteArray read = outputOf(QStringLiteral("python3"),
                                     {QStringLiteral("-c"),
                                      QStringLiteral("import sys; exec(open(sys.argv[1]).read())\n"
                                                     "for s, c, d, b in records: print(c, d, b.hex())"),
                                      m_dir->filePath(QStringLiteral("out"))});
    QCOMPARE(linesOf(read).size(), 4);
    QVERIFY2(read.contains("1 out 00ff80207461696c\n"), read.constData());
    QVERIFY(read.contains("2 in \n"));
}

void TestRecordingExport::compilersTakeTheArrays()
{
    if (!has("g++"))
        QSKIP("g++ is not installed");
    Script script(m_dir->filePath(QStringLiteral("r")));
    speak(script);
    exported(script, ExportFormat::CArray);
    const QByteArray said = outputOf(QStringLiteral("g++"),
                                     {QStringLiteral("-x"), QStringLiteral("c"), QStringLiteral("-std=c99"),
                                      QStringLiteral("-pedantic-errors"), QStringLiteral("-fsyntax-only"),
                                      m_dir->filePath(QStringLiteral("out"))});
    QCOMPARE(said, QByteArray());
    QVERIFY(contentsOf(m_dir->filePath(QStringLiteral("out")))
                .contains("record_2_out[] = {0x00, 0xff, 0x80, 0x20"));
}

void TestRecordingExport::whatIsOverwrittenIsCounted()
{
    Script script(m_dir->filePath(QStringLiteral("r")), 8u << 20); // a ring of two segments
    for (int i = 0; i < 600; ++i)
        script.data(1, Direction::In, numbered(20'000, i));
    const auto store = script.store();
    QVERIFY(store->firstRow() > 0);
    ExportRange range;
    range.rows.emplace();
    range.rows->add(0); // long gone
    range.rows->add(599);
    const auto written =
        exportRecording(store, ExportFormat::Raw, range, m_dir->filePath(QStringLiteral("x.bin")));
    QVERIFY(written);
    QCOMPARE(written->payloadBytes, quint64(20'000));
}

void TestRecordingExport::everyFormatHasAName()
{
    QCOMPARE(netcore::exportFormats().size(), std::size_t(8));
    for (const netcore::ExportFormatEntry &entry : netcore::exportFormats())
        QCOMPARE(netcore::exportFormatNamed(QString::fromLatin1(entry.name)), std::optional(entry.format));
    QVERIFY(!netcore::exportFormatNamed(u"xml"));
}

QTEST_GUILESS_MAIN(TestRecordingExport)
#include "tst_recordingexport.moc"
