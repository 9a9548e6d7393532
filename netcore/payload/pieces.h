#pragma once

#include "netcore/base/result.h"

#include <QtCore/QByteArray>
#include <QtCore/QList>
#include <QtCore/QString>

#include <chrono>

namespace netcore {

/// How one payload is cut into several writes, to test how the other side puts it together again.
struct CutPlan
{
    enum class Kind : quint8 {
        Whole,  // one write
        Bytes,  // each byte its own write
        At,     // cut before these offsets
        Random, // cut at random, the same way for the same seed
        Pairs,  // two payloads in one write
    };
    Kind kind = Kind::Whole;
    QList<qint64> offsets; // At: ascending, in bytes
    quint64 seed = 0;      // Random
    std::chrono::milliseconds gap{0};

    /// `whole`, `bytes`, `at=3,7`, `random=SEED`, `pairs`. Refused with the position.
    static Result<CutPlan> parse(QStringView text);
    QString toString() const;
    /// How many payloads one write holds.
    int payloadsPerWrite() const { return kind == Kind::Pairs ? 2 : 1; }

    bool operator==(const CutPlan &) const = default;
};

/// One write.
struct SendPiece
{
    QByteArray bytes;
    std::chrono::milliseconds after{0}; // pause before it

    bool operator==(const SendPiece &) const = default;
};

/// The writes of one payload; joined they are the payload. Offsets beyond it cut nothing; an empty payload is
/// one empty piece. `round` varies what is random from one payload to the next.
QList<SendPiece> cutPieces(const QByteArray &payload, const CutPlan &plan, quint64 round = 0);

} // namespace netcore
