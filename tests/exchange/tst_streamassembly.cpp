#include "netcore/exchange/streamassembly.h"

#include <QtCore/QRandomGenerator>
#include <QtTest/QTest>

#include <algorithm>
#include <memory>
#include <vector>

using netcore::StreamAssembly;

class TestStreamAssembly : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void segments_data();
    void segments();
    void anyOrderGivesTheSameBytes();
    void anyLossIsToldExactly();
    void whatWaitsIsBounded();
};

namespace {

/// What an assembly gives out: bytes, and "<n>" where n bytes are missing.
struct Heard
{
    QByteArray text;
    quint64 missing = 0;

    StreamAssembly::Output output()
    {
        return {[this](QByteArrayView bytes) { text += bytes; },
                [this](quint64 bytes) {
                    missing += bytes;
                    text += '<' + QByteArray::number(bytes) + '>';
                }};
    }
};

} // namespace

void TestStreamAssembly::segments_data()
{
    // Space-separated: 5:abc is "abc" at 5 · 5:abc+4 the same with four bytes that were not captured ·
    // a9 the other side acknowledges 9 · f9 a FIN at 9 · $ the end
    QTest::addColumn<QString>("script");
    QTest::addColumn<QByteArray>("heard");
    const auto row = [](const char *name, const char *script, const char *heard) {
        QTest::newRow(name) << QString::fromLatin1(script) << QByteArray(heard);
    };
    row("in order", "0:abc 3:def", "abcdef");
    row("out of order", "0:abc 6:ghi 3:def", "abcdefghi");
    row("sent again", "0:abc 0:abc 3:def 0:abc", "abcdef");
    row("overlapping behind", "0:abcd 2:cdef", "abcdef");
    row("overlapping before", "0:ab 4:ef 1:bcde 6:g", "abcdefg");
    row("a segment that covers one that waits", "0:a 3:d 2:cde 1:b", "abcde");
    row("the first of two different ones counts", "0:abc 0:xyz 3:d", "abcd");
    row("missing, seen by the acknowledgement", "0:abc 6:ghi a9", "abc<3>ghi");
    row("acknowledged before it came late", "0:abc a9 6:ghi 3:def", "abc<3>ghi");
    row("not yet missing", "0:abc 6:ghi a3", "abc");
    row("missing at the end", "0:abc 6:ghi $", "abc<3>ghi");
    row("two gaps", "0:a 2:c 4:e $", "a<1>c<1>e");
    row("acknowledged and never seen", "0:abc a9 $", "abc<6>");
    row("a FIN is not a byte", "0:abc f3 a4 $", "abc");
    row("an unseen FIN neither", "0:abc a4 $", "abc");
    row("cut by the capture", "0:ab+3 5:fg", "ab<3>fg");
    row("cut and sent again whole", "0:ab+3 0:abcde 5:f", "ab<3>f");
    row("cut and out of order", "0:a 3:d+2 1:bc 6:g", "abcd<2>g");
    row("before the beginning", "-4:wxyz 0:abc", "abc");
    row("over the beginning", "-2:yzabc 3:d", "abcd");
    row("far away is of another time", "0:abc 2000000000:no 3:d", "abcd");
}

void TestStreamAssembly::segments()
{
    QFETCH(QString, script);
    QFETCH(QByteArray, heard);
    for (const quint32 first : {0u, 1000u, 0xFFFFFFFEu, 0x7FFFFFFEu}) { // numbers run over in between
        StreamAssembly::Budget budget;
        Heard result;
        {
            StreamAssembly assembly(budget, result.output());
            assembly.begin(first);
            for (const QString &step : script.split(QLatin1Char(' '))) {
                if (step == QLatin1String("$"))
                    assembly.flush();
                else if (step.startsWith(QLatin1Char('a')))
                    assembly.acknowledged(first + step.mid(1).toUInt());
                else if (step.startsWith(QLatin1Char('f')))
                    assembly.finishedAt(first + step.mid(1).toUInt());
                else
                    assembly.add(first + quint32(step.section(QLatin1Char(':'), 0, 0).toInt()),
                                 step.section(QLatin1Char(':'), 1).section(QLatin1Char('+'), 0, 0).toLatin1(),
                                 step.section(QLatin1Char('+'), 1).toUInt());
            }
        }
        QCOMPARE(result.text, heard);
        QCOMPARE(budget.left, StreamAssembly::Budget().left);
    }
}

void TestStreamAssembly::anyOrderGivesTheSameBytes()
{
    QByteArray all;
    while (all.size() < 20'000)
        all += QByteArray::number(all.size()) + ' ';
    for (quint32 seed = 0; seed < 200; ++seed) {
        QRandomGenerator random(seed);
        std::vector<std::pair<qsizetype, qsizetype>> segments; // place, length
        for (qsizetype at = 0; at < all.size();) {
            const qsizetype length = std::min<qsizetype>(1 + random.bounded(900), all.size() - at);
            segments.emplace_back(at, length);
            if (random.bounded(4) == 0) // once more, cut elsewhere
                segments.emplace_back(at / 2, std::min(length, all.size() - at / 2));
            at += length;
        }
        std::shuffle(segments.begin(), segments.end(), random);
        StreamAssembly::Budget budget;
        Heard result;
        StreamAssembly assembly(budget, result.output());
        assembly.begin(seed * 77'777'777);
        for (const auto &[at, length] : segments)
            assembly.add(seed * 77'777'777 + quint32(at), QByteArrayView(all).sliced(at, length), 0);
        QVERIFY(result.text == all);
        QCOMPARE(result.missing, quint64(0));
    }
}

void TestStreamAssembly::anyLossIsToldExactly()
{
    for (quint32 seed = 0; seed < 100; ++seed) {
        QRandomGenerator random(seed);
        StreamAssembly::Budget budget;
        Heard result;
        StreamAssembly assembly(budget, result.output());
        assembly.begin(0);
        quint32 at = 0;
        QByteArray expected;
        quint32 gap = 0;
        for (int i = 0; i < 200; ++i) {
            const QByteArray bytes(1 + int(random.bounded(50)), char('a' + i % 26));
            if (random.bounded(5) == 0) {
                gap += quint32(bytes.size());
            } else {
                if (gap > 0)
                    expected += '<' + QByteArray::number(gap) + '>';
                gap = 0;
                expected += bytes;
                assembly.add(at, bytes, 0);
            }
            at += quint32(bytes.size());
            if (random.bounded(10) == 0 && gap == 0)
                assembly.acknowledged(at);
        }
        assembly.flush();
        QCOMPARE(result.text, expected);
    }
}

void TestStreamAssembly::whatWaitsIsBounded()
{
    // faults.md row 54: a capture that never fills its gaps
    StreamAssembly::Budget budget;
    const qint64 whole = budget.left;
    std::vector<std::unique_ptr<Heard>> heard;
    std::vector<std::unique_ptr<StreamAssembly>> streams;
    const QByteArray segment(1000, 'x');
    for (int stream = 0; stream < 60; ++stream) {
        heard.push_back(std::make_unique<Heard>());
        streams.push_back(std::make_unique<StreamAssembly>(budget, heard.back()->output()));
        streams.back()->begin(0);
        for (quint32 i = 0; i < 5000; ++i) {
            streams.back()->add(1 + i * 1001, segment, 0); // one byte is missing before each
            QVERIFY(budget.left >= -2000);
        }
        QVERIFY(heard.back()->missing > 0); // some gaps were given up to make room
    }
    for (const auto &stream : streams)
        stream->flush();
    for (const auto &result : heard)
        QCOMPARE(result->missing, quint64(5000));
    QCOMPARE(budget.left, whole);
}

QTEST_GUILESS_MAIN(TestStreamAssembly)
#include "tst_streamassembly.moc"
