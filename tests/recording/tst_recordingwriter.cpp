#include "tests/recording/recordingfixture.h"

#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtTest/QTest>

#include <atomic>
#include <cerrno>
#include <thread>

using namespace netcore;
using namespace recordingtest;

class TestRecordingWriter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readersSeeOnlyWhatIsCommitted();
    void everyKindOfLengthComesBack();
    void filesAreForTheirOwnerAlone();
    void timesAreSteadyWhateverTheWallClockDoes();
    void ringKeepsTheNewestWithinItsBound();
    void ringTurnsUnderAReaderThatNeverSeesAWrongByte();
    void manyEmptyRecordsKeepToTheBoundToo();
    void stopsAtItsBoundAndGoesOnWhenItIsRaised();
    void keepsSpaceFreeOnTheDisk();
    void vanishedDirectoryStopsItAndAnewOneResumes();
    void refusesSizesOutOfRange();
    void recordLargerThanASegmentIsCountedAsDropped();

private:
    QString fresh() { return m_directory.filePath(QStringLiteral("r%1").arg(++m_count)); }
    std::unique_ptr<RecordingWriter> made(const RecordingOptions &options)
    {
        auto writer = RecordingWriter::create(options, m_clock);
        return writer ? std::move(*writer) : nullptr;
    }

    QTemporaryDir m_directory;
    FakeClock m_clock;
    int m_count = 0;
};

namespace {

quint64 bytesOnDisk(const QString &directory)
{
    quint64 bytes = 0;
    for (const QFileInfo &file : QDir(directory).entryInfoList(QDir::Files))
        bytes += quint64(file.size());
    return bytes;
}

} // namespace

void TestRecordingWriter::readersSeeOnlyWhatIsCommitted()
{
    const auto writer = made(smallOptions(fresh()));
    QVERIFY(writer);
    const RecordingReader reader(writer->store());
    Record record;
    writer->append(headOf(0), "first");
    QCOMPARE(writer->store()->rowCount(), 0u);
    QVERIFY(!reader.read(0, record));
    writer->commit();
    QCOMPARE(writer->store()->rowCount(), 1u);
    QVERIFY(reader.read(0, record));
    QByteArray payload;
    QVERIFY(reader.readPayload(record, payload));
    QCOMPARE(payload, QByteArray("first"));
    QVERIFY(reader.readPayloadPart(record, 1, 3, payload));
    QCOMPARE(payload, QByteArray("irs"));
    QVERIFY(reader.readPayloadPart(record, 4, 99, payload));
    QCOMPARE(payload, QByteArray("t"));
}

void TestRecordingWriter::everyKindOfLengthComesBack()
{
    RecordingOptions options = smallOptions(fresh());
    options.payloadSegmentBytes = 40u << 20;
    options.maxBytes = 200u << 20;
    const auto writer = made(options);
    QVERIFY(writer);
    const QList<qsizetype> lengths = {0,     1,     7,      8,      9,       16383,
                                      16384, 16385, 524287, 524288, 1 << 20, Record::maxPayload};
    for (qsizetype length : lengths)
        writer->append(headOf(1), QByteArray(length, char('a' + length % 7)));
    writer->commit();
    const RecordingReader reader(writer->store());
    for (qsizetype i = 0; i < lengths.size(); ++i) {
        Record record;
        QByteArray payload;
        QVERIFY(reader.read(RowNumber(i), record));
        QVERIFY(reader.readPayload(record, payload));
        QCOMPARE(payload, QByteArray(lengths[i], char('a' + lengths[i] % 7)));
    }
    QCOMPARE(writer->droppedRecords(), 0u);
}

// faults.md row 44
void TestRecordingWriter::filesAreForTheirOwnerAlone()
{
    const QString directory = fresh();
    const auto writer = made(smallOptions(directory));
    QVERIFY(writer);
    writeRows(*writer, 0, 100);
    const auto owner = QFile::ReadOwner | QFile::WriteOwner;
    const auto both = owner | QFile::ReadUser | QFile::WriteUser;
    QCOMPARE(QFile::permissions(directory) & ~(both | QFile::ExeOwner | QFile::ExeUser),
             QFile::Permissions());
    const auto files = QDir(directory).entryInfoList(QDir::Files);
    QVERIFY(files.size() > 3);
    for (const QFileInfo &file : files)
        QCOMPARE(file.permissions() & ~both, QFile::Permissions());
}

// faults.md row 45
void TestRecordingWriter::timesAreSteadyWhateverTheWallClockDoes()
{
    const auto writer = made(smallOptions(fresh()));
    QVERIFY(writer);
    const WallNs began = m_clock.wall;
    Record head = headOf(0);
    m_clock.steady += 250;
    head.time = writer->now();
    writer->append(head, "before");
    m_clock.wall -= 3'600'000'000'000; // an hour back
    m_clock.steady += 250;
    head.time = writer->now();
    writer->append(head, "after");
    writer->commit();
    const RecordingReader reader(writer->store());
    Record before;
    Record after;
    QVERIFY(reader.read(0, before) && reader.read(1, after));
    QCOMPARE(before.time, 250);
    QCOMPARE(after.time - before.time, 250);
    QCOMPARE(writer->store()->startedAt(), began);
}

void TestRecordingWriter::ringKeepsTheNewestWithinItsBound()
{
    RecordingOptions options = smallOptions(fresh());
    options.maxBytes = 64 << 10;
    const auto writer = made(options);
    QVERIFY(writer);
    const RecordingReader reader(writer->store());
    constexpr quint64 rows = 5000;
    for (quint64 row = 0; row < rows; row += 100) {
        writeRows(*writer, row, row + 100);
        QVERIFY(bytesOnDisk(options.directory) <= options.maxBytes + 64);
    }
    const RowNumber first = writer->store()->firstRow();
    QCOMPARE(writer->store()->rowCount(), rows);
    QVERIFY(first > 4000 && first < rows - 50);
    Record record;
    QByteArray payload;
    QVERIFY(!reader.read(first - 1, record));
    for (RowNumber row = first; row < rows; ++row) {
        QVERIFY(reader.read(row, record));
        QVERIFY(reader.readPayload(record, payload));
        QVERIFY(isRowItself(record, payload, row));
    }
    QCOMPARE(writer->store()->damagedRows(), 0u);
    QCOMPARE(writer->droppedRecords(), 0u);
}

void TestRecordingWriter::ringTurnsUnderAReaderThatNeverSeesAWrongByte()
{
    RecordingOptions options = smallOptions(fresh());
    options.maxBytes = 24 << 10;
    const auto writer = made(options);
    QVERIFY(writer);
    std::atomic<bool> over = false;
    std::atomic<quint64> seen = 0;
    std::atomic<quint64> wrong = 0;
    std::thread readerThread([&, store = writer->store()] {
        const RecordingReader reader(store);
        while (!over) {
            const RowNumber end = store->rowCount();
            for (RowNumber row = store->firstRow(); row < end; ++row) {
                Record record;
                QByteArray payload;
                if (!reader.read(row, record) || !reader.readPayload(record, payload))
                    continue;
                ++seen;
                wrong += isRowItself(record, payload, row) ? 0 : 1;
            }
        }
    });
    quint64 row = 0;
    while (row < 30'000 || (seen < 5'000 && row < 3'000'000)) {
        writeRows(*writer, row, row + 10);
        row += 10;
    }
    over = true;
    readerThread.join();
    QVERIFY(seen > 0);
    QCOMPARE(wrong.load(), 0u);
    QCOMPARE(writer->store()->damagedRows(), 0u); // what was overwritten is gone, not damaged
}

void TestRecordingWriter::manyEmptyRecordsKeepToTheBoundToo()
{
    RecordingOptions options = smallOptions(fresh());
    options.maxBytes = 32 << 10;
    const auto writer = made(options);
    QVERIFY(writer);
    writeRows(*writer, 0, 100, 3000); // payload first: afterwards index segments need the room
    for (int i = 0; i < 10'000; ++i) {
        writer->append(headOf(quint64(i)), {});
        if (i % 50 == 0)
            writer->commit();
    }
    writer->commit();
    QVERIFY(bytesOnDisk(options.directory) <= options.maxBytes + 64 + 4096);
    QCOMPARE(writer->store()->rowCount(), 10'100u);
    const RecordingReader reader(writer->store());
    for (RowNumber row = writer->store()->firstRow(); row < 10'100; ++row) {
        Record record;
        QVERIFY(reader.read(row, record));
        QCOMPARE(record.time, headOf(row - 100).time);
    }
}

// faults.md row 59
void TestRecordingWriter::stopsAtItsBoundAndGoesOnWhenItIsRaised()
{
    RecordingOptions options = smallOptions(fresh());
    options.maxBytes = 16 << 10;
    options.atBound = AtBound::Stop;
    const auto writer = made(options);
    QVERIFY(writer);
    writeRows(*writer, 0, 1000);
    QCOMPARE(writer->state(), RecordingState::StoppedAtBound);
    QCOMPARE(writer->error().kind, ErrorKind::LimitExceeded);
    const RowNumber kept = writer->store()->rowCount();
    QVERIFY(kept > 10);
    QCOMPARE(kept + writer->droppedRecords(), 1000u);
    QCOMPARE(writer->store()->firstRow(), 0u);
    QVERIFY(!writer->tryResume());
    QVERIFY(bytesOnDisk(options.directory) <= options.maxBytes + 64);
    writer->setBound(AtBound::KeepNewest, options.maxBytes);
    QCOMPARE(writer->state(), RecordingState::Recording);
    writeRows(*writer, kept, kept + 1000);
    QCOMPARE(writer->store()->rowCount(), kept + 1000);
    QVERIFY(writer->store()->firstRow() > 0);
    QVERIFY(bytesOnDisk(options.directory) <= options.maxBytes + 64);
}

// faults.md row 59
void TestRecordingWriter::keepsSpaceFreeOnTheDisk()
{
    RecordingOptions options = smallOptions(fresh());
    options.keepFreeBytes = quint64(1) << 60;
    const auto refusedWriter = RecordingWriter::create(options, m_clock);
    QVERIFY(!refusedWriter);
    QCOMPARE(refusedWriter.error().kind, ErrorKind::NoSpace);
    QCOMPARE(refusedWriter.error().sysErrno, ENOSPC);
}

// faults.md row 50
void TestRecordingWriter::vanishedDirectoryStopsItAndAnewOneResumes()
{
    const RecordingOptions options = smallOptions(fresh());
    const auto writer = made(options);
    QVERIFY(writer);
    const RecordingReader reader(writer->store());
    writeRows(*writer, 0, 100);
    Record record;
    QVERIFY(reader.read(99, record));
    QVERIFY(QDir(options.directory).removeRecursively());
    m_clock.steady += 2'000'000'000;
    writeRows(*writer, 100, 101);
    QCOMPARE(writer->state(), RecordingState::StoppedError);
    QCOMPARE(writer->error().sysErrno, ENOENT);
    writer->append(headOf(0), "lost");
    QVERIFY(writer->droppedRecords() > 0);
    QVERIFY(writer->tryResume());
    QCOMPARE(writer->state(), RecordingState::Recording);
    const RowNumber first = writer->store()->rowCount();
    QCOMPARE(writer->store()->firstRow(), first);
    writeRows(*writer, first, first + 50);
    QByteArray payload;
    for (RowNumber row = first; row < first + 50; ++row) {
        QVERIFY(reader.read(row, record) && reader.readPayload(record, payload));
        QVERIFY(isRowItself(record, payload, row));
    }
    QVERIFY(!reader.read(50, record));
}

void TestRecordingWriter::refusesSizesOutOfRange()
{
    RecordingOptions options = smallOptions(fresh());
    options.payloadSegmentBytes = 100;
    QCOMPARE(RecordingWriter::create(options, m_clock).error().kind, ErrorKind::InvalidArgument);
    options = smallOptions(QStringLiteral("/proc/nowhere/recording"));
    QVERIFY(!RecordingWriter::create(options, m_clock));
}

void TestRecordingWriter::recordLargerThanASegmentIsCountedAsDropped()
{
    const auto writer = made(smallOptions(fresh()));
    QVERIFY(writer);
    writer->append(headOf(0), QByteArray(4096 - 96, 'x'));
    writer->append(headOf(1), QByteArray(4096 - 95, 'x'));
    writer->commit();
    QCOMPARE(writer->store()->rowCount(), 1u);
    QCOMPARE(writer->droppedRecords(), 1u);
}

QTEST_GUILESS_MAIN(TestRecordingWriter)
#include "tst_recordingwriter.moc"
