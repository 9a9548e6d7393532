// The baselines: the same work done with Qt's own socket classes, in the usual way.
#include "tests/bench/measure.h"
#include "tests/bench/stdinlines.h"

#include <QtNetwork/QHostAddress>
#include <QtNetwork/QTcpServer>
#include <QtNetwork/QTcpSocket>
#include <QtNetwork/QUdpSocket>

namespace {

qint64 bytes = 0;
qint64 records = 0;
qint64 connections = 0;

void ready(quint16 port)
{
    std::printf("ready %d\n", port);
    std::fflush(stdout);
}

void tell()
{
    bench::tell({{QStringLiteral("bytes"), bytes},
                 {QStringLiteral("records"), records},
                 {QStringLiteral("live"), connections},
                 {QStringLiteral("cpu"), bench::cpuSeconds()},
                 {QStringLiteral("rssAnonKiB"), bench::statusKiB("RssAnon")}});
}

void serveTcp(QTcpServer &server, bool echo)
{
    server.setMaxPendingConnections(4096);
    server.setListenBacklogSize(4096);
    QObject::connect(&server, &QTcpServer::newConnection, &server, [&server, echo] {
        while (QTcpSocket *socket = server.nextPendingConnection()) {
            ++connections;
            socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
            QObject::connect(socket, &QTcpSocket::readyRead, socket, [socket, echo] {
                const QByteArray got = socket->readAll();
                bytes += got.size();
                if (echo)
                    socket->write(got);
            });
            QObject::connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        }
    });
    if (server.listen(QHostAddress::LocalHost))
        ready(server.serverPort());
}

void serveUdp(QUdpSocket &socket)
{
    socket.bind(QHostAddress(QHostAddress::LocalHost));
    socket.setSocketOption(QAbstractSocket::ReceiveBufferSizeSocketOption, 4 << 20);
    QObject::connect(&socket, &QUdpSocket::readyRead, &socket, [&socket] {
        char datagram[65536];
        QHostAddress from;
        quint16 port = 0;
        while (socket.hasPendingDatagrams()) {
            bytes += socket.readDatagram(datagram, sizeof datagram, &from, &port);
            ++records;
        }
    });
    ready(socket.localPort());
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QString what = application.arguments().value(1);
    QTcpServer server;
    QUdpSocket datagrams;
    if (what == QLatin1String("udp"))
        serveUdp(datagrams);
    else
        serveTcp(server, what == QLatin1String("echo"));
    const bench::StdinLines lines([](const QByteArray &) { tell(); });
    return QCoreApplication::exec();
}
