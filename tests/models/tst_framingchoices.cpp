#include "widgets/models/framingchoices.h"

#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using models::FramingChoices;
using namespace netcore;

static EngineDelta deltaOf(quint32 session, const QString &framing, const QList<quint32> &connections = {})
{
    SessionSnapshot s;
    s.id = SessionId(session);
    s.framing = framing;
    EngineDelta delta;
    delta.sessions = {s};
    for (const quint32 id : connections) {
        ConnectionSnapshot c;
        c.id = ConnectionId(id);
        c.session = s.id;
        delta.connections << c;
    }
    return delta;
}

class TestFramingChoices : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void connectionsFollowTheirSession();
    void aChoiceHoldsUntilTheEngineTellsIt();
    void aWrongSpecIsRefusedWithItsPlace();
    void aSavedRecordingHasChoicesOfItsOwn();
    void aSessionThatIsGone();
};

void TestFramingChoices::connectionsFollowTheirSession()
{
    FramingChoices choices;
    QSignalSpy changed(&choices, &FramingChoices::changed);
    QCOMPARE(choices.of(ConnectionId(7)), QStringLiteral("raw"));
    choices.apply(deltaOf(1, {}, {7, 8}));
    QCOMPARE(changed.count(), 0); // still raw
    choices.apply(deltaOf(1, QStringLiteral("line")));
    QCOMPARE(changed.count(), 1);
    QCOMPARE(choices.of(ConnectionId(7)), QStringLiteral("line"));
    QCOMPARE(choices.ofLive(ConnectionId(8)), QStringLiteral("line"));
    QCOMPARE(choices.ofSession(SessionId(1)), QStringLiteral("line"));
    QCOMPARE(choices.of(ConnectionId(9)), QStringLiteral("raw"));
}

void TestFramingChoices::aChoiceHoldsUntilTheEngineTellsIt()
{
    FramingChoices choices;
    choices.apply(deltaOf(1, {}, {7}));
    QSignalSpy asked(&choices, &FramingChoices::sessionFramingRequested);
    QVERIFY(choices.choose(ConnectionId(7), QStringLiteral(" fixed(4) ")));
    QCOMPARE(asked.count(), 1);
    QCOMPARE(asked[0][0].value<SessionId>(), SessionId(1));
    QCOMPARE(asked[0][1].toString(), QStringLiteral("fixed(4)"));
    choices.apply(deltaOf(1, {})); // on its way before the engine had heard of it
    QCOMPARE(choices.of(ConnectionId(7)), QStringLiteral("fixed(4)"));
    choices.apply(deltaOf(1, QStringLiteral("fixed(4)")));
    choices.apply(deltaOf(1, QStringLiteral("line"))); // later the engine is right
    QCOMPARE(choices.of(ConnectionId(7)), QStringLiteral("line"));
    QVERIFY(choices.chooseForSession(SessionId(1), QString())); // empty is raw
    QCOMPARE(asked.last()[1].toString(), QStringLiteral("raw"));
}

void TestFramingChoices::aWrongSpecIsRefusedWithItsPlace()
{
    FramingChoices choices;
    choices.apply(deltaOf(1, QStringLiteral("line"), {7}));
    QSignalSpy asked(&choices, &FramingChoices::sessionFramingRequested);
    const auto refused = choices.choose(ConnectionId(7), QStringLiteral("fixed(x)"));
    QVERIFY(!refused);
    QCOMPARE(refused.error().position, 6);
    QCOMPARE(choices.of(ConnectionId(7)), QStringLiteral("line"));
    choices.showRecording(false);
    QVERIFY(!choices.choose(ConnectionId::None, QStringLiteral("delim()")));
    QCOMPARE(asked.count(), 0);
}

void TestFramingChoices::aSavedRecordingHasChoicesOfItsOwn()
{
    FramingChoices choices;
    choices.apply(deltaOf(1, QStringLiteral("line"), {7}));
    choices.showRecording(false);
    QVERIFY(!choices.isLive());
    QCOMPARE(choices.of(ConnectionId(7)), QStringLiteral("raw")); // another 7 than the live one
    QVERIFY(choices.choose(ConnectionId::None, QStringLiteral("fixed(2)")));
    QVERIFY(choices.choose(ConnectionId(8), QStringLiteral("slip")) || // known once that framer is there
            choices.choose(ConnectionId(8), QStringLiteral("line(lf)")));
    QCOMPARE(choices.of(ConnectionId(7)), QStringLiteral("fixed(2)"));
    QVERIFY(choices.of(ConnectionId(8)) != QStringLiteral("fixed(2)"));
    QCOMPARE(choices.ofLive(ConnectionId(7)), QStringLiteral("line")); // what is sent
    choices.showRecording(true);
    QCOMPARE(choices.of(ConnectionId(7)), QStringLiteral("line"));
    choices.showRecording(false);
    QCOMPARE(choices.of(ConnectionId(8)), QStringLiteral("raw")); // another file
}

void TestFramingChoices::aSessionThatIsGone()
{
    FramingChoices choices;
    choices.apply(deltaOf(1, QStringLiteral("line"), {7}));
    EngineDelta gone;
    gone.removedSessions = {SessionId(1)};
    gone.removedConnections = {ConnectionId(7)};
    choices.apply(gone);
    QSignalSpy asked(&choices, &FramingChoices::sessionFramingRequested);
    QCOMPARE(choices.of(ConnectionId(7)), QStringLiteral("raw"));
    QVERIFY(choices.choose(ConnectionId(7), QStringLiteral("fixed(3)"))); // its records are still there
    QCOMPARE(choices.of(ConnectionId(7)), QStringLiteral("fixed(3)"));
    QCOMPARE(asked.count(), 0);
}

QTEST_GUILESS_MAIN(TestFramingChoices)
#include "tst_framingchoices.moc"
