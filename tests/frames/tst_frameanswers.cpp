#include "netcore/frames/frameanswers.h"
#include "netcore/recording/statistics.h"
#include "tests/frames/framesfixture.h"

#include <QtTest/QTest>

using namespace netcore;

namespace {

constexpr quint64 ms = 1'000'000;

std::shared_ptr<const Structure> numbered()
{
    const auto structure =
        Structure::parse(u"structure s { number: u8; head: group { tag: u8; } rest: bytes(rest); }");
    return structure ? std::make_shared<const Structure>(*structure) : nullptr;
}

} // namespace

/// The fixture's records come a millisecond after each other.
class TestFrameAnswers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theNextFrameAnswers();
    void chunksAreNotFrames();
    void answersHaveTheField();
    void framesOutOfManyReads();
    void theFilterChoosesFrames();
    void eachSessionHasItsFraming();
    void aGapStartsAnew();
    void manyFramesNeedNoMemory();
    void refusals();

private:
    static Statistics count(const FramesFixture &recording, FrameMatching matching,
                            const QString &filter = {});
};

Statistics TestFrameAnswers::count(const FramesFixture &recording, FrameMatching matching,
                                   const QString &filter)
{
    const RecordingReader reader(recording.store());
    Statistics whole(*FrameAnswers::create(matching));
    const RowNumber end = recording.store()->rowCount();
    addToStatistics(reader, *Filter::parse(filter), {}, 0, end, whole);
    Statistics parts(*FrameAnswers::create(matching)); // a live recording is counted in stretches
    for (RowNumber at = 0; at < end;)
        at = addToStatistics(reader, *Filter::parse(filter), {}, at, std::min(end, at + 3), parts);
    for (const std::size_t way : {inIndex, outIndex}) {
        if (parts.roundTrips(way).count() != whole.roundTrips(way).count() ||
            parts.roundTrips(way).most() != whole.roundTrips(way).most())
            qFatal("stretches and the whole give different answers");
    }
    return whole;
}

void TestFrameAnswers::theNextFrameAnswers()
{
    FramesFixture recording;
    recording.add("ask ", Direction::Out);    // 1 ms
    recording.add("me\n", Direction::Out);    // 2 ms: asked
    recording.add("yes", Direction::In);      // 3 ms: not an answer yet
    recording.add(" sir\nmo", Direction::In); // 4 ms: answered after 2 ms
    recording.add("re\n", Direction::In);     // 5 ms: the peer goes on
    recording.add("ok\n", Direction::Out);    // 6 ms: we answer after 1 ms
    recording.commit();
    const Statistics counted = count(recording, FrameMatching::withFraming(QStringLiteral("line")));
    QCOMPARE(counted.roundTrips(outIndex).count(), quint64(1));
    QCOMPARE(counted.roundTrips(outIndex).most(), 2 * ms);
    QCOMPARE(counted.roundTrips(inIndex).count(), quint64(1));
    QCOMPARE(counted.roundTrips(inIndex).most(), 1 * ms);
    QVERIFY(!counted.isMatching());
    QCOMPARE(counted.total().records[inIndex], quint64(3)); // all else counts as ever
}

void TestFrameAnswers::chunksAreNotFrames()
{
    FramesFixture recording;
    recording.add("a\n", Direction::Out);
    recording.add("half", Direction::In);
    recording.add("b\n", Direction::Out);
    recording.add(" done\n", Direction::In); // 4 ms; the last asked at 3 ms
    recording.commit();
    const Statistics byFrame = count(recording, FrameMatching::withFraming(QStringLiteral("line")));
    QCOMPARE(byFrame.roundTrips(outIndex).count(), quint64(1));
    QCOMPARE(byFrame.roundTrips(inIndex).count(), quint64(0));
    Statistics byChunk;
    addToStatistics(RecordingReader(recording.store()), {}, {}, 0, 4, byChunk);
    QCOMPARE(byChunk.roundTrips(outIndex).count(), quint64(2));
}

void TestFrameAnswers::answersHaveTheField()
{
    FramesFixture recording;
    recording.add(QByteArray("\x00\x03\x01"
                             "aa\x00\x03\x02"
                             "aa",
                             10),
                  Direction::Out);                                    // 1 ms
    recording.add(QByteArray("\x00\x03\x03kk", 5), Direction::Out);   // 2 ms
    recording.add(QByteArray("\x00\x03\x02ka", 5), Direction::In, 2); // another connection's
    recording.add(QByteArray("\x00\x03\x02", 3), Direction::In);      // 4 ms: the head, …
    recording.add("kb", Direction::In);                               // 5 ms: … and the rest of an answer
    recording.add(QByteArray("\x00\x03\x01kb", 5), Direction::In);    // 6 ms
    recording.add(QByteArray("\x00\x00", 2), Direction::In);          // a frame without the field
    recording.commit();
    FrameMatching matching = FrameMatching::withFraming(QStringLiteral("len(u16be)"));
    const auto structure = Structure::parse(u"structure s { length: u16be; number: u8; rest: bytes(rest); }");
    QVERIFY(structure);
    matching.structure = std::make_shared<const Structure>(*structure);
    matching.field = QStringLiteral("number");
    const Statistics counted = count(recording, matching);
    QVERIFY(counted.isMatching());
    QCOMPARE(counted.roundTrips(outIndex).count(), quint64(2));
    QCOMPARE(counted.roundTrips(outIndex).least(), 4 * ms);
    QCOMPARE(counted.roundTrips(outIndex).most(), 5 * ms);
    QCOMPARE(counted.waiting(), quint64(2)); // number 3, and what connection 2 began
    QCOMPARE(counted.withoutKey(), quint64(1));
}

void TestFrameAnswers::framesOutOfManyReads()
{
    FramesFixture recording;
    recording.add("7 question\n", Direction::Out); // 1 ms
    for (int i = 0; i < 20'000; ++i)
        recording.add(i == 0 ? "7" : "x", Direction::In);
    recording.add("\n", Direction::In); // 20,002 ms
    recording.commit();
    FrameMatching matching = FrameMatching::withFraming(QStringLiteral("line"));
    matching.structure = numbered();
    matching.field = QStringLiteral("number");
    const RecordingReader reader(recording.store());
    Statistics counted(*FrameAnswers::create(matching));
    addToStatistics(reader, {}, {}, 0, recording.store()->rowCount(), counted);
    // Its first bytes were in reads that have been let go by then: it has no field, and no wrong one.
    QCOMPARE(counted.roundTrips(outIndex).count(), quint64(0));
    QCOMPARE(counted.withoutKey(), quint64(1));
    QCOMPARE(counted.waiting(), quint64(1));
}

void TestFrameAnswers::theFilterChoosesFrames()
{
    FramesFixture recording;
    recording.add("ask\n", Direction::Out);
    recording.add("a long beginning of ", Direction::In); // needed for the cut, though it is filtered out
    recording.add("it\n", Direction::In);
    recording.add("again\n", Direction::Out);
    recording.add("the whole answer\n", Direction::In);
    recording.commit();
    const FrameMatching matching = FrameMatching::withFraming(QStringLiteral("line"));
    QCOMPARE(count(recording, matching).roundTrips(outIndex).count(), quint64(2));
    const Statistics some = count(recording, matching, QStringLiteral("len < 7"));
    QCOMPARE(some.roundTrips(outIndex).count(), quint64(1));
    QCOMPARE(some.roundTrips(outIndex).most(), 2 * ms);
}

void TestFrameAnswers::eachSessionHasItsFraming()
{
    FramesFixture recording;
    recording.add(R"({"session":5})", Direction::None, 1, RecordKind::ConnectionOpened);
    recording.add("ask", Direction::Out);
    recording.add(";yes;", Direction::In);    // 3 ms
    recording.add("more;", Direction::Out);   // 4 ms
    recording.add("no;no", Direction::In, 9); // a session that nobody saw open
    recording.add("ask\n", Direction::Out, 9);
    recording.add("\n", Direction::In, 9); // 7 ms: answered after 1 ms
    recording.commit();
    FrameMatching matching;
    matching.framing = [](ConnectionId, quint32 session) {
        return session == 5 ? QStringLiteral("delim(3B)") : QStringLiteral("line");
    };
    const Statistics counted = count(recording, matching);
    QCOMPARE(counted.roundTrips(inIndex).count(), quint64(1));
    QCOMPARE(counted.roundTrips(outIndex).count(), quint64(1));
    QCOMPARE(counted.roundTrips(outIndex).most(), 1 * ms);
    matching.framing = [](ConnectionId, quint32) { return QStringLiteral("nonsense("); };
    QCOMPARE(count(recording, matching).roundTrips(inIndex).count(), quint64(0));
}

void TestFrameAnswers::aGapStartsAnew()
{
    FramesFixture recording;
    recording.add("half of a request ", Direction::Out);
    recording.add("\n", Direction::Out);
    recording.add("answer\n", Direction::In);
    recording.commit();
    const RecordingReader reader(recording.store());
    const auto answers = FrameAnswers::create(FrameMatching::withFraming(QStringLiteral("line")));
    Statistics counted(*answers);
    addToStatistics(reader, {}, {}, 0, 2, counted);
    (*answers)->skip(); // as where rows were overwritten before they were looked at
    addToStatistics(reader, {}, {}, 2, 3, counted);
    QCOMPARE(counted.roundTrips(outIndex).count(), quint64(0));
}

void TestFrameAnswers::manyFramesNeedNoMemory()
{
    FramesFixture recording;
    const QByteArray many = QByteArray("x\n").repeated(100'000);
    for (int i = 0; i < 4; ++i) {
        recording.add(many, Direction::Out);
        recording.add(many, Direction::In);
    }
    recording.commit();
    const Statistics counted = count(recording, FrameMatching::withFraming(QStringLiteral("line")));
    QCOMPARE(counted.roundTrips(outIndex).count(), quint64(4));
    QCOMPARE(counted.roundTrips(outIndex).most(), 1 * ms);
    QCOMPARE(counted.roundTrips(inIndex).count(), quint64(3));
}

void TestFrameAnswers::refusals()
{
    FrameMatching matching = FrameMatching::withFraming(QStringLiteral("line"));
    matching.structure = numbered();
    QVERIFY(matching.structure);
    for (const char *field : {"", "nothing", "head"}) {
        matching.field = QLatin1String(field);
        const auto refused = FrameAnswers::create(matching);
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, ErrorKind::InvalidArgument);
    }
    matching.field = QStringLiteral("head.tag");
    QVERIFY(FrameAnswers::create(matching));
}

QTEST_GUILESS_MAIN(TestFrameAnswers)
#include "tst_frameanswers.moc"
