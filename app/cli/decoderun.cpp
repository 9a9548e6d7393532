#include "app/cli/decoderun.h"

#include "app/cli/describe.h"
#include "app/cli/stopsignals.h"
#include "netcore/dissect/dissection.h"
#include "widgets/models/plaintext.h"

#include <QtCore/QEventLoop>
#include <QtCore/QJsonArray>
#include <QtCore/QTimer>

#include <csignal>

namespace app {

using netcore::DissectedField;
using netcore::DissectedPacket;
using netcore::DissectOutcome;
using netcore::PayloadSpan;

namespace {

constexpr qsizetype mostLabel = 400; // characters, on a line

const char *arrowOf(netcore::Direction direction)
{
    return direction == netcore::Direction::Out ? "->" : "<-";
}

QJsonArray spansOf(const DissectedField &field)
{
    QJsonArray spans;
    for (const PayloadSpan &span : field.spans)
        spans.append(QJsonObject{{QStringLiteral("row"), qint64(span.row)},
                                 {QStringLiteral("from"), qint64(span.from)},
                                 {QStringLiteral("length"), qint64(span.length)}});
    return spans;
}

QJsonArray fieldsOf(const DissectedPacket &packet, int first, int count)
{
    QJsonArray fields;
    for (int i = first; i < first + count; ++i) {
        const DissectedField &field = packet.fields[std::size_t(i)];
        QJsonObject object{{QStringLiteral("label"), field.label}};
        if (!field.name.isEmpty())
            object[QLatin1String("name")] = field.name;
        if (!field.show.isEmpty())
            object[QLatin1String("show")] = field.show;
        if (field.pointsTo)
            object[QLatin1String("pointsTo")] = qint64(*field.pointsTo);
        if (field.length > 0) {
            object[QLatin1String("length")] = qint64(field.length);
            object[QLatin1String("spans")] = spansOf(field);
        }
        if (field.children > 0)
            object[QLatin1String("fields")] = fieldsOf(packet, field.firstChild, field.children);
        fields.append(object);
    }
    return fields;
}

QString placeOf(const DissectedPacket &packet, const DissectedField &field)
{
    if (field.bytes == DissectedField::Bytes::None)
        return {};
    if (field.spans.empty())
        return QStringLiteral("  [%1 bytes of decoded data]").arg(field.length);
    QStringList places;
    for (std::size_t i = 0; i < field.spans.size() && i < 3; ++i) {
        const PayloadSpan &span = field.spans[i];
        const QString row = span.row == packet.row ? QString() : QStringLiteral("row %1 ").arg(span.row);
        places +=
            row + QStringLiteral("0x%1+%2").arg(QString::number(span.from, 16), QString::number(span.length));
    }
    if (field.spans.size() > 3)
        places += QStringLiteral("…");
    return QStringLiteral("  [%1]").arg(places.join(QStringLiteral(", ")));
}

/// Writes what is decoded, and asks for the end where nobody reads it.
class DecodePrinter
{
public:
    explicit DecodePrinter(Output &output) : m_output(output) {}

    void print(const DissectedPacket &packet)
    {
        if (m_output.form() == PrintForm::Json)
            m_output.event(objectOf(packet), QString());
        else
            printTree(packet);
    }

    ExitCode finish(const DissectOutcome &outcome, const QString &recording);

private:
    static QJsonObject objectOf(const DissectedPacket &packet)
    {
        QJsonObject object{{QStringLiteral("event"), QStringLiteral("decoded")},
                           {QStringLiteral("row"), qint64(packet.row)},
                           {QStringLiteral("from"), qint64(packet.from)},
                           {QStringLiteral("length"), qint64(packet.length)},
                           {QStringLiteral("connection"), qint64(packet.connection)},
                           {QStringLiteral("direction"), packet.direction == netcore::Direction::Out
                                                             ? QStringLiteral("out")
                                                             : QStringLiteral("in")},
                           {QStringLiteral("title"), packet.title},
                           {QStringLiteral("fields"), fieldsOf(packet, 0, packet.tops)}};
        if (packet.continuedIn)
            object[QLatin1String("continuedIn")] = qint64(*packet.continuedIn);
        return object;
    }

    void printTree(const DissectedPacket &packet)
    {
        QString title = models::plain(packet.title, mostLabel);
        if (title.isEmpty())
            title =
                packet.continuedIn
                    ? QStringLiteral("part of a message that is complete in row %1").arg(*packet.continuedIn)
                    : QStringLiteral("nothing that tshark knows");
        m_output.line(QStringLiteral("row %1 %2 connection %3, %4 bytes  %5")
                          .arg(QString::number(packet.row), QLatin1String(arrowOf(packet.direction)),
                               QString::number(quint32(packet.connection)), QString::number(packet.length),
                               title));
        printFields(packet, 0, packet.tops, 1);
    }

    void printFields(const DissectedPacket &packet, int first, int count, int depth)
    {
        for (int i = first; i < first + count; ++i) {
            const DissectedField &field = packet.fields[std::size_t(i)];
            const QString row = field.pointsTo ? QStringLiteral(" (row %1)").arg(*field.pointsTo) : QString();
            m_output.line(QString(2 * depth, u' ') + models::plain(field.label, mostLabel) + row +
                          placeOf(packet, field));
            printFields(packet, field.firstChild, field.children, depth + 1);
        }
    }

    Output &m_output;
};

ExitCode DecodePrinter::finish(const DissectOutcome &outcome, const QString &recording)
{
    if (outcome.error.kind == netcore::ErrorKind::Cancelled)
        return ExitCode::Success; // the caller knows why
    if (outcome.error.isError()) {
        const Happening problem = problemTold(outcome.error, recording);
        QString sentence = problem.sentence;
        if (outcome.error.kind == netcore::ErrorKind::NotFound && qstrcmp(outcome.error.call, "tshark") == 0)
            sentence += QStringLiteral("\nOn Debian and Ubuntu: sudo apt install tshark");
        for (const QString &line : outcome.said.split(u'\n', Qt::SkipEmptyParts).mid(0, 3))
            sentence += QStringLiteral("\n  ") + models::plain(line, mostLabel);
        QJsonObject object = problem.object;
        if (!outcome.said.isEmpty())
            object[QLatin1String("said")] = outcome.said;
        m_output.event(object, sentence);
        return exitCodeOf(outcome.error.kind);
    }
    QString sentence = QStringLiteral("%1 packets decoded").arg(outcome.packets);
    if (outcome.next)
        sentence += QStringLiteral(", of %1 chunks and datagrams; more follow (--from %2, --most)")
                        .arg(QString::number(outcome.records), QString::number(*outcome.next));
    if (outcome.dropped > 0)
        sentence += QStringLiteral(", %1 fields beyond the limits left out").arg(outcome.dropped);
    QJsonObject summary{{QStringLiteral("event"), QStringLiteral("summary")},
                        {QStringLiteral("packets"), qint64(outcome.packets)},
                        {QStringLiteral("records"), qint64(outcome.records)},
                        {QStringLiteral("dropped"), qint64(outcome.dropped)}};
    if (outcome.next)
        summary[QLatin1String("next")] = qint64(*outcome.next);
    m_output.event(summary, sentence);
    return m_output.isBroken() ? ExitCode::File : ExitCode::Success;
}

} // namespace

ExitCode decode(const CliOptions &options, Output &output)
{
    const auto refuse = [&output](const netcore::NetError &error, const QString &text, ExitCode code) {
        const Happening problem = problemTold(error, text);
        output.event(problem.object, problem.sentence);
        return code;
    };
    netcore::ExportRange range;
    const auto filter = netcore::Filter::parse(options.filter);
    if (!filter)
        return refuse(filter.error(), options.filter, ExitCode::Usage);
    range.filter = *filter;
    if (options.connection > 0)
        range.connections = {netcore::ConnectionId(options.connection)};
    range.from = options.decoding.from;
    const auto store = netcore::RecordingStore::open(options.target);
    if (!store)
        return refuse(store.error(), options.target, ExitCode::File);

    netcore::DissectOptions wanted;
    wanted.decodeAs = options.decoding.decodeAs;
    wanted.limits.records = options.decoding.most;
    DecodePrinter printer(output);
    netcore::Dissection dissection;
    StopSignals stop;
    QEventLoop loop;
    std::optional<ExitCode> code;
    QObject::connect(&stop, &StopSignals::received, &loop, [&](int signal) {
        code = signal == SIGTERM ? ExitCode::Terminated : ExitCode::Interrupted;
        dissection.cancel();
    });
    QObject::connect(&dissection, &netcore::Dissection::decoded, &loop,
                     [&](const std::vector<DissectedPacket> &packets) {
                         for (const DissectedPacket &packet : packets)
                             printer.print(packet);
                         if (output.isBroken())
                             dissection.cancel();
                     });
    QObject::connect(&dissection, &netcore::Dissection::finished, &loop, [&](const DissectOutcome &outcome) {
        const ExitCode end = printer.finish(outcome, options.target);
        code = code.value_or(output.isBroken() ? ExitCode::File : end);
        loop.quit();
    });
    QTimer::singleShot(0, &dissection, [&] { dissection.start(*store, range, wanted); });
    loop.exec();
    return *code;
}

} // namespace app
