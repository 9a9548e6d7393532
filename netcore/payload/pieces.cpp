#include "netcore/payload/pieces.h"

#include <QtCore/QStringList>

#include <algorithm>
#include <random>

namespace netcore {

namespace {

constexpr qsizetype mostOffsets = 10'000;

Result<QList<qint64>> offsetsIn(QStringView text, qsizetype position)
{
    QList<qint64> offsets;
    for (const QStringView part : text.split(u',')) {
        bool ok = false;
        const qint64 offset = part.trimmed().toLongLong(&ok);
        if (!ok || offset <= 0 || (!offsets.isEmpty() && offset <= offsets.constLast()))
            return refused(NetError::invalid(
                NETCORE_REASON("ascending offsets from 1 are expected here, e.g. at=3,7"), position));
        if (offsets.size() >= mostOffsets)
            return refused(NetError::invalid(NETCORE_REASON("these are too many offsets"), position));
        offsets.append(offset);
        position += part.size() + 1;
    }
    return offsets;
}

QList<qint64> everyOffset(qint64 length)
{
    QList<qint64> offsets;
    for (qint64 at = 1; at < length; ++at)
        offsets.append(at);
    return offsets;
}

/// Pieces of 1 byte up to a quarter of the payload, so that there are several whatever its size.
QList<qint64> randomOffsets(qint64 length, quint64 seed)
{
    std::mt19937_64 random(seed);
    const quint64 most = std::max<quint64>(1, quint64(length) / 4);
    QList<qint64> offsets;
    for (qint64 at = 0; at < length;) {
        at += 1 + qint64(random() % most);
        if (at < length)
            offsets.append(at);
    }
    return offsets;
}

QList<qint64> offsetsOf(const CutPlan &plan, qint64 length, quint64 round)
{
    switch (plan.kind) {
    case CutPlan::Kind::Whole:
    case CutPlan::Kind::Pairs: break;
    case CutPlan::Kind::Bytes: return everyOffset(length);
    case CutPlan::Kind::At: return plan.offsets;
    case CutPlan::Kind::Random: return randomOffsets(length, plan.seed + round);
    }
    return {};
}

} // namespace

Result<CutPlan> CutPlan::parse(QStringView text)
{
    CutPlan plan;
    if (text == u"whole")
        return plan;
    if (text == u"bytes" || text == u"pairs") {
        plan.kind = text == u"bytes" ? Kind::Bytes : Kind::Pairs;
        return plan;
    }
    if (text.startsWith(u"at=")) {
        const Result<QList<qint64>> offsets = offsetsIn(text.sliced(3), 3);
        if (!offsets)
            return refused(offsets.error());
        plan.kind = Kind::At;
        plan.offsets = *offsets;
        return plan;
    }
    if (text.startsWith(u"random=")) {
        bool ok = false;
        plan.kind = Kind::Random;
        plan.seed = text.sliced(7).toULongLong(&ok);
        if (ok)
            return plan;
        return refused(NetError::invalid(NETCORE_REASON("a number is expected here as the seed"), 7));
    }
    return refused(
        NetError::invalid(NETCORE_REASON("there are whole, bytes, at=3,7, random=SEED and pairs"), 0));
}

QString CutPlan::toString() const
{
    switch (kind) {
    case Kind::Whole: break;
    case Kind::Bytes: return QStringLiteral("bytes");
    case Kind::Pairs: return QStringLiteral("pairs");
    case Kind::Random: return QStringLiteral("random=%1").arg(seed);
    case Kind::At: {
        QStringList numbers;
        for (const qint64 offset : offsets)
            numbers << QString::number(offset);
        return QStringLiteral("at=") + numbers.join(QLatin1Char(','));
    }
    }
    return QStringLiteral("whole");
}

QList<SendPiece> cutPieces(const QByteArray &payload, const CutPlan &plan, quint64 round)
{
    QList<SendPiece> pieces;
    qint64 from = 0;
    const auto cutAt = [&](qint64 to) {
        pieces.append(
            {payload.mid(from, to - from), pieces.isEmpty() ? std::chrono::milliseconds(0) : plan.gap});
        from = to;
    };
    for (const qint64 offset : offsetsOf(plan, payload.size(), round)) {
        if (offset > from && offset < payload.size())
            cutAt(offset);
    }
    cutAt(payload.size());
    return pieces;
}

} // namespace netcore
