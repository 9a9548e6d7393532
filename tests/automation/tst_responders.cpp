#include "netcore/automation/responderfactory.h"
#include "netcore/automation/responderspec.h"
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

QTEST_GUILESS_MAIN(TestResponders)
#include "tst_responders.moc"
