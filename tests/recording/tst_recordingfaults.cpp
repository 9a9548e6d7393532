#include "tests/recording/recordingfixture.h"

#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QSet>

#include <algorithm>
#include <cerrno>
#include <linux/magic.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>
#include <vector>

using namespace netcore;
using namespace recordingtest;

/// A disk that refuses: at any write, with any error. And what the three policies do with the files.
class TestRecordingFaults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anyWriteMayFail_data();
    void anyWriteMayFail();
    void interruptedAndShortWritesLoseNothing();
    void ringOverwritesWarmFilesAndRemovesNone();
    void unboundedKeepsEverything();
    void unboundedLeavesThePageCache();
    void boundTakesEffectOnWhatWasUnbounded();

private:
    QString fresh() { return m_directory.filePath(QStringLiteral("r%1").arg(++m_count)); }

    QTemporaryDir m_directory;
    FakeClock m_clock;
    int m_count = 0;
};

namespace {

/// Counts writes, and refuses those from the `failFrom`th on, after half of one of them where it is `torn`.
struct Disk
{
    int failFrom = 0; // 0: it is well
    int error = EIO;
    bool torn = false;
    int writes = 0;

    ssize_t write(int file, const iovec *parts, int count, off_t at)
    {
        ++writes;
        if (failFrom == 0 || writes < failFrom)
            return ::pwritev(file, parts, count, at);
        if (torn && writes == failFrom && parts[0].iov_len > 1)
            return ::pwrite(file, parts[0].iov_base, parts[0].iov_len / 2, at);
        errno = error;
        return -1;
    }
};

/// How many pages of the file are in the page cache; -1 where nobody can say.
qsizetype pagesInMemory(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return -1;
    const qint64 size = file.size();
    uchar *bytes = file.map(0, size);
    const qint64 page = ::sysconf(_SC_PAGESIZE);
    std::vector<uchar> resident(size_t((size + page - 1) / page));
    if (!bytes || ::mincore(bytes, size_t(size), resident.data()) != 0)
        return -1;
    return std::count_if(resident.begin(), resident.end(), [](uchar state) { return state & 1; });
}

RecordingOptions optionsOn(Disk &disk, const QString &directory)
{
    RecordingOptions options = smallOptions(directory);
    options.write = [&disk](int file, const iovec *parts, int count, off_t at) {
        return disk.write(file, parts, count, at);
    };
    return options;
}

void writeInSteps(RecordingWriter &writer, quint64 from, quint64 to)
{
    for (quint64 row = from; row < to; row += 7)
        writeRows(writer, row, std::min(row + 7, to));
}

QSet<quint64> filesOf(const QString &directory)
{
    QSet<quint64> files;
    for (const QFileInfo &file : QDir(directory).entryInfoList({QStringLiteral("d*")}, QDir::Files)) {
        struct stat facts = {};
        ::stat(QFile::encodeName(file.filePath()).constData(), &facts);
        files << quint64(facts.st_ino);
    }
    return files;
}

} // namespace

void TestRecordingFaults::anyWriteMayFail_data()
{
    QTest::addColumn<int>("error");
    QTest::addColumn<bool>("torn");
    QTest::addColumn<RecordingState>("state");
    QTest::newRow("EIO") << EIO << false << RecordingState::StoppedError;
    QTest::newRow("EIO in the middle") << EIO << true << RecordingState::StoppedError;
    QTest::newRow("ENOSPC in the middle") << ENOSPC << true << RecordingState::StoppedNoSpace;
    QTest::newRow("read-only") << EROFS << false << RecordingState::StoppedError;
    QTest::newRow("quota") << EDQUOT << true << RecordingState::StoppedNoSpace;
}

// faults.md rows 49, 50: stops at the last whole record, says why, and goes on where it was
void TestRecordingFaults::anyWriteMayFail()
{
    QFETCH(int, error);
    QFETCH(bool, torn);
    QFETCH(RecordingState, state);
    constexpr quint64 rows = 210;
    int stopped = 0;
    for (int at = 1; at <= 90; ++at) {
        Disk disk{at, error, torn};
        const RecordingOptions options = optionsOn(disk, fresh());
        const auto made = RecordingWriter::create(options, m_clock);
        if (!made) {
            QCOMPARE(made.error().sysErrno, error);
            continue;
        }
        RecordingWriter &writer = **made;
        writeInSteps(writer, 0, rows);
        if (writer.state() == RecordingState::Recording)
            break; // there were fewer writes than that
        ++stopped;
        QCOMPARE(writer.state(), state);
        QCOMPARE(writer.error().sysErrno, error);
        const RowNumber kept = writer.store()->rowCount();
        QCOMPARE(kept + writer.droppedRecords(), rows);
        QVERIFY(!writer.tryResume());
        QCOMPARE(readAll(writer.store()).right, kept);
        const auto found = RecordingStore::open(options.directory);
        QVERIFY(found && (*found)->rowCount() >= kept);
        QCOMPARE(readAll(*found).wrong, 0u);
        QVERIFY(readAll(*found).right >= kept);
        disk.failFrom = 0;
        QVERIFY(writer.tryResume());
        writeInSteps(writer, kept, kept + 50);
        QCOMPARE(writer.store()->rowCount(), kept + 50);
        QCOMPARE(readAll(writer.store()).right, kept + 50);
        const auto again = RecordingStore::open(options.directory);
        QVERIFY(again);
        QCOMPARE(readAll(*again).right, kept + 50);
        QCOMPARE((*again)->rowCount(), kept + 50);
    }
    QVERIFY(stopped > 50);
}

void TestRecordingFaults::interruptedAndShortWritesLoseNothing()
{
    RecordingOptions options = smallOptions(fresh());
    options.payloadSegmentBytes = 256 << 10;
    quint64 calls = 0;
    options.write = [&calls](int file, const iovec *parts, int count, off_t at) -> ssize_t {
        ++calls;
        if (calls % 5 == 0) {
            errno = EINTR;
            return -1;
        }
        if (calls % 3 == 0)
            return ::pwrite(file, parts[0].iov_base, std::max<std::size_t>(parts[0].iov_len / 3, 1), at);
        return ::pwritev(file, parts, count, at);
    };
    const auto writer = RecordingWriter::create(options, m_clock);
    QVERIFY(writer);
    for (quint64 row = 0; row < 300; row += 3)
        writeRows(**writer, row, row + 3, 40'000); // some are written from where they lie
    QCOMPARE((*writer)->state(), RecordingState::Recording);
    QCOMPARE(readAll((*writer)->store(), 0, 40'000).right, 300u - (*writer)->store()->firstRow());
}

void TestRecordingFaults::ringOverwritesWarmFilesAndRemovesNone()
{
    RecordingOptions options = smallOptions(fresh());
    options.maxBytes = 64 << 10;
    const auto writer = RecordingWriter::create(options, m_clock);
    QVERIFY(writer);
    writeInSteps(**writer, 0, 3500);
    const QSet<quint64> warm = filesOf(options.directory);
    QVERIFY((*writer)->store()->firstRow() > 0 && warm.size() > 8);
    writeInSteps(**writer, 3500, 14'000);
    QCOMPARE(filesOf(options.directory), warm);
    QCOMPARE(readAll((*writer)->store()).wrong, 0u);
}

void TestRecordingFaults::unboundedKeepsEverything()
{
    RecordingOptions options = smallOptions(fresh());
    options.atBound = AtBound::Unbounded;
    options.maxBytes = 8 << 10;
    options.payloadSegmentBytes = 512 << 10;
    const auto writer = RecordingWriter::create(options, m_clock);
    QVERIFY(writer);
    constexpr int most = 200'000; // staged ones and ones that are written from where they lie
    for (quint64 row = 0; row < 100; row += 5)
        writeRows(**writer, row, row + 5, most);
    QCOMPARE((*writer)->store()->firstRow(), 0u);
    QCOMPARE(readAll((*writer)->store(), 0, most).right, 100u);
    const auto found = RecordingStore::open(options.directory);
    QVERIFY(found);
    QCOMPARE(readAll(*found, 0, most).right, 100u);
}

void TestRecordingFaults::unboundedLeavesThePageCache()
{
    RecordingOptions options = smallOptions(fresh());
    struct statfs disk = {};
    QCOMPARE(::statfs(QFile::encodeName(QDir::tempPath()).constData(), &disk), 0);
    if (disk.f_type == TMPFS_MAGIC)
        QSKIP("the temporary folder is in memory: nothing can leave it");
    options.atBound = AtBound::Unbounded;
    options.payloadSegmentBytes = 64 << 10;
    options.indexSegmentRows = 1 << 14;
    const auto writer = RecordingWriter::create(options, m_clock);
    QVERIFY(writer);
    writeInSteps(**writer, 0, 8000);
    const auto resident = [&] {
        qsizetype pages = 0;
        for (int number = 0; number < 8; ++number) {
            const qsizetype of = pagesInMemory(options.directory + QStringLiteral("/d0000000%1").arg(number));
            pages += of < 0 ? 1'000'000 : of;
        }
        return pages;
    };
    const qint64 written = 8ll * options.payloadSegmentBytes / ::sysconf(_SC_PAGESIZE);
    // Once the disk has them; the kernel keeps a page that it is using just then.
    QTRY_VERIFY_WITH_TIMEOUT(resident() < written / 2, 20'000);
    QCOMPARE(readAll((*writer)->store()).right, 8000u);
}

void TestRecordingFaults::boundTakesEffectOnWhatWasUnbounded()
{
    RecordingOptions options = smallOptions(fresh());
    options.atBound = AtBound::Unbounded;
    const auto writer = RecordingWriter::create(options, m_clock);
    QVERIFY(writer);
    writeInSteps(**writer, 0, 2100);
    QCOMPARE((*writer)->store()->firstRow(), 0u);
    (*writer)->setBound(AtBound::KeepNewest, 32 << 10);
    writeInSteps(**writer, 2100, 2200);
    const RowNumber first = (*writer)->store()->firstRow();
    QVERIFY(first > 1500);
    QCOMPARE(readAll((*writer)->store()).right, 2200u - first);
    (*writer)->setBound(AtBound::Stop, 16 << 10);
    writeInSteps(**writer, 2200, 2300);
    QCOMPARE((*writer)->state(), RecordingState::StoppedAtBound);
    (*writer)->setBound(AtBound::Unbounded, 0);
    QCOMPARE((*writer)->state(), RecordingState::Recording);
}

QTEST_GUILESS_MAIN(TestRecordingFaults)
#include "tst_recordingfaults.moc"
