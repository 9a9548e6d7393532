#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayView>
#include <QtCore/QQueue>

namespace netcore {

/// Bytes that wait to be sent, in order, in pieces.
///
/// Memory   a piece is freed when its last byte has been taken; small ones are joined
/// Thread   plain value, one thread
class SendQueue
{
public:
    void append(QByteArrayView bytes);
    void prepend(QByteArrayView bytes);
    /// The first piece. A copy shares the bytes, so that it stays valid whatever happens to the queue.
    QByteArray head() const { return m_pieces.front(); }
    qsizetype headOffset() const { return m_offset; }
    /// REQUIRES: at most what is left of the head.
    void take(qsizetype bytes);
    void clear();

    bool isEmpty() const { return m_size == 0; }
    qint64 size() const { return m_size; }

private:
    static constexpr qsizetype joinUpTo = 64 << 10;
    QQueue<QByteArray> m_pieces; // a std::deque takes 576 bytes while it is empty
    qsizetype m_offset = 0;      // taken of the head
    qint64 m_size = 0;
};

} // namespace netcore
