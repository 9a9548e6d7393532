#include "netcore/dissect/dissection.h"

#include "netcore/dissect/packetlinker.h"

#include <QtCore/QProcess>
#include <QtCore/QTimer>

namespace netcore {

namespace {

constexpr std::size_t mostNodes = 500'000; // of one decoding
constexpr qsizetype mostSaid = 64 << 10;

NetError absent()
{
    return NetError::of(ErrorKind::NotFound, "tshark", NETCORE_REASON("Wireshark's tshark is not installed"));
}

DissectOutcome failedWith(const NetError &error)
{
    DissectOutcome outcome;
    outcome.error = error;
    return outcome;
}

} // namespace

/// One tshark.
class Dissection::Run
{
public:
    Run(Dissection &owner, const std::shared_ptr<const RecordingStore> &store,
        std::shared_ptr<DissectCapture> capture)
        : m_owner(owner)
        , m_capture(std::move(capture))
        , m_linker(store, m_capture->places)
        , m_reader([this](PdmlPacket &&packet) { take(packet); })
    {
        for (const PacketPlace &place : m_capture->places)
            m_wanted += place.isData;
        m_outcome.records = m_capture->records;
        m_outcome.next = m_capture->next;
        m_limit.setSingleShot(true);
        QObject::connect(&m_limit, &QTimer::timeout, m_process.get(), [this] {
            stop(NetError::of(ErrorKind::TimedOut, "tshark",
                              NETCORE_REASON("tshark took too long and was ended")));
        });
        QObject::connect(m_process.get(), &QProcess::readyReadStandardOutput, m_process.get(),
                         [this] { readOutput(); });
        QObject::connect(m_process.get(), &QProcess::readyReadStandardError, m_process.get(), [this] {
            const QByteArray said = m_process->readAllStandardError();
            m_said += said.left(mostSaid - m_said.size());
        });
        QObject::connect(m_process.get(), &QProcess::finished, m_process.get(), [this] { finish(); });
        QObject::connect(m_process.get(), &QProcess::errorOccurred, m_process.get(),
                         [this](QProcess::ProcessError error) {
                             if (error == QProcess::FailedToStart)
                                 m_owner.end(failedWith(absent()));
                         });
    }
    ~Run() { abandon(); }

    /// Nothing more comes of it; a process that runs is ended and goes when it has.
    void abandon()
    {
        m_limit.stop();
        tshark::letGo(std::move(m_process));
    }

    void start()
    {
        const DissectOptions &options = m_owner.m_options;
        m_process->setProcessEnvironment(tshark::environment());
        m_process->setStandardInputFile(QProcess::nullDevice());
        m_process->setWorkingDirectory(m_capture->folder->path());
        m_limit.start(options.time);
        m_process->start(tshark::program(),
                         tshark::decodeArguments(m_capture->file, options.decodeAs, m_capture->carriers));
    }

private:
    void stop(const NetError &error)
    {
        if (!m_outcome.error.isError())
            m_outcome.error = error;
        m_process->kill();
    }

    void readOutput()
    {
        const QByteArray part = m_process->readAllStandardOutput();
        m_output += part.size();
        if (m_outcome.error.isError())
            return; // it is being ended
        const auto read = m_reader.feed(part);
        if (!m_batch.empty())
            Q_EMIT m_owner.decoded(std::exchange(m_batch, {}));
        if (!read)
            stop(read.error());
        else if (m_nodes > mostNodes)
            stop(NetError::of(ErrorKind::LimitExceeded, "tshark",
                              NETCORE_REASON("tshark found more fields than are kept: choose fewer rows")));
        else if (m_output > m_owner.m_options.output)
            stop(NetError::of(ErrorKind::LimitExceeded, "tshark",
                              NETCORE_REASON("tshark wrote more than is read: choose fewer rows")));
        else if (m_wanted > 0)
            Q_EMIT m_owner.progressed(double(m_outcome.packets) / double(m_wanted));
    }

    void take(const PdmlPacket &packet)
    {
        auto linked = m_linker.link(packet);
        if (!linked || m_nodes > mostNodes)
            return;
        m_nodes += linked->fields.size();
        m_outcome.dropped += linked->dropped;
        ++m_outcome.packets;
        m_batch.push_back(std::move(*linked));
    }

    void finish()
    {
        readOutput();
        m_said += m_process->readAllStandardError().left(mostSaid);
        m_outcome.exitCode = m_process->exitCode();
        if (!m_outcome.error.isError() && m_process->exitStatus() == QProcess::CrashExit)
            m_outcome.error = NetError::of(ErrorKind::Other, "tshark", NETCORE_REASON("tshark crashed"));
        else if (!m_outcome.error.isError() && m_outcome.exitCode != 0)
            m_outcome.error =
                NetError::of(ErrorKind::Other, "tshark", NETCORE_REASON("tshark ended with an error"));
        else if (const auto whole = m_reader.finish(); !whole && !m_outcome.error.isError())
            m_outcome.error = whole.error();
        if (m_outcome.error.isError())
            m_outcome.said = tshark::saidBy(m_said);
        m_owner.end(std::move(m_outcome));
    }

    Dissection &m_owner;
    std::shared_ptr<DissectCapture> m_capture;
    PacketLinker m_linker;
    PdmlReader m_reader;
    QTimer m_limit;
    QByteArray m_said;
    std::vector<DissectedPacket> m_batch;
    DissectOutcome m_outcome;
    qint64 m_output = 0;
    std::size_t m_nodes = 0;
    quint64 m_wanted = 0;
    std::unique_ptr<QProcess> m_process = std::make_unique<QProcess>(); // last: goes first, with its slots
};

Dissection::Dissection(QObject *parent) : QObject(parent)
{
    m_pool.setMaxThreadCount(1);
}

Dissection::~Dissection()
{
    if (m_cancelled)
        *m_cancelled = true;
}

bool Dissection::isRunning() const
{
    return m_cancelled != nullptr;
}

void Dissection::cancel()
{
    if (isRunning())
        end(failedWith(NetError::of(ErrorKind::Cancelled, "tshark")));
}

void Dissection::start(const std::shared_ptr<const RecordingStore> &store, const ExportRange &range,
                       const DissectOptions &options)
{
    if (m_cancelled)
        *m_cancelled = true;
    m_run.reset();
    m_options = options;
    const auto cancelled = std::make_shared<std::atomic<bool>>(false);
    m_cancelled = cancelled;
    if (tshark::program().isEmpty())
        return end(failedWith(absent()));
    if (const auto name = tshark::checkDecodeAs(options.decodeAs); !name)
        return end(failedWith(name.error()));
    m_pool.start([this, store, range, cancelled, limits = options.limits] {
        const auto goOn = [cancelled](quint64, quint64) { return !*cancelled; };
        const auto capture = captureFor(store, range, limits, goOn);
        QMetaObject::invokeMethod(this, [this, store, cancelled, capture] {
            if (*cancelled)
                return;
            if (!capture)
                return end(failedWith(capture.error()));
            m_run = std::make_unique<Run>(*this, store, *capture);
            m_run->start();
        });
    });
}

void Dissection::end(DissectOutcome outcome)
{
    if (m_cancelled)
        *m_cancelled = true;
    m_cancelled.reset();
    if (m_run) { // goes later: its process may be what calls here
        m_run->abandon();
        QMetaObject::invokeMethod(
            this, [old = std::shared_ptr<Run>(std::move(m_run))] {}, Qt::QueuedConnection);
    }
    Q_EMIT finished(outcome);
}

} // namespace netcore
