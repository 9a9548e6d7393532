#include "tests/recording/recordingfixture.h"
#include "widgets/models/findtext.h"
#include "widgets/models/recordfinder.h"
#include "widgets/models/rowscan.h"

#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace netcore;
using namespace recordingtest;
using models::FindForm;
using models::RecordFinder;

class TestRecordFinder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void textBecomesAPattern_data();
    void textBecomesAPattern();
    void nearestPlaceWins_data();
    void nearestPlaceWins();
    void whatIsNotThereIsNotFound();
    void cancelledSearchStaysSilent();
    void scanStopsAndGoesOn();
    void scanOfManyThreadsAgreesWithOne();

private:
    QTemporaryDir m_directory;
    FakeClock m_clock;
    std::unique_ptr<RecordingWriter> m_writer;
    static constexpr RowNumber m_rows = 30'000;
};

/// Every 7,000th row holds "needle", twice in row 14,000.
void TestRecordFinder::initTestCase()
{
    RecordingOptions options = smallOptions(m_directory.filePath(QStringLiteral("rows")));
    options.maxBytes = 64 << 20;
    options.payloadSegmentBytes = 1 << 20;
    options.indexSegmentRows = 4096;
    auto writer = RecordingWriter::create(options, m_clock);
    QVERIFY(writer);
    m_writer = std::move(*writer);
    for (RowNumber row = 0; row < m_rows; ++row) {
        const QByteArray payload = row == 14'000                 ? QByteArray("a needle, a needle")
                                   : row % 7'000 == 0 && row > 0 ? QByteArray("one needle")
                                                                 : payloadOf(row, 40);
        m_writer->append(headOf(row), payload);
    }
    m_writer->commit();
}

void TestRecordFinder::textBecomesAPattern_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<FindForm>("form");
    QTest::addColumn<QByteArray>("bytes"); // where it must be found; empty: refused
    const auto row = [](const char *text, FindForm form, const QByteArray &bytes) {
        QTest::addRow("%d %s", int(form), text) << QString::fromUtf8(text) << form << bytes;
    };
    row("caf\u00e9", FindForm::Text, "caf\xc3\xa9");
    row(" ", FindForm::Text, " ");
    row("", FindForm::Text, {});
    row("0d 0A,ff", FindForm::Hex, "\r\n\xff");
    row("0d0", FindForm::Hex, {});
    row("0x0d", FindForm::Hex, {});
    row("G.T$", FindForm::Expression, "GET");
    row("(", FindForm::Expression, {});
    row("u16be = 502", FindForm::Value, QByteArray::fromHex("01f6"));
    row("u16le==502", FindForm::Value, QByteArray::fromHex("f601"));
    row("u8=0x2a", FindForm::Value, "*");
    row("i24be = -2", FindForm::Value, QByteArray::fromHex("fffffe"));
    row("i64le = -9223372036854775808", FindForm::Value, QByteArray::fromHex("0000000000000080"));
    row("f32le=1.5", FindForm::Value, QByteArray::fromHex("0000c03f"));
    row("f64be = -0.25", FindForm::Value, QByteArray::fromHex("bfd0000000000000"));
    row("u16 = 502", FindForm::Value, {});
    row("u16be = 65536", FindForm::Value, {});
    row("i8 = 128", FindForm::Value, {});
    row("f32be = 1e99", FindForm::Value, {});
    row("u16be = x", FindForm::Value, {});
    row("u12be = 1", FindForm::Value, {});
}

void TestRecordFinder::textBecomesAPattern()
{
    QFETCH(QString, text);
    QFETCH(FindForm, form);
    QFETCH(QByteArray, bytes);
    const auto pattern = models::findPatternOf(text, form);
    QCOMPARE(pattern.has_value(), !bytes.isEmpty());
    if (pattern) {
        QCOMPARE(pattern->firstIn("..." + bytes).at, 3);
        QCOMPARE(pattern->firstIn("..." + bytes).length, bytes.size());
    } else {
        QVERIFY(pattern.error().reason && pattern.error().position >= 0);
    }
}

void TestRecordFinder::nearestPlaceWins_data()
{
    QTest::addColumn<RowNumber>("row");
    QTest::addColumn<int>("at");
    QTest::addColumn<bool>("forward");
    QTest::addColumn<RowNumber>("foundRow");
    QTest::addColumn<int>("foundAt");
    QTest::addColumn<bool>("wrapped");
    QTest::newRow("ahead") << RowNumber(0) << 0 << true << RowNumber(7'000) << 4 << false;
    QTest::newRow("the second in the same row")
        << RowNumber(14'000) << 3 << true << RowNumber(14'000) << 12 << false;
    QTest::newRow("behind the row") << RowNumber(14'000) << 13 << true << RowNumber(21'000) << 4 << false;
    QTest::newRow("round the end") << RowNumber(28'001) << 0 << true << RowNumber(7'000) << 4 << true;
    QTest::newRow("back") << RowNumber(20'999) << -1 << false << RowNumber(14'000) << 12 << false;
    QTest::newRow("back in the same row")
        << RowNumber(14'000) << 12 << false << RowNumber(14'000) << 2 << false;
    QTest::newRow("round the beginning") << RowNumber(7'000) << 4 << false << RowNumber(28'000) << 4 << true;
    QTest::newRow("from behind the end") << ~RowNumber(0) << -1 << false << RowNumber(28'000) << 4 << false;
}

void TestRecordFinder::nearestPlaceWins()
{
    QFETCH(RowNumber, row);
    QFETCH(int, at);
    QFETCH(bool, forward);
    const auto expression = ByteExpression::parse(u"n[e]+dle");
    QVERIFY(expression);
    for (const BytePattern &pattern : {BytePattern("needle"), BytePattern(*expression)}) {
        RecordFinder finder;
        std::optional<Found> place;
        bool round = false;
        connect(&finder, &RecordFinder::found, this, [&](const Found &found, bool wrapped) {
            place = found;
            round = wrapped;
        });
        finder.start(m_writer->store(), pattern, {row, at},
                     forward ? SearchWay::Forward : SearchWay::Backward);
        QVERIFY(finder.isRunning());
        QTRY_VERIFY(place.has_value());
        QTEST(place->row, "foundRow");
        QTEST(int(place->at), "foundAt");
        QCOMPARE(place->length, 6);
        QTEST(round, "wrapped");
        QVERIFY(!finder.isRunning());
    }
}

void TestRecordFinder::whatIsNotThereIsNotFound()
{
    RecordFinder finder;
    QSignalSpy notFound(&finder, &RecordFinder::notFound);
    finder.start(m_writer->store(), BytePattern("no such bytes"), {5, 0}, SearchWay::Forward);
    QTRY_COMPARE(notFound.size(), 1);
    QCOMPARE(notFound[0][0].toBool(), false);
}

void TestRecordFinder::cancelledSearchStaysSilent()
{
    RecordFinder finder;
    QSignalSpy found(&finder, &RecordFinder::found);
    QSignalSpy notFound(&finder, &RecordFinder::notFound);
    finder.start(m_writer->store(), BytePattern("needle"), {0, 0}, SearchWay::Forward);
    finder.cancel();
    QVERIFY(!finder.isRunning());
    finder.start(m_writer->store(), BytePattern("nowhere"), {0, 0}, SearchWay::Forward);
    QTRY_COMPARE(notFound.size(), 1);
    QCOMPARE(found.size(), 0);
}

void TestRecordFinder::scanStopsAndGoesOn()
{
    models::RowScan scan;
    const models::RowTest all = [](const RecordingReader &, const Record &) {
        return models::RowVerdict::Shown;
    };
    scan.restart(m_writer->store(), all);
    scan.stop();
    const quint64 shown = scan.rows().size();
    QVERIFY(scan.isStopped() && scan.isBehind());
    scan.poll();
    QCOMPARE(scan.rows().size(), shown);
    scan.goOn();
    QTRY_COMPARE(scan.rows().size(), m_rows);
    QVERIFY(!scan.isBehind());
}

void TestRecordFinder::scanOfManyThreadsAgreesWithOne()
{
    const auto filter = Filter::parse(u"in and (len > 20 or text ~ \"7\")");
    QVERIFY(filter);
    RowSet expected;
    filterRows(RecordingReader(m_writer->store()), *filter, 0, m_rows, expected);
    const models::RowSieve sieve = [&](const RecordingReader &reader, std::span<const Record> records,
                                       quint64 present) {
        const quint64 shown = filter->sieve(reader, records, present);
        return models::RowVerdicts{shown, present & ~shown};
    };
    models::RowScan scan;
    scan.restart(m_writer->store(), sieve);
    QTRY_VERIFY(!scan.isBehind());
    QCOMPARE(scan.rows().size(), expected.count());
    QCOMPARE(scan.hidden(), m_rows - expected.count());
    for (quint64 i = 0; i < expected.count(); ++i)
        QCOMPARE(scan.rows().at(i), expected.select(i));
}

QTEST_GUILESS_MAIN(TestRecordFinder)
#include "tst_recordfinder.moc"
