#include "widgets/common/theme.h"
#include "widgets/hexview/hexpane.h"
#include "widgets/hexview/hexview.h"
#include "widgets/hexview/inspector.h"

#include <QtCore/QElapsedTimer>
#include <QtGui/QClipboard>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QTableWidget>
#include <QtWidgets/QVBoxLayout>

#include <tuple>

using namespace widgets;
using models::ArrayByteSource;
using models::ByteFinder;

namespace {

QByteArray everyByte()
{
    QByteArray bytes;
    for (int i = 0; i < 256; ++i)
        bytes += char(i);
    return bytes;
}

/// Bytes that nobody could hold: each is the low byte of its line number. Counts what is read.
class HugeSource final : public models::ByteSource
{
public:
    explicit HugeSource(quint64 size) : m_size(size) {}
    quint64 size() const override { return m_size; }
    QByteArray read(quint64 offset, qsizetype length) const override
    {
        QByteArray bytes;
        for (quint64 at = offset; at < m_size && bytes.size() < length; ++at)
            bytes += char(at / 16);
        most = std::max(most, bytes.size());
        return bytes;
    }
    mutable qsizetype most = 0;

private:
    quint64 m_size;
};

} // namespace

class TestHexView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void emptyViewSaysWhatWillAppear();
    void keysMoveAndSelect();
    void tabSwitchesTheColumnAndThenLeaves();
    void mouseSelectsInBothColumns();
    void scrollsThroughManyGigabytes();
    void goToTakesHexDecimalAndRelative_data();
    void goToTakesHexDecimalAndRelative();
    void findWrapsBothWays();
    void findGoesThroughTheRecordingWhereSomebodyAnswers();
    void copiesInEveryForm_data();
    void copiesInEveryForm();
    void hostileBytesAreCopiedAsPlainText();
    void inspectorFollowsTheCursor();
    void aUsedFrameEqualsAFreshOne();
    void aFrameOf60LinesIsTimed();
};

void TestHexView::initTestCase()
{
    applyColorScheme(*qApp, ColorScheme::Light);
}

void TestHexView::emptyViewSaysWhatWillAppear()
{
    HexView view;
    view.resize(700, 300);
    const QImage nothing = view.grab().toImage();
    view.setSource(std::make_shared<ArrayByteSource>(QByteArray()));
    const QImage emptyRecord = view.grab().toImage();
    QVERIFY(nothing != emptyRecord);
    view.setSource(nullptr);
    QCOMPARE(view.grab().toImage(), nothing);
    QTest::keyClick(&view, Qt::Key_Down);
    QTest::mouseClick(view.viewport(), Qt::LeftButton);
    QVERIFY(view.chosenBytes().isEmpty());
}

void TestHexView::keysMoveAndSelect()
{
    HexView view;
    view.resize(700, 300);
    view.setSource(std::make_shared<ArrayByteSource>(everyByte()));
    QTest::keyClick(&view, Qt::Key_Down);
    QTest::keyClick(&view, Qt::Key_Right);
    QCOMPARE(view.selection().cursor(), quint64(17));
    QSignalSpy ranges(&view, &HexView::selectionChanged);
    QTest::keyClick(&view, Qt::Key_Right, Qt::ShiftModifier);
    QCOMPARE(ranges.size(), 1);
    QCOMPARE(view.chosenBytes(), QByteArray::fromHex("1112"));
    QTest::keyClick(&view, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("11 12"));
    QTest::keyClick(&view, Qt::Key_End, Qt::ControlModifier);
    QCOMPARE(view.selection().cursor(), quint64(255));
    QTest::keyClick(&view, Qt::Key_A, Qt::ControlModifier);
    QCOMPARE(view.chosenBytes(), everyByte());
}

void TestHexView::tabSwitchesTheColumnAndThenLeaves()
{
    QWidget window;
    QVBoxLayout layout(&window);
    HexView view;
    QPushButton after;
    layout.addWidget(&view);
    layout.addWidget(&after);
    view.setSource(std::make_shared<ArrayByteSource>(everyByte()));
    window.show();
    window.activateWindow();
    view.setFocus();
    QTRY_VERIFY(view.hasFocus());
    QCOMPARE(view.activeColumn(), HexColumn::Hex);
    QTest::keyClick(&view, Qt::Key_Tab);
    QCOMPARE(view.activeColumn(), HexColumn::Text);
    QVERIFY(view.hasFocus());
    QTest::keyClick(&view, Qt::Key_Tab);
    QVERIFY(after.hasFocus());
}

void TestHexView::mouseSelectsInBothColumns()
{
    HexView view;
    view.resize(900, 300);
    view.setSource(std::make_shared<ArrayByteSource>(everyByte()));
    view.grab();
    const qreal ratio = view.devicePixelRatioF();
    const HexAtlas atlas(fixedFont(view.font()), view.palette(), ratio);
    const HexGeometry geometry(atlas.charWidth(), atlas.lineHeight(), 256);
    const auto at = [&](HexColumn column, quint64 offset) {
        return (QPointF(geometry.cellRect(column, offset, 0).center()) / ratio).toPoint();
    };
    QTest::mousePress(view.viewport(), Qt::LeftButton, {}, at(HexColumn::Hex, 3));
    QMouseEvent drag(QEvent::MouseMove, at(HexColumn::Hex, 20), view.mapToGlobal(QPoint()), Qt::NoButton,
                     Qt::LeftButton, {});
    QApplication::sendEvent(view.viewport(), &drag);
    QCOMPARE(view.selection().from(), quint64(3));
    QCOMPARE(view.selection().length(), quint64(18));
    QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, at(HexColumn::Text, 0x41));
    QCOMPARE(view.activeColumn(), HexColumn::Text);
    QCOMPARE(view.selection().cursor(), quint64(0x41));
    QTest::mouseClick(view.viewport(), Qt::LeftButton, Qt::ShiftModifier, at(HexColumn::Text, 0x45));
    QCOMPARE(view.chosenBytes(), QByteArray("ABCDE"));
}

void TestHexView::scrollsThroughManyGigabytes()
{
    const quint64 size = (3ull << 36) + 7; // 192 GiB: more lines than the scroll bar has values
    const auto source = std::make_shared<HugeSource>(size);
    HexView view;
    view.resize(900, 400);
    view.setSource(source);
    QTest::keyClick(&view, Qt::Key_End, Qt::ControlModifier);
    view.grab();
    QCOMPARE(view.selection().cursor(), size - 1);
    QVERIFY(view.topLine() + 60 > HexGeometry::lineOf(size - 1));
    const quint64 top = view.topLine();
    QTest::keyClick(&view, Qt::Key_Up, {}, 0);
    for (int i = 0; i < 40; ++i)
        QTest::keyClick(&view, Qt::Key_Up);
    QVERIFY(view.topLine() < top && view.topLine() + 60 > top);
    view.verticalScrollBar()->setValue(view.verticalScrollBar()->maximum() / 2);
    view.grab();
    QVERIFY(view.topLine() > HexGeometry::lineOf(size) / 4);
    QVERIFY2(source->most < 4096, "more than the visible lines was read");
}

void TestHexView::goToTakesHexDecimalAndRelative_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("offset");
    QTest::newRow("hex") << QStringLiteral("0x40") << qint64(64);
    QTest::newRow("h suffix") << QStringLiteral("40h") << qint64(64);
    QTest::newRow("decimal") << QStringLiteral(" 40 ") << qint64(40);
    QTest::newRow("forward") << QStringLiteral("+16") << qint64(116);
    QTest::newRow("back") << QStringLiteral("-0x10") << qint64(84);
    QTest::newRow("last") << QStringLiteral("255") << qint64(255);
    QTest::newRow("behind the end") << QStringLiteral("256") << qint64(-1);
    QTest::newRow("too far on") << QStringLiteral("+200") << qint64(-1);
    QTest::newRow("overflow") << QStringLiteral("+18446744073709551615") << qint64(-1);
    QTest::newRow("too far back") << QStringLiteral("-101") << qint64(-1);
    QTest::newRow("words") << QStringLiteral("there") << qint64(-1);
    QTest::newRow("nothing") << QString() << qint64(-1);
}

void TestHexView::goToTakesHexDecimalAndRelative()
{
    QFETCH(QString, text);
    QFETCH(qint64, offset);
    const auto parsed = parseOffset(text, 100, 256);
    QCOMPARE(parsed ? qint64(*parsed) : qint64(-1), offset);
}

void TestHexView::findWrapsBothWays()
{
    HexPane pane;
    pane.resize(800, 300);
    pane.show();
    pane.setSource(std::make_shared<ArrayByteSource>(QByteArray("abc GET def GET xyz")));
    QTest::keyClick(pane.view(), Qt::Key_F, Qt::ControlModifier);
    auto *field = pane.findChild<QLineEdit *>();
    QVERIFY(field->isVisible());
    field->setText(QStringLiteral("GET"));
    QSignalSpy ended(&pane, &HexPane::searchEnded);
    const auto find = [&](ByteFinder::Way way) {
        ended.clear();
        pane.findAgain(way);
        return QTest::qWaitFor([&] { return !ended.isEmpty(); }) && ended[0][0].toBool();
    };
    const auto where = [&] { return pane.view()->selection().from(); };
    QVERIFY(find(ByteFinder::Way::Forward));
    QCOMPARE(where(), quint64(4));
    QVERIFY(find(ByteFinder::Way::Forward));
    QCOMPARE(where(), quint64(12));
    QVERIFY(find(ByteFinder::Way::Forward));
    QCOMPARE(where(), quint64(4));
    QVERIFY(find(ByteFinder::Way::Backward));
    QCOMPARE(where(), quint64(12));
    QCOMPARE(pane.view()->selection().length(), quint64(3));
    field->setText(QStringLiteral("POST"));
    QVERIFY(!find(ByteFinder::Way::Forward));
    QCOMPARE(ended.size(), 1);
    auto *form = pane.findChild<QComboBox *>();
    form->setCurrentIndex(2); // an expression, looked for in a pool
    field->setText(QStringLiteral("d[ef]+ G"));
    QVERIFY(find(ByteFinder::Way::Backward));
    QCOMPARE(where(), quint64(8));
    QCOMPARE(pane.view()->selection().length(), quint64(5));
    field->setText(QStringLiteral("d[ef"));
    pane.findAgain(ByteFinder::Way::Forward); // refused, and told
    QCOMPARE(where(), quint64(8));
    form->setCurrentIndex(3); // "T " as a number
    field->setText(QStringLiteral("u16be = 0x5420"));
    QVERIFY(find(ByteFinder::Way::Forward));
    QCOMPARE(where(), quint64(14));
}

void TestHexView::findGoesThroughTheRecordingWhereSomebodyAnswers()
{
    HexPane pane;
    pane.show();
    pane.offerRecordingSearch();
    pane.openFind();
    pane.findChild<QLineEdit *>()->setText(QStringLiteral("GET"));
    int asked = 0;
    quint64 askedFrom = 0;
    connect(&pane, &HexPane::recordingSearchRequested, this,
            [&](const netcore::BytePattern &, quint64 from, bool) {
                ++asked;
                askedFrom = from;
            });
    QSignalSpy cancelled(&pane, &HexPane::recordingSearchCancelled);
    QSignalSpy ended(&pane, &HexPane::searchEnded);
    pane.findAgain(ByteFinder::Way::Forward); // also where no bytes are shown
    QCOMPARE(asked, 1);
    QTest::keyClick(&pane, Qt::Key_Escape);
    QCOMPARE(cancelled.size(), 1);
    QCOMPARE(ended.size(), 1);
    pane.setSource(std::make_shared<ArrayByteSource>(QByteArray("GET GET")));
    pane.view()->selectRange(4, 3);
    pane.findAgain(ByteFinder::Way::Backward);
    QCOMPARE(askedFrom, quint64(4));
    pane.recordingSearched(false, false, false);
    QCOMPARE(ended.size(), 2);
}

void TestHexView::copiesInEveryForm_data()
{
    using Form = HexView::CopyForm;
    QTest::addColumn<int>("form");
    QTest::addColumn<QString>("text");
    const auto row = [](const char *name, Form form, const char *text) {
        QTest::newRow(name) << int(form) << QString::fromUtf8(text);
    };
    row("hex", Form::Hex, "48 69 0a");
    row("text", Form::Text, "Hi\\n");
    row("C array", Form::CArray, "{0x48, 0x69, 0x0a}");
    row("Python", Form::Python, "b'Hi\\n'");
    row("base64", Form::Base64, "SGkK");
    row("dump", Form::Dump, "00000000  48 69 0a                                          |Hi.|\n00000003\n");
}

void TestHexView::copiesInEveryForm()
{
    QFETCH(int, form);
    HexView view;
    view.setSource(std::make_shared<ArrayByteSource>(QByteArray("..Hi\n..")));
    view.selectRange(2, 3);
    view.copyAs(HexView::CopyForm(form));
    QTEST(QGuiApplication::clipboard()->text(), "text");
}

void TestHexView::hostileBytesAreCopiedAsPlainText()
{
    // faults.md row 62
    HexView view;
    view.setSource(std::make_shared<ArrayByteSource>(QByteArray("\x1b[2J\xe2\x80\xae\x07 ok")));
    view.copyAs(HexView::CopyForm::Text);
    const QString copied = QGuiApplication::clipboard()->text();
    QVERIFY(copied.endsWith(QLatin1String(" ok")));
    QVERIFY(!copied.contains(QChar(0x1b)) && !copied.contains(QChar(0x202e)) && !copied.contains(QChar(7)));
}

void TestHexView::inspectorFollowsTheCursor()
{
    HexView view;
    Inspector inspector;
    inspector.follow(&view);
    view.setSource(std::make_shared<ArrayByteSource>(QByteArray::fromHex("000102030405")));
    const auto *values = inspector.findChild<QTableWidget *>();
    const auto cell = [&](const QString &name, int column) {
        for (int row = 0; row < values->rowCount(); ++row) {
            if (values->item(row, 0)->text() == name)
                return values->item(row, column)->text();
        }
        return QStringLiteral("no such row");
    };
    view.goTo(2);
    QCOMPARE(cell(QStringLiteral("u16"), 1), QString::number(0x0302));
    QCOMPARE(cell(QStringLiteral("u16"), 2), QString::number(0x0203));
    QCOMPARE(cell(QStringLiteral("u64"), 1), QStringLiteral("\u2013"));
    view.setSource(nullptr);
    QCOMPARE(cell(QStringLiteral("u8"), 1), QStringLiteral("\u2013"));
}

/// What a frame leaves behind must not show in the next one.
void TestHexView::aUsedFrameEqualsAFreshOne()
{
    const auto bytes =
        std::make_shared<ArrayByteSource>(QByteArray("0123456789abcdefghijklmnopqrstuvwxyz ~").repeated(9));
    const auto prepare = [&](HexView &view) {
        view.setFocusPolicy(Qt::NoFocus); // which of two windows has the focus is not the question here
        view.setSource(bytes);
        view.resize(400, 9 * 20);
        view.show();
    };
    HexView used;
    prepare(used);
    for (const auto &[top, left, from, length] : {std::tuple{0, 0, 3, 20},
                                                  {5, 0, 100, 5},
                                                  {99, 0, 330, 12},
                                                  {2, 40, 36, 3},
                                                  {14, 0, 341, 1},
                                                  {1, 0, 20, 200},
                                                  {4, 7, 0, 0}}) {
        const auto show = [&](HexView &view) {
            view.selectRange(quint64(from), quint64(length));
            view.verticalScrollBar()->setValue(top);
            view.horizontalScrollBar()->setValue(left);
            return view.viewport()->grab().toImage();
        };
        HexView fresh;
        prepare(fresh);
        QCOMPARE(show(used), show(fresh));
    }
    used.setSource(std::make_shared<ArrayByteSource>(QByteArray("short")));
    used.horizontalScrollBar()->setValue(0);
    HexView fresh;
    prepare(fresh);
    fresh.setSource(std::make_shared<ArrayByteSource>(QByteArray("short")));
    QCOMPARE(used.viewport()->grab().toImage(), fresh.viewport()->grab().toImage());
}

void TestHexView::aFrameOf60LinesIsTimed()
{
    HexView view;
    view.setSource(std::make_shared<HugeSource>(1u << 20));
    view.resize(800, 60 * HexAtlas(fixedFont(view.font()), view.palette(), 1).lineHeight());
    QImage target(view.size(), QImage::Format_RGB32);
    view.render(&target);
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < 50; ++i)
        view.render(&target);
    qInfo("one frame: %.3f ms", double(timer.nsecsElapsed()) / 50e6);
    QVERIFY(target.pixelColor(target.width() / 2, 5).isValid());
}

QTEST_MAIN(TestHexView)
#include "tst_hexview.moc"
