#include "netcore/session/namelookup.h"

#include <QtCore/QTimer>
#include <QtNetwork/QHostInfo>

#include <utility>

namespace netcore {

namespace {

constexpr int resolverTimeoutMs = 5000;

QList<SocketAddress> loopbacks(const EndpointSpec &spec)
{
    const SocketAddress v4(QHostAddress(QHostAddress::LocalHost), spec.port);
    const SocketAddress v6(QHostAddress(QHostAddress::LocalHostIPv6), spec.port);
    if (const std::optional<QString> family = spec.option(u"family"))
        return {family->contains(QLatin1Char('6')) ? v6 : v4};
    // Streams try both, in the order of RFC 6724; UDP cannot see that nobody is there, so IPv4 goes first.
    return spec.scheme == Scheme::Tcp ? QList<SocketAddress>{v6, v4} : QList<SocketAddress>{v4, v6};
}

bool fitsFamily(const EndpointSpec &spec, const QHostAddress &host)
{
    const std::optional<QString> family = spec.option(u"family");
    if (!family)
        return true;
    const bool v6 = host.protocol() == QAbstractSocket::IPv6Protocol;
    return family->contains(QLatin1Char('6')) == v6;
}

Result<QList<SocketAddress>> addressesOf(const EndpointSpec &spec, const QHostInfo &info)
{
    if (info.error() == QHostInfo::HostNotFound)
        return refused(NetError::of(ErrorKind::NameNotFound, "getaddrinfo", NETCORE_REASON("no such name")));
    if (info.error() != QHostInfo::NoError)
        return refused(NetError::of(ErrorKind::ResolverFailed, "getaddrinfo",
                                    NETCORE_REASON("the resolver could not answer")));
    QList<SocketAddress> addresses;
    for (const QHostAddress &host : info.addresses()) {
        if (fitsFamily(spec, host))
            addresses.append(SocketAddress(host, spec.port));
    }
    if (addresses.isEmpty())
        return refused(NetError::of(ErrorKind::NameNotFound, "getaddrinfo",
                                    NETCORE_REASON("the name has no address of this family")));
    return addresses;
}

/// One name that the resolver is asked. Goes with its context, then without an answer.
class NameQuestion final : public QObject
{
    Q_OBJECT

public:
    NameQuestion(const EndpointSpec &spec, QObject *context, LookedUp lookedUp)
        : QObject(context), m_spec(spec), m_lookedUp(std::move(lookedUp))
    {
        // By name and not by a lambda: Qt 6.4 leaks a lambda whose receiver goes before the answer comes.
        m_id = QHostInfo::lookupHost(spec.host, this, SLOT(answered(QHostInfo)));
        QTimer::singleShot(resolverTimeoutMs, this, &NameQuestion::giveUp);
    }
    ~NameQuestion() override { QHostInfo::abortHostLookup(m_id); }

private Q_SLOTS:
    void answered(const QHostInfo &info) { end(addressesOf(m_spec, info)); }

private:
    void giveUp()
    {
        end(refused(NetError::of(ErrorKind::TimedOut, "getaddrinfo",
                                 NETCORE_REASON("the resolver gave no answer within 5 s"))));
    }
    void end(const Result<QList<SocketAddress>> &addresses)
    {
        if (const LookedUp lookedUp = std::exchange(m_lookedUp, {})) {
            deleteLater();
            lookedUp(addresses);
        }
    }

    EndpointSpec m_spec;
    LookedUp m_lookedUp;
    int m_id = 0;
};

} // namespace

void lookUp(const EndpointSpec &spec, QObject *context, LookedUp lookedUp)
{
    if (spec.scheme == Scheme::Unix || spec.scheme == Scheme::UnixListen) {
        lookedUp(QList<SocketAddress>{SocketAddress::unixPath(spec.unixName.toLocal8Bit())});
        return;
    }
    const bool local = spec.host.isEmpty() || spec.host.compare(u"localhost", Qt::CaseInsensitive) == 0;
    if (local) { // never asked of a name server: RFC 6761 s.6.3
        lookedUp(loopbacks(spec));
        return;
    }
    QHostAddress literal;
    if (!literal.setAddress(spec.host)) {
        new NameQuestion(spec, context, std::move(lookedUp));
        return;
    }
    if (!spec.scope.isEmpty())
        literal.setScopeId(spec.scope);
    lookedUp(QList<SocketAddress>{SocketAddress(literal, spec.port)});
}

} // namespace netcore

#include "namelookup.moc"
