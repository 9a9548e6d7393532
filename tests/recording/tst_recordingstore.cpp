#include "tests/recording/recordingfixture.h"

#include <QtCore/QFile>
#include <QtTest/QTest>

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
    void damagedIndexIsRebuiltFromTheData();
    void missingIndexIsRebuiltFromTheData();
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

QTEST_GUILESS_MAIN(TestRecordingStore)
#include "tst_recordingstore.moc"
