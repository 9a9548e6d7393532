#include "netcore/structure/structureparser.h"

#include <algorithm>

namespace netcore {

namespace {

using Type = FieldNode::Type;
using TokenType = StructureToken::Type;

/// "u16be" in its parts; bits 0 where the word is no such type.
struct NumberType
{
    Type type = Type::Unsigned;
    int bits = 0;
    bool bigEndian = true;
    bool ordered = false;
};

NumberType numberType(QStringView word)
{
    NumberType read;
    if (word.isEmpty() || !QStringView(u"uif").contains(word[0]))
        return read;
    read.type = word[0] == u'u' ? Type::Unsigned : word[0] == u'i' ? Type::Signed : Type::Float;
    QStringView digits = word.sliced(1);
    if (digits.endsWith(u"be") || digits.endsWith(u"le")) {
        read.ordered = true;
        read.bigEndian = digits.endsWith(u"be");
        digits.chop(2);
    }
    bool isNumber = false;
    const int bits = digits.toInt(&isNumber);
    const bool wholeBytes = isNumber && bits >= 8 && bits <= 64 && bits % 8 == 0 && !digits.startsWith(u'0');
    if (wholeBytes && (read.type != Type::Float || bits == 32 || bits == 64))
        read.bits = bits;
    return read;
}

FieldKind kindOf(const FieldNode &field)
{
    switch (field.type) {
    case Type::Signed: return FieldKind::Signed;
    case Type::Float: return FieldKind::Float;
    case Type::Bits: return FieldKind::Bits;
    case Type::Bytes: return FieldKind::Bytes;
    case Type::Text:
    case Type::Domain: return FieldKind::Text;
    case Type::Group: return FieldKind::Group;
    case Type::Array: return FieldKind::Array;
    default: return field.names.isEmpty() ? FieldKind::Unsigned : FieldKind::Enum;
    }
}

} // namespace

bool StructureParser::fail(const char *reason, const StructureToken &at)
{
    if (!m_problem)
        m_problem = m_lexer.problem(reason, at.position, at.text);
    m_token = StructureToken{TokenType::End, {}, m_text.size()};
    return false;
}

bool StructureParser::advance()
{
    if (m_problem)
        return false;
    m_afterBrace = m_token.is(QLatin1String("}"));
    const Result<StructureToken, StructureProblem> token = m_lexer.next();
    if (token) {
        m_token = *token;
        return true;
    }
    m_problem = token.error();
    m_token = StructureToken{TokenType::End, {}, m_text.size()};
    return false;
}

bool StructureParser::take(const char *sign)
{
    return m_token.is(QLatin1String(sign)) && advance();
}

bool StructureParser::takeWord(const char *word)
{
    return m_token.isWord(QLatin1String(word)) && advance();
}

bool StructureParser::expect(const char *sign, const char *reason)
{
    if (!m_token.is(QLatin1String(sign)))
        return fail(reason, m_token);
    return advance();
}

Result<std::shared_ptr<StructureTree>, StructureProblem> StructureParser::parse()
{
    if (m_text.size() > structurelimits::text)
        return refusedWith(m_lexer.problem(NETCORE_REASON("the structure has over 65,536 characters"), 0));
    m_tree = std::make_shared<StructureTree>();
    m_tree->text = m_text.toString();
    advance();
    if (!m_problem && !takeWord("structure"))
        fail(NETCORE_REASON("a structure begins with: structure name {"), m_token);
    if (!m_problem && m_token.type != TokenType::Word)
        fail(NETCORE_REASON("the structure needs a name of letters, digits and _"), m_token);
    m_tree->name = m_tree->title = m_token.text;
    advance();
    if (m_token.type == TokenType::Text) {
        m_tree->title = m_token.text;
        advance();
    }
    if (!m_problem && expect("{", NETCORE_REASON("expected {")))
        readFields(m_tree->fields, {}, 0, false);
    if (!m_problem && m_token.type != TokenType::End)
        fail(NETCORE_REASON("nothing may follow the structure"), m_token);
    if (m_problem)
        return refusedWith(*m_problem);
    return m_tree;
}

/// The fields up to and with the closing brace.
bool StructureParser::readFields(std::vector<FieldNode> &fields, const QString &prefix, int depth,
                                 bool optional)
{
    if (depth > structurelimits::nesting)
        return fail(NETCORE_REASON("groups and arrays nest at most 8 deep"), m_token);
    m_scopes.push_back({&fields, prefix, optional});
    std::vector<Range> ranges;
    while (!m_problem && !m_token.is(QLatin1String("}"))) {
        if (m_token.type == TokenType::End)
            return fail(NETCORE_REASON("expected another field or }"), m_token);
        readField(fields, prefix, depth, optional, ranges);
    }
    m_scopes.pop_back();
    return !m_problem && resolve(fields, ranges) && advance();
}

bool StructureParser::readName(std::vector<FieldNode> &fields, FieldNode &field)
{
    if (m_token.type != TokenType::Word)
        return fail(NETCORE_REASON("a field begins with its name"), m_token);
    const bool known =
        std::any_of(fields.begin(), fields.end(), [&](const FieldNode &f) { return f.name == m_token.text; });
    if (known)
        return fail(NETCORE_REASON("there is a field of this name already"), m_token);
    field.name = m_token.text;
    field.position = m_token.position;
    return advance() && expect(":", NETCORE_REASON("expected : and a type"));
}

bool StructureParser::declare(FieldNode &field, const QString &path, int depth, bool optional)
{
    if (m_tree->declarations.size() >= structurelimits::declarations)
        return fail(NETCORE_REASON("a structure has at most 1,000 fields"), m_token);
    field.declaration = int(m_tree->declarations.size());
    FieldDeclaration declaration;
    declaration.path = path;
    declaration.name = field.name;
    declaration.depth = depth;
    declaration.optional = optional;
    m_tree->declarations.push_back(declaration);
    m_declared.push_back({});
    return true;
}

/// What is known of a field once its modifiers are read.
void StructureParser::describe(const FieldNode &field, const FieldNode &shown)
{
    FieldDeclaration &declaration = m_tree->declarations[std::size_t(shown.declaration)];
    declaration.kind = kindOf(shown);
    const bool fixedLength = shown.length && shown.length->what == Expression::What::Number;
    if (shown.type <= Type::Bit && shown.type != Type::Varint && shown.type != Type::Digits)
        declaration.bits = quint32(shown.bits);
    else if (fixedLength && (shown.type == Type::Bytes || shown.type == Type::Text))
        declaration.bits = quint32(std::clamp<qint64>(shown.length->number, 0, 1 << 28)) * 8;
    declaration.unit = shown.unit;
    declaration.names = shown.names;
    declaration.initial = shown.initial;
    declaration.optional = declaration.optional || field.condition;
    declaration.computed = declaration.computed || shown.constant || shown.counts || shown.checks ||
                           shown.type == Type::Computed;
    m_declared[std::size_t(shown.declaration)].fixed =
        shown.constant || shown.counts || shown.checks || shown.scaled || shown.type == Type::Computed;
}

bool StructureParser::readField(std::vector<FieldNode> &fields, const QString &prefix, int depth,
                                bool optional, std::vector<Range> &ranges)
{
    FieldNode field;
    if (!readName(fields, field))
        return false;
    const QString path = prefix + field.name;
    if (!declare(field, path, depth, optional) || !readType(field, path, depth))
        return false;
    if (!readModifiers(field, fields.size(), ranges))
        return false;
    field.lastDeclaration = int(m_tree->declarations.size()) - 1;
    describe(field, field);
    if (field.type == Type::Array)
        describe(field.members.front(), field.members.front());
    if (field.condition) {
        for (int i = field.declaration; i <= field.lastDeclaration; ++i)
            m_tree->declarations[std::size_t(i)].optional = true;
    }
    infer(field);
    fields.push_back(std::move(field));
    if (take(";") || m_problem)
        return !m_problem;
    if (!m_afterBrace && !m_token.is(QLatin1String("}")))
        return fail(NETCORE_REASON("expected ; after the field"), m_token);
    return true;
}

bool StructureParser::readType(FieldNode &field, const QString &path, int depth)
{
    const StructureToken word = m_token;
    if (word.type != TokenType::Word)
        return fail(NETCORE_REASON("expected a type such as u16be, bytes(4), text(8), group or array"), word);
    advance();
    if (word.isWord(QLatin1String("group"))) {
        field.type = Type::Group;
        return readGroup(field, path, depth);
    }
    if (word.isWord(QLatin1String("array"))) {
        field.type = Type::Array;
        return readArray(field, path, depth);
    }
    if (!readScalar(field, word))
        return false;
    if (field.type == Type::Unsigned && takeWord("bits")) {
        field.type = Type::Bits;
        return readBits(field, path, depth);
    }
    return !m_problem;
}

bool StructureParser::readScalar(FieldNode &field, const StructureToken &word)
{
    const NumberType number = numberType(word.text);
    if (number.bits > 8 && !number.ordered)
        return fail(NETCORE_REASON("say in which order: be or le, e.g. u16be"), word);
    if (number.bits > 0) {
        field.type = number.type;
        field.bits = number.bits;
        field.bigEndian = number.bigEndian;
        return true;
    }
    static constexpr std::pair<const char *, Type> types[] = {
        {"bytes", Type::Bytes},   {"text", Type::Text},     {"digits", Type::Digits},
        {"varint", Type::Varint}, {"domain", Type::Domain}, {"value", Type::Computed}};
    const auto *const known = std::find_if(std::begin(types), std::end(types), [&](const auto &type) {
        return word.isWord(QLatin1String(type.first));
    });
    if (known == std::end(types))
        return fail(
            NETCORE_REASON("no such type; there are u8 to u64, i8 to i64, f32, f64, varint, digits, bytes, "
                           "text, domain, value, group and array"),
            word);
    field.type = known->second;
    field.mostBytes = 10;
    return readSized(field);
}

/// "(8)", "(length - 2)", "(until "\r\n")", "(16, latin1)", as far as the type has them.
bool StructureParser::readSized(FieldNode &field)
{
    const bool needed = field.type != Type::Varint && field.type != Type::Domain;
    if (!m_token.is(QLatin1String("(")))
        return needed ? fail(NETCORE_REASON("expected ( and a length"), m_token) : true;
    advance();
    const StructureToken begin = m_token;
    if ((field.type == Type::Bytes || field.type == Type::Text || field.type == Type::Digits) &&
        takeWord("until")) {
        const StructureToken place = m_token;
        const std::optional<QByteArray> mark = readBytesLiteral();
        if (mark && mark->isEmpty())
            return fail(NETCORE_REASON("the end mark must not be empty"), place);
        field.until = mark.value_or(QByteArray());
    } else {
        field.length = readExpression();
    }
    if (!m_problem && field.type == Type::Varint) {
        const qint64 most = field.length->what == Expression::What::Number ? field.length->number : 0;
        if (most < 1 || most > 10)
            return fail(NETCORE_REASON("a varint has at most 1 to 10 bytes"), begin);
        field.mostBytes = int(most);
    }
    if (!m_problem && field.type == Type::Text && take(",") && !readEncoding(field))
        return false;
    return !m_problem && expect(")", NETCORE_REASON("expected )"));
}

bool StructureParser::readEncoding(FieldNode &field)
{
    static constexpr std::pair<const char *, TextEncoding> names[] = {
        {"utf8", TextEncoding::Utf8},       {"ascii", TextEncoding::Utf8},
        {"latin1", TextEncoding::Latin1},   {"utf16be", TextEncoding::Utf16Be},
        {"utf16le", TextEncoding::Utf16Le}, {"gbk", TextEncoding::Gbk}};
    for (const auto &[name, encoding] : names) {
        if (takeWord(name)) {
            field.encoding = encoding;
            return true;
        }
    }
    return fail(NETCORE_REASON("the encoding is utf8, ascii, latin1, utf16be, utf16le or gbk"), m_token);
}

bool StructureParser::readGroup(FieldNode &field, const QString &path, int depth)
{
    if (take("(")) {
        field.length = readExpression();
        if (!m_problem && !expect(")", NETCORE_REASON("expected )")))
            return false;
    }
    if (m_problem || !expect("{", NETCORE_REASON("expected {")))
        return false;
    const bool optional = m_tree->declarations[std::size_t(field.declaration)].optional;
    return readFields(field.members, path + u'.', depth + 1, optional);
}

bool StructureParser::readArray(FieldNode &field, const QString &path, int depth)
{
    if (!expect("(", NETCORE_REASON("expected ( and the number of items, or (rest)")))
        return false;
    field.length = readExpression();
    if (m_problem || !expect(")", NETCORE_REASON("expected )")))
        return false;
    if (field.length->what == Expression::What::Rest)
        field.length = nullptr; // to the end of what encloses it
    if (!takeWord("of"))
        return fail(NETCORE_REASON("expected: of, and the type of an item"), m_token);
    FieldNode item;
    item.name = field.name;
    item.position = m_token.position;
    if (m_token.isWord(QLatin1String("array")))
        return fail(NETCORE_REASON("an array of arrays is written as an array of group"), m_token);
    if (depth + 1 > structurelimits::nesting)
        return fail(NETCORE_REASON("groups and arrays nest at most 8 deep"), m_token);
    const bool optional = m_tree->declarations[std::size_t(field.declaration)].optional;
    const QString itemPath = path + QStringLiteral("[]");
    if (!declare(item, itemPath, depth + 1, optional) || !readType(item, itemPath, depth + 1))
        return false;
    item.lastDeclaration = int(m_tree->declarations.size()) - 1;
    field.members.push_back(std::move(item));
    return true;
}

bool StructureParser::readBits(FieldNode &field, const QString &path, int depth)
{
    const StructureToken begin = m_token;
    if (!expect("{", NETCORE_REASON("expected { and the bits, the highest first")))
        return false;
    int bits = 0;
    while (!m_problem && !m_token.is(QLatin1String("}"))) {
        if (!readBitMember(field, path, depth))
            return false;
        bits += field.members.back().bits;
    }
    if (!m_problem && bits != field.bits)
        return fail(NETCORE_REASON("the bits do not add up to the size of the number"), begin);
    return advance();
}

bool StructureParser::readBitMember(FieldNode &field, const QString &path, int depth)
{
    FieldNode member;
    member.type = Type::Bit;
    if (!readName(field.members, member))
        return false;
    const StructureToken at = m_token;
    const std::optional<qint64> bits = readInteger();
    if (!bits)
        return false;
    if (*bits < 1 || *bits > field.bits)
        return fail(NETCORE_REASON("expected a number of bits"), at);
    member.bits = int(*bits);
    const bool optional = m_tree->declarations[std::size_t(field.declaration)].optional;
    if (!declare(member, path + u'.' + member.name, depth + 1, optional))
        return false;
    member.lastDeclaration = member.declaration;
    std::vector<Range> none;
    if (!readModifiers(member, 0, none))
        return false;
    if (member.condition || !none.empty())
        return fail(NETCORE_REASON("bits have no condition and count nothing"), at);
    describe(member, member);
    field.members.push_back(std::move(member));
    if (!take(";") && !m_problem && !m_token.is(QLatin1String("}")))
        return fail(NETCORE_REASON("expected ; after the field"), m_token);
    return !m_problem;
}

std::optional<int> StructureParser::siblingIndex(const std::vector<FieldNode> &fields, const Name &name)
{
    if (name.end)
        return -1;
    for (std::size_t i = 0; i < fields.size(); ++i) {
        if (fields[i].name == name.token.text)
            return int(i);
    }
    fail(NETCORE_REASON("no field of this name beside it"), name.token);
    return std::nullopt;
}

bool StructureParser::resolve(std::vector<FieldNode> &fields, const std::vector<Range> &ranges)
{
    return std::all_of(ranges.begin(), ranges.end(),
                       [&](const Range &range) { return resolveOne(fields, range); });
}

bool StructureParser::resolveOne(std::vector<FieldNode> &fields, const Range &range)
{
    const std::optional<int> first = siblingIndex(fields, range.first);
    const std::optional<int> last = first ? siblingIndex(fields, range.last) : std::nullopt;
    if (!last)
        return false;
    if (*last >= 0 && *last < *first)
        return fail(NETCORE_REASON("this field stands before the first of the range"), range.last.token);
    const int self = int(range.field);
    FieldNode &field = fields[range.field];
    if (range.check && *first <= self && (*last < 0 || self <= *last))
        return fail(NETCORE_REASON("a checksum cannot be part of what it checks"), range.first.token);
    if (field.countsItems && fields[std::size_t(*first)].type != Type::Array)
        return fail(NETCORE_REASON("only an array has items"), range.first.token);
    (range.check ? field.checks : field.counts) = SiblingRange{*first, *last};
    return true;
}

} // namespace netcore
