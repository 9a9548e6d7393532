// The row menus of ConnectionsView.
#include "netcore/framing/framer.h"
#include "widgets/common/quickopenparts.h"
#include "widgets/models/connectionmodel.h"
#include "widgets/models/plaintext.h"
#include "widgets/tables/connectionsview.h"

#include <QtGui/QActionGroup>
#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QMenu>
#include <QtWidgets/QTreeView>

namespace widgets {

using netcore::ConnectionSnapshot;
using netcore::EndReason;
using netcore::SessionSnapshot;
using netcore::SessionState;

namespace {

void copy(const QString &text)
{
    QGuiApplication::clipboard()->setText(text);
}

QStringList framingChoices()
{
    QStringList specs = {QString()};
    for (const netcore::FramingExample &example : netcore::framingExamples())
        if (const QString spec = QString::fromLatin1(example.spec); spec != QLatin1String("raw"))
            specs << spec;
    return specs;
}

/// One tick among the specs; a spec that is not in the list is shown too.
template <class Choose>
void addSpecs(QMenu *menu, QStringList specs, const QString &current, const QString &none, Choose choose)
{
    if (!specs.contains(current))
        specs << current;
    auto *group = new QActionGroup(menu);
    for (const QString &spec : std::as_const(specs)) {
        QAction *action =
            menu->addAction(spec.isEmpty() ? none : models::plain(spec).replace(u'&', QLatin1String("&&")));
        action->setCheckable(true);
        action->setChecked(spec == current);
        group->addAction(action);
        QObject::connect(action, &QAction::triggered, menu, [choose, spec] { choose(spec); });
    }
}

} // namespace

void ConnectionsView::fillMenu(QMenu *menu)
{
    if (const ConnectionSnapshot *connection = m_model.connection(currentConnection()))
        fillConnectionMenu(menu, *connection);
    else if (const SessionSnapshot *session = m_model.session(currentSession()))
        fillSessionMenu(menu, *session);
}

void ConnectionsView::fillConnectionMenu(QMenu *menu, const ConnectionSnapshot &c)
{
    const netcore::ConnectionId id = c.id;
    const netcore::SessionId session = c.session;
    const bool live = c.ended == EndReason::None;
    menu->addAction(tr("Send here"), this, [this, id] { Q_EMIT sendHereRequested(id); })->setEnabled(live);
    menu->addSeparator();
    if (c.transport != netcore::Transport::Udp)
        menu->addAction(tr("Shut down writing (half-close)"), this,
                        [this, id] { Q_EMIT halfCloseRequested(id); })
            ->setEnabled(live && !c.writeClosed);
    QAction *close = menu->addAction(tr("Close"), this, [this, id] { Q_EMIT closeRequested(id); });
    close->setShortcut(Qt::Key_Delete);
    close->setEnabled(live);
    if (c.transport == netcore::Transport::Tcp)
        menu->addAction(tr("Reset (RST)"), this, [this, id] { Q_EMIT resetRequested(id); })->setEnabled(live);
    if (c.responderPaused)
        menu->addAction(tr("Let the responder go on"), this,
                        [this, id] { Q_EMIT resumeResponderRequested(id); });
    menu->addSeparator();
    menu->addAction(tr("Export…"), this, [this, id] { Q_EMIT exportRequested(id); });
    menu->addAction(tr("Replay…"), this, [this, id] { Q_EMIT replayRequested(id); });
    menu->addAction(tr("Decode with Wireshark"), this, [this, id] { Q_EMIT dissectRequested(id); });
    menu->addSeparator();
    menu->addAction(tr("Copy peer address"), this, [text = c.peer.toString()] { copy(text); });
    menu->addAction(tr("Copy local address"), this, [text = c.local.toString()] { copy(text); });
    menu->addSeparator();
    menu->addAction(tr("Clear ended"), this, [this, session] { Q_EMIT clearEndedRequested(session); });
    if (const SessionSnapshot *owner = m_model.session(session)) {
        QMenu *sub = menu->addMenu(tr("Session"));
        fillSessionMenu(sub, *owner);
    }
}

void ConnectionsView::fillSessionMenu(QMenu *menu, const SessionSnapshot &s)
{
    const netcore::SessionId id = s.id;
    const bool over = s.state == SessionState::Closed || s.state == SessionState::Failed;
    menu->addAction(tr("Send to this session"), this, [this, id] { Q_EMIT sendToSessionRequested(id); })
        ->setEnabled(!over);
    addChoices(menu, s);
    menu->addSeparator();
    if (over || s.state == SessionState::Waiting)
        menu->addAction(tr("Open again now"), this, [this, id] { Q_EMIT retryRequested(id); });
    if (s.state == SessionState::Waiting)
        menu->addAction(tr("Stop reconnecting"), this, [this, id] { Q_EMIT stopReconnectingRequested(id); });
    if (!over)
        menu->addAction(tr("Close session"), this, [this, id] { Q_EMIT closeSessionRequested(id); });
    if (over)
        menu->addAction(tr("Remove from the table"), this, [this, id] { Q_EMIT removeSessionRequested(id); });
    menu->addSeparator();
    menu->addAction(tr("Copy endpoint"), this, [text = s.spec.toString()] { copy(text); });
    menu->addAction(tr("Clear ended"), this, [this, id] { Q_EMIT clearEndedRequested(id); });
}

void ConnectionsView::addChoices(QMenu *menu, const SessionSnapshot &s)
{
    const netcore::SessionId id = s.id;
    addSpecs(menu->addMenu(tr("Responder")), responderChoices(), s.responder, tr("none"),
             [this, id](const QString &spec) { Q_EMIT responderChosen(id, spec); });
    addSpecs(menu->addMenu(tr("Framing")), framingChoices(), s.framing, tr("raw (no framing)"),
             [this, id](const QString &spec) { Q_EMIT framingChosen(id, spec); });
}

void ConnectionsView::fillColumns(QMenu *menu)
{
    QHeaderView *header = m_tree->header();
    for (int column = 1; column < header->count(); ++column) {
        const QString title = header->model()->headerData(column, Qt::Horizontal).toString();
        QAction *shown = menu->addAction(title, this, [this, header, column](bool on) {
            header->setSectionHidden(column, !on);
            fitFirstColumn();
        });
        shown->setCheckable(true);
        shown->setChecked(!header->isSectionHidden(column));
    }
}

} // namespace widgets
