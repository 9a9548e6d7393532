#include "app/gui/mainwindow.h"
#include "app/gui/recordingviews.h"
#include "app/gui/settings.h"
#include "app/gui/wiring.h"
#include "netcore/recording/statistics.h"
#include "netcore/structure/structure.h"
#include "widgets/charts/chartsview.h"
#include "widgets/charts/rateplot.h"
#include "widgets/charts/roundtripchoice.h"
#include "widgets/common/language.h"
#include "widgets/common/quickopenbar.h"
#include "widgets/common/statusline.h"
#include "widgets/models/connectionmodel.h"
#include "widgets/models/framingchoices.h"

#include <QtCore/QProcess>
#include <QtCore/QStandardPaths>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QTabWidget>

#include <cmath>

using namespace netcore;
using widgets::ChartsView;

namespace {

/// Datagrams as fast as Python makes them; prints how many, and how many bytes they had.
const char *const flooder = R"(
import socket, sys
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); s.connect(("127.0.0.1", int(sys.argv[1])))
sent = 0
for i in range(int(sys.argv[2])):
    d = b"%08d" % i + b"x" * (i % 100)
    s.send(d); sent += len(d)
print("sent", i + 1, sent, flush=True)
)";

/// 1,000 bytes a millisecond, for 2.5 s, over TCP.
const char *const steady = R"(
import socket, sys, time
s = socket.create_connection(("127.0.0.1", int(sys.argv[1])))
began = time.monotonic(); sent = 0
while (spent := time.monotonic() - began) < 2.5:
    due = int(spent * 1000) * 1000
    if due > sent: s.sendall(b"y" * (due - sent)); sent = due
    time.sleep(0.0005)
s.shutdown(socket.SHUT_WR); s.recv(1); print("sent", 1, sent, flush=True)
)";

/// Takes two requests of two bytes' length, a number and a text; answers the second one first, each answer in
/// two halves with 40 ms between them.
const char *const server = R"(
import socket, time
s = socket.socket(); s.bind(("127.0.0.1", 0)); s.listen(); print("port", s.getsockname()[1], flush=True)
c, _ = s.accept(); c.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
d = b""
while len(d) < 8: d += c.recv(100)
for number in (d[6], d[2]):
    time.sleep(0.06)
    c.sendall(b"\0\4" + bytes([number]))
    time.sleep(0.04)
    c.sendall(b"yes")
c.recv(1)
)";

} // namespace

/// What the window says in numbers, beside what the recording holds and what another program sent.
class TestTrueFigures : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void aFloodIsCountedAsItIsRecorded();
    void theRateShownIsTheRateRecorded();
    void answersByFrameAndByField();

private:
    quint16 listen(const QString &kind);
    void start(const char *script, const QStringList &arguments);
    QList<qulonglong> told(const char *word) const; // the numbers behind it
    ChartsView *charts() const { return m_window->views->charts(); }
    ConnectionSnapshot connection() const { return m_window->model->connections().value(0); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<EngineHandle> m_engine;
    std::unique_ptr<app::Settings> m_settings;
    std::unique_ptr<widgets::Language> m_language;
    std::unique_ptr<app::MainWindow> m_window;
    std::unique_ptr<QProcess> m_peer;
    QByteArray m_printed;
};

void TestTrueFigures::init()
{
    if (QStandardPaths::findExecutable(QStringLiteral("python3")).isEmpty() &&
        qEnvironmentVariableIsEmpty("CI"))
        QSKIP("python3 is not installed");
    m_folder = std::make_unique<QTemporaryDir>();
    auto engine = EngineHandle::create(EngineOptions());
    QVERIFY(engine);
    m_engine = std::move(*engine);
    m_settings = std::make_unique<app::Settings>(m_folder->filePath(QStringLiteral("settings.ini")));
    m_language = std::make_unique<widgets::Language>();
    m_window = std::make_unique<app::MainWindow>(*m_engine, *m_settings, *m_language);
    app::wireWindow(*m_window);
    m_window->resize(1280, 800);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    m_window->views->tabs()->setCurrentWidget(charts());
}

void TestTrueFigures::cleanup()
{
    if (m_peer)
        m_peer->kill();
    m_peer.reset();
    m_window.reset();
    m_engine.reset();
    m_printed.clear();
}

quint16 TestTrueFigures::listen(const QString &kind)
{
    m_window->quickOpen->openText(kind + QStringLiteral("-listen://127.0.0.1:0?rcvbuf=4194304"));
    const auto bound = [this] { return m_window->model->sessions().value(0).locals.value(0).port(); };
    return QTest::qWaitFor([&] { return bound() != 0; }, 10'000) ? bound() : 0;
}

void TestTrueFigures::start(const char *script, const QStringList &arguments)
{
    m_peer = std::make_unique<QProcess>();
    connect(m_peer.get(), &QProcess::readyRead, this, [this] { m_printed += m_peer->readAll(); });
    m_peer->start(QStringLiteral("python3"),
                  QStringList{QStringLiteral("-c"), QString::fromLatin1(script)} + arguments);
}

QList<qulonglong> TestTrueFigures::told(const char *word) const
{
    QList<qulonglong> numbers;
    for (const QByteArray &line : m_printed.split('\n')) {
        if (!line.startsWith(word))
            continue;
        for (const QByteArray &number : line.split(' ').mid(1))
            numbers << number.toULongLong();
    }
    return numbers;
}

void TestTrueFigures::aFloodIsCountedAsItIsRecorded()
{
    const quint16 port = listen(QStringLiteral("udp"));
    QVERIFY(port != 0);
    start(flooder, {QString::number(port), QStringLiteral("60000")});
    QTRY_COMPARE_WITH_TIMEOUT(told("sent").size(), 2, 30'000);
    const auto store = m_engine->recording();
    const auto counted = [&] { return charts()->statistics(); };
    const auto isQuiet = [&] {
        return connection().recordsIn > 0 && counted()->total().records[inIndex] == connection().recordsIn;
    };
    QTRY_VERIFY_WITH_TIMEOUT(isQuiet(), 20'000);
    quint64 drops = 0;
    for (quint64 before = 0; before != connection().recordsIn;) { // until nothing comes any more
        before = connection().recordsIn;
        QTest::qWait(300);
    }
    QTRY_VERIFY(isQuiet());

    // The recording itself, row by row; its buckets are those of the chart.
    const TimeBuckets &rates = counted()->rates();
    std::vector<quint64> bytesAt(rates.buckets().size());
    quint64 rows = 0;
    quint64 bytes = 0;
    SteadyNs first = -1;
    SteadyNs last = 0;
    const RecordingReader reader(store);
    for (RowNumber row = store->firstRow(); row < store->rowCount(); ++row) {
        Record record;
        QVERIFY(reader.read(row, record));
        if (!record.isData())
            continue;
        ++rows;
        bytes += record.length;
        first = first < 0 ? record.time : first;
        last = record.time;
        const auto bucket = std::size_t((record.time - rates.begin()) / rates.width());
        QVERIFY(bucket < bytesAt.size());
        bytesAt[bucket] += record.length;
    }
    drops = told("sent")[0] - rows;
    QVERIFY2(drops < told("sent")[0] / 2, qPrintable(QString::number(drops)));
    if (drops == 0)
        QCOMPARE(bytes, told("sent")[1]);
    QCOMPARE(connection().recordsIn, rows);
    QCOMPARE(connection().bytesIn, bytes);
    QCOMPARE(counted()->total().records[inIndex], rows);
    QCOMPARE(counted()->total().bytes[inIndex], bytes);
    for (std::size_t i = 0; i < bytesAt.size(); ++i)
        QCOMPARE(rates.buckets()[i].bytes[inIndex], bytesAt[i]);

    // What the curve draws: its area is all bytes; over the recorded interval that is the mean rate.
    auto *plot = charts()->findChild<widgets::RatePlot *>();
    double area = 0;
    const auto curve = plot->curve(inIndex)->data();
    for (auto at = curve->constBegin(); at + 1 != curve->constEnd(); ++at)
        area += at->value * ((at + 1)->key - at->key);
    const double seconds = double(last - first) / 1e9;
    const double recorded = double(bytes) / seconds;
    QVERIFY2(std::abs(area / seconds - recorded) <= 0.02 * recorded,
             qPrintable(QStringLiteral("%1 of %2 bytes a second").arg(area / seconds).arg(recorded)));
    const QString records = QLocale().toString(qulonglong(store->rowCount() - store->firstRow()));
    const auto status = [&] {
        for (const QLabel *label : m_window->status->findChildren<QLabel *>()) {
            if (label->text().startsWith(records + QLatin1Char(' ')))
                return true;
        }
        return false;
    };
    QTRY_VERIFY(status());
}

void TestTrueFigures::theRateShownIsTheRateRecorded()
{
    const quint16 port = listen(QStringLiteral("tcp"));
    QVERIFY(port != 0);
    struct Shown
    {
        quint64 bytes = 0;
        double rate = 0;
    };
    QList<Shown> shown;
    connect(m_engine.get(), &EngineHandle::changed, this, [&](const EngineDelta &delta) {
        for (const ConnectionSnapshot &snapshot : delta.connections) {
            if (snapshot.bytesIn > 1'200'000 && snapshot.ended == EndReason::None &&
                (shown.isEmpty() || shown.last().bytes != snapshot.bytesIn))
                shown << Shown{snapshot.bytesIn, snapshot.rateIn};
        }
    });
    start(steady, {QString::number(port)});
    QTRY_VERIFY_WITH_TIMEOUT(connection().bytesIn > 2'300'000, 20'000);
    m_engine->closeConnection(connection().id);
    QVERIFY(shown.size() >= 10);

    const RecordingReader reader(m_engine->recording());
    std::vector<std::pair<SteadyNs, quint64>> sums; // when, and how many bytes until then
    quint64 sum = 0;
    for (RowNumber row = 0; row < reader.store().rowCount(); ++row) {
        Record record;
        QVERIFY(reader.read(row, record));
        if (record.isData())
            sums.emplace_back(record.time, sum += record.length);
    }
    const auto until = [&](SteadyNs time) {
        const auto behind = std::upper_bound(sums.begin(), sums.end(), time,
                                             [](SteadyNs at, const auto &one) { return at < one.first; });
        return behind == sums.begin() ? 0 : std::prev(behind)->second;
    };
    // It was looked at after its last record and before the next one: the second before that moment holds at
    // most and at least so much. All together, as the sender may have paused within the oldest eighth.
    double told = 0;
    double most = 0;
    double least = 0;
    for (const Shown &one : shown) {
        const auto at = std::find_if(sums.begin(), sums.end(),
                                     [&](const auto &known) { return known.second >= one.bytes; });
        QVERIFY(at != sums.end());
        const SteadyNs next = at + 1 == sums.end() ? at->first : (at + 1)->first;
        told += one.rate;
        most += double(one.bytes - until(at->first - 1'000'000'000));
        least += double(one.bytes - until(next - 1'000'000'000));
    }
    QVERIFY2(told >= 0.98 * least && told <= 1.02 * most,
             qPrintable(QStringLiteral("%1 shown for %2 to %3 recorded").arg(told).arg(least).arg(most)));
}

void TestTrueFigures::answersByFrameAndByField()
{
    start(server, {});
    QTRY_COMPARE_WITH_TIMEOUT(told("port").size(), 1, 10'000);
    m_window->quickOpen->openText(QStringLiteral("tcp://127.0.0.1:%1").arg(told("port")[0]));
    QTRY_COMPARE(connection().state, ConnectionState::Established);
    QVERIFY(m_window->framings->chooseForSession(connection().session, QStringLiteral("len(u16be)")));
    m_engine->send(connection().id, QByteArray("\0\2\1?\0\2\2?", 8));
    QTRY_COMPARE_WITH_TIMEOUT(connection().bytesIn, quint64(12), 10'000);
    charts()->showPage(ChartsView::RoundTripsPage);
    auto *matching = charts()->findChild<QComboBox *>(QStringLiteral("roundTripMatching"));
    const auto times = [this]() -> const Distribution & {
        return charts()->statistics()->roundTrips(outIndex);
    };
    QTRY_COMPARE(times().count(), quint64(1));
    QVERIFY(times().most() < 90'000'000); // the next chunk is half an answer
    matching->setCurrentIndex(widgets::RoundTripChoice::NextFrame);
    QTRY_COMPARE(times().count(), quint64(1));
    QVERIFY2(times().most() >= 95'000'000, qPrintable(QString::number(times().most())));
    const auto structure = Structure::parse(u"structure s { length: u16be; number: u8; text: bytes(rest); }");
    QVERIFY(structure);
    charts()->roundTripChoice()->setStructure(std::make_shared<const Structure>(*structure));
    matching->setCurrentIndex(widgets::RoundTripChoice::SameField);
    auto *field = charts()->findChild<QComboBox *>(QStringLiteral("roundTripField"));
    field->setCurrentIndex(field->findData(QStringLiteral("number")));
    QVERIFY(!field->isHidden());
    QTRY_COMPARE(times().count(), quint64(2));
    QVERIFY(times().least() >= 95'000'000);
    QVERIFY2(times().most() >= 195'000'000, qPrintable(QString::number(times().most())));
    QCOMPARE(charts()->statistics()->waiting(), quint64(0));
}

QTEST_MAIN(TestTrueFigures)
#include "tst_truefigures.moc"
