#include "netcore/base/bytesearch.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QRandomGenerator>
#include <QtTest/QTest>

#include <string_view>

using namespace netcore;

class TestByteSearch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsWhatPlainSearchFinds_data();
    void findsWhatPlainSearchFinds();
    void everyPlaceAndLength();
    void edges();
    void hostileTextStaysLinear();
};

void TestByteSearch::findsWhatPlainSearchFinds_data()
{
    QTest::addColumn<int>("letters");
    QTest::addColumn<int>("longest");
    QTest::newRow("two letters, short needles") << 2 << 6;
    QTest::newRow("two letters, long needles") << 2 << 90;
    QTest::newRow("all bytes") << 256 << 5;
    QTest::newRow("one letter") << 1 << 70;
}

void TestByteSearch::findsWhatPlainSearchFinds()
{
    QFETCH(int, letters);
    QFETCH(int, longest);
    QRandomGenerator random(7);
    const auto bytesOf = [&](int length) {
        QByteArray bytes(length, '\0');
        for (char &byte : bytes)
            byte = char(random.bounded(letters));
        return bytes;
    };
    for (int round = 0; round < 4000; ++round) {
        const QByteArray text = bytesOf(random.bounded(700));
        const QByteArray needle = bytesOf(1 + random.bounded(longest));
        const qsizetype from = random.bounded(int(text.size()) + 1);
        // Not QByteArray::lastIndexOf: Qt 6.4 takes the zero behind the end for a byte of the text.
        const std::string_view plain(text.constData(), std::size_t(text.size()));
        const std::string_view part(needle.constData(), std::size_t(needle.size()));
        QCOMPARE(indexOfBytes(text, needle, from), qsizetype(plain.find(part, std::size_t(from))));
        QCOMPARE(lastIndexOfBytes(text, needle), qsizetype(plain.rfind(part)));
        QCOMPARE(lastIndexOfBytes(text, needle, from), qsizetype(plain.rfind(part, std::size_t(from))));
    }
}

void TestByteSearch::everyPlaceAndLength()
{
    for (int length = 1; length <= 40; ++length) {
        const QByteArray needle = "N" + QByteArray(length - 1, 'e');
        for (int at = 0; at + length <= 200; ++at) {
            QByteArray text(200, 'e');
            text.replace(at, length, needle);
            QCOMPARE(indexOfBytes(text, needle), at);
            QCOMPARE(lastIndexOfBytes(text, needle), at);
            QCOMPARE(indexOfBytes(text, needle, at + 1), -1);
            QCOMPARE(indexOfBytes(QByteArrayView(text).first(at + length - 1), needle), -1);
        }
    }
}

void TestByteSearch::edges()
{
    QCOMPARE(indexOfBytes("", "a"), -1);
    QCOMPARE(indexOfBytes("a", ""), 0);
    QCOMPARE(indexOfBytes("abc", "abcd"), -1);
    QCOMPARE(indexOfBytes("abc", "c", 3), -1);
    QCOMPARE(indexOfBytes("abc", "c", 9), -1);
    QCOMPARE(indexOfBytes("abc", "a", -4), 0);
    QCOMPARE(lastIndexOfBytes("aba", "a", 0), 0);
    QCOMPARE(lastIndexOfBytes("", "a"), -1);
}

void TestByteSearch::hostileTextStaysLinear()
{
    // Every place looks right at first: the time must grow with the text, not with text times needle.
    const QByteArray needle = QByteArray(4000, 'a') + 'b' + QByteArray(4000, 'a');
    const auto msOf = [&](int mebibytes) {
        const QByteArray text(mebibytes << 20, 'a');
        QElapsedTimer timer;
        timer.start();
        const bool found = indexOfBytes(text, needle) >= 0;
        return found ? qint64(1) << 40 : timer.nsecsElapsed() / 1000;
    };
    QVERIFY(msOf(1) < 10'000'000);
    QVERIFY2(msOf(8) < 32 * msOf(1) + 100'000, "not linear");
}

QTEST_GUILESS_MAIN(TestByteSearch)
#include "tst_bytesearch.moc"
