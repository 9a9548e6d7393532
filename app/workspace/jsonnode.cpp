#include "app/workspace/jsonnode.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonObject>
#include <QtCore/QSet>
#include <QtCore/QUtf8StringView>

#include <algorithm>
#include <cmath>
#include <cstring>

namespace app {

using netcore::NetError;
using netcore::refused;
using netcore::Result;

namespace {

constexpr double largestExactNumber = 9007199254740992.0; // 2^53
constexpr qsizetype longestNumber = 32;                   // characters

bool isHex(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// One pass over the text. The first thing that is wrong is kept in m_error and ends it.
class Reader
{
public:
    Reader(const QByteArray &text, const JsonLimits &limits) : m_text(text), m_limits(limits) {}

    Result<JsonNode> read()
    {
        JsonNode root;
        skipSpace();
        if (readValue(root, 1)) {
            skipSpace();
            if (m_at < m_text.size())
                fail(QT_TRANSLATE_NOOP("workspace", "something follows the end of the JSON value"));
        }
        if (m_error.isError())
            return refused(m_error);
        return root;
    }

private:
    char peek() const { return m_at < m_text.size() ? m_text.at(m_at) : '\0'; }

    bool fail(const char *reason) { return failAt(m_at, reason); }

    bool failAt(qsizetype at, const char *reason)
    {
        if (!m_error.isError())
            m_error = NetError::invalid(reason, at);
        return false;
    }

    void skipSpace()
    {
        while (peek() == ' ' || peek() == '\n' || peek() == '\r' || peek() == '\t')
            ++m_at;
    }

    bool readValue(JsonNode &node, int depth)
    {
        node.offset = m_at;
        if (++m_values > m_limits.values)
            return fail(QT_TRANSLATE_NOOP("workspace", "there are too many values"));
        switch (peek()) {
        case '{': return readObject(node, depth);
        case '[': return readArray(node, depth);
        case '"': node.type = JsonNode::Type::String; return readString(node.string);
        case 't': node.boolean = true; return readWord(node, JsonNode::Type::Bool, "true");
        case 'f': return readWord(node, JsonNode::Type::Bool, "false");
        case 'n': return readWord(node, JsonNode::Type::Null, "null");
        default: return readNumber(node);
        }
    }

    bool readWord(JsonNode &node, JsonNode::Type type, const char *word)
    {
        const auto length = qsizetype(qstrlen(word));
        if (QByteArrayView(m_text).sliced(m_at).first(std::min(length, m_text.size() - m_at)) !=
            QByteArrayView(word, length))
            return fail(QT_TRANSLATE_NOOP("workspace", "this is no JSON value"));
        node.type = type;
        m_at += length;
        return true;
    }

    bool enter(int depth)
    {
        if (depth > m_limits.depth)
            return fail(QT_TRANSLATE_NOOP("workspace", "values are nested too deeply"));
        ++m_at;
        skipSpace();
        return true;
    }

    /// After an item: true with more == true at a comma, with more == false at the closing character.
    bool readSeparator(char closing, bool &more)
    {
        skipSpace();
        more = peek() == ',';
        if (!more && peek() != closing)
            return fail(QT_TRANSLATE_NOOP("workspace", "a comma or a closing bracket is missing here"));
        ++m_at;
        skipSpace();
        return true;
    }

    bool readArray(JsonNode &node, int depth)
    {
        node.type = JsonNode::Type::Array;
        if (!enter(depth))
            return false;
        bool more = peek() != ']';
        if (!more)
            ++m_at;
        while (more) {
            if (!readValue(node.items.emplace_back(), depth + 1) || !readSeparator(']', more))
                return false;
        }
        return true;
    }

    bool readObject(JsonNode &node, int depth)
    {
        node.type = JsonNode::Type::Object;
        if (!enter(depth))
            return false;
        QSet<QString> keys;
        bool more = peek() != '}';
        if (!more)
            ++m_at;
        while (more) {
            if (!readMember(node.members.emplace_back(), keys, depth) || !readSeparator('}', more))
                return false;
        }
        return true;
    }

    bool readMember(JsonMember &member, QSet<QString> &keys, int depth)
    {
        member.offset = m_at;
        if (peek() != '"')
            return fail(QT_TRANSLATE_NOOP("workspace", "a member's name in quotes is missing here"));
        if (!readString(member.key))
            return false;
        if (keys.contains(member.key))
            return failAt(member.offset,
                          QT_TRANSLATE_NOOP("workspace", "this name occurs twice in the same object"));
        keys.insert(member.key);
        skipSpace();
        if (peek() != ':')
            return fail(QT_TRANSLATE_NOOP("workspace", "a colon is missing here"));
        ++m_at;
        skipSpace();
        return readValue(member.value, depth + 1);
    }

    bool readString(QString &out)
    {
        const qsizetype start = ++m_at;
        qsizetype plainFrom = start;
        while (peek() != '"') {
            if (m_at >= m_text.size())
                return failAt(start - 1, QT_TRANSLATE_NOOP("workspace", "this text has no closing quote"));
            if (uchar(peek()) < 0x20)
                return fail(QT_TRANSLATE_NOOP("workspace", "a control character in a text must be escaped"));
            if (peek() != '\\') {
                ++m_at;
                continue;
            }
            out += QString::fromUtf8(QByteArrayView(m_text).sliced(plainFrom, m_at - plainFrom));
            if (!readEscape(out))
                return false;
            plainFrom = m_at;
        }
        out += QString::fromUtf8(QByteArrayView(m_text).sliced(plainFrom, m_at - plainFrom));
        ++m_at;
        return out.isValidUtf16() ||
               failAt(start, QT_TRANSLATE_NOOP("workspace", "half a character (a lone surrogate)"));
    }

    bool readEscape(QString &out)
    {
        static constexpr char letters[] = "\"\\/bfnrt";
        static constexpr char meanings[] = "\"\\/\b\f\n\r\t";
        ++m_at;
        if (peek() == 'u')
            return readUnicodeEscape(out);
        const char *found = peek() ? std::strchr(letters, peek()) : nullptr;
        if (!found)
            return fail(QT_TRANSLATE_NOOP("workspace", "this escape is not known to JSON"));
        out += QLatin1Char(meanings[found - letters]);
        ++m_at;
        return true;
    }

    bool readUnicodeEscape(QString &out)
    {
        const QByteArray digits = m_text.mid(m_at + 1, 4);
        if (digits.size() < 4 || !std::all_of(digits.begin(), digits.end(), isHex))
            return fail(QT_TRANSLATE_NOOP("workspace", "\\u needs four hexadecimal digits"));
        out += QChar(digits.toUShort(nullptr, 16));
        m_at += 5;
        return true;
    }

    void skipDigits()
    {
        while (isDigit(peek()))
            ++m_at;
    }

    /// RFC 8259 s.6, which is narrower than what strtod takes: no NaN, no leading zero, no hexadecimal.
    bool readNumber(JsonNode &node)
    {
        const qsizetype start = m_at;
        if (peek() == '-')
            ++m_at;
        if (!isDigit(peek()))
            return failAt(start, QT_TRANSLATE_NOOP("workspace", "this is no JSON value"));
        if (peek() == '0' && m_at + 1 < m_text.size() && isDigit(m_text.at(m_at + 1)))
            return failAt(start, QT_TRANSLATE_NOOP("workspace", "a number must not begin with 0"));
        skipDigits();
        if (peek() == '.') {
            ++m_at;
            if (!isDigit(peek()))
                return fail(QT_TRANSLATE_NOOP("workspace", "a digit is missing here"));
            skipDigits();
        }
        if (!readExponent())
            return false;
        return takeNumber(node, start);
    }

    bool readExponent()
    {
        if (peek() != 'e' && peek() != 'E')
            return true;
        ++m_at;
        if (peek() == '+' || peek() == '-')
            ++m_at;
        if (!isDigit(peek()))
            return fail(QT_TRANSLATE_NOOP("workspace", "a digit is missing here"));
        skipDigits();
        return true;
    }

    bool takeNumber(JsonNode &node, qsizetype start)
    {
        node.type = JsonNode::Type::Number;
        bool ok = m_at - start <= longestNumber;
        node.number = ok ? m_text.mid(start, m_at - start).toDouble(&ok) : 0;
        if (!ok || !std::isfinite(node.number) || std::abs(node.number) > largestExactNumber)
            return failAt(start, QT_TRANSLATE_NOOP("workspace", "this number is too large"));
        return true;
    }

    const QByteArray &m_text;
    JsonLimits m_limits;
    qsizetype m_at = 0;
    int m_values = 0;
    NetError m_error;
};

/// Start of the first line that is not UTF-8, -1 where all are.
qsizetype firstInvalidLine(const QByteArray &text)
{
    qsizetype from = 0;
    while (from < text.size()) {
        const qsizetype newline = text.indexOf('\n', from);
        const qsizetype end = newline < 0 ? text.size() : newline;
        if (!QUtf8StringView(text.constData() + from, end - from).isValidUtf8())
            return from;
        from = end + 1;
    }
    return -1;
}

} // namespace

const JsonMember *JsonNode::member(QLatin1String key) const
{
    const auto found =
        std::find_if(members.begin(), members.end(), [&](const JsonMember &m) { return m.key == key; });
    return found == members.end() ? nullptr : &*found;
}

QJsonValue JsonNode::toValue() const
{
    switch (type) {
    case Type::Null: return QJsonValue(QJsonValue::Null);
    case Type::Bool: return boolean;
    case Type::Number: return number;
    case Type::String: return string;
    case Type::Array: {
        QJsonArray array;
        for (const JsonNode &item : items)
            array.append(item.toValue());
        return array;
    }
    case Type::Object: break;
    }
    QJsonObject object;
    for (const JsonMember &each : members)
        object.insert(each.key, each.value.toValue());
    return object;
}

Result<JsonNode> parseJson(const QByteArray &text, const JsonLimits &limits)
{
    if (text.size() > limits.bytes)
        return refused(NetError::of(netcore::ErrorKind::LimitExceeded, "read",
                                    QT_TRANSLATE_NOOP("workspace", "the file is too large")));
    if (const qsizetype invalid = firstInvalidLine(text); invalid >= 0)
        return refused(NetError::invalid(QT_TRANSLATE_NOOP("workspace", "this is not UTF-8 text"), invalid));
    return Reader(text, limits).read();
}

QByteArray jsonString(const QString &text)
{
    QString out = QStringLiteral("\"");
    for (const QChar c : text) {
        if (c == QLatin1Char('"') || c == QLatin1Char('\\'))
            out += QLatin1Char('\\') + c;
        else if (c == QLatin1Char('\n'))
            out += QLatin1String("\\n");
        else if (c == QLatin1Char('\r'))
            out += QLatin1String("\\r");
        else if (c == QLatin1Char('\t'))
            out += QLatin1String("\\t");
        else if (c.isSurrogate() || c.isPrint())
            out += c;
        else
            out += QStringLiteral("\\u%1").arg(uint(c.unicode()), 4, 16, QLatin1Char('0'));
    }
    return (out + QLatin1Char('"')).toUtf8();
}

} // namespace app
