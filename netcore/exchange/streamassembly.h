#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayView>

#include <functional>
#include <map>

namespace netcore {

/// Puts one direction of a captured TCP stream together.
///
/// Kept first   of bytes that came twice with different content, those that came first
/// Missing      a gap is given up as missing once the other side has acknowledged what lies behind it, where
///              too much waits behind it, and at the end
/// Limits       4 MiB and 4,096 segments wait at most; together with others no more than their budget allows
/// Thread       one thread
/// Source       RFC 9293 s.3.4
class StreamAssembly
{
public:
    /// What waits in all streams together.
    struct Budget
    {
        qint64 left = 64 << 20;
    };
    struct Output
    {
        std::function<void(QByteArrayView)> bytes;
        std::function<void(quint64)> missing; // so many bytes are not in the capture
    };

    StreamAssembly(Budget &budget, Output output) : m_budget(budget), m_output(std::move(output)) {}
    ~StreamAssembly() { m_budget.left += m_waitingBytes; }
    StreamAssembly(const StreamAssembly &) = delete;
    StreamAssembly &operator=(const StreamAssembly &) = delete;

    bool isBegun() const { return m_begun; }
    /// The sequence number of the first byte.
    void begin(quint32 sequence);
    /// `cut` bytes that follow `bytes` were in the segment and not captured.
    void add(quint32 sequence, QByteArrayView bytes, quint64 cut);
    void finishedAt(quint32 sequence); // a FIN stands there
    void acknowledged(quint32 sequence);
    /// All that waits, with its gaps; and what was acknowledged but never seen.
    void flush();
    /// A FIN was seen and all before it has come.
    bool isComplete() const { return m_finishedAt >= 0 && quint64(m_finishedAt) <= m_next; }

private:
    struct Waiting
    {
        QByteArray bytes;
        quint64 cut = 0;
        quint64 length() const { return quint64(bytes.size()) + cut; }
    };

    qint64 offsetOf(quint32 sequence) const;
    void deliver(quint64 offset, QByteArrayView bytes, quint64 cut);
    void keep(quint64 offset, QByteArrayView bytes, quint64 cut);
    void deliverWaiting();
    void giveUpGap();
    void giveUpAcknowledged();

    Budget &m_budget;
    Output m_output;
    std::map<quint64, Waiting> m_waiting; // by offset, all beyond m_next
    qint64 m_waitingBytes = 0;
    quint64 m_next = 0; // offset in the stream: all before it has been given out
    quint32 m_first = 0;
    qint64 m_acknowledged = 0;
    qint64 m_finishedAt = -1;
    bool m_begun = false;
};

} // namespace netcore
