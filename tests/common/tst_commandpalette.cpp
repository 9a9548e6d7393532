#include "widgets/common/commandpalette.h"

#include <QtGui/QAction>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QLineEdit>

using namespace widgets;

class TestCommandPalette : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void scores();
    void findsAndRunsByAFewLetters();
    void disabledCommandsAreNotOffered();
};

void TestCommandPalette::scores()
{
    QVERIFY(!fuzzyScore(u"xyz", u"Save recording"));
    QVERIFY(fuzzyScore(u"SR", u"save recording"));
    QVERIFY(*fuzzyScore(u"sr", u"Save recording") > *fuzzyScore(u"sr", u"Close current sort"));
    QVERIFY(*fuzzyScore(u"set", u"Settings") > *fuzzyScore(u"set", u"Show endpoint"));
}

void TestCommandPalette::findsAndRunsByAFewLetters()
{
    QWidget window;
    window.resize(800, 600);
    QAction save(QStringLiteral("Save &recording…"));
    QAction settings(QStringLiteral("Settings"));
    CommandPalette palette(&window);
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    palette.popUp({&save, &settings});
    auto *field = palette.findChild<QLineEdit *>(QStringLiteral("paletteField"));
    QSignalSpy run(&settings, &QAction::triggered);
    QTest::keyClicks(field, QStringLiteral("stg"));
    QCOMPARE(palette.chosenText(), QStringLiteral("Settings"));
    QTest::keyClick(field, Qt::Key_Return);
    QCOMPARE(run.count(), 1);
    QVERIFY(!palette.isVisible());
    palette.popUp({&save, &settings});
    QTest::keyClick(field, Qt::Key_Escape);
    QVERIFY(!palette.isVisible());
}

void TestCommandPalette::disabledCommandsAreNotOffered()
{
    QWidget window;
    QAction off(QStringLiteral("Off"));
    off.setEnabled(false);
    CommandPalette palette(&window);
    palette.popUp({&off});
    QCOMPARE(palette.chosenText(), QString());
}

QTEST_MAIN(TestCommandPalette)
#include "tst_commandpalette.moc"
