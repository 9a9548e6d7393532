#include "netcore/payload/payloadtemplate.h"

#include "netcore/payload/escapes.h"
#include "netcore/payload/templatenode.h"

#include <QtCore/QSet>

#include <algorithm>
#include <utility>

namespace netcore {

namespace {

constexpr quint64 mostTried = 1 << 20; // bytes; a larger payload is looked at when it is expanded

bool usesTimeIn(const std::vector<TemplateNode> &nodes)
{
    return std::any_of(nodes.begin(), nodes.end(), [](const TemplateNode &node) {
        return (node.kind == TemplateNode::Kind::Field && node.formula.kind == FieldFormula::Kind::Time) ||
               usesTimeIn(node.inside);
    });
}

/// Collects the names of captured values; each text of a variable is entered once, so that cycles end.
struct CapturedNames
{
    const QHash<QString, QString> &variables;
    TextEncoding encoding;
    QSet<QString> entered = {};
    QStringList names = {};

    void addFrom(const std::vector<TemplateNode> &nodes)
    {
        for (const TemplateNode &node : nodes) {
            addFrom(node.inside);
            if (node.kind == TemplateNode::Kind::Field)
                add(node.formula);
        }
    }

    void add(const FieldFormula &field)
    {
        if (field.kind == FieldFormula::Kind::Captured && !names.contains(field.name))
            names.append(field.name);
        if (field.kind != FieldFormula::Kind::Variable)
            return;
        const QString text = variables.value(field.name, field.otherwise.value_or(QString()));
        if (entered.contains(text))
            return;
        entered.insert(text);
        if (const auto tree = readTemplate(text, PayloadForm::Text, encoding))
            addFrom(tree->nodes);
    }
};

} // namespace

class PayloadTemplate::Private
{
public:
    /// Where no size depends on the context, what is wrong is wrong at once.
    Result<void> tryOut() const
    {
        FieldContext nothing;
        TemplateExpander expander(nothing, encoding);
        const Result<TemplateCost> cost = expander.costOf(tree.nodes);
        const bool isTooLarge = !cost && cost.error().kind == ErrorKind::LimitExceeded;
        if (isTooLarge)
            return refused(cost.error());
        if (!cost || !cost->isFixed || cost->bytes > mostTried)
            return {};
        return expander.expand(tree.nodes).map([](const ExpandedPayload &) {});
    }

    TemplateTree tree;
    TextEncoding encoding = TextEncoding::Utf8;
};

PayloadTemplate::PayloadTemplate() : d(std::make_shared<const Private>()) {}
PayloadTemplate::~PayloadTemplate() = default;
PayloadTemplate::PayloadTemplate(const PayloadTemplate &) = default;
PayloadTemplate::PayloadTemplate(PayloadTemplate &&) noexcept = default;
PayloadTemplate &PayloadTemplate::operator=(const PayloadTemplate &) = default;
PayloadTemplate &PayloadTemplate::operator=(PayloadTemplate &&) noexcept = default;

Result<PayloadTemplate> PayloadTemplate::parse(QStringView text, PayloadForm form, TextEncoding encoding)
{
    Result<TemplateTree> tree = readTemplate(text, form, encoding);
    if (!tree)
        return refused(tree.error());
    auto parts = std::make_shared<Private>();
    parts->tree = std::move(*tree);
    parts->encoding = encoding;
    if (const Result<void> tried = parts->tryOut(); !tried)
        return refused(tried.error());
    PayloadTemplate made;
    made.d = std::move(parts);
    return made;
}

Result<PayloadTemplate> PayloadTemplate::literal(QStringView text, PayloadForm form, TextEncoding encoding)
{
    Result<QByteArray> bytes = parsePayload(text, form, encoding);
    if (!bytes)
        return refused(bytes.error());
    auto parts = std::make_shared<Private>();
    parts->encoding = encoding;
    TemplateNode node;
    node.bytes = std::move(*bytes);
    parts->tree.nodes.push_back(std::move(node));
    PayloadTemplate made;
    made.d = std::move(parts);
    return made;
}

bool PayloadTemplate::hasFields() const
{
    return !d->tree.places.empty();
}

bool PayloadTemplate::usesTime() const
{
    return usesTimeIn(d->tree.nodes);
}

const std::vector<FieldPlace> &PayloadTemplate::places() const
{
    return d->tree.places;
}

QStringList PayloadTemplate::capturedNames(const QHash<QString, QString> &variables) const
{
    CapturedNames captured{variables, d->encoding};
    captured.addFrom(d->tree.nodes);
    return captured.names;
}

Result<ExpandedPayload> PayloadTemplate::expand(FieldContext &context) const
{
    FieldContext counting = context;
    TemplateExpander expander(counting, d->encoding);
    if (const Result<TemplateCost> cost = expander.costOf(d->tree.nodes); !cost)
        return refused(cost.error());
    Result<ExpandedPayload> payload = expander.expand(d->tree.nodes);
    if (payload)
        context = std::move(counting);
    return payload;
}

QString escapeForTemplate(QByteArrayView bytes, TextEncoding encoding)
{
    const QString escaped = escape(bytes, EscapeForm::Backslash, encoding);
    QString text;
    for (qsizetype i = 0; i < escaped.size(); ++i) {
        if (escaped[i] == u'{' && i + 1 < escaped.size() && escaped[i + 1] == u'{')
            text += QLatin1Char('\\');
        text += escaped[i];
    }
    return text;
}

} // namespace netcore
