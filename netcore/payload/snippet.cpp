#include "netcore/payload/snippet.h"

#include "netcore/payload/hex.h"
#include "netcore/payload/literals.h"

#include <algorithm>
#include <array>

namespace netcore {

namespace {

constexpr std::array<const char *, snippetForms> snippetNames = {"hex", "Python", "C",   "C++",
                                                                 "Go",  "Rust",   "ncat"};

bool isHost(const QString &host)
{
    return !host.isEmpty() && host.size() <= 255 && !host.startsWith(u'-') &&
           std::all_of(host.begin(), host.end(), [](QChar c) {
               return c.unicode() < 0x80 && (c.isLetterOrNumber() || QStringView(u".:%_-").contains(c));
           });
}

/// "0x01, 0x03,\n    0x0a", for a list between braces or brackets.
QString hexList(QByteArrayView bytes)
{
    QString list;
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        list += i % literalBytesPerLine == 0 ? QStringLiteral("\n    ") : QStringLiteral(" ");
        list += QStringLiteral("0x%1,").arg(uint(uchar(bytes[i])), 2, 16, QLatin1Char('0'));
    }
    return list + QLatin1Char('\n');
}

QString pythonProgram(QByteArrayView bytes, const SnippetTarget &target)
{
    const QString program = target.isUdp ? QStringLiteral(R"(import socket

payload = bytes([%1])
host, port = "%2", %3
family = socket.getaddrinfo(host, port, type=socket.SOCK_DGRAM)[0][0]
with socket.socket(family, socket.SOCK_DGRAM) as s:
    s.sendto(payload, (host, port))
)")
                                         : QStringLiteral(R"(import socket

payload = bytes([%1])
with socket.create_connection(("%2", %3)) as s:
    s.sendall(payload)
)");
    return program.arg(hexList(bytes), target.host, QString::number(target.port));
}

/// C, and C++ too where `cast` and `init` are its own words.
QString cProgram(QByteArrayView bytes, const SnippetTarget &target, bool isCpp)
{
    const QString program = QStringLiteral(R"(%1
static const unsigned char payload[] = {%2};
static const %3 size = %4;

int main(void)
{
    struct addrinfo hints = %5;
    struct addrinfo *found = %6;
    hints.ai_socktype = %7;
    if (getaddrinfo("%8", "%9", &hints, &found) != 0)
        return 1;
    int s = socket(found->ai_family, found->ai_socktype, found->ai_protocol);
    if (s < 0 || connect(s, found->ai_addr, found->ai_addrlen) != 0) {
        perror("connect");
        return 1;
    }
    freeaddrinfo(found);
    %3 sent = 0;
    do {
        ssize_t n = send(s, payload + sent, size - sent, 0);
        if (n < 0) {
            perror("send");
            return 1;
        }
        sent += (%3)n;
    } while (sent < size);
    close(s);
    return 0;
}
)");
    const QString includes = isCpp ? QStringLiteral("#include <cstddef>\n#include <cstdio>\n")
                                   : QStringLiteral("#define _POSIX_C_SOURCE 200112L\n#include <stddef.h>\n"
                                                    "#include <stdio.h>\n");
    // An array of nothing is no C: one byte stands there that is not sent.
    return program.arg(
        includes + QStringLiteral("#include <netdb.h>\n#include <sys/socket.h>\n#include <unistd.h>\n"),
        bytes.isEmpty() ? QStringLiteral("0") : hexList(bytes),
        isCpp ? QStringLiteral("std::size_t") : QStringLiteral("size_t"), QString::number(bytes.size()),
        isCpp ? QStringLiteral("{}") : QStringLiteral("{0}"),
        isCpp ? QStringLiteral("nullptr") : QStringLiteral("NULL"),
        target.isUdp ? QStringLiteral("SOCK_DGRAM") : QStringLiteral("SOCK_STREAM"), target.host,
        QString::number(target.port));
}

QString goProgram(QByteArrayView bytes, const SnippetTarget &target)
{
    return QStringLiteral(R"(package main

import (
	"log"
	"net"
)

var payload = []byte{%1}

func main() {
	c, err := net.Dial("%2", net.JoinHostPort("%3", "%4"))
	if err != nil {
		log.Fatal(err)
	}
	defer c.Close()
	if _, err := c.Write(payload); err != nil {
		log.Fatal(err)
	}
}
)")
        .arg(hexList(bytes), target.isUdp ? QStringLiteral("udp") : QStringLiteral("tcp"), target.host,
             QString::number(target.port));
}

QString rustProgram(QByteArrayView bytes, const SnippetTarget &target)
{
    const QString program = target.isUdp ? QStringLiteral(R"(use std::net::UdpSocket;

const PAYLOAD: &[u8] = &[%1];

fn main() -> std::io::Result<()> {
    let any = if "%2".contains(':') { "[::]:0" } else { "0.0.0.0:0" };
    let s = UdpSocket::bind(any)?;
    s.send_to(PAYLOAD, ("%2", %3))?;
    Ok(())
}
)")
                                         : QStringLiteral(R"(use std::io::Write;
use std::net::TcpStream;

const PAYLOAD: &[u8] = &[%1];

fn main() -> std::io::Result<()> {
    TcpStream::connect(("%2", %3))?.write_all(PAYLOAD)
}
)");
    return program.arg(hexList(bytes), target.host, QString::number(target.port));
}

QString ncatLine(QByteArrayView bytes, const SnippetTarget &target)
{
    QString text;
    for (const char byte : bytes) {
        const bool isPlain = (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') ||
                             (byte >= 'a' && byte <= 'z') || byte == ' ' || byte == '/' || byte == '.' ||
                             byte == ':' || byte == ',' || byte == '-' || byte == '_';
        text += isPlain && !(text.isEmpty() && byte == '-')
                    ? QString(QLatin1Char(byte))
                    : QStringLiteral("\\%1").arg(uint(uchar(byte)), 3, 8, QLatin1Char('0'));
    }
    return QStringLiteral("printf '%1' | ncat --send-only %2%3 %4\n")
        .arg(text, target.isUdp ? QStringLiteral("-u ") : QString(), target.host,
             QString::number(target.port));
}

} // namespace

const char *snippetFormName(SnippetForm form)
{
    return snippetNames[size_t(form)];
}

QString snippet(QByteArrayView payload, SnippetForm form, const SnippetTarget &asked)
{
    SnippetTarget target = asked;
    if (!isHost(target.host))
        target.host = SnippetTarget().host;
    switch (form) {
    case SnippetForm::Hex: return hex::format(payload);
    case SnippetForm::Python: return pythonProgram(payload, target);
    case SnippetForm::C: return cProgram(payload, target, false);
    case SnippetForm::Cpp: return cProgram(payload, target, true);
    case SnippetForm::Go: return goProgram(payload, target);
    case SnippetForm::Rust: return rustProgram(payload, target);
    case SnippetForm::Ncat: return ncatLine(payload, target);
    }
    Q_UNREACHABLE();
}

} // namespace netcore
