#include "app/cli/bytework.h"

#include "app/cli/describe.h"
#include "app/cli/payloadargument.h"
#include "netcore/framing/framer.h"
#include "netcore/payload/checksum.h"
#include "netcore/payload/hex.h"
#include "widgets/models/plaintext.h"

#include <cstdio>

namespace app {

using netcore::Checksum;
using netcore::ChecksumEntry;
using netcore::NetError;

namespace {

constexpr qsizetype largestInput = qsizetype(1) << 30;

netcore::Result<QByteArray> standardInput()
{
    QByteArray bytes;
    char block[64 << 10];
    while (const size_t count = std::fread(block, 1, sizeof block, stdin)) {
        if (bytes.size() + qsizetype(count) > largestInput)
            return netcore::refused(NetError::of(netcore::ErrorKind::LimitExceeded, "read",
                                                 NETCORE_REASON("standard input is over 1 GiB")));
        bytes.append(block, qsizetype(count));
    }
    if (std::ferror(stdin))
        return netcore::refused(NetError::of(netcore::ErrorKind::InputOutput, "read",
                                             NETCORE_REASON("standard input cannot be read")));
    return bytes;
}

netcore::Result<QByteArray, RefusedText> inputOf(CliOptions options)
{
    if (options.readStdin)
        return standardInput().map_error([](const NetError &e) {
            return RefusedText{e, QStringLiteral("-")};
        });
    options.framing.clear();
    auto source = PayloadSource::make(options);
    if (!source)
        return netcore::refusedWith(source.error());
    QByteArray bytes;
    for (qsizetype i = 0; i < source->count(); ++i) {
        const auto part = source->next(i);
        if (!part)
            return part;
        bytes += *part;
    }
    return bytes;
}

ExitCode tell(const NetError &error, const QString &where, Output &output)
{
    const Happening problem = problemTold(error, where);
    output.event(problem.object, problem.sentence);
    return error.kind == netcore::ErrorKind::InvalidArgument ? ExitCode::Usage : exitCodeOf(error.kind);
}

QString hexValue(quint64 value, int bits)
{
    return QStringLiteral("%1").arg(value, (bits + 3) / 4, 16, QLatin1Char('0'));
}

QJsonObject listed(const ChecksumEntry &entry)
{
    return {{QStringLiteral("event"), QStringLiteral("checksum")},
            {QStringLiteral("name"), QString::fromLatin1(entry.name)},
            {QStringLiteral("bits"), entry.bits},
            {QStringLiteral("check"), hexValue(entry.check, entry.bits)},
            {QStringLiteral("parameters"), QString::fromLatin1(entry.parameters)},
            {QStringLiteral("aliases"), QString::fromLatin1(entry.aliases)}};
}

ExitCode listChecksums(Output &output)
{
    const QString row = QStringLiteral("%1 %2  %3  %4");
    output.line(row.arg(QStringLiteral("name"), -24)
                    .arg(QStringLiteral("bits"), 4)
                    .arg(QStringLiteral("of \"123456789\""), -16)
                    .arg(QStringLiteral("parameters; other names")));
    for (const ChecksumEntry &entry : netcore::checksumCatalogue()) {
        if (output.form() == PrintForm::Json)
            output.event(listed(entry), QString());
        const QString more =
            QString::fromLatin1(entry.parameters) +
            (entry.aliases.isEmpty() ? QString() : QLatin1String("; ") + QString::fromLatin1(entry.aliases));
        output.line(row.arg(QString::fromLatin1(entry.name), -24)
                        .arg(entry.bits, 4)
                        .arg(hexValue(entry.check, entry.bits), -16)
                        .arg(more)
                        .trimmed());
    }
    return output.isBroken() ? ExitCode::File : ExitCode::Success;
}

/// What Output writes raw: bytes as if they had come in.
Piece received(const QByteArray &bytes)
{
    Piece piece;
    piece.kind = "frame";
    piece.direction = netcore::Direction::In;
    piece.bytes = bytes;
    return piece;
}

} // namespace

ExitCode checksum(const CliOptions &options, Output &output)
{
    if (options.list)
        return listChecksums(output);
    const auto algorithm = Checksum::make(options.target);
    if (!algorithm)
        return tell(algorithm.error(), options.target, output);
    const auto bytes = inputOf(options);
    if (!bytes)
        return tell(bytes.error().error, bytes.error().where, output);
    const quint64 value = algorithm->of(*bytes);
    const QString text = hexValue(value, algorithm->bits());
    if (output.form() == PrintForm::Json)
        output.event({{QStringLiteral("event"), QStringLiteral("checksum")},
                      {QStringLiteral("name"), options.target},
                      {QStringLiteral("bits"), algorithm->bits()},
                      {QStringLiteral("length"), bytes->size()},
                      {QStringLiteral("value"), text}},
                     QString());
    else
        output.line(text);
    return output.isBroken() ? ExitCode::File : ExitCode::Success;
}

ExitCode encode(const CliOptions &options, Output &output)
{
    const auto framer = netcore::makeFramer(options.framing);
    if (!framer)
        return tell(framer.error(), options.framing, output);
    const auto bytes = inputOf(options);
    if (!bytes)
        return tell(bytes.error().error, bytes.error().where, output);
    const auto wire = (*framer)->encode(*bytes);
    if (!wire)
        return tell(wire.error(), options.framing, output);
    switch (output.form()) {
    case PrintForm::Hex: output.line(netcore::hex::format(*wire)); break;
    case PrintForm::Text: output.line(models::plain(*wire, wire->size())); break;
    case PrintForm::Json:
        output.event({{QStringLiteral("event"), QStringLiteral("frame")},
                      {QStringLiteral("length"), wire->size()},
                      {QStringLiteral("hex"), QString::fromLatin1(wire->toHex())}},
                     QString());
        break;
    case PrintForm::Raw: output.piece(received(*wire)); break;
    case PrintForm::None: break;
    }
    return output.isBroken() ? ExitCode::File : ExitCode::Success;
}

} // namespace app
