#include "app/gui/recordingfiles.h"

#include "app/gui/mainwindow.h"
#include "app/gui/recordingviews.h"
#include "netcore/recording/recordingstore.h"
#include "widgets/common/faultpanel.h"
#include "widgets/models/errorcoach.h"

#include <QtCore/QTimer>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QProgressDialog>

namespace app {

/// Shared by the copy in the pool and the progress in the window.
struct RecordingFiles::Job
{
    std::atomic<quint64> done = 0;
    std::atomic<quint64> total = 0;
    std::atomic<bool> cancelled = false;
    std::unique_ptr<QProgressDialog> progress; // GUI thread only
};

RecordingFiles::RecordingFiles(MainWindow &window) : QObject(&window), m_window(window)
{
    m_pool.setMaxThreadCount(1);
}

RecordingFiles::~RecordingFiles()
{
    if (m_job)
        m_job->cancelled = true;
    m_pool.waitForDone();
}

void RecordingFiles::chooseAndSave()
{
    auto *dialog = new QFileDialog(&m_window, tr("Save recording"), QString(), tr("Recordings (*.sockrec)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("sockrec"));
    connect(dialog, &QFileDialog::fileSelected, this, &RecordingFiles::save);
    dialog->open();
}

void RecordingFiles::save(const QString &file)
{
    if (m_job)
        return;
    m_job = std::make_shared<Job>();
    m_job->progress =
        std::make_unique<QProgressDialog>(tr("Saving the recording…"), tr("Cancel"), 0, 1000, &m_window);
    m_job->progress->setWindowModality(Qt::NonModal);
    m_job->progress->setMinimumDuration(300);
    connect(m_job->progress.get(), &QProgressDialog::canceled, this,
            [job = m_job] { job->cancelled = true; });
    auto *tick = new QTimer(m_job->progress.get());
    connect(tick, &QTimer::timeout, this, [this] {
        const quint64 total = m_job ? m_job->total.load() : 0;
        if (total > 0)
            m_job->progress->setValue(int(m_job->done.load() * 999 / total));
    });
    tick->start(100);
    m_pool.start([this, job = m_job, store = m_window.engine.recording(), file] {
        const auto result = store->saveAs(file, [job](quint64 done, quint64 total) {
            job->done = done;
            job->total = total;
            return !job->cancelled;
        });
        QMetaObject::invokeMethod(this, [this, file, result] { finish(file, result); });
    });
}

void RecordingFiles::finish(const QString &file, const netcore::Result<void> &result)
{
    m_job->progress.reset(); // its slots hold the job
    m_job.reset();
    if (result)
        Q_EMIT saved(file);
    else if (result.error().kind != netcore::ErrorKind::Cancelled)
        tell(result.error(), file);
}

void RecordingFiles::chooseAndOpen()
{
    auto *dialog = new QFileDialog(&m_window, tr("Open recording"), QString(),
                                   tr("Recordings (*.sockrec);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &RecordingFiles::open);
    dialog->open();
}

void RecordingFiles::open(const QString &file)
{
    if (const auto store = netcore::RecordingStore::open(file))
        m_window.views->setRecording(*store, file);
    else
        tell(store.error(), file);
}

void RecordingFiles::showLive()
{
    m_window.views->setRecording(m_window.engine.recording(), {});
}

void RecordingFiles::tell(const netcore::NetError &error, const QString &file)
{
    netcore::Failure failure;
    failure.error = error;
    failure.where = file;
    m_window.faults->add(models::explain(failure));
}

} // namespace app
