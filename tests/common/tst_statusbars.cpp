#include "widgets/common/reachabilitybar.h"
#include "widgets/common/settingspage.h"
#include "widgets/common/statusline.h"

#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QSpinBox>

#include <cerrno>

using namespace widgets;
using namespace netcore;

class TestStatusBars : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // faults.md row 66
    void loopbackAloneShowsNoBar();
    void aWideListenerShowsTheBarUntilItCloses();
    void listsWhatListens();
    // faults.md row 49
    void aFullDiskIsABannerWithResume();
    void thePolicyIsShown_data();
    void thePolicyIsShown();
    void thePolicyIsChosen();
};

static SessionSnapshot listener(const QString &host, SessionState state = SessionState::Listening)
{
    SessionSnapshot s;
    s.id = SessionId(1);
    s.spec.scheme = Scheme::TcpListen;
    s.spec.host = host;
    s.spec.port = 9000;
    s.state = state;
    s.locals = {SocketAddress(QHostAddress(host), 9000)};
    return s;
}

void TestStatusBars::loopbackAloneShowsNoBar()
{
    ReachabilityBar bar;
    bar.setSessions({listener(QStringLiteral("127.0.0.1")), listener(QStringLiteral("::1"))});
    QVERIFY(bar.isHidden());
}

void TestStatusBars::aWideListenerShowsTheBarUntilItCloses()
{
    ReachabilityBar bar;
    bar.setSessions({listener(QStringLiteral("192.0.2.7"))});
    QVERIFY(!bar.isHidden());
    QVERIFY(bar.text().contains(QStringLiteral("192.0.2.7:9000")));
    bar.setSessions({listener(QStringLiteral("0.0.0.0"))});
    QVERIFY(!bar.isHidden());
    QVERIFY(bar.text().contains(QStringLiteral(":9000")));
    bar.setSessions({listener(QStringLiteral("0.0.0.0"), SessionState::Closed)});
    QVERIFY(bar.isHidden());
}

void TestStatusBars::listsWhatListens()
{
    StatusLine line;
    line.setSessions({listener(QStringLiteral("127.0.0.1"))});
    QVERIFY(line.listeningText().contains(QStringLiteral("127.0.0.1:9000")));
    line.setSessions({});
    QVERIFY(!line.listeningText().contains(QStringLiteral("9000")));
}

void TestStatusBars::aFullDiskIsABannerWithResume()
{
    StatusLine line;
    RecordingSnapshot recording;
    recording.state = RecordingState::StoppedNoSpace;
    recording.error = NetError::fromErrno(ENOSPC, "pwritev");
    recording.droppedRecords = 1234;
    line.setRecording(recording);
    QVERIFY(line.bannerText().contains(QStringLiteral("1,234")));
    QSignalSpy resume(&line, &StatusLine::resumeRecordingRequested);
    line.findChild<QPushButton *>(QStringLiteral("resumeRecording"))->click();
    QCOMPARE(resume.count(), 1);
    recording.state = RecordingState::Recording;
    line.setRecording(recording);
    QVERIFY(line.bannerText().isEmpty());
}

void TestStatusBars::thePolicyIsShown_data()
{
    QTest::addColumn<AtBound>("atBound");
    QTest::addColumn<QString>("text");
    QTest::newRow("keep") << AtBound::KeepNewest << QStringLiteral("keeping the newest 4.0 GiB");
    QTest::newRow("stop") << AtBound::Stop << QStringLiteral("stopping at 4.0 GiB");
    QTest::newRow("unbounded") << AtBound::Unbounded << QStringLiteral("recording without bound");
}

void TestStatusBars::thePolicyIsShown()
{
    QFETCH(AtBound, atBound);
    StatusLine line;
    RecordingSnapshot recording;
    recording.atBound = atBound;
    recording.maxBytes = quint64(4) << 30;
    line.setRecording(recording);
    QTEST(line.policyText(), "text");
}

void TestStatusBars::thePolicyIsChosen()
{
    SettingsPage page;
    Preferences chosen;
    chosen.atBound = AtBound::Unbounded;
    page.setPreferences(chosen);
    QCOMPARE(page.preferences().atBound, AtBound::Unbounded);
    auto *bound = page.findChild<QSpinBox *>(QStringLiteral("settingBound"));
    auto *policy = page.findChild<QComboBox *>(QStringLiteral("settingAtBound"));
    QVERIFY(bound && policy && !bound->isEnabled());
    QCOMPARE(policy->count(), 3);
    QSignalSpy changed(&page, &SettingsPage::preferencesChanged);
    policy->setCurrentIndex(policy->findData(int(AtBound::Stop)));
    QCOMPARE(changed.count(), 1);
    QCOMPARE(page.preferences().atBound, AtBound::Stop);
    QVERIFY(bound->isEnabled());
}

QTEST_MAIN(TestStatusBars)
#include "tst_statusbars.moc"
