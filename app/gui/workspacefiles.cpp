#include "app/gui/workspacefiles.h"

#include "app/gui/mainwindow.h"
#include "app/gui/settings.h"
#include "app/gui/workspacepreview.h"
#include "app/workspace/examples.h"
#include "app/workspace/recordedresponders.h"
#include "widgets/common/faultpanel.h"
#include "widgets/composer/composer.h"
#include "widgets/models/connectionmodel.h"
#include "widgets/models/plaintext.h"

#include <QtCore/QFileInfo>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QMenu>

#include <utility>

namespace app {

WorkspaceFiles::WorkspaceFiles(MainWindow &window)
    : QObject(&window), m_window(window), m_opener(window.engine)
{
    connect(window.preview, &WorkspacePreview::openRequested, this,
            [this](const QList<WorkspaceSession> &sessions) { m_opener.open(sessions); });
    connect(&m_opener, &SessionOpener::refused, this, [this](const QString &name, const QString &sentence) {
        tell(name, {sentence, {}, 0, 0});
    });
}

WorkspaceFiles::~WorkspaceFiles() = default;

void WorkspaceFiles::setRecentMenu(QMenu *menu)
{
    m_recent = menu;
    connect(menu, &QMenu::aboutToShow, this, [this] {
        m_recent->clear();
        const QStringList files = m_window.settings.recentWorkspaces();
        for (const QString &file : files)
            m_recent->addAction(models::plain(file).replace(u'&', QLatin1String("&&")), this,
                                [this, file] { open(file); });
        m_recent->setToolTipsVisible(false);
        if (files.isEmpty())
            m_recent->addAction(tr("No workspace yet"))->setEnabled(false);
    });
}

void WorkspaceFiles::retranslate()
{
    m_recent->setTitle(tr("Recent workspaces"));
    const QString name = m_file.isEmpty() ? QString() : QFileInfo(m_file).fileName();
    m_window.setWindowTitle(name.isEmpty() ? tr("Socketarium")
                                           : tr("%1 – Socketarium").arg(models::plain(name)));
}

void WorkspaceFiles::chooseAndOpen()
{
    auto *dialog = new QFileDialog(&m_window, tr("Open workspace"), QFileInfo(m_file).path(),
                                   tr("Workspaces (*.json);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &WorkspaceFiles::open);
    dialog->open();
}

void WorkspaceFiles::open(const QString &file)
{
    const auto loaded = loadWorkspace(file);
    if (!loaded) {
        tell(file, loaded.error());
        return;
    }
    m_window.settings.addRecentWorkspace(QFileInfo(file).absoluteFilePath());
    take(loaded->workspace, file);
    for (const WorkspaceProblem &warning : loaded->warnings)
        tell(file, warning);
}

void WorkspaceFiles::take(const Workspace &workspace, const QString &file)
{
    m_workspace = workspace;
    m_file = file;
    m_opener.setFolder(QFileInfo(file).absolutePath());
    giveToComposer(file);
    m_window.preview->ask(workspace, QFileInfo(file).fileName());
    retranslate();
}

void WorkspaceFiles::save()
{
    if (m_file.isEmpty())
        chooseAndSave();
    else
        saveAs(m_file);
}

void WorkspaceFiles::chooseAndSave()
{
    auto *dialog = new QFileDialog(&m_window, tr("Save workspace"), m_file, tr("Workspaces (*.json)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("json"));
    connect(dialog, &QFileDialog::fileSelected, this, &WorkspaceFiles::saveAs);
    dialog->open();
}

bool WorkspaceFiles::saveAs(const QString &file)
{
    QList<netcore::SessionRequest> requests;
    QStringList mute; // sessions whose responder could not be opened again
    for (const netcore::SessionSnapshot &s : m_window.model->sessions()) {
        const QString responder = recordedresponders::toFile(s.responder, QFileInfo(file).absolutePath());
        requests << netcore::SessionRequest{s.spec, s.name, responder, s.framing};
        if (responder.isEmpty() && !s.responder.isEmpty())
            mute << (s.name.isEmpty() ? s.spec.toString() : s.name);
    }
    m_workspace.setSessions(requests);
    takeFromComposer();
    if (const auto saved = saveWorkspace(file, m_workspace); !saved) {
        tell(file, saved.error());
        return false;
    }
    m_file = file;
    m_opener.setFolder(QFileInfo(file).absolutePath());
    for (const QString &name : std::as_const(mute))
        tell(file,
             {tr("\"%1\" answers from a recording that is in no file, and was saved without its responder: "
                 "save the recording, open it, and let it answer from there")
                  .arg(name),
              {},
              0,
              0});
    m_window.settings.addRecentWorkspace(QFileInfo(file).absoluteFilePath());
    giveToComposer(file); // files of fields are now found beside it
    retranslate();
    return true;
}

void WorkspaceFiles::playDemo()
{
    m_demo = std::make_unique<Demo>(m_window.engine);
    connect(m_demo.get(), &Demo::finished, this, [this](const QString &problem) {
        if (!problem.isEmpty())
            tell(tr("Demo"), {problem, {}, 0, 0});
        chooseFirstClient();
        Q_EMIT demoFinished(problem);
    });
    m_workspace = m_demo->workspace();
    giveToComposer(QString());
    m_demo->start();
}

void WorkspaceFiles::showExample(const QString &name, const QString &title)
{
    take(exampleWorkspace(name), {});
    m_window.preview->ask(m_workspace, title);
}

void WorkspaceFiles::giveToComposer(const QString &file)
{
    widgets::FieldSources sources;
    sources.variables = m_workspace.variables;
    sources.captures = m_workspace.captures;
    sources.folder = file.isEmpty() ? QString() : QFileInfo(file).absolutePath();
    for (const WorkspaceSession &session : std::as_const(m_workspace.sessions)) {
        if (!session.variables.isEmpty())
            sources.ofSessions.insert(session.request.name, session.variables);
    }
    m_window.composer->setSavedPayloads(m_workspace.savedPayloads());
    m_window.composer->setFieldSources(sources);
    Q_EMIT m_window.composer->fieldSourcesChanged();
}

void WorkspaceFiles::takeFromComposer()
{
    const widgets::FieldSources &sources = m_window.composer->fieldSources();
    m_workspace.setPayloads(m_window.composer->savedPayloads());
    m_workspace.variables = sources.variables;
    m_workspace.captures = sources.captures;
    for (WorkspaceSession &session : m_workspace.sessions)
        session.variables = sources.ofSessions.value(session.request.name);
}

void WorkspaceFiles::chooseFirstClient()
{
    for (const netcore::ConnectionSnapshot &c : m_window.model->connections()) {
        if (!c.inbound && c.ended == netcore::EndReason::None) {
            m_window.composer->chooseConnection(c.id);
            return;
        }
    }
}

void WorkspaceFiles::tell(const QString &file, const WorkspaceProblem &problem)
{
    models::Explanation explanation;
    explanation.what = tr("Workspace");
    explanation.where = models::plain(file);
    explanation.errnoName = tr("no system call");
    explanation.cause = models::plain(problem.toString());
    explanation.steps = {{tr("What was open stays as it is."), models::NextStep::Action::None, {}, {}}};
    m_window.faults->add(explanation);
}

} // namespace app
