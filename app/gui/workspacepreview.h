#pragma once

#include "app/workspace/workspace.h"
#include "widgets/common/tintedbar.h"

class QListWidget;
class QPushButton;

namespace app {

/// What a workspace file wants to do, before any of it is done: one tick for each session, those with a
/// danger unticked and with the reason (faults row 55).
class WorkspacePreview : public widgets::TintedBar
{
    Q_OBJECT

public:
    explicit WorkspacePreview(QWidget *parent = nullptr);

    void ask(const Workspace &workspace, const QString &name);
    const QListWidget *list() const { return m_list; }

Q_SIGNALS:
    void openRequested(const QList<app::WorkspaceSession> &sessions);

protected:
    void retranslate() override;

private:
    void openTicked();

    Workspace m_workspace;
    QString m_name;
    QLabel *m_title;
    QListWidget *m_list;
    QPushButton *m_open;
    QPushButton *m_none;
};

} // namespace app
