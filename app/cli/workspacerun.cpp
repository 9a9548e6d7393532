#include "app/cli/workspacerun.h"

#include "widgets/models/plaintext.h"

#include <QtCore/QFileInfo>

#include <algorithm>

namespace app {

using models::plain;

namespace {

QJsonObject toJson(const Intention &intention)
{
    return {{QStringLiteral("event"), QStringLiteral("intention")},
            {QStringLiteral("name"), intention.name},
            {QStringLiteral("endpoint"), intention.endpoint},
            {QStringLiteral("responder"), intention.responder},
            {QStringLiteral("dangerous"), intention.isDangerous()},
            {QStringLiteral("sentence"), intention.sentence}};
}

QString lineOf(const Intention &intention)
{
    QString line = QStringLiteral("would %1 (%2)").arg(plain(intention.sentence), plain(intention.name));
    for (const QString &reason : intention.reasons)
        line += QStringLiteral("\n  ! ") + plain(reason);
    return line;
}

} // namespace

void WorkspaceRun::open()
{
    const auto loaded = loadWorkspace(options().target);
    if (!loaded) {
        tellProblem(loaded.error().toString());
        return finish(ExitCode::File);
    }
    for (const WorkspaceProblem &warning : loaded->warnings)
        tellProblem(warning.toString());
    if (!knowsAll(loaded->workspace))
        return finish(ExitCode::Usage);
    const QList<Intention> all = intentions(loaded->workspace);
    if (options().start.isEmpty()) {
        preview(all);
        return finish(ExitCode::Success);
    }
    QList<WorkspaceSession> chosen;
    for (const Intention &intention : all) {
        if (isWanted(intention))
            chosen.append(loaded->workspace.sessions[intention.session]);
        else if (options().start.contains(QStringLiteral("all")))
            tell({toJson(intention),
                  QStringLiteral("left out, it needs its own --start: ") + lineOf(intention)});
    }
    m_opener = std::make_unique<SessionOpener>(engine());
    m_opener->setFolder(QFileInfo(options().target).absolutePath());
    connect(m_opener.get(), &SessionOpener::opened, this, [this] { m_openedAny = true; });
    connect(m_opener.get(), &SessionOpener::refused, this, &WorkspaceRun::sessionRefused);
    m_opener->open(chosen);
    if (chosen.isEmpty())
        finish(ExitCode::Success);
}

void WorkspaceRun::sessionRefused(const QString &name, const QString &sentence)
{
    tellProblem(name.isEmpty() ? sentence : QStringLiteral("\"%1\": %2").arg(name, sentence));
    QTimer::singleShot(0, this, [this] { // others may still be opened in this turn
        if (!m_openedAny && m_opener->waiting() == 0)
            finish(ExitCode::File);
    });
}

void WorkspaceRun::tellProblem(const QString &sentence)
{
    tell({{{QStringLiteral("event"), QStringLiteral("problem")}, {QStringLiteral("sentence"), sentence}},
          plain(options().target) + QStringLiteral(": ") + plain(sentence)});
}

void WorkspaceRun::preview(const QList<Intention> &intentions)
{
    for (const Intention &intention : intentions)
        tell({toJson(intention), lineOf(intention)});
    tell({{{QStringLiteral("event"), QStringLiteral("nothing started")}},
          QStringLiteral(
              "Nothing was opened. Open all that is not dangerous with --start all, or some by name with "
              "--start NAME.")});
}

bool WorkspaceRun::knowsAll(const Workspace &workspace)
{
    for (const QString &name : options().start) {
        const auto hasName = [&](const WorkspaceSession &session) { return session.request.name == name; };
        if (name != QLatin1String("all") &&
            std::none_of(workspace.sessions.begin(), workspace.sessions.end(), hasName)) {
            tellProblem(QStringLiteral("no session is named ") + name);
            return false;
        }
    }
    return true;
}

bool WorkspaceRun::isWanted(const Intention &intention) const
{
    return options().start.contains(intention.name) ||
           (options().start.contains(QStringLiteral("all")) && !intention.isDangerous());
}

void WorkspaceRun::sessionChanged(const netcore::SessionSnapshot &session)
{
    m_over[session.id] = isOver(session);
    const bool allOver =
        std::all_of(m_over.begin(), m_over.end(), [](const auto &entry) { return entry.second; });
    if (allOver && m_opener && m_opener->waiting() == 0)
        finish(exitCodeOf(session.error.kind));
}

void DemoRun::open()
{
    m_demo = std::make_unique<Demo>(engine());
    connect(m_demo.get(), &Demo::finished, this, &DemoRun::played);
    m_demo->start();
}

void DemoRun::played(const QString &problem)
{
    for (const QString &line : connectionTable(connections()))
        output().line(line);
    if (!problem.isEmpty()) {
        tell({{{QStringLiteral("event"), QStringLiteral("problem")}, {QStringLiteral("sentence"), problem}},
              plain(problem)});
    }
    finish(problem.isEmpty() ? ExitCode::Success : ExitCode::Other);
}

} // namespace app
