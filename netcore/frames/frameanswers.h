#pragma once

#include "netcore/frames/frameindexer.h"
#include "netcore/recording/roundtrips.h"
#include "netcore/structure/structure.h"

#include <functional>
#include <unordered_map>

namespace netcore {

/// How answers are found among the frames of a connection.
struct FrameMatching
{
    /// The framing of a connection, and of the session that its opening names (0: it was not seen). Asked
    /// once for each connection, in the thread that counts.
    std::function<QString(ConnectionId connection, quint32 session)> framing;
    /// Without a structure the next frame of the other direction is the answer; with one, the next whose
    /// `field` (a path such as "header.transaction") is equal.
    std::shared_ptr<const Structure> structure;
    QString field;

    static FrameMatching withFraming(const QString &framing);
};

/// Round trips between frames: a frame passes when the record that completes it does.
///
/// Raw      where nothing is cut, a chunk is a frame
/// Filter   frames are cut from all bytes; a frame counts where the record that completed it does
/// Faults   a frame that the framing calls faulty is neither request nor answer
/// Limits   mostConnections are followed, of the others nothing is found; 64 KiB of a frame are looked at for
///          its field
/// Errors   create() is refused with a field that the structure does not have; a connection whose framing
///          cannot be made has no frames
/// Thread   one at a time
class FrameAnswers final : public AnswerFinder
{
public:
    static constexpr std::size_t mostConnections = 20'000;
    static constexpr qsizetype mostLooked = 64 << 10;

    static Result<std::shared_ptr<FrameAnswers>> create(FrameMatching matching);

    void take(const RecordingReader &reader, RowNumber row, const Record &record, bool counts,
              RoundTrips &found) override;
    void skip() override;
    bool isMatching() const override { return m_matching.structure != nullptr; }

private:
    struct Followed
    {
        std::unique_ptr<FrameIndexer> indexer; // null: its framing cannot be made
        bool isRaw = false;
        std::optional<std::size_t> asked; // the direction of the newest frame
        SteadyNs last = 0;                // and when it was complete
    };

    explicit FrameAnswers(FrameMatching matching) : m_matching(std::move(matching)) {}
    void noteSession(const RecordingReader &reader, const Record &opened);
    Followed *followed(ConnectionId connection);
    void meet(Followed &followed, const IndexedFrame &frame, const Record &completing, RoundTrips &found);
    QByteArray keyOf(const RecordingReader &reader, const FrameIndex &index, const IndexedFrame &frame) const;

    FrameMatching m_matching;
    std::unordered_map<ConnectionId, quint32> m_sessions; // of connections that carried nothing yet
    std::unordered_map<ConnectionId, Followed> m_followed;
};

} // namespace netcore
