#pragma once

#include "netcore/base/result.h"

#include <QtCore/QProcess>
#include <QtCore/QProcessEnvironment>
#include <QtCore/QStringList>

#include <memory>

/// Wireshark's command line program, where it is installed. It is started with a list of arguments, never
/// through a shell.
///
/// Source   tshark(1) of Wireshark 4.0
namespace netcore::tshark {

/// Its full path by PATH; empty where it is not installed.
QString program();

/// What the packets of a capture are carried by, for decode-as.
struct Carriers
{
    bool tcp = false;
    bool udp = false;
};

/// Two passes over a capture, as PDML, without a question to the network, messages put together.
/// `decodeAs` is a protocol for every port, or empty.
QStringList decodeArguments(const QString &capture, const QString &decodeAs, Carriers carriers);
/// Makes it list the protocols that can be chosen for "tcp" or "udp", on standard error.
QStringList listArguments(const char *carrier);

/// Refused where it cannot be the name of a protocol.
Result<void> checkDecodeAs(const QString &name);

/// The system's own, with messages in English.
QProcessEnvironment environment();

/// What it said on standard error, without the warning that it gives to root; at most 1,000 characters.
QString saidBy(const QByteArray &errors);

/// Ends a process that nobody listens to any more; it is deleted once it has ended.
void letGo(std::unique_ptr<QProcess> process);

} // namespace netcore::tshark
