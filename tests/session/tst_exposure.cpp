// Who could reach the program, asked of the kernel.
#include "tests/session/enginebench.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QSet>
#include <QtTest/QTest>

#include <algorithm>

#include <arpa/inet.h>
#include <unistd.h>

using namespace netcore;

namespace {

QSet<QByteArray> ownInodes()
{
    QSet<QByteArray> inodes;
    const QDir open(QStringLiteral("/proc/self/fd"));
    const QStringList names = open.entryList(QDir::Files | QDir::System);
    for (const QString &name : names) {
        QByteArray target(64, Qt::Uninitialized);
        const QByteArray path = QFile::encodeName(open.filePath(name));
        target.truncate(std::max<qsizetype>(0, ::readlink(path.constData(), target.data(), 64)));
        if (target.startsWith("socket:["))
            inodes << target.mid(8).chopped(1);
    }
    return inodes;
}

/// "0100007F:1F90": words of 32 bits in the machine's order, then the port.
SocketAddress fromProc(const QByteArray &text)
{
    const QByteArray words = text.left(text.indexOf(':'));
    QByteArray bytes;
    for (qsizetype i = 0; i < words.size(); i += 8) {
        const quint32 word = words.mid(i, 8).toUInt(nullptr, 16);
        bytes.append(reinterpret_cast<const char *>(&word), sizeof word);
    }
    const quint16 port = text.mid(text.indexOf(':') + 1).toUShort(nullptr, 16);
    if (bytes.size() == 4)
        return {QHostAddress(ntohl(*reinterpret_cast<const quint32 *>(bytes.constData()))), port};
    return {QHostAddress(reinterpret_cast<const quint8 *>(bytes.constData())), port};
}

/// What this process has bound and not connected, as the kernel lists it (proc(5)): "tcp 127.0.0.1:9000".
QSet<QString> ownBound()
{
    const QSet<QByteArray> inodes = ownInodes();
    QSet<QString> bound;
    for (const char *table : {"tcp", "tcp6", "udp", "udp6"}) {
        QFile file(QStringLiteral("/proc/self/net/") + QLatin1String(table));
        if (!file.open(QIODevice::ReadOnly))
            continue; // no IPv6 here
        const QList<QByteArray> lines = file.readAll().split('\n');
        for (const QByteArray &line : lines) {
            const QList<QByteArray> fields = line.simplified().split(' ');
            constexpr int local = 1;
            constexpr int inode = 9;
            if (fields.size() > inode && inodes.contains(fields.at(inode)))
                bound << QString::fromLatin1(table).left(3) + QLatin1Char(' ') +
                             fromProc(fields.at(local)).toString();
        }
    }
    return bound;
}

} // namespace

class TestExposure : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bindsToThisMachineAlone_data();
    void bindsToThisMachineAlone();
};

void TestExposure::bindsToThisMachineAlone_data()
{
    QTest::addColumn<QString>("spec");
    for (const char *spec :
         {"tcp-listen://:0", "udp-listen://:0", "tcp-listen://localhost:0", "udp-listen://localhost:0",
          "tcp-listen://[::1]:0", "udp-listen://127.0.0.1:0", "udp://127.0.0.1:9", "udp://[::1]:9"})
        QTest::newRow(spec) << QString::fromLatin1(spec);
}

// faults.md row 66
void TestExposure::bindsToThisMachineAlone()
{
    QFETCH(QString, spec);
    EngineBench bench;
    const SessionId session = bench.open(spec, QStringLiteral("echo"));
    QTRY_COMPARE(bench.session(session).state,
                 spec.contains(QLatin1String("listen")) ? SessionState::Listening : SessionState::Open);
    const QList<SocketAddress> locals = bench.session(session).locals;
    QVERIFY(!locals.isEmpty());
    QSet<QString> told;
    for (const SocketAddress &local : locals) {
        QVERIFY2(local.isLoopback(), qPrintable(local.toString()));
        told << spec.left(3) + QLatin1Char(' ') + local.toString();
    }
    QCOMPARE(ownBound(), told);
    bench.engine().closeSession(session);
    QTRY_COMPARE(bench.session(session).state, SessionState::Closed);
    QCOMPARE(ownBound(), QSet<QString>());
}

QTEST_GUILESS_MAIN(TestExposure)
#include "tst_exposure.moc"
