#pragma once

#include "netcore/base/result.h"

#include <QtCore/QObject>
#include <QtCore/QThreadPool>

#include <atomic>
#include <memory>

class QProgressDialog;

namespace app {

class MainWindow;

/// Keeps the live recording as a file, and shows a saved one, read only, in the same views.
///
/// Thread   GUI thread; the copy runs in a pool of its own and can be cancelled
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
    struct Job;
    void finish(const QString &file, const netcore::Result<void> &result);
    void tell(const netcore::NetError &error, const QString &file);

    MainWindow &m_window;
    QThreadPool m_pool;
    std::shared_ptr<Job> m_job;
};

} // namespace app
