#include "widgets/common/theme.h"
#include "widgets/models/connectionmodel.h"
#include "widgets/tables/connectiondelegate.h"

#include <QtTest/QTest>
#include <QtWidgets/QApplication>

using models::ConnectionModel;
using namespace netcore;

/// A delegate that tells what it would write into a cell.
class OpenDelegate : public widgets::ConnectionDelegate
{
public:
    QString written(const QModelIndex &index, int width) const
    {
        QStyleOptionViewItem option;
        option.font = QApplication::font();
        option.rect = QRect(0, 0, width, 20);
        initStyleOption(&option, index);
        return option.text;
    }
};

class TestConnectionDelegate : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void countsAreShortened_data();
    void countsAreShortened();
    void aNarrowCellShowsTheShortCount();
};

void TestConnectionDelegate::initTestCase()
{
    QLocale::setDefault(QLocale(QLocale::English));
    widgets::applyColorScheme(*qApp, widgets::ColorScheme::Light);
}

void TestConnectionDelegate::countsAreShortened_data()
{
    QTest::addColumn<double>("count");
    QTest::addColumn<QString>("text");
    QTest::newRow("nothing") << 0.0 << QStringLiteral("0");
    QTest::newRow("three digits") << 999.0 << QStringLiteral("999");
    QTest::newRow("a thousand") << 1000.0 << QStringLiteral("1.00 k");
    QTest::newRow("rounded up to two digits") << 9'996.0 << QStringLiteral("10.0 k");
    QTest::newRow("rounded up to three digits") << 99'960.0 << QStringLiteral("100 k");
    QTest::newRow("rounded up to the next prefix") << 999'999.0 << QStringLiteral("1.00 M");
    QTest::newRow("millions") << 767'999'424.0 << QStringLiteral("768 M");
    QTest::newRow("all that a counter holds") << 18446744073709551615.0 << QStringLiteral("18.4 E");
}

void TestConnectionDelegate::countsAreShortened()
{
    QFETCH(double, count);
    QFETCH(QString, text);
    QCOMPARE(widgets::shortCount(count), text);
}

void TestConnectionDelegate::aNarrowCellShowsTheShortCount()
{
    SessionSnapshot session;
    session.id = SessionId(1);
    session.spec = *EndpointSpec::parse(u"tcp-listen://127.0.0.1:9000");
    ConnectionSnapshot connection;
    connection.id = ConnectionId(1);
    connection.session = session.id;
    connection.bytesIn = 767'999'424;
    EngineDelta delta;
    delta.sessions = {session};
    delta.connections = {connection};
    ConnectionModel model;
    model.apply(delta);
    const OpenDelegate delegate;
    const QModelIndex cell =
        model.index(0, ConnectionModel::BytesInColumn, model.index(0, 0)); // of the connection
    QCOMPARE(delegate.written(cell, 400), QStringLiteral("767,999,424"));
    QCOMPARE(delegate.written(cell, 56), QStringLiteral("768 M"));
    QVERIFY(delegate.toolTipText(cell).contains(QStringLiteral("In, B: 767,999,424")));
}

QTEST_MAIN(TestConnectionDelegate)
#include "tst_connectiondelegate.moc"
