#include "app/cli/recordingbound.h"

#include "netcore/session/snapshot.h"
#include "widgets/models/errorcoach.h"

#include <CLI/CLI.hpp>

#include <algorithm>

namespace app {

using netcore::AtBound;
using netcore::RecordingState;

namespace {

constexpr quint64 smallest = 64ull << 20;
constexpr quint64 usualSegment = 64ull << 20;
constexpr quint64 smallestSegment = 16ull << 20;
constexpr quint64 segmentsInBound = 8;

const CLI::Validator isBound(
    [](std::string &text) {
        const auto size = parseSize(text);
        if (!size)
            return "'" + text + "' is no size: write 512M, 4G";
        return *size >= smallest ? std::string() : std::string("a recording is bounded by 64M at least");
    },
    "SIZE");

} // namespace

std::optional<quint64> parseSize(const std::string &text)
{
    const QString whole = QString::fromStdString(text);
    const qsizetype unit =
        whole.isEmpty() ? -1 : QStringLiteral("KMGT").indexOf(whole.back().toUpper(), 0, Qt::CaseSensitive);
    const QString digits = unit >= 0 ? whole.chopped(1) : whole;
    bool ok = false;
    const double value = digits.toDouble(&ok); // always the C locale's point
    const double bytes = value * double(quint64(1) << (10 * (unit + 1)));
    const bool plain = std::all_of(digits.begin(), digits.end(),
                                   [](QChar c) { return c.isDigit() || c == QLatin1Char('.'); });
    if (!ok || !plain || bytes > double(quint64(1) << 48))
        return std::nullopt;
    return quint64(bytes);
}

void RecordingBound::addTo(CLI::App &app)
{
    CLI::Option *newest = app.add_option("--keep", keep, "record the newest SIZE (4G unless said otherwise)");
    CLI::Option *stop = app.add_option("--stop-at", stopAt, "record the first SIZE, then stop recording");
    CLI::Option *all = app.add_flag("--unbounded", unbounded, "record until the disk is nearly full");
    newest->check(isBound)->type_name("SIZE")->excludes(stop)->excludes(all);
    stop->check(isBound)->type_name("SIZE")->excludes(all);
}

void RecordingBound::applyTo(netcore::RecordingOptions &options) const
{
    if (unbounded)
        options.atBound = AtBound::Unbounded;
    const bool stops = !stopAt.empty();
    const std::optional<quint64> bytes = stops ? parseSize(stopAt) : parseSize(keep);
    if (!bytes)
        return;
    options.atBound = stops ? AtBound::Stop : AtBound::KeepNewest;
    options.maxBytes = *bytes;
    const quint64 segment = std::clamp(*bytes / segmentsInBound, smallestSegment, usualSegment);
    options.payloadSegmentBytes = quint32(segment & ~quint64(4095));
    if (segment < usualSegment)
        options.indexSegmentRows = 1u << 16;
}

Happening recordingTold(const netcore::RecordingSnapshot &recording)
{
    const QString dropped = QString::number(recording.droppedRecords);
    QString why;
    QString state = QStringLiteral("stopped");
    switch (recording.state) {
    case RecordingState::Recording:
        why = QStringLiteral("recording goes on; %1 records are missing").arg(dropped);
        state = QStringLiteral("recording");
        break;
    case RecordingState::StoppedAtBound:
        why = QStringLiteral("recording has stopped: its bound is reached");
        break;
    case RecordingState::StoppedNoSpace:
        why = QStringLiteral("recording has stopped: no space is left on the disk");
        break;
    case RecordingState::StoppedError:
        why = QStringLiteral("recording has stopped: %1").arg(models::shortReason(recording.error));
        break;
    }
    return {{{QStringLiteral("event"), QStringLiteral("recording")},
             {QStringLiteral("state"), state},
             {QStringLiteral("errno"), QLatin1String(netcore::errnoName(recording.error.sysErrno))},
             {QStringLiteral("dropped"), qint64(recording.droppedRecords)}},
            why};
}

} // namespace app
