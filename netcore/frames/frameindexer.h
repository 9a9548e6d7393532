#pragma once

#include "netcore/frames/frameindex.h"
#include "netcore/recording/filterjob.h"
#include "netcore/recording/recordingstore.h"

#include <array>
#include <memory>
#include <optional>

namespace netcore {

struct FrameLimits
{
    FramingLimits framing;
    quint64 mostKept = 16u << 20; // frames, and reads; older ones are let go and counted
};

/// Cuts a connection's two streams into frames, from the oldest record that exists on, and goes on as the
/// recording grows. A pure function of the framing and the rows.
///
/// Datagrams  each is a stream of its own: what is left at its end is a frame, too
/// Damage     a record that cannot be read ends the frame before it; its bytes are one frame with Unframed
/// Thread     one thread at a time
class FrameIndexer
{
public:
    /// Errors   those of makeFramer()
    static Result<std::unique_ptr<FrameIndexer>> create(ConnectionId connection, QStringView framing,
                                                        const FrameLimits &limits = {});

    /// Takes the rows up to `to`, or fewer where `goOn(rows done)` says no; nextRow() says where it came to.
    void advance(const RecordingReader &reader, RowNumber to, const JobProgress &goOn = {});
    /// A silence so long makes a frame of what is pending in this direction; nothing where none does, or
    /// nothing is pending.
    std::optional<SteadyNs> completingSilence(Direction direction) const;
    /// It was silent for so long, and no read of that time will be recorded any more.
    void completeBySilence(Direction direction);
    /// For who goes through the rows himself: one record of the connection. REQUIRES: rows ascend.
    void take(const RecordingReader &reader, const Record &record, RowNumber row);
    /// Lets go of the frames, and of the reads but those that the next frame begins in.
    void forgetFrames();
    /// Nothing more will come: what is left of the streams becomes frames.
    void finish();

    const FrameIndex &index() const { return m_index; }

private:
    FrameIndexer(ConnectionId connection, const FrameLimits &limits);
    struct Stream
    {
        std::unique_ptr<Framer> framer;
        quint64 base = 0; // stream offset of the framer's byte 0
        quint64 end = 0;
    };

    Stream &streamOf(Direction direction);
    void takeData(const RecordingReader &reader, const Record &record, RowNumber row);
    void feed(Stream &stream, QByteArrayView bytes, const Record &record, RowNumber row);
    void takeFrames(const Stream &stream, Direction direction, RowNumber row);
    void endStream(Direction direction, RowNumber row);
    void endBoth(RowNumber row);

    ConnectionId m_connection;
    FrameLimits m_limits;
    Stream m_in;
    Stream m_out;
    std::array<RowNumber, 2> m_lastRows{}; // of the directions
    RowNumber m_lastRow = 0;
    std::vector<Frame> m_frames; // scratch
    QByteArray m_payload;        // scratch
    FrameIndex m_index;
};

} // namespace netcore
