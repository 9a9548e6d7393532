#include "widgets/common/endpointcompletion.h"

#include "netcore/address/endpointspec.h"

#include <array>
#include <optional>

namespace widgets {

using netcore::Scheme;

namespace {

constexpr std::array schemes = {Scheme::Tcp,       Scheme::TcpListen, Scheme::Udp,
                                Scheme::UdpListen, Scheme::Unix,      Scheme::UnixListen};

std::optional<Scheme> schemeOf(const QString &text)
{
    for (const Scheme scheme : schemes)
        if (text.startsWith(netcore::schemeName(scheme) + QLatin1String("://")))
            return scheme;
    return std::nullopt;
}

QStringList optionCompletions(const QString &typed, Scheme scheme)
{
    const qsizetype start = std::max(typed.lastIndexOf(u'?'), typed.lastIndexOf(u'&')) + 1;
    const QString head = typed.left(start);
    const QString word = typed.mid(start);
    QStringList lines;
    for (const netcore::EndpointOption &option : netcore::optionsFor(scheme)) {
        const QString name = QString::fromLatin1(option.name);
        const bool used =
            head.contains(QString(u'?' + name + u'=')) || head.contains(QString(u'&' + name + u'='));
        if (!used && name.startsWith(word) && !word.contains(u'='))
            lines << head + name + u'=';
    }
    return lines;
}

Scheme turned(Scheme scheme, OpenAs as)
{
    const bool listen = as == OpenAs::Listener;
    switch (scheme) {
    case Scheme::Tcp:
    case Scheme::TcpListen: return listen ? Scheme::TcpListen : Scheme::Tcp;
    case Scheme::Udp:
    case Scheme::UdpListen: return listen ? Scheme::UdpListen : Scheme::Udp;
    case Scheme::Unix:
    case Scheme::UnixListen: return listen ? Scheme::UnixListen : Scheme::Unix;
    }
    return scheme;
}

} // namespace

QStringList endpointCompletions(const QString &typed, const QStringList &history)
{
    const std::optional<Scheme> scheme = schemeOf(typed);
    if (scheme && typed.contains(u'?'))
        return optionCompletions(typed, *scheme);
    QStringList lines;
    for (const QString &used : history)
        if (used != typed && used.contains(typed, Qt::CaseInsensitive))
            lines << used;
    for (const Scheme candidate : schemes) {
        const QString line = netcore::schemeName(candidate) + QLatin1String("://");
        if (line != typed && line.startsWith(typed))
            lines << line;
    }
    return lines;
}

QString endpointAs(const QString &typed, OpenAs as)
{
    const QString text = typed.trimmed();
    const std::optional<Scheme> scheme = schemeOf(text);
    if (!scheme && (text.isEmpty() || text.contains(QLatin1String("://"))))
        return text;
    if (!scheme)
        return netcore::schemeName(turned(Scheme::Tcp, as)) + QLatin1String("://") + text;
    if (as == OpenAs::Written)
        return text;
    return netcore::schemeName(turned(*scheme, as)) + text.mid(netcore::schemeName(*scheme).size());
}

} // namespace widgets
