#include "widgets/models/connectionmodel.h"

#include <QtCore/QPersistentModelIndex>
#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

#include <ctime>

using namespace models;
using namespace netcore;

static SessionSnapshot session(quint32 id, quint16 port = 9000)
{
    SessionSnapshot s;
    s.id = SessionId(id);
    s.spec.scheme = Scheme::TcpListen;
    s.spec.host = QStringLiteral("127.0.0.1");
    s.spec.port = port;
    s.state = SessionState::Listening;
    return s;
}

static ConnectionSnapshot connection(quint32 id, quint32 sessionId = 1)
{
    ConnectionSnapshot c;
    c.id = ConnectionId(id);
    c.session = SessionId(sessionId);
    c.state = ConnectionState::Established;
    c.inbound = true;
    c.bytesIn = id;
    return c;
}

static EngineDelta rows(quint32 first, quint32 count, quint32 sessionId = 1)
{
    EngineDelta delta;
    for (quint32 id = first; id < first + count; ++id)
        delta.connections.append(connection(id, sessionId));
    return delta;
}

static EngineDelta removal(const QList<quint32> &ids)
{
    EngineDelta delta;
    for (const quint32 id : ids)
        delta.removedConnections.append(ConnectionId(id));
    return delta;
}

/// The tree as text: "1(2,3) 4()" with ids.
static QString treeOf(const ConnectionModel &model)
{
    QStringList top;
    for (int s = 0; s < model.rowCount(); ++s) {
        const QModelIndex parent = model.index(s, 0);
        QStringList children;
        for (int c = 0; c < model.rowCount(parent); ++c)
            children << QString::number(quint32(
                model.index(c, 0, parent).data(ConnectionModel::ConnectionIdRole).value<ConnectionId>()));
        top << QStringLiteral("%1(%2)")
                   .arg(quint32(parent.data(ConnectionModel::SessionIdRole).value<SessionId>()))
                   .arg(children.join(u','));
    }
    return top.join(u' ');
}

class TestConnectionModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void rowsArriveAndLeave();
    void changedRowsKeepTheirPlace();
    void sessionSumsItsConnections();
    void aConnectionThatArrivesAndLeavesInOneDelta();
    void aSelectionSurvivesRemovals();
    void aConnectionOfAnUnknownSessionIsLeftOut();
    void tenThousandConnections();

private:
    void fill();
    double costOf(quint32 count);

    qsizetype m_signals = 0;
    std::unique_ptr<ConnectionModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

void TestConnectionModel::init()
{
    m_model = std::make_unique<ConnectionModel>();
    m_tester = std::make_unique<QAbstractItemModelTester>(
        m_model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    fill();
}

void TestConnectionModel::fill()
{
    EngineDelta delta;
    delta.sessions = {session(1), session(2, 9001)};
    m_model->apply(delta);
}

void TestConnectionModel::cleanup()
{
    m_tester.reset();
    m_model.reset();
}

void TestConnectionModel::rowsArriveAndLeave()
{
    m_model->apply(rows(10, 6));
    m_model->apply(rows(20, 1, 2));
    QCOMPARE(treeOf(*m_model), QStringLiteral("1(10,11,12,13,14,15) 2(20)"));
    m_model->apply(removal({11, 14, 13, 999}));
    QCOMPARE(treeOf(*m_model), QStringLiteral("1(10,12,15) 2(20)"));
    QCOMPARE(m_model->indexOf(ConnectionId(15)).row(), 2);
    EngineDelta delta;
    delta.removedSessions = {SessionId(1)};
    m_model->apply(delta);
    QCOMPARE(treeOf(*m_model), QStringLiteral("2(20)"));
    QVERIFY(!m_model->indexOf(ConnectionId(15)).isValid());
    QCOMPARE(m_model->connectionCount(), 1);
}

void TestConnectionModel::changedRowsKeepTheirPlace()
{
    m_model->apply(rows(10, 4));
    QSignalSpy inserted(m_model.get(), &QAbstractItemModel::rowsInserted);
    EngineDelta delta = rows(12, 1);
    delta.connections[0].state = ConnectionState::CloseWait;
    delta.connections[0].ended = EndReason::FinByPeer;
    m_model->apply(delta);
    QCOMPARE(inserted.count(), 0);
    const QModelIndex index = m_model->indexOf(ConnectionId(12));
    QCOMPARE(index.row(), 2);
    QCOMPARE(index.siblingAtColumn(ConnectionModel::StateColumn).data().toString(),
             QString::fromLatin1(stateName(ConnectionState::CloseWait)));
    QCOMPARE(index.data(ConnectionModel::EndedRole).toBool(), true);
}

void TestConnectionModel::sessionSumsItsConnections()
{
    m_model->apply(rows(10, 3)); // bytesIn 10 + 11 + 12
    const auto sum = [this] {
        return m_model->indexOf(SessionId(1))
            .siblingAtColumn(ConnectionModel::BytesInColumn)
            .data()
            .toULongLong();
    };
    QCOMPARE(sum(), 33u);
    EngineDelta delta = rows(11, 1);
    delta.connections[0].bytesIn = 111;
    delta.connections[0].ended = EndReason::ClosedByUs;
    m_model->apply(delta);
    QCOMPARE(sum(), 133u);
    QCOMPARE(m_model->indexOf(SessionId(1)).data(ConnectionModel::LiveCountRole).toInt(), 2);
    m_model->apply(removal({11}));
    QCOMPARE(sum(), 22u);
}

void TestConnectionModel::aConnectionThatArrivesAndLeavesInOneDelta()
{
    EngineDelta delta = rows(10, 2);
    delta.removedConnections = {ConnectionId(10)};
    m_model->apply(delta);
    QCOMPARE(treeOf(*m_model), QStringLiteral("1(11) 2()"));
}

void TestConnectionModel::aSelectionSurvivesRemovals()
{
    m_model->apply(rows(10, 5));
    const QPersistentModelIndex kept = m_model->indexOf(ConnectionId(13));
    m_model->apply(removal({10, 12}));
    QCOMPARE(kept.row(), 1);
    QCOMPARE(kept.data(ConnectionModel::ConnectionIdRole).value<ConnectionId>(), ConnectionId(13));
}

void TestConnectionModel::aConnectionOfAnUnknownSessionIsLeftOut()
{
    m_model->apply(rows(10, 2, 77));
    QCOMPARE(m_model->connectionCount(), 0);
}

// CPU time in ticks of clock() for a delta over `count` rows and the removal of every other one.
double TestConnectionModel::costOf(quint32 count)
{
    m_model = std::make_unique<ConnectionModel>();
    fill();
    m_model->apply(rows(1, count));
    QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
    const std::clock_t began = std::clock();
    m_model->apply(rows(1, count));
    m_signals = changed.count();
    QList<quint32> odd;
    for (quint32 id = 1; id < count; id += 2)
        odd << id;
    m_model->apply(removal(odd));
    return double(std::clock() - began);
}

void TestConnectionModel::tenThousandConnections()
{
    m_tester.reset(); // the tester itself walks every row at every signal
    const double one = costOf(1'000);
    const double ten = costOf(10'000);
    QCOMPARE(m_signals, 2); // one range for the rows, one for the session
    QCOMPARE(m_model->connectionCount(), 5'000);
    QCOMPARE(m_model->indexOf(ConnectionId(10'000)).row(), 4'999);
    QVERIFY2(
        ten < 50 * one,
        qPrintable(
            QStringLiteral("ten times the rows cost %1 times as much: quadratic is 100").arg(ten / one)));
}

QTEST_GUILESS_MAIN(TestConnectionModel)
#include "tst_connectionmodel.moc"
