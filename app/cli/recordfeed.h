#pragma once

#include "app/cli/output.h"
#include "netcore/recording/recordingstore.h"

#include <QtCore/QHash>

#include <memory>

namespace app {

/// Cuts one direction of one connection into frames, bytes included.
///
/// Limits   keeps what belongs to no frame yet: at most FramingLimits::maxFrame
class FrameCutter
{
public:
    explicit FrameCutter(std::unique_ptr<netcore::Framer> framer) : m_framer(std::move(framer)) {}

    /// `chunk` is a piece as it was read; gives the frames that it completes.
    QList<Piece> feed(const Piece &chunk);
    QList<Piece> finish(const Piece &last);

private:
    QList<Piece> take(const Piece &like);

    std::unique_ptr<netcore::Framer> m_framer;
    std::vector<netcore::Frame> m_frames;
    QByteArray m_waiting;
    quint64 m_waitingFrom = 0;
};

/// Reads what is new in a recording and hands it on as pieces: chunks and datagrams, or frames when a framing
/// is given. Live and opened recordings alike.
///
/// Errors   rows that were overwritten before they could be read are counted in lost(), never guessed
/// Thread   one thread
class RecordFeed
{
public:
    /// REQUIRES: `framing` is empty or a spec that makeFramer() takes.
    RecordFeed(std::shared_ptr<const netcore::RecordingStore> store, const QString &framing);

    using Take = std::function<void(const netcore::Record &, const Piece &)>;
    /// Pieces in the order of the recording. A record that is no data comes as itself, its payload in
    /// `bytes`.
    void drain(const Take &take);
    /// What is left in framers, when nothing more will come.
    void finish(const Take &take);

    quint64 lost() const { return m_lost; }

private:
    Piece pieceOf(const netcore::Record &record) const;
    void hand(const netcore::Record &record, const Piece &piece, const Take &take);
    FrameCutter *cutterOf(const netcore::Record &record);
    void finishConnection(const netcore::Record &closed, const Take &take);

    using Stream = std::pair<netcore::ConnectionId, netcore::Direction>;
    netcore::RecordingReader m_reader;
    QString m_framing;
    std::map<Stream, FrameCutter> m_cutters;
    netcore::RowNumber m_next = 0;
    quint64 m_lost = 0;
};

} // namespace app
