#pragma once

#include "netcore/base/result.h"
#include "netcore/session/snapshot.h"

#include <QtCore/QHash>
#include <QtCore/QObject>

#include <functional>

namespace models {

/// Which framing spec each session, and so each of its connections, uses: for the frames, the guess and the
/// composer.
///
/// Live     a session's framing is the engine's own (SessionSnapshot::framing), so that its responder, the
/// frames and
///          what we send agree, and the workspace file keeps it
/// Saved    a saved recording has no sessions: what was chosen holds for the connection, or for all that have
/// no
///          choice of their own, until another recording is shown
/// Text     a spec is never empty; no choice is "raw"
/// Thread   GUI thread
class FramingChoices : public QObject
{
    Q_OBJECT

public:
    explicit FramingChoices(QObject *parent = nullptr);

    static QString none() { return QStringLiteral("raw"); }

    void apply(const netcore::EngineDelta &delta);
    /// Another recording is shown now: the live one, or a saved one, for which nothing has been chosen yet.
    void showRecording(bool live);
    bool isLive() const { return m_live; }

    /// For sending: of the live session or connection, whatever recording is shown.
    QString ofSession(netcore::SessionId session) const;
    QString ofLive(netcore::ConnectionId connection) const;
    /// For looking: of a connection in the recording that is shown; None is the choice for all others.
    QString of(netcore::ConnectionId connection) const;

    /// of(), as it is now, for other threads. The session is the one that the connection's opening names; it
    /// holds for connections that come later, too.
    std::function<QString(netcore::ConnectionId, quint32 session)> snapshot() const;

    /// Refused, with the position in `spec`, where no framer can be made of it. In the live recording it
    /// holds for the connection's whole session.
    netcore::Result<void> choose(netcore::ConnectionId connection, const QString &spec);
    netcore::Result<void> chooseForSession(netcore::SessionId session, const QString &spec);

Q_SIGNALS:
    /// Something that of(), ofLive() or ofSession() gives has changed.
    void changed();
    /// What the engine has to be told.
    void sessionFramingRequested(netcore::SessionId session, const QString &spec);

private:
    struct Live
    {
        QString told;  // by the engine
        QString asked; // by us, until the engine tells the same
    };
    using Choices = QHash<netcore::ConnectionId, QString>;

    bool takeSession(const netcore::SessionSnapshot &session);
    Choices &shown() { return m_live ? m_liveChoices : m_savedChoices; }

    bool m_live = true;
    QHash<netcore::SessionId, Live> m_sessions;
    QHash<netcore::ConnectionId, netcore::SessionId> m_sessionOf;
    Choices m_liveChoices; // of connections whose session is gone
    Choices m_savedChoices;
};

} // namespace models
