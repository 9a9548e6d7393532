#include "netcore/socket/sendqueue.h"

namespace netcore {

void SendQueue::append(QByteArrayView bytes)
{
    if (bytes.isEmpty())
        return;
    if (!m_pieces.empty() && m_pieces.back().size() + bytes.size() <= joinUpTo)
        m_pieces.back().append(bytes);
    else
        m_pieces.push_back(bytes.toByteArray());
    m_size += bytes.size();
}

void SendQueue::prepend(QByteArrayView bytes)
{
    if (bytes.isEmpty())
        return;
    if (m_offset > 0) {
        m_pieces.front().remove(0, m_offset);
        m_offset = 0;
    }
    m_pieces.push_front(bytes.toByteArray());
    m_size += bytes.size();
}

void SendQueue::take(qsizetype bytes)
{
    m_offset += bytes;
    m_size -= bytes;
    Q_ASSERT(m_offset <= m_pieces.front().size());
    if (m_offset == m_pieces.front().size()) {
        m_pieces.pop_front();
        m_offset = 0;
    }
}

void SendQueue::clear()
{
    m_pieces.clear();
    m_offset = 0;
    m_size = 0;
}

} // namespace netcore
