#pragma once

#include "netcore/dissect/dissectedpacket.h"
#include "netcore/exchange/packetplace.h"
#include "netcore/recording/recordingstore.h"

#include <QtCore/QHash>

#include <vector>

namespace netcore {

/// Bytes that fields are read from, each known by its place in the recording: those of one packet, or a
/// message put together from several.
class RecordedSource
{
public:
    /// Positions count from `base`: what lies before it are headers of ours.
    explicit RecordedSource(qint64 base = 0) : m_base(base) {}

    /// `place` is where `bytes` are recorded; without one, nothing is linked there.
    void append(QByteArrayView bytes, const std::optional<PayloadSpan> &place);

    qint64 size() const { return m_bytes.size(); }
    bool holds(qint64 position, qint64 length) const;
    bool equals(qint64 position, QByteArrayView bytes) const;
    /// Nothing where a part of it has no place.
    std::vector<PayloadSpan> spans(qint64 position, qint64 length) const;

private:
    struct Part
    {
        qint64 at;
        qint64 length;
        std::optional<PayloadSpan> place;
    };

    qint64 m_base;
    QByteArray m_bytes;
    std::vector<Part> m_parts;
};

/// The recorded payload of exported packets.
class PacketPayloads
{
public:
    /// REQUIRES: the places outlive this.
    PacketPayloads(std::shared_ptr<const RecordingStore> store, const std::vector<PacketPlace> &places)
        : m_reader(std::move(store)), m_places(places)
    {
    }

    const RecordingReader &reader() const { return m_reader; }
    /// Null for a number that is none of ours.
    const PacketPlace *place(quint64 number) const
    {
        return number >= 1 && number <= m_places.size() ? &m_places[number - 1] : nullptr;
    }
    /// Empty where it cannot be read (any more). Kept: a message asks for the packets before it.
    QByteArray of(quint64 number);

private:
    RecordingReader m_reader;
    const std::vector<PacketPlace> &m_places;
    QHash<quint64, QByteArray> m_read;
};

} // namespace netcore
