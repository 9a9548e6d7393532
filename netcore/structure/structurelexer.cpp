#include "netcore/structure/structurelexer.h"

#include "netcore/payload/hex.h"

#include <algorithm>

namespace netcore {

namespace {

using TokenType = StructureToken::Type;

bool isWordCharacter(QChar c)
{
    return c.isLetterOrNumber() || c == u'_';
}

} // namespace

StructureProblem StructureLexer::problem(const char *reason, qsizetype position, const QString &what) const
{
    StructureProblem problem;
    problem.reason = reason;
    problem.what = what;
    problem.position = position;
    const QStringView before = m_text.first(position);
    problem.line = int(before.count(u'\n')) + 1;
    problem.column = int(position - (before.lastIndexOf(u'\n') + 1)) + 1;
    return problem;
}

void StructureLexer::skipBlanks()
{
    while (m_at < m_text.size()) {
        const bool comment = m_text[m_at] == u'#' || m_text.sliced(m_at).startsWith(u"//");
        if (!comment && !m_text[m_at].isSpace())
            return;
        if (comment) {
            const qsizetype end = m_text.indexOf(u'\n', m_at);
            m_at = end < 0 ? m_text.size() : end;
        } else {
            ++m_at;
        }
    }
}

Result<QChar, StructureProblem> StructureLexer::escaped()
{
    const qsizetype begin = m_at++; // the backslash
    const QChar c = m_at < m_text.size() ? m_text[m_at] : QChar();
    ++m_at;
    switch (c.unicode()) {
    case u'r': return QChar(u'\r');
    case u'n': return QChar(u'\n');
    case u't': return QChar(u'\t');
    case u'0': return QChar(u'\0');
    case u'\\':
    case u'"': return c;
    default: break;
    }
    if (c == u'x' && m_at + 1 < m_text.size()) {
        const int high = hex::digitValue(m_text[m_at]);
        const int low = hex::digitValue(m_text[m_at + 1]);
        m_at += 2;
        if (high >= 0 && low >= 0)
            return QChar(char16_t(high * 16 + low));
    }
    return refusedWith(
        problem(NETCORE_REASON("after a backslash, one of r n t 0 \\ \" xNN is expected"), begin));
}

Result<StructureToken, StructureProblem> StructureLexer::quoted()
{
    StructureToken token{TokenType::Text, {}, m_at};
    ++m_at;
    while (m_at < m_text.size() && m_text[m_at] != u'"' && m_text[m_at] != u'\n') {
        if (m_text[m_at] != u'\\') {
            token.text += m_text[m_at++];
            continue;
        }
        const Result<QChar, StructureProblem> c = escaped();
        if (!c)
            return refusedWith(c.error());
        token.text += *c;
    }
    if (m_at >= m_text.size() || m_text[m_at] != u'"')
        return refusedWith(problem(NETCORE_REASON("this quote is not closed"), token.position));
    ++m_at;
    return token;
}

Result<StructureToken, StructureProblem> StructureLexer::next()
{
    skipBlanks();
    if (m_at >= m_text.size())
        return StructureToken{TokenType::End, {}, m_text.size()};
    const QChar first = m_text[m_at];
    if (first == u'"')
        return quoted();
    StructureToken token{TokenType::Sign, {}, m_at};
    if (isWordCharacter(first)) {
        token.type = first.isDigit() ? TokenType::Number : TokenType::Word;
        const auto belongs = [&](QChar c) {
            // 1.5e-3 is one number; 0x1e-3 is not.
            const bool exponent = token.type == TokenType::Number && (c == u'-' || c == u'+') &&
                                  token.text.endsWith(u'e') && !token.text.startsWith(u"0x");
            const bool point = token.type == TokenType::Number && c == u'.' && m_at + 1 < m_text.size() &&
                               m_text[m_at + 1].isDigit();
            return isWordCharacter(c) || exponent || point;
        };
        while (m_at < m_text.size() && belongs(m_text[m_at]))
            token.text += m_text[m_at++];
        return token;
    }
    static constexpr const char16_t *two[] = {u"..", u"==", u"!=", u"<=", u">=", u"&&", u"||", u"<<", u">>"};
    const auto *const sign = std::find_if(std::begin(two), std::end(two), [&](const char16_t *s) {
        return m_text.sliced(m_at).startsWith(QStringView(s));
    });
    const qsizetype length = sign == std::end(two) ? 1 : 2;
    if (length == 1 && !QStringView(u"{}():;,.=<>+-*/%&|!?").contains(first))
        return refusedWith(
            problem(NETCORE_REASON("this character has no meaning here"), m_at, QString(first)));
    token.text = m_text.sliced(m_at, length).toString();
    m_at += length;
    return token;
}

} // namespace netcore
