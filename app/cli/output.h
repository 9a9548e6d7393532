#pragma once

#include "app/cli/options.h"
#include "netcore/base/clock.h"
#include "netcore/framing/framer.h"
#include "netcore/recording/record.h"

#include <QtCore/QByteArray>
#include <QtCore/QJsonObject>
#include <QtCore/QString>

namespace app {

/// One thing that passed, ready to be written: a chunk, a datagram, or a frame.
struct Piece
{
    const char *kind = "chunk"; // static storage
    netcore::WallNs at = 0;
    netcore::SteadyNs sinceStart = 0;
    netcore::ConnectionId connection = netcore::ConnectionId::None;
    netcore::Direction direction = netcore::Direction::None;
    bool truncated = false;
    netcore::FrameFault fault = netcore::FrameFault::None;
    QByteArray bytes;
};

/// Where socketarium-cli writes: what passed goes to standard output, what happened to standard error; with
/// PrintForm::Json both are JSON lines on standard output.
///
/// Safety   bytes of a peer are written only through models::plain(), or as hex, or as ASCII-only JSON; Raw
/// is
///          for pipes and files, the caller refuses it on a terminal (faults row 62)
/// Thread   one thread
class Output
{
public:
    explicit Output(PrintForm form) : m_form(form) {}

    void piece(const Piece &piece);
    /// `object` for programs, `sentence` for people; whatever in it is not ours is already plain.
    void event(const QJsonObject &object, const QString &sentence);
    /// One line to standard output in the forms for people; not in Json, Raw and None.
    void line(const QString &text);

    PrintForm form() const { return m_form; }
    /// Nobody reads standard output any more (EPIPE), or it cannot be written.
    bool isBroken() const { return m_broken; }

private:
    void write(const QByteArray &bytes);
    QByteArray heading(const Piece &piece) const;

    PrintForm m_form;
    bool m_broken = false;
};

/// "14:02:01.204361", local time.
QString timeOfDay(netcore::WallNs at);

/// As `hexdump -C` writes it, without the closing offset; empty for no bytes.
QByteArray hexDump(QByteArrayView bytes);

/// One line, ASCII only: everything beyond is \uXXXX, so that no terminal acts on it.
QByteArray jsonLine(const QJsonObject &object);

/// The piece as --print json writes it.
QJsonObject toJson(const Piece &piece);

} // namespace app
