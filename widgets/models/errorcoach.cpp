#include "widgets/models/errorcoach.h"

#include "netcore/address/interfaces.h"
#include "widgets/models/errorcauses.h"
#include "widgets/models/plaintext.h"

#include <QtCore/QCoreApplication>

#include <climits>
#include <sys/resource.h>

namespace models {

using netcore::EndpointSpec;
using netcore::EndReason;
using netcore::ErrorKind;
using netcore::Failure;
using netcore::NetError;

namespace {

class ErrorCoach
{
    Q_DECLARE_TR_FUNCTIONS(ErrorCoach)

public:
    static QString title(ErrorKind kind)
    {
        switch (kind) {
        case ErrorKind::None: return tr("Nothing failed");
        case ErrorKind::InvalidArgument: return tr("Not accepted");
        case ErrorKind::Refused: return tr("Connection refused");
        case ErrorKind::TimedOut: return tr("Timed out");
        case ErrorKind::HostUnreachable: return tr("Host unreachable");
        case ErrorKind::NetworkUnreachable: return tr("Network unreachable");
        case ErrorKind::AddressInUse: return tr("Address in use");
        case ErrorKind::AddressNotAvailable: return tr("Address not available here");
        case ErrorKind::PermissionDenied: return tr("Permission denied");
        case ErrorKind::MessageTooLong: return tr("Message too long");
        case ErrorKind::Reset: return tr("Reset by the peer");
        case ErrorKind::BrokenPipe: return tr("The connection is already closed");
        case ErrorKind::NoScopeId: return tr("Interface missing in a link-local address");
        case ErrorKind::NameNotFound: return tr("Name not found");
        case ErrorKind::ResolverFailed: return tr("The resolver gave no answer");
        case ErrorKind::TooManyOpenFiles: return tr("Too many open files");
        default: return titleOfOthers(kind);
        }
    }

    static QString origin(const NetError &error)
    {
        const QString call = QString::fromLatin1(error.call);
        if (error.sysErrno == 0)
            return call.isEmpty() ? tr("no errno: refused before any system call")
                                  : tr("no errno, from %1").arg(call);
        const QString name = QString::fromLatin1(netcore::errnoName(error.sysErrno));
        return call.isEmpty() ? name : tr("%1, from %2()").arg(name, call);
    }

    static QString noPlace() { return tr("this workbench"); }

    static QString ended(EndReason reason)
    {
        switch (reason) {
        case EndReason::None: return {};
        case EndReason::FinByPeer: return tr("FIN by peer");
        case EndReason::ClosedByUs: return tr("closed by us");
        case EndReason::ResetByPeer: return tr("reset by peer");
        case EndReason::ResetByUs: return tr("reset by us");
        case EndReason::Failed: return tr("failed");
        case EndReason::SelfConnect: return tr("had connected to itself");
        case EndReason::Refused: return tr("over the listener's limit");
        case EndReason::SessionClosed: return tr("session closed");
        }
        return {};
    }

    static QString withErrno(const QString &text, const QString &name)
    {
        return tr("%1 (%2)").arg(text, name);
    }

private:
    static QString titleOfOthers(ErrorKind kind)
    {
        switch (kind) {
        case ErrorKind::NoSpace: return tr("No space left");
        case ErrorKind::InputOutput: return tr("Reading or writing a file failed");
        case ErrorKind::NotFound: return tr("Not found");
        case ErrorKind::LimitExceeded: return tr("Over a limit");
        case ErrorKind::NotConnected: return tr("Not connected");
        case ErrorKind::Unsupported: return tr("Not supported here");
        case ErrorKind::SelfConnect: return tr("The connection reached itself");
        case ErrorKind::Cancelled: return tr("Cancelled");
        case ErrorKind::Damaged: return tr("Damaged data");
        default: return tr("The system refused");
        }
    }
};

/// The port at the end of "tcp://host:port?…", "host:port" or "[v6]:port".
quint16 portAtEnd(const QString &where)
{
    const QString address = where.section(u'?', 0, 0);
    return address.mid(address.lastIndexOf(u':') + 1).toUShort();
}

int openFilesLimit()
{
    rlimit limit{};
    const bool known = ::getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur < rlim_t(INT_MAX);
    return known ? int(limit.rlim_cur) : 0;
}

} // namespace

FailedPlace FailedPlace::of(const QString &where)
{
    FailedPlace place;
    place.text = where;
    place.port = portAtEnd(where);
    if (const auto spec = EndpointSpec::parse(where)) {
        place.spec = *spec;
        place.port = spec->port;
    }
    place.udp = place.spec ? place.spec->isUdp() : where.startsWith(QLatin1String("udp"));
    return place;
}

QString FailedPlace::withPort(quint16 other) const
{
    if (!spec)
        return {};
    EndpointSpec changed = *spec;
    changed.port = other;
    return changed.toString();
}

QString FailedPlace::withScope(const QString &scope) const
{
    if (!spec)
        return {};
    EndpointSpec changed = *spec;
    changed.scope = scope;
    return changed.toString();
}

LocalFacts gatherFacts(const Failure &failure)
{
    LocalFacts facts;
    const FailedPlace place = FailedPlace::of(failure.where);
    const netcore::PortKind kind = place.udp ? netcore::PortKind::Udp : netcore::PortKind::Tcp;
    switch (failure.error.kind) {
    case ErrorKind::AddressInUse:
        facts.owner = netcore::ownerOfPort(kind, place.port);
        facts.freePort = netcore::freePort(kind);
        break;
    case ErrorKind::PermissionDenied: facts.firstUnprivilegedPort = netcore::firstUnprivilegedPort(); break;
    case ErrorKind::NoScopeId:
    case ErrorKind::InvalidArgument: facts.interfaces = netcore::scopeCandidates(); break;
    case ErrorKind::TooManyOpenFiles: facts.openFilesLimit = openFilesLimit(); break;
    default: break;
    }
    return facts;
}

Explanation explain(const Failure &failure, const LocalFacts &facts)
{
    Explanation result;
    result.what = ErrorCoach::title(failure.error.kind);
    result.where = failure.where.isEmpty() ? ErrorCoach::noPlace() : plain(failure.where, 256);
    result.errnoName = ErrorCoach::origin(failure.error);
    result.position = failure.error.position;
    result.session = failure.session;
    explainCause(failure, FailedPlace::of(failure.where), facts, result);
    return result;
}

Explanation explain(const Failure &failure)
{
    return explain(failure, gatherFacts(failure));
}

QString shortReason(const NetError &error)
{
    const QString title = ErrorCoach::title(error.kind);
    if (error.sysErrno == 0)
        return title;
    return ErrorCoach::withErrno(title, QString::fromLatin1(netcore::errnoName(error.sysErrno)));
}

QString endReasonText(EndReason reason, const NetError &error)
{
    if (reason == EndReason::Failed)
        return shortReason(error);
    const QString text = ErrorCoach::ended(reason);
    if (error.sysErrno == 0 || text.isEmpty())
        return text;
    return ErrorCoach::withErrno(text, QString::fromLatin1(netcore::errnoName(error.sysErrno)));
}

} // namespace models
