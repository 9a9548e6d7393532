#include "netcore/frames/bytehistory.h"
#include "netcore/frames/framediff.h"
#include "netcore/frames/framefilter.h"
#include "tests/frames/framesfixture.h"

#include <QtCore/QRandomGenerator>
#include <QtTest/QTest>

using namespace netcore;

/// What is asked of cut frames: filter, statistics, differences, the history of a byte.
class TestFrameLooks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void filterChoosesFrames_data();
    void filterChoosesFrames();
    void filterAsksForFields_data();
    void filterAsksForFields();
    void statisticsOfTheChosen();
    void distributionKeepsItsSteps();
    void differencesAreAligned_data();
    void differencesAreAligned();
    void differencesOfAnyFrames();
    void pinsAreRead_data();
    void pinsAreRead();
    void wrongPins_data();
    void wrongPins();
    void historyOfAByteAndOfAField();
};

void TestFrameLooks::filterChoosesFrames_data()
{
    QTest::addColumn<QString>("filter");
    QTest::addColumn<Direction>("direction");
    QTest::addColumn<QList<quint64>>("positions");
    QTest::addRow("all") << QString() << Direction::None << QList<quint64>{0, 1, 2, 3, 4};
    QTest::addRow("direction") << QString() << Direction::Out << QList<quint64>{2};
    QTest::addRow("in") << QStringLiteral("in") << Direction::None << QList<quint64>{0, 1, 3, 4};
    QTest::addRow("len of the frame")
        << QStringLiteral("len == 6") << Direction::None << QList<quint64>{1, 3};
    QTest::addRow("text over two reads")
        << QStringLiteral("text ~ \"three\"") << Direction::None << QList<quint64>{3};
    QTest::addRow("hex") << QStringLiteral("hex ~ \"6f7572\"") << Direction::None << QList<quint64>{2};
    QTest::addRow("fault") << QStringLiteral("fault") << Direction::None << QList<quint64>{4};
    QTest::addRow("no fault") << QStringLiteral("not fault && in") << Direction::None
                              << QList<quint64>{0, 1, 3};
    QTest::addRow("both kinds of choice")
        << QStringLiteral("len > 4") << Direction::In << QList<quint64>{1, 3, 4};
    QTest::addRow("time of completion")
        << QStringLiteral("time > 0.0025") << Direction::None << QList<quint64>{3, 4};
}

void TestFrameLooks::filterChoosesFrames()
{
    QFETCH(const QString, filter);
    QFETCH(const Direction, direction);
    QFETCH(const QList<quint64>, positions);
    FramesFixture f;
    f.add("one\ntwo!!\nthr");
    f.add("ours\n", Direction::Out);
    f.add("ee\nunfinished");
    const FrameIndex index = f.cut(u"line(lf)", true);
    const RecordingReader reader(f.store());
    const FrameFilter wanted{*Filter::parse(filter), direction};
    RowSet found;
    FrameStatistics statistics;
    const quint64 done = filterFrames(reader, index, wanted, 0, index.end(), found, statistics);
    QCOMPARE(done, index.end());
    QList<quint64> list;
    for (quint64 i = 0; i < found.count(); ++i)
        list << found.select(i);
    QCOMPARE(list, positions);
    QCOMPARE(statistics.lengths.count(), quint64(positions.size()));
}

void TestFrameLooks::filterAsksForFields_data()
{
    QTest::addColumn<QString>("filter");
    QTest::addColumn<QList<quint64>>("positions"); // of 0: get "ab", 1: put 300 "cab", 2: cut off
    const auto row = [](const char *filter, const QList<quint64> &positions) {
        QTest::addRow("%s", filter) << QString::fromLatin1(filter) << positions;
    };
    row("kind == 1", {0});
    row("kind != 1", {1, 2});
    row("kind == \"put\"", {1, 2});
    row("kind != \"put\"", {0});
    row("value > 299", {1});
    row("value >= 0x12c and kind == 2", {1});
    row("not value > 299", {0, 2}); // what is not there is not over 299
    row("body ~ \"ab\"", {0, 1});
    row("body ~ /^c/", {1});
    row("field.time == 7", {0, 1});
    row("time > 0.0015", {1, 2}); // the frame's own
    row("list[1] == 4", {1});
    row("kind == 1 || len == 1", {0, 2});
}

void TestFrameLooks::filterAsksForFields()
{
    QFETCH(const QString, filter);
    QFETCH(const QList<quint64>, positions);
    const auto structure =
        Structure::parse(u"structure t { kind: u8 enum { 1 = \"get\", 2 = \"put\" }; value: u16be; "
                         u"time: u8; list: array(2) of u8; body: text(rest); }");
    QVERIFY2(structure, structure ? "" : structure.error().reason);
    FramesFixture f;
    const QByteArray datagrams[] = {QByteArray::fromHex("010001070102") + "ab",
                                    QByteArray::fromHex("02012c070304") + "cab", QByteArray::fromHex("02")};
    for (const QByteArray &datagram : datagrams)
        f.add(datagram, Direction::In, 1, RecordKind::Datagram);
    const FrameIndex index = f.cut(u"raw", true);
    const auto parsed = Filter::parse(filter, filterFields(*structure));
    QVERIFY2(parsed, parsed ? "" : parsed.error().reason);
    FrameFilter wanted{*parsed};
    wanted.fieldsOf = [&](QByteArrayView frame) { return structure->read(frame); };
    RowSet found;
    FrameStatistics statistics;
    filterFrames(RecordingReader(f.store()), index, wanted, 0, index.end(), found, statistics);
    QList<quint64> list;
    for (quint64 i = 0; i < found.count(); ++i)
        list << found.select(i);
    QCOMPARE(list, positions);
    QVERIFY(!Filter::parse(filter == u"time > 0.0015" ? QStringLiteral("kind == 1") : filter) ||
            filter == u"time > 0.0015");
    QCOMPARE(Filter::parse(u"in && field.none == 1", filterFields(*structure)).error().position, 6);
    QCOMPARE(Filter::parse(u"kind < \"get\"", filterFields(*structure)).error().position, 7);
}

void TestFrameLooks::statisticsOfTheChosen()
{
    FramesFixture f; // a record each millisecond
    for (int i = 0; i < 100; ++i)
        f.add(QByteArray(i % 10 + 1, 'x') + '\n');
    const FrameIndex index = f.cut(u"line(lf)");
    RowSet found;
    FrameStatistics statistics;
    const RecordingReader reader(f.store());
    quint64 at = 0;
    while (at < index.end()) // in pieces as in one go
        at = filterFrames(reader, index, {}, at, std::min<quint64>(at + 7, index.end()), found, statistics);
    QCOMPARE(statistics.lengths.least(), quint64(2));
    QCOMPARE(statistics.lengths.most(), quint64(11));
    QCOMPARE(statistics.lengths.mean(), 6.5);
    QCOMPARE(statistics.gaps.count(), quint64(99));
    QCOMPARE(statistics.gaps.least(), quint64(1'000'000));
    QCOMPARE(statistics.gaps.most(), quint64(1'000'000));
}

void TestFrameLooks::distributionKeepsItsSteps()
{
    Distribution distribution;
    QVERIFY(distribution.bars(10).empty());
    for (int shift = 0; shift < 64; ++shift)
        distribution.add(quint64(1) << shift);
    distribution.add(0);
    distribution.add(~quint64(0));
    QCOMPARE(distribution.count(), quint64(66));
    QCOMPARE(distribution.most(), ~quint64(0));
    for (const int wanted : {1, 7, 40, 1000}) {
        const auto bars = distribution.bars(wanted);
        QVERIFY(int(bars.size()) <= wanted);
        quint64 all = 0;
        for (size_t i = 0; i < bars.size(); ++i) {
            all += bars[i].count;
            QVERIFY(bars[i].from <= bars[i].to);
            if (i > 0)
                QCOMPARE(bars[i].from, bars[i - 1].to + 1); // without a gap
        }
        QCOMPARE(all, quint64(66));
        QCOMPARE(bars.front().from, quint64(0));
        QCOMPARE(bars.back().to, ~quint64(0));
    }
    Distribution exact;
    for (const quint64 value : {3, 3, 4, 9})
        exact.add(value);
    QCOMPARE(exact.bars(100).size(), size_t(7)); // 3, 4, … 9
    QCOMPARE(exact.bars(100).front().count, quint64(2));
    QCOMPARE(exact.quantile(0.5), quint64(4));
}

void TestFrameLooks::differencesAreAligned_data()
{
    QTest::addColumn<QByteArray>("left");
    QTest::addColumn<QByteArray>("right");
    QTest::addColumn<QString>("ranges");
    const auto row = [](const char *name, const char *left, const char *right, const char *ranges) {
        QTest::addRow("%s", name) << QByteArray(left) << QByteArray(right) << QString::fromLatin1(ranges);
    };
    row("equal", "abc", "abc", "");
    row("nothing", "", "", "");
    row("only one has bytes", "", "abc", "0+0:0+3");
    row("changed in place", "abc", "aXc", "1+1:1+1");
    row("two places", "abcdef", "XbcYYf", "0+1:0+1 3+2:3+2");
    row("longer", "abc", "abcde", "3+0:3+2");
    row("shorter, joined", "abXde", "abc", "2+3:2+1");
    row("one byte put in", "0123456789", "01X23456789", "2+0:2+1");
    row("one byte taken away", "0123456789", "012345789", "6+1:6+0");
    row("put in, and a change far behind", "0123456789abcdef", "0X123456789abXdef", "1+0:1+1 12+1:13+1");
    row("two bytes that change places stay", "0123456789", "0132456789", "2+2:2+2");
    row("taken away here, put in there", "_abcdefghijklmnopq", "abcdefghijklmnopq_", "0+1:0+0 18+0:17+1");
}

void TestFrameLooks::differencesAreAligned()
{
    QFETCH(const QByteArray, left);
    QFETCH(const QByteArray, right);
    QFETCH(const QString, ranges);
    QStringList texts;
    for (const DifferentBytes &range : compareFrames(left, right).differences)
        texts << QStringLiteral("%1+%2:%3+%4")
                     .arg(range.left)
                     .arg(range.leftLength)
                     .arg(range.right)
                     .arg(range.rightLength);
    QCOMPARE(texts.join(u' '), ranges);
}

/// Whatever is told to differ, the rest is equal, and in step; and it ends in time.
void TestFrameLooks::differencesOfAnyFrames()
{
    QRandomGenerator random(7);
    for (int round = 0; round < 60; ++round) {
        QByteArray left(int(random.bounded(300)), '\0');
        for (char &byte : left)
            byte = char(random.bounded(4)); // so few values that much is alike by chance
        QByteArray right = left;
        for (quint32 i = random.bounded(6u); i > 0 && !right.isEmpty(); --i)
            right.insert(qsizetype(random.bounded(quint32(right.size()))), char(9));
        right.remove(qsizetype(random.bounded(100)), qsizetype(random.bounded(3)));
        qsizetype atLeft = 0;
        qsizetype atRight = 0;
        const FrameComparison compared = compareFrames(left, right);
        QVERIFY(compared.aligned);
        for (const DifferentBytes &range : compared.differences) {
            QCOMPARE(left.mid(atLeft, range.left - atLeft), right.mid(atRight, range.right - atRight));
            QVERIFY(range.places() > 0);
            atLeft = range.left + range.leftLength;
            atRight = range.right + range.rightLength;
        }
        QCOMPARE(left.mid(atLeft), right.mid(atRight));
    }
    const QByteArray most(4096, 'a');
    QByteArray shifted = 'b' + most.chopped(1); // one more in front, one less behind
    shifted[2000] = 'X';
    QVERIFY(compareFrames(most, shifted).aligned);
    QVERIFY(compareFrames(most, shifted).differences.size() < 5);
    const FrameComparison large = compareFrames('x' + QByteArray(100'000, 'a'), QByteArray(100'000, 'b'));
    QVERIFY(!large.aligned); // byte n with byte n
    QCOMPARE(large.differences, (std::vector<DifferentBytes>{{0, 100'001, 0, 100'000}}));
}

void TestFrameLooks::pinsAreRead_data()
{
    QTest::addColumn<QString>("pin");
    QTest::addColumn<QString>("value"); // empty: the frame is too short
    QTest::addRow("u8 is the default") << "1"
                                       << "255";
    QTest::addRow("i8") << "1 i8"
                        << "-1";
    QTest::addRow("hex offset") << "0x02 u8"
                                << "128";
    QTest::addRow("u16be") << "1 u16be"
                           << "65408";
    QTest::addRow("u16le") << "1 u16le"
                           << "33023";
    QTest::addRow("i16be") << "2 i16be"
                           << "-32767";
    QTest::addRow("u24be") << "0 u24be"
                           << "65408";
    QTest::addRow("i24le") << "0 i24le"
                           << "-8323328";
    QTest::addRow("u32be") << "0 u32be"
                           << "16744449";
    QTest::addRow("u64le") << "0 u64le"
                           << "4629700416962100992";
    QTest::addRow("i64be") << "0 i64be"
                           << "71916860844556352";
    QTest::addRow("f32le") << "4 f32le"
                           << "3";
    QTest::addRow("from the end") << "-1 u8"
                                  << "64";
    QTest::addRow("from the end, too far") << "-9 u8"
                                           << "";
    QTest::addRow("over the end") << "7 u16be"
                                  << "";
    QTest::addRow("far behind") << "9223372036854775807 u64be"
                                << "";
}

void TestFrameLooks::pinsAreRead()
{
    QFETCH(const QString, pin);
    QFETCH(const QString, value);
    const auto parsed = FieldPin::parse(pin);
    QVERIFY(parsed);
    QCOMPARE(*FieldPin::parse(parsed->toString()), *parsed);
    const PinnedValue found = valueAt(*parsed, QByteArray::fromHex("00ff800100004040"));
    QCOMPARE(found.present, !value.isEmpty());
    QCOMPARE(found.text, value);
    if (found.present)
        QVERIFY(found.number && found.text.toDouble() == *found.number);
}

void TestFrameLooks::wrongPins_data()
{
    QTest::addColumn<QString>("pin");
    QTest::addColumn<int>("position");
    QTest::addRow("empty") << "  " << 0;
    QTest::addRow("type") << "4 u17" << 2;
    QTest::addRow("type with order") << "4 u8be" << 2;
    QTest::addRow("short float") << "4 f16be" << 2;
    QTest::addRow("two words") << "size u8" << 0;
    QTest::addRow("sign") << "?" << 0;
}

void TestFrameLooks::wrongPins()
{
    QFETCH(const QString, pin);
    QFETCH(const int, position);
    const auto parsed = FieldPin::parse(pin);
    QVERIFY(!parsed);
    QCOMPARE(parsed.error().position, position);
}

void TestFrameLooks::historyOfAByteAndOfAField()
{
    FramesFixture f;
    for (int i = 0; i < 5; ++i)
        f.add(QByteArray("n=") + char('0' + i) + (i == 3 ? "" : "!") + '\n');
    const FrameIndex index = f.cut(u"line(lf)");
    const RecordingReader reader(f.store());
    const auto values = history(reader, index, *FieldPin::parse(u"2"), {0, 2, 4});
    QCOMPARE(values.size(), size_t(3));
    QCOMPARE(values[1].text, QStringLiteral("50"));
    QCOMPARE(values[1].time, SteadyNs(3'000'000));
    QCOMPARE(values[2].position, quint64(4));
    const auto missing = history(reader, index, *FieldPin::parse(u"4"), {2, 3});
    QVERIFY(missing[0].present && !missing[1].present);
    const FieldsOf fields = [](QByteArrayView frame) {
        FieldValue field;
        field.path = QStringLiteral("n");
        field.value = quint64(frame[2] - '0');
        if (frame[2] == '1')
            field.label = QStringLiteral("one");
        return std::vector<FieldValue>{field};
    };
    const auto named = history(reader, index, *FieldPin::parse(u"n"), {0, 1}, fields);
    QCOMPARE(named[0].text, QStringLiteral("0"));
    QCOMPARE(named[1].text, QStringLiteral("one (1)"));
    QCOMPARE(named[1].number, std::optional(1.0));
    QVERIFY(!history(reader, index, *FieldPin::parse(u"m"), {0}, fields)[0].present);
}

QTEST_GUILESS_MAIN(TestFrameLooks)
#include "tst_framelooks.moc"
