#include "app/cli/describe.h"

#include "widgets/models/errorcoach.h"
#include "widgets/models/plaintext.h"

namespace app {

using models::plain;
using netcore::ConnectionSnapshot;
using netcore::EndReason;
using netcore::NetError;
using netcore::SessionSnapshot;

namespace {

QJsonObject event(const char *name)
{
    return {{QStringLiteral("event"), QLatin1String(name)}};
}

QString number(netcore::ConnectionId id)
{
    return QLatin1Char('#') + QString::number(quint32(id));
}

QString route(const ConnectionSnapshot &connection)
{
    const QString arrow = connection.inbound ? QStringLiteral(" <- ") : QStringLiteral(" -> ");
    return plain(connection.local.toString()) + arrow + plain(connection.peer.toString());
}

void addConnection(QJsonObject &object, const ConnectionSnapshot &connection)
{
    object[QLatin1String("connection")] = qint64(connection.id);
    object[QLatin1String("session")] = qint64(connection.session);
    object[QLatin1String("local")] = connection.local.toString();
    object[QLatin1String("peer")] = connection.peer.toString();
    object[QLatin1String("inbound")] = connection.inbound;
}

void addError(QJsonObject &object, const NetError &error)
{
    if (error.sysErrno != 0)
        object[QLatin1String("errno")] = QLatin1String(netcore::errnoName(error.sysErrno));
    if (*error.call)
        object[QLatin1String("call")] = QLatin1String(error.call);
    if (*error.reason)
        object[QLatin1String("reason")] = QLatin1String(error.reason);
    if (error.position >= 0)
        object[QLatin1String("position")] = error.position;
}

/// The text once more, and below it a mark at the character that was refused.
QString pointer(const QString &text, qsizetype position)
{
    const qsizetype column = plain(QStringView(text).left(position)).size();
    return QStringLiteral("  %1\n  %2^\n").arg(plain(text), QString(column, QLatin1Char(' ')));
}

QStringList cellsOf(const ConnectionSnapshot &connection)
{
    const bool over = connection.ended != EndReason::None;
    return {number(connection.id),
            over ? models::endReasonText(connection.ended, connection.error)
                 : QString::fromLatin1(netcore::stateName(connection.state)),
            plain(connection.local.toString()),
            connection.inbound ? QStringLiteral("<-") : QStringLiteral("->"),
            plain(connection.peer.toString()),
            QString::number(connection.bytesIn),
            QString::number(connection.bytesOut)};
}

QStringList aligned(const QList<QStringList> &rows)
{
    QStringList lines;
    for (const QStringList &row : rows) {
        QString line;
        for (qsizetype column = 0; column < row.size(); ++column) {
            qsizetype width = 0;
            for (const QStringList &other : rows)
                width = qMax(width, other[column].size());
            line += row[column].leftJustified(width) + QStringLiteral("  ");
        }
        lines.append(line.trimmed());
    }
    return lines;
}

} // namespace

Happening sessionReady(const SessionSnapshot &session)
{
    Happening happening{event(session.spec.isListener() ? "listening" : "open"), {}};
    QStringList addresses;
    for (const netcore::SocketAddress &local : session.locals)
        addresses.append(local.toString());
    happening.object[QLatin1String("session")] = qint64(session.id);
    happening.object[QLatin1String("addresses")] = addresses.join(QLatin1Char(' '));
    happening.object[QLatin1String("beyondLoopback")] = session.spec.bindsBeyondLoopback();
    const QString where = plain(addresses.join(QStringLiteral(", ")));
    happening.sentence = session.spec.isListener() ? QStringLiteral("listening on %1").arg(where)
                                                   : QStringLiteral("open: %1").arg(where);
    if (session.spec.isListener() && session.spec.bindsBeyondLoopback())
        happening.sentence += QStringLiteral(" - REACHABLE FROM OTHER MACHINES");
    return happening;
}

Happening cookiesTold(const SessionSnapshot &session)
{
    const netcore::ListenerFacts &facts = session.listener;
    Happening happening{event("syn-cookies"), {}};
    happening.object[QLatin1String("session")] = qint64(session.id);
    happening.object[QLatin1String("halfOpen")] = facts.halfOpen;
    happening.object[QLatin1String("cookiesSentInNamespace")] = facts.cookiesSent;
    happening.sentence =
        QStringLiteral("the queue of half-open connections is full (%1): the kernel answers with SYN cookies "
                       "(%2 so far in this network namespace); clients are still accepted")
            .arg(QString::number(facts.halfOpen), QString::number(facts.cookiesSent));
    return happening;
}

Happening connectionOpened(const ConnectionSnapshot &connection)
{
    Happening happening{event("connected"), {}};
    addConnection(happening.object, connection);
    happening.sentence = number(connection.id) + QStringLiteral(" connected: ") + route(connection);
    return happening;
}

Happening connectionEnded(const ConnectionSnapshot &connection)
{
    Happening happening{event("ended"), {}};
    addConnection(happening.object, connection);
    addError(happening.object, connection.error);
    happening.object[QLatin1String("how")] = QLatin1String(endReasonName(connection.ended));
    happening.object[QLatin1String("bytesIn")] = qint64(connection.bytesIn);
    happening.object[QLatin1String("bytesOut")] = qint64(connection.bytesOut);
    happening.sentence =
        QStringLiteral("%1 ended: %2; %3 bytes in, %4 bytes out")
            .arg(number(connection.id), models::endReasonText(connection.ended, connection.error),
                 QString::number(connection.bytesIn), QString::number(connection.bytesOut));
    return happening;
}

Happening failureTold(const netcore::Failure &failure)
{
    const models::Explanation told = models::explain(failure);
    Happening happening{event("error"), {}};
    happening.object[QLatin1String("where")] = failure.where;
    happening.object[QLatin1String("what")] = told.what;
    addError(happening.object, failure.error);
    if (failure.session != netcore::SessionId::None)
        happening.object[QLatin1String("session")] = qint64(failure.session);
    if (failure.connection != netcore::ConnectionId::None)
        happening.object[QLatin1String("connection")] = qint64(failure.connection);
    happening.sentence = QStringLiteral("%1: %2 (%3)\n").arg(told.where, told.what, told.errnoName);
    if (told.position >= 0)
        happening.sentence += pointer(failure.where, told.position);
    happening.sentence += QStringLiteral("  ") + told.cause;
    for (const models::NextStep &step : told.steps)
        happening.sentence += QStringLiteral("\n  - ") + step.text;
    return happening;
}

Happening problemTold(const NetError &error, const QString &where)
{
    netcore::Failure failure;
    failure.error = error;
    failure.where = where;
    return failureTold(failure);
}

QString attemptsLine(const QList<netcore::Attempt> &attempts)
{
    if (attempts.size() < 2)
        return {};
    QStringList tries;
    for (const netcore::Attempt &attempt : attempts) {
        const QByteArray how = attempt.error.sysErrno != 0 ? netcore::errnoName(attempt.error.sysErrno)
                               : attempt.error.isError()   ? QByteArray(attempt.error.reason)
                                                           : QByteArray("connected");
        tries.append(plain(attempt.address.toString()) + QLatin1Char(' ') + QLatin1String(how));
    }
    return QStringLiteral("tried: ") + tries.join(QStringLiteral(", "));
}

QStringList connectionTable(const QList<ConnectionSnapshot> &connections)
{
    QList<QStringList> rows{{QStringLiteral("id"), QStringLiteral("state"), QStringLiteral("local"),
                             QStringLiteral("  "), QStringLiteral("peer"), QStringLiteral("bytes in"),
                             QStringLiteral("bytes out")}};
    for (const ConnectionSnapshot &connection : connections)
        rows.append(cellsOf(connection));
    return aligned(rows);
}

} // namespace app
