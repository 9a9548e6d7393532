// Recordings of any size, and the jobs over them as the program runs them: filter, search, dump.
#include "netcore/exchange/recordexporter.h"
#include "netcore/framing/framer.h"
#include "netcore/recording/recordingwriter.h"
#include "tests/bench/measure.h"
#include "widgets/models/connectionset.h"
#include "widgets/models/recordfinder.h"
#include "widgets/models/rowscan.h"

#include <QtCore/QBuffer>
#include <QtCore/QCoreApplication>
#include <QtCore/QEventLoop>
#include <QtCore/QFileInfo>
#include <QtCore/QTimer>

#include <fcntl.h>
#include <unistd.h>

namespace {

using namespace netcore;

std::shared_ptr<const RecordingStore> opened(const QString &path)
{
    const auto store = RecordingStore::open(path);
    if (!store) {
        std::fprintf(stderr, "bench_store: %s cannot be opened\n", path.toLocal8Bit().constData());
        std::exit(1);
    }
    return *store;
}

/// DIR ROWS SIZE CONNECTIONS: chunks, datagrams and a few states; one payload in 100,000 holds "needle".
int make(const QStringList &a)
{
    const SystemClock clock;
    RecordingOptions options;
    options.directory = a[0];
    options.maxBytes = 1ull << 42;
    options.atBound = AtBound::Stop;
    const auto writer = RecordingWriter::create(options, clock);
    if (!writer)
        return 1;
    const quint64 rows = a[1].toULongLong();
    const quint32 connections = std::max(1u, a.value(3, QStringLiteral("1000")).toUInt());
    QByteArray payload(std::max(a[2].toInt(), 8), '.');
    for (qsizetype i = 8; i < payload.size(); ++i)
        payload[i] = char('a' + (i * 7 + i / 13) % 23);
    const double began = bench::now();
    for (quint64 row = 0; row < rows; ++row) {
        Record head;
        head.time = SteadyNs(row * 1000);
        head.kind = row % 8 == 7 ? RecordKind::Datagram : RecordKind::Chunk;
        head.direction = row % 3 ? Direction::In : Direction::Out;
        head.connection = ConnectionId(1 + row % connections);
        std::memcpy(payload.data(), &row, sizeof row);
        const bool special = row % 100'000 == 99'999;
        if (special)
            payload.replace(payload.size() - 6, 6, "needle");
        (*writer)->append(head, payload);
        if (special)
            payload.replace(payload.size() - 6, 6, "nothin");
        if (row % 4096 == 0)
            (*writer)->commit();
    }
    (*writer)->commit();
    bench::tell({{QStringLiteral("rows"), qint64((*writer)->store()->rowCount())},
                 {QStringLiteral("state"), int((*writer)->state())},
                 {QStringLiteral("seconds"), bench::now() - began}});
    return 0;
}

/// DIR FILTER ROUNDS: through RowScan, as the traffic table does.
int filter(const QStringList &a)
{
    const auto store = opened(a[0]);
    const auto parsed = Filter::parse(a[1]);
    if (!parsed)
        return 2;
    const models::RowSieve sieve = [filter = *parsed](const RecordingReader &reader,
                                                      std::span<const Record> records, quint64 present) {
        const quint64 shown = filter.sieve(reader, records, present);
        return models::RowVerdicts{shown, present & ~shown};
    };
    const quint64 rows = store->rowCount() - store->firstRow();
    for (int round = 0; round < a.value(2, QStringLiteral("1")).toInt(); ++round) {
        models::RowScan scan;
        QEventLoop loop;
        double first = 0;
        const double began = bench::now();
        const double cpu = bench::cpuSeconds();
        QObject::connect(&scan, &models::RowScan::rowsChanged, &loop, [&] {
            if (first == 0 && scan.rows().size() > 0)
                first = bench::now() - began;
            if (!scan.isBehind())
                loop.quit();
        });
        scan.restart(store, sieve);
        if (scan.isBehind())
            loop.exec();
        const double seconds = bench::now() - began;
        bench::tell({{QStringLiteral("rows"), qint64(rows)},
                     {QStringLiteral("shown"), qint64(scan.rows().size())},
                     {QStringLiteral("seconds"), seconds},
                     {QStringLiteral("firstResult"), first},
                     {QStringLiteral("rowsPerSecond"), double(rows) / seconds},
                     {QStringLiteral("bytesPerSecond"), double(store->bytesStored()) / seconds},
                     {QStringLiteral("cpu"), bench::cpuSeconds() - cpu}});
    }
    return 0;
}

/// DIR NEEDLE ROUNDS: through RecordFinder, as the find bar does. NEEDLE /…/ is an expression.
int search(const QStringList &a)
{
    const auto store = opened(a[0]);
    const bool expression = a[1].startsWith(u'/') && a[1].endsWith(u'/');
    const auto parsed = ByteExpression::parse(expression ? a[1].mid(1, a[1].size() - 2) : QString());
    const BytePattern pattern = expression ? BytePattern(*parsed) : BytePattern(a[1].toUtf8());
    for (int round = 0; round < a.value(2, QStringLiteral("1")).toInt(); ++round) {
        models::RecordFinder finder;
        QEventLoop loop;
        qint64 row = -1;
        QObject::connect(&finder, &models::RecordFinder::found, &loop, [&](const Found &place, bool) {
            row = qint64(place.row);
            loop.quit();
        });
        QObject::connect(&finder, &models::RecordFinder::notFound, &loop, &QEventLoop::quit);
        const double began = bench::now();
        const double cpu = bench::cpuSeconds();
        finder.start(store, pattern, {store->firstRow(), 0}, SearchWay::Forward);
        loop.exec();
        const double seconds = bench::now() - began;
        bench::tell({{QStringLiteral("row"), row},
                     {QStringLiteral("seconds"), seconds},
                     {QStringLiteral("bytesPerSecond"), double(store->bytesStored()) / seconds},
                     {QStringLiteral("cpu"), bench::cpuSeconds() - cpu}});
    }
    return 0;
}

/// FILE OUT: the file as a hex dump, with the functions that the program exports with.
int dump(const QStringList &a)
{
    QFile in(a[0]);
    QFile out(a[1]);
    if (!in.open(QIODevice::ReadOnly) || !out.open(QIODevice::ReadWrite))
        return 1;
    const double began = bench::now();
    const double cpu = bench::cpuSeconds();
    const char *bytes = reinterpret_cast<const char *>(in.map(0, in.size()));
    OutputBuffer buffer(out.handle());
    const auto exporter = makeBytesExporter(ExportFormat::HexDump, buffer);
    exporter->take({0, Record(), QByteArrayView(bytes, qsizetype(in.size()))});
    exporter->finish();
    buffer.flush();
    if (buffer.error().isError())
        return 1;
    const off_t written = ::lseek(out.handle(), 0, SEEK_CUR);
    if (::ftruncate(out.handle(), written) != 0)
        return 1;
    const double seconds = bench::now() - began;
    bench::tell({{QStringLiteral("seconds"), seconds},
                 {QStringLiteral("bytesPerSecond"), double(in.size()) / seconds},
                 {QStringLiteral("cpu"), bench::cpuSeconds() - cpu}});
    return 0;
}

/// SPEC MIB: frames of 64 bytes on the wire, 256 KiB at a time; `readline` is QBuffer::readLine.
int framing(const QStringList &a)
{
    const bool plain = a[0] == QLatin1String("readline");
    const auto framer = makeFramer(plain ? QStringLiteral("line") : a[0]);
    if (!framer)
        return 2;
    const qsizetype mebibytes = a[1].toInt();
    QByteArray wire;
    for (qsizetype length = 64; length > 0 && wire.size() != 64; --length) {
        const auto one = (*framer)->encode(QByteArray(length, 'x'));
        wire = one ? *one : QByteArray();
    }
    if (wire.size() != 64)
        return 2;
    QByteArray stream = wire.repeated((mebibytes << 20) / 64);
    std::vector<Frame> frames;
    quint64 count = 0;
    const double began = bench::now();
    if (plain) {
        QBuffer buffer(&stream);
        buffer.open(QIODevice::ReadOnly);
        while (!buffer.readLine().isEmpty())
            ++count;
    } else {
        constexpr qsizetype part = 256 << 10;
        for (qsizetype at = 0; at < stream.size(); at += part) {
            (*framer)->feed(QByteArrayView(stream).sliced(at, std::min(part, stream.size() - at)), 0, frames);
            count += frames.size();
            frames.clear();
        }
    }
    const double seconds = bench::now() - began;
    bench::tell({{QStringLiteral("frames"), qint64(count)},
                 {QStringLiteral("expected"), qint64(stream.size() / 64)},
                 {QStringLiteral("seconds"), seconds},
                 {QStringLiteral("bytesPerSecond"), double(stream.size()) / seconds}});
    return 0;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QStringList all = application.arguments();
    const QString command = all.value(1);
    const QStringList arguments = all.mid(2);
    if (command == QLatin1String("make") && arguments.size() >= 3)
        return make(arguments);
    if (command == QLatin1String("filter") && arguments.size() >= 2)
        return filter(arguments);
    if (command == QLatin1String("search") && arguments.size() >= 2)
        return search(arguments);
    if (command == QLatin1String("dump") && arguments.size() == 2)
        return dump(arguments);
    if (command == QLatin1String("framing") && arguments.size() == 2)
        return framing(arguments);
    std::fputs("bench_store: see the functions of tests/bench/storebench.cpp for its commands\n", stderr);
    return 2;
}
