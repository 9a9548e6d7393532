#include "netcore/exchange/captureimport.h"

#include "netcore/exchange/capturereader.h"
#include "netcore/exchange/recordwords.h"
#include "netcore/recording/recordingwriter.h"

#include <QtCore/QFileInfo>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QTemporaryDir>

#include <algorithm>
#include <bit>
#include <cerrno>

namespace netcore {

namespace {

/// The recording began when the capture did.
class CaptureClock final : public Clock
{
public:
    explicit CaptureClock(WallNs begin) : m_begin(begin) {}
    SteadyNs steadyNow() const override { return m_real.steadyNow(); }
    WallNs wallNow() const override { return m_begin; }

private:
    SystemClock m_real;
    WallNs m_begin;
};

/// Writes what a capture tells as a recording.
class RecordingSink final : public CaptureSink
{
public:
    /// `capture` is the file's name; `bytes` its size.
    RecordingSink(const QString &directory, const QString &capture, quint64 bytes)
        : m_directory(directory), m_capture(capture), m_bytes(bytes)
    {
    }

    Result<void> begin(WallNs first);
    Result<void> state() const;
    std::shared_ptr<const RecordingStore> end(const ImportOutcome &outcome);
    void addTo(ImportOutcome &outcome) const;

    void opened(ConnectionId id, const ConversationFacts &facts, WallNs at) override
    {
        ++m_connections;
        write(id, RecordKind::ConnectionOpened, Direction::None, at, facts.toJson());
    }
    void data(ConnectionId id, const ConversationFacts &facts, Direction direction, QByteArrayView bytes,
              bool cut, WallNs at) override
    {
        m_payloadBytes += quint64(bytes.size());
        const bool udp = facts.carrier == Carrier::Udp;
        write(id, udp ? RecordKind::Datagram : RecordKind::Chunk, direction, at, bytes,
              cut ? Record::Truncated : Record::NoFlag);
    }
    void missing(ConnectionId id, Direction direction, quint64 bytes, WallNs at) override
    {
        m_missingBytes += bytes;
        writeJson(id, RecordKind::Notice, at,
                  {{QStringLiteral("what"), QStringLiteral("missing-segment")},
                   {QStringLiteral("direction"), QLatin1String(directionName(direction))},
                   {QStringLiteral("bytes"), qint64(bytes)}},
                  Record::Refusal);
    }
    void note(ConnectionId id, const QString &text, WallNs at) override
    {
        write(id, RecordKind::Note, Direction::None, at, text.toUtf8());
    }
    void closed(ConnectionId id, const ConversationFacts &facts, WallNs at) override
    {
        write(id, RecordKind::ConnectionClosed, Direction::None, at, facts.toJson());
    }

private:
    void write(ConnectionId id, RecordKind kind, Direction direction, WallNs at, QByteArrayView payload,
               quint8 flags = Record::NoFlag);
    void writeJson(ConnectionId id, RecordKind kind, WallNs at, const QJsonObject &facts,
                   quint8 flags = Record::NoFlag)
    {
        write(id, kind, Direction::None, at, QJsonDocument(facts).toJson(QJsonDocument::Compact), flags);
    }

    QString m_directory;
    QString m_capture;
    quint64 m_bytes;
    std::unique_ptr<CaptureClock> m_clock;
    std::unique_ptr<RecordingWriter> m_writer;
    WallNs m_first = 0;
    WallNs m_last = 0;
    quint64 m_connections = 0;
    quint64 m_payloadBytes = 0;
    quint64 m_missingBytes = 0;
};

Result<void> RecordingSink::begin(WallNs first)
{
    constexpr quint64 smallest = 1 << 20; // a captured packet fits
    constexpr quint64 largest = 64 << 20;
    RecordingOptions options;
    options.directory = m_directory;
    options.atBound = AtBound::Stop;
    options.maxBytes = layout::maxOffset;
    options.payloadSegmentBytes = quint32(std::bit_ceil(std::clamp(m_bytes, smallest, largest)));
    options.indexSegmentRows = options.payloadSegmentBytes / 64;
    m_first = m_last = first;
    m_clock = std::make_unique<CaptureClock>(first);
    auto writer = RecordingWriter::create(options, *m_clock);
    if (!writer)
        return refused(writer.error());
    m_writer = std::move(*writer);
    writeJson(ConnectionId::None, RecordKind::SessionOpened, first,
              {{QStringLiteral("session"), 1},
               {QStringLiteral("spec"), m_capture},
               {QStringLiteral("name"), m_capture}});
    return {};
}

Result<void> RecordingSink::state() const
{
    return !m_writer || m_writer->state() == RecordingState::Recording ? Result<void>()
                                                                       : refused(m_writer->error());
}

void RecordingSink::write(ConnectionId id, RecordKind kind, Direction direction, WallNs at,
                          QByteArrayView payload, quint8 flags)
{
    m_last = std::max(m_last, at);
    Record head;
    head.time = std::max<SteadyNs>(0, at - m_first);
    head.kind = kind;
    head.direction = direction;
    head.flags = flags;
    head.connection = id;
    m_writer->append(head, payload);
}

/// What of the capture is not in the recording is said in it.
std::shared_ptr<const RecordingStore> RecordingSink::end(const ImportOutcome &outcome)
{
    writeJson(ConnectionId::None, RecordKind::Notice, m_last,
              {{QStringLiteral("what"), QStringLiteral("imported")},
               {QStringLiteral("packets"), qint64(outcome.packets)},
               {QStringLiteral("otherPackets"), qint64(outcome.otherPackets)},
               {QStringLiteral("fragments"), qint64(outcome.fragments)},
               {QStringLiteral("incompleteDatagrams"), qint64(outcome.incompleteDatagrams)},
               {QStringLiteral("refusedDatagrams"), qint64(outcome.refusedDatagrams)},
               {QStringLiteral("cutPackets"), qint64(outcome.cutPackets)},
               {QStringLiteral("missingBytes"), qint64(m_missingBytes)},
               {QStringLiteral("damaged"), outcome.damaged}},
              outcome.damaged ? Record::Refusal : Record::NoFlag);
    m_writer->commit();
    return m_writer->store();
}

void RecordingSink::addTo(ImportOutcome &outcome) const
{
    outcome.connections = m_connections;
    outcome.payloadBytes = m_payloadBytes;
    outcome.missingBytes = m_missingBytes;
}

/// Only counts.
class ListingSink final : public CaptureSink
{
public:
    std::vector<CaptureConversation> list;

    void opened(ConnectionId id, const ConversationFacts &facts, WallNs) override
    {
        list.push_back({id, facts, 0, 0, 0, 0}); // ids ascend from 1
    }
    void data(ConnectionId id, const ConversationFacts &, Direction direction, QByteArrayView bytes, bool,
              WallNs) override
    {
        CaptureConversation &c = list[std::size_t(id) - 1];
        (direction == Direction::In ? c.bytesIn : c.bytesOut) += quint64(bytes.size());
        ++(direction == Direction::In ? c.piecesIn : c.piecesOut);
    }
    void missing(ConnectionId, Direction, quint64, WallNs) override {}
    void closed(ConnectionId id, const ConversationFacts &facts, WallNs) override
    {
        list[std::size_t(id) - 1].facts = facts;
    }
};

/// Keeps what passed in one conversation.
class PiecesSink final : public CaptureSink
{
public:
    PiecesSink(ConnectionId wanted, quint64 most) : m_wanted(wanted), m_most(most) {}

    std::vector<CapturePiece> pieces;
    bool isTooMuch() const { return m_bytes > m_most; }
    bool isKnown() const { return m_known; }

    void opened(ConnectionId id, const ConversationFacts &, WallNs) override
    {
        m_known = m_known || id == m_wanted;
    }
    void data(ConnectionId id, const ConversationFacts &, Direction direction, QByteArrayView bytes, bool,
              WallNs at) override
    {
        if (id != m_wanted || isTooMuch())
            return;
        m_bytes += quint64(bytes.size());
        if (!isTooMuch())
            pieces.push_back({direction, at, bytes.toByteArray()});
    }
    void missing(ConnectionId, Direction, quint64, WallNs) override {}
    void closed(ConnectionId, const ConversationFacts &, WallNs) override {}

private:
    ConnectionId m_wanted;
    quint64 m_most;
    quint64 m_bytes = 0;
    bool m_known = false;
};

Result<void> nothing()
{
    return {};
}

} // namespace

Result<ImportOutcome> importCapture(const QString &capture, const QString &recording,
                                    const ExchangeProgress &progress)
{
    auto reader = CaptureReader::open(capture);
    if (!reader)
        return refused(reader.error());
    const QFileInfo target(recording);
    const QTemporaryDir room(target.absolutePath() + QStringLiteral("/.import-XXXXXX"));
    if (!room.isValid())
        return refused(NetError::fromErrno(errno != 0 ? errno : EIO, "mkdir"));
    RecordingSink sink(room.filePath(QStringLiteral("recording")), QFileInfo(capture).fileName(),
                       (*reader)->bytes());
    // Reading is the first half of the work, writing the saved file the second.
    const auto half = [&progress](quint64 done, quint64 total, quint64 before) {
        return !progress ||
               progress(before * std::max<quint64>(total, 1) + done, 2 * std::max<quint64>(total, 1));
    };
    auto outcome = (*reader)->run(
        sink, [&sink](WallNs first) { return sink.begin(first); }, [&sink] { return sink.state(); },
        [&half](quint64 done, quint64 total) { return half(done, total, 0); });
    if (outcome && outcome->packets == 0) {
        if (const auto begun = sink.begin(0); !begun)
            return refused(begun.error());
    }
    if (!outcome)
        return outcome;
    sink.addTo(*outcome);
    const auto store = sink.end(*outcome);
    if (const auto whole = sink.state(); !whole)
        return refused(whole.error());
    const auto saved =
        store->saveAs(recording, [&half](quint64 done, quint64 total) { return half(done, total, 1); });
    if (!saved)
        return refused(saved.error());
    return outcome;
}

Result<std::vector<CaptureConversation>> conversationsOf(const QString &capture,
                                                         const ExchangeProgress &progress)
{
    auto reader = CaptureReader::open(capture);
    if (!reader)
        return refused(reader.error());
    ListingSink sink;
    const auto read = (*reader)->run(
        sink, [](WallNs) { return nothing(); }, nothing, progress);
    if (!read)
        return refused(read.error());
    return std::move(sink.list);
}

Result<std::vector<CapturePiece>> piecesOf(const QString &capture, ConnectionId conversation,
                                           quint64 mostBytes, const ExchangeProgress &progress)
{
    auto reader = CaptureReader::open(capture);
    if (!reader)
        return refused(reader.error());
    const NetError tooMuch = NetError::of(ErrorKind::LimitExceeded, "read",
                                          NETCORE_REASON("the conversation is larger than was asked for"));
    PiecesSink sink(conversation, mostBytes);
    const auto wanted = [&]() -> Result<void> {
        return sink.isTooMuch() ? refused(tooMuch) : Result<void>();
    };
    const auto read = (*reader)->run(
        sink, [](WallNs) { return nothing(); }, wanted, progress);
    if (!read)
        return refused(read.error());
    if (sink.isTooMuch())
        return refused(tooMuch);
    if (!sink.isKnown())
        return refused(NetError::of(ErrorKind::NotFound, "read",
                                    NETCORE_REASON("the capture has no such conversation")));
    return std::move(sink.pieces);
}

} // namespace netcore
