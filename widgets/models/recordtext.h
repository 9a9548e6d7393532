#pragma once

#include "netcore/recording/record.h"

#include <QtCore/QByteArrayView>
#include <QtCore/QString>

namespace models {

/// Words for what a record says. Everything returned is safe to show.
///
/// Units    times in ns; a clock time is local and to the microsecond
/// Thread   GUI thread (translations)

QString clockText(netcore::WallNs startedAt, netcore::SteadyNs time); // "12:00:01.204123"

/// clockText() for row after row: the calendar is asked once a second of theirs.
class ClockTexts
{
public:
    QString at(netcore::WallNs startedAt, netcore::SteadyNs time);

private:
    qint64 m_second = 0;
    QString m_start; // "12:00:01."
};
QString spanText(netcore::SteadyNs span);  // "312 µs", "12.345 ms", "1.204 s"
QString deltaText(netcore::SteadyNs span); // the same with its sign
QString kindText(netcore::RecordKind kind);
QString arrowOf(netcore::Direction direction); // "→" out, "←" in, empty
QString directionText(netcore::Direction direction);

/// The beginning of a payload in one line: as text where most of it is printable, otherwise as hex.
QString previewText(QByteArrayView payload, quint64 wholeLength);
bool looksLikeText(QByteArrayView payload);

/// A record that is no data (opened, closed, state, notice, note), as a sentence made from its payload.
QString eventText(netcore::RecordKind kind, QByteArrayView payload);

} // namespace models
