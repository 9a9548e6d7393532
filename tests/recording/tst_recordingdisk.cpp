#include "tests/recording/recordingfixture.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFile>
#include <QtCore/QProcess>
#include <QtTest/QTest>

#include <cerrno>
#include <cstdio>
#include <sched.h>
#include <sys/mount.h>
#include <unistd.h>

using namespace netcore;
using namespace recordingtest;

/// The recording on a disk that fills up: a small tmpfs in a mount namespace that the
/// child process makes for itself.
class TestRecordingDisk : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fullDiskStopsItAndSpaceResumesIt();
};

namespace {

constexpr int cannotIsolate = 77;

#define CHECK(condition)                                                                                     \
    do {                                                                                                     \
        if (!(condition)) {                                                                                  \
            std::fprintf(stderr, "line %d: %s\n", __LINE__, #condition);                                     \
            return 1;                                                                                        \
        }                                                                                                    \
    } while (false)

bool put(const char *path, const QByteArray &text)
{
    QFile file(QString::fromLatin1(path));
    return file.open(QIODevice::WriteOnly | QIODevice::Unbuffered) && file.write(text) == text.size();
}

bool mountSmallDisk(const QByteArray &at)
{
    const QByteArray user = QByteArray::number(::getuid());
    const QByteArray group = QByteArray::number(::getgid());
    return ::unshare(CLONE_NEWUSER | CLONE_NEWNS) == 0 && put("/proc/self/setgroups", "deny") &&
           put("/proc/self/uid_map", user + ' ' + user + " 1") &&
           put("/proc/self/gid_map", group + ' ' + group + " 1") &&
           ::mount("none", at.constData(), "tmpfs", 0, "size=64k,mode=0700") == 0;
}

bool allRight(const RecordingStore &store, const std::shared_ptr<const RecordingStore> &shared)
{
    const RecordingReader reader(shared);
    Record record;
    QByteArray payload;
    for (RowNumber row = store.firstRow(); row < store.rowCount(); ++row) {
        if (!reader.read(row, record) || !reader.readPayload(record, payload) ||
            !isRowItself(record, payload, row))
            return false;
    }
    return true;
}

/// Row numbers go on where they were: what was dropped never had one.
int fillThenResume(const QString &disk)
{
    const SystemClock clock;
    const QString ballast = disk + QStringLiteral("/ballast");
    QFile file(ballast);
    CHECK(file.open(QIODevice::WriteOnly) && file.write(QByteArray(20'000, 'x')) == 20'000);
    file.close();
    const auto writer = RecordingWriter::create(smallOptions(disk + QStringLiteral("/r")), clock);
    CHECK(writer);
    writeRows(**writer, 0, 1000);
    CHECK((*writer)->state() == RecordingState::StoppedNoSpace);
    CHECK((*writer)->error().sysErrno == ENOSPC);
    const RowNumber kept = (*writer)->store()->rowCount();
    CHECK(kept > 10 && kept + (*writer)->droppedRecords() == 1000);
    CHECK(!(*writer)->tryResume());
    const auto stopped = RecordingStore::open(disk + QStringLiteral("/r"));
    CHECK(stopped && (*stopped)->rowCount() == kept && allRight(**stopped, *stopped));
    CHECK(QFile::remove(ballast));
    CHECK((*writer)->tryResume());
    writeRows(**writer, kept, kept + 20);
    CHECK((*writer)->store()->rowCount() == kept + 20);
    CHECK(allRight(*(*writer)->store(), (*writer)->store()));
    return 0;
}

int runOnSmallDisk(const QString &disk)
{
    if (!mountSmallDisk(QFile::encodeName(disk)))
        return cannotIsolate;
    return fillThenResume(disk);
}

} // namespace

// faults.md row 49
void TestRecordingDisk::fullDiskStopsItAndSpaceResumesIt()
{
    const QTemporaryDir disk;
    QProcess child;
    child.start(QCoreApplication::applicationFilePath(), {QStringLiteral("on-small-disk"), disk.path()});
    QTRY_COMPARE_WITH_TIMEOUT(child.state(), QProcess::NotRunning, 20'000);
    if (child.exitCode() == cannotIsolate)
        QSKIP("this machine does not let a process make its own mount namespace");
    QVERIFY2(child.exitStatus() == QProcess::NormalExit && child.exitCode() == 0,
             child.readAllStandardError().constData());
}

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.value(1) == QLatin1String("on-small-disk"))
        return runOnSmallDisk(arguments.value(2));
    TestRecordingDisk test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_recordingdisk.moc"
