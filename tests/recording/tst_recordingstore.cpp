#include "tests/recording/recordingfixture.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QElapsedTimer>
#include <QtCore/QFile>
#include <QtCore/QProcess>
#include <QtCore/QRandomGenerator>
#include <QtTest/QTest>

#include <csignal>
#include <cstdio>

using namespace netcore;
using namespace recordingtest;

class TestRecordingStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void opensADirectoryWithEveryRow();
    void savesToOneFileAndOpensIt();
    void savesWhatARingStillHas();
    void cancelledSaveLeavesNothing();
    void killedProgramLosesNothingCommitted();
    void cutAnywhereGivesTheWholeRecordsBefore();
    void damagedIndexIsRebuiltFromTheData();
    void missingIndexIsRebuiltFromTheData();
    void anyDamagedByteNeverGivesAWrongOne_data();
    void anyDamagedByteNeverGivesAWrongOne();
    void refusesWhatDeclaresMoreThanItHas();
    void refusesForeignFiles();

private:
    QString fresh() { return m_directory.filePath(QStringLiteral("r%1").arg(++m_count)); }
    QString written(quint64 rows, const RecordingOptions &like)
    {
        RecordingOptions options = like;
        options.directory = fresh();
        const auto writer = RecordingWriter::create(options, m_clock);
        if (!writer)
            return {};
        for (quint64 row = 0; row < rows; row += 10)
            writeRows(**writer, row, std::min(row + 10, rows));
        return options.directory;
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

struct Tally
{
    quint64 right = 0;
    quint64 missing = 0;
    quint64 wrong = 0;
};

Tally readAll(const std::shared_ptr<const RecordingStore> &store)
{
    Tally tally;
    const RecordingReader reader(store);
    for (RowNumber row = store->firstRow(); row < store->rowCount(); ++row) {
        Record record;
        QByteArray payload;
        if (!reader.read(row, record) || !reader.readPayload(record, payload))
            ++tally.missing;
        else
            ++(isRowItself(record, payload, row) ? tally.right : tally.wrong);
    }
    return tally;
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void putContent(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    QCOMPARE(file.write(bytes), bytes.size());
}

/// What the child that will be killed does: records for ever, telling after each commit how far it has come.
int recordUntilKilled(const QString &directory)
{
    const SystemClock clock;
    RecordingOptions options = smallOptions(directory);
    options.maxBytes = 256 << 20;
    options.payloadSegmentBytes = 64 << 10;
    options.indexSegmentRows = 1024;
    const auto writer = RecordingWriter::create(options, clock);
    for (quint64 row = 0; writer && row < 1'000'000; row += 7) {
        writeRows(**writer, row, row + 7);
        std::printf("%llu\n", static_cast<unsigned long long>(row + 7));
        std::fflush(stdout);
    }
    return 1;
}

} // namespace

void TestRecordingStore::opensADirectoryWithEveryRow()
{
    const auto store = RecordingStore::open(written(500, smallOptions({})));
    QVERIFY(store);
    QCOMPARE((*store)->rowCount(), 500u);
    QCOMPARE((*store)->firstRow(), 0u);
    QCOMPARE((*store)->startedAt(), m_clock.wall);
    QVERIFY(!(*store)->isLive());
    QCOMPARE(readAll(*store).right, 500u);
    QCOMPARE((*store)->tornBytes(), 0u);
}

void TestRecordingStore::savesToOneFileAndOpensIt()
{
    const QString file = saved(written(500, smallOptions({})));
    QVERIFY(!file.isEmpty());
    const auto owner = QFile::ReadOwner | QFile::WriteOwner | QFile::ReadUser | QFile::WriteUser;
    QCOMPARE(QFile::permissions(file) & ~owner, QFile::Permissions()); // faults.md row 44
    const auto store = RecordingStore::open(file);
    QVERIFY(store);
    QCOMPARE((*store)->rowCount(), 500u);
    QCOMPARE((*store)->startedAt(), m_clock.wall);
    QCOMPARE((*store)->tornBytes(), 0u);
    QCOMPARE(readAll(*store).right, 500u);
    const auto again = RecordingStore::open(saved(file)); // what was opened can be saved too
    QVERIFY(again);
    QCOMPARE(readAll(*again).right, 500u);
}

void TestRecordingStore::savesWhatARingStillHas()
{
    RecordingOptions options = smallOptions(fresh());
    options.maxBytes = 48 << 10;
    const auto writer = RecordingWriter::create(options, m_clock);
    QVERIFY(writer);
    writeRows(**writer, 0, 2000);
    const QString file = fresh();
    quint64 row = 2000;
    // While it is being saved the ring turns: some segments are gone before they are copied.
    const auto keepWriting = [&](quint64, quint64) {
        writeRows(**writer, row, row + 4);
        row += 4;
        return true;
    };
    QVERIFY((*writer)->store()->saveAs(file, keepWriting));
    const auto store = RecordingStore::open(file);
    QVERIFY(store);
    QCOMPARE((*store)->rowCount(), 2000u);
    QVERIFY((*store)->firstRow() > 0);
    const Tally tally = readAll(*store);
    QVERIFY(tally.right > 0);
    QCOMPARE(tally.wrong, 0u);
    QCOMPARE(tally.missing, 0u);
}

void TestRecordingStore::cancelledSaveLeavesNothing()
{
    const QString place = fresh();
    QVERIFY(QDir().mkpath(place));
    const auto store = RecordingStore::open(written(500, smallOptions({})));
    QVERIFY(store);
    const auto result = (*store)->saveAs(place + QStringLiteral("/x"),
                                         [](quint64 done, quint64 total) { return done > total; });
    QVERIFY(!result);
    QCOMPARE(result.error().kind, ErrorKind::Cancelled);
    QVERIFY(QDir(place).isEmpty());
}

// faults.md row 51
void TestRecordingStore::killedProgramLosesNothingCommitted()
{
    const int kills = std::max(5, qEnvironmentVariableIntValue("SOCKETARIUM_KILLS"));
    QRandomGenerator random(51);
    for (int i = 0; i < kills; ++i) {
        const QString directory = fresh();
        QProcess child;
        child.start(QCoreApplication::applicationFilePath(),
                    {QStringLiteral("record-until-killed"), directory});
        const quint64 enough = random.bounded(100u, 20'000u);
        QByteArray told;
        const auto committed = [&] {
            told += child.readAllStandardOutput();
            const QByteArray lines = told.left(told.lastIndexOf('\n'));
            return lines.mid(lines.lastIndexOf('\n') + 1).toULongLong();
        };
        QTRY_VERIFY_WITH_TIMEOUT(committed() >= enough, 20'000);
        child.kill();
        QTRY_COMPARE(child.state(), QProcess::NotRunning);
        const quint64 last = committed();
        const auto store = RecordingStore::open(directory);
        QVERIFY(store);
        QVERIFY((*store)->rowCount() >= last);
        const Tally tally = readAll(*store);
        QCOMPARE(tally.wrong + tally.missing, 0u);
        QCOMPARE(tally.right, (*store)->rowCount());
        QVERIFY(QDir(directory).removeRecursively());
    }
}

// faults.md rows 51, 53
void TestRecordingStore::cutAnywhereGivesTheWholeRecordsBefore()
{
    RecordingOptions options = smallOptions({});
    options.payloadSegmentBytes = 64 << 10;
    const QString directory = written(300, options);
    const QByteArray whole = contentOf(directory + QStringLiteral("/d00000000"));
    const QByteArray index = contentOf(directory + QStringLiteral("/i00000000"));
    const auto store = RecordingStore::open(directory);
    QVERIFY(store);
    const RecordingReader reader(*store);
    QList<qsizetype> ends; // of each row's payload in the file
    for (RowNumber row = 0; row < 300; ++row) {
        Record record;
        QVERIFY(reader.read(row, record));
        ends.append(qsizetype(record.offset + record.length));
    }
    QVERIFY(ends.last() < whole.size());
    const qsizetype depth = qEnvironmentVariableIsSet("SOCKETARIUM_LONG_TESTS") ? ends.last() : 4096;
    const QString copy = fresh();
    QVERIFY(QDir().mkpath(copy));
    for (const QFileInfo &file : QDir(directory).entryInfoList(QDir::Files))
        QVERIFY(QFile::copy(file.filePath(), copy + u'/' + file.fileName()));
    const QString data = copy + QStringLiteral("/d00000000");
    putContent(data, whole.left(ends.last()));
    for (qsizetype cut = ends.last() - 1; cut > ends.last() - depth && cut > 64; --cut) {
        QVERIFY(QFile::resize(data, cut));
        const auto torn = RecordingStore::open(copy);
        QVERIFY(torn);
        const auto expected = std::upper_bound(ends.begin(), ends.end(), cut) - ends.begin();
        QCOMPARE((*torn)->rowCount(), RowNumber(expected));
        QVERIFY((*torn)->tornBytes() > 0);
        const Tally tally = cut % 64 == 0 ? readAll(*torn) : Tally{quint64(expected), 0, 0};
        QCOMPARE(tally.right, quint64(expected));
        QCOMPARE(QFileInfo(data).size(), cut); // never altered
    }
}

void TestRecordingStore::damagedIndexIsRebuiltFromTheData()
{
    const QString directory = written(500, smallOptions({}));
    for (const QFileInfo &file : QDir(directory).entryInfoList({QStringLiteral("i*")}, QDir::Files)) {
        QByteArray bytes = contentOf(file.filePath());
        for (qsizetype at = 5; at < bytes.size(); at += 48) // two of three rows
            bytes[at] = char(bytes[at] ^ 0x40);
        putContent(file.filePath(), bytes);
    }
    const auto store = RecordingStore::open(directory);
    QVERIFY(store);
    QCOMPARE((*store)->rowCount(), 500u);
    QCOMPARE(readAll(*store).right, 500u);
}

void TestRecordingStore::missingIndexIsRebuiltFromTheData()
{
    const QString directory = written(500, smallOptions({}));
    for (const QFileInfo &file : QDir(directory).entryInfoList({QStringLiteral("i*")}, QDir::Files))
        QVERIFY(QFile::remove(file.filePath()));
    const auto store = RecordingStore::open(directory);
    QVERIFY(store);
    QCOMPARE((*store)->rowCount(), 500u);
    QCOMPARE(readAll(*store).right, 500u);
    const RecordingReader reader(*store);
    for (RowNumber row : {499u, 3u, 250u, 0u}) {
        Record record;
        QVERIFY(reader.read(row, record));
        QCOMPARE(record.time, headOf(row).time);
    }
}

void TestRecordingStore::anyDamagedByteNeverGivesAWrongOne_data()
{
    QTest::addColumn<bool>("file");
    QTest::newRow("directory") << false;
    QTest::newRow("saved file") << true;
}

// faults.md row 53
void TestRecordingStore::anyDamagedByteNeverGivesAWrongOne()
{
    QFETCH(bool, file);
    const QString directory = written(120, smallOptions({}));
    const QString whole = file ? saved(directory) : directory;
    QVERIFY(!whole.isEmpty());
    const auto files = file ? QFileInfoList{QFileInfo(whole)} : QDir(whole).entryInfoList(QDir::Files);
    QRandomGenerator random(53);
    int opened = 0;
    for (int i = 0; i < 300; ++i) {
        const QString path = files[random.bounded(int(files.size()))].filePath();
        const QByteArray before = contentOf(path);
        QByteArray after = before;
        const int at = random.bounded(int(after.size()));
        after[at] = char(after[at] ^ (1 << random.bounded(8)));
        putContent(path, after);
        if (const auto store = RecordingStore::open(whole)) {
            ++opened;
            const Tally tally = readAll(*store);
            QCOMPARE(tally.wrong, 0u);
            QVERIFY(tally.missing <= 2);
            QCOMPARE((*store)->damagedRows(), tally.missing);
        }
        putContent(path, before);
    }
    QVERIFY(opened > 200);
}

// faults.md row 53
void TestRecordingStore::refusesWhatDeclaresMoreThanItHas()
{
    const QString file = saved(written(20, smallOptions({})));
    QByteArray bytes = contentOf(file);
    QByteArray head = bytes.mid(4096, 40);
    const quint64 declared = quint64(100) << 30;
    for (int i = 0; i < 8; ++i)
        head[24 + i] = char(declared >> (8 * i));
    const quint32 crc = crc32c(head.constData(), 36);
    for (int i = 0; i < 4; ++i)
        head[36 + i] = char(crc >> (8 * i));
    bytes.replace(4096, 40, head);
    putContent(file, bytes.left(4096 + 4096 + 1024));
    const auto store = RecordingStore::open(file);
    QVERIFY(!store);
    QCOMPARE(store.error().kind, ErrorKind::Damaged);
}

void TestRecordingStore::refusesForeignFiles()
{
    QCOMPARE(RecordingStore::open(fresh()).error().sysErrno, ENOENT);
    const QString file = fresh();
    putContent(file, QByteArray(100, 'x'));
    QCOMPARE(RecordingStore::open(file).error().kind, ErrorKind::Damaged);
    putContent(file, {});
    QCOMPARE(RecordingStore::open(file).error().kind, ErrorKind::Damaged);
    QCOMPARE(RecordingStore::open(m_directory.path()).error().kind, ErrorKind::Damaged);
}

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.value(1) == QLatin1String("record-until-killed"))
        return recordUntilKilled(arguments.value(2));
    TestRecordingStore test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_recordingstore.moc"
