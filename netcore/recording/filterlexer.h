#pragma once

#include "netcore/base/result.h"

#include <QtCore/QString>

namespace netcore {

/// A word of the filter language.
struct FilterToken
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

/// Takes a filter's text apart, one word after the other.
///
/// Thread   plain value, one thread; the text outlives it
class FilterLexer
{
public:
    explicit FilterLexer(QStringView text) : m_text(text) {}

    /// m_token is the next word.
    Result<void> advance();

protected:
    tl::unexpected<NetError> wrong(const char *reason) const
    {
        return refused(NetError::invalid(reason, m_token.position));
    }
    FilterToken m_token;

private:
    Result<void> readQuoted(QChar end, FilterToken::Type type);
    void readSign();
    void readWhile(bool (*belongs)(QChar));

    QStringView m_text;
    qsizetype m_at = 0;
};

} // namespace netcore
