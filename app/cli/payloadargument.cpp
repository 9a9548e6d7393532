#include "app/cli/payloadargument.h"

#include "netcore/base/clock.h"
#include "widgets/models/savedpayload.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QRandomGenerator>

#include <algorithm>
#include <cerrno>
#include <utility>

namespace app {

using netcore::NetError;
using netcore::Result;

namespace {

constexpr qint64 largestFile = qint64(1) << 30;

NetError fileError(const QFile &file, const char *call)
{
    if (file.error() == QFileDevice::PermissionsError)
        return NetError::of(netcore::ErrorKind::InputOutput, call,
                            NETCORE_REASON("this file may not be read"));
    return NetError::of(netcore::ErrorKind::InputOutput, call, NETCORE_REASON("this file cannot be read"));
}

Result<QByteArray> fileBytes(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return netcore::refused(fileError(file, "open"));
    if (file.size() > largestFile)
        return netcore::refused(NetError::of(netcore::ErrorKind::LimitExceeded, "read",
                                             NETCORE_REASON("the file is over 1 GiB")));
    const QByteArray bytes = file.readAll();
    if (file.error() != QFileDevice::NoError)
        return netcore::refused(fileError(file, "read"));
    return bytes;
}

Result<netcore::PayloadTemplate> templateOf(const PayloadArgument &argument, bool fields)
{
    models::SavedPayload payload;
    payload.form =
        argument.kind == PayloadArgument::Kind::Hex ? models::PayloadForm::Hex : models::PayloadForm::Text;
    payload.text = argument.value;
    payload.fields = fields;
    return models::templateOf(payload);
}

} // namespace

/// One argument, read; what it wants captured has a rule.
Result<PayloadSource::Payload, RefusedText> PayloadSource::read(const PayloadArgument &argument,
                                                                const CliOptions &options)
{
    const SendOptions &sending = options.sending;
    Payload payload{argument.value, {}, {}, argument.kind == PayloadArgument::Kind::File};
    const Result<void> done =
        payload.isFile
            ? fileBytes(argument.value).map([&](const QByteArray &bytes) { payload.bytes = bytes; })
            : templateOf(argument, sending.fields).map([&](const netcore::PayloadTemplate &text) {
                  payload.text = text;
              });
    if (!done)
        return netcore::refusedWith(RefusedText{done.error(), argument.value});
    payload.captured = payload.text.capturedNames(sending.variables);
    for (const QString &name : std::as_const(payload.captured)) {
        const bool hasRule = std::any_of(sending.captures.begin(), sending.captures.end(),
                                         [&name](const CaptureArgument &each) { return each.name == name; });
        if (!hasRule)
            return netcore::refusedWith(
                RefusedText{NetError::invalid(NETCORE_REASON("nothing captures a value of this name: give "
                                                             "--captured NAME=RULE"),
                                              argument.value.indexOf(QStringLiteral("captured:") + name)),
                            argument.value});
    }
    return payload;
}

Result<PayloadSource, RefusedText> PayloadSource::make(const CliOptions &options)
{
    PayloadSource source;
    const SendOptions &sending = options.sending;
    if (const auto rules = Captures::make(sending.captures); !rules)
        return netcore::refusedWith(rules.error());
    for (const PayloadArgument &argument : options.payloads) {
        auto payload = read(argument, options);
        if (!payload)
            return netcore::refusedWith(payload.error());
        source.m_payloads.push_back(std::move(*payload));
    }
    if (!options.framing.isEmpty()) {
        auto framer = netcore::makeFramer(options.framing);
        Q_ASSERT(framer); // checked when the run began
        source.m_framer = std::move(*framer);
    }
    source.m_cut = sending.cut;
    source.m_context.seed(sending.seed.value_or(QRandomGenerator::global()->generate64()));
    source.m_context.variables = sending.variables;
    source.m_context.folder = QDir::currentPath();
    PayloadSource trial = source; // what cannot be sent is refused before anything is opened
    for (qsizetype i = 0; i < source.count(); ++i) {
        if (!source.capturedBy(i).isEmpty())
            continue; // its bytes are known when the peer has answered
        if (const auto bytes = trial.next(i); !bytes)
            return netcore::refusedWith(bytes.error());
    }
    return source;
}

Result<QByteArray> PayloadSource::bodyOf(const Payload &payload)
{
    if (payload.isFile)
        return payload.bytes;
    m_context.now = netcore::SystemClock().wallNow();
    return payload.text.expand(m_context).map(
        [](const netcore::ExpandedPayload &made) { return made.bytes; });
}

Result<QByteArray, RefusedText> PayloadSource::next(qsizetype index, const netcore::CapturedValues &captured)
{
    m_context.captured = captured;
    const Payload &payload = m_payloads[size_t(index)];
    const auto bytes = bodyOf(payload).and_then([this](const QByteArray &body) {
        return m_framer ? m_framer->encode(body) : Result<QByteArray>(body);
    });
    if (!bytes)
        return netcore::refusedWith(RefusedText{bytes.error(), payload.where});
    return *bytes;
}

} // namespace app
