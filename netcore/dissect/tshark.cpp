#include "netcore/dissect/tshark.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QStandardPaths>

#include <algorithm>

namespace netcore::tshark {

QString program()
{
    return QStandardPaths::findExecutable(QStringLiteral("tshark"));
}

QStringList decodeArguments(const QString &capture, const QString &decodeAs, Carriers carriers)
{
    QStringList arguments{
        QStringLiteral("-n"), QStringLiteral("-2"),  QStringLiteral("-Q"), QStringLiteral("-r"), capture,
        QStringLiteral("-T"), QStringLiteral("pdml")};
    for (const char *preference :
         {"tcp.desegment_tcp_streams:TRUE", "http.desegment_headers:TRUE", "http.desegment_body:TRUE"})
        arguments << QStringLiteral("-o") << QLatin1String(preference);
    const auto choose = [&](const char *ports) {
        arguments << QStringLiteral("-d") << QLatin1String(ports) + decodeAs;
    };
    if (!decodeAs.isEmpty() && carriers.tcp)
        choose("tcp.port==0-65535,");
    if (!decodeAs.isEmpty() && carriers.udp)
        choose("udp.port==0-65535,");
    return arguments;
}

QStringList listArguments(const char *carrier)
{
    return {QStringLiteral("-n"), QStringLiteral("-d"), QLatin1String(carrier) + QLatin1String(".port==1,")};
}

Result<void> checkDecodeAs(const QString &name)
{
    constexpr qsizetype longest = 64;
    const auto isOdd = [](QChar c) {
        return c.unicode() > 127 || !(c.isLetterOrNumber() || c == u'_' || c == u'-' || c == u'.');
    };
    const auto odd = std::find_if(name.begin(), name.end(), isOdd);
    if (odd != name.end() || name.size() > longest)
        return refused(NetError::invalid(NETCORE_REASON("no name of a protocol: letters, digits, _ - . only"),
                                         odd - name.begin()));
    return {};
}

QProcessEnvironment environment()
{
    QProcessEnvironment own = QProcessEnvironment::systemEnvironment();
    own.insert(QStringLiteral("LC_ALL"), QStringLiteral("C.UTF-8"));
    return own;
}

QString saidBy(const QByteArray &errors)
{
    constexpr qsizetype most = 1000;
    QStringList lines = QString::fromUtf8(errors).split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    lines.removeIf([](const QString &line) { return line.startsWith(QLatin1String("Running as user")); });
    return lines.join(QLatin1Char('\n')).left(most);
}

void letGo(std::unique_ptr<QProcess> process)
{
    if (!process)
        return;
    QProcess *left = process.release();
    left->disconnect();
    if (qApp && qApp->thread() == left->thread())
        left->setParent(qApp); // goes with the program where that ends first
    QObject::connect(left, &QProcess::finished, left, &QObject::deleteLater);
    QObject::connect(left, &QProcess::errorOccurred, left, &QObject::deleteLater);
    left->kill();
    if (left->state() == QProcess::NotRunning)
        left->deleteLater();
}

} // namespace netcore::tshark
