#include "widgets/composer/wirepreview.h"

#include "netcore/framing/framer.h"
#include "widgets/common/theme.h"

#include <QtCore/QLocale>

#include <algorithm>

namespace widgets {

namespace {

/// Where the payload begins in the frame: what the framing's own decoder takes as header and trailer.
qsizetype addFrameRanges(const QString &framing, const QByteArray &payload, WireImage &image)
{
    using Kind = WireRange::Kind;
    auto reader = netcore::makeFramer(framing);
    std::vector<netcore::Frame> frames;
    (*reader)->feed(image.bytes, 0, frames);
    (*reader)->finish(frames);
    const bool isOne = frames.size() == 1 && frames[0].offset == 0;
    const qsizetype header = isOne ? frames[0].headerLength : 0;
    const qsizetype trailer = isOne ? frames[0].trailerLength : 0;
    const qsizetype inside = image.bytes.size() - header - trailer;
    image.ranges.append({Kind::Header, 0, header});
    image.ranges.append({Kind::Trailer, header + inside, trailer});
    if (inside == payload.size() && image.bytes.mid(header, inside) == payload)
        return header;
    image.ranges.append({Kind::Stuffed, header, inside});
    return -1;
}

QString explanationOf(const WireRange &range)
{
    switch (range.kind) {
    case WireRange::Kind::Header:
        return WirePreview::tr("%n byte(s) that the framing puts before", nullptr, int(range.length));
    case WireRange::Kind::Trailer:
        return WirePreview::tr("%n byte(s) that the framing puts behind", nullptr, int(range.length));
    case WireRange::Kind::Ending: return WirePreview::tr("The line ending");
    case WireRange::Kind::Stuffed: break;
    }
    return WirePreview::tr("The framing changes bytes of the payload itself");
}

} // namespace

void WireImage::append(const WireImage &other)
{
    const qsizetype before = bytes.size();
    bytes += other.bytes;
    for (WireRange range : other.ranges) {
        range.offset += before;
        ranges.append(range);
    }
    for (netcore::FieldMark field : other.fields) {
        field.offset += before;
        fields.push_back(std::move(field));
    }
}

netcore::Result<WireImage> wireImage(const QByteArray &payload, qsizetype ending,
                                     const std::vector<netcore::FieldMark> &fields, const QString &framing)
{
    WireImage image;
    image.bytes = payload;
    qsizetype begin = 0;
    if (!framing.isEmpty()) {
        const auto framer = netcore::makeFramer(framing);
        auto wire = framer ? (*framer)->encode(payload) : netcore::refused(framer.error());
        if (!wire)
            return netcore::refused(wire.error());
        image.bytes = std::move(*wire);
        begin = addFrameRanges(framing, payload, image);
    }
    if (begin < 0)
        return image;
    if (ending > 0)
        image.ranges.append({WireRange::Kind::Ending, begin + payload.size() - ending, ending});
    for (netcore::FieldMark mark : fields) {
        mark.offset += begin;
        image.fields.push_back(std::move(mark));
    }
    return image;
}

WirePreview::WirePreview(QWidget *parent) : MarkedEdit(QStringLiteral("wire"), parent)
{
    setReadOnly(true);
    setUndoRedoEnabled(false);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    const int twoRows =
        2 * fontMetrics().lineSpacing() + int(2 * document()->documentMargin()) + 2 * frameWidth();
    setMinimumHeight(twoRows);
    setMaximumHeight(twoRows);
}

void WirePreview::show(const WireImage &image)
{
    static constexpr char digits[] = "0123456789abcdef";
    const qsizetype shown = std::min(image.bytes.size(), mostShown);
    QString text;
    QList<qsizetype> places;
    qsizetype cut = 0;
    for (qsizetype i = 0; i < shown; ++i) {
        const bool begins = cut < image.cuts.size() && image.cuts[cut] == i;
        if (begins)
            ++cut;
        if (i > 0)
            text += begins ? QStringLiteral(" │ ") : QStringLiteral(" ");
        places.append(text.size());
        text += QLatin1Char(digits[uchar(image.bytes[i]) >> 4]);
        text += QLatin1Char(digits[uchar(image.bytes[i]) & 15]);
    }
    QList<TextMark> marks;
    const auto mark = [&](qsizetype from, qsizetype length, TextMark::Kind kind, const QString &explanation) {
        const qsizetype to = std::min(from + length, shown);
        if (to > from)
            marks.append({places[from], places[to - 1] + 2 - places[from], kind, explanation});
    };
    for (const WireRange &range : image.ranges)
        mark(range.offset, range.length,
             range.kind == WireRange::Kind::Ending ? TextMark::Kind::Ending : TextMark::Kind::Frame,
             explanationOf(range));
    for (const netcore::FieldMark &field : image.fields)
        mark(field.offset, field.length, TextMark::Kind::Field,
             QStringLiteral("{{%1}} = %2").arg(field.formula, field.value));
    if (shown < image.bytes.size())
        text += tr(" … and %1 more").arg(QLocale().toString(image.bytes.size() - shown));
    if (text != toPlainText())
        setPlainText(text);
    setMarks(marks);
}

} // namespace widgets
