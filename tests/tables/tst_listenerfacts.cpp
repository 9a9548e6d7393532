// What the window says of a listener's queues, and of which listeners it asks the kernel.
#include "widgets/models/connectionmodel.h"
#include "widgets/tables/connectiondelegate.h"
#include "widgets/tables/connectionsview.h"

#include <QtCore/QLocale>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QTreeView>

using namespace netcore;
using models::ConnectionModel;

class TestListenerFacts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void factsAreShown_data();
    void factsAreShown();
    void rowsInSightAreAsked();
};

namespace {

SessionSnapshot listenerNumbered(quint32 id)
{
    SessionSnapshot session;
    session.id = SessionId(id);
    session.spec = *EndpointSpec::parse(u"tcp-listen://127.0.0.1:9000");
    session.state = SessionState::Listening;
    return session;
}

void take(ConnectionModel &model, const QList<SessionSnapshot> &sessions)
{
    EngineDelta delta;
    delta.sessions = sessions;
    model.apply(delta);
}

} // namespace

// faults.md row 11
void TestListenerFacts::factsAreShown_data()
{
    QTest::addColumn<ListenerFacts>("facts");
    QTest::addColumn<QString>("state");
    QTest::addColumn<QStringList>("lines");
    const QString fullQueue = QStringLiteral("clients are still accepted");
    QTest::newRow("nobody has looked") << ListenerFacts{} << QStringLiteral("Listening") << QStringList{};
    QTest::newRow("quiet") << ListenerFacts{0, 128, 0, 0, 0, 0, false} << QStringLiteral("Listening")
                           << QStringList{QStringLiteral("Accept queue: 0 of 128"),
                                          QStringLiteral("(SYN-RECV): 0")};
    QTest::newRow("flooded") << ListenerFacts{3, 1024, 1025, 8975, 1, 2, true}
                             << QStringLiteral("Listening, 1,025 half-open, SYN cookies")
                             << QStringList{QStringLiteral("Accept queue: 3 of 1,024"),
                                            QStringLiteral("(SYN-RECV): 1,025"),
                                            QStringLiteral("8,975 sent, 1 came back, 2 failed"), fullQueue};
    QTest::newRow("some") << ListenerFacts{0, 128, 7, 0, 0, 0, false}
                          << QStringLiteral("Listening, 7 half-open")
                          << QStringList{QStringLiteral("(SYN-RECV): 7")};
    QTest::newRow("refused") << ListenerFacts{0, 128, -1, -1, -1, -1, false} << QStringLiteral("Listening")
                             << QStringList{QStringLiteral("(SYN-RECV): not known"),
                                            QStringLiteral("not known sent")};
}

void TestListenerFacts::factsAreShown()
{
    QFETCH(ListenerFacts, facts);
    QFETCH(QString, state);
    QFETCH(QStringList, lines);
    SessionSnapshot session = listenerNumbered(1);
    session.listener = facts;
    ConnectionModel model;
    take(model, {session});
    const widgets::ConnectionDelegate delegate;
    QCOMPARE(delegate.cellText(model.index(0, ConnectionModel::StateColumn)), state);
    const QString toolTip = delegate.toolTipText(model.index(0, 0));
    for (const QString &line : lines)
        QVERIFY2(toolTip.contains(line), qPrintable(toolTip));
    QCOMPARE(toolTip.contains(QStringLiteral("SYN-RECV")), !lines.isEmpty());
    QCOMPARE(toolTip.contains(QStringLiteral("clients are still accepted")), facts.answersWithCookies);
}

void TestListenerFacts::rowsInSightAreAsked()
{
    ConnectionModel model;
    widgets::ConnectionsView view(model);
    QVERIFY(view.visibleSessions().isEmpty());
    QList<SessionSnapshot> sessions;
    for (quint32 id = 1; id <= 200; ++id)
        sessions << listenerNumbered(id);
    sessions[1].state = SessionState::Closed;
    take(model, sessions);
    view.resize(600, 300);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    const QList<SessionId> seen = view.visibleSessions();
    QVERIFY(seen.size() > 2 && seen.size() < 100);
    QCOMPARE(seen.first(), SessionId(1));
    QVERIFY(!seen.contains(SessionId(2))); // closed: nothing to ask for
    view.tree()->scrollToBottom();
    QVERIFY(view.visibleSessions().contains(SessionId(200)));
    QVERIFY(!view.visibleSessions().contains(SessionId(1)));
}

int main(int argc, char **argv)
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    QApplication application(argc, argv);
    TestListenerFacts test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_listenerfacts.moc"
