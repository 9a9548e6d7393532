// The case that courses on sockets teach: two answers of more than 1,024 bytes, a client that reads 1,024 at
// a time. One send is not one receive; a size before the data, with or without "ok" in between, gives the
// messages back.

#include "netcore/automation/sizeok.h"
#include "netcore/framing/framer.h"
#include "tests/session/enginebench.h"
#include "tests/session/plainpeers.h"

#include <QtCore/QRandomGenerator>
#include <QtTest/QTest>

using namespace netcore;

namespace {

constexpr int answerBytes = 1500;

QByteArrayList framesOf(const QString &framing, const QList<QByteArray> &chunks)
{
    auto framer = makeFramer(framing);
    QByteArrayList payloads;
    std::vector<Frame> frames;
    QByteArray stream;
    for (const QByteArray &chunk : chunks) {
        (*framer)->feed(chunk, 0, frames);
        stream += chunk;
    }
    (*framer)->finish(frames);
    for (const Frame &frame : frames) {
        const QByteArrayView wire = QByteArrayView(stream).sliced(qsizetype(frame.offset), frame.length);
        payloads += frame.fault == FrameFault::None ? (*framer)->decode(frame, wire) : "fault";
    }
    return payloads;
}

QList<qsizetype> randomSizes(QRandomGenerator &random, qsizetype size)
{
    QList<qsizetype> sizes;
    for (qsizetype left = size; left > 0; left -= sizes.last())
        sizes += std::min<qsizetype>(left, 1 + qsizetype(random.bounded(1024)));
    return sizes;
}

} // namespace

class TestStickyStreams : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneReadIsNotOneAnswer();
    void aSizeBeforeTheDataGivesTheAnswersBack_data();
    void aSizeBeforeTheDataGivesTheAnswersBack();
    void aByteASegmentOrAllAtOnceGiveTheSameFrames();
    void aHostileLengthStopsTheFramingOfItsConnectionAlone();
    void thousandMessagesUnderHundredSplits_data();
    void thousandMessagesUnderHundredSplits();

private:
    struct Pair
    {
        SessionId server, client;
    };
    Pair openPair(EngineBench &bench, const QString &responder, const QString &framing,
                  const QString &clientResponder);
    QList<QByteArray> chunksIn(const EngineBench &bench, ConnectionId id);
};

TestStickyStreams::Pair TestStickyStreams::openPair(EngineBench &bench, const QString &responder,
                                                    const QString &framing, const QString &clientResponder)
{
    Pair pair{};
    pair.server = bench.open(QStringLiteral("tcp-listen://127.0.0.1:0"), responder, framing);
    if (!QTest::qWaitFor([&] { return bench.session(pair.server).state == SessionState::Listening; }))
        return pair;
    pair.client = bench.open(bench.specOf(pair.server) + QStringLiteral("?read=1024"), clientResponder);
    static_cast<void>(
        QTest::qWaitFor([&] { return bench.only(pair.client).state == ConnectionState::Established; }));
    return pair;
}

QList<QByteArray> TestStickyStreams::chunksIn(const EngineBench &bench, ConnectionId id)
{
    QList<QByteArray> chunks;
    RecordingReader reader(bench.recordingStore());
    for (RowNumber row = reader.store().firstRow(); row < reader.store().rowCount(); ++row) {
        Record record;
        QByteArray payload;
        const bool wanted = reader.read(row, record) && record.kind == RecordKind::Chunk &&
                            record.direction == Direction::In && record.connection == id;
        if (wanted && reader.readPayload(record, payload))
            chunks += payload;
    }
    return chunks;
}

void TestStickyStreams::oneReadIsNotOneAnswer()
{
    EngineBench bench;
    const Pair pair = openPair(bench, QStringLiteral("listing(%1)").arg(answerBytes), {}, {});
    const ConnectionId client = bench.only(pair.client).id;
    bench.engine().send(client, "ls");
    QTRY_COMPARE(bench.only(pair.client).bytesIn, quint64(answerBytes));
    bench.engine().send(client, "ps");
    QTRY_COMPARE(bench.only(pair.client).bytesIn, quint64(2 * answerBytes));
    const QList<QByteArray> chunks = chunksIn(bench, client);
    for (const QByteArray &chunk : chunks)
        QVERIFY(chunk.size() <= 1024);
    QCOMPARE(chunks.first().size(), 1024); // the kernel had all of it: the read was the limit
    QVERIFY(chunks.size() >= 4);           // two answers, no one of them in one read
    QCOMPARE(chunks.join(), listingFor("ls", answerBytes) + listingFor("ps", answerBytes));
}

void TestStickyStreams::aSizeBeforeTheDataGivesTheAnswersBack_data()
{
    QTest::addColumn<QString>("responder");
    QTest::addColumn<QString>("framing");
    QTest::addColumn<QString>("clientResponder");
    QTest::addColumn<QByteArrayList>("requests");
    QTest::newRow("size-ok") << QStringLiteral("size-ok(1500)") << QStringLiteral("size-ok")
                             << QStringLiteral("say-ok") << QByteArrayList{"ls", "ps"};
    QTest::newRow("len") << QStringLiteral("listing(1500)") << QStringLiteral("len(u32be)") << QString()
                         << QByteArrayList{QByteArray("\0\0\0\2ls", 6), QByteArray("\0\0\0\2ps", 6)};
}

void TestStickyStreams::aSizeBeforeTheDataGivesTheAnswersBack()
{
    // faults.md row 9
    QFETCH(QString, responder);
    QFETCH(QString, framing);
    QFETCH(QString, clientResponder);
    QFETCH(QByteArrayList, requests);
    EngineBench bench;
    const Pair pair = openPair(bench, responder, framing, clientResponder);
    const ConnectionId client = bench.only(pair.client).id;
    for (qsizetype i = 0; i < requests.size(); ++i) {
        bench.engine().send(client, requests[i]);
        QTRY_COMPARE(bench.only(pair.client).bytesIn, quint64((i + 1) * (answerBytes + 4)));
    }
    const QByteArrayList expected{listingFor("ls", answerBytes), listingFor("ps", answerBytes)};
    QCOMPARE(framesOf(framing, chunksIn(bench, client)), expected);
}

// faults.md row 5: over a real connection, a byte a segment (TCP_NODELAY, and each waits for the echo of the
// one before it), and all frames in few reads
void TestStickyStreams::aByteASegmentOrAllAtOnceGiveTheSameFrames()
{
    EngineBench bench;
    const SessionId listener = bench.open(QStringLiteral("tcp-listen://127.0.0.1:0"), QStringLiteral("echo"));
    QTRY_COMPARE(bench.session(listener).state, SessionState::Listening);
    const SocketAddress at = bench.session(listener).locals.front();
    QByteArrayList lines;
    for (int i = 0; i < 200; ++i)
        lines << QByteArray::number(i);
    const QByteArray stream = lines.join('\n') + '\n';
    PlainPeer slow(at);
    slow.sendAtOnce();
    for (const char byte : stream)
        QVERIFY(slow.write(QByteArray(1, byte)) && slow.readByte());
    QTRY_COMPARE(bench.only(listener).bytesIn, quint64(stream.size()));
    PlainPeer quick(at);
    QVERIFY(quick.write(stream));
    QTRY_COMPARE(bench.connectionsOf(listener).size(), 2);
    const ConnectionId first = bench.connectionsOf(listener).at(0).id;
    const ConnectionId second = bench.connectionsOf(listener).at(1).id;
    QTRY_COMPARE(bench.connection(second).bytesIn, quint64(stream.size()));
    QCOMPARE(chunksIn(bench, first).size(), stream.size());
    QVERIFY(chunksIn(bench, first).size() > 10 * chunksIn(bench, second).size());
    QCOMPARE(framesOf(QStringLiteral("line(lf)"), chunksIn(bench, first)), lines);
    QCOMPARE(framesOf(QStringLiteral("line(lf)"), chunksIn(bench, second)), lines);
}

// faults.md row 1: what a peer declares over a real connection takes no memory, and no other connection
// notices
void TestStickyStreams::aHostileLengthStopsTheFramingOfItsConnectionAlone()
{
    EngineBench bench;
    const SessionId listener = bench.open(QStringLiteral("tcp-listen://127.0.0.1:0"), QStringLiteral("upper"),
                                          QStringLiteral("len(u32be)"));
    QTRY_COMPARE(bench.session(listener).state, SessionState::Listening);
    const SocketAddress at = bench.session(listener).locals.front();
    PlainPeer hostile(at);
    QVERIFY(hostile.write(QByteArray(4, '\xFF') + "what follows stays visible"));
    QTRY_COMPARE(bench.only(listener).bytesIn, 30u);
    const ConnectionId id = bench.only(listener).id;
    PlainPeer other(at);
    QVERIFY(other.write(QByteArray("\0\0\0\3abc", 7)));
    QByteArray got;
    QTRY_VERIFY((got += other.tryRead(), got == QByteArray("\0\0\0\3ABC", 7)));
    const QByteArrayList frames = framesOf(QStringLiteral("len(u32be)"), chunksIn(bench, id));
    QVERIFY(frames.size() >= 2 && frames.count("fault") == frames.size());
    QVERIFY(chunksIn(bench, id).join().endsWith("what follows stays visible"));
    QCOMPARE(bench.connection(id).ended, EndReason::None);
    QVERIFY(hostile.tryRead().isEmpty()); // nothing of it is answered
}

void TestStickyStreams::thousandMessagesUnderHundredSplits_data()
{
    QTest::addColumn<QString>("framing");
    QTest::newRow("size-ok") << QStringLiteral("size-ok");
    QTest::newRow("len") << QStringLiteral("len(u32be)");
}

void TestStickyStreams::thousandMessagesUnderHundredSplits()
{
    QFETCH(QString, framing);
    auto framer = makeFramer(framing);
    QRandomGenerator random(17);
    QByteArray stream;
    QByteArrayList sent;
    for (int i = 0; i < 1'000; ++i) {
        sent += listingFor("cmd" + QByteArray::number(i), 1 + int(random.bounded(3'000)));
        stream += *(*framer)->encode(sent.last());
    }
    for (int split = 0; split < 100; ++split) {
        QList<QByteArray> chunks;
        qsizetype at = 0;
        for (const qsizetype size : randomSizes(random, stream.size())) {
            chunks += stream.sliced(at, size);
            at += size;
        }
        QVERIFY(framesOf(framing, chunks) == sent);
    }
}

QTEST_GUILESS_MAIN(TestStickyStreams)
#include "tst_stickystreams.moc"
