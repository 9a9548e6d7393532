#include "app/gui/recordingfiles.h"

#include "app/gui/mainwindow.h"
#include "app/gui/recordingviews.h"
#include "netcore/recording/recordingstore.h"

#include <QtWidgets/QFileDialog>

namespace app {

RecordingFiles::RecordingFiles(MainWindow &window) : QObject(&window), m_window(window), m_job(window) {}

RecordingFiles::~RecordingFiles() = default;

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
    const auto result = std::make_shared<netcore::Result<void>>();
    m_job.start(
        tr("Saving the recording…"),
        [store = m_window.engine.recording(), file, result](const FileJob::Progress &progress) {
            *result = store->saveAs(file, progress);
        },
        [this, file, result] {
            if (*result)
                Q_EMIT saved(file);
            else
                tellOfFile(m_window, result->error(), file);
        });
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
        tellOfFile(m_window, store.error(), file);
}

void RecordingFiles::showLive()
{
    m_window.views->setRecording(m_window.engine.recording(), {});
}

} // namespace app
