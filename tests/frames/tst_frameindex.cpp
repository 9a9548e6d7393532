#include "netcore/frames/framebytes.h"
#include "tests/frames/framesfixture.h"

#include <QtCore/QRandomGenerator>
#include <QtTest/QTest>

using namespace netcore;

class TestFrameIndex : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void framesKnowTheirReads();
    void anyCutGivesTheSameFrames();
    void goesOnWhereItStopped();
    void eachDatagramIsAStream();
    void theEndOfAConnection();
    void damageIsAFrame();
    void overwrittenRows();
    void onlyTheNewestAreKept();
    void aWrongSpecIsRefused();
    void declaredLengthsAreKept();

private:
    static QByteArray randomLines(QRandomGenerator &random, int count);
};

QByteArray TestFrameIndex::randomLines(QRandomGenerator &random, int count)
{
    QByteArray bytes;
    for (int i = 0; i < count; ++i)
        bytes += QByteArray(int(random.bounded(30)), 'x') + '\n';
    return bytes;
}

void TestFrameIndex::framesKnowTheirReads()
{
    FramesFixture f;
    f.add("one\ntw");                   // row 0
    f.add("ours\n", Direction::Out);    // row 1
    f.add("o");                         // row 2
    f.add("other\n", Direction::In, 2); // row 3: another connection
    f.add("\nthree\nfour\nfi");         // row 4
    const FrameIndex index = f.cut(u"line(lf)");
    QCOMPARE(index.size(), quint64(5));
    const IndexedFrame two = index.at(2);
    QCOMPARE(two.frame.offset, quint64(4));
    QCOMPARE(two.frame.length, 4u);
    QCOMPARE(two.row, RowNumber(4));
    QCOMPARE(index.rowsOf(two, 10), (std::vector<RowNumber>{0, 2, 4}));
    QCOMPARE(index.readsOf(two).count, quint64(3));
    QCOMPARE(index.at(1).direction, Direction::Out);
    QCOMPARE(index.at(1).frame.offset, quint64(0));
    QCOMPARE(index.framesOfRow(4), std::optional(std::pair(quint64(2), quint64(4))));
    QCOMPARE(index.framesOfRow(2), std::optional(std::pair(quint64(2), quint64(2))));
    QCOMPARE(index.framesOfRow(3), std::nullopt);
    QCOMPARE(index.pending(Direction::In), quint64(2));
    QCOMPARE(index.pending(Direction::Out), quint64(0));
    const RecordingReader reader(f.store());
    QCOMPARE(frameBytes(reader, index, two), QByteArray("two\n"));
    QCOMPARE(streamBytes(reader, index, Direction::In, 2, 100), QByteArray("e\ntwo\nthree\nfour\nfi"));
    QCOMPARE(timeOf(reader, two), std::optional<SteadyNs>(5'000'000));
}

/// faults.md row 5: one byte a read, or a thousand frames in one; the frames are equal.
void TestFrameIndex::anyCutGivesTheSameFrames()
{
    QRandomGenerator random(11);
    const QByteArray stream = randomLines(random, 1000);
    std::vector<Frame> whole;
    const auto framer = makeFramer(u"line(lf)");
    (*framer)->feed(stream, 0, whole);
    for (const int most : {1, 7, 1000, 1 << 20}) {
        FramesFixture f;
        for (qsizetype at = 0; at < stream.size();) {
            const auto length =
                std::min<qsizetype>(most == 1 ? 1 : 1 + random.bounded(most), stream.size() - at);
            f.add(QByteArrayView(stream).sliced(at, length));
            at += length;
        }
        const FrameIndex index = f.cut(u"line(lf)");
        QCOMPARE(index.size(), quint64(whole.size()));
        const RecordingReader reader(f.store());
        for (quint64 i = 0; i < index.size(); ++i) {
            const IndexedFrame frame = index.at(i);
            QCOMPARE(frame.frame, whole[i]);
            const FrameIndex::Range reads = index.readsOf(frame);
            QVERIFY(index.reads().at(reads.first).offset <= frame.frame.offset);
            QVERIFY(index.reads().at(reads.last).end() >= frame.end());
            QCOMPARE(index.reads().at(reads.last).row, frame.row);
            if (i % 50 == 0)
                QCOMPARE(frameBytes(reader, index, frame),
                         stream.mid(qsizetype(frame.frame.offset), frame.frame.length));
        }
        for (RowNumber row = 0; row < f.store()->rowCount(); row += 1 + random.bounded(20)) {
            const Place read = index.reads().at(index.reads().fromRow(row));
            const auto frames = index.framesOfRow(row);
            QVERIFY(frames);
            QVERIFY(index.at(frames->first).frame.offset <= read.offset);
            QVERIFY(index.at(frames->first).end() > read.offset);
            QVERIFY(index.at(frames->second).frame.offset < read.end());
            QVERIFY(index.at(frames->second).end() >= read.end());
        }
    }
}

void TestFrameIndex::goesOnWhereItStopped()
{
    FramesFixture f;
    QRandomGenerator random(5);
    const auto indexer = FrameIndexer::create(ConnectionId(1), u"fixed(10)");
    for (int turn = 0; turn < 40; ++turn) {
        for (int i = 0; i < 25; ++i)
            f.add(QByteArray(int(random.bounded(1, 30)), 'a'), i % 3 ? Direction::In : Direction::Out);
        f.commit();
        const RecordingReader reader(f.store());
        int asked = 0;
        while ((*indexer)->index().nextRow() < f.store()->rowCount()) // cancelled again and again
            (*indexer)->advance(reader, f.store()->rowCount(),
                                [&](quint64 done) { return done < 64 && ++asked > 0; });
    }
    const FrameIndex whole = f.cut(u"fixed(10)");
    const FrameIndex &pieces = (*indexer)->index();
    QCOMPARE(pieces.size(), whole.size());
    QVERIFY(whole.size() > 500);
    QCOMPARE(pieces.summary(), whole.summary());
    for (quint64 i = 0; i < whole.size(); ++i)
        QCOMPARE(pieces.at(i).frame, whole.at(i).frame);
    (*indexer)->finish();
    QCOMPARE(pieces.pending(Direction::In) + pieces.pending(Direction::Out), quint64(0));
}

void TestFrameIndex::eachDatagramIsAStream()
{
    FramesFixture f;
    const auto datagram = [&f](QByteArrayView bytes) {
        f.add(bytes, Direction::In, 1, RecordKind::Datagram);
    };
    datagram("abcd");
    datagram("abcdef"); // one frame and two bytes more: not the next datagram's
    datagram("");
    datagram("wxyz");
    const FrameIndex index = f.cut(u"fixed(4)");
    QCOMPARE(index.size(), quint64(5));
    QCOMPARE(index.at(1).frame.fault, FrameFault::None);
    QCOMPARE(index.at(2).frame.fault, FrameFault::Unterminated);
    QCOMPARE(index.at(2).frame.length, 2u);
    QCOMPARE(index.at(3).frame.length, 0u); // an empty datagram is a frame
    QCOMPARE(index.rowsOf(index.at(3), 5), (std::vector<RowNumber>{2}));
    QCOMPARE(index.framesOfRow(2), std::optional(std::pair(quint64(3), quint64(3))));
    QCOMPARE(index.at(4).frame.offset, quint64(10));
    QCOMPARE(index.at(4).frame.fault, FrameFault::None);
}

void TestFrameIndex::theEndOfAConnection()
{
    FramesFixture f;
    f.add("done\nnot d");
    f.add("half", Direction::Out);
    QCOMPARE(f.cut(u"line(lf)").size(), quint64(1));
    QCOMPARE(f.cut(u"line(lf)", true).size(), quint64(3)); // a saved recording ends here
    f.close();
    const FrameIndex index = f.cut(u"line(lf)");
    QCOMPARE(index.size(), quint64(3));
    const FrameSummary summary = index.summary();
    QCOMPARE(summary.count(FrameFault::Unterminated), quint64(2));
    QCOMPARE(summary.faulty(), quint64(2));
    QCOMPARE(summary.firstFaultAt, std::optional<quint64>(5));
    QCOMPARE(summary.bytes, quint64(14));
    QCOMPARE(index.frames().nextMarked(Direction::Out, 0), std::optional<quint64>(2));
}

void TestFrameIndex::damageIsAFrame()
{
    FramesFixture f;
    f.add("first\nbegin");
    f.add("damaged in the middle");
    f.add("nning\nlast\n");
    f.commit();
    QFile file(f.directory() + QStringLiteral("/d00000000"));
    QVERIFY(file.open(QIODevice::ReadWrite));
    const qint64 at = file.read(4096).indexOf("damaged");
    QVERIFY(at > 0);
    file.seek(at);
    file.write("D");
    file.close();
    const FrameIndex index = f.cut(u"line(lf)");
    QCOMPARE(index.unreadable(), quint64(1));
    QCOMPARE(index.at(1).frame.fault, FrameFault::Unterminated); // "begin"
    QCOMPARE(index.at(2).frame.fault, FrameFault::Unframed);
    QCOMPARE(index.at(2).frame.length, 21u);
    QCOMPARE(index.at(3).frame.length, 6u); // "nning\n"
    quint64 covered = 0;
    for (quint64 i = 0; i < index.size(); ++i) {
        QCOMPARE(index.at(i).frame.offset, covered); // no gap
        covered = index.at(i).end();
    }
    QCOMPARE(covered, quint64(11 + 21 + 11));
}

void TestFrameIndex::overwrittenRows()
{
    FramesFixture f(1u << 20, 128u << 10);
    const auto indexer = FrameIndexer::create(ConnectionId(1), u"fixed(100)");
    for (int turn = 0; turn < 60; ++turn) {
        for (int i = 0; i < 50; ++i)
            f.add(QByteArray(1000, char('a' + turn % 26)));
        f.commit();
        if (turn % 7 == 0)
            (*indexer)->advance(RecordingReader(f.store()), f.store()->rowCount());
    }
    const RecordingReader reader(f.store());
    (*indexer)->advance(reader, f.store()->rowCount());
    QVERIFY(f.store()->firstRow() > 1000);
    const FrameIndex &index = (*indexer)->index();
    QVERIFY(index.letGo() > 0);
    QVERIFY(frameBytes(reader, index, index.at(index.end() - 1)) == QByteArray(100, char('a' + 59 % 26)));
    const FrameIndex late = f.cut(u"fixed(100)");
    QVERIFY(late.startsLate());
    QCOMPARE(late.unreadable(), quint64(0));
    QVERIFY(late.size() > 1000);
}

void TestFrameIndex::onlyTheNewestAreKept()
{
    FramesFixture f;
    FrameLimits limits;
    limits.mostKept = 10'000;
    for (int i = 0; i < 30; ++i)
        f.add(QByteArray(2000, '\n'));
    const FrameIndex index = f.cut(u"line(lf)", false, limits);
    QCOMPARE(index.end(), quint64(60'000));
    QVERIFY(index.size() >= 10'000 && index.size() < 10'000 + PlaceList::blockSize);
    QCOMPARE(index.letGo(), index.end() - index.size());
    QCOMPARE(index.summary().frames, quint64(60'000)); // counted all the same
    QCOMPARE(index.at(index.end() - 1).end(), quint64(60'000));
}

void TestFrameIndex::aWrongSpecIsRefused()
{
    const auto refused = FrameIndexer::create(ConnectionId(1), u"fixed(0)");
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, ErrorKind::InvalidArgument);
    QCOMPARE(refused.error().position, 6);
}

void TestFrameIndex::declaredLengthsAreKept()
{
    FramesFixture f;
    f.add(QByteArray::fromHex("0002aabb"));
    f.add(QByteArray::fromHex("ffffffff0102")); // as u32be: 4 GiB declared
    const FrameIndex index = f.cut(u"len(u16be)", true);
    QCOMPARE(index.at(0).frame.headerLength, quint16(2));
    FramesFixture g;
    g.add(QByteArray::fromHex("ffffffff0102"));
    const FrameIndex tooLong = g.cut(u"len(u32be)", true);
    QCOMPARE(tooLong.at(0).frame.fault, FrameFault::TooLong);
    QCOMPARE(tooLong.at(0).frame.declared, quint64(0xFFFFFFFF));
}

QTEST_GUILESS_MAIN(TestFrameIndex)
#include "tst_frameindex.moc"
