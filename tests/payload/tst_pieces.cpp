#include "netcore/payload/pieces.h"

#include <QtTest/QTest>

using namespace netcore;
using std::chrono::milliseconds;

class TestPieces : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cuts_data();
    void cuts();
    void randomCutsJoinAgainAndRepeat();
    void theGapIsBetweenPieces();
    void plansAreReadAndWritten_data();
    void plansAreReadAndWritten();
    void plansAreRefusedWithThePlace_data();
    void plansAreRefusedWithThePlace();
};

void TestPieces::cuts_data()
{
    QTest::addColumn<QString>("plan");
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<QByteArrayList>("pieces");
    const auto row = [](const char *plan, const char *payload, const QByteArrayList &pieces) {
        QTest::addRow("%s of %s", plan, payload)
            << QString::fromLatin1(plan) << QByteArray(payload) << pieces;
    };
    row("whole", "abc", {"abc"});
    row("whole", "", {""});
    row("bytes", "abc", {"a", "b", "c"});
    row("bytes", "", {""});
    row("at=1", "abc", {"a", "bc"});
    row("at=1,2", "abc", {"a", "b", "c"});
    row("at=2,9", "abc", {"ab", "c"});
    row("at=3", "abc", {"abc"});
    row("pairs", "abc", {"abc"});
}

void TestPieces::cuts()
{
    QFETCH(QString, plan);
    QFETCH(QByteArray, payload);
    QFETCH(QByteArrayList, pieces);
    const auto read = CutPlan::parse(plan);
    QVERIFY(read);
    QByteArrayList made;
    for (const SendPiece &piece : cutPieces(payload, *read))
        made << piece.bytes;
    QCOMPARE(made, pieces);
}

void TestPieces::randomCutsJoinAgainAndRepeat()
{
    QByteArray payload(1000, '\0');
    for (qsizetype i = 0; i < payload.size(); ++i)
        payload[i] = char(i);
    QSet<qsizetype> counts;
    for (quint64 seed = 0; seed < 50; ++seed) {
        CutPlan plan;
        plan.kind = CutPlan::Kind::Random;
        plan.seed = seed;
        const QList<SendPiece> pieces = cutPieces(payload, plan);
        QVERIFY(pieces.size() > 1);
        QByteArray joined;
        for (const SendPiece &piece : pieces) {
            QVERIFY(!piece.bytes.isEmpty());
            joined += piece.bytes;
        }
        QCOMPARE(joined, payload);
        QCOMPARE(cutPieces(payload, plan), pieces);
        QVERIFY(cutPieces(payload, plan, 1) != pieces);
        counts.insert(pieces.size());
    }
    QVERIFY(counts.size() > 3);
}

void TestPieces::theGapIsBetweenPieces()
{
    CutPlan plan;
    plan.kind = CutPlan::Kind::Bytes;
    plan.gap = milliseconds(20);
    const QList<SendPiece> pieces = cutPieces("abc", plan);
    QCOMPARE(pieces.size(), 3);
    QCOMPARE(pieces[0].after, milliseconds(0));
    QCOMPARE(pieces[1].after, milliseconds(20));
    QCOMPARE(pieces[2].after, milliseconds(20));
}

void TestPieces::plansAreReadAndWritten_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text : {"whole", "bytes", "at=3,7", "random=42", "pairs"})
        QTest::newRow(text) << QString::fromLatin1(text);
}

void TestPieces::plansAreReadAndWritten()
{
    QFETCH(QString, text);
    const auto plan = CutPlan::parse(text);
    QVERIFY(plan);
    QCOMPARE(plan->toString(), text);
}

void TestPieces::plansAreRefusedWithThePlace_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qsizetype>("position");
    QTest::newRow("word") << QStringLiteral("halves") << qsizetype(0);
    QTest::newRow("no offset") << QStringLiteral("at=") << qsizetype(3);
    QTest::newRow("zero") << QStringLiteral("at=0") << qsizetype(3);
    QTest::newRow("descending") << QStringLiteral("at=7,3") << qsizetype(5);
    QTest::newRow("no seed") << QStringLiteral("random=x") << qsizetype(7);
}

void TestPieces::plansAreRefusedWithThePlace()
{
    QFETCH(QString, text);
    QFETCH(qsizetype, position);
    const auto plan = CutPlan::parse(text);
    QVERIFY(!plan);
    QCOMPARE(plan.error().position, position);
}

QTEST_GUILESS_MAIN(TestPieces)
#include "tst_pieces.moc"
