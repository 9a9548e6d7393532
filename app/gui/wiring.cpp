#include "app/gui/wiring.h"

#include "app/gui/actions.h"
#include "app/gui/composerwiring.h"
#include "app/gui/frameswiring.h"
#include "app/gui/mainwindow.h"
#include "app/gui/openedfiles.h"
#include "app/gui/recordingfiles.h"
#include "app/gui/recordingviews.h"
#include "app/gui/settings.h"
#include "app/gui/workspacefiles.h"
#include "widgets/common/commandpalette.h"
#include "widgets/common/faultpanel.h"
#include "widgets/common/keyboardhelp.h"
#include "widgets/common/quickopenbar.h"
#include "widgets/common/reachabilitybar.h"
#include "widgets/common/settingspage.h"
#include "widgets/common/statusline.h"
#include "widgets/composer/composer.h"
#include "widgets/models/connectionmodel.h"
#include "widgets/models/errorcoach.h"
#include "widgets/tables/connectionsview.h"
#include "widgets/tables/trafficview.h"

#include <QtCore/QTimer>
#include <QtGui/QAction>
#include <QtWidgets/QApplication>
#include <QtWidgets/QTreeView>

#include <functional>

namespace app {

using netcore::ConnectionId;
using netcore::EngineHandle;
using netcore::SessionId;
using netcore::SessionState;
using widgets::ComposeTarget;
using widgets::ConnectionsView;

namespace {

QList<ConnectionId> connectionsOf(const MainWindow &w, SessionId session)
{
    QList<ConnectionId> ids;
    for (const netcore::ConnectionSnapshot *c : w.model->connectionsOf(session))
        ids << c->id;
    return ids;
}

/// A session is shown with all its connections, also those that come later.
void followSession(MainWindow &w, SessionId id)
{
    const netcore::SessionSnapshot *session = w.model->session(id);
    const QList<ConnectionId> ids = connectionsOf(w, id);
    if (session && !ids.isEmpty() && ids != w.views->traffic()->connections())
        w.views->showConnections(ids, session->name.isEmpty() ? session->spec.toString() : session->name);
}

void showSession(MainWindow &w, SessionId id)
{
    followSession(w, id);
    w.composer->chooseSession(id);
}

void takeDelta(MainWindow &w, const netcore::EngineDelta &delta, const std::function<void()> &shapeChanged)
{
    const quint64 shape = w.model->shape();
    w.model->apply(delta);
    w.status->setRecording(delta.recording);
    const QList<netcore::SessionSnapshot> sessions = w.model->sessions();
    if (!delta.sessions.isEmpty() || !delta.removedSessions.isEmpty()) {
        w.reachability->setSessions(sessions);
        w.status->setSessions(sessions);
    }
    for (const netcore::SessionSnapshot &session : delta.sessions)
        if (session.state == SessionState::Listening || session.state == SessionState::Open)
            w.faults->forget(session.id);
    if (w.model->shape() != shape)
        shapeChanged();
}

/// What depends on which connections there are.
void takeShape(MainWindow &w)
{
    const auto connectionsOf = [&w](SessionId id) { return w.model->connectionsOf(id); };
    const auto targets =
        widgets::composeTargets(w.model->sessions(), connectionsOf, w.composer->currentTarget());
    w.composer->setTargets(targets.listed, targets.unlisted);
    if (w.connections->currentConnection() == ConnectionId::None)
        followSession(w, w.connections->currentSession());
}

/// Calls takeShape at once while there are few connections; with many, which may open by the thousand, twice
/// a second: it goes through all of them.
std::function<void()> shapeTaker(MainWindow &w)
{
    constexpr int many = 200;
    auto *late = new QTimer(&w);
    late->setSingleShot(true);
    late->setInterval(500);
    QObject::connect(late, &QTimer::timeout, &w, [&w] { takeShape(w); });
    return [&w, late] {
        if (w.model->connectionCount() <= many)
            takeShape(w);
        else if (!late->isActive())
            late->start();
    };
}

void showConnection(MainWindow &w, ConnectionId id)
{
    const netcore::ConnectionSnapshot *c = w.model->connection(id);
    if (!c)
        return;
    w.views->showConnections({id}, c->peer.isNull() ? c->local.toString() : c->peer.toString());
    w.composer->chooseConnection(id);
}

void send(MainWindow &w, const ComposeTarget &target, const QByteArray &bytes)
{
    switch (target.kind) {
    case ComposeTarget::Kind::None: break;
    case ComposeTarget::Kind::Connection:
        w.composer->sendStarted(w.engine.send(target.connection, bytes));
        break;
    case ComposeTarget::Kind::AllOfSession:
        w.composer->sendStarted(w.engine.sendToAll(target.session, bytes));
        break;
    case ComposeTarget::Kind::UdpAddress:
        w.composer->sendStarted(w.engine.sendTo(target.session, target.address, bytes));
        break;
    }
}

} // namespace

void wireWindow(MainWindow &window)
{
    wireEngine(window);
    wireSessions(window);
    wireFraming(window);
    wireSending(window);
    wireComposer(window);
    wireSelection(window);
    wireFaults(window);
    wireActions(window);
    wirePreferences(window);
    wireExchange(window);
    takeDrops(window);
}

void wireEngine(MainWindow &w)
{
    EngineHandle *engine = &w.engine;
    w.model->setRecordingStart(engine->recording()->startedAt());
    w.views->setRecording(engine->recording(), {});
    QObject::connect(engine, &EngineHandle::changed, &w,
                     [&w, shapeChanged = shapeTaker(w)](const netcore::EngineDelta &delta) {
                         takeDelta(w, delta, shapeChanged);
                     });
    QObject::connect(engine, &EngineHandle::failed, &w,
                     [&w](const netcore::Failure &failure) { w.faults->add(models::explain(failure)); });
    QObject::connect(engine, &EngineHandle::sendFinished, w.composer, &widgets::Composer::sendFinished);

    auto *second = new QTimer(&w); // what is read once a second
    second->setInterval(500);
    QObject::connect(second, &QTimer::timeout, &w, [&w] {
        const auto store = w.engine.recording();
        w.status->setAmount(store->rowCount() - store->firstRow(), store->bytesStored());
        w.engine.observe(w.connections->visibleConnections(), w.connections->visibleSessions());
    });
    second->start();
}

void wireSessions(MainWindow &w)
{
    EngineHandle *engine = &w.engine;
    QObject::connect(w.quickOpen, &widgets::QuickOpenBar::openRequested, engine, &EngineHandle::open);
    ConnectionsView *table = w.connections;
    QObject::connect(table, &ConnectionsView::halfCloseRequested, engine, &EngineHandle::shutdownWrite);
    QObject::connect(table, &ConnectionsView::closeRequested, engine, &EngineHandle::closeConnection);
    QObject::connect(table, &ConnectionsView::resetRequested, engine, &EngineHandle::resetConnection);
    QObject::connect(table, &ConnectionsView::resumeResponderRequested, engine,
                     &EngineHandle::resumeResponder);
    QObject::connect(table, &ConnectionsView::closeSessionRequested, engine, &EngineHandle::closeSession);
    QObject::connect(table, &ConnectionsView::removeSessionRequested, engine, &EngineHandle::removeSession);
    QObject::connect(table, &ConnectionsView::retryRequested, engine, &EngineHandle::retry);
    QObject::connect(table, &ConnectionsView::stopReconnectingRequested, engine,
                     &EngineHandle::stopReconnecting);
    QObject::connect(table, &ConnectionsView::clearEndedRequested, engine, &EngineHandle::clearEnded);
    QObject::connect(table, &ConnectionsView::responderChosen, engine, &EngineHandle::setResponder);
    QObject::connect(table, &ConnectionsView::openRequested, w.quickOpen, &widgets::QuickOpenBar::showForm);
}

void wireSending(MainWindow &w)
{
    QObject::connect(w.composer, &widgets::Composer::sendRequested, &w,
                     [&w](const ComposeTarget &target, const QByteArray &bytes) { send(w, target, bytes); });
    QObject::connect(w.connections, &ConnectionsView::sendHereRequested, &w, [&w](ConnectionId id) {
        w.composer->chooseConnection(id);
        w.composer->focusEditor();
    });
    QObject::connect(w.connections, &ConnectionsView::sendToSessionRequested, &w, [&w](SessionId id) {
        w.composer->chooseSession(id);
        w.composer->focusEditor();
    });
    QObject::connect(w.views->traffic(), &widgets::TrafficView::copyAsPayloadRequested, &w,
                     [&w](const QByteArray &payload, ConnectionId connection) {
                         w.composer->chooseConnection(connection);
                         w.composer->loadBytes(payload);
                         w.composer->focusEditor();
                     });
}

void wireSelection(MainWindow &w)
{
    QObject::connect(w.connections, &ConnectionsView::connectionSelected, &w,
                     [&w](ConnectionId id) { showConnection(w, id); });
    QObject::connect(w.connections, &ConnectionsView::sessionSelected, &w,
                     [&w](SessionId id) { showSession(w, id); });
    QObject::connect(w.views, &RecordingViews::allConnectionsRequested, &w, [&w] {
        w.connections->tree()->setCurrentIndex({});
        w.views->showConnections({}, {});
    });
    QObject::connect(w.views, &RecordingViews::noteWritten, &w.engine, &EngineHandle::note);
    QObject::connect(w.views, &RecordingViews::copyRefused, &w, &MainWindow::tellCopyRefused);
    QObject::connect(w.views, &RecordingViews::liveRequested, w.recordingFiles, &RecordingFiles::showLive);
    QObject::connect(w.views, &RecordingViews::recordSelected, &w,
                     [&w](netcore::RowNumber, ConnectionId id) { w.connections->mark(id); });
}

void wireFaults(MainWindow &w)
{
    using widgets::FaultPanel;
    QObject::connect(w.faults, &FaultPanel::openInsteadRequested, &w,
                     [&w](SessionId failed, const QString &spec) {
                         w.engine.removeSession(failed);
                         w.quickOpen->openText(spec);
                     });
    QObject::connect(w.faults, &FaultPanel::editRequested, w.quickOpen, &widgets::QuickOpenBar::edit);
    QObject::connect(w.faults, &FaultPanel::retryRequested, &w.engine, &EngineHandle::retry);
    QObject::connect(w.faults, &FaultPanel::resumeRecordingRequested, &w.engine,
                     &EngineHandle::resumeRecording);
    QObject::connect(w.status, &widgets::StatusLine::resumeRecordingRequested, &w.engine,
                     &EngineHandle::resumeRecording);
}

void wireActions(MainWindow &w)
{
    Actions *a = w.actions;
    const auto on = [&w](QAction *action, auto run) {
        QObject::connect(action, &QAction::triggered, &w, run);
    };
    on(a->openEndpoint, [&w] { w.quickOpen->focusField(); });
    on(a->openForm, [&w] { w.quickOpen->showForm(); });
    on(a->openWorkspace, [&w] { w.workspaceFiles->chooseAndOpen(); });
    on(a->saveWorkspace, [&w] { w.workspaceFiles->save(); });
    on(a->saveWorkspaceAs, [&w] { w.workspaceFiles->chooseAndSave(); });
    on(a->loadDemo, [&w] { w.workspaceFiles->playDemo(); });
    for (QAction *example : a->examples)
        on(example,
           [&w, example] { w.workspaceFiles->showExample(example->data().toString(), example->text()); });
    on(a->saveRecording, [&w] { w.recordingFiles->chooseAndSave(); });
    on(a->openRecording, [&w] { w.recordingFiles->chooseAndOpen(); });
    on(a->liveRecording, [&w] { w.recordingFiles->showLive(); });
    on(a->send, [&w] { w.composer->send(); });
    on(a->stopSending, [&w] { w.composer->stop(); });
    on(a->compose, [&w] { w.composer->focusEditor(); });
    on(a->find, [&w] { w.views->focusFind(); });
    on(a->filter, [&w] { w.views->focusFilter(); });
    on(a->nextRow, [&w] { w.views->moveRow(+1); });
    on(a->previousRow, [&w] { w.views->moveRow(-1); });
    on(a->nextInConversation, [&w] { w.views->traffic()->goToNextInConversation(); });
    on(a->previousInConversation, [&w] { w.views->traffic()->goToPreviousInConversation(); });
    on(a->closeConnection, [&w] { w.connections->closeCurrent(); });
    on(a->clearEnded, [&w] { w.engine.clearEnded(); });
    on(a->allConnections, [&w] { Q_EMIT w.views->allConnectionsRequested(); });
    on(a->palette, [&w] { w.palette->popUp(w.actions->all()); });
    on(a->settings, [&w] { w.showSide(w.settingsPage, w.actions->settings->text()); });
    on(a->help, [&w] { w.showSide(w.keyboardHelp, w.actions->help->text()); });
    on(a->quit, [&w] { w.close(); });
    w.keyboardHelp->setActions(a->all());
}

void wirePreferences(MainWindow &w)
{
    w.settingsPage->setPreferences(w.settings.preferences());
    QObject::connect(w.settingsPage, &widgets::SettingsPage::preferencesChanged, &w,
                     [&w](const widgets::Preferences &preferences) {
                         w.settings.setPreferences(preferences);
                         w.applyPreferences(preferences);
                     });
    w.quickOpen->setHistory(w.settings.endpointHistory());
    QObject::connect(w.quickOpen, &widgets::QuickOpenBar::historyChanged, &w,
                     [&w] { w.settings.setEndpointHistory(w.quickOpen->history()); });
    w.composer->setHistory(w.settings.payloadHistory());
    QObject::connect(w.composer, &widgets::Composer::historyChanged, &w,
                     [&w] { w.settings.setPayloadHistory(w.composer->history()); });
}

} // namespace app
