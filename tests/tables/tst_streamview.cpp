#include "tests/tables/recordedtest.h"
#include "widgets/common/theme.h"
#include "widgets/models/rowscan.h"
#include "widgets/models/streamblocks.h"
#include "widgets/tables/streamview.h"

#include <QtGui/QClipboard>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QScrollBar>

using namespace netcore;
using namespace widgets;
using models::unfinishedBytes;

namespace {

constexpr auto c1 = ConnectionId(1);
constexpr auto c2 = ConnectionId(2);

} // namespace

class TestStreamView : public RecordedTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init() { beginRecording(); }
    void cleanup() { endRecording(); }
    void unfinishedCharactersAreSeen_data();
    void unfinishedCharactersAreSeen();
    void charactersCutByReadsAppearWhole_data();
    void charactersCutByReadsAppearWhole();
    void longChunksAreCutAndSaySo();
    void hostileTextStaysPlain();
    void onlyItsConnectionIsShownAndFollowed();
    void hiddenItWaits();
    void keysGoFromChunkToChunk();
    void aLongConversationIsNotDecodedWhole();
};

void TestStreamView::initTestCase()
{
    applyColorScheme(*qApp, ColorScheme::Light);
}

void TestStreamView::unfinishedCharactersAreSeen_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<TextEncoding>("encoding");
    QTest::addColumn<int>("unfinished");
    const auto row = [](const char *name, const char *hex, TextEncoding encoding, int unfinished) {
        QTest::newRow(name) << QByteArray::fromHex(hex) << encoding << unfinished;
    };
    row("utf-8 whole", "61e282ac", TextEncoding::Utf8, 0);
    row("utf-8 one of three", "61e2", TextEncoding::Utf8, 1);
    row("utf-8 two of three", "61e282", TextEncoding::Utf8, 2);
    row("utf-8 three of four", "f09f98", TextEncoding::Utf8, 3);
    row("utf-8 rubbish", "618080808080", TextEncoding::Utf8, 0);
    row("utf-8 never a start", "ff", TextEncoding::Utf8, 0);
    row("utf-16le whole", "6100", TextEncoding::Utf16Le, 0);
    row("utf-16le odd", "610062", TextEncoding::Utf16Le, 1);
    row("utf-16le high surrogate", "3dd8", TextEncoding::Utf16Le, 2);
    row("utf-16be high surrogate and one", "d83dde", TextEncoding::Utf16Be, 3);
    row("gbk whole", "c4e3bac3", TextEncoding::Gbk, 0);
    row("gbk half", "c4e3ba", TextEncoding::Gbk, 1);
    row("latin-1", "e4", TextEncoding::Latin1, 0);
    row("nothing", "", TextEncoding::Utf16Be, 0);
}

void TestStreamView::unfinishedCharactersAreSeen()
{
    QFETCH(QByteArray, bytes);
    QFETCH(TextEncoding, encoding);
    QTEST(int(unfinishedBytes(bytes, encoding)), "unfinished");
}

void TestStreamView::charactersCutByReadsAppearWhole_data()
{
    QTest::addColumn<TextEncoding>("encoding");
    for (const TextEncoding encoding : textEncodings()) {
        if (encoding != TextEncoding::Latin1)
            QTest::newRow(encodingName(encoding)) << encoding;
    }
}

/// One byte a chunk, with traffic of the other direction in between.
void TestStreamView::charactersCutByReadsAppearWhole()
{
    QFETCH(TextEncoding, encoding);
    const QString text = QStringLiteral("a\u4f60\u597db");
    const auto bytes = encodeText(text, encoding);
    QVERIFY(bytes.has_value());
    for (const char byte : *bytes) {
        chunk(Direction::In, c1, QByteArrayView(&byte, 1));
        chunk(Direction::Out, c1, "\xc4");
    }
    m_writer->commit();
    models::RowScan scan;
    scan.restart(m_writer->store(),
                 [](const RecordingReader &, const Record &) { return models::RowVerdict::Shown; });
    QTRY_COMPARE(scan.rows().size(), quint64(2 * bytes->size()));
    models::StreamBlocks blocks(scan.rows());
    blocks.setStore(m_writer->store());
    blocks.setEncoding(encoding);
    QString shown;
    for (quint64 position = 0; position < scan.rows().size(); position += 2)
        shown += blocks.block(position).lines.join(QString());
    QCOMPARE(shown, text);
}

void TestStreamView::longChunksAreCutAndSaySo()
{
    // faults.md row 61
    chunk(Direction::In, c1, QByteArray(1000000, 'x'));
    m_writer->commit();
    StreamView view;
    view.resize(800, 300);
    view.show();
    view.setRecording(m_writer->store());
    view.setConnection(c1);
    view.selectRow(0);
    QTRY_VERIFY(view.currentRecord().has_value());
    const QString text = view.currentText();
    QVERIFY(text.size() < 6000);
    QVERIFY(text.contains(QString::number(1000000 - 4096)));
    view.grab();
}

void TestStreamView::hostileTextStaysPlain()
{
    // faults.md rows 60, 61, 62, 65
    chunk(Direction::In, c1, "<img src=x>\x1b[2J\xe2\x80\xae%1%n\r\nnext");
    m_writer->commit();
    StreamView view;
    view.resize(800, 300);
    view.show();
    view.setRecording(m_writer->store());
    view.setConnection(c1);
    view.selectRow(0);
    QTRY_VERIFY(view.currentRecord().has_value());
    QCOMPARE(view.currentText(), QStringLiteral("<img src=x>\\x1b[2J<RLO>%1%n\\r\\n\nnext"));
    QTest::keyClick(&view, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), view.currentText());
}

void TestStreamView::onlyItsConnectionIsShownAndFollowed()
{
    StreamView view;
    view.resize(800, 300);
    view.show();
    view.setRecording(m_writer->store());
    const QImage nothing = view.grab().toImage();
    view.setConnection(c1);
    for (int n = 0; n < 200; ++n)
        chunk(n % 2 ? Direction::In : Direction::Out, n % 3 ? c1 : c2,
              QByteArray("line ") + QByteArray::number(n));
    m_writer->commit();
    view.selectRow(3); // of the other connection
    view.selectRow(199);
    QTRY_COMPARE(view.currentRecord(), std::optional<RowNumber>(199));
    QVERIFY(view.isFollowing());
    QCOMPARE(view.currentText(), QStringLiteral("line 199"));
    QVERIFY(view.grab().toImage() != nothing);
    view.verticalScrollBar()->setValue(10);
    QVERIFY(!view.isFollowing());
    view.verticalScrollBar()->setValue(view.verticalScrollBar()->maximum());
    QVERIFY(view.isFollowing());
    view.setHex(true);
    QCOMPARE(view.currentText(), QStringLiteral("6c 69 6e 65 20 31 39 39"));
}

/// Nobody sees it: it does not go through the recording, and catches up when it is shown.
void TestStreamView::hiddenItWaits()
{
    for (int n = 0; n < 50; ++n)
        chunk(Direction::In, c1, QByteArray::number(n));
    m_writer->commit();
    StreamView view;
    view.resize(800, 300);
    view.setRecording(m_writer->store());
    view.setConnection(c1);
    view.selectRow(49);
    QTest::qWait(3 * 33);
    QVERIFY(!view.currentRecord());
    view.show();
    QTRY_COMPARE(view.currentRecord(), std::optional<RowNumber>(49));
    view.hide();
    chunk(Direction::In, c1, "late");
    m_writer->commit();
    view.selectRow(50);
    QTest::qWait(3 * 33);
    QCOMPARE(view.currentRecord(), std::optional<RowNumber>(49));
    view.show();
    QTRY_COMPARE(view.currentRecord(), std::optional<RowNumber>(50));
}

void TestStreamView::keysGoFromChunkToChunk()
{
    for (int n = 0; n < 50; ++n)
        chunk(Direction::In, c1, QByteArray::number(n));
    m_writer->commit();
    StreamView view;
    view.resize(800, 300);
    view.show();
    QTest::keyClick(&view, Qt::Key_Up);
    view.setRecording(m_writer->store());
    view.setConnection(c1);
    view.selectRow(49);
    QTRY_VERIFY(view.currentRecord().has_value());
    QSignalSpy selected(&view, &StreamView::recordSelected);
    QTest::keyClick(&view, Qt::Key_Home);
    QCOMPARE(view.currentRecord(), std::optional<RowNumber>(0));
    QTest::keyClick(&view, Qt::Key_Down);
    QCOMPARE(view.currentRecord(), std::optional<RowNumber>(1));
    QCOMPARE(selected.size(), 2);
    QVERIFY(!view.isFollowing());
    QTest::keyClick(&view, Qt::Key_End);
    QVERIFY(view.isFollowing());
    QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, QPoint(50, 3));
    QVERIFY(*view.currentRecord() < 49);
}

void TestStreamView::aLongConversationIsNotDecodedWhole()
{
    for (int n = 0; n < 200000; ++n)
        chunk(n % 2 ? Direction::In : Direction::Out, c1, "0123456789");
    m_writer->commit();
    StreamView view;
    view.resize(800, 300);
    view.show();
    view.setRecording(m_writer->store());
    view.setConnection(c1);
    view.selectRow(199999);
    QTRY_COMPARE(view.currentRecord(), std::optional<RowNumber>(199999));
    QTest::keyClick(&view, Qt::Key_Home);
    QTest::keyClick(&view, Qt::Key_End);
    view.grab();
    QCOMPARE(view.currentRecord(), std::optional<RowNumber>(199999));
}

QTEST_MAIN(TestStreamView)
#include "tst_streamview.moc"
