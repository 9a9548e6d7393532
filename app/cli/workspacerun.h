#pragma once

#include "app/cli/clirun.h"
#include "app/workspace/demo.h"
#include "app/workspace/intentions.h"
#include "app/workspace/sessionopener.h"

namespace app {

/// `run`: says what a workspace would open; opens what --start names. "all" leaves out what is dangerous:
/// such a session is opened only by its own name (faults row 55).
class WorkspaceRun : public CliRun
{
    Q_OBJECT

public:
    using CliRun::CliRun;

protected:
    void open() override;
    void sessionChanged(const netcore::SessionSnapshot &session) override;

private:
    void preview(const QList<Intention> &intentions);
    bool knowsAll(const Workspace &workspace);
    bool isWanted(const Intention &intention) const;
    void tellProblem(const QString &sentence);
    void sessionRefused(const QString &name, const QString &sentence);

    std::unique_ptr<SessionOpener> m_opener;
    std::map<netcore::SessionId, bool> m_over;
    bool m_openedAny = false;
};

/// `demo`: the embedded workspace on the real engine, then the table of its connections.
class DemoRun : public CliRun
{
    Q_OBJECT

public:
    using CliRun::CliRun;

protected:
    void open() override;

private:
    void played(const QString &problem);

    std::unique_ptr<Demo> m_demo;
};

} // namespace app
