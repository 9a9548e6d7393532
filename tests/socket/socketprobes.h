#pragma once

#include "netcore/socket/datagramsocket.h"
#include "netcore/socket/listener.h"
#include "netcore/socket/streamsocket.h"

#include <QtCore/QByteArray>
#include <QtCore/QStringList>

#include <algorithm>
#include <functional>
#include <memory>
#include <vector>

/// What the socket tests share: receivers that write down what they are told.
namespace probes {

struct Calls final : netcore::CallSink
{
    void called(netcore::ConnectionId connection, netcore::SteadyNs, const netcore::CallRecord &call) override
    {
        last = connection;
        records.push_back(call);
    }
    qsizetype count(netcore::CallId id, int error = 0) const
    {
        return std::count_if(records.begin(), records.end(),
                             [&](const auto &call) { return call.id == id && call.error == error; });
    }
    bool hasOption(int level, int name, qint64 value) const
    {
        return std::any_of(records.begin(), records.end(), [&](const auto &call) {
            return call.id == netcore::CallId::SetSockOpt && call.args[0] == level && call.args[1] == name &&
                   call.args[2] == value && call.error == 0;
        });
    }
    netcore::ConnectionId last = netcore::ConnectionId::None;
    std::vector<netcore::CallRecord> records;
};

/// A stream socket with its events, in order, as words.
class Stream final : public netcore::StreamEvents
{
public:
    Stream(netcore::Syscalls &calls, netcore::Poller &poller, qint64 highWater = 8 << 20)
        : socket(std::make_unique<netcore::StreamSocket>(calls, poller, netcore::ConnectionId(7), *this,
                                                         highWater))
    {
    }
    void connected() override { told(QStringLiteral("connected")); }
    void received(QByteArrayView chunk, netcore::SteadyNs) override
    {
        in.append(chunk);
        if (echo)
            echoed = echoed && socket->send(chunk).has_value();
    }
    void sent(QByteArrayView piece, netcore::SteadyNs) override { out += piece.size(); }
    void peerFinished() override { told(QStringLiteral("peerFinished")); }
    void drained() override { told(QStringLiteral("drained")); }
    void failed(const netcore::NetError &why) override
    {
        error = why;
        told(QStringLiteral("failed"));
    }
    void finished() override
    {
        told(QStringLiteral("finished"));
        if (destroyAtEnd)
            socket.reset();
    }
    bool isFinished() const { return events.contains(QStringLiteral("finished")); }

    std::unique_ptr<netcore::StreamSocket> socket;
    QStringList events;
    QByteArray in;
    qint64 out = 0;
    netcore::NetError error;
    bool echo = false;
    bool echoed = true;
    bool destroyAtEnd = false;

private:
    void told(const QString &event) { events.append(event); }
};

/// A listener that keeps what it accepts.
class Acceptor final : public netcore::ListenerEvents
{
public:
    Acceptor(netcore::Syscalls &calls, netcore::Poller &poller) : m_calls(calls), m_poller(poller) {}
    netcore::Result<void> open(const netcore::SocketAddress &address, const netcore::EndpointSpec &spec)
    {
        auto opened = netcore::Listener::open(m_calls, m_poller, *this, address, spec);
        if (!opened)
            return netcore::refused(opened.error());
        listener = std::move(*opened);
        return {};
    }
    void accepted(int fd, const netcore::SocketAddress &) override
    {
        streams.push_back(std::make_unique<Stream>(m_calls, m_poller));
        adopted = streams.back()->socket->adopt(fd).has_value() && adopted;
    }
    void acceptPaused(bool paused, const netcore::NetError &error) override
    {
        pauses.append(paused ? QString::number(error.sysErrno) : QStringLiteral("on"));
    }
    std::unique_ptr<netcore::Listener> listener;
    std::vector<std::unique_ptr<Stream>> streams;
    QStringList pauses;
    bool adopted = true;

private:
    netcore::Syscalls &m_calls;
    netcore::Poller &m_poller;
};

class Datagrams final : public netcore::DatagramEvents
{
public:
    void received(std::span<const netcore::DatagramRun> batch) override
    {
        ++batches;
        for (const netcore::DatagramRun &run : batch) {
            for (qsizetype i = 0; i < run.count(); ++i)
                payloads.append(run.datagram(i).toByteArray());
            ++messages;
            from = run.from;
            truncated = truncated || run.truncated;
        }
    }
    void icmp(const netcore::IcmpReport &report) override { reports.push_back(report); }
    void dropped(quint64 inAll) override { drops = inAll; }
    bool mayWait() const override { return ++asked > 0 && !answers; }
    void failed(const netcore::NetError &why) override { error = why; }

    bool answers = false;
    mutable int asked = 0; // whether it may wait
    QByteArrayList payloads;
    netcore::SocketAddress from;
    std::vector<netcore::IcmpReport> reports;
    netcore::NetError error;
    quint64 drops = 0;
    int batches = 0;
    int messages = 0;
    bool truncated = false;
};

} // namespace probes
