#include "tests/frames/framesfixture.h"
#include "tests/support/cputime.h"
#include "widgets/common/theme.h"
#include "widgets/framing/rulers.h"

#include <QtGui/QWheelEvent>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QScrollBar>

using namespace netcore;
using namespace widgets;

namespace {

std::shared_ptr<const FrameIndex> shared(FrameIndex index)
{
    return std::make_shared<const FrameIndex>(std::move(index));
}

} // namespace

class TestRulers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void geometryKeepsTheByteUnderThePointer();
    void geometryStaysWithinTheStream();
    void spansMergeWhatIsNarrow();
    void millionsOfFramesPaintFast();
    void boxesAreWhereTheBytesAre();
    void hoveringTellsWhereAFrameCameFrom();
    void clicksAndKeysChoose();
    void aRowHighlightsItsFrames();
    void followsTheEndWhileItIsInView();
    void faultsAreSeenWithoutColour();
    void theBarTellsWhereInTheStream();
};

void TestRulers::theBarTellsWhereInTheStream()
{
    FramesFixture f;
    f.add("12345678");
    Rulers rulers;
    rulers.resize(600, rulers.sizeHint().height());
    rulers.show();
    rulers.setIndex(shared(f.cut(u"fixed(8)")), true);
    auto *bar = rulers.findChild<QScrollBar *>();
    QTest::keyClick(&rulers, Qt::Key_0);
    QVERIFY(!bar->isVisible()); // all is in view
    const QSize size = rulers.sizeHint();
    for (int i = 0; i < 2000; ++i)
        f.add("12345678");
    rulers.setIndex(shared(f.cut(u"fixed(8)")), true);
    QVERIFY(bar->isVisible());
    QCOMPARE(rulers.sizeHint(), size); // nothing jumps
    QVERIFY(rulers.rect().contains(bar->geometry()));
    bar->setValue(0);
    QCOMPARE(rulers.geometryOfBytes().from(), quint64(0));
    bar->setValue(bar->maximum() / 2);
    const quint64 middle = rulers.geometryOfBytes().from();
    QVERIFY2(middle > 7'000 && middle < 9'000, qPrintable(QString::number(middle)));
    QWheelEvent turn({300, 10}, rulers.mapToGlobal(QPointF(300, 10)), {}, {0, -240}, Qt::NoButton,
                     Qt::ShiftModifier, Qt::NoScrollPhase, false);
    QApplication::sendEvent(&rulers, &turn);
    QVERIFY(rulers.geometryOfBytes().from() > middle);
    QVERIFY(bar->value() > bar->maximum() / 2); // it follows
    bar->setValue(bar->maximum());
    QVERIFY(rulers.geometryOfBytes().isAtEnd()); // and the end is followed again
    for (int i = 0; i < 100; ++i)
        f.add("12345678");
    rulers.setIndex(shared(f.cut(u"fixed(8)")), false);
    QVERIFY(rulers.geometryOfBytes().isAtEnd());
    QCOMPARE(bar->value(), bar->maximum());
    rulers.setCurrentFrame(3); // far in front: the bar tells
    QVERIFY(bar->value() < bar->maximum() / 10);
}

void TestRulers::initTestCase()
{
    QLocale::setDefault(QLocale::c());
    applyColorScheme(*qApp, ColorScheme::Light);
}

void TestRulers::geometryKeepsTheByteUnderThePointer()
{
    RulerGeometry geometry;
    geometry.setWidth(1000);
    geometry.setStream(0, 1'000'000);
    geometry.showAll();
    QVERIFY(geometry.from() == 0 && geometry.to() == 1'000'000);
    for (int i = 0; i < 20; ++i) {
        const quint64 under = geometry.offsetAt(400);
        geometry.zoom(1 / 1.25, 400);
        QVERIFY(geometry.offsetAt(400) - under + 1 <= 2);
    }
    QVERIFY(geometry.bytesPerPixel() < 15);
    geometry.zoom(1e-9, 400);
    QCOMPARE(geometry.bytesPerPixel(), RulerGeometry::leastScale);
    geometry.zoom(1e12, 400);
    QVERIFY(geometry.xOf(1'000'000) <= 1000);
}

void TestRulers::geometryStaysWithinTheStream()
{
    RulerGeometry geometry;
    geometry.setWidth(100);
    geometry.setStream(500, 10'500);
    geometry.setScale(1);
    geometry.pan(-1e9);
    QCOMPARE(geometry.from(), quint64(500));
    geometry.pan(1e9);
    QVERIFY(geometry.isAtEnd());
    QCOMPARE(geometry.to(), quint64(10'500));
    geometry.reveal(700, 710);
    QVERIFY(geometry.from() <= 700 && geometry.to() >= 710);
    const quint64 before = geometry.from();
    geometry.reveal(701, 705);
    QCOMPARE(geometry.from(), before); // already in view
    geometry.reveal(4000, 9000);       // wider than the view: its beginning
    QVERIFY(geometry.from() <= 4000 && geometry.to() > 4000 && geometry.to() < 9000);
    geometry.setStream(500, 500);
    QCOMPARE(geometry.to(), quint64(500));
}

void TestRulers::spansMergeWhatIsNarrow()
{
    FramesFixture f;
    f.add(QByteArray("x\n").repeated(5000) + QByteArray(4999, 'y') + "\n" + "tail");
    f.close(); // the tail is incomplete
    const FrameIndex index = f.cut(u"line(lf)");
    RulerGeometry geometry;
    geometry.setWidth(1000);
    geometry.setStream(0, 15'004);
    geometry.showAll();
    const auto spans = rulerSpans(index.frames(), Direction::In, geometry);
    QVERIFY(spans.size() < 400);
    quint64 next = 0;
    for (const RulerSpan &span : spans) {
        QCOMPARE(span.first, next); // every frame is in one span, and in one only
        next = span.last + 1;
        QVERIFY(span.right - span.left >= 2 || span.isSingle());
    }
    QCOMPARE(next, index.end());
    QVERIFY(spans.back().marked && !spans.front().marked);
    geometry.setScale(0.1);
    geometry.pan(-1e9);
    const auto near = rulerSpans(index.frames(), Direction::In, geometry);
    QCOMPARE(near.size(), size_t(51)); // 100 bytes, and the one that begins at the edge
    QVERIFY(near[3].isSingle());
    QCOMPARE(near[3].left, 60.0);
    QCOMPARE(near[3].right, 80.0);
}

void TestRulers::millionsOfFramesPaintFast()
{
    const auto paint = [](int chunks) {
        FramesFixture f;
        for (int i = 0; i < chunks; ++i)
            f.add(QByteArray("abcdefg\n").repeated(8000), i % 4 ? Direction::In : Direction::Out);
        const auto index = shared(f.cut(u"line(lf)"));
        [&] { QCOMPARE(index->size(), quint64(chunks) * 8000); }();
        Rulers rulers;
        rulers.resize(1000, rulers.sizeHint().height());
        rulers.setIndex(index, true);
        QTest::keyClick(&rulers, Qt::Key_0);
        return leastCpuMs(5, [&] { rulers.grab(); });
    };
    const double few = paint(4);
    const double many = paint(60);
    qInfo("32,000 frames are painted in %.1f ms, 480,000 in %.1f ms", few, many);
    QVERIFY2(many < 4 * few, qPrintable(QString::number(many / few)));
}

void TestRulers::boxesAreWhereTheBytesAre()
{
    FramesFixture f;
    f.add("aaaa\nbb"); // row 0: one frame and a piece
    f.add("bb\n");     // row 1
    f.add("cccc\ndddd\neeee\n");
    const auto index = shared(f.cut(u"line(lf)"));
    Rulers rulers;
    rulers.resize(1000, rulers.sizeHint().height());
    rulers.show();
    rulers.setIndex(index, true);
    QTest::keyClick(&rulers, Qt::Key_0);
    const QRect first = rulers.frameRect(0);
    const QRect split = rulers.frameRect(1);
    const QRect read0 = rulers.readRect(0);
    const QRect read2 = rulers.readRect(2);
    QVERIFY(first.bottom() < read0.top()); // frames above, reads below
    QCOMPARE(first.left(), read0.left());
    QVERIFY(split.left() < read0.right() && split.right() > read0.right() + 1); // split over two reads
    QCOMPARE(rulers.frameRect(2).left(), read2.left());                         // three frames in one read
    QVERIFY(std::abs(rulers.frameRect(4).right() - read2.right()) <= 1);
}

void TestRulers::hoveringTellsWhereAFrameCameFrom()
{
    FramesFixture f;
    f.add("on");
    f.add("x\n", Direction::In, 2);
    f.add("e\n");
    const auto index = shared(f.cut(u"line(lf)"));
    Rulers rulers;
    rulers.resize(600, rulers.sizeHint().height());
    rulers.show();
    rulers.setIndex(index, true);
    QVERIFY(
        rulers.textAt(rulers.frameRect(0).center()).contains(QStringLiteral("from 2 read(s): row(s) 0, 2")));
    QCOMPARE(rulers.textAt(rulers.readRect(2).center()), QStringLiteral("row 2, 2 bytes at 0x2, in frame 1"));
    QCOMPARE(rulers.textAt(QPoint(2, 2)), QString());
}

void TestRulers::clicksAndKeysChoose()
{
    FramesFixture f;
    f.add("one\ntwo\n");
    f.add("ours\n", Direction::Out);
    f.add("three\n");
    const auto index = shared(f.cut(u"line(lf)"));
    Rulers rulers;
    rulers.resize(800, rulers.sizeHint().height());
    rulers.show();
    rulers.setIndex(index, true);
    QSignalSpy frames(&rulers, &Rulers::frameChosen);
    QSignalSpy reads(&rulers, &Rulers::readChosen);
    QTest::mouseClick(&rulers, Qt::LeftButton, {}, rulers.frameRect(1).center());
    QCOMPARE(frames.takeLast()[0].toULongLong(), quint64(1));
    QTest::keyClick(&rulers, Qt::Key_Right);
    QCOMPARE(frames.takeLast()[0].toULongLong(), quint64(3)); // 2 is of the other direction
    QVERIFY(rulers.accessibleDescription().contains(QStringLiteral("row(s) 2")));
    QTest::keyClick(&rulers, Qt::Key_Right);
    QCOMPARE(frames.count(), 0); // the last one
    QTest::keyClick(&rulers, Qt::Key_Left);
    QCOMPARE(frames.takeLast()[0].toULongLong(), quint64(1));
    QTest::mouseClick(&rulers, Qt::LeftButton, {}, rulers.readRect(2).center());
    QCOMPARE(reads.takeLast()[0].toULongLong(), quint64(2));
    FramesFixture longer;
    longer.add(QByteArray("0123456789abcde\n").repeated(1000));
    rulers.setIndex(shared(longer.cut(u"line(lf)")), true);
    const double before = rulers.geometryOfBytes().bytesPerPixel();
    QTest::keyClick(&rulers, Qt::Key_Plus);
    QTest::keyClick(&rulers, Qt::Key_Plus);
    QTest::keyClick(&rulers, Qt::Key_Minus);
    QCOMPARE(rulers.geometryOfBytes().bytesPerPixel(), before / 1.25);
    QWheelEvent wheel(QPointF(400, 10), QPointF(400, 10), {}, {0, -120}, Qt::NoButton, Qt::NoModifier,
                      Qt::NoScrollPhase, false);
    QApplication::sendEvent(&rulers, &wheel);
    QCOMPARE(rulers.geometryOfBytes().bytesPerPixel(), before);
    QVERIFY(!rulers.accessibleName().isEmpty());
}

void TestRulers::aRowHighlightsItsFrames()
{
    FramesFixture f;
    f.add("aaaa\n");
    f.add("bbbb\ncccc\n");
    f.add("dddd\n");
    const auto index = shared(f.cut(u"line(lf)"));
    Rulers rulers;
    rulers.resize(800, rulers.sizeHint().height());
    rulers.show();
    rulers.setIndex(index, true);
    const QImage before = rulers.grab().toImage();
    rulers.setCurrentRow(1);
    const QImage after = rulers.grab().toImage();
    const auto changed = [&](const QRect &box) {
        return before.pixelColor(box.center()) != after.pixelColor(box.center()) ||
               before.copy(box) != after.copy(box);
    };
    QVERIFY(changed(rulers.frameRect(1)) && changed(rulers.frameRect(2)) && changed(rulers.readRect(1)));
    QVERIFY(!changed(rulers.frameRect(0).adjusted(4, 0, -4, 0)));
    QVERIFY(!changed(rulers.frameRect(3).adjusted(4, 0, -4, 0)));
}

void TestRulers::followsTheEndWhileItIsInView()
{
    FramesFixture f;
    const auto indexer = FrameIndexer::create(ConnectionId(1), u"line(lf)");
    const auto more = [&](int count) {
        for (int i = 0; i < count; ++i)
            f.add("0123456\n");
        f.commit();
        (*indexer)->advance(RecordingReader(f.store()), f.store()->rowCount());
        return shared((*indexer)->index());
    };
    Rulers rulers;
    rulers.resize(600, rulers.sizeHint().height());
    rulers.setIndex(more(100), true);
    QVERIFY(rulers.geometryOfBytes().isAtEnd());
    rulers.setIndex(more(100), false);
    QVERIFY(rulers.geometryOfBytes().isAtEnd());
    QTest::keyClick(&rulers, Qt::Key_PageUp);
    const quint64 there = rulers.geometryOfBytes().from();
    rulers.setIndex(more(100), false);
    QCOMPARE(rulers.geometryOfBytes().from(), there);
}

/// A fault is a sign and a bar that stands out of its lane, not only red.
void TestRulers::faultsAreSeenWithoutColour()
{
    FramesFixture good;
    good.add("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n");
    FramesFixture bad;
    bad.add("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n");
    const auto grey = [](FrameIndex index) {
        Rulers rulers;
        rulers.resize(600, rulers.sizeHint().height());
        rulers.setIndex(shared(std::move(index)), true);
        return rulers.grab(rulers.frameRect(0)).toImage().convertToFormat(QImage::Format_Mono);
    };
    QVERIFY(grey(good.cut(u"line(lf)")) != grey(bad.cut(u"delim(00)", true)));
}

QTEST_MAIN(TestRulers)
#include "tst_rulers.moc"
