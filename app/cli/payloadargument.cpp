#include "app/cli/payloadargument.h"

#include "netcore/framing/framer.h"
#include "widgets/models/savedpayload.h"

#include <QtCore/QFile>

#include <cerrno>

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

Result<QByteArray> bytesOf(const PayloadArgument &argument)
{
    if (argument.kind == PayloadArgument::Kind::File)
        return fileBytes(argument.value);
    models::SavedPayload payload;
    payload.form =
        argument.kind == PayloadArgument::Kind::Hex ? models::PayloadForm::Hex : models::PayloadForm::Text;
    payload.text = argument.value;
    return models::bytesOf(payload);
}

Result<QByteArray> framed(const QString &framing, const QByteArray &payload)
{
    if (framing.isEmpty())
        return payload;
    const auto framer = netcore::makeFramer(framing);
    Q_ASSERT(framer); // checked when the run began
    return (*framer)->encode(payload);
}

} // namespace

Result<QList<QByteArray>, RefusedText> payloadBytes(const CliOptions &options)
{
    QList<QByteArray> all;
    for (const PayloadArgument &argument : options.payloads) {
        const auto bytes = bytesOf(argument).and_then(
            [&](const QByteArray &payload) { return framed(options.framing, payload); });
        if (!bytes)
            return netcore::refusedWith(RefusedText{bytes.error(), argument.value});
        all.append(*bytes);
    }
    return all;
}

} // namespace app
