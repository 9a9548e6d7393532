#include "netcore/recording/filternode.h"

#include "netcore/recording/callrecord.h"

#include <array>
#include <optional>
#include <utility>

namespace netcore {

namespace {

using What = FilterNode::What;
using Compare = FilterNode::Compare;
using Node = std::unique_ptr<FilterNode>;

constexpr qsizetype longestText = 10'000;
constexpr int deepest = 100;

struct Token
{
    enum class Type : quint8 { End, Word, Number, Text, Expression, Sign } type = Type::End;
    QString value;
    qsizetype position = 0;

    bool is(const char *sign) const { return type == Type::Sign && value == QLatin1String(sign); }
    bool isWord(const char *word) const
    {
        return type == Type::Word && value.compare(QLatin1String(word), Qt::CaseInsensitive) == 0;
    }
};

class FilterParser
{
public:
    explicit FilterParser(QStringView text) : m_text(text) {}
    Result<Node> parse();

private:
    Result<void> advance();
    Result<void> readQuoted(QChar end, Token::Type type);
    void readSign();
    void readWhile(bool (*belongs)(QChar));
    Result<Node> either(int depth);
    Result<Node> both(int depth);
    Result<Node> single(int depth);
    Result<Node> condition();
    Result<Node> comparison(What what);
    Result<Node> search(bool hex);
    Result<Node> callCondition();
    Result<void> value(FilterNode &node);
    std::optional<Compare> comparing() const;
    tl::unexpected<NetError> wrong(const char *reason) const
    {
        return refused(NetError::invalid(reason, m_token.position));
    }

    QStringView m_text;
    qsizetype m_at = 0;
    Token m_token;
};

bool isWordCharacter(QChar c)
{
    return c.isLetterOrNumber() || c == u'_';
}

bool isNumberCharacter(QChar c)
{
    return isWordCharacter(c) || c == u'.';
}

Result<void> FilterParser::readQuoted(QChar end, Token::Type type)
{
    m_token.type = type;
    for (++m_at; m_at < m_text.size() && m_text[m_at] != end; ++m_at) {
        const bool escaped = m_text[m_at] == u'\\' && m_at + 1 < m_text.size();
        const bool taken = escaped && (m_text[m_at + 1] == end || type == Token::Type::Text);
        if (taken)
            ++m_at; // in an expression, other escapes are the expression's own
        const QChar c = m_text[m_at];
        if (taken && type == Token::Type::Text && c == u'n')
            m_token.value += u'\n';
        else if (taken && type == Token::Type::Text && c == u'r')
            m_token.value += u'\r';
        else if (taken && type == Token::Type::Text && c == u't')
            m_token.value += u'\t';
        else
            m_token.value += c;
        if (escaped && !taken)
            m_token.value += m_text[++m_at];
    }
    if (m_at >= m_text.size())
        return wrong(NETCORE_REASON("this is not closed"));
    ++m_at;
    return {};
}

void FilterParser::readSign()
{
    static constexpr std::array<const char *, 7> two = {"&&", "||", "==", "!=", "<=", ">=", "=~"};
    m_token.type = Token::Type::Sign;
    m_token.value = m_text.mid(m_at, 1).toString();
    for (const char *sign : two) {
        if (m_text.mid(m_at, 2) == QLatin1String(sign))
            m_token.value = QLatin1String(sign);
    }
    m_at += m_token.value.size();
}

void FilterParser::readWhile(bool (*belongs)(QChar))
{
    while (m_at < m_text.size() && belongs(m_text[m_at]))
        m_token.value += m_text[m_at++];
}

Result<void> FilterParser::advance()
{
    while (m_at < m_text.size() && m_text[m_at].isSpace())
        ++m_at;
    m_token = Token{Token::Type::End, {}, m_at};
    if (m_at >= m_text.size())
        return {};
    const QChar c = m_text[m_at];
    if (c == u'"' || c == u'\'')
        return readQuoted(c, Token::Type::Text);
    if (c == u'/')
        return readQuoted(c, Token::Type::Expression);
    if (c.isDigit()) {
        m_token.type = Token::Type::Number;
        readWhile(isNumberCharacter);
    } else if (isWordCharacter(c)) {
        m_token.type = Token::Type::Word;
        readWhile(isWordCharacter);
    } else {
        readSign();
    }
    return {};
}

Result<Node> FilterParser::parse()
{
    if (m_text.size() > longestText)
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

constexpr Word fields[] = {{"len", What::Length, 0},
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
    for (const Word &field : fields) {
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
    return refused(NetError::invalid(NETCORE_REASON("no such word in the filter language"), word.position));
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
    if (!m_token.is("~") && !m_token.is("=~"))
        return wrong(NETCORE_REASON("expected ~"));
    if (const auto next = advance(); !next)
        return refused(next.error());
    auto node = joined(What::Contains, nullptr, nullptr);
    if (!hex && m_token.type == Token::Type::Expression) {
        node->what = What::MatchesExpression;
        const auto expression = ByteExpression::parse(m_token.value);
        if (!expression)
            return refused(NetError::invalid(expression.error().reason,
                                             m_token.position + 1 + expression.error().position));
        node->expression = *expression;
    } else if (m_token.type == Token::Type::Text && !m_token.value.isEmpty()) {
        const auto bytes = hex ? bytesOfHex(m_token.value) : m_token.value.toUtf8();
        if (!bytes)
            return wrong(NETCORE_REASON("expected pairs of hex digits"));
        node->bytes = *bytes;
    } else {
        return wrong(hex ? NETCORE_REASON("expected hex digits in quotes")
                         : NETCORE_REASON("expected text in quotes or a /regular expression/"));
    }
    if (const auto next = advance(); !next)
        return refused(next.error());
    return node;
}

} // namespace

Result<std::unique_ptr<FilterNode>> parseFilter(QStringView text)
{
    return FilterParser(text).parse();
}

} // namespace netcore
