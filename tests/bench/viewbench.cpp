// The views, painted off screen (or on DISPLAY): what one frame costs, beside Qt's own item views.
#include "app/gui/recordingviews.h"
#include "netcore/recording/recordingwriter.h"
#include "tests/bench/measure.h"
#include "widgets/common/theme.h"
#include "widgets/hexview/hexview.h"
#include "widgets/models/rowscan.h"
#include "widgets/models/trafficrows.h"
#include "widgets/tables/trafficview.h"

#include <QtCore/QAbstractTableModel>
#include <QtCore/QEventLoop>
#include <QtCore/QRandomGenerator>
#include <QtCore/QTemporaryDir>
#include <QtCore/QTimer>
#include <QtGui/QPainter>
#include <QtGui/QWindow>
#include <QtWidgets/QApplication>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QTableView>
#include <QtWidgets/QTreeView>

#include <ctime>

namespace {

using namespace netcore;

/// Lets the event loop run until `done`, at most `seconds`.
void runUntil(const std::function<bool()> &done, double seconds = 60)
{
    QEventLoop loop;
    QTimer look;
    const double until = bench::now() + seconds;
    QObject::connect(&look, &QTimer::timeout, &loop, [&] {
        if (done() || bench::now() > until)
            loop.quit();
    });
    look.start(0);
    if (!done())
        loop.exec();
}

/// Shows it, and waits until it is there: before that nothing is painted.
void showWell(QWidget &widget)
{
    widget.show();
    runUntil([&] { return widget.windowHandle() && widget.windowHandle()->isExposed(); });
}

/// Lets everything that is due happen, the painting too.
void settle()
{
    QCoreApplication::sendPostedEvents();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::UpdateRequest);
}

/// Seconds of the clock on the wall; with BENCH_CPU=1 those that this thread computed, for a busy machine.
double frameClock()
{
    static const bool cpuOnly = qEnvironmentVariableIntValue("BENCH_CPU") == 1;
    if (!cpuOnly)
        return bench::now();
    timespec time = {};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return double(time.tv_sec) + double(time.tv_nsec) / 1e9;
}

/// What `action` and the frames that it causes take, in ms.
double frameMs(const std::function<void()> &action)
{
    const double began = frameClock();
    action();
    settle();
    return (frameClock() - began) * 1000;
}

void appendRows(RecordingWriter &writer, quint64 rows)
{
    const char payload[] = "01 03 00 00 a line of some 50 bytes, as devices send it";
    for (quint64 i = 0; i < rows; ++i) {
        Record head;
        head.time = SteadyNs(i * 1000);
        head.kind = RecordKind::Chunk;
        head.direction = i % 3 ? Direction::In : Direction::Out;
        head.connection = ConnectionId(1 + i % 5);
        writer.append(head, QByteArrayView(payload, sizeof payload - 1));
        if (i % 1024 == 0)
            writer.commit();
    }
    writer.commit();
}

/// The traffic rows as an item model of the usual kind, over the same recording.
class ItemModel : public QAbstractTableModel
{
public:
    explicit ItemModel(const models::TrafficRows &rows) : m_rows(rows) {}
    int rowCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : m_count; }
    int columnCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : models::TrafficRows::ColumnCount;
    }
    QVariant data(const QModelIndex &index, int role) const override
    {
        return role == Qt::DisplayRole ? m_rows.cell(quint64(index.row()), index.column()).text : QVariant();
    }
    void grow()
    {
        beginInsertRows({}, m_count, int(m_rows.endRow()) - 1);
        m_count = int(m_rows.endRow());
        endInsertRows();
    }

private:
    const models::TrafficRows &m_rows;
    int m_count = 0;
};

struct Table
{
    QTemporaryDir folder;
    SystemClock clock;
    std::unique_ptr<RecordingWriter> writer;
    models::RowScan scan;
    models::TrafficRows rows{scan.rows()};

    explicit Table(quint64 count)
    {
        RecordingOptions options;
        options.directory = folder.filePath(QStringLiteral("rows"));
        options.maxBytes = 64ull << 30;
        writer = std::move(*RecordingWriter::create(options, clock));
        appendRows(*writer, count);
        rows.setStore(writer->store());
        scan.restart(writer->store(),
                     [](const RecordingReader &, const Record &) { return models::RowVerdict::Shown; });
        catchUp();
    }
    void catchUp()
    {
        runUntil([this] {
            scan.poll();
            return !scan.isBehind();
        });
    }
};

/// ROWS BATCHES table|tree|ours: batches of 10,000 rows at the end of a table of ROWS that follows the end.
int batches(quint64 count, int rounds, const QString &kind)
{
    Table table(count);
    const double before = bench::statusKiB("RssAnon");
    const bool ours = kind == QLatin1String("ours");
    widgets::VirtualTable own;
    own.setSource(&table.rows);
    ItemModel model(table.rows);
    QTableView grid;
    QTreeView tree;
    tree.setUniformRowHeights(true);
    QAbstractItemView *items =
        kind == QLatin1String("tree") ? static_cast<QAbstractItemView *>(&tree) : &grid;
    QWidget *view = ours ? static_cast<QWidget *>(&own) : items;
    view->resize(900, 600);
    showWell(*view);
    if (!ours) {
        model.grow();
        items->setModel(&model);
        items->scrollToBottom();
    }
    settle();
    std::vector<double> times;
    for (int i = 0; i < rounds; ++i) {
        appendRows(*table.writer, 10'000);
        table.catchUp();
        times.push_back(frameMs([&] {
            if (ours) {
                own.refreshRows();
                own.viewport()->update();
            } else {
                model.grow();
                items->scrollToBottom();
                items->viewport()->update();
            }
        }));
    }
    QJsonObject answer = bench::spread(times);
    answer.insert(QStringLiteral("rssGrowthMiB"), (bench::statusKiB("RssAnon") - before) / 1024);
    bench::tell(answer);
    return 0;
}

/// The usual way: a widget that draws each row's text, or each cell's.
class PlainHex : public QWidget
{
public:
    PlainHex(QByteArray bytes, bool cells) : m_bytes(std::move(bytes)), m_cells(cells)
    {
        setFont(widgets::fixedFont(font()));
    }
    int top = 0;

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.fillRect(rect(), palette().base());
        const int height = fontMetrics().height() + 4;
        const int width = fontMetrics().horizontalAdvance(QLatin1Char('0'));
        for (int line = 0; line < 60; ++line) {
            const QByteArray row = m_bytes.mid((top + line) * 16, 16);
            const int y = line * height + fontMetrics().ascent();
            if (!m_cells) {
                painter.drawText(0, y,
                                 QString::number((top + line) * 16, 16).rightJustified(8, u'0') + u' ' +
                                     QString::fromLatin1(row.toHex(' ')) + u' ' + QString::fromLatin1(row));
                continue;
            }
            for (int i = 0; i < row.size(); ++i) {
                painter.drawText((10 + 3 * i) * width, y, QString::fromLatin1(row.mid(i, 1).toHex()));
                painter.drawText((60 + i) * width, y, QString::fromLatin1(row.mid(i, 1)));
            }
        }
    }

private:
    QByteArray m_bytes;
    bool m_cells;
};

/// FRAMES: 60 lines of 16 bytes, scrolled line by line.
int hexFrames(int frames)
{
    QByteArray bytes(1 << 20, '\0');
    QRandomGenerator random(5);
    for (char &byte : bytes)
        byte = char('!' + random.bounded(90));
    widgets::HexView view;
    view.setSource(std::make_shared<models::ArrayByteSource>(bytes));
    view.resize(view.sizeHint().width(),
                60 * (widgets::metrics::rowHeight(widgets::fixedFont(view.font())) - 2));
    showWell(view);
    PlainHex rows(bytes, false);
    PlainHex cells(bytes, true);
    for (PlainHex *plain : {&rows, &cells}) {
        plain->resize(view.size());
        showWell(*plain);
    }
    settle();
    QJsonObject answer;
    const auto measure = [&](const QString &name, const std::function<void(int)> &draw) {
        std::vector<double> times;
        times.reserve(std::size_t(frames));
        for (int i = 0; i < frames; ++i)
            times.push_back(frameMs([&] { draw(i); }));
        answer.insert(name, bench::spread(times));
    };
    measure(QStringLiteral("ours"), [&](int i) { view.verticalScrollBar()->setValue(i); });
    measure(QStringLiteral("rows"), [&](int i) {
        rows.top = i;
        rows.update();
    });
    measure(QStringLiteral("cells"), [&](int i) {
        cells.top = i;
        cells.update();
    });
    bench::tell(answer);
    return 0;
}

/// RECORDING FRAMES: open, jump, scroll, select, in the window's own views over a recording of any size.
int large(const QString &path, int frames)
{
    app::RecordingViews views;
    views.resize(860, 640);
    showWell(views);
    settle();
    const double before = bench::statusKiB("RssAnon");
    QJsonObject answer;
    const double began = bench::now();
    const auto store = RecordingStore::open(path);
    if (!store)
        return 1;
    answer.insert(QStringLiteral("storeOpened"), bench::now() - began);
    views.setRecording(*store, path);
    widgets::TrafficView *traffic = views.traffic();
    std::vector<double> scanFrames; // while the rows are still being counted
    runUntil([&] {
        scanFrames.push_back(frameMs([] {}));
        return traffic->shownRows() > 0;
    });
    traffic->viewport()->update();
    settle();
    answer.insert(QStringLiteral("firstRows"), bench::now() - began);
    const quint64 wanted = (*store)->rowCount() - (*store)->firstRow();
    runUntil([&] {
        scanFrames.push_back(frameMs([&] { traffic->viewport()->update(); }));
        return traffic->shownRows() + traffic->hiddenRows() >= wanted;
    });
    answer.insert(QStringLiteral("allRows"), bench::now() - began);
    answer.insert(QStringLiteral("rows"), qint64(traffic->shownRows()));
    answer.insert(QStringLiteral("whileCounting"), bench::spread(scanFrames));

    QRandomGenerator random(3);
    const auto measure = [&](const QString &name, const std::function<void(int)> &act) {
        std::vector<double> times;
        times.reserve(std::size_t(frames));
        for (int i = 0; i < frames; ++i) {
            times.push_back(frameMs([&] { act(i); }));
            QEventLoop turn; // what the frame left for later is not part of the next one
            QTimer::singleShot(0, &turn, &QEventLoop::quit);
            turn.exec();
        }
        answer.insert(name, bench::spread(times));
    };
    QScrollBar *bar = traffic->verticalScrollBar();
    measure(QStringLiteral("scroll"), [&](int i) { bar->setValue(bar->maximum() / 2 + 3 * i); });
    measure(QStringLiteral("drag"), [&](int) { bar->setValue(random.bounded(bar->maximum())); });
    measure(QStringLiteral("select"),
            [&](int) { traffic->selectRow((*store)->firstRow() + random.generate64() % wanted); });
    measure(QStringLiteral("next"), [&](int) { views.moveRow(+1); });
    measure(QStringLiteral("ends"), [&](int i) {
        traffic->setCurrentRow(i % 2 ? traffic->source()->firstRow() : traffic->source()->endRow() - 1);
    });
    answer.insert(QStringLiteral("rssGrowthMiB"), (bench::statusKiB("RssAnon") - before) / 1024);
    bench::tell(answer);
    return 0;
}

} // namespace

int main(int argc, char **argv)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    widgets::applyColorScheme(application, widgets::ColorScheme::Light); // as the window does
    const QStringList a = QApplication::arguments().mid(1);
    if (a.value(0) == QLatin1String("batches") && a.size() == 4)
        return batches(a[1].toULongLong(), a[2].toInt(), a[3]);
    if (a.value(0) == QLatin1String("hex") && a.size() == 2)
        return hexFrames(a[1].toInt());
    if (a.value(0) == QLatin1String("large") && a.size() == 3)
        return large(a[1], a[2].toInt());
    std::fputs("bench_views: see the functions of tests/bench/viewbench.cpp for its commands\n", stderr);
    return 2;
}
