#pragma once

#include "netcore/frames/frameindexer.h"
#include "netcore/recording/recordingstore.h"
#include "netcore/recording/recordingwriter.h"

#include <QtCore/QTemporaryDir>

/// A recording of a few connections that a test fills by hand.
class FramesFixture
{
public:
    explicit FramesFixture(quint64 maxBytes = 256u << 20, quint32 segmentBytes = 8u << 20)
    {
        netcore::RecordingOptions options;
        options.directory = m_folder.filePath(QStringLiteral("recording"));
        options.maxBytes = maxBytes;
        options.payloadSegmentBytes = segmentBytes;
        options.indexSegmentRows = segmentBytes / 64;
        options.keepFreeBytes = 0;
        auto made = netcore::RecordingWriter::create(options, m_clock);
        if (made)
            m_writer = std::move(*made);
    }

    netcore::RecordingWriter &writer() { return *m_writer; }
    std::shared_ptr<const netcore::RecordingStore> store() const { return m_writer->store(); }
    QString directory() const { return m_folder.filePath(QStringLiteral("recording")); }

    /// One record; each comes a millisecond after the one before.
    void add(QByteArrayView payload, netcore::Direction direction = netcore::Direction::In,
             quint32 connection = 1, netcore::RecordKind kind = netcore::RecordKind::Chunk)
    {
        netcore::Record head;
        head.time = m_time += 1'000'000;
        head.kind = kind;
        head.direction = direction;
        head.connection = netcore::ConnectionId(connection);
        m_writer->append(head, payload);
    }
    void close(quint32 connection = 1)
    {
        add("{}", netcore::Direction::None, connection, netcore::RecordKind::ConnectionClosed);
    }
    void commit() { m_writer->commit(); }

    /// The frames of connection 1 as they are now; ended where `finished`.
    netcore::FrameIndex cut(QStringView framing, bool finished = false,
                            const netcore::FrameLimits &limits = {})
    {
        commit();
        auto indexer = netcore::FrameIndexer::create(netcore::ConnectionId(1), framing, limits);
        const netcore::RecordingReader reader(store());
        (*indexer)->advance(reader, store()->rowCount());
        if (finished)
            (*indexer)->finish();
        return (*indexer)->index();
    }

private:
    QTemporaryDir m_folder;
    netcore::SystemClock m_clock;
    std::unique_ptr<netcore::RecordingWriter> m_writer;
    netcore::SteadyNs m_time = 0;
};
