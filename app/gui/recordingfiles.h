#pragma once

#include "app/gui/filejob.h"

namespace app {

class MainWindow;

/// Keeps the live recording as a file, and shows a saved one, read only, in the same views.
///
/// Thread   GUI thread; the copy is a FileJob
class RecordingFiles : public QObject
{
    Q_OBJECT

public:
    explicit RecordingFiles(MainWindow &window);
    ~RecordingFiles() override;

    void chooseAndSave();
    void save(const QString &file);
    void chooseAndOpen();
    void open(const QString &file);
    void showLive();

Q_SIGNALS:
    void saved(const QString &file);

private:
    MainWindow &m_window;
    FileJob m_job;
};

} // namespace app
