#pragma once

#include "netcore/payload/payloadtemplate.h"
#include "widgets/composer/markededit.h"

#include <QtCore/QByteArray>
#include <QtCore/QList>

namespace widgets {

/// What a part of the bytes is, other than payload.
struct WireRange
{
    enum class Kind : quint8 {
        Header,  // what the framing puts before
        Trailer, // and behind
        Ending,  // the line ending
        Stuffed, // the framing changes the payload's own bytes: no field has a place there
    };
    Kind kind = Kind::Header;
    qsizetype offset = 0;
    qsizetype length = 0;
};

/// One payload, or several in one write, as they leave.
struct WireImage
{
    QByteArray bytes;
    QList<WireRange> ranges;
    std::vector<netcore::FieldMark> fields;
    QList<qint64> cuts; // a new write begins before these

    void append(const WireImage &other); // in the same write
};

/// The payload (with `ending` bytes at its end) in the frame that a framing makes of it; an empty spec is
/// none.
///
/// Errors   as Framer::encode()
netcore::Result<WireImage> wireImage(const QByteArray &payload, qsizetype ending,
                                     const std::vector<netcore::FieldMark> &fields, const QString &framing);

/// Shows exactly the bytes that will leave, in hex: what the framing adds in another tint, fields marked, a
/// bar where one write ends and the next begins.
///
/// Limits   the first `mostShown` bytes; how many more there are is said
/// Thread   GUI thread
class WirePreview : public MarkedEdit
{
    Q_OBJECT

public:
    static constexpr qsizetype mostShown = 4096;

    explicit WirePreview(QWidget *parent = nullptr);

    void show(const WireImage &image);
};

} // namespace widgets
