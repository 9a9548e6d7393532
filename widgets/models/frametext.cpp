#include "widgets/models/frametext.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QLocale>

#include <algorithm>
#include <climits>

namespace models {

using netcore::Direction;
using netcore::FrameFault;
using netcore::RecordKind;

namespace {

struct FrameText
{
    Q_DECLARE_TR_FUNCTIONS(models::FrameText)
};

constexpr std::size_t rowsTold = 6;

int asInt(quint64 count)
{
    return int(std::min<quint64>(count, INT_MAX));
}

QString countText(FrameFault fault, quint64 count)
{
    const int n = asInt(count);
    switch (fault) {
    case FrameFault::None: return {};
    case FrameFault::TooLong: return FrameText::tr("%Ln too long", nullptr, n);
    case FrameFault::BadLength: return FrameText::tr("%Ln bad length", nullptr, n);
    case FrameFault::Unterminated: return FrameText::tr("%Ln incomplete", nullptr, n);
    case FrameFault::BadCheck: return FrameText::tr("%Ln bad checksum", nullptr, n);
    case FrameFault::BadEscape: return FrameText::tr("%Ln bad escape", nullptr, n);
    case FrameFault::Unframed: return FrameText::tr("%Ln outside any frame", nullptr, n);
    case FrameFault::Malformed: return FrameText::tr("%Ln malformed", nullptr, n);
    case FrameFault::TooCostly: return FrameText::tr("%Ln too costly", nullptr, n);
    case FrameFault::BadInner: return FrameText::tr("%Ln with a bad payload", nullptr, n);
    }
    return {};
}

QString hexNumber(quint64 value, int bits)
{
    return QString::number(value, 16).toUpper().rightJustified(std::max(1, bits / 4), QLatin1Char('0'));
}

QString carrierText(const netcore::FrameIndex &index, const netcore::IndexedFrame &frame, quint64 count)
{
    const auto range = index.readsOf(frame);
    const bool datagram = index.reads().at(range.first).tag == quint32(RecordKind::Datagram);
    if (datagram)
        return FrameText::tr("from %Ln datagram(s)", nullptr, asInt(count));
    return frame.direction == Direction::Out ? FrameText::tr("from %Ln send(s)", nullptr, asInt(count))
                                             : FrameText::tr("from %Ln read(s)", nullptr, asInt(count));
}

} // namespace

QString offsetText(quint64 offset)
{
    return QStringLiteral("0x") + QString::number(offset, 16).toUpper();
}

QString frameNumber(quint64 position)
{
    return QLocale().toString(position + 1);
}

QString summaryText(const netcore::FrameIndex &index)
{
    const netcore::FrameSummary summary = index.summary();
    QStringList parts = {FrameText::tr("%Ln frame(s)", nullptr, asInt(summary.frames))};
    for (std::size_t i = 1; i < summary.faults.size(); ++i)
        if (summary.faults[i] > 0)
            parts << countText(FrameFault(i), summary.faults[i]);
    if (summary.firstFaultAt)
        parts << (summary.firstFaultDirection == Direction::Out
                      ? FrameText::tr("first at %1 outbound").arg(offsetText(*summary.firstFaultAt))
                      : FrameText::tr("first at %1 inbound").arg(offsetText(*summary.firstFaultAt)));
    if (const quint64 open = index.pending(Direction::In) + index.pending(Direction::Out))
        parts << FrameText::tr("%Ln byte(s) wait for their end", nullptr, asInt(open));
    if (index.unreadable() > 0)
        parts << FrameText::tr("%Ln record(s) cannot be read", nullptr, asInt(index.unreadable()));
    if (index.letGo() > 0)
        parts << FrameText::tr("the oldest %Ln are no longer listed", nullptr, asInt(index.letGo()));
    if (index.startsLate())
        parts << FrameText::tr("the beginning has been overwritten");
    return parts.join(FrameText::tr(", ", "between the parts of a list"));
}

QString faultText(const netcore::Framer &framer, const netcore::Frame &frame, QByteArrayView wire)
{
    if (frame.fault == FrameFault::None)
        return {};
    const auto translated = [](const char *reason) { return QCoreApplication::translate("netcore", reason); };
    const bool whole = quint64(wire.size()) == frame.length;
    const netcore::FaultDetail detail = whole ? framer.explain(frame, wire) : netcore::FaultDetail();
    QString text = translated(*detail.reason ? detail.reason : netcore::faultReason(frame.fault));
    if (detail.checkBits > 0)
        text = FrameText::tr("%1: %2 wanted, %3 got")
                   .arg(text, hexNumber(detail.wanted, detail.checkBits),
                        hexNumber(detail.got, detail.checkBits));
    else if (frame.declared > 0)
        text = FrameText::tr("%1: %2 bytes declared").arg(text, QLocale().toString(frame.declared));
    if (detail.at >= 0)
        text = FrameText::tr("%1 (byte %2)").arg(text, QString::number(detail.at));
    return text;
}

QString originText(const netcore::FrameIndex &index, const netcore::IndexedFrame &frame)
{
    const std::vector<netcore::RowNumber> rows = index.rowsOf(frame, rowsTold);
    if (rows.empty())
        return {};
    QStringList numbers;
    for (const netcore::RowNumber row : rows)
        numbers << QString::number(row);
    const quint64 count = index.readsOf(frame).count;
    if (count > rows.size())
        numbers << QString(QChar(0x2026));
    const QString list = numbers.join(QStringLiteral(", "));
    return FrameText::tr("%1: %2").arg(carrierText(index, frame, count),
                                       FrameText::tr("row(s) %1", nullptr, asInt(count)).arg(list));
}

QString frameText(const netcore::FrameIndex &index, quint64 position)
{
    const netcore::IndexedFrame frame = index.at(position);
    QString text =
        FrameText::tr("frame %1, %2 at %3")
            .arg(frameNumber(position), FrameText::tr("%Ln byte(s)", nullptr, int(frame.frame.length)),
                 offsetText(frame.frame.offset));
    if (const QString origin = originText(index, frame); !origin.isEmpty())
        text += FrameText::tr(", ", "between the parts of a list") + origin;
    if (frame.frame.fault != FrameFault::None)
        text += QStringLiteral("\n⚠ ") +
                QCoreApplication::translate("netcore", netcore::faultReason(frame.frame.fault));
    return text;
}

} // namespace models
