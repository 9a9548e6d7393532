#pragma once

#include "netcore/dissect/pdmlreader.h"
#include "netcore/dissect/recordedsource.h"

namespace netcore {

/// Finds the recorded bytes of tshark's fields.
///
/// Places   PDML counts a field's bytes in the packet, or in a message put together, or in decoded data, and
///          does not say in which. A source is believed where at least half of a protocol's fields that tell
///          their bytes are found there; a field is linked only where its bytes are exactly those recorded
/// Put      together from TCP segments: each is where tshark says, at the end of the first packet, at the
/// together start of later ones, and equal to what is recorded there; else the message is not linked
/// Headers  of frame, Ethernet, IP, and the first TCP or UDP are ours, and are left out
/// Thread   plain object, any one thread
class PacketLinker
{
public:
    /// REQUIRES: the places outlive this.
    PacketLinker(std::shared_ptr<const RecordingStore> store, const std::vector<PacketPlace> &places)
        : m_payloads(std::move(store), places)
    {
    }

    /// Nothing for a packet that carries no recorded bytes: a handshake, an acknowledgement.
    std::optional<DissectedPacket> link(const PdmlPacket &packet);

private:
    PacketPayloads m_payloads;
};

} // namespace netcore
