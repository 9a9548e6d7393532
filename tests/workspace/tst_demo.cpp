#include "app/workspace/demo.h"

#include "netcore/automation/responderfactory.h"

#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace app;

class TestDemo : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyPayloadIsAnsweredOnRealSockets();
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

QTEST_GUILESS_MAIN(TestDemo)
#include "tst_demo.moc"
