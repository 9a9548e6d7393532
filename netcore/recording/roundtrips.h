#pragma once

#include "netcore/base/distribution.h"
#include "netcore/recording/recordingstore.h"

#include <array>
#include <unordered_map>

namespace netcore {

/// Times from requests to their answers, and the requests that still wait for one.
///
/// Direction   outIndex: we asked, the peer answered; inIndex: the peer asked, we answered
/// Memory      8 KiB, and at most mostWaiting requests; what asks beyond that is not remembered
/// Thread      plain value
class RoundTrips
{
public:
    static constexpr std::size_t mostWaiting = 65'536;

    void add(std::size_t asked, SteadyNs time);
    /// Something with this key passed: the answer to the request of the other direction that has the same one
    /// on the connection, or else a request.
    void meet(ConnectionId connection, std::size_t direction, const QByteArray &key, SteadyNs time);
    void addWithoutKey() { ++m_withoutKey; }

    const Distribution &times(std::size_t asked) const { return m_times[asked]; } // ns
    quint64 waiting() const { return m_waiting.size(); }
    quint64 withoutKey() const { return m_withoutKey; } // what could be neither request nor answer

private:
    struct Request
    {
        ConnectionId connection;
        std::size_t direction;
        QByteArray key;
        bool operator==(const Request &) const = default;
    };
    struct RequestHash
    {
        std::size_t operator()(const Request &request) const;
    };

    std::array<Distribution, 2> m_times;
    std::unordered_map<Request, SteadyNs, RequestHash> m_waiting;
    quint64 m_withoutKey = 0;
};

/// Finds answers where neither the next record nor bytes at one place tell them.
///
/// Thread   one at a time
class AnswerFinder
{
public:
    virtual ~AnswerFinder() = default;

    /// A record of a chosen connection: its opening, its data, its end. REQUIRES: rows ascend. Where it does
    /// not `count`, its bytes are needed only for what comes behind it.
    virtual void take(const RecordingReader &reader, RowNumber row, const Record &record, bool counts,
                      RoundTrips &found) = 0;
    /// Records are missing here, of whichever connection.
    virtual void skip() = 0;
    /// A request may wait for its answer while others are answered.
    virtual bool isMatching() const = 0;
};

} // namespace netcore
