#pragma once

#include "app/workspace/workspace.h"

#include <QtCore/QFlags>

namespace app {

/// What opening one session of a workspace would do, for the preview: "listen on 0.0.0.0:9000".
///
/// Nothing is started unless the user ticks it; an item with a danger is not ticked beforehand and needs its
/// own tick (faults row 55).
struct Intention
{
    enum class Kind : quint8 { Listen, Connect, UdpReceive, UdpSend };
    enum Danger : quint8 {
        None = 0,
        ReachableByOthers = 1, // binds beyond loopback
        AnswersOthers = 2,     // and a responder answers whoever comes
        ReachesOut = 4,        // connects or sends beyond this machine
        KeepsTrying = 8,       // reconnects by itself to another machine
        Broadcasts = 16,
    };
    Q_DECLARE_FLAGS(Dangers, Danger)

    qsizetype session = 0; // index in Workspace::sessions
    Kind kind = Kind::Listen;
    QString name;
    QString endpoint;
    QString responder;
    Dangers dangers;
    QString sentence;    // "listen on 0.0.0.0:9000 and answer with echo"
    QStringList reasons; // one sentence for each danger

    bool isDangerous() const { return dangers != Dangers(); }
};

/// One for each session, in the file's order. Texts come from the file: show them through models::plain().
QList<Intention> intentions(const Workspace &workspace);

} // namespace app

Q_DECLARE_OPERATORS_FOR_FLAGS(app::Intention::Dangers)
