#include "netcore/recording/statistics.h"
#include "tests/recording/recordingfixture.h"

#include <QtTest/QTest>

#include <algorithm>

using namespace netcore;
using namespace recordingtest;

namespace {

constexpr SteadyNs ms = 1'000'000;

Record data(SteadyNs time, int connection, Direction direction, RecordKind kind = RecordKind::Chunk)
{
    Record head;
    head.time = time;
    head.kind = kind;
    head.direction = direction;
    head.connection = ConnectionId(connection);
    return head;
}

} // namespace

class TestStatistics : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void knownConversation();
    void filterAndConnectionsChoose();
    void answersAreMatchedByAKey();
    void bucketsWidenAsTimeGoesOn();
    void stretchesAddUpToTheWhole();
    void manyConnectionsAreBounded();

private:
    void write(const Record &head, const QByteArray &payload) { m_writer->append(head, payload); }
    Statistics count(const QString &filter = {}, const std::vector<ConnectionId> &connections = {},
                     std::optional<KeyPlace> key = {});

    std::unique_ptr<QTemporaryDir> m_directory;
    FakeClock m_clock;
    std::unique_ptr<RecordingWriter> m_writer;
};

void TestStatistics::init()
{
    m_writer.reset();
    m_directory = std::make_unique<QTemporaryDir>();
    auto writer = RecordingWriter::create(smallOptions(m_directory->filePath(QStringLiteral("r"))), m_clock);
    QVERIFY(writer);
    m_writer = std::move(*writer);
}

Statistics TestStatistics::count(const QString &filter, const std::vector<ConnectionId> &connections,
                                 std::optional<KeyPlace> key)
{
    m_writer->commit();
    const RecordingReader reader(m_writer->store());
    Statistics statistics(key);
    addToStatistics(reader, *Filter::parse(filter), connections, 0, reader.store().rowCount(), statistics);
    return statistics;
}

void TestStatistics::knownConversation()
{
    write(data(0, 1, Direction::None, RecordKind::ConnectionOpened), "{}");
    write(data(10 * ms, 1, Direction::Out), "12345");
    write(data(13 * ms, 1, Direction::In), "abc"); // the peer answers after 3 ms
    write(data(14 * ms, 1, Direction::In), "d");   // goes on
    write(data(16 * ms, 2, Direction::In, RecordKind::Datagram), "");
    write(data(20 * ms, 1, Direction::Out), "6");                 // we answer after 6 ms
    write(data(27 * ms, 1, Direction::In), QByteArray(100, 'x')); // after 7 ms
    write(data(28 * ms, 1, Direction::None, RecordKind::Notice), "{}");
    const Statistics statistics = count();
    QCOMPARE(statistics.total().bytes[inIndex], quint64(104));
    QCOMPARE(statistics.total().bytes[outIndex], quint64(6));
    QCOMPARE(statistics.total().records[inIndex], quint64(4));
    QCOMPARE(statistics.total().records[outIndex], quint64(2));
    QCOMPARE(statistics.lengths(inIndex).count(), quint64(4));
    QCOMPARE(statistics.lengths(inIndex).most(), quint64(100));
    QCOMPARE(statistics.lengths(inIndex).least(), quint64(0));
    QCOMPARE(statistics.gaps(inIndex).count(), quint64(2)); // 1 and 13 ms; connection 2 has only one
    QCOMPARE(statistics.gaps(inIndex).least(), quint64(1 * ms));
    QCOMPARE(statistics.gaps(inIndex).most(), quint64(13 * ms));
    QCOMPARE(statistics.gaps(outIndex).most(), quint64(10 * ms));
    QCOMPARE(statistics.roundTrips(outIndex).count(), quint64(2));
    QCOMPARE(statistics.roundTrips(outIndex).least(), quint64(3 * ms));
    QCOMPARE(statistics.roundTrips(outIndex).most(), quint64(7 * ms));
    QCOMPARE(statistics.roundTrips(inIndex).count(), quint64(1));
    QCOMPARE(statistics.roundTrips(inIndex).most(), quint64(6 * ms));
    const auto top = statistics.topTalkers(10);
    QCOMPARE(top.size(), size_t(2));
    QCOMPARE(top[0].connection, ConnectionId(1));
    QCOMPARE(top[0].opened, std::optional<RowNumber>(0));
    QCOMPARE(top[0].first, 10 * ms);
    QCOMPARE(top[0].last, 27 * ms);
    QCOMPARE(top[1].count.allRecords(), quint64(1));
    QVERIFY(!top[1].opened);
    QCOMPARE(statistics.topTalkers(1).size(), size_t(1));
    QCOMPARE(statistics.rates().begin(), 10 * ms);
    QCOMPARE(statistics.rates().buckets().size(), size_t(2)); // 10 and 20 ms
    QCOMPARE(statistics.rates().buckets()[0].bytes[inIndex], quint64(4));
    QCOMPARE(statistics.rates().buckets()[1].bytes[inIndex], quint64(100));
}

void TestStatistics::filterAndConnectionsChoose()
{
    for (int i = 0; i < 300; ++i)
        write(data(i * ms, i % 3 + 1, i % 2 ? Direction::Out : Direction::In), QByteArray(i % 10, 'x'));
    QCOMPARE(count().total().allRecords(), quint64(300));
    QCOMPARE(count(QStringLiteral("in")).total().records[outIndex], quint64(0));
    QCOMPARE(count(QStringLiteral("in")).total().records[inIndex], quint64(150));
    QCOMPARE(count(QStringLiteral("len == 3")).total().allRecords(), quint64(30));
    QCOMPARE(count({}, {ConnectionId(2)}).total().allRecords(), quint64(100));
    QCOMPARE(count({}, {ConnectionId(1), ConnectionId(3)}).connectionCount(), size_t(2));
    QCOMPARE(count(QStringLiteral("text ~ \"xxxxxxxxx\""), {ConnectionId(2)}).total().allRecords(),
             quint64(10));
}

void TestStatistics::answersAreMatchedByAKey()
{
    // Two requests in flight, answered in the other order; one never.
    write(data(0, 1, Direction::Out), "\x01\x0Axx");
    write(data(1 * ms, 1, Direction::Out), "\x01\x0Bxx");
    write(data(2 * ms, 1, Direction::Out), "\x01\x0Cxx");
    write(data(5 * ms, 1, Direction::In), "\x02\x0Byy");
    write(data(9 * ms, 1, Direction::In), "\x02\x0Ayy");
    write(data(9 * ms, 2, Direction::In), "\x02\x0Cyy"); // another connection's
    write(data(10 * ms, 1, Direction::In), "\x02");      // too short for a key
    const Statistics statistics = count({}, {}, KeyPlace{1, 1});
    QCOMPARE(statistics.roundTrips(outIndex).count(), quint64(2));
    QCOMPARE(statistics.roundTrips(outIndex).least(), quint64(4 * ms));
    QCOMPARE(statistics.roundTrips(outIndex).most(), quint64(9 * ms));
    QCOMPARE(statistics.waiting(), quint64(2));
}

void TestStatistics::bucketsWidenAsTimeGoesOn()
{
    TimeBuckets buckets;
    quint64 bytes = 0;
    for (SteadyNs time = 3 * ms; time < 3'600'000 * ms; time += 777 * ms) {
        buckets.add(time, std::size_t(time / ms % 2), 10);
        bytes += 10;
        QVERIFY(buckets.buckets().size() <= TimeBuckets::mostBuckets);
    }
    quint64 found = 0;
    for (const TrafficCount &count : buckets.buckets())
        found += count.allBytes();
    QCOMPARE(found, bytes);
    QVERIFY(buckets.width() * SteadyNs(buckets.buckets().size()) >= 3'599'000 * ms);
    QVERIFY(buckets.buckets().size() > TimeBuckets::mostBuckets / 2 - 1);
}

void TestStatistics::stretchesAddUpToTheWhole()
{
    writeRows(*m_writer, 0, 500);
    const RecordingReader reader(m_writer->store());
    const RowNumber first = reader.store().firstRow();
    const RowNumber end = reader.store().rowCount();
    Statistics whole;
    Statistics parts;
    addToStatistics(reader, {}, {}, first, end, whole);
    for (RowNumber at = first; at < end;)
        at = addToStatistics(reader, {}, {}, at, std::min(end, at + 37), parts);
    QVERIFY(whole.total().allRecords() > 0);
    QCOMPARE(parts.total().bytes, whole.total().bytes);
    QCOMPARE(parts.total().records, whole.total().records);
    QCOMPARE(parts.gaps(inIndex).count(), whole.gaps(inIndex).count());
    QCOMPARE(parts.roundTrips(outIndex).count(), whole.roundTrips(outIndex).count());
    Statistics none; // a cancelled job says where it stopped
    QCOMPARE(addToStatistics(reader, {}, {}, first, end, none, [](quint64) { return false; }), first);
    QCOMPARE(none.total().allRecords(), quint64(0));
}

void TestStatistics::manyConnectionsAreBounded()
{
    Statistics statistics;
    const RecordingReader reader(m_writer->store());
    constexpr int count = int(Statistics::mostConnections) + 10;
    for (int i = 1; i <= count; ++i) {
        Record record = data(i, i, Direction::In);
        record.length = 1;
        statistics.add(RowNumber(i), record, reader);
    }
    QCOMPARE(statistics.connectionCount(), Statistics::mostConnections);
    QCOMPARE(statistics.total().allRecords(), quint64(count));
}

QTEST_GUILESS_MAIN(TestStatistics)
#include "tst_statistics.moc"
