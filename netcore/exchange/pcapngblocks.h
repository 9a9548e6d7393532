#pragma once

#include "netcore/base/clock.h"
#include "netcore/exchange/outputbuffer.h"
#include "netcore/recording/record.h"

#include <QtCore/QStringList>

namespace netcore {

/// Writes the blocks of a pcapng file.
///
/// Wire shape   little endian; times in ns (if_tsresol 9); Ethernet; comments are UTF-8, at most 65,000 bytes
///              each
/// Thread       one thread
/// Source       draft-ietf-opsawg-pcapng s.4.1 (section), 4.2 (interface), 4.3 (packet), 4.6 (statistics)
class PcapngBlocks
{
public:
    explicit PcapngBlocks(OutputBuffer &out) : m_out(out) {}

    void section(const QStringList &comments);
    /// The number by which packets name it.
    quint32 interface(const QString &name, const QString &description);
    /// `headers` and `payload` are one packet.
    void packet(quint32 interface, WallNs at, Direction direction, QByteArrayView headers,
                QByteArrayView payload, const QStringList &comments);
    /// Statistics of an interface, which carry comments that belong to no packet.
    void statistics(quint32 interface, WallNs at, const QStringList &comments);

private:
    void block(quint32 type, const QByteArray &body);

    OutputBuffer &m_out;
    quint32 m_interfaces = 0;
};

} // namespace netcore
