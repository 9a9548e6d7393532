#pragma once

#include "netcore/recording/recordingwriter.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

#include <memory>

/// A test of a view over a recording: each case has its own, of 8 MiB at most.
class RecordedTest : public QObject
{
protected:
    void beginRecording()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        netcore::RecordingOptions options;
        options.directory = m_folder->filePath(QStringLiteral("recording"));
        options.maxBytes = 8u << 20;
        options.payloadSegmentBytes = 1u << 20;
        options.indexSegmentRows = 4096;
        options.keepFreeBytes = 0;
        auto writer = netcore::RecordingWriter::create(options, m_clock);
        QVERIFY(writer.has_value());
        m_writer = std::move(*writer);
    }

    void endRecording()
    {
        m_writer.reset();
        m_folder.reset();
    }

    void chunk(netcore::Direction direction, netcore::ConnectionId connection, QByteArrayView payload)
    {
        netcore::Record head;
        head.kind = netcore::RecordKind::Chunk;
        head.direction = direction;
        head.connection = connection;
        head.time = m_writer->now();
        m_writer->append(head, payload);
    }

    netcore::SystemClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<netcore::RecordingWriter> m_writer;
};
