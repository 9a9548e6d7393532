#include "netcore/address/hosttext.h"

#include <QtCore/QUrl>
#include <QtNetwork/QHostAddress>

#include <algorithm>

namespace netcore {

namespace {

constexpr qsizetype longestHost = 253;
constexpr qsizetype longestLabel = 63;

bool isAscii(QStringView text)
{
    return std::all_of(text.begin(), text.end(), [](QChar c) { return c.unicode() < 0x80; });
}

bool canStandInAHost(QChar c)
{
    if (c.unicode() >= 0x80)
        return c.isLetterOrNumber() || c.isMark() || c.isSurrogate();
    return c.isLetterOrNumber() || c == u'-' || c == u'_' || c == u'.';
}

Result<void> checkLabels(QStringView host, qsizetype position)
{
    qsizetype start = 0;
    const QStringView name = host.endsWith(u'.') ? host.chopped(1) : host; // the root's dot may be written
    for (const QStringView label : name.split(u'.')) {
        if (label.isEmpty())
            return refused(
                NetError::invalid(NETCORE_REASON("a part of the host name is empty"), position + start));
        if (label.size() > longestLabel)
            return refused(NetError::invalid(
                NETCORE_REASON("a part of the host name is longer than 63 characters"), position + start));
        start += label.size() + 1;
    }
    return {};
}

} // namespace

Result<void> checkHostText(QStringView host, qsizetype position)
{
    if (host.isEmpty())
        return refused(NetError::invalid(NETCORE_REASON("a host is expected here"), position));
    if (host.size() > longestHost)
        return refused(NetError::invalid(NETCORE_REASON("the host name is longer than 253 characters"),
                                         position + longestHost));
    const auto bad = std::find_if_not(host.begin(), host.end(), canStandInAHost);
    if (bad != host.end())
        return refused(NetError::invalid(NETCORE_REASON("this character cannot stand in a host name"),
                                         position + (bad - host.begin())));
    if (!isAscii(host) && QUrl::toAce(host.toString()).isEmpty())
        return refused(NetError::invalid(
            NETCORE_REASON("this host name has no form that the name service knows"), position));
    return checkLabels(host, position);
}

QString punycode(const QString &host)
{
    if (isAscii(host))
        return {};
    return QString::fromLatin1(QUrl::toAce(host));
}

} // namespace netcore
