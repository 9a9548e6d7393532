#include "netcore/session/conversation.h"

#include "netcore/session/journal.h"
#include "netcore/session/udpsession.h"

namespace netcore {

Conversation::Conversation(EngineCore &core, UdpSession &session, const ConnectionSnapshot &seed)
    : Connection(core, session, seed), m_udp(session)
{
}

void Conversation::received(const DatagramRun &run)
{
    recordRun(run);
    // A reply may end the conversation: look again each time.
    for (qsizetype i = 0; session().responder() && isLive() && i < run.count(); ++i) {
        if (run.toGroup)
            feed()->receivedByGroup();
        else
            feed()->received(run.datagram(i), run.at);
    }
}

void Conversation::recordRun(const DatagramRun &run)
{
    const quint8 flags = run.truncated ? Record::Truncated : Record::NoFlag;
    core().journal().pieces(id(), RecordKind::Datagram, Direction::In, run.at, run.bytes, run.each, flags);
    countIn(quint64(run.count()), quint64(run.bytes.size()), run.at);
}

void Conversation::handedOver(QByteArrayView payload, SteadyNs at)
{
    recordOut(RecordKind::Datagram, payload, at);
}

void Conversation::failedToStart(const NetError &error)
{
    end(EndReason::Failed, error);
}

Result<void> Conversation::send(QByteArrayView payload, SendId id)
{
    Result<void> result = isLive() ? m_udp.transmit(*this, payload)
                                   : refused(NetError::of(ErrorKind::NotConnected, "send",
                                                          NETCORE_REASON("the conversation has ended")));
    if (id != SendId::None) {
        SendOutcome outcome;
        outcome.id = id;
        outcome.connection = this->id();
        outcome.bytesAsked = quint64(payload.size());
        outcome.handedToKernel = result ? outcome.bytesAsked : 0;
        outcome.error = result ? NetError{} : result.error();
        outcome.local = snapshot().local;
        outcome.peer = snapshot().peer;
        core().tellOutcome(outcome);
    }
    return result;
}

Result<void> Conversation::shutdownWrite()
{
    return refused(
        NetError::of(ErrorKind::Unsupported, "shutdown", NETCORE_REASON("UDP has no end of a direction")));
}

void Conversation::close(EndReason reason)
{
    if (isLive())
        end(reason, {});
}

void Conversation::reset()
{
    close(EndReason::ResetByUs);
}

} // namespace netcore
