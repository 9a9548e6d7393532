#include "netcore/exchange/capturereader.h"

#include "netcore/exchange/fragmentassembly.h"
#include "netcore/exchange/pcapngcomments.h"
#include "netcore/exchange/recordwords.h"

#include <QtCore/QFile>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <memory>
#include <pcap/pcap.h>
#include <sys/stat.h>

namespace netcore {

namespace {

constexpr quint64 packetsBetweenQuestions = 1024;

struct CloseFile
{
    void operator()(FILE *file) const { std::fclose(file); }
};
struct ClosePcap
{
    void operator()(pcap_t *pcap) const { pcap_close(pcap); } // closes its file, too
};

NetError noCapture()
{
    return NetError::of(ErrorKind::Damaged, "open",
                        NETCORE_REASON("not a pcap or pcapng capture, or its beginning is damaged"));
}

/// Times far from any that a clock could show are brought into its range.
WallNs timeOf(const timeval &stamp)
{
    constexpr qint64 mostSeconds = 9'000'000'000;
    const qint64 seconds = std::clamp<qint64>(stamp.tv_sec, 0, mostSeconds);
    return seconds * 1'000'000'000 + std::clamp<qint64>(stamp.tv_usec, 0, 999'999'999); // ns, as asked for
}

} // namespace

class CaptureReader::Private
{
public:
    std::unique_ptr<pcap_t, ClosePcap> pcap;
    std::optional<PacketDecoder> decoder;
    QString name;
    quint64 bytes = 0;
};

CaptureReader::CaptureReader(std::unique_ptr<Private> parts) : d(std::move(parts)) {}
CaptureReader::~CaptureReader() = default;

quint64 CaptureReader::bytes() const
{
    return d->bytes;
}

Result<std::unique_ptr<CaptureReader>> CaptureReader::open(const QString &name)
{
    std::unique_ptr<FILE, CloseFile> file(std::fopen(QFile::encodeName(name).constData(), "rbe"));
    struct stat status = {};
    if (!file || ::fstat(::fileno(file.get()), &status) != 0)
        return refused(NetError::fromErrno(errno, "open"));
    if (!S_ISREG(status.st_mode))
        return refused(NetError::of(ErrorKind::InputOutput, "open", NETCORE_REASON("this is not a file")));
    auto parts = std::make_unique<Private>();
    parts->bytes = quint64(status.st_size);
    parts->name = name;
    char reason[PCAP_ERRBUF_SIZE] = {};
    parts->pcap.reset(
        pcap_fopen_offline_with_tstamp_precision(file.get(), PCAP_TSTAMP_PRECISION_NANO, reason));
    if (!parts->pcap)
        return refused(noCapture());
    static_cast<void>(file.release());
    parts->decoder = PacketDecoder::make(pcap_datalink(parts->pcap.get()));
    if (!parts->decoder)
        return refused(
            NetError::of(ErrorKind::Unsupported, "open",
                         NETCORE_REASON("a capture of a link layer that is not read: Ethernet, Linux "
                                        "cooked, loopback and raw IP are")));
    return std::unique_ptr<CaptureReader>(new CaptureReader(std::move(parts)));
}

Result<ImportOutcome> CaptureReader::run(CaptureSink &sink, const Begin &begin,
                                         const std::function<Result<void>()> &wanted,
                                         const ExchangeProgress &progress)
{
    CaptureConversations conversations(sink);
    FragmentAssembly fragments;
    PcapngComments comments(d->name);
    ImportOutcome outcome;
    WallNs at = 0;
    const auto tell = [&](ConnectionId id, const QStringList &texts) {
        for (const QString &text : texts) {
            if (text == QLatin1String(ourSectionComment))
                continue;
            ++outcome.notes;
            sink.note(id, text, at);
        }
    };
    pcap_pkthdr *head = nullptr;
    const uchar *bytes = nullptr;
    int got = 0;
    while ((got = pcap_next_ex(d->pcap.get(), &head, &bytes)) == 1) {
        if (outcome.packets++ == 0) {
            if (const auto begun = begin(timeOf(head->ts)); !begun)
                return refused(begun.error());
        }
        const PcapngComments::Found said = comments.next();
        at = timeOf(head->ts);
        tell(ConnectionId::None, said.before);
        DecodedPacket packet;
        const QByteArrayView captured(bytes, qsizetype(head->caplen));
        PacketVerdict verdict = d->decoder->decode(captured, head->len, packet);
        packet.at = at;
        outcome.cutPackets += packet.cut > 0;
        if (verdict == PacketVerdict::Fragment) {
            ++outcome.fragments;
            if (fragments.take(packet))
                verdict = PacketDecoder::decodeWhole(packet);
        }
        ConnectionId conversation = ConnectionId::None;
        if (verdict == PacketVerdict::Decoded)
            conversation = conversations.take(packet);
        else
            outcome.otherPackets += verdict == PacketVerdict::Other;
        tell(conversation, said.ofPacket);
        if (outcome.packets % packetsBetweenQuestions != 0)
            continue;
        const auto read = std::ftell(pcap_file(d->pcap.get()));
        if (progress && !progress(quint64(std::max(0L, read)), d->bytes))
            return refused(NetError::of(ErrorKind::Cancelled, "import"));
        if (const auto goesOn = wanted(); !goesOn)
            return refused(goesOn.error());
    }
    outcome.damaged = got == PCAP_ERROR;
    if (outcome.packets > 0 && !outcome.damaged)
        tell(ConnectionId::None, comments.next().before);
    conversations.finish();
    fragments.finish();
    outcome.joinedDatagrams = fragments.counts().whole;
    outcome.incompleteDatagrams = fragments.counts().incomplete;
    outcome.refusedDatagrams = fragments.counts().refused;
    return outcome;
}

} // namespace netcore
