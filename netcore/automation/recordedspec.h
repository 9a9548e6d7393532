#pragma once

#include "netcore/automation/replayscript.h"
#include "netcore/base/result.h"

#include <QtCore/QString>

#include <functional>
#include <memory>

namespace netcore {

/// Which side of which recorded conversation answers, as one line of text:
/// `recorded("flow.sockrec", connection=3, side=out, mark=1a2b3c4d5e6f7081)`.
///
/// Text         the file in double quotes, with \" and \\; `side` is the one whose sends are the answers;
/// `mark`
///              tells the conversation from any other and may be left out
/// Round trip   parse(s.toString()) == s
/// Errors       parse() gives InvalidArgument with the position
/// Thread       plain value, any thread
struct RecordedSpec
{
    QString file;
    ConnectionId connection = ConnectionId::None;
    Direction side = Direction::Out;
    QByteArray mark; // 16 hex digits, or empty

    using Progress = std::function<bool(quint64, quint64)>;

    /// Begins as such a text does; parse() may still refuse it.
    static bool isMeantBy(QStringView text);
    static Result<RecordedSpec> parse(QStringView text);
    QString toString() const;

    /// What tells this conversation: times, lengths and order of the sends, and the first 64 KiB of what they
    /// carried. Blocking.
    static QByteArray markOf(const ReplayScript &script);
    /// The conversation, from `file`, which is then no relative path. Blocking.
    ///
    /// Errors   those of RecordingStore::open() and ReplayScript::load(); Damaged where the mark differs
    Result<std::shared_ptr<const ReplayScript>> load(const Progress &progress = {}) const;

    bool operator==(const RecordedSpec &) const = default;
};

} // namespace netcore
