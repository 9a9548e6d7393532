#include "widgets/composer/markededit.h"
#include "widgets/framing/fieldtree.h"
#include "widgets/framing/structureeditor.h"
#include "widgets/models/bytesource.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QPushButton>

using namespace widgets;

class TestStructureEditor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void shippedOnesAreListed();
    void aFrameIsReadAndLinked();
    void anErrorIsToldInPlace();
    void ownOnesAreKept();
    void textOfAPeerIsShownPlain();
    void rangesAreDrawn();

private:
    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestStructureEditor::shippedOnesAreListed()
{
    StructureEditor editor(m_folder->path());
    QCOMPARE(editor.findChild<QComboBox *>(QStringLiteral("structureChoice"))->count(), 11);
    editor.choose(QStringLiteral("modbus-tcp"));
    QVERIFY(editor.structure());
    QCOMPARE(editor.structure()->title(), QStringLiteral("Modbus TCP"));
}

void TestStructureEditor::aFrameIsReadAndLinked()
{
    StructureEditor editor(m_folder->path());
    editor.choose(QStringLiteral("modbus-tcp"));
    QSignalSpy ranges(&editor, &StructureEditor::rangesChanged);
    QSignalSpy selected(&editor, &StructureEditor::fieldSelected);
    editor.setFrame(QByteArray::fromHex("000100000006010300030005"));
    QCOMPARE(ranges.size(), 1);
    const auto found = ranges[0][0].value<QList<HexRange>>();
    QCOMPARE(found.size(), 7); // those without bytes have none
    QCOMPARE(found[2].from, 4u);
    QCOMPARE(found[2].length, 2u);
    QTreeWidgetItem *function = editor.tree()->topLevelItem(4);
    QCOMPARE(function->text(0), QStringLiteral("function"));
    QCOMPARE(function->text(2), QStringLiteral("Read holding registers"));
    editor.tree()->setCurrentItem(function);
    QCOMPARE(selected.size(), 1);
    QCOMPARE(selected[0][0].toULongLong(), 7u);
}

void TestStructureEditor::anErrorIsToldInPlace()
{
    StructureEditor editor(m_folder->path());
    editor.setFrame(QByteArray::fromHex("0102"));
    editor.edit()->setPlainText(QStringLiteral("structure t {\n  a: u8;\n  b: u17;\n}\n"));
    QVERIFY2(editor.message().contains(QStringLiteral("line 3, column 6")), qPrintable(editor.message()));
    QVERIFY(editor.message().contains(QStringLiteral("u17")));
    QVERIFY(!editor.edit()->extraSelections().isEmpty()); // underlined
    QVERIFY(!editor.findChild<QPushButton *>(QStringLiteral("saveStructure"))->isEnabled());
    editor.edit()->setPlainText(QStringLiteral("structure t {\n  a: u8;\n  b: u8;\n}\n"));
    QVERIFY(!editor.message().contains(QStringLiteral("line")));
    QVERIFY(editor.edit()->extraSelections().isEmpty());
    QCOMPARE(editor.tree()->topLevelItemCount(), 2);
    QCOMPARE(editor.tree()->topLevelItem(1)->text(1), QStringLiteral("2"));
}

void TestStructureEditor::ownOnesAreKept()
{
    const QString text = QStringLiteral("structure mine \"Mine\" { a: u8; }");
    {
        StructureEditor editor(m_folder->path());
        editor.edit()->setPlainText(text);
        editor.findChild<QPushButton *>(QStringLiteral("saveStructure"))->click();
        QVERIFY(editor.message().contains(QStringLiteral("mine")));
    }
    StructureEditor editor(m_folder->path());
    QCOMPARE(editor.findChild<QComboBox *>(QStringLiteral("structureChoice"))->count(), 12);
    editor.choose(QStringLiteral("mine"));
    QCOMPARE(editor.edit()->toPlainText(), text);
    // A folder that cannot be written is told, and nothing is lost.
    StructureEditor refused(QStringLiteral("/proc/nowhere"));
    refused.edit()->setPlainText(text);
    refused.findChild<QPushButton *>(QStringLiteral("saveStructure"))->click();
    QVERIFY(refused.message().startsWith(QStringLiteral("⚠")));
    QCOMPARE(refused.edit()->toPlainText(), text);
}

// faults.md row 61, 65
void TestStructureEditor::textOfAPeerIsShownPlain()
{
    StructureEditor editor(m_folder->path());
    editor.edit()->setPlainText(QStringLiteral("structure t { a: text(rest); }"));
    editor.setFrame(QByteArray("%1%2%n\xE2\x80\xAEgnp\n"));
    const QString shown = editor.tree()->topLevelItem(0)->text(1);
    QVERIFY2(shown.startsWith(QStringLiteral("%1%2%n<RLO>gnp")), qPrintable(shown));
    QVERIFY(!shown.contains(QChar(0x202E)) && !shown.contains(u'\n'));
}

void TestStructureEditor::rangesAreDrawn()
{
    HexView view;
    view.resize(800, 200);
    view.setSource(std::make_shared<models::ArrayByteSource>(QByteArray(64, 'x')));
    view.show();
    const QImage before = view.grab().toImage();
    const QColor colour = rangeColour(1, view.palette());
    view.setRanges({{4, 8, colour}, {20, 20, rangeColour(2, view.palette())}});
    const QImage after = view.grab().toImage();
    int pixels = 0;
    for (int y = 0; y < after.height(); ++y) {
        for (int x = 0; x < after.width(); ++x)
            pixels += after.pixel(x, y) == colour.rgb() && before.pixel(x, y) != colour.rgb();
    }
    QVERIFY2(pixels > 100, qPrintable(QString::number(pixels)));
    view.setSource(std::make_shared<models::ArrayByteSource>(QByteArray(64, 'y')));
    QVERIFY(view.ranges().isEmpty());
}

QTEST_MAIN(TestStructureEditor)
#include "tst_structureeditor.moc"
