#include "widgets/models/callrows.h"

#include "netcore/base/neterror.h"
#include "widgets/models/plaintext.h"

#include <QtCore/QCoreApplication>

namespace models {

using netcore::CallRecord;

namespace {

struct CallText
{
    Q_DECLARE_TR_FUNCTIONS(models::CallRows)
};

} // namespace

QList<Column> CallRows::columns() const
{
    return {
        {CallText::tr("#"), CallText::tr("Number of the record in the recording"), 7, Qt::AlignRight},
        {CallText::tr("Time"), CallText::tr("Local time when the call began, to the microsecond"), 16,
         Qt::AlignLeft},
        {CallText::tr("Conn"), CallText::tr("Number of the connection or conversation"), 5, Qt::AlignRight},
        {CallText::tr("Call"), CallText::tr("The system call with its arguments, as strace writes it"), 36,
         Qt::AlignLeft, true, true},
        {CallText::tr("Result"), CallText::tr("What the kernel returned"), 8, Qt::AlignRight, true},
        {CallText::tr("Error"), CallText::tr("The errno of a failed call"), 15, Qt::AlignLeft, true},
        {CallText::tr("Duration (µs)"), CallText::tr("How long the call took, in microseconds"), 10,
         Qt::AlignRight},
    };
}

std::optional<CallRecord> CallRows::callAt(quint64 position) const
{
    if (m_position == position)
        return m_call;
    const std::optional<Row> row = rowAt(position);
    if (!row)
        return std::nullopt;
    const auto call = CallRecord::decode(payloadOf(*row, -1));
    m_call = call ? std::optional(*call) : std::nullopt;
    m_position = position;
    return m_call;
}

Cell CallRows::cell(quint64 position, int column) const
{
    const std::optional<Row> row = rowAt(position);
    if (!row)
        return {};
    switch (column) {
    case Number: return numberCell(*row);
    case Time: return timeCell(*row);
    case Connection: return connectionCell(*row);
    default: break;
    }
    const std::optional<CallRecord> call = callAt(position);
    if (!call)
        return column == Call ? Cell{CallText::tr("this record is damaged"), Tone::Fault} : Cell{};
    const bool failed = call->error != 0;
    const Tone tone = failed ? Tone::Fault : Tone::Plain;
    switch (column) {
    case Call: return {plain(call->callText()), tone};
    case Result: return {QString::number(call->result), tone};
    case Errno:
        return {failed ? QStringLiteral("! %1").arg(QLatin1String(netcore::errnoName(call->error)))
                       : QString(),
                tone};
    case Duration: return {QString::number(double(call->durationNs) / 1e3, 'f', 1), Tone::Plain};
    default: return {};
    }
}

} // namespace models
