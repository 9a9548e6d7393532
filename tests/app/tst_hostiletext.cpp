// faults.md rows 61, 65: over 200 texts of a stranger, on every surface that shows one. None of them may act
// on what draws, and none may be filled in as if it were a form of ours.
#include "netcore/frames/frameindexer.h"
#include "tests/exchange/exchangefixture.h"
#include "tests/support/hostiletext.h"
#include "widgets/common/faultpanel.h"
#include "widgets/common/reachabilitybar.h"
#include "widgets/common/statusline.h"
#include "widgets/common/theme.h"
#include "widgets/composer/historypopup.h"
#include "widgets/composer/targetbar.h"
#include "widgets/framing/fieldtree.h"
#include "widgets/models/connectionmodel.h"
#include "widgets/models/dissectionmodel.h"
#include "widgets/models/framerows.h"
#include "widgets/models/plaintext.h"
#include "widgets/models/recordtext.h"
#include "widgets/models/totalsmodel.h"
#include "widgets/models/trafficrows.h"
#include "widgets/tables/connectiondelegate.h"
#include "widgets/tables/streamview.h"
#include "widgets/tables/trafficview.h"

#include <QtGui/QClipboard>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QListWidget>

#include <cerrno>

using namespace netcore;
using namespace widgets;
using exchangetest::Script;

class TestHostileText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void plainText();
    void trafficTable();
    void nothingIsDrawnOverItsNeighbours();
    void conversation();
    void framesAndFields();
    void sentencesOfEvents();
    void errorCoach();
    void connectionTable();
    void barsAndStatusLine();
    void targetsAndHistory();
    void dissection();
    void totals();
    void exports_data();
    void exports();

private:
    QString path(const char *name) const { return m_folder->filePath(QLatin1String(name)); }

    std::unique_ptr<QTemporaryDir> m_folder;
    const QStringList m_texts = hostile::texts();
};

namespace {

/// As bytes from a peer; lone surrogates are none.
QByteArray bytesOf(const QString &text)
{
    return text.toUtf8();
}

/// Shown as it is told, whole or cut.
#define VERIFY_SHOWN(text, shown, lines)                                                                     \
    do {                                                                                                     \
        const QString told = (text);                                                                         \
        const QString seen = (shown);                                                                        \
        QVERIFY2(!seen.isEmpty(), qPrintable(told.left(80)));                                                \
        const QByteArray acted = hostile::actedOn(seen, lines);                                              \
        QVERIFY2(acted.isEmpty(), acted.constData());                                                        \
        QVERIFY2(hostile::keepsPlaceholders(told, seen), qPrintable(told + u'\n' + seen));                   \
    } while (false)

SocketAddress unixAddress(const QString &text)
{
    return SocketAddress::unixPath(bytesOf(text).left(100));
}

SessionSnapshot sessionNamed(quint32 id, const QString &text)
{
    SessionSnapshot session;
    session.id = SessionId(id);
    session.name = id % 2 ? text : QString();
    session.spec.scheme = Scheme::UnixListen;
    session.spec.unixName = text;
    session.state = SessionState::Listening;
    session.locals = {unixAddress(text)};
    session.responder = QStringLiteral("echo");
    return session;
}

ConnectionSnapshot connectionOf(const SessionSnapshot &session)
{
    ConnectionSnapshot connection;
    connection.id = ConnectionId(quint32(session.id));
    connection.session = session.id;
    connection.transport = Transport::Unix;
    connection.state = ConnectionState::Open;
    connection.local = connection.peer = session.locals.front();
    return connection;
}

} // namespace

void TestHostileText::initTestCase()
{
    applyColorScheme(*qApp, ColorScheme::Light);
    QVERIFY2(m_texts.size() >= 200, QByteArray::number(m_texts.size()).constData());
    int acting = 0; // the corpus is worth something
    for (const QString &text : m_texts)
        acting += !hostile::actedOn(text).isEmpty();
    QVERIFY2(acting > 120, QByteArray::number(acting).constData());
}

void TestHostileText::plainText()
{
    for (const QString &text : m_texts) {
        VERIFY_SHOWN(text, models::plain(text), false);
        VERIFY_SHOWN(text, models::plain(QByteArrayView(bytesOf(text))), false);
        const QString toolTip = models::plainForToolTip(text);
        VERIFY_SHOWN(text, toolTip, false);
        QVERIFY(!toolTip.contains(u'<'));
        QVERIFY(models::plain(text).size() <= 8 * 4096 + 1);
    }
}

void TestHostileText::trafficTable()
{
    Script script(path("r"));
    for (const QString &text : m_texts) {
        script.data(1, Direction::In, bytesOf(text).left(100'000));
        script.note(1, bytesOf(text).left(2000).constData());
    }
    TrafficView view;
    view.resize(900, 300);
    view.show();
    view.setRecording(script.store());
    QTRY_COMPARE(view.shownRows(), quint64(2 * m_texts.size()));
    for (quint64 row = 0; row < view.shownRows(); ++row) {
        const QString &text = m_texts[qsizetype(row / 2)];
        VERIFY_SHOWN(text, view.source()->cell(row, models::TrafficRows::Preview).text, false);
        view.setCurrentRow(row);
        view.copySelection();
        VERIFY_SHOWN(text, QGuiApplication::clipboard()->text().trimmed(), true);
    }
}

/// A row of a table keeps to its row: the ones above and below are the same pixel for pixel.
void TestHostileText::nothingIsDrawnOverItsNeighbours()
{
    const auto pictureWith = [&](const QByteArray &middle, const QString &folder) {
        Script script(folder);
        for (const QByteArray &line : {QByteArray("above"), middle, QByteArray("below")})
            script.data(1, Direction::In, line);
        TrafficView view;
        view.resize(900, 200);
        view.show();
        view.setRecording(script.store());
        [&] { QTRY_COMPARE(view.shownRows(), quint64(3)); }();
        return view.viewport()->grab().toImage();
    };
    const QImage calm = pictureWith("calm", path("calm"));
    const int height = metrics::rowHeight(TrafficView().font());
    int compared = 0;
    for (const QString &text : m_texts) {
        if (!text.contains(u'z') && text.size() < 1000 && compared > 0)
            continue; // towers of marks, and what is long
        const QByteArray bytes = bytesOf(text).left(5000);
        const QImage picture = pictureWith(bytes, path(QByteArray::number(++compared).constData()));
        QCOMPARE(picture.copy(0, 0, 900, height - 2), calm.copy(0, 0, 900, height - 2));
        QVERIFY(picture.copy(0, height, 900, height) != calm.copy(0, height, 900, height));
        // Below, the numbers of the row differ only in what the middle one's length made of the totals.
        QCOMPARE(picture.copy(600, 2 * height + 2, 300, height - 2),
                 calm.copy(600, 2 * height + 2, 300, height - 2));
    }
    QVERIFY(compared > 9);
}

void TestHostileText::conversation()
{
    Script script(path("r"));
    for (const QString &text : m_texts)
        script.data(1, Direction::In, bytesOf(text).left(10'000));
    StreamView view;
    view.resize(800, 300);
    view.show();
    view.setRecording(script.store());
    view.setConnection(ConnectionId(1));
    for (qsizetype i = 0; i < m_texts.size(); ++i) {
        view.selectRow(RowNumber(i));
        QTRY_COMPARE(view.currentRecord(), std::optional(RowNumber(i)));
        VERIFY_SHOWN(m_texts[i], view.currentText(), true);
    }
    view.grab();
}

void TestHostileText::framesAndFields()
{
    Script script(path("r"));
    for (const QString &text : m_texts) {
        const QByteArray bytes = bytesOf(text).left(10'000);
        script.data(1, Direction::In, *(*makeFramer(u"len(u32be)"))->encode(bytes));
    }
    const auto structure = Structure::parse(u"structure t { length: u32be; said: text(rest); }");
    QVERIFY(structure);
    models::FrameScan scan;
    models::FrameRows rows(scan);
    scan.setRecording(script.store());
    QVERIFY(scan.setQuestion(ConnectionId(1), QStringLiteral("len(u32be)")));
    QTRY_COMPARE(scan.shown().size(), quint64(m_texts.size()));
    rows.refresh();
    rows.setStructure(std::make_shared<const Structure>(*structure));
    FieldTree tree;
    for (qsizetype i = 0; i < m_texts.size(); ++i) {
        const auto row = quint64(i);
        VERIFY_SHOWN(m_texts[i], rows.cell(row, models::FrameRows::Preview).text, false);
        VERIFY_SHOWN(m_texts[i], rows.cell(row, int(rows.columns().size()) - 1).text, false);
        tree.setFields(structure->read(rows.bytesOf(*rows.frameAt(row))));
        VERIFY_SHOWN(m_texts[i], tree.topLevelItem(1)->text(1), false);
        QVERIFY(!tree.topLevelItem(1)->toolTip(0).contains(u'<'));
    }
}

/// What stands in the recording of a connection, a notice, a note.
void TestHostileText::sentencesOfEvents()
{
    for (const QString &text : m_texts) {
        const QJsonObject facts{{QStringLiteral("what"), text},  {QStringLiteral("peer"), text},
                                {QStringLiteral("local"), text}, {QStringLiteral("spec"), text},
                                {QStringLiteral("ended"), text}, {QStringLiteral("reason"), text},
                                {QStringLiteral("errno"), text}, {text.left(100), text}};
        const QByteArray json = QJsonDocument(facts).toJson(QJsonDocument::Compact);
        for (const RecordKind kind :
             {RecordKind::SessionOpened, RecordKind::SessionClosed, RecordKind::ConnectionOpened,
              RecordKind::ConnectionClosed, RecordKind::Notice, RecordKind::Note}) {
            VERIFY_SHOWN(QString(), models::eventText(kind, json), false);
        }
        QJsonObject tried = facts;
        tried.insert(QStringLiteral("what"), QStringLiteral("attempt"));
        tried.insert(QStringLiteral("address"), text);
        VERIFY_SHOWN(text, models::eventText(RecordKind::Notice, QJsonDocument(tried).toJson()), false);
        VERIFY_SHOWN(text, models::eventText(RecordKind::Note, bytesOf(text)), false);
    }
}

void TestHostileText::errorCoach()
{
    models::LocalFacts facts;
    facts.freePort = 4321;
    for (const QString &text : m_texts) {
        FaultPanel panel;
        facts.owner = PortOwner{42, text, 1000, QStringLiteral("127.0.0.1:9")};
        facts.interfaces = {text};
        for (const NetError &error :
             {NetError::fromErrno(EADDRINUSE, "bind"), NetError::fromErrno(ECONNREFUSED, "connect"),
              NetError::of(ErrorKind::NameNotFound, "resolve"), NetError::of(ErrorKind::NoScopeId, "connect"),
              NetError::invalid("a text is not an endpoint", 3)}) {
            Failure failure;
            failure.session = SessionId(1);
            failure.error = error;
            failure.where = QStringLiteral("tcp://") + text;
            const models::Explanation e = models::explain(failure, facts);
            VERIFY_SHOWN(text, e.where, false);
            for (const QString &sentence : {e.what, e.errnoName, e.cause})
                VERIFY_SHOWN(QString(), sentence, false);
            for (const models::NextStep &step : e.steps)
                VERIFY_SHOWN(QString(), step.text + step.label, false);
            panel.add(e);
            for (const QLabel *label : panel.findChildren<QLabel *>())
                QVERIFY(label->textFormat() == Qt::PlainText && hostile::actedOn(label->text()).isEmpty());
        }
    }
}

void TestHostileText::connectionTable()
{
    models::ConnectionModel model;
    EngineDelta delta;
    quint32 id = 0;
    for (const QString &text : m_texts) {
        delta.sessions << sessionNamed(++id, text.left(200));
        delta.connections << connectionOf(delta.sessions.last());
    }
    model.apply(delta);
    const ConnectionDelegate delegate;
    const auto verifyRow = [&](const QString &text, const QModelIndex &index) {
        for (int column = 0; column < models::ConnectionModel::ColumnCount; ++column) {
            const QString shown = delegate.cellText(index.siblingAtColumn(column));
            const QByteArray acted = hostile::actedOn(shown);
            QVERIFY2(acted.isEmpty(), acted.constData());
        }
        QVERIFY(hostile::keepsPlaceholders(text, delegate.cellText(index)));
        QString toolTip = delegate.toolTipText(index);
        VERIFY_SHOWN(text, toolTip, false);
        QVERIFY(!toolTip.remove(QStringLiteral("<br>")).contains(u'<'));
    };
    for (qsizetype i = 0; i < m_texts.size(); ++i) {
        const QModelIndex session = model.index(int(i), 0);
        verifyRow(m_texts[i], session);
        verifyRow(m_texts[i], model.index(0, 0, session));
    }
}

void TestHostileText::barsAndStatusLine()
{
    StatusLine line;
    ReachabilityBar bar;
    for (const QString &text : m_texts) {
        const QList<SessionSnapshot> sessions = {sessionNamed(1, text), sessionNamed(2, text)};
        line.setSessions(sessions);
        bar.setSessions(sessions);
        VERIFY_SHOWN(text, line.listeningText(), false);
        for (const QWidget *part :
             {static_cast<const QWidget *>(&line), static_cast<const QWidget *>(&bar)}) {
            for (const QLabel *label : part->findChildren<QLabel *>())
                QVERIFY(hostile::actedOn(label->text()).isEmpty());
        }
    }
}

void TestHostileText::targetsAndHistory()
{
    QList<ComposeTarget> targets;
    QList<models::SavedPayload> sent;
    quint32 id = 0;
    for (const QString &text : m_texts) {
        const SessionSnapshot session = sessionNamed(++id, text.left(200));
        targets << composeTarget(session, connectionOf(session));
        QCOMPARE(targets.last().kind, ComposeTarget::Kind::Connection);
        models::SavedPayload payload;
        payload.name = QStringLiteral("sent");
        payload.text = text;
        sent << payload;
    }
    TargetBar bar;
    bar.setTargets(targets, 0);
    const auto *box = bar.findChild<QComboBox *>();
    QVERIFY(box && box->count() >= targets.size());
    for (qsizetype i = 0; i < m_texts.size(); ++i)
        QVERIFY(hostile::actedOn(box->itemText(int(i))).isEmpty());
    for (const ComposeTarget &target : targets) {
        bar.choose(target);
        QVERIFY(hostile::actedOn(bar.hint()).isEmpty());
        QVERIFY(!box->toolTip().contains(u'<'));
    }
    HistoryPopup popup;
    popup.popUp(sent, &bar);
    const auto *list = popup.findChild<QListWidget *>();
    QCOMPARE(list->count(), m_texts.size());
    for (qsizetype i = 0; i < m_texts.size(); ++i)
        VERIFY_SHOWN(m_texts[i], list->item(int(i))->text(), true);
}

void TestHostileText::dissection()
{
    std::vector<DissectedPacket> packets;
    for (const QString &text : m_texts) {
        DissectedPacket packet;
        packet.row = packets.size();
        packet.title = text;
        packet.tops = 1;
        DissectedField field;
        field.name = QStringLiteral("http.host");
        field.label = field.show = text;
        packet.fields = {field};
        packets.push_back(packet);
    }
    models::DissectionModel model;
    model.append(packets);
    for (qsizetype i = 0; i < m_texts.size(); ++i) {
        const QModelIndex packet = model.index(int(i), 0);
        VERIFY_SHOWN(m_texts[i], packet.data().toString(), false);
        VERIFY_SHOWN(m_texts[i], model.index(0, 0, packet).data().toString(), false);
        for (const int role : {Qt::ToolTipRole, Qt::StatusTipRole})
            QVERIFY(!model.index(0, 0, packet).data(role).toString().contains(u'<'));
    }
}

void TestHostileText::totals()
{
    Script script(path("r"));
    std::vector<ConnectionTotals> totals;
    for (const QString &text : m_texts.first(models::TotalsModel::mostRows)) {
        QJsonObject facts = Script::facts(1, "unix", true, "@here", "");
        facts.insert(QStringLiteral("peer"), text.left(1000));
        ConnectionTotals each;
        each.connection = ConnectionId(quint32(totals.size() + 1));
        each.opened = RowNumber(totals.size());
        script.opened(int(totals.size()) + 1, facts);
        totals.push_back(each);
    }
    models::TotalsModel model;
    model.setTotals(totals, script.store());
    QCOMPARE(model.rowCount(), models::TotalsModel::mostRows);
    for (int row = 0; row < model.rowCount(); ++row)
        VERIFY_SHOWN(m_texts[row], model.index(row, models::TotalsModel::Peer).data().toString(), false);
}

void TestHostileText::exports_data()
{
    QTest::addColumn<ExportFormat>("format");
    for (const ExportFormat format : {ExportFormat::Text, ExportFormat::Csv, ExportFormat::JsonLines,
                                      ExportFormat::CArray, ExportFormat::Python})
        QTest::addRow("%d", int(format)) << format;
}

void TestHostileText::exports()
{
    QFETCH(ExportFormat, format);
    Script script(path("r"));
    for (const QString &text : m_texts) {
        script.data(1, Direction::In, bytesOf(text).left(10'000));
        script.note(1, bytesOf(text).left(2000).constData());
    }
    QVERIFY(exportRecording(script.store(), format, {}, path("out")));
    QFile file(path("out"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QString written = QString::fromUtf8(file.readAll());
    QVERIFY(written.count(u'\n') > m_texts.size());
    for (QString line : written.split(u'\n')) {
        if (line.endsWith(u'\r'))
            line.chop(1);
        const QByteArray acted = hostile::actedOn(line);
        QVERIFY2(acted.isEmpty(), acted.constData());
    }
    if (format == ExportFormat::CArray)
        return; // bytes as numbers
    for (const QString &text : m_texts)
        QVERIFY2(hostile::keepsPlaceholders(text, written), qPrintable(text));
}

QTEST_MAIN(TestHostileText)
#include "tst_hostiletext.moc"
