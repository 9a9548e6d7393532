#pragma once

#include "netcore/base/result.h"

#include <QtCore/QString>
#include <QtCore/QStringList>

#include <optional>
#include <utility>
#include <vector>

namespace netcore {

enum class Scheme : quint8 { Tcp, TcpListen, Udp, UdpListen, Unix, UnixListen };

/// What the user opens, as one line of text: `tcp://10.0.0.7:502?bind=192.168.1.5&nodelay=1`.
///
/// Text         RFC 3986 URL form; hosts as RFC 5952 writes them; scope as %eth0 (RFC 6874's %25 is also
/// read).
///              A text without "scheme://" is refused with a reason that names the forms.
/// Options      `key=value` after '?', joined by '&', checked against optionsFor(scheme); order kept
/// Units        times in ms, sizes in bytes
/// Errors       parse() gives NetError{InvalidArgument} with the position of the character that is wrong
/// Round trip   parse(s.toString()) == s
/// Thread       plain value, any thread
struct EndpointSpec
{
    Scheme scheme = Scheme::Tcp;
    QString host;     // name or address without brackets and scope; empty for Unix
    QString scope;    // interface name or index of a link-local address; empty without
    quint16 port = 0; // 0 lets the kernel choose (listeners and UDP only)
    QString unixName; // path, or "@name" for an abstract name; empty unless Unix
    std::vector<std::pair<QString, QString>> options;

    static Result<EndpointSpec> parse(QStringView text);
    QString toString() const;

    bool isListener() const;
    bool isStream() const; // TCP or Unix stream
    bool isUdp() const;
    /// True if the address to bind reaches beyond this machine (an "any" address or not loopback). faults
    /// row 66.
    bool bindsBeyondLoopback() const;

    std::optional<QString> option(QStringView key) const;
    /// The option as a number, or `otherwise` where it is absent. parse() has already checked the range.
    int number(QStringView key, int otherwise) const;
    void setOption(const QString &key, const QString &value);

    bool operator==(const EndpointSpec &) const = default;
};

/// One option that a scheme takes: its name, the range or the words it accepts, and what it does.
struct EndpointOption
{
    const char *name;
    enum class Type { Flag, Number, Address, Word } type;
    int least;
    int most;
    const char *purpose; // English, NETCORE_REASON
};

/// The options of a scheme, in the order in which help shows them:
/// tcp: bind nodelay keepalive timeout reconnect rcvbuf sndbuf family ttl linger read
/// tcp-listen: backlog reuseaddr v6only nodelay rcvbuf sndbuf maxconnections read
/// udp: bind broadcast rcvbuf sndbuf ttl family connected;  udp-listen: broadcast rcvbuf sndbuf v6only
/// reuseaddr
const std::vector<EndpointOption> &optionsFor(Scheme scheme);

QString schemeName(Scheme scheme); // "tcp-listen"

} // namespace netcore
