#include "app/cli/output.h"

#include "netcore/exchange/recordwords.h"
#include "netcore/recording/hexdump.h"
#include "widgets/models/plaintext.h"

#include <QtCore/QDateTime>
#include <QtCore/QStringDecoder>

#include <cstdio>

namespace app {

using netcore::Direction;
using netcore::FrameFault;

namespace {

const char *arrow(Direction direction)
{
    return direction == Direction::In ? "<-" : direction == Direction::Out ? "->" : "--";
}

const char *faultName(FrameFault fault)
{
    switch (fault) {
    case FrameFault::None: return "";
    case FrameFault::TooLong: return "too long";
    case FrameFault::BadLength: return "bad length";
    case FrameFault::Unterminated: return "unterminated";
    case FrameFault::BadCheck: return "bad check";
    case FrameFault::BadEscape: return "bad escape";
    case FrameFault::Unframed: return "unframed";
    case FrameFault::Malformed: return "malformed";
    case FrameFault::TooCostly: return "too costly";
    case FrameFault::BadInner: return "bad inner frame";
    }
    return "";
}

/// Each line of the text on a line of its own, its line break shown.
QByteArray textLines(QByteArrayView bytes)
{
    QByteArray lines;
    while (!bytes.isEmpty()) {
        const qsizetype end = bytes.indexOf('\n');
        const qsizetype length = end < 0 ? bytes.size() : end + 1;
        lines += "  " + models::plain(bytes.first(length), length).toUtf8() + '\n';
        bytes = bytes.sliced(length);
    }
    return lines;
}

void addUtf8(QJsonObject &object, const QByteArray &bytes)
{
    QStringDecoder decoder(QStringDecoder::Utf8);
    const QString text = decoder(bytes);
    if (!decoder.hasError())
        object[QLatin1String("text")] = text;
}

QString isoTime(netcore::WallNs at)
{
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(at / 1'000'000, Qt::UTC);
    return time.toString(QStringLiteral("yyyy-MM-ddTHH:mm:ss.")) +
           QString::number(at / 1'000 % 1'000'000).rightJustified(6, QLatin1Char('0')) + QLatin1Char('Z');
}

} // namespace

QString timeOfDay(netcore::WallNs at)
{
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(at / 1'000'000);
    return time.toString(QStringLiteral("HH:mm:ss.")) +
           QString::number(at / 1'000 % 1'000'000).rightJustified(6, QLatin1Char('0'));
}

QByteArray hexDump(QByteArrayView bytes)
{
    return netcore::hexdump::lines(bytes);
}

QByteArray jsonLine(const QJsonObject &object)
{
    return netcore::asciiJsonLine(object);
}

QJsonObject toJson(const Piece &piece)
{
    QJsonObject object{{QStringLiteral("event"), QStringLiteral("data")},
                       {QStringLiteral("kind"), QLatin1String(piece.kind)},
                       {QStringLiteral("time"), isoTime(piece.at)},
                       {QStringLiteral("ns"), piece.sinceStart},
                       {QStringLiteral("connection"), qint64(piece.connection)},
                       {QStringLiteral("direction"), QLatin1String(netcore::directionName(piece.direction))},
                       {QStringLiteral("length"), piece.bytes.size()},
                       {QStringLiteral("hex"), QLatin1String(piece.bytes.toHex())}};
    addUtf8(object, piece.bytes);
    if (piece.truncated)
        object[QLatin1String("truncated")] = true;
    if (piece.fault != FrameFault::None)
        object[QLatin1String("fault")] = QLatin1String(faultName(piece.fault));
    return object;
}

QByteArray Output::heading(const Piece &piece) const
{
    QByteArray text = timeOfDay(piece.at).toLatin1() + "  #" + QByteArray::number(quint32(piece.connection)) +
                      ' ' + arrow(piece.direction) + ' ' + piece.kind + ", " +
                      QByteArray::number(piece.bytes.size()) + (piece.bytes.size() == 1 ? " byte" : " bytes");
    if (piece.truncated)
        text += ", cut by the kernel";
    if (piece.fault != FrameFault::None)
        text += QByteArray(", fault: ") + faultName(piece.fault);
    return text + '\n';
}

void Output::piece(const Piece &piece)
{
    switch (m_form) {
    case PrintForm::Hex: write(heading(piece) + hexDump(piece.bytes)); return;
    case PrintForm::Text: write(heading(piece) + textLines(piece.bytes)); return;
    case PrintForm::Json: write(jsonLine(toJson(piece))); return;
    case PrintForm::Raw:
        if (piece.direction == Direction::In)
            write(piece.bytes);
        return;
    case PrintForm::None: return;
    }
}

void Output::event(const QJsonObject &object, const QString &sentence)
{
    if (m_form == PrintForm::Json) {
        write(jsonLine(object));
        return;
    }
    const QByteArray text = sentence.toUtf8() + '\n';
    std::fwrite(text.constData(), 1, size_t(text.size()), stderr);
}

void Output::line(const QString &text)
{
    if (m_form == PrintForm::Hex || m_form == PrintForm::Text)
        write(text.toUtf8() + '\n');
}

void Output::write(const QByteArray &bytes)
{
    const size_t written = std::fwrite(bytes.constData(), 1, size_t(bytes.size()), stdout);
    if (written != size_t(bytes.size()) || std::fflush(stdout) != 0)
        m_broken = true;
}

} // namespace app
