#include "netcore/address/endpointspec.h"

namespace netcore {

namespace {

using Type = EndpointOption::Type;

constexpr int largestBuffer = 1 << 30;
constexpr int longestMs = 24 * 3600 * 1000;

const EndpointOption bindOption = {"bind", Type::Address, 0, 0,
                                   NETCORE_REASON("local address to leave from, with or without a port")};
const EndpointOption nodelay = {"nodelay", Type::Flag, 0, 1,
                                NETCORE_REASON("1: send small pieces at once (TCP_NODELAY)")};
const EndpointOption keepalive = {"keepalive", Type::Flag, 0, 1,
                                  NETCORE_REASON("1: let the kernel probe an idle peer (SO_KEEPALIVE)")};
const EndpointOption timeout = {"timeout", Type::Number, 1, longestMs,
                                NETCORE_REASON("ms until a connect is given up (10,000)")};
const EndpointOption reconnect = {"reconnect", Type::Flag, 0, 1,
                                  NETCORE_REASON("1: connect again when the connection ends, with back-off")};
const EndpointOption rcvbuf = {"rcvbuf", Type::Number, 1, largestBuffer,
                               NETCORE_REASON("bytes of receive buffer to ask the kernel for (SO_RCVBUF)")};
const EndpointOption sndbuf = {"sndbuf", Type::Number, 1, largestBuffer,
                               NETCORE_REASON("bytes of send buffer to ask the kernel for (SO_SNDBUF)")};
const EndpointOption readSize = {
    "read", Type::Number, 1, 256 << 10,
    NETCORE_REASON("bytes that one read takes at most (262,144): small reads show how a stream is cut")};
const EndpointOption familyOption = {"family", Type::Word, 4, 6,
                                     NETCORE_REASON("4 or 6: use only this IP version")};
const EndpointOption ttl = {"ttl", Type::Number, 1, 255,
                            NETCORE_REASON("hops that a sent packet may take (IP_TTL)")};
const EndpointOption linger = {"linger", Type::Number, 0, 65535,
                               NETCORE_REASON("seconds to linger at close; 0 resets (SO_LINGER)")};
const EndpointOption backlog = {"backlog", Type::Number, 0, 65535,
                                NETCORE_REASON("connections that may wait to be accepted (128)")};
const EndpointOption reuseaddr = {"reuseaddr", Type::Flag, 0, 1,
                                  NETCORE_REASON("0: do not bind while old connections are in TIME-WAIT")};
const EndpointOption v6only = {"v6only", Type::Flag, 0, 1,
                               NETCORE_REASON("0: an IPv6 listener takes IPv4 too")};
const EndpointOption maxconnections = {"maxconnections", Type::Number, 1, 100'000,
                                       NETCORE_REASON("live connections at most (1,000)")};
const EndpointOption broadcast = {"broadcast", Type::Flag, 0, 1,
                                  NETCORE_REASON("1: allow sending to broadcast addresses (SO_BROADCAST)")};
const EndpointOption connected = {
    "connected", Type::Flag, 0, 1,
    NETCORE_REASON("1: connect the UDP socket, so that it hears only this peer")};

} // namespace

const std::vector<EndpointOption> &optionsFor(Scheme scheme)
{
    static const std::vector<EndpointOption> tcp = {bindOption, nodelay, keepalive, timeout,
                                                    reconnect,  rcvbuf,  sndbuf,    familyOption,
                                                    ttl,        linger,  readSize};
    static const std::vector<EndpointOption> tcpListen = {backlog, reuseaddr, v6only,         nodelay,
                                                          rcvbuf,  sndbuf,    maxconnections, readSize};
    static const std::vector<EndpointOption> udp = {bindOption, broadcast,    rcvbuf,   sndbuf,
                                                    ttl,        familyOption, connected};
    static const std::vector<EndpointOption> udpListen = {broadcast, rcvbuf, sndbuf, v6only, reuseaddr};
    static const std::vector<EndpointOption> unixStream = {timeout, reconnect, rcvbuf, sndbuf, readSize};
    static const std::vector<EndpointOption> unixListen = {backlog, rcvbuf, sndbuf, maxconnections, readSize};
    switch (scheme) {
    case Scheme::Tcp: return tcp;
    case Scheme::TcpListen: return tcpListen;
    case Scheme::Udp: return udp;
    case Scheme::UdpListen: return udpListen;
    case Scheme::Unix: return unixStream;
    case Scheme::UnixListen: return unixListen;
    }
    Q_UNREACHABLE();
}

} // namespace netcore
