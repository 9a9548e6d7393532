// A payload's text with fields, and rules that capture values: refused with a place in it, or bytes within
// the limits.

#include "netcore/payload/capturerule.h"
#include "netcore/payload/hex.h"
#include "netcore/payload/payloadtemplate.h"
#include "tests/fuzz/fuzztarget.h"

using namespace netcore;

namespace {

void requirePlace(const NetError &error, qsizetype size)
{
    FUZZ_REQUIRE(error.reason[0] != '\0');
    FUZZ_REQUIRE(error.position >= -1 && error.position <= size);
}

void requireGood(const PayloadTemplate &made, const QString &text, const QString &variable)
{
    FieldContext context(7);
    context.now = 1'700'000'000'000'000'000;
    context.variables.insert(QStringLiteral("a"), variable);
    context.variables.insert(QStringLiteral("b"), QStringLiteral("{{var:a}}{{var:a}}"));
    context.captured.insert(QStringLiteral("a"), {"123", {}});
    FieldContext again = context;
    const auto bytes = made.expand(context);
    if (!bytes)
        return requirePlace(bytes.error(), text.size());
    FUZZ_REQUIRE(bytes->bytes.size() <= maxPayload);
    FUZZ_REQUIRE(made.expand(again)->bytes == bytes->bytes);
    FUZZ_REQUIRE(bytes->marks.size() <= PayloadTemplate::maxMarks);
    for (const FieldMark &mark : bytes->marks)
        FUZZ_REQUIRE(mark.offset >= 0 && mark.length >= 0 &&
                     mark.offset + mark.length <= bytes->bytes.size());
    for (const FieldPlace &place : made.places())
        FUZZ_REQUIRE(place.position >= 0 && place.position + place.length <= text.size());
}

} // namespace

/// The first byte chooses the form, the first line is a variable, the rest the payload.
void fuzzPayloadTemplate(QByteArrayView bytes)
{
    if (bytes.isEmpty() || bytes.size() > 4096)
        return;
    const PayloadForm form = bytes[0] % 2 == 0 ? PayloadForm::Text : PayloadForm::Hex;
    const QString all = QString::fromUtf8(bytes.sliced(1));
    const QString variable = all.section(u'\n', 0, 0);
    const QString text = all.section(u'\n', 1);
    const auto made = PayloadTemplate::parse(text, form);
    if (made)
        requireGood(*made, text, variable);
    else
        requirePlace(made.error(), text.size());
    FieldContext context;
    const auto escaped =
        PayloadTemplate::parse(escapeForTemplate(bytes, TextEncoding::Utf8), PayloadForm::Text);
    FUZZ_REQUIRE(escaped && escaped->expand(context)->bytes == bytes);
    const auto rule = CaptureRule::parse(variable);
    if (!rule)
        requirePlace(rule.error(), variable.size());
    else if (const auto value = rule->take(bytes))
        FUZZ_REQUIRE(value->bytes.size() <= bytes.size());
}
