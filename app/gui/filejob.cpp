#include "app/gui/filejob.h"

#include "app/gui/mainwindow.h"
#include "netcore/base/result.h"
#include "widgets/common/faultpanel.h"
#include "widgets/models/errorcoach.h"

#include <QtCore/QTimer>
#include <QtWidgets/QProgressDialog>

#include <atomic>

namespace app {

/// Shared by the work in the pool and the progress in the window.
struct FileJob::Running
{
    std::atomic<quint64> done = 0;
    std::atomic<quint64> total = 0;
    std::atomic<bool> cancelled = false;
    std::unique_ptr<QProgressDialog> progress; // GUI thread only
};

FileJob::FileJob(QWidget &window) : m_window(window)
{
    m_pool.setMaxThreadCount(1);
}

FileJob::~FileJob()
{
    if (m_running)
        m_running->cancelled = true;
    m_pool.waitForDone();
}

bool FileJob::start(const QString &title, const Work &work, const std::function<void()> &after)
{
    if (m_running)
        return false;
    m_running = std::make_shared<Running>();
    showProgress(title);
    m_pool.start([this, running = m_running, work, after] {
        work([running](quint64 done, quint64 total) {
            running->done = done;
            running->total = total;
            return !running->cancelled;
        });
        QMetaObject::invokeMethod(this, [this, after] {
            m_running->progress.reset(); // its slots hold the job
            m_running.reset();
            after();
        });
    });
    return true;
}

void FileJob::showProgress(const QString &title)
{
    constexpr int steps = 1000;
    m_running->progress = std::make_unique<QProgressDialog>(title, tr("Cancel"), 0, steps, &m_window);
    QProgressDialog *progress = m_running->progress.get();
    progress->setWindowModality(Qt::NonModal);
    progress->setMinimumDuration(300);
    connect(progress, &QProgressDialog::canceled, this, [running = m_running] { running->cancelled = true; });
    auto *tick = new QTimer(progress);
    connect(tick, &QTimer::timeout, this, [this, progress] {
        const quint64 total = m_running ? m_running->total.load() : 0;
        if (total > 0)
            progress->setValue(int(double(m_running->done.load()) * (steps - 1) / double(total)));
    });
    tick->start(100);
}

void tellOfFile(MainWindow &window, const netcore::NetError &error, const QString &file)
{
    if (error.kind == netcore::ErrorKind::Cancelled)
        return;
    netcore::Failure failure;
    failure.error = error;
    failure.where = file;
    window.faults->add(models::explain(failure));
}

} // namespace app
