#include "app/workspace/demo.h"
#include "app/workspace/examples.h"

#include "netcore/automation/responderfactory.h"
#include "netcore/framing/framer.h"

#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

#include <algorithm>

using namespace app;

class TestDemo : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyPayloadIsAnsweredOnRealSockets();
    void examplesDoWhatTheySay_data();
    void examplesDoWhatTheySay();
};

void TestDemo::everyPayloadIsAnsweredOnRealSockets()
{
    netcore::EngineOptions options;
    options.makeResponder = netcore::makeResponder;
    auto engine = netcore::EngineHandle::create(options);
    QVERIFY(engine);
    Demo demo(**engine);
    QSignalSpy finished(&demo, &Demo::finished);
    demo.start();
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 2 * Demo::patienceMs);
    QCOMPARE(finished[0][0].toString(), QString());
    QCOMPARE(demo.payloadsAnswered(), demo.workspace().payloads.size());
}

void TestDemo::examplesDoWhatTheySay_data()
{
    QTest::addColumn<QString>("name");
    for (const ExampleWorkspace &example : exampleWorkspaces()) {
        QVERIFY(!example.title.isEmpty());
        QTest::newRow(qPrintable(example.name)) << example.name;
    }
}

/// Each payload, framed as the composer frames it, is answered.
void TestDemo::examplesDoWhatTheySay()
{
    QFETCH(QString, name);
    netcore::EngineOptions options;
    options.makeResponder = netcore::makeResponder;
    auto engine = netcore::EngineHandle::create(options);
    QVERIFY(engine);
    QHash<netcore::ConnectionId, netcore::ConnectionSnapshot> connections;
    QObject::connect(engine->get(), &netcore::EngineHandle::changed, this,
                     [&](const netcore::EngineDelta &delta) {
                         for (const netcore::ConnectionSnapshot &c : delta.connections)
                             connections.insert(c.id, c);
                     });
    const auto liveOf = [&](netcore::SessionId session) {
        for (const netcore::ConnectionSnapshot &c : std::as_const(connections)) {
            if (c.session == session && c.state == netcore::ConnectionState::Established)
                return c;
        }
        return netcore::ConnectionSnapshot();
    };
    const Workspace workspace = exampleWorkspace(name);
    SessionOpener opener(**engine);
    opener.open(workspace.sessions);
    for (const WorkspacePayload &saved : workspace.payloads) {
        const models::SavedPayload &payload = saved.payload;
        QTRY_VERIFY(liveOf(opener.idOf(payload.target)).id != netcore::ConnectionId::None);
        const netcore::ConnectionSnapshot before = liveOf(opener.idOf(payload.target));
        const auto session = std::find_if(workspace.sessions.begin(), workspace.sessions.end(),
                                          [&](const auto &s) { return s.request.name == payload.target; });
        const QString framing = session->request.framing;
        const auto framer = netcore::makeFramer(framing.isEmpty() ? QStringLiteral("raw") : framing);
        const auto wire = (*framer)->encode(*models::bytesOf(payload));
        QVERIFY(wire);
        (*engine)->send(before.id, *wire);
        QTRY_VERIFY(liveOf(opener.idOf(payload.target)).bytesIn >= before.bytesIn + 1024);
    }
}

QTEST_GUILESS_MAIN(TestDemo)
#include "tst_demo.moc"
