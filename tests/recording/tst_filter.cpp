#include "netcore/recording/callrecord.h"
#include "netcore/recording/filterjob.h"
#include "netcore/recording/search.h"
#include "tests/recording/recordingfixture.h"

#include <QtTest/QTest>

#include <cerrno>

using namespace netcore;
using namespace recordingtest;

class TestFilter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void decidesOverARecord_data();
    void decidesOverARecord();
    void pointsAtWhatIsWrong_data();
    void pointsAtWhatIsWrong();
    void headerAloneDecidesWithoutThePayload();
    void jobFindsTheRowsAndGoesOnAfterACancel();
    void searchGoesBothWays();
    void manyAtOnceAgreeWithOneByOne_data();
    void manyAtOnceAgreeWithOneByOne();
    void searchBeginsInsideARecord();
    void hostileExpressionGivesUp();

private:
    QTemporaryDir m_directory;
    FakeClock m_clock;
};

namespace {

Record recordOf(RecordKind kind, Direction direction, const QByteArray &payload)
{
    Record record;
    record.kind = kind;
    record.direction = direction;
    record.length = quint32(payload.size());
    record.connection = ConnectionId(3);
    record.time = 2'500'000'000;
    return record;
}

QByteArray refusedConnect()
{
    CallRecord call;
    call.id = CallId::Connect;
    call.fd = 7;
    call.result = -1;
    call.error = ECONNREFUSED;
    return call.encode();
}

} // namespace

void TestFilter::decidesOverARecord_data()
{
    QTest::addColumn<QString>("filter");
    QTest::addColumn<bool>("chunk"); // "GET / HTTP/1.1\r\n", in, connection 3, at 2.5 s
    QTest::addColumn<bool>("call");  // connect, refused, at 2.5 s
    const auto row = [](const char *filter, bool chunk, bool call) {
        QTest::newRow(filter) << QString::fromLatin1(filter) << chunk << call;
    };
    row("", true, true);
    row("  ", true, true);
    row("in", true, false);
    row("IN", true, false);
    row("out", false, false);
    row("chunk", true, false);
    row("datagram", false, false);
    row("call", false, true);
    row("call or chunk", true, true);
    row("not call", true, false);
    row("!in", false, true);
    row("!(in || call)", false, false);
    row("notice or note or state or opened or closed", false, false);
    row("len == 16", true, false);
    row("len != 16", false, true);
    row("len > 15 && len < 17", true, false);
    row("len >= 16 and len <= 16", true, false);
    row("len < 0x11", true, false);
    row("conn == 3", true, true);
    row("conn == 4", false, false);
    row("time > 2.4 and time < 2.6", true, true);
    row("time >= 3", false, false);
    row("text ~ \"GET\"", true, false);
    row("text ~ \"get\"", false, false);
    row("text ~ \"\\r\\n\"", true, false);
    row("text ~ /^GET .* HTTP\\/1\\.[01]/", true, false);
    row("text =~ /^POST/", false, false);
    row("hex ~ \"0d0a\"", true, false);
    row("hex ~ \"0D 0A\"", true, false);
    row("hex ~ \"0d0b\"", false, false);
    row("errno == ECONNREFUSED", false, true);
    row("errno == econnrefused and call == \"connect\"", false, true);
    row("errno != 0", false, true);
    row("errno == EPIPE", false, false);
    row("call == connect", false, true);
    row("call != \"connect\"", false, false);
    row("call == \"recv\"", false, false);
    row("in && len > 8 && text ~ \"GET\" && hex ~ \"0d0a\"", true, false);
    row("out or in and len > 99", false, false); // and binds tighter
    row("in or out and len > 99", true, false);
}

void TestFilter::decidesOverARecord()
{
    QFETCH(QString, filter);
    const auto parsed = Filter::parse(filter);
    QVERIFY(parsed);
    const QByteArray get("GET / HTTP/1.1\r\n");
    const QByteArray connect = refusedConnect();
    const Record chunk = recordOf(RecordKind::Chunk, Direction::In, get);
    const Record call = recordOf(RecordKind::Call, Direction::None, connect);
    QTEST(parsed->matches(chunk, [&](const Record &) { return get; }), "chunk");
    QTEST(parsed->matches(call, [&](const Record &) { return connect; }), "call");
}

void TestFilter::pointsAtWhatIsWrong_data()
{
    QTest::addColumn<QString>("filter");
    QTest::addColumn<int>("position");
    const auto row = [](const QString &filter, int position) {
        QTest::newRow(qPrintable(filter.left(30))) << filter << position;
    };
    row(QStringLiteral("inn"), 0);
    row(QStringLiteral("in && "), 6);
    row(QStringLiteral("in out"), 3);
    row(QStringLiteral("(in"), 3);
    row(QStringLiteral("in)"), 2);
    row(QStringLiteral("len 8"), 4);
    row(QStringLiteral("len > big"), 6);
    row(QStringLiteral("len > 8x"), 6);
    row(QStringLiteral("text ~ GET"), 7);
    row(QStringLiteral("text ~ \"GET"), 7);
    row(QStringLiteral("text ~ /a(/"), 10);
    row(QStringLiteral("hex ~ \"0d0\""), 6);
    row(QStringLiteral("hex ~ \"zz\""), 6);
    row(QStringLiteral("errno == ENOSUCH"), 9);
    row(QStringLiteral("call == \"nonsense\""), 8);
    row(QStringLiteral("call < \"connect\""), 5);
    row(QStringLiteral("in & out"), 3);
    row(QString(200, u'(') + QStringLiteral("in"), 101);
}

void TestFilter::pointsAtWhatIsWrong()
{
    QFETCH(QString, filter);
    QFETCH(int, position);
    const auto parsed = Filter::parse(filter);
    QVERIFY(!parsed);
    QCOMPARE(parsed.error().kind, ErrorKind::InvalidArgument);
    QCOMPARE(int(parsed.error().position), position);
}

void TestFilter::headerAloneDecidesWithoutThePayload()
{
    int asked = 0;
    const auto counting = [&](const Record &) {
        ++asked;
        return QByteArray("GET");
    };
    const Record in = recordOf(RecordKind::Chunk, Direction::In, "GET");
    QVERIFY(Filter::parse(u"in && len == 3 && conn == 3")->matches(in, counting));
    QVERIFY(!Filter::parse(u"text ~ \"G\" && out")->matches(in, counting));
    QVERIFY(Filter::parse(u"text ~ \"G\" || in")->matches(in, counting));
    QCOMPARE(asked, 0);
    QVERIFY(Filter::parse(u"text ~ \"G\" && hex ~ \"45\"")->matches(in, counting));
    QCOMPARE(asked, 1);
    QVERIFY(!Filter::parse(u"in")->needsPayload());
    QVERIFY(Filter::parse(u"in or not (errno == 0)")->needsPayload());
}

void TestFilter::jobFindsTheRowsAndGoesOnAfterACancel()
{
    const auto writer =
        RecordingWriter::create(smallOptions(m_directory.filePath(QStringLiteral("a"))), m_clock);
    QVERIFY(writer);
    writeRows(**writer, 0, 6000, 20);
    const RecordingReader reader((*writer)->store());
    const auto filter = Filter::parse(u"out and conn == 2");
    QVERIFY(filter);
    RowSet rows;
    int asked = 0;
    const RowNumber stopped =
        filterRows(reader, *filter, 0, 6000, rows, [&](quint64) { return ++asked < 2; });
    QVERIFY(stopped > 0 && stopped < 6000);
    QCOMPARE(filterRows(reader, *filter, stopped, 6000, rows), 6000u);
    QCOMPARE(rows.count(), 1000u);
    for (quint64 i = 0; i < rows.count(); ++i)
        QCOMPARE(rows.select(i), 1 + 6 * i);
}

void TestFilter::searchGoesBothWays()
{
    const auto writer =
        RecordingWriter::create(smallOptions(m_directory.filePath(QStringLiteral("b"))), m_clock);
    QVERIFY(writer);
    for (quint64 row = 0; row < 100; ++row)
        (*writer)->append(headOf(row), row % 40 == 7 ? "a needle" : "hay");
    (*writer)->commit();
    const RecordingReader reader((*writer)->store());
    const auto first = findBytes(reader, "needle", 0, SearchWay::Forward);
    QVERIFY(first);
    QCOMPARE(first->row, 7u);
    QCOMPARE(first->at, 2);
    QCOMPARE(findBytes(reader, "needle", 8, SearchWay::Forward)->row, 47u);
    QVERIFY(!findBytes(reader, "needle", 88, SearchWay::Forward));
    QCOMPARE(findBytes(reader, "needle", 99, SearchWay::Backward)->row, 87u);
    QVERIFY(!findBytes(reader, "needle", 6, SearchWay::Backward));
    QVERIFY(!findBytes(reader, "needle", 0, SearchWay::Forward, [](quint64) { return false; }));
    QCOMPARE(findMatch(reader, *Filter::parse(u"text ~ \"need\""), 46, SearchWay::Backward).value_or(0), 7u);
}

void TestFilter::manyAtOnceAgreeWithOneByOne_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text :
         {"in", "not out and len > 40", "conn == 2 or datagram", "truncated", "time >= 0.002",
          "text ~ \"row 7\"", "in and (hex ~ \"3b\" or len == 0)", "text ~ /row [0-4]+;/",
          "not (text ~ \"9\") and len != 0", "errno == 0 or chunk"})
        QTest::newRow(text) << QString::fromLatin1(text);
}

void TestFilter::manyAtOnceAgreeWithOneByOne()
{
    QFETCH(QString, text);
    const auto writer = RecordingWriter::create(
        smallOptions(m_directory.filePath(QStringLiteral("m%1").arg(qHash(text)))), m_clock);
    QVERIFY(writer);
    writeRows(**writer, 0, 3000);
    const RecordingReader reader((*writer)->store());
    const auto filter = Filter::parse(text);
    QVERIFY(filter);
    RowSet rows;
    QCOMPARE(filterRows(reader, *filter, 5, 2999, rows), 2999u);
    quint64 matching = 0;
    for (RowNumber row = 5; row < 2999; ++row) {
        Record record;
        QVERIFY(reader.read(row, record));
        const bool expected = filter->matches(record, [&](const Record &asked) {
            QByteArray payload;
            reader.readPayload(asked, payload);
            return payload;
        });
        QCOMPARE(rows.contains(row), expected);
        matching += expected;
    }
    QCOMPARE(rows.count(), matching);
    QVERIFY(matching > 0 && matching < 2994);
}

void TestFilter::searchBeginsInsideARecord()
{
    const auto writer =
        RecordingWriter::create(smallOptions(m_directory.filePath(QStringLiteral("inside"))), m_clock);
    QVERIFY(writer);
    for (const char *payload : {"ab ab ab", "none", "ab"})
        (*writer)->append(headOf(0), payload);
    (*writer)->commit();
    const RecordingReader reader((*writer)->store());
    const auto expression = ByteExpression::parse(u"[a]b");
    QVERIFY(expression);
    for (const BytePattern &pattern : {BytePattern("ab"), BytePattern(*expression)}) {
        const auto find = [&](SearchStart start, SearchWay way) {
            const bool forward = way == SearchWay::Forward;
            const auto end = findPattern(reader, pattern, start, forward ? start.row : 0,
                                         forward ? 3 : start.row + 1, way);
            return end.found ? int(end.found->row * 100) + int(end.found->at) : -1;
        };
        QCOMPARE(find({0, 0}, SearchWay::Forward), 0);
        QCOMPARE(find({0, 1}, SearchWay::Forward), 3);
        QCOMPARE(find({0, 7}, SearchWay::Forward), 200);
        QCOMPARE(find({2, 1}, SearchWay::Forward), -1);
        QCOMPARE(find({2, 0}, SearchWay::Backward), 6);
        QCOMPARE(find({0, 6}, SearchWay::Backward), 3);
        QCOMPARE(find({0, 0}, SearchWay::Backward), -1);
    }
}

// faults.md row 7
void TestFilter::hostileExpressionGivesUp()
{
    const auto writer =
        RecordingWriter::create(smallOptions(m_directory.filePath(QStringLiteral("hostile"))), m_clock);
    QVERIFY(writer);
    (*writer)->append(headOf(0), QByteArray(3000, 'a') + '!');
    (*writer)->append(headOf(1), "aaaa");
    (*writer)->commit();
    const RecordingReader reader((*writer)->store());
    const auto expression = ByteExpression::parse(u"(a+)+$");
    QVERIFY(expression);
    const SearchEnd end = findPattern(reader, BytePattern(*expression), {}, 0, 2, SearchWay::Forward);
    QVERIFY(end.gaveUp);
    QCOMPARE(end.found ? end.found->row : 99, 1u); // told, and the search goes on
    QVERIFY(!ByteExpression::parse(u"a(b"));
    QCOMPARE(int(ByteExpression::parse(u"a(b").error().position), 3);
}

QTEST_GUILESS_MAIN(TestFilter)
#include "tst_filter.moc"
