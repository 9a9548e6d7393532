#pragma once

#include "netcore/base/ids.h"

#include <QtCore/QList>

#include <vector>

namespace models {

/// Connections as a bitmap: asked for every record of a recording, also when there are ten thousand of them.
///
/// Thread   plain value, any thread
class ConnectionSet
{
public:
    ConnectionSet() = default;
    explicit ConnectionSet(const QList<netcore::ConnectionId> &connections)
    {
        for (const netcore::ConnectionId id : connections) {
            const std::size_t number = quint32(id);
            if (number >= m_in.size())
                m_in.resize(number + 1);
            m_in[number] = true;
        }
    }
    bool isEmpty() const { return m_in.empty(); }
    bool contains(netcore::ConnectionId id) const { return quint32(id) < m_in.size() && m_in[quint32(id)]; }

private:
    std::vector<bool> m_in; // numbers are given out from 1 on, without gaps
};

} // namespace models
