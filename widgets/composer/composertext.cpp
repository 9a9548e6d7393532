#include "widgets/composer/composertext.h"

#include "netcore/payload/hex.h"

#include <algorithm>

namespace widgets {

using netcore::FieldMark;
using netcore::PayloadForm;

namespace {

bool hasBraces(const models::SavedPayload &payload)
{
    return payload.text.contains(QLatin1String("{{")) ||
           (payload.form == PayloadForm::Text && payload.text.contains(QLatin1String("\\{")));
}

QString explanationOf(const FieldMark &mark)
{
    return QStringLiteral("{{%1}} = %2").arg(mark.formula, mark.value);
}

/// How many bytes a text stands for, where it can be read on its own.
std::optional<qsizetype> sizeOf(const QString &text, PayloadForm form, netcore::TextEncoding encoding)
{
    const auto bytes = netcore::parsePayload(text, form, encoding);
    return bytes ? std::optional(bytes->size()) : std::nullopt;
}

} // namespace

void ComposerText::editText(const QString &text)
{
    m_payload.form = PayloadForm::Text;
    m_payload.text = text;
    follow();
}

void ComposerText::editHex(const QString &hex)
{
    m_payload.form = PayloadForm::Hex;
    m_payload.text = hex;
    follow();
}

void ComposerText::setEncoding(netcore::TextEncoding encoding)
{
    m_payload.encoding = encoding;
    follow();
}

void ComposerText::setFields(bool on)
{
    m_payload.fields = on;
    follow();
}

void ComposerText::setContext(const netcore::FieldContext &context)
{
    m_context = context;
    follow();
}

void ComposerText::load(const models::SavedPayload &payload)
{
    // Where no field can begin, the switch stays as the user left it.
    const bool fields = payload.fields || (m_payload.fields && !hasBraces(payload));
    m_payload = payload;
    m_payload.fields = fields;
    const PayloadForm form = payload.form == PayloadForm::Base64 ? PayloadForm::Hex : PayloadForm::Text;
    const auto bytes = netcore::parsePayload(payload.text, payload.form, payload.encoding);
    if (bytes && payload.form != PayloadForm::Text && payload.form != PayloadForm::Hex) {
        m_payload.form = form;
        m_payload.text = form == PayloadForm::Text && fields
                             ? netcore::escapeForTemplate(*bytes, payload.encoding)
                             : netcore::formatPayload(*bytes, form, payload.encoding);
    }
    follow();
}

models::SavedPayload ComposerText::payload() const
{
    models::SavedPayload payload = m_payload;
    payload.fields = payload.fields && hasBraces(payload);
    return payload;
}

netcore::Result<QByteArray> ComposerText::take(netcore::FieldContext &context) const
{
    if (m_error.isError())
        return netcore::refused(m_error);
    return m_template.expand(context).map(
        [this](const netcore::ExpandedPayload &made) { return made.bytes + endingBytes(); });
}

void ComposerText::follow()
{
    auto made = models::templateOf(m_payload);
    netcore::FieldContext preview = m_context;
    auto shown = made.and_then([&](const netcore::PayloadTemplate &text) { return text.expand(preview); });
    m_error = shown ? netcore::NetError() : shown.error();
    if (!shown)
        return;
    m_template = std::move(*made);
    m_shown = std::move(*shown);
    m_otherMarks.clear();
    if (isHex())
        followAsText();
    else
        followAsHex();
}

void ComposerText::followAsHex()
{
    const bool cut = m_template.hasFields() && body().size() > mostFollowed;
    m_other = netcore::hex::format(cut ? body().first(mostFollowed) : body());
    for (const FieldMark &mark : m_shown.marks) {
        if (mark.length > 0 && (!cut || mark.offset + mark.length <= mostFollowed))
            m_otherMarks.append(
                {mark.offset * 3, mark.length * 3 - 1, TextMark::Kind::Field, explanationOf(mark)});
    }
}

/// With fields, each part is written on its own, so that its place is known; nothing can then be typed there.
void ComposerText::followAsText()
{
    if (!m_template.hasFields()) {
        m_other = m_payload.fields ? netcore::escapeForTemplate(body(), m_payload.encoding)
                                   : netcore::formatPayload(body(), PayloadForm::Text, m_payload.encoding);
        return;
    }
    m_other.clear();
    qsizetype at = 0;
    const auto write = [&](qsizetype to) {
        const qsizetype end = std::min({to, body().size(), mostFollowed});
        if (end > at)
            m_other += netcore::formatPayload(QByteArrayView(body()).sliced(at, end - at), PayloadForm::Text,
                                              m_payload.encoding);
        at = std::max(at, end);
    };
    for (const FieldMark &mark : m_shown.marks) {
        write(mark.offset);
        const qsizetype position = m_other.size();
        write(mark.offset + mark.length);
        if (m_other.size() > position)
            m_otherMarks.append(
                {position, m_other.size() - position, TextMark::Kind::Field, explanationOf(mark)});
    }
    write(body().size());
}

QList<TextMark> ComposerText::sourceMarks() const
{
    QList<TextMark> marks;
    if (!isGood())
        return marks;
    for (const netcore::FieldPlace &place : m_template.places()) {
        TextMark mark{place.position,
                      place.length,
                      place.hasValue ? TextMark::Kind::Field : TextMark::Kind::Section,
                      {}};
        const auto first =
            std::find_if(m_shown.marks.begin(), m_shown.marks.end(),
                         [&](const FieldMark &each) { return each.position == place.position; });
        if (place.hasValue && first != m_shown.marks.end())
            mark.explanation = explanationOf(*first);
        marks.append(mark);
    }
    return marks;
}

std::optional<qsizetype> ComposerText::byteAt(PayloadForm side, qsizetype cursor) const
{
    if (!isGood())
        return std::nullopt;
    if (side == source())
        return sourceByteAt(cursor);
    if (side == PayloadForm::Hex)
        return std::min((cursor + 1) / 3, body().size());
    return sizeOf(m_other.left(cursor), PayloadForm::Text, m_payload.encoding);
}

/// From the last place before the cursor whose byte is known: a literal part, or a field's end.
std::optional<qsizetype> ComposerText::sourceByteAt(qsizetype cursor) const
{
    qsizetype position = 0;
    qsizetype byte = 0;
    for (const auto &[character, offset] : m_shown.parts) {
        if (character <= cursor && character >= position) {
            position = character;
            byte = offset;
        }
    }
    for (const netcore::FieldPlace &place : m_template.places()) {
        const auto mark =
            std::find_if(m_shown.marks.begin(), m_shown.marks.end(),
                         [&](const FieldMark &each) { return each.position == place.position; });
        if (mark == m_shown.marks.end() || place.position > cursor || place.position < position)
            continue;
        const bool isInside = cursor < place.position + place.length;
        position = isInside ? cursor : place.position + place.length;
        byte = mark->offset + (isInside ? 0 : mark->length);
    }
    const auto rest = sizeOf(m_payload.text.mid(position, cursor - position), source(), m_payload.encoding);
    return rest ? std::optional(std::min(byte + *rest, body().size())) : std::nullopt;
}

} // namespace widgets
