#include "netcore/frames/placelist.h"

#include <QtCore/QRandomGenerator>
#include <QtTest/QTest>

using namespace netcore;

/// Every question is answered as by looking at all places, whatever the order of the directions.
class TestPlaceList : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answersAsALinearLook_data();
    void answersAsALinearLook();
    void placesFarApart();
    void aCopyStaysAsItWas();
    void oldPlacesAreLetGo();

private:
    void fill(PlaceList &list, std::vector<Place> &all, int count, int outOf10, quint32 seed);
};

void TestPlaceList::fill(PlaceList &list, std::vector<Place> &all, int count, int outOf10, quint32 seed)
{
    QRandomGenerator random(seed);
    quint64 ends[2] = {0, 0};
    RowNumber row = 0;
    for (int i = 0; i < count; ++i) {
        row += random.bounded(3);
        const bool out = int(random.bounded(10)) < outOf10;
        Place place;
        place.direction = out ? Direction::Out : Direction::In;
        place.offset = ends[out ? 1 : 0];
        place.length = random.bounded(5) == 0 ? 0 : random.bounded(40) + 1;
        place.row = row;
        place.tag = quint32(i) & 0x7FFFFFFF;
        if (i % 97 == 0)
            place.note = quint64(i) << 40;
        ends[out ? 1 : 0] = place.end();
        list.append(place, i % 13 == 0);
        all.push_back(place);
    }
}

void TestPlaceList::answersAsALinearLook_data()
{
    QTest::addColumn<int>("outOf10");
    QTest::addRow("all in") << 0;
    QTest::addRow("mostly in") << 1;
    QTest::addRow("both") << 5;
    QTest::addRow("all out") << 10;
}

void TestPlaceList::answersAsALinearLook()
{
    QFETCH(const int, outOf10);
    PlaceList list;
    std::vector<Place> all;
    fill(list, all, 10'000, outOf10, 7);
    QCOMPARE(list.size(), quint64(all.size()));
    const auto from = [&](Direction direction, auto fits) -> std::optional<quint64> {
        for (size_t i = 0; i < all.size(); ++i)
            if (all[i].direction == direction && fits(i))
                return i;
        return std::nullopt;
    };
    QRandomGenerator random(1);
    for (int round = 0; round < 400; ++round) {
        const size_t i = random.bounded(int(all.size()));
        const Place place = list.at(i);
        QCOMPARE(place.offset, all[i].offset);
        QCOMPARE(place.length, all[i].length);
        QCOMPARE(place.row, all[i].row);
        QCOMPARE(place.tag, all[i].tag);
        QCOMPARE(place.note, all[i].note);
        QCOMPARE(list.isMarked(i), i % 13 == 0);
        const Direction direction = random.bounded(2) ? Direction::Out : Direction::In;
        const quint64 offset = random.bounded(int(list.streamEnd(direction) + 20));
        QCOMPARE(list.find(direction, offset),
                 from(direction, [&](size_t n) { return all[n].end() > offset; }));
        QCOMPARE(list.next(direction, i), from(direction, [&](size_t n) { return n >= i; }));
        QCOMPARE(list.nextMarked(direction, i),
                 from(direction, [&](size_t n) { return n >= i && n % 13 == 0; }));
        const auto before = list.previous(direction, i);
        QVERIFY(!before || (*before < i && all[*before].direction == direction));
        QCOMPARE(list.next(direction, before ? *before + 1 : 0),
                 from(direction, [&](size_t n) { return n >= i; }));
        quint64 first = 0;
        while (first < all.size() && all[first].row < all[i].row)
            ++first;
        QCOMPARE(list.fromRow(all[i].row), first);
    }
    QCOMPARE(list.fromRow(all.back().row + 1), list.end());
}

void TestPlaceList::placesFarApart()
{
    PlaceList list;
    const quint64 far = 5ull << 32;
    list.append({.offset = 0, .length = 4, .row = 1, .direction = Direction::In});
    list.append({.offset = far, .length = 0xFFFFFFFF, .row = far, .direction = Direction::Out});
    list.append({.offset = far, .length = 2, .row = 2 * far, .direction = Direction::In});
    list.append({.offset = 2 * far, .length = 1, .row = 2 * far, .direction = Direction::Out});
    QCOMPARE(list.at(1).end(), far + 0xFFFFFFFF);
    QCOMPARE(list.at(2).row, 2 * far);
    QCOMPARE(list.find(Direction::In, 4), std::optional<quint64>(2));
    QCOMPARE(list.find(Direction::Out, 7), std::optional<quint64>(1));
    QCOMPARE(list.find(Direction::Out, far + 0xFFFFFFFF), std::optional<quint64>(3));
    QCOMPARE(list.fromRow(2), quint64(1));
    QCOMPARE(list.streamBegin(Direction::Out), far);
}

void TestPlaceList::aCopyStaysAsItWas()
{
    PlaceList list;
    std::vector<Place> all;
    fill(list, all, 5000, 5, 3);
    const PlaceList copy = list;
    for (int i = 0; i < 5000; ++i)
        list.append({.offset = list.streamEnd(Direction::In), .length = 1, .row = all.back().row}, true);
    QCOMPARE(copy.size(), quint64(5000));
    QCOMPARE(copy.next(Direction::In, 5000), std::nullopt);
    QCOMPARE(copy.at(4999).offset, all.back().offset);
    QCOMPARE(list.size(), quint64(10'000));
}

void TestPlaceList::oldPlacesAreLetGo()
{
    PlaceList list;
    std::vector<Place> all;
    fill(list, all, 20'000, 5, 5);
    list.dropBefore(all[9000].row);
    QVERIFY(list.first() > 0 && list.first() <= 9000);
    QCOMPARE(list.at(list.first()).offset, all[list.first()].offset); // positions mean the same
    list.keepNewest(4000);
    QVERIFY(list.size() >= 4000 && list.size() < 4000 + PlaceList::blockSize);
    QCOMPARE(list.find(Direction::In, 0), list.next(Direction::In, 0)); // the oldest there is
    QCOMPARE(list.end(), quint64(20'000));
    list.dropBefore(~RowNumber(0));
    QVERIFY(list.size() > 0); // the newest block stays
}

QTEST_GUILESS_MAIN(TestPlaceList)
#include "tst_placelist.moc"
