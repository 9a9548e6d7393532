// What is worth a try: the framings that need no parameters, and parameters that the bytes suggest.
#include "netcore/framing/framerkind.h"
#include "netcore/framing/guesstrial.h"

#include <QtCore/QHash>
#include <QtCore/QSet>

#include <algorithm>
#include <numeric>
#include <set>

namespace netcore {

namespace {

using Basis = FramingGuess::Basis;

constexpr std::size_t chunksLookedAt = 64;

struct Prior
{
    const char *name;
    double prior;
};

/// How hard it is to fit by chance. A framing that is not here has 0.5.
constexpr Prior priors[] = {{"http1", 1.0},  {"modbus-rtu", 1.0}, {"nmea", 1.0},     {"hdlc", 1.0},
                            {"mbap", 1.0},   {"netstring", 0.95}, {"tpkt", 1.0},     {"dns-tcp", 1.0},
                            {"mqtt", 0.95},  {"websocket", 0.95}, {"json", 0.85},    {"slip", 0.85},
                            {"cobs", 0.85},  {"line", 0.75},      {"startend", 0.8}, {"varint", 0.50},
                            {"size-ok", 0.9}};

QString nameOf(const QString &spec)
{
    return spec.section(u'(', 0, 0).section(u' ', 0, 0);
}

double priorOf(const QString &spec)
{
    if (spec == u"line(crlf)" || spec == u"json(lines)")
        return spec == u"line(crlf)" ? 0.9 : 0.97;
    if (spec == u"line(cr)")
        return 0.6;
    for (const Prior &known : priors) {
        if (nameOf(spec) == QLatin1String(known.name))
            return known.prior;
    }
    return 0.5;
}

/// A DNS message says more than its length: RFC 1035 s.4.1.1.
bool isDnsMessage(QByteArrayView message)
{
    if (message.size() < 12)
        return false;
    const auto at = [&](int i) { return int(uchar(message[i])) << 8 | uchar(message[i + 1]); };
    return (uchar(message[2]) >> 3 & 15) <= 6 && at(4) <= 2 && at(6) + at(8) + at(10) <= 300 &&
           message.size() >= 12 + at(4) * 5;
}

bool isPlausible(const GuessStreams &streams, const QString &spec)
{
    const auto &[in, out] = streams.streams;
    if (nameOf(spec) == u"size-ok") // one side asks, the other one says "ok"
        return in.bytes.startsWith("ok") || out.bytes.startsWith("ok");
    if (spec != u"dns-tcp")
        return true;
    for (const GuessStreams::Stream &stream : streams.streams) {
        for (qsizetype at = 0; at + 2 < stream.bytes.size();) {
            const qsizetype length = qsizetype(uchar(stream.bytes[at])) << 8 | uchar(stream.bytes[at + 1]);
            const bool whole = at + 2 + length <= stream.bytes.size();
            if (whole && !isDnsMessage(QByteArrayView(stream.bytes).sliced(at + 2, length)))
                return false;
            at += 2 + length;
        }
    }
    return true;
}

bool isMostlyText(const GuessStreams &streams)
{
    qsizetype text = 0;
    for (const GuessStreams::Stream &stream : streams.streams)
        text += std::count_if(stream.bytes.begin(), stream.bytes.end(),
                              [](char c) { return uchar(c) >= 0x20 || c == '\r' || c == '\n' || c == '\t'; });
    const qsizetype beyondAscii = std::accumulate(
        streams.streams.begin(), streams.streams.end(), qsizetype(0), [](qsizetype sum, const auto &stream) {
            return sum + std::count_if(stream.bytes.begin(), stream.bytes.end(),
                                       [](char c) { return uchar(c) >= 0x7F; });
        });
    return text * 100 >= streams.bytes() * 95 && beyondAscii * 2 < streams.bytes();
}

class Candidates
{
public:
    explicit Candidates(const GuessStreams &streams)
        : m_streams(streams), m_chunks(streams.chunks()), m_isText(isMostlyText(streams))
    {
        addKnown();
        addDelimiters();
        addSizes();
        addLengths();
    }
    std::vector<GuessCandidate> take() { return std::move(m_candidates); }

private:
    void add(const QString &spec, Basis basis, double prior)
    {
        if (m_known.contains(spec) || !makeFramer(spec))
            return;
        m_known.insert(spec);
        m_candidates.push_back({spec, basis, prior, false, nameOf(spec) == u"json"});
    }

    void addKnown()
    {
        static const QSet<QString> guessedOtherwise = {QStringLiteral("raw"),     QStringLiteral("delim"),
                                                       QStringLiteral("fixed"),   QStringLiteral("len"),
                                                       QStringLiteral("regex"),   QStringLiteral("idle"),
                                                       QStringLiteral("template")};
        for (const FramerKind &kind : framerKinds()) {
            if (guessedOtherwise.contains(QLatin1String(kind.name)))
                continue;
            for (const FramingExample &example : kind.examples) {
                const QString spec = QLatin1String(example.spec);
                const bool isLine = nameOf(spec) == u"line";
                if (isPlausible(m_streams, spec))
                    add(spec, isLine ? Basis::Delimiter : Basis::Protocol,
                        isLine && !m_isText ? 0.3 : priorOf(spec));
            }
        }
        add(QStringLiteral("line(lf)"), Basis::Delimiter, m_isText ? 0.74 : 0.3);
        add(QStringLiteral("line(cr)"), Basis::Delimiter, m_isText ? 0.6 : 0.3);
        for (const int ms : {5, 20, 100, 500})
            add(QStringLiteral("idle(%1ms)").arg(ms), Basis::Pause, 0);
    }

    /// Ends that reads have in common, and bytes that often end something.
    void addDelimiters()
    {
        static const char *const usual[] = {"00", "03", "04", "1E", "1C0D", "0D0A0D0A", "0A0A",
                                            "3B", "7C", "FF", "2C", "0000", "7E"};
        for (const char *hex : usual)
            add(QStringLiteral("delim(%1)").arg(QLatin1String(hex)), Basis::Delimiter, 0.5);
        QHash<QByteArray, int> ends;
        for (const QByteArrayView chunk : m_chunks) {
            for (qsizetype length = 1; length <= 4 && length < chunk.size(); ++length)
                ++ends[chunk.last(length).toByteArray()];
        }
        for (auto end = ends.begin(); end != ends.end(); ++end) {
            const bool common = end.value() >= 2 && end.value() * 2 >= int(m_chunks.size());
            const bool isLine = end.key().endsWith('\n') || end.key().endsWith('\r');
            if (common || m_chunks.size() <= 2)
                add(QStringLiteral("delim(%1)").arg(QLatin1String(end.key().toHex().toUpper())),
                    Basis::Delimiter, (isLine ? 0.4 : 0.5) + 0.05 * double(end.key().size()));
        }
    }

    void addSizes()
    {
        QHash<qsizetype, int> lengths;
        qsizetype common = 0;
        for (const QByteArrayView chunk : m_chunks) {
            ++lengths[chunk.size()];
            common = std::gcd(common, chunk.size());
        }
        for (auto length = lengths.begin(); length != lengths.end(); ++length) {
            const bool all = length.value() == int(m_chunks.size()) && m_chunks.size() > 2;
            if (length.value() * 4 >= int(m_chunks.size()))
                add(QStringLiteral("fixed(%1)").arg(length.key()), Basis::Size, all ? 0.6 : 0.3);
            if (all)
                m_candidates.back().isEveryRead = true;
        }
        if (common > 1)
            add(QStringLiteral("fixed(%1)").arg(common), Basis::Size, 0.4);
        for (const auto &[period, gain] : periods())
            add(QStringLiteral("fixed(%1)").arg(period), Basis::Size, 0.35 + 0.6 * gain);
    }

    struct Period
    {
        qsizetype bytes = 0;
        double gain = 0; // how much more than at other distances bytes repeat; 0 to 1
    };

    /// Distances at which bytes repeat more often than at others.
    std::vector<Period> periods() const
    {
        const QByteArray &bytes = m_streams.streams[m_streams.streams[0].bytes.isEmpty() ? 1 : 0].bytes;
        const qsizetype looked = std::min<qsizetype>(bytes.size(), 4 << 10);
        std::vector<Period> found;
        double mean = 0;
        for (qsizetype period = 2; period <= 512 && period * 3 <= looked; ++period) {
            qsizetype same = 0;
            for (qsizetype i = period; i < looked; ++i)
                same += bytes[i] == bytes[i - period];
            // The smallest of equals: multiples of a period repeat as well.
            found.push_back({period, double(same) / double(looked - period) - double(period) * 1e-4});
            mean += found.back().gain;
        }
        mean /= double(std::max<std::size_t>(1, found.size()));
        std::sort(found.begin(), found.end(),
                  [](const Period &a, const Period &b) { return a.gain > b.gain; });
        found.resize(std::min<std::size_t>(found.size(), 3));
        for (Period &period : found)
            period.gain = std::clamp((period.gain - mean) / std::max(0.05, 1 - mean), 0.0, 1.0);
        return found;
    }

    struct LengthType
    {
        const char *name;
        int width;
        bool bigEndian;
        double prior;
    };

    void addLengths()
    {
        static constexpr LengthType types[] = {
            {"u8", 1, true, 0.52},     {"u16be", 2, true, 0.70},  {"u16le", 2, false, 0.69},
            {"u24be", 3, true, 0.62},  {"u24le", 3, false, 0.61}, {"u32be", 4, true, 0.72},
            {"u32le", 4, false, 0.71}, {"u64be", 8, true, 0.66},  {"u64le", 8, false, 0.65}};
        for (const LengthType &type : types) {
            for (int at = 0; at <= 8; ++at) {
                const bool aligned = at % type.width == 0 || (type.width == 3 && at <= 1);
                addLength(type, at, type.prior - (aligned ? 0.0 : 0.08) - 0.01 * at);
            }
        }
    }

    static qint64 valueAt(QByteArrayView bytes, const LengthType &type, int at)
    {
        quint64 value = 0;
        for (int i = 0; i < type.width; ++i)
            value = value << 8 | uchar(bytes[at + (type.bigEndian ? i : type.width - 1 - i)]);
        return value > (1u << 30) ? -1 : qint64(value);
    }

    void addLength(const LengthType &type, int at, double prior)
    {
        const int header = at + type.width;
        const QString base =
            QLatin1String(type.name) + (at > 0 ? QStringLiteral(", at=%1").arg(at) : QString());
        add(QStringLiteral("len(%1)").arg(base), Basis::Length, prior);
        add(QStringLiteral("len(%1, incl)").arg(base), Basis::Length, prior - 0.02);
        std::set<qint64> tried = {0, -header};
        for (const qint64 plus : suggestedPlus(type, at)) {
            if (tried.insert(plus).second)
                add(QStringLiteral("len(%1, plus=%2)").arg(base).arg(plus), Basis::Length, prior - 0.06);
        }
    }

    /// What is missing between the declared length and the end of the read, in most reads the same.
    std::vector<qint64> suggestedPlus(const LengthType &type, int at) const
    {
        std::vector<qint64> plus = {1, 2, 4};
        QHash<qint64, int> votes;
        int voters = 0;
        for (std::size_t i = 0; i < m_chunks.size() && i < chunksLookedAt; ++i) {
            const QByteArrayView chunk = m_chunks[i];
            const qint64 value = chunk.size() >= at + type.width ? valueAt(chunk, type, at) : -1;
            if (value < 0)
                continue;
            ++voters;
            const qint64 missing = chunk.size() - (at + type.width) - value;
            if (missing >= -64 && missing <= 64)
                ++votes[missing];
        }
        for (auto vote = votes.begin(); vote != votes.end(); ++vote) {
            if (vote.value() * 3 >= voters)
                plus.push_back(vote.key());
        }
        return plus;
    }

    const GuessStreams &m_streams;
    std::vector<QByteArrayView> m_chunks;
    bool m_isText;
    std::vector<GuessCandidate> m_candidates;
    QSet<QString> m_known;
};

} // namespace

std::vector<GuessCandidate> guessCandidates(const GuessStreams &streams)
{
    return Candidates(streams).take();
}

} // namespace netcore
