#include "widgets/common/quickopenbar.h"
#include "widgets/common/quickopenparts.h"

#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>

using namespace widgets;
using netcore::SessionRequest;

class TestQuickOpenBar : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void buttonsTurnTheScheme_data();
    void buttonsTurnTheScheme();
    void completesSchemesHistoryAndOptions();
    void enterOpensAsWritten();
    void aWrongCharacterIsPointedAt();
    void bindingWiderNeedsAChoice();
    void theSafeChoiceBindsToLoopback();
    void historyKeepsTheNewestOnce();
};

static void type(QuickOpenBar &bar, const char *text)
{
    auto *field = bar.findChild<QLineEdit *>(QStringLiteral("endpointField"));
    field->clear();
    QTest::keyClicks(field, QString::fromLatin1(text));
    QTest::keyClick(field, Qt::Key_Return);
}

static SessionRequest lastOf(const QSignalSpy &spy)
{
    return spy.last().at(0).value<SessionRequest>();
}

void TestQuickOpenBar::buttonsTurnTheScheme_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<int>("as");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *typed, OpenAs as, const char *expected) {
        QTest::newRow(expected) << QString::fromLatin1(typed) << int(as) << QString::fromLatin1(expected);
    };
    row("127.0.0.1:9", OpenAs::Listener, "tcp-listen://127.0.0.1:9");
    row("127.0.0.1:9", OpenAs::Written, "tcp://127.0.0.1:9");
    row("tcp://a:1", OpenAs::Listener, "tcp-listen://a:1");
    row("tcp-listen://a:2", OpenAs::Client, "tcp://a:2");
    row("udp://a:3", OpenAs::Listener, "udp-listen://a:3");
    row("unix:///tmp/x", OpenAs::Listener, "unix-listen:///tmp/x");
    row("http://a:4", OpenAs::Listener, "http://a:4"); // left for the parser to refuse
    row(" tcp-listen://a:5 ", OpenAs::Written, "tcp-listen://a:5");
}

void TestQuickOpenBar::buttonsTurnTheScheme()
{
    QFETCH(QString, typed);
    QFETCH(int, as);
    QFETCH(QString, expected);
    QCOMPARE(endpointAs(typed, OpenAs(as)), expected);
}

void TestQuickOpenBar::completesSchemesHistoryAndOptions()
{
    const QStringList history = {QStringLiteral("tcp://10.0.0.7:502"), QStringLiteral("udp://a:1")};
    const QStringList schemes = endpointCompletions(QStringLiteral("tcp"), history);
    QCOMPARE(schemes.first(), history[0]);
    QVERIFY(schemes.contains(QStringLiteral("tcp-listen://")));
    QVERIFY(!schemes.contains(QStringLiteral("udp://")));
    const QStringList options = endpointCompletions(QStringLiteral("tcp://a:1?nodelay=1&re"), history);
    QVERIFY(options.contains(QStringLiteral("tcp://a:1?nodelay=1&reconnect=")));
    const QStringList others = endpointCompletions(QStringLiteral("tcp://a:1?nodelay=1&"), history);
    QVERIFY(!others.isEmpty());
    QVERIFY(!others.contains(QStringLiteral("tcp://a:1?nodelay=1&nodelay=")));
}

void TestQuickOpenBar::enterOpensAsWritten()
{
    QuickOpenBar bar;
    QSignalSpy opened(&bar, &QuickOpenBar::openRequested);
    type(bar, "tcp-listen://127.0.0.1:0?backlog=5");
    QCOMPARE(opened.count(), 1);
    QCOMPARE(lastOf(opened).spec.scheme, netcore::Scheme::TcpListen);
    QCOMPARE(lastOf(opened).spec.number(u"backlog", 0), 5);
}

void TestQuickOpenBar::aWrongCharacterIsPointedAt()
{
    QuickOpenBar bar;
    bar.resize(900, 100);
    bar.show();
    QSignalSpy opened(&bar, &QuickOpenBar::openRequested);
    type(bar, "tcp://127.0.0.1:70000");
    QCOMPARE(opened.count(), 0);
    auto *error = bar.findChild<PointingError *>();
    QVERIFY(error->isVisible());
    QVERIFY(!error->accessibleName().isEmpty());
    auto *field = bar.findChild<QLineEdit *>(QStringLiteral("endpointField"));
    QVERIFY(field->selectionStart() >= 16);
    QCOMPARE(field->text(), QStringLiteral("tcp://127.0.0.1:70000")); // nothing is lost
    QTest::keyClick(field, Qt::Key_End);
    QTest::keyClick(field, Qt::Key_Backspace);
    QVERIFY(!error->isVisible());
}

// faults.md row 66
void TestQuickOpenBar::bindingWiderNeedsAChoice()
{
    QuickOpenBar bar;
    bar.show();
    QSignalSpy opened(&bar, &QuickOpenBar::openRequested);
    type(bar, "tcp-listen://0.0.0.0:0");
    QCOMPARE(opened.count(), 0);
    QVERIFY(bar.findChild<BindChoice *>()->isVisible());
    bar.findChild<QPushButton *>(QStringLiteral("bindToNetwork"))->click();
    QCOMPARE(opened.count(), 1);
    QVERIFY(lastOf(opened).spec.bindsBeyondLoopback());
}

// faults.md row 66
void TestQuickOpenBar::theSafeChoiceBindsToLoopback()
{
    QuickOpenBar bar;
    bar.show();
    QSignalSpy opened(&bar, &QuickOpenBar::openRequested);
    type(bar, "udp-listen://[::]:0");
    QCOMPARE(opened.count(), 0);
    auto *focused = qobject_cast<QPushButton *>(bar.focusWidget());
    QVERIFY(focused); // the safe answer has the focus
    focused->click();
    QCOMPARE(opened.count(), 1);
    QCOMPARE(lastOf(opened).spec.host, QStringLiteral("::1"));
}

void TestQuickOpenBar::historyKeepsTheNewestOnce()
{
    QuickOpenBar bar;
    bar.setHistorySize(2);
    for (const char *text :
         {"tcp://127.0.0.1:1", "tcp://127.0.0.1:2", "tcp://127.0.0.1:1", "tcp://127.0.0.1:3"})
        type(bar, text);
    QCOMPARE(bar.history(),
             QStringList({QStringLiteral("tcp://127.0.0.1:3"), QStringLiteral("tcp://127.0.0.1:1")}));
}

QTEST_MAIN(TestQuickOpenBar)
#include "tst_quickopenbar.moc"
