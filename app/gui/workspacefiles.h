#pragma once

#include "app/workspace/demo.h"

#include <QtCore/QObject>

#include <memory>

class QMenu;

namespace app {

class MainWindow;

/// Opening, saving and naming of workspace files, and the demo.
///
/// Errors   told in the window's fault panel; what is open stays as it is
class WorkspaceFiles : public QObject
{
    Q_OBJECT

public:
    explicit WorkspaceFiles(MainWindow &window);
    ~WorkspaceFiles() override;

    void chooseAndOpen();
    void open(const QString &file);
    void save(); // to the file it came from, else asks
    void chooseAndSave();
    bool saveAs(const QString &file);
    void playDemo();
    /// Offers an example's sessions; nothing is started by itself.
    void showExample(const QString &name, const QString &title);
    void setRecentMenu(QMenu *menu);
    void retranslate();

Q_SIGNALS:
    void demoFinished(const QString &problem);

private:
    void take(const Workspace &workspace, const QString &file);
    void giveToComposer(const QString &file); // payloads, and what their fields take
    void takeFromComposer();
    void chooseFirstClient(); // so that the newcomer can send at once
    void tell(const QString &file, const WorkspaceProblem &problem);

    MainWindow &m_window;
    SessionOpener m_opener;
    std::unique_ptr<Demo> m_demo;
    Workspace m_workspace;
    QString m_file;
    QMenu *m_recent = nullptr;
};

} // namespace app
