#include "widgets/common/faultpanel.h"

#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QPushButton>

#include <cerrno>

using namespace widgets;
using netcore::SessionId;

class TestFaultPanel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void emptyPanelIsNotThere();
    void tellsWhatWhereErrnoAndSteps();
    void aFreePortIsOneClickAway();
    void theSameAgainIsCounted();
    void dismissingShowsTheNext();
    void whatIsOpenNowIsForgotten();
    void peerTextIsNeverRich();
};

static models::Explanation refused(quint32 session, const char *where = "tcp://127.0.0.1:9")
{
    netcore::Failure failure;
    failure.session = SessionId(session);
    failure.error = netcore::NetError::fromErrno(ECONNREFUSED, "connect");
    failure.where = QString::fromUtf8(where);
    return models::explain(failure);
}

static QString titleOf(const FaultPanel &panel)
{
    return panel.findChild<QLabel *>(QStringLiteral("faultTitle"))->text();
}

void TestFaultPanel::emptyPanelIsNotThere()
{
    FaultPanel panel;
    QVERIFY(panel.isHidden());
    QVERIFY(!panel.current());
}

void TestFaultPanel::tellsWhatWhereErrnoAndSteps()
{
    FaultPanel panel;
    panel.add(refused(1));
    QVERIFY(!panel.isHidden());
    QVERIFY(titleOf(panel).contains(QStringLiteral("ECONNREFUSED")));
    QVERIFY(titleOf(panel).contains(QStringLiteral("tcp://127.0.0.1:9")));
    QSignalSpy retry(&panel, &FaultPanel::retryRequested);
    panel.findChild<QPushButton *>(QStringLiteral("faultAction"))->click();
    QCOMPARE(retry.count(), 1);
    QCOMPARE(retry[0][0].value<SessionId>(), SessionId(1));
    QVERIFY(panel.isHidden());
}

// faults.md row 19
void TestFaultPanel::aFreePortIsOneClickAway()
{
    netcore::Failure failure;
    failure.session = SessionId(3);
    failure.error = netcore::NetError::fromErrno(EADDRINUSE, "bind");
    failure.where = QStringLiteral("tcp-listen://127.0.0.1:9000");
    models::LocalFacts facts;
    facts.freePort = 43210;
    FaultPanel panel;
    panel.add(models::explain(failure, facts));
    QSignalSpy open(&panel, &FaultPanel::openInsteadRequested);
    panel.findChild<QPushButton *>(QStringLiteral("faultAction"))->click();
    QCOMPARE(open.count(), 1);
    QCOMPARE(open[0][1].toString(), QStringLiteral("tcp-listen://127.0.0.1:43210"));
}

void TestFaultPanel::theSameAgainIsCounted()
{
    FaultPanel panel;
    for (int i = 0; i < 3; ++i)
        panel.add(refused(1));
    QCOMPARE(panel.count(), 1);
    QVERIFY(titleOf(panel).contains(QStringLiteral("3")));
    for (quint32 session = 2; session < 200; ++session)
        panel.add(refused(session));
    QCOMPARE(panel.count(), FaultPanel::kept);
}

void TestFaultPanel::dismissingShowsTheNext()
{
    FaultPanel panel;
    panel.add(refused(1, "tcp://127.0.0.1:1"));
    panel.add(refused(2, "tcp://127.0.0.1:2"));
    QCOMPARE(panel.current()->session, SessionId(2));
    panel.dismiss();
    QCOMPARE(panel.current()->session, SessionId(1));
    panel.dismiss();
    QVERIFY(panel.isHidden());
}

void TestFaultPanel::whatIsOpenNowIsForgotten()
{
    FaultPanel panel;
    panel.add(refused(1));
    panel.add(refused(2));
    panel.forget(SessionId(2));
    QCOMPARE(panel.count(), 1);
    QCOMPARE(panel.current()->session, SessionId(1));
}

// faults.md row 60
void TestFaultPanel::peerTextIsNeverRich()
{
    FaultPanel panel;
    panel.add(refused(1, "tcp://<img src=/etc/passwd>:1"));
    const QList<QLabel *> labels = panel.findChildren<QLabel *>();
    QVERIFY(labels.size() >= 3);
    for (const QLabel *label : labels)
        QCOMPARE(label->textFormat(), Qt::PlainText);
}

QTEST_MAIN(TestFaultPanel)
#include "tst_faultpanel.moc"
