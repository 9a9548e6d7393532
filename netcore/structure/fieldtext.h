#pragma once

#include "netcore/structure/structuretree.h"

namespace netcore::fieldtext {

/// The number that a person's text names, as the field's raw bits: "3", "0x1F", "-40", "21.5" where it is
/// scaled, "Read coils" where it is an enum, a time or address where it is shown as one. Errors   a reason:
/// no number, or it does not fit
Result<quint64, const char *> rawNumber(const FieldNode &field, const QString &text);
/// The bytes of a bytes, text or domain field, without what pads or ends them.
Result<QByteArray, const char *> rawBytes(const FieldNode &field, const QString &text);

/// What a label says about a raw number, beside its value: an enum's name, a time. Empty where there is
/// nothing.
QString labelOf(const FieldNode &field, quint64 raw);
QString labelOfBytes(const FieldNode &field, QByteArrayView bytes);

/// A domain name as a message carries it.
/// Limits   pointers only go back, so that a loop is impossible; 255 bytes a name
/// Source   RFC 1035 s.4.1.4
struct Domain
{
    QString text;
    qsizetype bytes = 0; // in the place where it stands; 0: it is none
};
Domain readDomain(QByteArrayView message, qsizetype at);

} // namespace netcore::fieldtext
