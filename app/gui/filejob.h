#pragma once

#include <QtCore/QObject>
#include <QtCore/QString>
#include <QtCore/QThreadPool>

#include <functional>
#include <memory>

class QWidget;

namespace netcore {
struct NetError;
}

namespace app {

class MainWindow;

/// Work over a file, one at a time, in a pool of its own, with progress and Cancel past 0.3 s.
///
/// End      a job that is still running is cancelled and waited for
/// Thread   GUI thread; `Work` runs in the pool, `after` in the GUI thread
class FileJob : public QObject
{
    Q_OBJECT

public:
    /// Called by the work now and then, with units of its own choice; false when it shall stop.
    using Progress = std::function<bool(quint64 done, quint64 total)>;
    using Work = std::function<void(const Progress &)>;

    explicit FileJob(QWidget &window);
    ~FileJob() override;

    bool isRunning() const { return m_running != nullptr; }
    /// `title` stands in the progress dialog; refused (false) while another job runs.
    bool start(const QString &title, const Work &work, const std::function<void()> &after);

private:
    struct Running;
    void showProgress(const QString &title);

    QWidget &m_window;
    QThreadPool m_pool;
    std::shared_ptr<Running> m_running;
};

/// An error of work over `file`, in the window's fault panel; one that the user asked for (cancelled) is
/// none.
void tellOfFile(MainWindow &window, const netcore::NetError &error, const QString &file);

} // namespace app
