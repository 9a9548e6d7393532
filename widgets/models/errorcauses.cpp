#include "widgets/models/errorcauses.h"

#include "widgets/models/plaintext.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QLocale>

#include <cerrno>
#include <cstring>

namespace models {

using netcore::ErrorKind;
using netcore::Failure;
using netcore::NetError;

namespace {

using Action = NextStep::Action;

/// Writes cause and next steps of one failure.
class ErrorCauses
{
    Q_DECLARE_TR_FUNCTIONS(ErrorCauses)

public:
    ErrorCauses(const Failure &failure, const FailedPlace &place, const LocalFacts &facts, Explanation &out)
        : m_failure(failure), m_error(failure.error), m_place(place), m_facts(facts), m_out(out)
    {
    }

    void write()
    {
        if (!writeConnecting() && !writeBinding() && !writeSending() && !writeOurs())
            writeUnknown();
    }

private:
    bool isCall(const char *name) const { return std::strcmp(m_error.call, name) == 0; }
    bool isFile() const { return m_failure.session == netcore::SessionId::None && !m_place.spec; }

    QString reason(const QString &otherwise) const
    {
        return *m_error.reason ? QCoreApplication::translate("netcore", m_error.reason) : otherwise;
    }

    void cause(const QString &text) { m_out.cause = text; }
    void step(const QString &text) { m_out.steps.append({text, Action::None, {}, {}}); }
    void openInstead(const QString &text, const QString &spec)
    {
        if (spec.isEmpty())
            step(text);
        else
            m_out.steps.append({text, Action::OpenInstead, spec, tr("Open %1").arg(plain(spec, 80))});
    }
    void retry(const QString &text)
    {
        if (m_failure.session == netcore::SessionId::None)
            step(text);
        else
            m_out.steps.append({text, Action::Retry, {}, tr("Try again")});
    }
    void edit(const QString &text)
    {
        m_out.steps.append({text, Action::EditEndpoint, m_failure.where, tr("Edit")});
    }

    bool writeConnecting()
    {
        switch (m_error.kind) {
        case ErrorKind::Refused: refused(); return true;
        case ErrorKind::TimedOut: timedOut(); return true;
        case ErrorKind::HostUnreachable:
            cause(
                tr("A route exists, but nobody answers for this address: the host is off, the cable is out, "
                   "or a route or firewall says \"unreachable\"."));
            step(tr("Check that the device is switched on and in the same network, then try ping."));
            retry(tr("Try again when it is reachable."));
            return true;
        case ErrorKind::NetworkUnreachable:
            cause(tr("This machine has no route to that network: no interface is up for it and there is no "
                     "default route."));
            step(tr("Look at \"ip route\": connect the network, or add the route."));
            retry(tr("Try again when the network is up."));
            return true;
        case ErrorKind::NameNotFound:
            cause(tr("The resolver answered that this name does not exist."));
            edit(tr("Check the spelling, or give the address itself."));
            return true;
        case ErrorKind::ResolverFailed:
            cause(reason(tr("No name server gave an answer; the name may exist or not.")));
            step(tr(
                "Check the network and the name servers in /etc/resolv.conf, or give the address itself."));
            retry(tr("Try again."));
            return true;
        case ErrorKind::NoScopeId: noScopeId(); return true;
        case ErrorKind::SelfConnect:
            cause(tr("Nobody listened on that port. The kernel chose the same port as the local one, and the "
                     "connection reached itself (a simultaneous open). It was closed."));
            step(
                tr("Start the server first, or let it listen below the range of local ports (32768–60999)."));
            retry(tr("Try again."));
            return true;
        default: return false;
        }
    }

    void refused()
    {
        if (m_place.udp) {
            cause(tr(
                "The host answered \"port unreachable\" (ICMP): it is there, but no program receives on this "
                "UDP port. The socket stays open."));
            step(tr("Start the receiver, or check the port; then send again."));
            return;
        }
        cause(
            tr("The host is there and answered with a reset: no program listens on this port, or a firewall "
               "refuses it."));
        step(tr(
            "Check the port and start the server; a listener on 127.0.0.1 is not reachable from outside."));
        retry(tr("Try again when the server is running."));
    }

    void timedOut()
    {
        cause(tr(
            "No answer at all came back in time. Packets are lost or dropped in silence, as firewalls do; a "
            "closed port would have been refused at once."));
        step(tr("Check the address and the firewalls on the way. The option timeout=MS of the endpoint waits "
                "longer."));
        retry(tr("Try again."));
    }

    void noScopeId()
    {
        cause(tr("A link-local address (fe80::…) exists on every interface, so the interface has to be named "
                 "behind a percent sign."));
        for (const QString &name : m_facts.interfaces)
            openInstead(tr("Use the interface %1.").arg(plain(name)), m_place.withScope(name));
        edit(m_facts.interfaces.isEmpty()
                 ? tr("No interface but the loopback is up: connect one first.")
                 : tr("Write the interface behind the address, as in fe80::1%eth0."));
    }

    bool writeBinding()
    {
        switch (m_error.kind) {
        case ErrorKind::AddressInUse: addressInUse(); return true;
        case ErrorKind::AddressNotAvailable: addressNotAvailable(); return true;
        case ErrorKind::PermissionDenied: permissionDenied(); return true;
        case ErrorKind::TooManyOpenFiles: tooManyOpenFiles(); return true;
        default: return false;
        }
    }

    void addressInUse()
    {
        if (!m_facts.owner)
            cause(tr("Another socket is bound to this address and port; its owner cannot be read."));
        else if (m_facts.owner->pid == 0)
            cause(tr("The port is held by a program of another user (uid %1) on %2.")
                      .arg(QString::number(m_facts.owner->uid), m_facts.owner->localAddress));
        else
            cause(tr("The port is held by %1 (process %2) on %3.")
                      .arg(plain(m_facts.owner->program), QString::number(m_facts.owner->pid),
                           m_facts.owner->localAddress));
        if (m_facts.freePort != 0)
            openInstead(tr("Port %1 is free now.").arg(m_facts.freePort), m_place.withPort(m_facts.freePort));
        openInstead(tr("Port 0 lets the kernel choose a free one."), m_place.withPort(0));
        retry(tr("End the other program and try again."));
    }

    void addressNotAvailable()
    {
        if (isCall("connect"))
            cause(tr(
                "No address of this machine can be used to reach it: for an IPv6 address this mostly means "
                "that the machine has no IPv6, and to port 0 nobody can connect."));
        else
            cause(
                tr("No interface of this machine has this address now. It may have vanished with a cable, a "
                   "VPN or a new DHCP lease."));
        edit(tr("Bind to an address that this machine has (see \"ip address\"), or to 127.0.0.1."));
        retry(tr("Try again when the address is back."));
    }

    void permissionDenied()
    {
        if (isFile()) {
            cause(tr("The rights of the file or its folder do not allow it."));
            step(tr("Choose another folder, or change the rights."));
        } else if (m_place.spec && !m_place.spec->unixName.isEmpty()) {
            cause(tr("The rights of the socket file or its folder do not allow it."));
            step(tr("Check the rights with \"ls -l\", or choose a path in your own folder."));
        } else if (isCall("bind") || (m_place.port > 0 && m_place.port < m_facts.firstUnprivilegedPort &&
                                      m_place.spec && m_place.spec->isListener())) {
            privilegedPort();
        } else {
            cause(
                tr("A rule of this machine forbids it: a \"prohibit\" route, a firewall rule, or a broadcast "
                   "address without broadcast=1."));
            step(tr("Look at \"ip route get\" for this address; for a broadcast, add broadcast=1 to the "
                    "endpoint."));
        }
    }

    void privilegedPort()
    {
        cause(tr("Ports below %1 are kept for the system on this machine "
                 "(net.ipv4.ip_unprivileged_port_start).")
                  .arg(m_facts.firstUnprivilegedPort));
        const quint16 instead = quint16(m_place.port + 8000);
        openInstead(tr("Port %1 needs no right.").arg(instead), m_place.withPort(instead));
        step(tr("Do not run the workbench as root for this."));
    }

    void tooManyOpenFiles()
    {
        if (m_error.sysErrno == ENFILE)
            cause(tr("The whole machine has no file descriptors left."));
        else if (m_facts.openFilesLimit > 0)
            cause(tr("This program may hold %n file descriptor(s), and all are in use.", nullptr,
                     m_facts.openFilesLimit));
        else
            cause(tr("This program has used all file descriptors that it may hold."));
        step(tr("Close connections that are not needed, or start it with a higher limit (ulimit -n)."));
        step(tr("Listeners go on by themselves as soon as descriptors are free."));
    }

    bool writeSending()
    {
        switch (m_error.kind) {
        case ErrorKind::MessageTooLong:
            cause(tr(
                "One UDP datagram carries at most 65,507 bytes over IPv4 and 65,527 over IPv6 (65,535 less "
                "the headers). Nothing was sent."));
            step(tr("Send it in parts of at most 1,200 bytes to stay below every path's MTU, or use TCP."));
            return true;
        case ErrorKind::Reset:
            cause(
                interrupted(tr("The peer ended the connection with a reset (RST): it closed without reading "
                               "everything, or it crashed.")));
            step(tr(
                "Look at the peer's log. Ask it what it received: data handed to the kernel may be lost."));
            retry(tr("Connect again."));
            return true;
        case ErrorKind::BrokenPipe:
            cause(interrupted(tr("The peer had already closed or reset this connection.")));
            step(tr("Connect again and send what is missing."));
            retry(tr("Connect again."));
            return true;
        case ErrorKind::NotConnected:
            cause(reason(tr("The connection has ended, or it is not connected yet.")));
            step(tr("Choose a live connection in the table, or connect again."));
            return true;
        case ErrorKind::LimitExceeded:
            cause(
                interrupted(reason(tr("A limit of this program was reached; nothing beyond it was taken."))));
            step(tr("Wait until the peer has read what is under way, then go on."));
            return true;
        default: return false;
        }
    }

    /// Says how far a send came; never that anything was delivered (faults row 16).
    QString interrupted(const QString &text) const
    {
        if (m_failure.bytesAsked == 0)
            return text;
        const QLocale locale;
        return tr("%1 %2 of %3 bytes had been handed to the kernel; how many arrived is not known.")
            .arg(text, locale.toString(qulonglong(m_failure.bytesDone)),
                 locale.toString(qulonglong(m_failure.bytesAsked)));
    }

    bool writeOurs()
    {
        switch (m_error.kind) {
        case ErrorKind::InvalidArgument: invalid(); return true;
        case ErrorKind::NoSpace:
            cause(tr("The disk is full. Everything up to here is kept; live views go on, but nothing more is "
                     "recorded."));
            m_out.steps.append(
                {tr("Free some space, then resume."), Action::ResumeRecording, {}, tr("Resume")});
            return true;
        case ErrorKind::InputOutput:
            cause(reason(tr("The file system refused: the disk has an error or is read-only.")));
            step(tr("Choose another place, and check the disk."));
            return true;
        case ErrorKind::NotFound:
            cause(reason(tr("There is nothing by this name.")));
            step(tr("Check the path; a Unix socket exists only while its server runs."));
            return true;
        case ErrorKind::Unsupported:
            cause(reason(tr("This system does not offer this kind of address or operation.")));
            step(tr("Use the other address family (IPv4 or IPv6), or leave the option out."));
            return true;
        case ErrorKind::Cancelled:
            cause(tr("It was stopped before it was finished."));
            retry(tr("Start it again if it was not meant to stop."));
            return true;
        case ErrorKind::Damaged:
            cause(reason(tr("Stored data fails its own checks; what is sound is kept.")));
            step(tr("Use an older copy, or go on with the part that can be read."));
            return true;
        default: return false;
        }
    }

    void invalid()
    {
        if (m_error.sysErrno != 0) {
            cause(tr("The kernel says that this cannot be: a \"blackhole\" route, a link-local address "
                     "without its "
                     "interface, or an option out of range."));
            step(tr("Look at \"ip route get\" for this address; write fe80::… with %interface behind it."));
        } else {
            cause(reason(tr("The text cannot be understood.")));
        }
        if (m_error.position >= 0)
            edit(tr("Look at character %1.").arg(m_error.position + 1));
        else
            edit(tr("Change the text and try again."));
    }

    void writeUnknown()
    {
        const QString text = m_error.sysErrno != 0 ? QString::fromLocal8Bit(std::strerror(m_error.sysErrno))
                                                   : tr("No further detail is known.");
        cause(reason(text));
        step(tr("The Calls view shows the call that failed, with its arguments."));
    }

    const Failure &m_failure;
    const NetError &m_error;
    const FailedPlace &m_place;
    const LocalFacts &m_facts;
    Explanation &m_out;
};

} // namespace

void explainCause(const Failure &failure, const FailedPlace &place, const LocalFacts &facts,
                  Explanation &explanation)
{
    ErrorCauses(failure, place, facts, explanation).write();
}

} // namespace models
