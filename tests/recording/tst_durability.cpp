// What is left of a recording when its program, its machine or its files come to harm. The whole of it takes
// minutes and runs where SOCKETARIUM_LONG_TESTS is set; otherwise a part.
#include "tests/recording/recordingfixture.h"

#include <QtCore/QCryptographicHash>
#include <QtCore/QFileInfo>
#include <QtCore/QRandomGenerator>

#include <atomic>
#include <csignal>
#include <map>
#include <new>

#include <fcntl.h>
#include <sched.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace netcore;
using namespace recordingtest;

class TestDurability : public QObject
{
    Q_OBJECT

public:
    static void initMain();

private Q_SLOTS:
    void killedProgramLosesNothingCommitted_data();
    void killedProgramLosesNothingCommitted();
    void cutAnywhereGivesTheWholeRecordsBefore();
    void savedFileCutAnywhereGivesNoWrongByte();
    void anyDamagedByteNeverGivesAWrongOne_data();
    void anyDamagedByteNeverGivesAWrongOne();
    void lostBlocksNeverGiveAWrongByte_data();
    void lostBlocksNeverGiveAWrongByte();
    void shortenedWhileItIsOpenIsCalm();
    void shortenedWhileItIsWrittenIsCalm();

private:
    QString fresh() { return m_directory.filePath(QStringLiteral("r%1").arg(++m_count)); }
    QString written(quint64 rows, RecordingOptions options)
    {
        options.directory = fresh();
        const auto writer = RecordingWriter::create(options, m_clock);
        for (quint64 row = 0; writer && row < rows; row += 10)
            writeRows(**writer, row, std::min(row + 10, rows));
        return writer ? options.directory : QString();
    }
    QString saved(const QString &directory)
    {
        const QString file = fresh() + QStringLiteral(".sockrec");
        const auto store = RecordingStore::open(directory);
        return store && (*store)->saveAs(file, {}) ? file : QString();
    }

    QTemporaryDir m_directory;
    FakeClock m_clock;
    int m_count = 0;
};

namespace {

bool isLong()
{
    return qEnvironmentVariableIsSet("SOCKETARIUM_LONG_TESTS");
}

/// A number that a child process can tell until the moment it dies.
class SharedNumber
{
public:
    SharedNumber()
        : m_value(new (::mmap(nullptr, sizeof(Value), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1,
                              0)) Value(0))
    {
    }
    ~SharedNumber() { ::munmap(m_value, sizeof(Value)); }
    SharedNumber(const SharedNumber &) = delete;
    SharedNumber &operator=(const SharedNumber &) = delete;

    std::atomic<quint64> &operator*() const { return *m_value; }

private:
    using Value = std::atomic<quint64>;
    Value *m_value;
};

/// What the child does: records for ever, telling after each commit how far it has come.
[[noreturn]] void recordForEver(const RecordingOptions &options, int most, std::atomic<quint64> &committed)
{
    const SystemClock clock;
    const auto writer = RecordingWriter::create(options, clock);
    for (quint64 row = 0; writer; row += 7) {
        writeRows(**writer, row, row + 7, most);
        committed = row + 7;
    }
    ::_exit(1);
}

/// Ends a recording child with SIGKILL when it has committed so many rows; how many it had committed by then.
quint64 killAfter(quint64 rows, const RecordingOptions &options, int most)
{
    const SharedNumber committed;
    const pid_t child = ::fork();
    if (child == 0)
        recordForEver(options, most, *committed);
    while ((*committed).load() < rows && ::waitpid(child, nullptr, WNOHANG) == 0)
        ::sched_yield();
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
    return (*committed).load();
}

QByteArray hashOfFiles(const QString &directory)
{
    QCryptographicHash hash(QCryptographicHash::Md5);
    for (const QFileInfo &file : QDir(directory).entryInfoList(QDir::Files, QDir::Name)) {
        hash.addData(file.fileName().toUtf8());
        hash.addData(contentOf(file.filePath()));
    }
    return hash.result();
}

/// Changes one byte for as long as it lives.
class DamagedByte
{
public:
    DamagedByte(const QString &path, qint64 at, uchar bits) : m_at(at), m_file(path)
    {
        isDone = m_file.open(QIODevice::ReadWrite | QIODevice::Unbuffered) && m_file.seek(at) &&
                 m_file.getChar(&m_before) && put(char(m_before ^ char(bits)));
    }
    ~DamagedByte() { put(m_before); }
    DamagedByte(const DamagedByte &) = delete;
    DamagedByte &operator=(const DamagedByte &) = delete;

    bool isDone = false;

private:
    bool put(char byte) { return m_file.seek(m_at) && m_file.putChar(byte); }

    qint64 m_at;
    QFile m_file;
    char m_before = 0;
};

/// All that was written to a recording's files, in order; and what a disk may hold of it after the power has
/// failed: each block of 4 KiB as it was after any of the writes to it.
class WriteHistory
{
public:
    static constexpr quint64 blockBytes = 4096;

    WriteCall call()
    {
        return [this](int file, const iovec *parts, int count, off_t at) {
            QByteArray bytes;
            for (int i = 0; i < count; ++i)
                bytes.append(static_cast<const char *>(parts[i].iov_base), qsizetype(parts[i].iov_len));
            struct stat facts = {};
            ::fstat(file, &facts);
            note(quint64(facts.st_ino), quint64(at), bytes);
            return ::pwritev(file, parts, count, at);
        };
    }

    /// Puts one possible outcome into the directory `to`; the file `head` is always whole.
    void lose(const QString &from, const QString &to, QRandomGenerator &random, int lostOfHundred) const
    {
        QDir().mkpath(to);
        for (const QFileInfo &file : QDir(from).entryInfoList(QDir::Files)) {
            struct stat facts = {};
            ::stat(QFile::encodeName(file.filePath()).constData(), &facts);
            QByteArray bytes(file.size(), '\0');
            const bool whole = file.fileName() == QLatin1String("head");
            for (auto it = m_blocks.lower_bound({quint64(facts.st_ino), 0});
                 it != m_blocks.end() && it->first.first == quint64(facts.st_ino); ++it) {
                const auto &writes = it->second;
                const bool lost = !whole && random.bounded(100) < lostOfHundred;
                const auto kept = lost ? random.bounded(int(writes.size())) : int(writes.size());
                for (int i = 0; i < kept; ++i)
                    bytes.replace(qsizetype(writes[size_t(i)].at), writes[size_t(i)].bytes.size(),
                                  writes[size_t(i)].bytes);
            }
            putContent(to + u'/' + file.fileName(), bytes);
        }
    }

private:
    struct Piece
    {
        quint64 at;
        QByteArray bytes;
    };

    void note(quint64 inode, quint64 at, QByteArray bytes)
    {
        while (!bytes.isEmpty()) {
            const auto room = qsizetype(blockBytes - at % blockBytes);
            const QByteArray part = bytes.left(room);
            m_blocks[{inode, at / blockBytes}].push_back({at, part});
            at += quint64(part.size());
            bytes.remove(0, part.size());
        }
    }

    std::map<std::pair<quint64, quint64>, std::vector<Piece>> m_blocks;
};

} // namespace

/// The whole of it takes longer than Qt Test waits for.
void TestDurability::initMain()
{
    if (isLong())
        qputenv("QTEST_FUNCTION_TIMEOUT", "3600000"); // ms
}

void TestDurability::killedProgramLosesNothingCommitted_data()
{
    QTest::addColumn<quint64>("maxBytes");
    QTest::addColumn<int>("most");
    QTest::newRow("growing") << quint64(256 << 20) << 300;
    QTest::newRow("ring that turns") << quint64(256 << 10) << 300;
    QTest::newRow("large payloads") << quint64(8 << 20) << 50'000;
}

// faults.md row 51: at any moment; what was committed is there, and looking at it alters nothing
void TestDurability::killedProgramLosesNothingCommitted()
{
    QFETCH(quint64, maxBytes);
    QFETCH(int, most);
    const int kills = isLong() ? 334 : 7;
    QRandomGenerator random(51);
    quint64 uncommitted = 0;
    quint64 torn = 0;
    for (int i = 0; i < kills; ++i) {
        RecordingOptions options = smallOptions(fresh());
        options.maxBytes = maxBytes;
        options.payloadSegmentBytes = 64 << 10;
        options.indexSegmentRows = 1024;
        const quint64 last = killAfter(random.bounded(1u, most > 300 ? 300u : 9'000u), options, most);
        QVERIFY(last > 0);
        const QByteArray before = hashOfFiles(options.directory);
        const auto store = RecordingStore::open(options.directory);
        QVERIFY(store);
        QVERIFY((*store)->rowCount() >= last);
        QVERIFY((*store)->firstRow() < last);
        const Tally tally = readAll(*store, 0, most);
        QCOMPARE(tally.wrong + tally.missing, 0u);
        QCOMPARE(tally.right, (*store)->rowCount() - (*store)->firstRow());
        QCOMPARE(hashOfFiles(options.directory), before);
        uncommitted += (*store)->rowCount() - last;
        torn += (*store)->tornBytes() > 0;
        QVERIFY(QDir(options.directory).removeRecursively());
    }
    if (isLong())
        qInfo("%d kills: %llu rows found beyond the last commit that was told, %llu torn tails", kills,
              static_cast<unsigned long long>(uncommitted), static_cast<unsigned long long>(torn));
}

// faults.md rows 51, 53
void TestDurability::cutAnywhereGivesTheWholeRecordsBefore()
{
    constexpr qsizetype depth = 64 << 10;
    constexpr quint64 rows = 600;
    RecordingOptions options = smallOptions({});
    options.payloadSegmentBytes = 256 << 10;
    const QString directory = written(rows, options);
    const auto store = RecordingStore::open(directory);
    QVERIFY(store);
    QList<qsizetype> ends; // of each row's payload in the file
    const RecordingReader reader(*store);
    for (RowNumber row = 0; row < rows; ++row) {
        Record record;
        QVERIFY(reader.read(row, record));
        ends.append(qsizetype(record.offset + record.length));
    }
    QVERIFY(ends.last() > depth + 4096);
    const QString data = directory + QStringLiteral("/d00000000");
    QVERIFY(QFile::resize(data, ends.last()));
    qsizetype step = 1;
    for (qsizetype cut = ends.last() - 1; cut >= ends.last() - depth; cut -= step) {
        step = isLong() || cut > ends.last() - 200 ? 1 : 127;
        QVERIFY(QFile::resize(data, cut));
        const auto torn = RecordingStore::open(directory);
        QVERIFY(torn);
        const auto expected = quint64(std::upper_bound(ends.begin(), ends.end(), cut) - ends.begin());
        QCOMPARE((*torn)->rowCount(), expected);
        QVERIFY((*torn)->tornBytes() > 0);
        const quint64 from = isLong() ? 0 : expected - 10;
        const Tally tally = readAll(*torn, from);
        QCOMPARE(tally.right, expected - from);
        QCOMPARE(tally.wrong + tally.missing, 0u);
        QCOMPARE(QFileInfo(data).size(), cut); // never altered
    }
}

// faults.md rows 51, 53
void TestDurability::savedFileCutAnywhereGivesNoWrongByte()
{
    constexpr qsizetype depth = 64 << 10;
    RecordingOptions options = smallOptions({});
    options.payloadSegmentBytes = 32 << 10;
    options.indexSegmentRows = 256;
    const QString file = saved(written(600, options));
    const qint64 whole = QFileInfo(file).size();
    QVERIFY(whole > depth);
    quint64 mostRight = 600;
    for (qint64 cut = whole - 1; cut >= whole - depth; cut -= isLong() ? 1 : 127) {
        QVERIFY(QFile::resize(file, cut));
        const auto torn = RecordingStore::open(file);
        QVERIFY(torn);
        const Tally tally = readAll(*torn);
        QCOMPARE(tally.wrong, 0u);
        QVERIFY2(tally.right <= mostRight, "a shorter file cannot tell more");
        QVERIFY((*torn)->tornBytes() > 0);
        mostRight = tally.right;
    }
    QVERIFY(mostRight > 100);
}

void TestDurability::anyDamagedByteNeverGivesAWrongOne_data()
{
    QTest::addColumn<bool>("file");
    QTest::newRow("directory") << false;
    QTest::newRow("saved file") << true;
}

// faults.md row 53
void TestDurability::anyDamagedByteNeverGivesAWrongOne()
{
    QFETCH(bool, file);
    const QString directory = written(120, smallOptions({}));
    const QString whole = file ? saved(directory) : directory;
    QVERIFY(!whole.isEmpty());
    const auto files = file ? QFileInfoList{QFileInfo(whole)} : QDir(whole).entryInfoList(QDir::Files);
    QRandomGenerator random(53);
    const int places = isLong() ? 10'000 : 200;
    int opened = 0;
    for (int i = 0; i < places; ++i) {
        const QFileInfo &hit = files[random.bounded(int(files.size()))];
        const DamagedByte damage(hit.filePath(), random.bounded(int(hit.size())),
                                 uchar(1 << random.bounded(8)));
        QVERIFY(damage.isDone);
        const auto store = RecordingStore::open(whole);
        if (!store) {
            QCOMPARE(store.error().kind, ErrorKind::Damaged);
            continue;
        }
        ++opened;
        const Tally tally = readAll(*store);
        QCOMPARE(tally.wrong, 0u);
        QVERIFY(tally.missing <= 2);
        QCOMPARE((*store)->damagedRows(), tally.missing);
    }
    QVERIFY(opened > places * 2 / 3);
}

void TestDurability::lostBlocksNeverGiveAWrongByte_data()
{
    QTest::addColumn<quint64>("maxBytes");
    QTest::addColumn<int>("lostOfHundred");
    QTest::newRow("nothing lost") << quint64(1 << 20) << 0;
    QTest::newRow("few lost") << quint64(1 << 20) << 3;
    QTest::newRow("half lost") << quint64(1 << 20) << 50;
    QTest::newRow("ring, few lost") << quint64(128 << 10) << 3;
    QTest::newRow("ring, half lost") << quint64(128 << 10) << 50;
}

// faults.md row 52: nothing is fsynced while recording, so any block may be old, or never written
void TestDurability::lostBlocksNeverGiveAWrongByte()
{
    QFETCH(quint64, maxBytes);
    QFETCH(int, lostOfHundred);
    WriteHistory history;
    RecordingOptions options = smallOptions(fresh());
    options.payloadSegmentBytes = 16 << 10;
    options.indexSegmentRows = 128;
    options.maxBytes = maxBytes;
    options.write = history.call();
    {
        const auto writer = RecordingWriter::create(options, m_clock);
        QVERIFY(writer);
        for (quint64 row = 0; row < 1500; row += 5)
            writeRows(**writer, row, row + 5);
    }
    const auto whole = RecordingStore::open(options.directory);
    QVERIFY(whole);
    const quint64 all = readAll(*whole).right;
    QRandomGenerator random(52);
    const int outcomes = isLong() ? 1000 : 6;
    quint64 right = 0;
    for (int i = 0; i < outcomes; ++i) {
        const QString after = fresh();
        history.lose(options.directory, after, random, lostOfHundred);
        if (const auto store = RecordingStore::open(after)) {
            const Tally tally = readAll(*store);
            QCOMPARE(tally.wrong, 0u);
            right += tally.right;
        }
        QVERIFY(QDir(after).removeRecursively());
    }
    if (lostOfHundred == 0)
        QCOMPARE(right, all * quint64(outcomes));
    else
        QVERIFY(right > 0 && right < all * quint64(outcomes));
    if (isLong())
        qInfo("%d outcomes: %.1f %% of the rows are still there", outcomes,
              100.0 * double(right) / double(all) / outcomes);
}

/// Reading what is mapped from a file that somebody shortens would end the program (SIGBUS).
void TestDurability::shortenedWhileItIsOpenIsCalm()
{
    RecordingOptions options = smallOptions({});
    options.payloadSegmentBytes = 256 << 10;
    options.indexSegmentRows = 1024;
    const QString directory = written(900, options);
    const auto store = RecordingStore::open(directory);
    QVERIFY(store);
    const RecordingReader reader(*store);
    Record last;
    Record middle;
    QByteArray bytes;
    QVERIFY(reader.read(899, last) && reader.read(600, middle));
    QVERIFY(reader.readPayload(middle, bytes)); // mapped now
    const QByteArrayView looked = reader.lookAt(middle);
    QVERIFY(QFile::resize(directory + QStringLiteral("/d00000000"), 8192));
    QVERIFY(!reader.readPayloadPart(last, 0, 4, bytes)); // four zeros would be wrong bytes
    QVERIFY(!reader.lookedWell(middle, looked, false));
    QVERIFY(QFile::resize(directory + QStringLiteral("/i00000000"), 0));
    const Tally tally = readAll(*store);
    QCOMPARE(tally.wrong, 0u);
    QVERIFY(tally.right > 20 && tally.missing > 600);
    QVERIFY(!(*store)->saveAs(fresh(), {}) || readAll(*store).wrong == 0);
}

void TestDurability::shortenedWhileItIsWrittenIsCalm()
{
    RecordingOptions options = smallOptions(fresh());
    options.payloadSegmentBytes = 256 << 10;
    options.indexSegmentRows = 1024;
    const auto writer = RecordingWriter::create(options, m_clock);
    QVERIFY(writer);
    writeRows(**writer, 0, 400);
    const RecordingReader reader((*writer)->store());
    Record record;
    QByteArray payload;
    QVERIFY(reader.read(399, record) && reader.readPayload(record, payload));
    QVERIFY(QFile::resize(options.directory + QStringLiteral("/d00000000"), 4096));
    QVERIFY(!reader.readPayload(record, payload));
    writeRows(**writer, 400, 500); // the file grows again; what was cut off stays lost
    const Tally tally = readAll((*writer)->store());
    QCOMPARE(tally.wrong, 0u);
    QVERIFY(tally.missing > 300);
    QCOMPARE(readAll((*writer)->store(), 400).right, 100u);
}

QTEST_GUILESS_MAIN(TestDurability)
#include "tst_durability.moc"
