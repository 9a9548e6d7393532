#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QFile>
#include <QtCore/QtEndian>

/// Writes pcap files byte by byte, so that tests can make any capture, good or bad.
namespace capturefile {

template <class Number>
void put(QByteArray &to, Number value, bool bigEndian = false)
{
    const Number ordered = bigEndian ? qToBigEndian(value) : qToLittleEndian(value);
    to.append(reinterpret_cast<const char *>(&ordered), sizeof ordered);
}

/// A pcap file with packets of one link type, a microsecond apart.
class Pcap
{
public:
    explicit Pcap(quint32 linkType, bool bigEndian = false, bool nanoseconds = false) : m_big(bigEndian)
    {
        put<quint32>(m_bytes, nanoseconds ? 0xA1B23C4D : 0xA1B2C3D4, m_big);
        put<quint16>(m_bytes, 2, m_big);
        put<quint16>(m_bytes, 4, m_big);
        put<quint64>(m_bytes, 0, m_big);
        put<quint32>(m_bytes, 262144, m_big);
        put<quint32>(m_bytes, linkType, m_big);
    }

    void add(const QByteArray &packet, qsizetype kept = -1)
    {
        const QByteArray bytes = kept < 0 ? packet : packet.left(kept);
        put<quint32>(m_bytes, 1'700'000'000, m_big);
        put<quint32>(m_bytes, ++m_count, m_big);
        put<quint32>(m_bytes, quint32(bytes.size()), m_big);
        put<quint32>(m_bytes, quint32(packet.size()), m_big);
        m_bytes += bytes;
    }

    const QByteArray &bytes() const { return m_bytes; }

private:
    QByteArray m_bytes;
    quint32 m_count = 0;
    bool m_big;
};

/// One block of a pcapng file; `declared` is the length that it claims, or its real one.
inline QByteArray block(quint32 type, const QByteArray &body, qint64 declared = -1)
{
    QByteArray bytes;
    const quint32 length = declared < 0 ? quint32(body.size()) + 12 : quint32(declared);
    put<quint32>(bytes, type);
    put<quint32>(bytes, length);
    bytes += body;
    put<quint32>(bytes, length);
    return bytes;
}

inline QByteArray sectionBody()
{
    QByteArray body;
    put<quint32>(body, 0x1A2B3C4D);
    put<quint16>(body, 1);
    put<quint16>(body, 0);
    put<quint64>(body, ~quint64(0));
    return body;
}

inline QByteArray interfaceBody()
{
    QByteArray body;
    put<quint16>(body, 1);
    put<quint16>(body, 0);
    put<quint32>(body, 0);
    return body;
}

inline bool writeFile(const QString &name, const QByteArray &bytes)
{
    QFile file(name);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

} // namespace capturefile
