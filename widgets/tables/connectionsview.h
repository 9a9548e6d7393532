#pragma once

#include "netcore/session/snapshot.h"

#include <QtCore/QAbstractItemModel>
#include <QtWidgets/QWidget>

class QLabel;
class QMenu;
class QPushButton;
class QStackedLayout;
class QTreeView;

namespace models {
class ConnectionModel;
}

namespace widgets {

/// Sessions and connections, live and ended; ended rows stay, dim, with the reason.
///
/// Keys     Enter sends here, Del closes, the menu key opens the row's menu
/// Intent   every command is a signal; copying goes to the clipboard
/// Thread   GUI thread
class ConnectionsView : public QWidget
{
    Q_OBJECT

public:
    explicit ConnectionsView(models::ConnectionModel &model, QWidget *parent = nullptr);

    QTreeView *tree() const { return m_tree; }
    netcore::ConnectionId currentConnection() const; // None on a session's row
    netcore::SessionId currentSession() const;
    void select(netcore::ConnectionId connection);
    void select(netcore::SessionId session);
    /// As select(), without connectionSelected(): shows whose a record is.
    void mark(netcore::ConnectionId connection);
    /// Connections whose rows can be seen now, for EngineHandle::observe.
    QList<netcore::ConnectionId> visibleConnections() const;
    QList<netcore::SessionId> visibleSessions() const;

    QByteArray saveColumns() const;
    void restoreColumns(const QByteArray &state);
    /// The commands for the current row.
    void fillMenu(QMenu *menu);
    /// Which columns are shown; the first always is.
    void fillColumns(QMenu *menu);

public Q_SLOTS:
    void closeCurrent();

Q_SIGNALS:
    void connectionSelected(netcore::ConnectionId connection);
    void sessionSelected(netcore::SessionId session);
    void sendHereRequested(netcore::ConnectionId connection);
    void sendToSessionRequested(netcore::SessionId session);
    void halfCloseRequested(netcore::ConnectionId connection);
    void closeRequested(netcore::ConnectionId connection);
    void resetRequested(netcore::ConnectionId connection);
    void resumeResponderRequested(netcore::ConnectionId connection);
    void closeSessionRequested(netcore::SessionId session);
    void removeSessionRequested(netcore::SessionId session);
    void retryRequested(netcore::SessionId session);
    void stopReconnectingRequested(netcore::SessionId session);
    void clearEndedRequested(netcore::SessionId session);
    void responderChosen(netcore::SessionId session, const QString &spec);
    void framingChosen(netcore::SessionId session, const QString &spec);
    void exportRequested(netcore::ConnectionId connection);
    void replayRequested(netcore::ConnectionId connection);
    void dissectRequested(netcore::ConnectionId connection);
    void openRequested(); // the empty view's one button

protected:
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void retranslate();
    void showEmptyOrTree();
    QModelIndexList visibleRows() const; // of what has not ended
    void fitFirstColumn();
    void currentChanged();
    void activate();
    void fillConnectionMenu(QMenu *menu, const netcore::ConnectionSnapshot &connection);
    void fillSessionMenu(QMenu *menu, const netcore::SessionSnapshot &session);
    void addChoices(QMenu *menu, const netcore::SessionSnapshot &session);

    models::ConnectionModel &m_model;
    QStackedLayout *m_stack;
    QTreeView *m_tree;
    QWidget *m_empty;
    QLabel *m_emptyText;
    QPushButton *m_emptyButton;
    bool m_marking = false;
};

} // namespace widgets
