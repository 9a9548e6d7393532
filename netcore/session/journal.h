#pragma once

#include "netcore/recording/recordingwriter.h"
#include "netcore/session/snapshot.h"
#include "netcore/socket/syscalls.h"

#include <QtCore/QJsonObject>

namespace netcore {

/// Writes what happens in an engine into its recording: the only place where records are made.
///
/// Wire shape   payloads of session and connection records and of notices are JSON, see README.md
/// Units        takes SteadyNs of the engine's clock, records ns since the recording began
/// Thread       the engine's
class Journal final : public CallSink
{
public:
    Journal(RecordingWriter &writer, const Clock &clock);

    /// The moment of recording time that a moment of the clock is.
    SteadyNs recordingTime(SteadyNs at) const { return at - m_begin; }
    SteadyNs now() const { return m_writer.now(); }

    void called(ConnectionId connection, SteadyNs started, const CallRecord &call) override;
    void data(ConnectionId connection, RecordKind kind, Direction direction, SteadyNs at,
              QByteArrayView payload, quint8 flags = Record::NoFlag);
    /// `bytes` as one record for each piece of `each` bytes (the last may be shorter); 0: as one.
    void pieces(ConnectionId connection, RecordKind kind, Direction direction, SteadyNs at,
                QByteArrayView bytes, qsizetype each, quint8 flags = Record::NoFlag);
    void stateChanged(ConnectionId connection, ConnectionState state);
    void sessionOpened(const SessionSnapshot &session);
    void sessionClosed(const SessionSnapshot &session);
    /// `again`: it has been open for a while, and the ring is about to overwrite its first description.
    void connectionOpened(const ConnectionSnapshot &connection, bool again = false);
    void connectionClosed(const ConnectionSnapshot &connection);
    /// `what` is a short stable name ("attempt", "self-connect"); `facts` are its details.
    void notice(ConnectionId connection, QLatin1String what, QJsonObject facts = {},
                quint8 flags = Record::NoFlag);
    void note(ConnectionId connection, const QString &text);

private:
    void write(ConnectionId connection, RecordKind kind, const QByteArray &facts,
               quint8 flags = Record::NoFlag);
    void write(ConnectionId connection, RecordKind kind, const QJsonObject &facts,
               quint8 flags = Record::NoFlag);

    RecordingWriter &m_writer;
    SteadyNs m_begin;
};

} // namespace netcore
