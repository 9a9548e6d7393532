#include "netcore/recording/filternode.h"

#include "netcore/recording/callrecord.h"
#include "netcore/recording/filterlexer.h"

#include <QtCore/QRegularExpression>
#include <QtCore/QStringList>

#include <array>
#include <optional>
#include <utility>

namespace netcore {

namespace {

using What = FilterNode::What;
using Compare = FilterNode::Compare;
using Node = std::unique_ptr<FilterNode>;
using Token = FilterToken;

constexpr qsizetype longestText = 10'000;
constexpr int deepest = 100;
constexpr QLatin1String fieldPrefix("field.");

class FilterParser : private FilterLexer
{
public:
    FilterParser(QStringView text, const QStringList &fields)
        : FilterLexer(text), m_tooLong(text.size() > longestText), m_fields(fields)
    {
    }
    Result<Node> parse();

private:
    Result<Node> either(int depth);
    Result<Node> both(int depth);
    Result<Node> single(int depth);
    Result<Node> condition();
    Result<Node> comparison(What what);
    Result<Node> search(bool hex);
    Result<Node> callCondition();
    Result<Node> fieldCondition(const QString &path);
    Result<void> look(FilterNode &node, bool hex);
    Result<void> value(FilterNode &node);
    Result<void> fieldValue(FilterNode &node);
    std::optional<Compare> comparing() const;

    bool m_tooLong;
    const QStringList &m_fields;
};

Result<Node> FilterParser::parse()
{
    if (m_tooLong)
        return refused(NetError::invalid(NETCORE_REASON("the filter is too long"), longestText));
    if (const auto first = advance(); !first)
        return refused(first.error());
    if (m_token.type == Token::Type::End)
        return Node();
    auto root = either(0);
    if (root && m_token.type != Token::Type::End)
        return wrong(NETCORE_REASON("expected \"and\", \"or\" or the end"));
    return root;
}

Node joined(What what, Node left, Node right)
{
    auto node = std::make_unique<FilterNode>();
    node->what = what;
    node->left = std::move(left);
    node->right = std::move(right);
    return node;
}

Result<Node> FilterParser::either(int depth)
{
    auto left = both(depth);
    while (left && (m_token.is("||") || m_token.isWord("or"))) {
        if (const auto next = advance(); !next)
            return refused(next.error());
        auto right = both(depth);
        if (!right)
            return right;
        left = joined(What::Or, std::move(*left), std::move(*right));
    }
    return left;
}

Result<Node> FilterParser::both(int depth)
{
    auto left = single(depth);
    while (left && (m_token.is("&&") || m_token.isWord("and"))) {
        if (const auto next = advance(); !next)
            return refused(next.error());
        auto right = single(depth);
        if (!right)
            return right;
        left = joined(What::And, std::move(*left), std::move(*right));
    }
    return left;
}

Result<Node> FilterParser::single(int depth)
{
    if (depth > deepest)
        return wrong(NETCORE_REASON("too many levels of parentheses"));
    const bool negated = m_token.is("!") || m_token.isWord("not");
    if (!negated && !m_token.is("("))
        return condition();
    if (const auto next = advance(); !next)
        return refused(next.error());
    auto inside = negated ? single(depth + 1) : either(depth + 1);
    if (!inside)
        return inside;
    if (negated)
        return joined(What::Not, std::move(*inside), nullptr);
    if (!m_token.is(")"))
        return wrong(NETCORE_REASON("expected \")\""));
    if (const auto next = advance(); !next)
        return refused(next.error());
    return inside;
}

/// "items[3].ttl" is a value of "items[].ttl".
bool isField(const QString &path, const QStringList &fields)
{
    static const QRegularExpression item(QStringLiteral("\\[\\d+\\]"));
    return fields.contains(path) || fields.contains(QString(path).replace(item, QStringLiteral("[]")));
}

struct Word
{
    const char *text;
    What what;
    qint64 number;
};

constexpr quint32 bitOf(RecordKind kind)
{
    return 1u << quint32(kind);
}

constexpr Word words[] = {
    {"in", What::HasDirection, qint64(Direction::In)},
    {"out", What::HasDirection, qint64(Direction::Out)},
    {"chunk", What::HasKind, bitOf(RecordKind::Chunk)},
    {"datagram", What::HasKind, bitOf(RecordKind::Datagram)},
    {"call", What::HasKind, bitOf(RecordKind::Call)},
    {"notice", What::HasKind, bitOf(RecordKind::Notice)},
    {"note", What::HasKind, bitOf(RecordKind::Note)},
    {"state", What::HasKind, bitOf(RecordKind::StateChanged)},
    {"opened", What::HasKind, bitOf(RecordKind::SessionOpened) | bitOf(RecordKind::ConnectionOpened)},
    {"closed", What::HasKind, bitOf(RecordKind::SessionClosed) | bitOf(RecordKind::ConnectionClosed)},
    {"truncated", What::HasFlag, Record::Truncated},
    {"failed", What::HasFlag, Record::Failed},
    {"fault", What::HasFlag, Record::Truncated | Record::Failed | Record::Refusal},
};

constexpr Word knownFields[] = {{"len", What::Length, 0},
                                {"conn", What::Connection, 0},
                                {"time", What::Time, 0},
                                {"errno", What::Errno, 0}};

std::optional<Compare> FilterParser::comparing() const
{
    static constexpr std::array<std::pair<const char *, Compare>, 6> signs = {
        {{"==", Compare::Equal},
         {"!=", Compare::Unequal},
         {"<", Compare::Less},
         {"<=", Compare::LessOrEqual},
         {">", Compare::Greater},
         {">=", Compare::GreaterOrEqual}}};
    for (const auto &[sign, compare] : signs) {
        if (m_token.is(sign))
            return compare;
    }
    return std::nullopt;
}

Result<Node> FilterParser::condition()
{
    if (m_token.type != Token::Type::Word)
        return wrong(NETCORE_REASON("expected a condition such as in, out, len > 8 or text ~ \"GET\""));
    const Token word = m_token;
    const auto begin = advance();
    if (!begin)
        return refused(begin.error());
    if (word.isWord("text") || word.isWord("hex"))
        return search(word.isWord("hex"));
    if (word.isWord("call") && comparing())
        return callCondition();
    for (const Word &field : knownFields) {
        if (word.isWord(field.text))
            return comparison(field.what);
    }
    for (const Word &known : words) {
        if (!word.isWord(known.text))
            continue;
        auto node = joined(known.what, nullptr, nullptr);
        node->kinds = quint32(known.number);
        node->number = known.number;
        return node;
    }
    const bool named = word.value.startsWith(fieldPrefix, Qt::CaseInsensitive);
    const QString path = named ? word.value.mid(fieldPrefix.size()) : word.value;
    if (isField(path, m_fields))
        return fieldCondition(path);
    return refused(NetError::invalid(named ? NETCORE_REASON("the structure has no such field")
                                           : NETCORE_REASON("no such word in the filter language"),
                                     word.position));
}

/// `field == 3`, `field == "text"`, `field ~ "part"`, `field ~ /expression/`.
Result<Node> FilterParser::fieldCondition(const QString &path)
{
    auto node = joined(What::Field, nullptr, nullptr);
    node->field = path;
    const auto compare = comparing();
    Result<void> taken;
    if (compare) {
        node->compare = *compare;
        taken = advance();
        if (taken)
            taken = fieldValue(*node);
    } else {
        taken = look(*node, false);
    }
    if (!taken)
        return refused(taken.error());
    return node;
}

Result<void> FilterParser::fieldValue(FilterNode &node)
{
    bool good = m_token.type == Token::Type::Number;
    if (good) {
        node.look = FilterNode::Look::Number;
        bool whole = false;
        const qint64 number = m_token.value.toLongLong(&whole, 0);
        node.seconds = whole ? double(number) : m_token.value.toDouble(&good);
    } else if (m_token.type == Token::Type::Text) {
        node.look = FilterNode::Look::Text;
        node.bytes = m_token.value.toUtf8();
        good = node.compare == Compare::Equal || node.compare == Compare::Unequal;
    }
    if (!good)
        return wrong(NETCORE_REASON("expected a number, or after == and != a text in quotes"));
    return advance();
}

std::optional<int> errnoOf(const QString &name)
{
    for (int error = 1; error < 256; ++error) {
        if (QLatin1String(errnoName(error)).compare(name, Qt::CaseInsensitive) == 0)
            return error;
    }
    return std::nullopt;
}

Result<void> FilterParser::value(FilterNode &node)
{
    bool good = m_token.type == Token::Type::Number;
    if (node.what == What::Errno && m_token.type == Token::Type::Word) {
        const auto error = errnoOf(m_token.value);
        node.number = error.value_or(0);
        good = error.has_value();
    } else if (good && node.what == What::Time) {
        node.seconds = m_token.value.toDouble(&good);
    } else if (good) {
        node.number = m_token.value.toLongLong(&good, 0);
    }
    if (!good)
        return wrong(node.what == What::Errno
                         ? NETCORE_REASON("expected a number or a name such as ECONNREFUSED")
                         : NETCORE_REASON("expected a number"));
    return advance();
}

Result<Node> FilterParser::comparison(What what)
{
    const auto compare = comparing();
    if (!compare)
        return wrong(NETCORE_REASON("expected ==, !=, <, <=, > or >="));
    auto node = joined(what, nullptr, nullptr);
    node->compare = *compare;
    if (const auto next = advance(); !next)
        return refused(next.error());
    if (const auto taken = value(*node); !taken)
        return refused(taken.error());
    return node;
}

Result<Node> FilterParser::callCondition()
{
    auto node = joined(What::CallNamed, nullptr, nullptr);
    node->compare = *comparing();
    if (node->compare != Compare::Equal && node->compare != Compare::Unequal)
        return wrong(NETCORE_REASON("a name is compared with == or !="));
    if (const auto next = advance(); !next)
        return refused(next.error());
    node->bytes = m_token.value.toLatin1();
    bool known = false;
    for (int id = int(CallId::Socket); id <= int(CallId::Unlink); ++id)
        known = known || node->bytes == callName(CallId(id));
    if (!known)
        return wrong(NETCORE_REASON("no such system call is recorded"));
    if (const auto next = advance(); !next)
        return refused(next.error());
    return node;
}

/// The bytes of "0d 0a"; nothing where it is not pairs of hex digits.
std::optional<QByteArray> bytesOfHex(QString text)
{
    text.remove(u' ');
    const QByteArray bytes = QByteArray::fromHex(text.toLatin1());
    const bool exact =
        !text.isEmpty() && QString::fromLatin1(bytes.toHex()).compare(text, Qt::CaseInsensitive) == 0;
    return exact ? std::optional<QByteArray>(bytes) : std::nullopt;
}

Result<Node> FilterParser::search(bool hex)
{
    auto node = joined(What::Contains, nullptr, nullptr);
    if (const auto taken = look(*node, hex); !taken)
        return refused(taken.error());
    if (node->look == FilterNode::Look::Expression)
        node->what = What::MatchesExpression;
    return node;
}

/// `~ "part"`, `~ /expression/`.
Result<void> FilterParser::look(FilterNode &node, bool hex)
{
    if (!m_token.is("~") && !m_token.is("=~"))
        return wrong(NETCORE_REASON("expected ~"));
    if (const auto next = advance(); !next)
        return next;
    if (!hex && m_token.type == Token::Type::Expression) {
        node.look = FilterNode::Look::Expression;
        const auto expression = ByteExpression::parse(m_token.value);
        if (!expression)
            return refused(NetError::invalid(expression.error().reason,
                                             m_token.position + 1 + expression.error().position));
        node.expression = *expression;
    } else if (m_token.type == Token::Type::Text && !m_token.value.isEmpty()) {
        const auto bytes = hex ? bytesOfHex(m_token.value) : m_token.value.toUtf8();
        if (!bytes)
            return wrong(NETCORE_REASON("expected pairs of hex digits"));
        node.bytes = *bytes;
    } else {
        return wrong(hex ? NETCORE_REASON("expected hex digits in quotes")
                         : NETCORE_REASON("expected text in quotes or a /regular expression/"));
    }
    return advance();
}

} // namespace

Result<std::unique_ptr<FilterNode>> parseFilter(QStringView text, const QStringList &fields)
{
    return FilterParser(text, fields).parse();
}

} // namespace netcore
