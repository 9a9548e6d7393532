#include "app/workspace/intentions.h"
#include "app/workspace/jsonnode.h"
#include "app/workspace/workspace.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

#include <csignal>
#include <sys/wait.h>
#include <unistd.h>

using namespace app;
using models::LineEnding;
using netcore::EndpointSpec;
using netcore::PayloadForm;

namespace {

QString dataFolder()
{
    return QStringLiteral(TEST_DATA_DIR "/workspaces/");
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

Workspace sampleOf(int payloads)
{
    Workspace workspace;
    WorkspaceSession listener;
    listener.request.spec = *EndpointSpec::parse(u"tcp-listen://127.0.0.1:0?backlog=5");
    listener.request.name = QStringLiteral("Echo \"quoted\" 回声");
    listener.request.responder = QStringLiteral("echo");
    listener.request.framing = QStringLiteral("line");
    workspace.sessions.append(listener);
    WorkspaceSession client;
    client.request.spec = *EndpointSpec::parse(u"tcp://127.0.0.1:7");
    client.request.name = QStringLiteral("Client");
    client.portOf = listener.request.name;
    workspace.sessions.append(client);
    for (int n = 0; n < payloads; ++n)
        workspace.payloads.append({{.name = QStringLiteral("p%1").arg(n),
                                    .folder = QStringLiteral("a/b"),
                                    .text = QStringLiteral("tab\tnul\\0 \u202E €"),
                                    .encoding = netcore::TextEncoding::Utf16Le,
                                    .ending = LineEnding::CrLf,
                                    .target = client.request.name},
                                   QJsonObject()});
    return workspace;
}

QString dangerWords(Intention::Dangers dangers)
{
    const QList<QPair<Intention::Danger, QString>> words{
        {Intention::ReachableByOthers, QStringLiteral("ReachableByOthers")},
        {Intention::AnswersOthers, QStringLiteral("AnswersOthers")},
        {Intention::ReachesOut, QStringLiteral("ReachesOut")},
        {Intention::KeepsTrying, QStringLiteral("KeepsTrying")},
        {Intention::Broadcasts, QStringLiteral("Broadcasts")}};
    QStringList set;
    for (const auto &[danger, word] : words) {
        if (dangers.testFlag(danger))
            set.append(word);
    }
    set.sort();
    return set.join(QLatin1Char('|'));
}

QString sortedWords(const QString &words)
{
    QStringList list = words.split(QLatin1Char('|'), Qt::SkipEmptyParts);
    list.sort();
    return list.join(QLatin1Char('|'));
}

} // namespace

class TestWorkspace : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hostileFiles_data();
    void hostileFiles();
    void everyHostileFileIsExpected();
    void roundTrip();
    void theTextIsStable();
    void whatFieldsTakeIsKept();
    void whatFieldsTakeIsChecked_data();
    void whatFieldsTakeIsChecked();
    void unknownMembersAreKeptAndTold();
    void tooLargeIsRefusedUnread();
    void damagedBytesNeverCrash();
    void jsonValues_data();
    void jsonValues();
    void savingKeepsThreeVersions();
    void savingTheSameKeepsTheBackups();
    void whatCouldNotBeOpenedIsNotSaved();
    void aKillDuringSaveLeavesAWholeFile();
    void theDemoIsHarmless();
};

// faults.md rows 55, 56
void TestWorkspace::hostileFiles_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<QString>("place");
    QTest::addColumn<int>("line");
    for (const QByteArray &line : contentOf(dataFolder() + QStringLiteral("expected.tsv")).split('\n')) {
        const QByteArrayList cells = line.split('\t');
        if (cells.size() == 4 && !line.startsWith('#'))
            QTest::newRow(cells[0]) << QString::fromUtf8(cells[1]) << QString::fromUtf8(cells[2])
                                    << cells[3].toInt();
    }
}

void TestWorkspace::hostileFiles()
{
    QFETCH(QString, what);
    QFETCH(QString, place);
    QFETCH(int, line);
    const auto loaded = loadWorkspace(dataFolder() + QString::fromLatin1(QTest::currentDataTag()));
    if (what == QLatin1String("refused")) {
        QVERIFY(!loaded);
        QVERIFY(!loaded.error().sentence.isEmpty());
        QCOMPARE(loaded.error().pointer, place);
        QCOMPARE(loaded.error().line, line);
        return;
    }
    QVERIFY2(loaded, loaded ? "" : qPrintable(loaded.error().toString()));
    const QList<Intention> all = intentions(loaded->workspace);
    QCOMPARE(all.size(), loaded->workspace.sessions.size());
    QCOMPARE(dangerWords(all.first().dangers), sortedWords(place));
    QCOMPARE(all.first().isDangerous(), !place.isEmpty());
    QCOMPARE(all.first().reasons.size(),
             sortedWords(place).split(QLatin1Char('|'), Qt::SkipEmptyParts).size());
}

void TestWorkspace::everyHostileFileIsExpected()
{
    const QByteArray expected = contentOf(dataFolder() + QStringLiteral("expected.tsv"));
    const QStringList files = QDir(dataFolder()).entryList({QStringLiteral("*.json")});
    QVERIFY(files.size() >= 30);
    for (const QString &file : files)
        QVERIFY2(expected.contains(file.toLatin1() + '\t'), qPrintable(file));
}

void TestWorkspace::roundTrip()
{
    const QByteArray json = toJson(sampleOf(3));
    const auto again = parseWorkspace(json);
    QVERIFY2(again, again ? "" : qPrintable(again.error().toString()));
    QVERIFY(again->warnings.isEmpty());
    QCOMPARE(toJson(again->workspace), json);
    QCOMPARE(again->workspace.savedPayloads(), sampleOf(3).savedPayloads());
    QCOMPARE(again->workspace.sessions[1].portOf, sampleOf(0).sessions[0].request.name);
    QCOMPARE(again->workspace.sessions[0].request.spec, sampleOf(0).sessions[0].request.spec);
}

void TestWorkspace::theTextIsStable()
{
    Workspace workspace;
    workspace.payloads.append(
        {{.name = QStringLiteral("Hi"), .form = PayloadForm::Hex, .text = QStringLiteral("48 69")}, {}});
    QCOMPARE(toJson(workspace), QByteArray("{\n"
                                           "    \"version\": 1,\n"
                                           "    \"sessions\": [],\n"
                                           "    \"payloads\": [\n"
                                           "        {\n"
                                           "            \"name\": \"Hi\",\n"
                                           "            \"form\": \"hex\",\n"
                                           "            \"text\": \"48 69\"\n"
                                           "        }\n"
                                           "    ]\n"
                                           "}\n"));
    QVERIFY(toJson(sampleOf(1)).contains("\\u202e")); // what a reader would not see is escaped
}

void TestWorkspace::whatFieldsTakeIsKept()
{
    Workspace workspace = sampleOf(1);
    models::SavedPayload &payload = workspace.payloads[0].payload;
    payload.fields = true;
    payload.text = QStringLiteral("{{var:unit as u8}}{{captured:id}}");
    payload.description = QStringLiteral("what it is for");
    payload.tags = {QStringLiteral("modbus"), QStringLiteral("read")};
    workspace.variables.insert(QStringLiteral("unit"), QStringLiteral("17"));
    workspace.variables.insert(QStringLiteral("host"), QStringLiteral("a \"b\""));
    workspace.sessions[1].variables.insert(QStringLiteral("unit"), QStringLiteral("18"));
    workspace.captures.insert(QStringLiteral("id"), QStringLiteral("u16be at 0"));
    const QByteArray json = toJson(workspace);
    const auto again = parseWorkspace(json);
    QVERIFY2(again, again ? "" : qPrintable(again.error().toString()));
    QVERIFY(again->warnings.isEmpty());
    QCOMPARE(toJson(again->workspace), json);
    QCOMPARE(again->workspace.savedPayloads(), workspace.savedPayloads());
    QCOMPARE(again->workspace.captures, workspace.captures);
    QCOMPARE(again->workspace.variablesOf(QStringLiteral("Client")).value(QStringLiteral("unit")),
             QStringLiteral("18"));
    QCOMPARE(again->workspace.variablesOf(QString()).value(QStringLiteral("unit")), QStringLiteral("17"));
    QVERIFY(json.indexOf("\"host\"") < json.indexOf("\"unit\": \"17\""));
}

void TestWorkspace::whatFieldsTakeIsChecked_data()
{
    QTest::addColumn<QByteArray>("members");
    QTest::addColumn<QString>("pointer");
    const auto row = [](const char *name, const char *members, const char *pointer) {
        QTest::newRow(name) << QByteArray(members) << QString::fromLatin1(pointer);
    };
    row("no object", R"("variables":[])", "/variables");
    row("a name", R"("variables":{"a b":"1"})", "/variables/a b");
    row("no text", R"("variables":{"a":1})", "/variables/a");
    row("a rule", R"("captures":{"a":"u17 at 2"})", "/captures/a");
    row("a field", R"("payloads":[{"name":"a","text":"{{len:u17}}","fields":true}])", "/payloads/0/text");
    row("no flag", R"("payloads":[{"name":"a","text":"","fields":"yes"}])", "/payloads/0/fields");
    row("a tag", R"("payloads":[{"name":"a","text":"","tags":["../x"]}])", "/payloads/0/tags/0");
    row("a description", R"("payloads":[{"name":"a","text":"","description":1}])", "/payloads/0/description");
    row("of a session", R"("sessions":[{"endpoint":"tcp://127.0.0.1:1","variables":{"":"1"}}])",
        "/sessions/0/variables/");
}

void TestWorkspace::whatFieldsTakeIsChecked()
{
    QFETCH(QByteArray, members);
    QFETCH(QString, pointer);
    const auto loaded = parseWorkspace("{\"version\":1," + members + '}');
    QVERIFY(!loaded);
    QCOMPARE(loaded.error().pointer, pointer);
}

void TestWorkspace::unknownMembersAreKeptAndTold()
{
    const QByteArray json =
        "{\"version\":1,\"later\":{\"a\":[1,true,null]},\n"
        "\"sessions\":[{\"name\":\"a\",\"endpoint\":\"tcp://127.0.0.1:1\",\n\"colour\":\"red\"}]}";
    const auto loaded = parseWorkspace(json);
    QVERIFY(loaded);
    QCOMPARE(loaded->warnings.size(), 2);
    QCOMPARE(loaded->warnings[1].pointer, QStringLiteral("/sessions/0/colour"));
    QCOMPARE(loaded->warnings[1].line, 3);
    Workspace edited = loaded->workspace;
    edited.setSessions({edited.sessions[0].request});
    const QByteArray saved = toJson(edited);
    QVERIFY(saved.contains("\"colour\": \"red\""));
    QVERIFY(saved.contains("\"later\": {\"a\":[1,true,null]}"));
}

// faults.md row 56
void TestWorkspace::tooLargeIsRefusedUnread()
{
    QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("huge.json")));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.resize(1LL << 40)); // sparse
    file.close();
    const auto loaded = loadWorkspace(file.fileName());
    QVERIFY(!loaded);
    QVERIFY(loaded.error().sentence.contains(QStringLiteral("too large")));
    QByteArray many = "{\"version\":1,\"x\":[0";
    for (int n = 0; n < WorkspaceLimits::values; ++n)
        many += ",0";
    QVERIFY(!parseWorkspace(many + "]}"));
}

// faults.md row 56: each byte of a good file damaged, or the file cut there
void TestWorkspace::damagedBytesNeverCrash()
{
    const QByteArray good = toJson(sampleOf(2));
    int refused = 0;
    for (qsizetype at = 0; at < good.size(); ++at) {
        for (const char wrong : {'\0', '"', '\\', '{', '\x80', '9'}) {
            QByteArray damaged = good;
            damaged[at] = wrong;
            const auto loaded = parseWorkspace(damaged);
            refused += loaded ? 0 : 1;
            QVERIFY(loaded || !loaded.error().sentence.isEmpty());
        }
        if (at + 2 < good.size())
            QVERIFY(!parseWorkspace(good.first(at)));
    }
    QVERIFY(refused > good.size());
}

void TestWorkspace::jsonValues_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<bool>("good");
    for (const char *good :
         {"0", "-0", "1.5e+3", "\"\\ud83d\\ude00\"", "[]", "{}", " [ 1 , 2 ] ", "true", "null", "\"\\/\""})
        QTest::newRow(good) << QByteArray(good) << true;
    for (const char *bad :
         {"", "01", "+1", ".5", "1.", "1e", "[1,]", "{\"a\":1,}", "{a:1}", "'a'", "\"\t\"", "\"\\x41\"",
          "\"\\u12\"", "tru", "[1 2]", "\"", "{\"a\"}", "nullx", "\xEF\xBB\xBF{}"})
        QTest::newRow(bad) << QByteArray(bad) << false;
}

// RFC 8259 s.2 to s.7
void TestWorkspace::jsonValues()
{
    QFETCH(QByteArray, json);
    QFETCH(bool, good);
    QCOMPARE(parseJson(json, {1000, 8, 100}).has_value(), good);
}

void TestWorkspace::savingKeepsThreeVersions()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("w.json"));
    for (int n = 1; n <= 6; ++n)
        QVERIFY(saveWorkspace(path, sampleOf(n)));
    QCOMPARE(contentOf(path), toJson(sampleOf(6)));
    QCOMPARE(contentOf(path + QStringLiteral(".bak1")), toJson(sampleOf(5)));
    QCOMPARE(contentOf(path + QStringLiteral(".bak2")), toJson(sampleOf(4)));
    QCOMPARE(contentOf(path + QStringLiteral(".bak3")), toJson(sampleOf(3)));
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files).size(), 4);
}

void TestWorkspace::savingTheSameKeepsTheBackups()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("w.json"));
    QVERIFY(saveWorkspace(path, sampleOf(1)));
    for (int n = 0; n < 3; ++n)
        QVERIFY(saveWorkspace(path, sampleOf(1)));
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files).size(), 1);
    QVERIFY(!saveWorkspace(folder.filePath(QStringLiteral("no/such/folder.json")), sampleOf(1)));
}

void TestWorkspace::whatCouldNotBeOpenedIsNotSaved()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("w.json"));
    QVERIFY(saveWorkspace(path, sampleOf(1)));
    Workspace bad = sampleOf(2);
    bad.payloads[0].payload.name = QStringLiteral("../x");
    const auto saved = saveWorkspace(path, bad);
    QVERIFY(!saved);
    QCOMPARE(saved.error().pointer, QStringLiteral("/payloads/0/name"));
    QCOMPARE(contentOf(path), toJson(sampleOf(1)));
}

// faults.md row 56: kill -9 during save; the old or the new file is always readable
void TestWorkspace::aKillDuringSaveLeavesAWholeFile()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("w.json"));
    QVERIFY(saveWorkspace(path, sampleOf(1)));
    for (int round = 0; round < 60; ++round) {
        int pipes[2];
        QCOMPARE(::pipe(pipes), 0);
        const pid_t child = ::fork();
        if (child == 0) {
            for (int n = 1;; ++n) {
                const bool saved = saveWorkspace(path, sampleOf(1 + n % 40)).has_value();
                if (::write(pipes[1], "x", 1) != 1 || !saved)
                    ::_exit(1);
            }
        }
        ::close(pipes[1]);
        char seen = 0;
        for (int n = 0; n <= round % 7; ++n)
            QCOMPARE(::read(pipes[0], &seen, 1), ssize_t(1));
        // The child is somewhere inside its next save now; each round finds it at another place.
        ::kill(child, SIGKILL);
        QCOMPARE(::waitpid(child, nullptr, 0), child);
        ::close(pipes[0]);
        const auto loaded = loadWorkspace(path);
        QVERIFY2(loaded, loaded ? "" : qPrintable(loaded.error().toString()));
        // A kill between two renames may leave the newest backup under the second name.
        QVERIFY(loadWorkspace(path + QStringLiteral(".bak1")) ||
                loadWorkspace(path + QStringLiteral(".bak2")));
    }
}

// faults.md row 55
void TestWorkspace::theDemoIsHarmless()
{
    const Workspace demo = demoWorkspace();
    QVERIFY(demo.sessions.size() >= 4);
    QVERIFY(demo.payloads.size() >= 5);
    for (const Intention &intention : intentions(demo)) {
        QVERIFY2(!intention.isDangerous(), qPrintable(intention.sentence));
        QVERIFY(!intention.sentence.isEmpty());
    }
}

QTEST_GUILESS_MAIN(TestWorkspace)
#include "tst_workspace.moc"
