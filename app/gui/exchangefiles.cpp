#include "app/gui/exchangefiles.h"

#include "app/gui/mainwindow.h"
#include "app/gui/recordingviews.h"
#include "widgets/common/exportdialog.h"
#include "widgets/models/plaintext.h"
#include "widgets/tables/trafficview.h"

#include <QtCore/QFileInfo>
#include <QtCore/QLocale>
#include <QtWidgets/QFileDialog>

#include <algorithm>
#include <climits>
#include <tuple>

namespace app {

using netcore::ConnectionId;
using widgets::ExportScope;

ExchangeFiles::ExchangeFiles(MainWindow &window) : QObject(&window), m_window(window), m_job(window) {}

ExchangeFiles::~ExchangeFiles() = default;

void ExchangeFiles::showExport(ConnectionId connection)
{
    if (!m_dialog) {
        m_dialog = new widgets::ExportDialog(&m_window);
        connect(m_dialog, &widgets::ExportDialog::exportRequested, this, &ExchangeFiles::chooseFile);
    }
    const widgets::TrafficView *traffic = m_window.views->traffic();
    const QList<ConnectionId> &shown = traffic->connections();
    m_connection = connection != ConnectionId::None ? connection
                   : shown.size() == 1              ? shown.first()
                                                    : ConnectionId::None;
    const bool selected = traffic->currentRow() && traffic->selectionLength() > 1;
    const QString what = describeShown();
    const ExportScope scope = connection != ConnectionId::None && !selected ? ExportScope::Connection
                              : selected                                    ? ExportScope::Selection
                              : !what.isEmpty()                             ? ExportScope::Shown
                                                                            : ExportScope::Everything;
    const QString name =
        m_connection == ConnectionId::None ? QString() : QStringLiteral("#%1").arg(quint32(m_connection));
    m_dialog->offer(traffic->currentRow() ? traffic->selectionLength() : 0, name, what, scope);
    m_dialog->show();
    m_dialog->raise();
    m_dialog->activateWindow();
}

/// What narrows the rows that the traffic view shows; empty where nothing does.
QString ExchangeFiles::describeShown() const
{
    const widgets::TrafficView *traffic = m_window.views->traffic();
    QStringList parts;
    if (const int count = int(traffic->connections().size()); count > 0)
        parts += tr("%n connection(s)", nullptr, count);
    if (!traffic->filterText().isEmpty())
        parts += models::plain(traffic->filterText(), 60);
    return parts.join(QStringLiteral(" · "));
}

netcore::ExportRange ExchangeFiles::chosenRange() const
{
    const widgets::TrafficView *traffic = m_window.views->traffic();
    netcore::ExportRange range;
    range.direction = m_dialog->direction();
    const ExportScope scope = m_dialog->scope();
    if (scope == ExportScope::Connection)
        range.connections = {m_connection};
    if (scope != ExportScope::Selection && scope != ExportScope::Shown)
        return range;
    for (const ConnectionId id : traffic->connections())
        range.connections.insert(id);
    if (!range.connections.empty())
        range.connections.insert(ConnectionId::None); // the view shows what belongs to none, too
    range.filter = netcore::Filter::parse(traffic->filterText()).value_or(netcore::Filter());
    if (scope == ExportScope::Selection)
        std::tie(range.from, range.to) = traffic->selectedRecords();
    return range;
}

void ExchangeFiles::chooseFile()
{
    const auto &formats = netcore::exportFormats();
    const auto entry = std::find_if(formats.begin(), formats.end(),
                                    [this](const auto &each) { return each.format == m_dialog->format(); });
    auto *dialog = new QFileDialog(m_dialog, tr("Export"), QString(), tr("All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QLatin1String(entry->suffix));
    connect(dialog, &QFileDialog::fileSelected, this, &ExchangeFiles::exportTo);
    dialog->open();
}

void ExchangeFiles::exportTo(const QString &file)
{
    using Outcome = netcore::Result<netcore::ExportOutcome>;
    const auto outcome = std::make_shared<Outcome>();
    const auto work = [outcome, store = m_window.views->recording(), format = m_dialog->format(),
                       range = chosenRange(), file](const netcore::ExchangeProgress &progress) {
        *outcome = netcore::exportRecording(store, format, range, file, progress);
    };
    run(tr("Exporting…"), work, [this, outcome, file] { exportDone(file, *outcome); });
}

void ExchangeFiles::chooseAndImport()
{
    auto *dialog = new QFileDialog(&m_window, tr("Import a capture"), QString(),
                                   tr("Captures (*.pcap *.pcapng *.cap);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &ExchangeFiles::import);
    dialog->open();
}

void ExchangeFiles::import(const QString &capture)
{
    if (!m_imports)
        m_imports = std::make_unique<QTemporaryDir>();
    using Outcome = netcore::Result<netcore::ImportOutcome>;
    const auto outcome = std::make_shared<Outcome>();
    const QString recording = m_imports->filePath(
        QStringLiteral("%1-%2.sockrec")
            .arg(QString::number(++m_importCount), QFileInfo(capture).completeBaseName()));
    run(
        tr("Importing the capture…"),
        [outcome, capture, recording](const netcore::ExchangeProgress &progress) {
            *outcome = netcore::importCapture(capture, recording, progress);
        },
        [this, outcome, capture, recording] { importDone(capture, recording, *outcome); });
}

/// One job at a time: what is asked for meanwhile is told.
void ExchangeFiles::run(const QString &title, const FileJob::Work &work, const std::function<void()> &after)
{
    if (!m_job.start(title, work, after))
        tellOfFile(m_window,
                   netcore::NetError::of(netcore::ErrorKind::LimitExceeded, "export",
                                         NETCORE_REASON("another export or import is still running")),
                   title);
}

void ExchangeFiles::exportDone(const QString &file, const netcore::Result<netcore::ExportOutcome> &outcome)
{
    if (!outcome)
        return tellOfFile(m_window, outcome.error(), file);
    const QLocale locale;
    QStringList names;
    for (const QString &written : outcome->files)
        names += models::plain(QFileInfo(written).fileName(), 80);
    QString sentence =
        tr("Written: %1 · %n record(s) · %2 of payload", nullptr,
           int(std::min<quint64>(outcome->records, INT_MAX)))
            .arg(names.join(QStringLiteral(", ")), locale.formattedDataSize(qint64(outcome->payloadBytes)));
    if (outcome->unreadable > 0)
        sentence += tr(" · %1 could not be read").arg(locale.toString(outcome->unreadable));
    m_dialog->setResult(sentence);
    Q_EMIT exported(outcome->files);
}

void ExchangeFiles::importDone(const QString &capture, const QString &recording,
                               const netcore::Result<netcore::ImportOutcome> &outcome)
{
    if (!outcome)
        return tellOfFile(m_window, outcome.error(), capture);
    const auto store = netcore::RecordingStore::open(recording);
    if (!store)
        return tellOfFile(m_window, store.error(), recording);
    m_window.views->setRecording(*store, capture);
    if (outcome->damaged)
        tellOfFile(
            m_window,
            netcore::NetError::of(netcore::ErrorKind::Damaged, "import",
                                  NETCORE_REASON("the capture is damaged; what could be read is shown")),
            capture);
    Q_EMIT imported(capture);
}

} // namespace app
