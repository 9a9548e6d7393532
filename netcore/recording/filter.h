#pragma once

#include "netcore/base/result.h"
#include "netcore/recording/record.h"

#include <QtCore/QByteArrayView>
#include <QtCore/QStringList>
#include <QtCore/QStringView>

#include <functional>
#include <memory>
#include <optional>
#include <span>

namespace netcore {

struct FilterNode;
class RecordingReader;

/// Which records a person wants to see: `in && len > 8 && text ~ "GET" && hex ~ "0d0a"`.
///
/// Words        in out chunk datagram call notice note state opened closed truncated failed fault
/// Comparisons  len conn time (seconds since the recording began) · errno (a name or a number) with == != <
/// <= > >=;
///              call == "connect", call != "recv"; text ~ "part", text ~ /regular expression/, hex ~ "0d0a"
/// Fields       of a frame's structure, where parse() is given their paths: function == 3, `unit != 7`,
///              topic ~ "room"; `field.time == 3` where the name is also a word of this language. What the
///              frame does not have compares as false
/// Joined by    and && · or || · not ! · parentheses; not binds tightest, or loosest. `call` alone is the
/// kind. Empty text   matches everything Errors       NetError{InvalidArgument} with the position of the
/// character Limits       10,000 characters, 100 levels of parentheses; a regular expression that gives up
/// (ByteExpression)
///              does not match
/// Thread       immutable after parse(); any thread
class Filter
{
public:
    /// Gives the record's whole payload, empty where it cannot be read. Called at most once a record.
    using PayloadOf = std::function<QByteArray(const Record &)>;
    /// A field as numbers and as texts are compared with it.
    struct Value
    {
        std::optional<double> number;
        QStringList texts; // its digits, its label
    };
    /// Gives a field by its path; nothing where there is none.
    using FieldOf = std::function<std::optional<Value>(const QString &path)>;
    static constexpr std::size_t sieveRows = 64;

    Filter() = default; // matches everything
    /// `fields` are the paths that may be asked for, an item of an array as "items[].ttl".
    static Result<Filter> parse(QStringView text, const QStringList &fields = {});

    bool matchesAll() const { return !m_root; }
    /// True if some condition looks into payloads.
    bool needsPayload() const;
    bool needsFields() const;
    /// Asks for the payload only where the header alone cannot decide.
    bool matches(const Record &record, const PayloadOf &payloadOf, const FieldOf &fieldOf = {}) const;
    /// For many records at once: which of the `candidates` (bit i: records[i]) match. Payloads are looked at
    /// where they lie; one that is damaged or gone is not found in. REQUIRES: at most sieveRows records.
    quint64 sieve(const RecordingReader &reader, std::span<const Record> records, quint64 candidates) const;

private:
    std::shared_ptr<const FilterNode> m_root;
};

} // namespace netcore
