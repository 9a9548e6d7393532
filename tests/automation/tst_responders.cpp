#include "netcore/automation/responderfactory.h"
#include "netcore/automation/responderspec.h"
#include "netcore/automation/sizeok.h"
#include "netcore/automation/uppercase.h"

#include <QtTest/QTest>

using namespace netcore;

namespace {

class Replies final : public ResponderActions
{
public:
    void reply(QByteArrayView payload) override { toSender += payload; }
    void sendToAllOthers(QByteArrayView payload) override { toOthers += payload; }

    QByteArray toSender;
    QByteArray toOthers;
};

class SetClock final : public Clock
{
public:
    explicit SetClock(const SteadyNs &now) : m_now(now) {}
    SteadyNs steadyNow() const override { return m_now; }
    WallNs wallNow() const override { return m_now; }

private:
    const SteadyNs &m_now;
};

QByteArray answerOf(Responder &responder, QByteArrayView input, int connection = 1)
{
    Replies replies;
    responder.received(ConnectionId(connection), input, replies);
    return replies.toSender;
}

} // namespace

class TestResponders : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void specIsReadAndWritten_data();
    void specIsReadAndWritten();
    void wrongSpecSaysWhere_data();
    void wrongSpecSaysWhere();
    void examplesAreSpecs();
    void answers_data();
    void answers();
    void unicodeIsTheSameForEverySplit();
    void listingNamesItsRequest();
    void sizeOkWaitsForOk();
    void sayOkCountsTheData();
};

void TestResponders::specIsReadAndWritten_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<ResponderKind>("kind");
    QTest::addColumn<QByteArray>("reply");
    QTest::newRow("echo") << QStringLiteral(" echo ") << ResponderKind::Echo << QByteArray();
    QTest::newRow("upper") << QStringLiteral("upper") << ResponderKind::Upper << QByteArray();
    QTest::newRow("unicode") << QStringLiteral("upper(unicode)") << ResponderKind::UpperUnicode
                             << QByteArray();
    QTest::newRow("discard") << QStringLiteral("discard") << ResponderKind::Discard << QByteArray();
    QTest::newRow("chat") << QStringLiteral("chat") << ResponderKind::Chat << QByteArray();
    QTest::newRow("fixed") << QStringLiteral("fixed( \"OK\\r\\n\" )") << ResponderKind::Fixed
                           << QByteArray("OK\r\n");
    QTest::newRow("nothing") << QStringLiteral("fixed(\"\")") << ResponderKind::Fixed << QByteArray();
    QTest::newRow("quote") << QStringLiteral("fixed(\"a\\\"b\\\\\")") << ResponderKind::Fixed
                           << QByteArray("a\"b\\");
    QTest::newRow("bytes") << QStringLiteral("fixed(\"\\x00\\xff)\")") << ResponderKind::Fixed
                           << QByteArray("\0\xff)", 3);
    QTest::newRow("listing") << QStringLiteral(" listing( 1500 ) ") << ResponderKind::Listing << QByteArray();
    QTest::newRow("size-ok") << QStringLiteral("size-ok(1)") << ResponderKind::SizeOk << QByteArray();
    QTest::newRow("say-ok") << QStringLiteral("say-ok") << ResponderKind::SayOk << QByteArray();
}

void TestResponders::specIsReadAndWritten()
{
    QFETCH(QString, text);
    QFETCH(ResponderKind, kind);
    QFETCH(QByteArray, reply);
    const Result<ResponderSpec> spec = ResponderSpec::parse(text);
    QVERIFY(spec.has_value());
    QCOMPARE(spec->kind, kind);
    QCOMPARE(spec->fixedReply, reply);
    const Result<ResponderSpec> again = ResponderSpec::parse(spec->toString());
    QVERIFY2(again.has_value(), qPrintable(spec->toString()));
    QCOMPARE(*again, *spec);
}

void TestResponders::wrongSpecSaysWhere_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("position");
    QTest::newRow("unknown") << QStringLiteral("  ecco") << 2;
    QTest::newRow("no quotes") << QStringLiteral("fixed(OK)") << 6;
    QTest::newRow("no closing quote") << QStringLiteral("fixed(\"OK)") << 10;
    QTest::newRow("no parenthesis") << QStringLiteral("fixed(\"OK\"") << 10;
    QTest::newRow("something after") << QStringLiteral("fixed(\"OK\") x") << 12;
    QTest::newRow("escape") << QStringLiteral("fixed(\"ab\\q\")") << 9;
    QTest::newRow("empty") << QString() << 0;
    QTest::newRow("listing of none") << QStringLiteral("listing(0)") << 8;
    QTest::newRow("listing of too much") << QStringLiteral("listing(1000001)") << 8;
    QTest::newRow("size-ok without a number") << QStringLiteral("size-ok( )") << 9;
    QTest::newRow("size-ok not closed") << QStringLiteral("size-ok(12") << 10;
}

void TestResponders::wrongSpecSaysWhere()
{
    QFETCH(QString, text);
    QFETCH(int, position);
    const Result<ResponderSpec> spec = ResponderSpec::parse(text);
    QVERIFY(!spec.has_value());
    QCOMPARE(spec.error().kind, ErrorKind::InvalidArgument);
    QCOMPARE(spec.error().position, qsizetype(position));
    QVERIFY(*spec.error().reason != '\0');
    QVERIFY(!makeResponder(text).has_value());
}

void TestResponders::examplesAreSpecs()
{
    for (const ResponderExample &example : responderExamples())
        QVERIFY2(makeResponder(QString::fromLatin1(example.spec)).has_value(), example.spec);
}

void TestResponders::answers_data()
{
    QTest::addColumn<QString>("spec");
    QTest::addColumn<QByteArray>("input");
    QTest::addColumn<QByteArray>("toSender");
    QTest::addColumn<QByteArray>("toOthers");
    const QByteArray mixed("aZ\xe4\xc3\xa4\0z", 7);
    QTest::newRow("echo") << QStringLiteral("echo") << mixed << mixed << QByteArray();
    QTest::newRow("upper") << QStringLiteral("upper") << mixed << QByteArray("AZ\xe4\xc3\xa4\0Z", 7)
                           << QByteArray();
    QTest::newRow("unicode") << QStringLiteral("upper(unicode)") << mixed
                             << QByteArray("AZ\xe4\xc3\x84\0Z", 7) << QByteArray();
    QTest::newRow("discard") << QStringLiteral("discard") << mixed << QByteArray() << QByteArray();
    QTest::newRow("fixed") << QStringLiteral("fixed(\"ok\")") << mixed << QByteArray("ok") << QByteArray();
    QTest::newRow("chat") << QStringLiteral("chat") << mixed << QByteArray() << mixed;
}

void TestResponders::answers()
{
    QFETCH(QString, spec);
    QFETCH(QByteArray, input);
    QFETCH(QByteArray, toSender);
    QFETCH(QByteArray, toOthers);
    Result<std::unique_ptr<Responder>> responder = makeResponder(spec);
    QVERIFY(responder.has_value());
    Replies replies;
    (*responder)->received(ConnectionId(1), input, replies);
    QCOMPARE(replies.toSender, toSender);
    QCOMPARE(replies.toOthers, toOthers);
}

void TestResponders::unicodeIsTheSameForEverySplit()
{
    const QByteArray text = QStringLiteral("straße ÿ 中文 😀 ǆ").toUtf8() + "\xff\xc3" + "b\xe4\xb8";
    UnicodeUpper whole;
    QByteArray expected = whole.feed(text);
    expected += whole.finish();
    QVERIFY(expected.startsWith(QStringLiteral("STRASSE Ÿ 中文 😀 Ǆ").toUtf8()));
    QVERIFY(expected.endsWith("\xff\xc3"
                              "B\xe4\xb8"));
    for (qsizetype first = 0; first <= text.size(); ++first) {
        for (qsizetype second = first; second <= text.size(); ++second) {
            UnicodeUpper split;
            QByteArray joined = split.feed(text.first(first));
            joined += split.feed(text.sliced(first, second - first));
            joined += split.feed(text.sliced(second));
            joined += split.finish();
            QCOMPARE(joined, expected);
        }
    }
}

void TestResponders::listingNamesItsRequest()
{
    QCOMPARE(listingFor("ls\r\n", 26), QByteArray("ls: line 1\nls: line 2\nls:\n"));
    QCOMPARE(listingFor("\x1b[2J", 1), QByteArray("\n"));
    QVERIFY(listingFor("a\x1b", 20).startsWith("a.: line 1\n"));
    QCOMPARE(listingFor(QByteArray(1000, 'x'), 5000).size(), 5000);
    const auto listing = makeResponder(QStringLiteral("listing( 1500 )"));
    QCOMPARE(answerOf(**listing, "ps"), listingFor("ps", 1500));
}

void TestResponders::sizeOkWaitsForOk()
{
    // faults.md row 9: the peer that never says ok
    SteadyNs now = 0;
    SizeOk server(1500, std::make_unique<SetClock>(now));
    QVERIFY(server.takesChunks());
    QCOMPARE(answerOf(server, "ok"), QByteArray()); // nothing waits for it
    QCOMPARE(answerOf(server, "ls"), QByteArray("1500"));
    QCOMPARE(answerOf(server, "ok", 2), QByteArray()); // another connection's
    now += SizeOk::patience;
    QCOMPARE(answerOf(server, "ok\n"), listingFor("ls", 1500));
    QCOMPARE(answerOf(server, "ok"), QByteArray()); // once
    QCOMPARE(answerOf(server, "ls"), QByteArray("1500"));
    QCOMPARE(answerOf(server, "ps"), QByteArray("1500")); // something else instead: the next request
    QCOMPARE(answerOf(server, "ok"), listingFor("ps", 1500));
    QCOMPARE(answerOf(server, "ls"), QByteArray("1500"));
    now += SizeOk::patience + 1;
    QCOMPARE(answerOf(server, "ok"), QByteArray()); // too late
    QCOMPARE(answerOf(server, "ls"), QByteArray("1500"));
    server.ended(ConnectionId(1));
    QCOMPARE(answerOf(server, "ok"), QByteArray());
}

void TestResponders::sayOkCountsTheData()
{
    // faults.md row 9: what is no size, digits in the data, a size that sticks to its data, over 20 digits
    SayOk client;
    QCOMPARE(answerOf(client, "hello"), QByteArray());
    QCOMPARE(answerOf(client, "6"), QByteArray("ok"));
    QCOMPARE(answerOf(client, "123"), QByteArray());
    QCOMPARE(answerOf(client, "456"), QByteArray());
    QCOMPARE(answerOf(client, "3ab"), QByteArray("ok"));
    QCOMPARE(answerOf(client, "c"), QByteArray());
    QCOMPARE(answerOf(client, "111111111111111111111"), QByteArray());
    QCOMPARE(answerOf(client, "2"), QByteArray("ok"));
    QCOMPARE(answerOf(client, "9", 2), QByteArray("ok"));
}

QTEST_GUILESS_MAIN(TestResponders)
#include "tst_responders.moc"
