#pragma once

#include "netcore/base/clock.h"
#include "netcore/base/result.h"

#include <QtCore/QByteArray>
#include <QtCore/QHash>
#include <QtCore/QString>

#include <optional>

namespace netcore {

/// A value that was taken out of a frame of the peer.
struct CapturedValue
{
    QByteArray bytes;
    std::optional<quint64> number; // where the rule reads a number

    bool operator==(const CapturedValue &) const = default;
};

using CapturedValues = QHash<QString, CapturedValue>; // by name

/// True for the name of a variable, a captured value or a counter: a letter, then letters, digits, '-', '_',
/// '.'.
bool isFieldName(QStringView text);

/// What the fields of a payload template take from outside, and what they count. Whoever sends owns one; a
/// copy of it previews the next payload without counting on.
///
/// Variables   their values are texts with escapes and fields of their own
/// Thread      plain value, any one thread
class FieldContext
{
public:
    QHash<QString, QString> variables;
    CapturedValues captured;
    QString folder; // `file` is relative to it; empty: there are no files
    WallNs now = 0; // set before each expansion

    explicit FieldContext(quint64 seed = 0) : m_random(seed) {}
    void seed(quint64 seed) { m_random = seed; }

    /// The counter's value; the next call gives one step more.
    quint64 count(const QString &counter, quint64 from, quint64 step);
    void resetCounters() { m_counters.clear(); }
    /// Bytes from the seed: the same seed gives the same bytes. Not for secrets.
    QByteArray random(qsizetype length);

private:
    QHash<QString, quint64> m_counters; // next values
    quint64 m_random;
};

namespace fieldfile {

/// A file in `folder`, by a relative name that does not lead out of it, neither by .. nor by a link.
///
/// Errors   InvalidArgument for a name that leads elsewhere or is no regular file; InputOutput
Result<qint64> size(const QString &folder, const QString &name);
/// Limits   `most` bytes, asked before anything is read
Result<QByteArray> read(const QString &folder, const QString &name, qint64 most);

} // namespace fieldfile

} // namespace netcore
