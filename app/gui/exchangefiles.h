#pragma once

#include "app/gui/filejob.h"
#include "netcore/exchange/captureimport.h"
#include "netcore/exchange/recordingexport.h"

#include <QtCore/QObject>
#include <QtCore/QTemporaryDir>

#include <functional>
#include <memory>

namespace widgets {
class ExportDialog;
}

namespace app {

class MainWindow;

/// Writes what the window shows for other programs, and shows captures of other programs as recordings.
///
/// Import   into a temporary recording that goes with the window; the capture stays as it is
/// Errors   told in the window's fault panel; nothing is left behind
/// Thread   GUI thread; the work is a FileJob
class ExchangeFiles : public QObject
{
    Q_OBJECT

public:
    explicit ExchangeFiles(MainWindow &window);
    ~ExchangeFiles() override;

    /// Opens the dialog; `connection` is the one that can be chosen there, or None.
    void showExport(netcore::ConnectionId connection);
    void exportTo(const QString &file); // what the dialog says
    void chooseAndImport();
    void import(const QString &capture);
    widgets::ExportDialog *dialog() const { return m_dialog; }

Q_SIGNALS:
    void exported(const QStringList &files);
    void imported(const QString &capture);

private:
    netcore::ExportRange chosenRange() const;
    QString describeShown() const;
    void chooseFile();
    void run(const QString &title, const FileJob::Work &work, const std::function<void()> &after);
    void importDone(const QString &capture, const QString &recording,
                    const netcore::Result<netcore::ImportOutcome> &outcome);
    void exportDone(const QString &file, const netcore::Result<netcore::ExportOutcome> &outcome);

    MainWindow &m_window;
    widgets::ExportDialog *m_dialog = nullptr;
    netcore::ConnectionId m_connection = netcore::ConnectionId::None;
    std::unique_ptr<QTemporaryDir> m_imports;
    int m_importCount = 0;
    FileJob m_job;
};

} // namespace app
