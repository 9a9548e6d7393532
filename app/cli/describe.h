#pragma once

#include "netcore/session/snapshot.h"

#include <QtCore/QJsonObject>
#include <QtCore/QString>

namespace app {

/// What happened, twice: for programs and for people. Names and reasons that are not ours are plain.
struct Happening
{
    QJsonObject object;
    QString sentence;
};

Happening sessionReady(const netcore::SessionSnapshot &session);
/// The kernel has begun to answer for this listener with SYN cookies.
Happening cookiesTold(const netcore::SessionSnapshot &session);
Happening connectionOpened(const netcore::ConnectionSnapshot &connection);
Happening connectionEnded(const netcore::ConnectionSnapshot &connection);
Happening failureTold(const netcore::Failure &failure);
/// An error of ours or of a file, where it happened.
Happening problemTold(const netcore::NetError &error, const QString &where);
/// "::1 refused, 127.0.0.1 connected"; empty for fewer than two tries.
QString attemptsLine(const QList<netcore::Attempt> &attempts);

/// The rows that `demo` and `run` close with: one line a connection, columns aligned.
QStringList connectionTable(const QList<netcore::ConnectionSnapshot> &connections);

} // namespace app
