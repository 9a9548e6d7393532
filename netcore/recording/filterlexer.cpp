#include "netcore/recording/filterlexer.h"

#include <array>

namespace netcore {

namespace {

using Token = FilterToken;

bool isWordCharacter(QChar c)
{
    return c.isLetterOrNumber() || c == u'_';
}

/// The path of a field has dots and places: "answer[0].ttl".
bool isPathCharacter(QChar c)
{
    return isWordCharacter(c) || c == u'.' || c == u'[' || c == u']';
}

bool isNumberCharacter(QChar c)
{
    return isWordCharacter(c) || c == u'.';
}

} // namespace

Result<void> FilterLexer::readQuoted(QChar end, Token::Type type)
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

void FilterLexer::readSign()
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

void FilterLexer::readWhile(bool (*belongs)(QChar))
{
    while (m_at < m_text.size() && belongs(m_text[m_at]))
        m_token.value += m_text[m_at++];
}

Result<void> FilterLexer::advance()
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
        readWhile(isPathCharacter);
    } else {
        readSign();
    }
    return {};
}

} // namespace netcore
