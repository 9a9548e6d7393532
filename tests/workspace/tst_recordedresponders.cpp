#include "app/workspace/recordedresponders.h"
#include "app/workspace/sessionopener.h"
#include "netcore/automation/recordedspec.h"
#include "netcore/automation/responderfactory.h"
#include "tests/exchange/exchangefixture.h"

#include <QtNetwork/QTcpSocket>
#include <QtTest/QSignalSpy>

using namespace app;
using exchangetest::Script;
using netcore::ConnectionId;
using netcore::Direction;
using netcore::RecordedSpec;

/// Sessions of a workspace that answer as a recorded peer did: saved, moved, opened again, and told where
/// their recording is gone or another one.
class TestRecordedResponders : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void specsAreReadBack_data();
    void specsAreReadBack();
    void specsAreRefusedWithThePlace_data();
    void specsAreRefusedWithThePlace();
    void theMarkTellsConversationsApart();
    void theFileNamesTheRecordingRelativeToItself();
    void aMovedWorkspaceAnswersAgain();
    void whatIsMissingIsToldAndTheRestOpens_data();
    void whatIsMissingIsToldAndTheRestOpens();

private:
    QString path(const QString &name) const { return m_dir->filePath(name); }
    /// A saved recording in which connection 1 answers "two" to "one", and "four" to "three".
    void writeRecording(const QString &file, const QByteArray &second = "four");
    RecordedSpec specOf(const QString &file) const;
    static QString listed(const LoadedWorkspace &loaded);

    std::unique_ptr<QTemporaryDir> m_dir;
};

void TestRecordedResponders::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    QVERIFY(QDir().mkpath(path(QStringLiteral("a/recordings"))));
}

void TestRecordedResponders::writeRecording(const QString &file, const QByteArray &second)
{
    const QTemporaryDir room;
    Script script(room.filePath(QStringLiteral("r")));
    const QJsonObject facts = Script::facts(1, "tcp", true, "127.0.0.1:9000", "127.0.0.1:51544");
    script.session(1, "tcp-listen://127.0.0.1:9000");
    script.opened(1, facts);
    script.data(1, Direction::In, "one");
    script.data(1, Direction::Out, "two");
    script.data(1, Direction::In, "three");
    script.data(1, Direction::Out, second);
    script.closed(1, facts, "fin-by-peer");
    QVERIFY(script.store()->saveAs(file, [](quint64, quint64) { return true; }));
}

RecordedSpec TestRecordedResponders::specOf(const QString &file) const
{
    RecordedSpec spec{file, ConnectionId(1), Direction::Out, {}};
    if (const auto script = spec.load())
        spec.mark = RecordedSpec::markOf(**script);
    return spec;
}

void TestRecordedResponders::specsAreReadBack_data()
{
    QTest::addColumn<QString>("file");
    for (const char *file : {"a.sockrec", "/x/y z.sockrec", "quo\"te\\.sockrec", "粘包, (1).sockrec"})
        QTest::newRow(file) << QString::fromUtf8(file);
}

void TestRecordedResponders::specsAreReadBack()
{
    QFETCH(QString, file);
    for (const Direction side : {Direction::In, Direction::Out}) {
        for (const char *mark : {"", "0123456789abcdef"}) {
            const RecordedSpec spec{file, ConnectionId(7), side, mark};
            const auto again = RecordedSpec::parse(spec.toString());
            QVERIFY2(again, again ? "" : again.error().reason);
            QCOMPARE(*again, spec);
            QVERIFY(RecordedSpec::isMeantBy(spec.toString()));
        }
    }
}

void TestRecordedResponders::specsAreRefusedWithThePlace_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qsizetype>("position");
    const auto row = [](const char *text, qsizetype position) {
        QTest::newRow(text) << QString::fromLatin1(text) << position;
    };
    row("echo", 0);
    row("recorded(#3)", 9);
    row("recorded(\"\", connection=1)", 11);
    row("recorded(\"a", 11);
    row("recorded(\"a\", connection=0)", 14);
    row("recorded(\"a\", connection=1, side=up)", 28);
    row("recorded(\"a\", connection=1, mark=12)", 28);
    row("recorded(\"a\")", 13);
    row("recorded(\"a\", connection=1", 26);
    row("recorded(\"a\", connection=1) x", 28);
}

void TestRecordedResponders::specsAreRefusedWithThePlace()
{
    QFETCH(QString, text);
    QFETCH(qsizetype, position);
    const auto spec = RecordedSpec::parse(text);
    QVERIFY(!spec);
    QCOMPARE(spec.error().position, position);
}

void TestRecordedResponders::theMarkTellsConversationsApart()
{
    const QString one = path(QStringLiteral("one.sockrec"));
    const QString other = path(QStringLiteral("other.sockrec"));
    writeRecording(one);
    writeRecording(other, "FOUR"); // of the same length, at the same time
    QVERIFY(specOf(one).mark.size() == 16);
    QCOMPARE(specOf(one).mark, specOf(one).mark);
    QVERIFY(specOf(one).mark != specOf(other).mark);
}

void TestRecordedResponders::theFileNamesTheRecordingRelativeToItself()
{
    const QString folder = path(QStringLiteral("a"));
    const RecordedSpec spec{folder + QStringLiteral("/recordings/r.sockrec"), ConnectionId(1), Direction::Out,
                            "0123456789abcdef"};
    const QString saved = recordedresponders::toFile(spec.toString(), folder);
    QVERIFY(saved.startsWith(QStringLiteral("recorded(\"recordings/r.sockrec\", connection=1")));
    QCOMPARE(*recordedresponders::fromFile(saved, folder), spec);
    QCOMPARE(recordedresponders::toFile(QStringLiteral("upper(unicode)"), folder),
             QStringLiteral("upper(unicode)"));
    QCOMPARE(recordedresponders::toFile(QStringLiteral("recorded(#3)"), folder), QString());
}

void TestRecordedResponders::aMovedWorkspaceAnswersAgain()
{
    const QString folder = path(QStringLiteral("a"));
    writeRecording(folder + QStringLiteral("/recordings/r.sockrec"));
    Workspace workspace;
    const auto endpoint = netcore::EndpointSpec::parse(u"tcp-listen://127.0.0.1:0");
    const QString responder = recordedresponders::toFile(
        specOf(folder + QStringLiteral("/recordings/r.sockrec")).toString(), folder);
    workspace.setSessions({{*endpoint, QStringLiteral("as recorded"), responder, {}}});
    QVERIFY(saveWorkspace(folder + QStringLiteral("/w.json"), workspace));
    const QString moved = path(QStringLiteral("b"));
    QVERIFY(QDir().rename(folder, moved));

    const auto loaded = loadWorkspace(moved + QStringLiteral("/w.json"));
    QVERIFY(loaded);
    QVERIFY(loaded->warnings.isEmpty());
    netcore::EngineOptions options;
    options.makeResponder = netcore::makeResponder;
    const auto engine = netcore::EngineHandle::create(options);
    QVERIFY(engine);
    netcore::SessionSnapshot session;
    connect(engine->get(), &netcore::EngineHandle::changed, this, [&](const netcore::EngineDelta &delta) {
        for (const netcore::SessionSnapshot &each : delta.sessions)
            session = each;
    });
    SessionOpener opener(**engine);
    opener.setFolder(moved);
    QSignalSpy refused(&opener, &SessionOpener::refused);
    opener.open(loaded->workspace.sessions);
    QCOMPARE(opener.waiting(), qsizetype(1));
    QTRY_VERIFY(!session.locals.isEmpty());
    QVERIFY(refused.isEmpty());
    QTcpSocket peer;
    peer.connectToHost(QHostAddress(QHostAddress::LocalHost), session.locals.first().port());
    peer.write("one");
    QTRY_COMPARE(peer.bytesAvailable(), qint64(3));
    peer.write("three");
    QTRY_COMPARE(peer.peek(100), QByteArray("twofour"));
    // Saved again, it names the recording where it is now.
    QTRY_VERIFY(!session.responder.isEmpty());
    QCOMPARE(recordedresponders::toFile(session.responder, moved), responder);
}

QString TestRecordedResponders::listed(const LoadedWorkspace &loaded)
{
    QStringList texts;
    for (const WorkspaceProblem &warning : loaded.warnings)
        texts << warning.toString() + QLatin1Char(' ') + warning.pointer;
    return texts.join(QLatin1Char('\n'));
}

void TestRecordedResponders::whatIsMissingIsToldAndTheRestOpens_data()
{
    QTest::addColumn<QString>("how");
    QTest::addColumn<QString>("atLoad"); // empty: it shows when the recording is read
    QTest::addColumn<QString>("atOpening");
    QTest::newRow("gone") << QStringLiteral("gone") << QStringLiteral("is not there")
                          << QStringLiteral("is not there");
    QTest::newRow("changed") << QStringLiteral("changed") << QString() << QStringLiteral("has changed");
    QTest::newRow("no recording") << QStringLiteral("rubbish") << QString()
                                  << QStringLiteral("cannot be used");
    QTest::newRow("another connection")
        << QStringLiteral("connection") << QString() << QStringLiteral("sent nothing");
    QTest::newRow("not named") << QStringLiteral("unnamed") << QStringLiteral("no recording is named")
                               << QStringLiteral("names no recording");
}

void TestRecordedResponders::whatIsMissingIsToldAndTheRestOpens()
{
    QFETCH(QString, how);
    QFETCH(QString, atLoad);
    QFETCH(QString, atOpening);
    const QString folder = path(QStringLiteral("a"));
    const QString recording = folder + QStringLiteral("/r.sockrec");
    writeRecording(recording);
    RecordedSpec spec = specOf(recording);
    if (how == QLatin1String("gone"))
        QVERIFY(QFile::remove(recording));
    if (how == QLatin1String("changed"))
        writeRecording(recording, "FOUR");
    if (how == QLatin1String("connection"))
        spec.connection = ConnectionId(2);
    if (how == QLatin1String("rubbish")) {
        QFile file(recording);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("no recording") > 0);
    }
    const auto endpoint = netcore::EndpointSpec::parse(u"tcp-listen://127.0.0.1:0");
    Workspace workspace;
    workspace.setSessions(
        {{*endpoint,
          QStringLiteral("as recorded"),
          how == QLatin1String("unnamed") ? QStringLiteral("recorded(#3)")
                                          : recordedresponders::toFile(spec.toString(), folder),
          {}},
         {*endpoint, QStringLiteral("echo"), QStringLiteral("echo"), {}}});
    WorkspaceSession behind;
    behind.request = {*netcore::EndpointSpec::parse(u"tcp://127.0.0.1:1"), QStringLiteral("behind"), {}, {}};
    behind.portOf = QStringLiteral("as recorded");
    workspace.sessions.append(behind);
    QVERIFY(saveWorkspace(folder + QStringLiteral("/w.json"), workspace));

    const auto loaded = loadWorkspace(folder + QStringLiteral("/w.json"));
    QVERIFY(loaded);
    QCOMPARE(loaded->warnings.size(), qsizetype(!atLoad.isEmpty()));
    QVERIFY2(listed(*loaded).contains(atLoad), qPrintable(listed(*loaded)));
    QCOMPARE(loaded->workspace.sessions.size(), 3);

    netcore::EngineOptions options;
    options.makeResponder = netcore::makeResponder;
    const auto engine = netcore::EngineHandle::create(options);
    QVERIFY(engine);
    SessionOpener opener(**engine);
    opener.setFolder(folder);
    QSignalSpy refused(&opener, &SessionOpener::refused);
    QSignalSpy opened(&opener, &SessionOpener::opened);
    opener.open(loaded->workspace.sessions);
    QTRY_COMPARE(refused.size(), 2); // and the client whose port it would have been
    QCOMPARE(refused[0][0].toString(), QStringLiteral("as recorded"));
    QVERIFY2(refused[0][1].toString().contains(atOpening), qPrintable(refused[0][1].toString()));
    QCOMPARE(refused[1][0].toString(), QStringLiteral("behind"));
    QCOMPARE(opened.size(), 1);
    QCOMPARE(opened[0][0].toString(), QStringLiteral("echo"));
    QCOMPARE(opener.waiting(), qsizetype(0));
}

QTEST_GUILESS_MAIN(TestRecordedResponders)
#include "tst_recordedresponders.moc"
