// The part of StructureParser that reads what stands behind a field's type.
#include "netcore/structure/structureparser.h"

#include "netcore/payload/checksum.h"
#include "netcore/payload/hex.h"
#include "netcore/structure/fieldtext.h"

#include <algorithm>

namespace netcore {

namespace {

using Type = FieldNode::Type;
using Shown = FieldNode::Shown;
using TokenType = StructureToken::Type;

QByteArray bytesOfQuoted(const QString &text)
{
    const bool isLatin = std::all_of(text.begin(), text.end(), [](QChar c) { return c.unicode() < 0x100; });
    return isLatin ? text.toLatin1() : text.toUtf8();
}

} // namespace

bool StructureParser::readModifiers(FieldNode &field, std::size_t index, std::vector<Range> &ranges)
{
    while (!m_problem && (m_token.type == TokenType::Word || m_token.is(QLatin1String("=")))) {
        // Behind a block the semicolon may be missing, so that a word can be the next field's name.
        const Type type = field.type == Type::Array ? field.members.front().type : field.type;
        const bool block = m_afterBrace && (type == Type::Group || type == Type::Bits);
        const bool own = m_token.isWord(QLatin1String("if")) || m_token.isWord(QLatin1String("as"));
        if (block && m_token.type == TokenType::Word && !own)
            return true;
        if (!readModifier(field, index, ranges))
            return false;
    }
    return !m_problem;
}

bool StructureParser::readModifier(FieldNode &field, std::size_t index, std::vector<Range> &ranges)
{
    FieldNode &shown = field.type == Type::Array ? field.members.front() : field;
    const StructureToken word = m_token;
    if (take("="))
        return readConstant(field);
    if (takeWord("default"))
        return readInitial(field);
    if (takeWord("if")) {
        field.condition = readExpression();
        return !m_problem;
    }
    if (takeWord("scale"))
        return readScale(shown);
    if (takeWord("plus")) {
        const std::optional<double> plus = readDouble();
        shown.plus = plus.value_or(0);
        shown.scaled = true;
        return plus.has_value();
    }
    if (takeWord("unit")) {
        if (m_token.type != TokenType::Text)
            return fail(NETCORE_REASON("expected the unit in double quotes"), m_token);
        shown.unit = m_token.text;
        return advance();
    }
    if (takeWord("enum"))
        return readNames(shown);
    if (takeWord("as"))
        return readShown(shown);
    if (takeWord("counts"))
        return readRange(field, index, false, ranges);
    if (takeWord("check"))
        return readRange(field, index, true, ranges);
    return !m_problem &&
           fail(NETCORE_REASON(
                    "expected ; or one of =, default, if, scale, plus, unit, enum, as, counts, check"),
                word);
}

bool StructureParser::readScale(FieldNode &shown)
{
    const StructureToken at = m_token;
    const std::optional<double> scale = readDouble();
    if (!scale)
        return false;
    if (*scale == 0 || !shown.isNumber())
        return fail(NETCORE_REASON("only a number can be scaled, and not by 0"), at);
    shown.scale = *scale;
    shown.scaled = true;
    return true;
}

bool StructureParser::readNames(FieldNode &shown)
{
    if (!shown.isNumber() || shown.type == Type::Float || shown.type == Type::Bits)
        return fail(NETCORE_REASON("only a whole number can have names"), m_token);
    if (!expect("{", NETCORE_REASON("expected { and names such as 3 = \"Read\"")))
        return false;
    while (!m_problem && !take("}")) {
        const StructureToken at = m_token;
        const std::optional<qint64> value = readInteger();
        if (!value || !expect("=", NETCORE_REASON("expected = and a name in double quotes")))
            return false;
        if (m_token.type != TokenType::Text)
            return fail(NETCORE_REASON("expected = and a name in double quotes"), m_token);
        const bool known = std::any_of(shown.names.begin(), shown.names.end(),
                                       [&](const auto &name) { return name.first == quint64(*value); });
        if (known)
            return fail(NETCORE_REASON("this value has a name already"), at);
        shown.names.append({quint64(*value), m_token.text});
        advance();
        const bool separated = take(",") || take(";");
        if (!separated && !m_problem && !m_token.is(QLatin1String("}")))
            return fail(NETCORE_REASON("expected , or }"), m_token);
    }
    return !m_problem;
}

bool StructureParser::readShown(FieldNode &shown)
{
    static constexpr std::pair<const char *, Shown> names[] = {{"hex", Shown::Hex},
                                                               {"ipv4", Shown::Ipv4},
                                                               {"ipv6", Shown::Ipv6},
                                                               {"unix", Shown::Unix},
                                                               {"ntp", Shown::Ntp}};
    for (const auto &[name, how] : names) {
        if (takeWord(name)) {
            shown.shown = how;
            return true;
        }
    }
    return m_problem ? false : fail(NETCORE_REASON("as what? hex, ipv4, ipv6, unix or ntp"), m_token);
}

bool StructureParser::readSiblingName(Name &name)
{
    if (m_token.type != TokenType::Word)
        return fail(NETCORE_REASON("expected the name of a field"), m_token);
    name.token = m_token;
    return advance();
}

/// "unit..end", "body", "items of answers", with "+ 4" behind it.
bool StructureParser::readRange(FieldNode &field, std::size_t index, bool check, std::vector<Range> &ranges)
{
    Range range;
    range.field = index;
    range.check = check;
    const bool whole =
        field.type == Type::Unsigned || field.type == Type::Varint || field.type == Type::Digits;
    if (!whole || field.counts || field.checks)
        return fail(NETCORE_REASON("only a whole number can count or check, and one thing only"), m_token);
    if (check) {
        const StructureToken name = m_token;
        // Names such as crc16-modbus have a dash: they are read from the text up to the next space.
        const QStringView rest = m_text.sliced(name.position);
        const auto end =
            std::find_if(rest.begin(), rest.end(), [](QChar c) { return c.isSpace() || c == u';'; });
        field.checkName = rest.first(end - rest.begin()).toString();
        const Result<Checksum> made = Checksum::make(field.checkName);
        if (!made)
            return fail(NETCORE_REASON("no checksum of this name"), name);
        if (field.bits > 0 && made->bytes() * 8 != field.bits)
            return fail(NETCORE_REASON("this checksum has another size than the field"), name);
        while (!m_problem && m_token.type != TokenType::End &&
               m_token.position < name.position + field.checkName.size())
            advance();
        if (m_problem || !takeWord("of"))
            return fail(NETCORE_REASON("expected: of, and the fields that it checks"), m_token);
    }
    if (!readSiblingName(range.first))
        return false;
    if (!check && range.first.token.isWord(QLatin1String("items")) && takeWord("of")) {
        field.countsItems = true;
        if (!readSiblingName(range.first))
            return false;
    }
    range.last = range.first;
    if (!field.countsItems && take("..")) {
        if (!readSiblingName(range.last))
            return false;
        range.last.end = range.last.token.isWord(QLatin1String("end"));
    }
    if (!check && (m_token.is(QLatin1String("+")) || m_token.is(QLatin1String("-")))) {
        const bool minus = m_token.is(QLatin1String("-"));
        advance();
        const std::optional<qint64> plus = readInteger();
        if (!plus)
            return false;
        field.countsPlus = minus ? -*plus : *plus;
    }
    ranges.push_back(range);
    m_declared[std::size_t(field.declaration)].fixed = true;
    m_tree->declarations[std::size_t(field.declaration)].computed = true;
    return true;
}

std::optional<double> StructureParser::readDouble()
{
    const bool minus = take("-");
    bool isNumber = false;
    const double value = m_token.text.toDouble(&isNumber); // C locale, whatever the user's
    if (m_token.type != TokenType::Number || !isNumber) {
        fail(NETCORE_REASON("a number is expected"), m_token);
        return std::nullopt;
    }
    advance();
    return minus ? -value : value;
}

std::optional<qint64> StructureParser::readInteger()
{
    bool isNumber = false;
    const bool isHex = m_token.text.startsWith(u"0x");
    const qint64 value = m_token.text.toLongLong(&isNumber, isHex ? 16 : 10);
    if (m_token.type != TokenType::Number || !isNumber) {
        fail(NETCORE_REASON("a whole number is expected"), m_token);
        return std::nullopt;
    }
    advance();
    return value;
}

std::optional<QByteArray> StructureParser::readBytesLiteral()
{
    const StructureToken token = m_token;
    if (token.type == TokenType::Text) {
        advance();
        return bytesOfQuoted(token.text);
    }
    if (token.type == TokenType::Number && token.text.startsWith(u"0x")) {
        const Result<QByteArray> bytes = hex::parse(QStringView(token.text).sliced(2));
        if (bytes && !bytes->isEmpty()) {
            advance();
            return *bytes;
        }
    }
    fail(NETCORE_REASON("bytes are written as 0x0D0A or as a text in double quotes"), token);
    return std::nullopt;
}

bool StructureParser::readConstant(FieldNode &field)
{
    const StructureToken token = m_token;
    if (field.type == Type::Bytes || field.type == Type::Text) {
        const std::optional<QByteArray> bytes = readBytesLiteral();
        field.constantBytes = bytes.value_or(QByteArray());
        if (!m_problem && field.type == Type::Text && token.type == TokenType::Text) {
            const Result<QByteArray> encoded = encodeText(token.text, field.encoding);
            if (!encoded)
                return fail(NETCORE_REASON("a character that the encoding does not have"), token);
            field.constantBytes = *encoded;
        }
    } else if (field.isNumber() && field.type != Type::Bits && field.type != Type::Computed) {
        QString text = m_token.text;
        if (take("-"))
            text += m_token.text;
        const Result<quint64, const char *> number = fieldtext::rawNumber(field, text);
        if (!number)
            return fail(number.error(), token);
        field.constantNumber = *number;
        field.initial = text;
        advance();
    } else {
        return fail(NETCORE_REASON("only a number, bytes or a text can be constant"), token);
    }
    if (field.initial.isEmpty())
        field.initial = field.type == Type::Bytes ? hex::format(field.constantBytes) : token.text;
    field.constant = true;
    return !m_problem;
}

bool StructureParser::readInitial(FieldNode &field)
{
    const StructureToken token = m_token;
    QString text = m_token.text;
    if (take("-"))
        text += m_token.text;
    if (token.type == TokenType::Word || m_token.type == TokenType::End)
        return m_problem ? false
                         : fail(NETCORE_REASON("expected a number, or a text in double quotes"), token);
    const bool bytes = field.type == Type::Bytes || field.type == Type::Text || field.type == Type::Domain;
    if (!field.isNumber() && !bytes)
        return fail(NETCORE_REASON("only a number, bytes or a text can have an initial value"), token);
    if (field.type == Type::Bytes && token.type == TokenType::Text)
        text = hex::format(bytesOfQuoted(token.text));
    const char *reason = nullptr;
    if (bytes) {
        const auto read = fieldtext::rawBytes(field, text);
        reason = read ? nullptr : read.error();
    } else {
        const auto read = fieldtext::rawNumber(field, text);
        reason = read ? nullptr : read.error();
    }
    if (reason)
        return fail(reason, token);
    field.initial = text;
    return advance();
}

} // namespace netcore
