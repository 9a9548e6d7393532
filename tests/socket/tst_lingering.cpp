// While events follow one another closely, the epoll poller waits for the next one itself, and still leaves
// Qt its turns.
#include "netcore/socket/finetimer.h"

#include <QtCore/QAbstractEventDispatcher>
#include <QtCore/QEventLoop>
#include <QtCore/QTimer>
#include <QtTest/QTest>

#include <functional>
#include <thread>

using namespace netcore;

namespace {

constexpr SteadyNs gap = 100'000;

/// Events one after the other, each `gap` after the one before.
class Chain
{
public:
    explicit Chain(Poller &poller)
        : m_timer(poller, [this] {
            ++events;
            if (told)
                told();
            if (events < m_end)
                m_timer.start(gap);
            else
                m_loop.quit();
        })
    {
    }
    /// In a loop that sleeps as a program's does. True where all came within ten seconds.
    bool run(int count)
    {
        events = 0;
        m_end = count;
        QTimer::singleShot(10'000, &m_loop, &QEventLoop::quit);
        if (m_timer.start(gap))
            m_loop.exec();
        return events == count;
    }
    int events = 0;
    std::function<void()> told;

private:
    QEventLoop m_loop;
    FineTimer m_timer;
    int m_end = 0;
};

} // namespace

class TestLingering : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_poller = std::move(makeEpollPoller().value()); }
    void cleanup() { m_poller.reset(); }
    void closeEventsDoNotGoRoundByQt();
    void turnEndsBeforeItLingers();
    void postedWorkAndTimersComeInBetween();
    void doesNotLingerAfterALoneEvent();

private:
    std::unique_ptr<Poller> m_poller;
};

void TestLingering::closeEventsDoNotGoRoundByQt()
{
    Chain chain(*m_poller);
    int rounds = 0;
    const QObject context;
    connect(QAbstractEventDispatcher::instance(), &QAbstractEventDispatcher::awake, &context,
            [&] { ++rounds; });
    QVERIFY(chain.run(500));
    QVERIFY2(rounds < 250, QByteArray::number(rounds).constData()); // 64 events a round, or 4 ms
}

void TestLingering::turnEndsBeforeItLingers()
{
    Chain chain(*m_poller);
    int ended = 0;
    m_poller->setTurnEnded([&] { ++ended; });
    QVERIFY(chain.run(200));
    QVERIFY2(ended >= 100, QByteArray::number(ended).constData()); // not once for 64 of them
}

void TestLingering::postedWorkAndTimersComeInBetween()
{
    Chain chain(*m_poller);
    QObject context;
    QTimer timer;
    int ticks = 0;
    connect(&timer, &QTimer::timeout, this, [&] { ++ticks; });
    timer.start(1);
    int postedAt = 0;
    int most = 0;
    int answers = 0;
    const auto answered = [&] {
        most = std::max(most, chain.events - postedAt);
        ++answers;
    };
    chain.told = [&] {
        if (chain.events % 200 != 100)
            return;
        postedAt = chain.events;
        // From another thread, as commands come.
        std::thread([&] { QMetaObject::invokeMethod(&context, answered, Qt::QueuedConnection); }).join();
    };
    QVERIFY(chain.run(2000));
    QTRY_COMPARE(answers, 10);
    QVERIFY2(most <= 64, QByteArray::number(most).constData()); // the rest of one turn
    QVERIFY(ticks >= 10);
}

void TestLingering::doesNotLingerAfterALoneEvent()
{
    Chain chain(*m_poller);
    int ended = 0;
    m_poller->setTurnEnded([&] { ++ended; });
    for (int i = 0; i < 5; ++i) {
        QTest::qWait(5);
        QVERIFY(chain.run(1));
    }
    QCOMPARE(ended, 5); // a turn that lingers ends more than once
}

QTEST_GUILESS_MAIN(TestLingering)
#include "tst_lingering.moc"
