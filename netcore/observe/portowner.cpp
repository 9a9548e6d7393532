#include "netcore/observe/portowner.h"

#include "netcore/address/socketaddress.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QList>

#include <cstring>
#include <memory>

#include <dirent.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace netcore {

namespace {

constexpr int tcpListen = 0x0A; // st column, include/net/tcp_states.h

struct SocketLine
{
    QString localAddress;
    int state = 0;
    uint uid = 0;
    QByteArray inode;
};

QByteArray readAll(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// The kernel prints each 32-bit word of the address as it lies in memory of this machine.
QString addressText(const QByteArray &hex, quint16 port)
{
    quint32 words[4] = {};
    const qsizetype count = hex.size() / 8;
    if (count != 1 && count != 4)
        return {};
    for (qsizetype i = 0; i < count; ++i)
        words[i] = hex.mid(i * 8, 8).toUInt(nullptr, 16);
    if (count == 1)
        return SocketAddress(QHostAddress(ntohl(words[0])), port).toString();
    Q_IPV6ADDR v6;
    std::memcpy(&v6, words, sizeof v6);
    return SocketAddress(QHostAddress(v6), port).toString();
}

/// The port in a line of /proc/net/tcp, ":2328" at the end of its second column; read before all else, as
/// only one line in thousands is wanted.
bool isOfPort(QByteArrayView line, QByteArrayView portInHex)
{
    const qsizetype local = line.indexOf(':') + 2; // behind "sl: "
    const qsizetype colon = local < 2 ? -1 : line.indexOf(':', local);
    return colon > 0 && line.sliced(colon + 1).startsWith(portInHex);
}

/// Columns: sl local_address rem_address st tx:rx tr:when retrnsmt uid timeout inode …
std::optional<SocketLine> parseLine(QByteArrayView line)
{
    const QList<QByteArray> columns = line.toByteArray().simplified().split(' ');
    if (columns.size() < 10)
        return std::nullopt;
    const QList<QByteArray> local = columns[1].split(':');
    bool ok = false;
    const quint16 port = local.size() == 2 ? local[1].toUShort(&ok, 16) : quint16(0);
    if (!ok)
        return std::nullopt;
    return SocketLine{addressText(local[0], port), columns[3].toInt(nullptr, 16), columns[7].toUInt(),
                      columns[9]};
}

std::optional<SocketLine> lineOfPort(PortKind kind, quint16 port, const QString &proc)
{
    std::optional<SocketLine> best;
    const QByteArray portInHex = QByteArray::number(port, 16).rightJustified(4, '0').toUpper();
    const QString base = kind == PortKind::Tcp ? QStringLiteral("/net/tcp") : QStringLiteral("/net/udp");
    for (const QString &file : {QString(proc + base), QString(proc + base + u'6')}) {
        const QByteArray table = readAll(file);
        for (qsizetype at = 0; at < table.size();) {
            const qsizetype newline = table.indexOf('\n', at);
            const qsizetype end = newline < 0 ? table.size() : newline;
            const auto text = QByteArrayView(table).sliced(at, end - at);
            at = end + 1;
            const auto line = isOfPort(text, portInHex) ? parseLine(text) : std::nullopt;
            if (line && (!best || (line->state == tcpListen && best->state != tcpListen)))
                best = line;
            if (best && best->state == tcpListen)
                return best;
        }
    }
    return best;
}

struct FolderCloser
{
    void operator()(DIR *folder) const { ::closedir(folder); }
};

/// Looks with the calls themselves: a process may hold ten thousand descriptors, and each would be an object.
bool holdsSocket(const QString &fdFolder, const QByteArray &target)
{
    const std::unique_ptr<DIR, FolderCloser> folder(::opendir(QFile::encodeName(fdFolder).constData()));
    if (!folder)
        return false;
    while (const dirent *entry = ::readdir(folder.get())) {
        char link[64];
        const ssize_t length = ::readlinkat(::dirfd(folder.get()), entry->d_name, link, sizeof link);
        if (length > 0 && QByteArrayView(link, qsizetype(length)) == target)
            return true;
    }
    return false;
}

/// The pid whose descriptors we may read and which holds the socket; 0 if none.
qint64 pidOfSocket(const QByteArray &inode, const QString &proc)
{
    const QByteArray target = "socket:[" + inode + ']';
    const QStringList folders = QDir(proc).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QString &name : folders) {
        bool isPid = false;
        const qint64 pid = name.toLongLong(&isPid);
        if (isPid && holdsSocket(proc + u'/' + name + QStringLiteral("/fd"), target))
            return pid;
    }
    return 0;
}

} // namespace

std::optional<PortOwner> ownerOfPort(PortKind kind, quint16 port, const QString &proc)
{
    const std::optional<SocketLine> line = lineOfPort(kind, port, proc);
    if (!line)
        return std::nullopt;
    PortOwner owner;
    owner.uid = line->uid;
    owner.localAddress = line->localAddress;
    if (line->inode != "0")
        owner.pid = pidOfSocket(line->inode, proc);
    if (owner.pid != 0)
        owner.program =
            QString::fromLocal8Bit(readAll(QStringLiteral("%1/%2/comm").arg(proc).arg(owner.pid))).trimmed();
    return owner;
}

quint16 freePort(PortKind kind)
{
    const int type = kind == PortKind::Tcp ? SOCK_STREAM : SOCK_DGRAM;
    const int fd = ::socket(AF_INET, type | SOCK_CLOEXEC, 0);
    if (fd < 0)
        return 0;
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof address;
    auto *native = reinterpret_cast<sockaddr *>(&address);
    const bool bound = ::bind(fd, native, length) == 0 && ::getsockname(fd, native, &length) == 0;
    ::close(fd);
    return bound ? ntohs(address.sin_port) : quint16(0);
}

quint16 firstUnprivilegedPort(const QString &proc)
{
    bool ok = false;
    const int port =
        readAll(proc + QStringLiteral("/sys/net/ipv4/ip_unprivileged_port_start")).trimmed().toInt(&ok);
    return ok && port >= 0 && port <= 65535 ? quint16(port) : quint16(1024);
}

} // namespace netcore
