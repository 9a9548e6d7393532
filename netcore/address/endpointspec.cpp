#include "netcore/address/endpointspec.h"

#include "netcore/address/hosttext.h"
#include "netcore/address/socketaddress.h"

#include <QtCore/QFile>
#include <QtNetwork/QHostAddress>

#include <algorithm>
#include <array>

namespace netcore {

namespace {

constexpr qsizetype longestSpec = 4096;

struct SchemeWord
{
    Scheme scheme;
    QLatin1String name;
};

constexpr std::array<SchemeWord, 6> schemes = {{
    {Scheme::Tcp, QLatin1String("tcp")},
    {Scheme::TcpListen, QLatin1String("tcp-listen")},
    {Scheme::Udp, QLatin1String("udp")},
    {Scheme::UdpListen, QLatin1String("udp-listen")},
    {Scheme::Unix, QLatin1String("unix")},
    {Scheme::UnixListen, QLatin1String("unix-listen")},
}};

bool isUnix(Scheme scheme)
{
    return scheme == Scheme::Unix || scheme == Scheme::UnixListen;
}

bool isAddress(const QString &host)
{
    return QHostAddress(host).protocol() != QAbstractSocket::UnknownNetworkLayerProtocol;
}

/// A part of the text that remembers where it stands in the whole.
struct Piece
{
    QStringView text;
    qsizetype at = 0;
    Piece from(qsizetype i) const { return {text.sliced(i), at + i}; }
    Piece until(qsizetype i) const { return {text.first(i), at}; }
    qsizetype end() const { return at + text.size(); }
};

Result<quint16> parsePort(const Piece &piece)
{
    if (piece.text.isEmpty())
        return wrong(NETCORE_REASON("a port is expected here"), piece.at);
    for (qsizetype i = 0; i < piece.text.size(); ++i) {
        if (piece.text[i] < u'0' || piece.text[i] > u'9')
            return wrong(NETCORE_REASON("a port is a number from 0 to 65535"), piece.at + i);
    }
    bool fits = false;
    const quint32 port = piece.text.toUInt(&fits);
    if (!fits || port > 65535)
        return wrong(NETCORE_REASON("the port is larger than 65535"), piece.at);
    return quint16(port);
}

/// "fe80::1%eth0" (or %25eth0) into host and scope; checks that it is an IPv6 address.
Result<void> parseIPv6(const Piece &inside, EndpointSpec &spec)
{
    const qsizetype percent = inside.text.indexOf(u'%');
    const Piece address = percent < 0 ? inside : inside.until(percent);
    const QHostAddress parsed(address.text.toString());
    if (parsed.protocol() != QAbstractSocket::IPv6Protocol)
        return wrong(NETCORE_REASON("an IPv6 address is expected between the brackets"), inside.at);
    spec.host = parsed.toString();
    if (percent < 0)
        return {};
    Piece scope = inside.from(percent + 1);
    if (scope.text.startsWith(QLatin1String("25")) && scope.text.size() > 2)
        scope = scope.from(2);
    const auto bad = std::find_if(scope.text.begin(), scope.text.end(), [](QChar c) {
        return c.isSpace() || c.unicode() < 0x21 || c == u'%' || c == u'/' || c == u']';
    });
    if (scope.text.isEmpty() || bad != scope.text.end())
        return wrong(NETCORE_REASON("the scope must name a network interface, e.g. %eth0"),
                     scope.at + (bad - scope.text.begin()));
    spec.scope = scope.text.toString();
    return {};
}

Result<void> parseName(const Piece &host, EndpointSpec &spec)
{
    if (const Result<void> checked = checkHostText(host.text, host.at); !checked)
        return checked;
    const QString text = host.text.toString();
    const bool looksLikeIPv4 =
        std::all_of(text.begin(), text.end(), [](QChar c) { return (c >= u'0' && c <= u'9') || c == u'.'; });
    const QStringList numbers = looksLikeIPv4 ? text.split(u'.') : QStringList();
    const bool octal = std::any_of(numbers.begin(), numbers.end(),
                                   [](const QString &n) { return n.size() > 1 && n.startsWith(u'0'); });
    if (octal)
        return wrong(
            NETCORE_REASON("an IPv4 number has no leading zero: some programs would read it as octal"),
            host.at);
    if (looksLikeIPv4 && (numbers.size() != 4 || !isAddress(text)))
        return wrong(
            NETCORE_REASON("this is neither an IPv4 address nor a name; write four numbers up to 255"),
            host.at);
    spec.host = text;
    return {};
}

Result<void> parseBracketed(const Piece &authority, EndpointSpec &spec, Piece &afterHost)
{
    const qsizetype closing = authority.text.indexOf(u']');
    if (closing < 0)
        return wrong(NETCORE_REASON("the bracket is never closed"), authority.at);
    afterHost = authority.from(closing + 1);
    return parseIPv6(authority.until(closing).from(1), spec);
}

Result<void> parseHostAndPort(const Piece &authority, EndpointSpec &spec)
{
    Piece afterHost;
    if (authority.text.startsWith(u'[')) {
        if (const Result<void> parsed = parseBracketed(authority, spec, afterHost); !parsed)
            return parsed;
    } else {
        const qsizetype colon = authority.text.indexOf(u':');
        if (colon >= 0 && authority.text.indexOf(u':', colon + 1) >= 0)
            return wrong(NETCORE_REASON("an IPv6 address is written in brackets: [::1]:9000"), authority.at);
        const Piece host = colon < 0 ? authority : authority.until(colon);
        afterHost = colon < 0 ? authority.from(authority.text.size()) : authority.from(colon);
        // A listener without a host listens where nobody else can reach it: faults row 66.
        const bool mayBeEmpty = spec.isListener() && host.text.isEmpty();
        if (mayBeEmpty)
            spec.host = QStringLiteral("127.0.0.1");
        else if (const Result<void> parsed = parseName(host, spec); !parsed)
            return parsed;
    }
    if (!afterHost.text.startsWith(u':'))
        return wrong(afterHost.text.isEmpty() ? NETCORE_REASON("a port is expected here, e.g. :9000")
                                              : NETCORE_REASON("a colon and a port are expected here"),
                     afterHost.at);
    const Piece portText = afterHost.from(1);
    const Result<quint16> port = parsePort(portText);
    if (!port)
        return refused(port.error());
    if (*port == 0 && !spec.isListener())
        return wrong(
            NETCORE_REASON("port 0 cannot be reached; it is for listeners, where the kernel chooses"),
            portText.at);
    spec.port = *port;
    return {};
}

Result<void> parseUnixName(const Piece &name, EndpointSpec &spec)
{
    if (name.text.isEmpty() || name.text == u"@")
        return wrong(NETCORE_REASON("a path is expected here, or @name for an abstract name"), name.at);
    const qsizetype nul = name.text.indexOf(QChar(0));
    if (nul >= 0)
        return wrong(NETCORE_REASON("a path cannot hold a NUL"), name.at + nul);
    if (!name.text.isValidUtf16())
        return wrong(NETCORE_REASON("the path holds half of a character"), name.at);
    spec.unixName = name.text.toString();
    if (QFile::encodeName(spec.unixName).size() > SocketAddress::unixPathLimit)
        return wrong(NETCORE_REASON("the path is longer than the 107 bytes that a Unix socket can hold"),
                     name.at);
    return {};
}

Result<void> checkNumber(const EndpointOption &option, const Piece &value)
{
    bool isNumber = false;
    const int number = value.text.toInt(&isNumber);
    if (!isNumber)
        return wrong(NETCORE_REASON("a whole number is expected here"), value.at);
    if (number < option.least || number > option.most)
        return wrong(NETCORE_REASON("the number is out of range"), value.at);
    return {};
}

Result<void> checkLocalAddress(const Piece &value)
{
    QString text = value.text.toString();
    if (text.startsWith(u'[')) {
        EndpointSpec ignored;
        Piece rest;
        if (const Result<void> parsed = parseBracketed(value, ignored, rest); !parsed)
            return parsed;
        if (rest.text.isEmpty())
            return {};
        if (!rest.text.startsWith(u':'))
            return wrong(NETCORE_REASON("a colon and a port are expected here"), rest.at);
        const Result<quint16> port = parsePort(rest.from(1));
        return port ? Result<void>{} : Result<void>(refused(port.error()));
    }
    const qsizetype colon = text.count(u':') == 1 ? text.indexOf(u':') : -1;
    if (colon >= 0) {
        const Result<quint16> port = parsePort(value.from(colon + 1));
        if (!port)
            return refused(port.error());
        text.truncate(colon);
    }
    const qsizetype percent = text.indexOf(u'%');
    if (!isAddress(percent < 0 ? text : text.first(percent)))
        return wrong(NETCORE_REASON("a local IPv4 or IPv6 address is expected here"), value.at);
    return {};
}

Result<void> checkOption(const EndpointOption &option, const Piece &value)
{
    switch (option.type) {
    case EndpointOption::Type::Address: return checkLocalAddress(value);
    case EndpointOption::Type::Word:
        if (value.text != u"4" && value.text != u"6")
            return wrong(NETCORE_REASON("4 or 6 is expected here"), value.at);
        return {};
    case EndpointOption::Type::Flag:
        if (value.text != u"0" && value.text != u"1")
            return wrong(NETCORE_REASON("0 or 1 is expected here"), value.at);
        return {};
    case EndpointOption::Type::Number: return checkNumber(option, value);
    }
    Q_UNREACHABLE();
}

Result<void> parseOption(const Piece &pair, EndpointSpec &spec)
{
    const qsizetype equals = pair.text.indexOf(u'=');
    const Piece key = equals < 0 ? pair : pair.until(equals);
    const auto &known = optionsFor(spec.scheme);
    const auto option = std::find_if(known.begin(), known.end(), [&](const EndpointOption &o) {
        return key.text == QLatin1String(o.name);
    });
    if (option == known.end())
        return wrong(NETCORE_REASON("this kind of endpoint has no such option"), key.at);
    if (equals < 0)
        return wrong(NETCORE_REASON("'=' and a value are expected here"), pair.end());
    if (spec.option(key.text))
        return wrong(NETCORE_REASON("this option is given twice"), key.at);
    const Piece value = pair.from(equals + 1);
    if (const Result<void> checked = checkOption(*option, value); !checked)
        return checked;
    spec.options.emplace_back(key.text.toString(), value.text.toString());
    return {};
}

Result<void> parseOptions(Piece rest, EndpointSpec &spec)
{
    for (;;) {
        const qsizetype ampersand = rest.text.indexOf(u'&');
        const Piece pair = ampersand < 0 ? rest : rest.until(ampersand);
        if (const Result<void> parsed = parseOption(pair, spec); !parsed)
            return parsed;
        if (ampersand < 0)
            return {};
        rest = rest.from(ampersand + 1);
    }
}

Result<void> parseScheme(const Piece &whole, EndpointSpec &spec, Piece &rest)
{
    const qsizetype separator = whole.text.indexOf(QLatin1String("://"));
    if (separator < 0)
        return wrong(NETCORE_REASON("write it as scheme://host:port, e.g. tcp://127.0.0.1:9000"), whole.at);
    const auto known = std::find_if(schemes.begin(), schemes.end(), [&](const SchemeWord &word) {
        return whole.text.first(separator).compare(word.name, Qt::CaseInsensitive) == 0;
    });
    if (known == schemes.end())
        return wrong(NETCORE_REASON(
                         "no such scheme; there are tcp, tcp-listen, udp, udp-listen, unix and unix-listen"),
                     whole.at);
    spec.scheme = known->scheme;
    rest = whole.from(separator + 3);
    return {};
}

} // namespace

Result<EndpointSpec> EndpointSpec::parse(QStringView text)
{
    if (text.size() > longestSpec)
        return wrong(NETCORE_REASON("the text is longer than 4,096 characters"), longestSpec);
    const qsizetype leading = text.size() - text.trimmed().size() > 0 && !text.trimmed().isEmpty()
                                  ? text.indexOf(text.trimmed())
                                  : 0;
    EndpointSpec spec;
    Piece rest;
    if (const Result<void> parsed = parseScheme({text.trimmed(), leading}, spec, rest); !parsed)
        return refused(parsed.error());
    const qsizetype question = rest.text.indexOf(u'?');
    const Piece place = question < 0 ? rest : rest.until(question);
    const Result<void> where =
        isUnix(spec.scheme) ? parseUnixName(place, spec) : parseHostAndPort(place, spec);
    if (!where)
        return refused(where.error());
    if (question < 0)
        return spec;
    if (const Result<void> parsed = parseOptions(rest.from(question + 1), spec); !parsed)
        return refused(parsed.error());
    return spec;
}

/// With a '%' in front. A scope such as 251 (an index) would be read as RFC 6874's %25 and 1: it gets the
/// long form.
static QString scopeText(const QString &scope)
{
    const bool misread = scope.size() > 2 && scope.startsWith(QLatin1String("25"));
    return scope.isEmpty() ? QString() : (misread ? QStringLiteral("%25") : QStringLiteral("%")) + scope;
}

QString EndpointSpec::toString() const
{
    QString text = schemeName(scheme) + QLatin1String("://");
    if (isUnix(scheme)) {
        text += unixName;
    } else if (host.contains(u':')) {
        text += u'[' + host + scopeText(scope) + u']';
    } else {
        text += host;
    }
    if (!isUnix(scheme))
        text += u':' + QString::number(port);
    QChar separator = u'?';
    for (const auto &[key, value] : options) {
        text += separator + key + u'=' + value;
        separator = u'&';
    }
    return text;
}

bool EndpointSpec::isListener() const
{
    return scheme == Scheme::TcpListen || scheme == Scheme::UdpListen || scheme == Scheme::UnixListen;
}

bool EndpointSpec::isStream() const
{
    return !isUdp();
}

bool EndpointSpec::isUdp() const
{
    return scheme == Scheme::Udp || scheme == Scheme::UdpListen;
}

bool EndpointSpec::bindsBeyondLoopback() const
{
    if (!isListener() || isUnix(scheme) || host.compare(u"localhost", Qt::CaseInsensitive) == 0)
        return false;
    const QHostAddress address(host);
    return address.isNull() || !address.isLoopback();
}

std::optional<QString> EndpointSpec::option(QStringView key) const
{
    const auto found =
        std::find_if(options.begin(), options.end(), [&](const auto &o) { return o.first == key; });
    if (found == options.end())
        return std::nullopt;
    return found->second;
}

int EndpointSpec::number(QStringView key, int otherwise) const
{
    const std::optional<QString> value = option(key);
    return value ? value->toInt() : otherwise;
}

void EndpointSpec::setOption(const QString &key, const QString &value)
{
    const auto found =
        std::find_if(options.begin(), options.end(), [&](const auto &o) { return o.first == key; });
    if (found == options.end())
        options.emplace_back(key, value);
    else
        found->second = value;
}

QString schemeName(Scheme scheme)
{
    return schemes[size_t(scheme)].name;
}

} // namespace netcore
