#include "netcore/session/snapshot.h"

namespace netcore {

const char *stateName(ConnectionState state)
{
    switch (state) {
    case ConnectionState::Closed: return "CLOSED";
    case ConnectionState::Listen: return "LISTEN";
    case ConnectionState::SynSent: return "SYN-SENT";
    case ConnectionState::SynReceived: return "SYN-RECEIVED";
    case ConnectionState::Established: return "ESTABLISHED";
    case ConnectionState::FinWait1: return "FIN-WAIT-1";
    case ConnectionState::FinWait2: return "FIN-WAIT-2";
    case ConnectionState::CloseWait: return "CLOSE-WAIT";
    case ConnectionState::Closing: return "CLOSING";
    case ConnectionState::LastAck: return "LAST-ACK";
    case ConnectionState::TimeWait: return "TIME-WAIT";
    case ConnectionState::Open: return "OPEN";
    case ConnectionState::Resolving: return "RESOLVING";
    }
    return "";
}

const char *endReasonName(EndReason reason)
{
    switch (reason) {
    case EndReason::None: return "";
    case EndReason::FinByPeer: return "fin-by-peer";
    case EndReason::ClosedByUs: return "closed-by-us";
    case EndReason::ResetByPeer: return "reset-by-peer";
    case EndReason::ResetByUs: return "reset-by-us";
    case EndReason::Failed: return "failed";
    case EndReason::SelfConnect: return "self-connect";
    case EndReason::Refused: return "refused-by-us";
    case EndReason::SessionClosed: return "session-closed";
    }
    return "";
}

const char *transportName(Transport transport)
{
    switch (transport) {
    case Transport::Tcp: return "tcp";
    case Transport::Udp: return "udp";
    case Transport::Unix: return "unix";
    }
    return "";
}

} // namespace netcore
