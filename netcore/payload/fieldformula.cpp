#include "netcore/payload/fieldformula.h"

#include "netcore/payload/fieldcontext.h"
#include "netcore/payload/hex.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace netcore {

namespace {

using Kind = FieldFormula::Kind;

struct Word
{
    QStringView text;
    qsizetype position = 0;
};

constexpr std::array<std::pair<QStringView, Kind>, 9> fieldWords = {{
    {u"len", Kind::Length},
    {u"crc", Kind::Check},
    {u"counter", Kind::Counter},
    {u"time", Kind::Time},
    {u"rand", Kind::Random},
    {u"uuid", Kind::Uuid},
    {u"file", Kind::File},
    {u"var", Kind::Variable},
    {u"captured", Kind::Captured},
}};

std::optional<Kind> kindOf(QStringView word)
{
    const auto found = std::find_if(fieldWords.begin(), fieldWords.end(),
                                    [&](const auto &each) { return each.first == word; });
    return found == fieldWords.end() ? std::nullopt : std::optional(found->second);
}

/// Words are parted by spaces; what stands in quotes or parentheses stays together.
Result<std::vector<Word>> wordsOf(QStringView inside, qsizetype position)
{
    std::vector<Word> words;
    qsizetype at = 0;
    while (at < inside.size()) {
        if (inside[at].isSpace()) {
            ++at;
            continue;
        }
        const qsizetype from = at;
        int open = 0;
        bool quoted = false;
        for (; at < inside.size() && (quoted || open > 0 || !inside[at].isSpace()); ++at) {
            if (inside[at] == u'\'')
                quoted = !quoted;
            else if (!quoted && inside[at] == u'(')
                ++open;
            else if (!quoted && inside[at] == u')')
                --open;
        }
        if (quoted || open != 0)
            return wrong(NETCORE_REASON("a quote or parenthesis is not closed"), position + from);
        words.push_back({inside.sliced(from, at - from), position + from});
    }
    return words;
}

std::optional<quint64> numberIn(QStringView text)
{
    bool ok = false;
    const bool isHex = text.startsWith(u"0x");
    const quint64 value = isHex ? text.sliced(2).toULongLong(&ok, 16) : text.toULongLong(&ok, 10);
    return ok && text.front().isDigit() ? std::optional(value) : std::nullopt;
}

std::optional<qint64> offsetIn(QStringView text)
{
    const bool negative = text.startsWith(u'-');
    const QStringView digits = text.sliced(negative ? 1 : 0);
    if (digits.isEmpty() || digits.size() > 9)
        return std::nullopt;
    const std::optional<quint64> value = numberIn(digits);
    return value ? std::optional(negative ? -qint64(*value) : qint64(*value)) : std::nullopt;
}

QString unquoted(QStringView text)
{
    const bool quoted = text.size() >= 2 && text.startsWith(u'\'') && text.endsWith(u'\'');
    return (quoted ? text.sliced(1, text.size() - 2) : text).toString();
}

/// Reads the words behind `name:argument` one after the other.
class FormulaReader
{
public:
    FormulaReader(std::vector<Word> words, qsizetype end) : m_words(std::move(words)), m_end(end) {}

    Result<FieldFormula> read()
    {
        const Word head = m_words.front();
        const qsizetype colon = head.text.indexOf(u':');
        const QStringView name = colon < 0 ? head.text : head.text.first(colon);
        m_argument = {colon < 0 ? QStringView() : head.text.sliced(colon + 1),
                      head.position + (colon < 0 ? head.text.size() : colon + 1)};
        const std::optional<Kind> kind = kindOf(name);
        if (!kind)
            return wrong(NETCORE_REASON("no such field; there are len, crc, counter, time, rand, uuid, file, "
                                        "var, captured and repeat"),
                         head.position);
        m_formula.kind = *kind;
        if (const Result<void> done = readArgument(); !done)
            return refused(done.error());
        for (m_next = 1; m_next < m_words.size();) {
            if (const Result<void> done = readWord(m_words[m_next++]); !done)
                return refused(done.error());
        }
        return finished(head.position);
    }

private:
    Result<void> readArgument()
    {
        const QStringView text = m_argument.text;
        switch (m_formula.kind) {
        case Kind::Length:
        case Kind::Counter: return text.isEmpty() ? Result<void>() : readFormat(m_argument);
        case Kind::Check: return readChecksum();
        case Kind::Time: return readTime();
        case Kind::Random: return readRandomLength();
        case Kind::Uuid: return readUuid();
        case Kind::File: m_formula.name = unquoted(text); break;
        case Kind::Variable:
        case Kind::Captured: return readName(m_argument);
        }
        if (m_formula.name.isEmpty())
            return wrong(NETCORE_REASON("a file name is expected here"), m_argument.position);
        return {};
    }

    Result<void> readName(const Word &word)
    {
        if (!isFieldName(word.text))
            return wrong(NETCORE_REASON("a name of letters, digits, '-', '_' and '.' is expected here"),
                         word.position);
        m_formula.name = word.text.toString();
        return {};
    }

    Result<void> readFormat(const Word &word)
    {
        m_formula.number = NumberFormat::parse(word.text);
        if (!m_formula.number)
            return wrong(
                NETCORE_REASON("a number format is expected here: u8, u16be, u32le, dec, dec4, hex2 or HEX2"),
                word.position);
        return {};
    }

    Result<void> readChecksum()
    {
        Result<Checksum> checksum = Checksum::make(m_argument.text);
        if (!checksum)
            return wrong(checksum.error().reason,
                         m_argument.position + std::max<qsizetype>(checksum.error().position, 0));
        m_formula.checksum = std::move(*checksum);
        m_formula.range.kind = FieldRange::Kind::Before;
        return {};
    }

    Result<void> readTime()
    {
        const QStringView unit = m_argument.text;
        using Time = FieldFormula::Time;
        if (unit == u"unix32" || unit == u"unix64")
            m_formula.number = NumberFormat{NumberFormat::Base::Binary, unit == u"unix32" ? 4 : 8};
        else if (unit == u"ms")
            m_formula.number = NumberFormat{NumberFormat::Base::Binary, 8};
        else if (unit == u"unix")
            m_formula.number = NumberFormat{};
        else if (unit != u"iso")
            return wrong(NETCORE_REASON("a time is one of unix, unix32, unix64, ms and iso"),
                         m_argument.position);
        m_formula.time = unit == u"ms" ? Time::Milliseconds : unit == u"iso" ? Time::Iso : Time::Unix;
        return {};
    }

    Result<void> readRandomLength()
    {
        const std::optional<quint64> length =
            m_argument.text.isEmpty() ? std::nullopt : numberIn(m_argument.text);
        if (!length || *length == 0 || *length > quint64(maxPayload))
            return wrong(NETCORE_REASON("how many random bytes is expected here, 1 to 16777216"),
                         m_argument.position);
        m_formula.length = qsizetype(*length);
        return {};
    }

    Result<void> readUuid()
    {
        if (!m_argument.text.isEmpty() && m_argument.text != u"bytes")
            return wrong(NETCORE_REASON("a UUID is written as text, or as 16 bytes with uuid:bytes"),
                         m_argument.position);
        m_formula.length = m_argument.text.isEmpty() ? 36 : 16;
        return {};
    }

    Result<Word> nextWord()
    {
        if (m_next >= m_words.size())
            return wrong(NETCORE_REASON("a value is expected here"), m_end);
        return m_words[m_next++];
    }

    Result<void> readWord(const Word &word)
    {
        const Kind kind = m_formula.kind;
        if ((word.text == u"le" || word.text == u"be") && (m_formula.number || kind == Kind::Check))
            return readOrder(word);
        if (word.text == u"zeroed" && kind == Kind::Check) {
            m_formula.zeroed = true;
            return {};
        }
        const bool takesRange = m_formula.isComputed();
        const bool takesFormat =
            kind == Kind::Check || kind == Kind::Variable || kind == Kind::Captured || kind == Kind::Time;
        if (word.text == u"of" && takesRange)
            return nextWord().and_then([this](const Word &w) { return readRange(w); });
        if (word.text == u"as" && takesFormat)
            return nextWord().and_then([this](const Word &w) { return readFormat(w); });
        if (word.text == u"named" && kind == Kind::Counter)
            return nextWord().and_then([this](const Word &w) { return readName(w); });
        if (word.text == u"default" && kind == Kind::Variable)
            return nextWord().map([this](const Word &w) { m_formula.otherwise = unquoted(w.text); });
        if ((word.text == u"from" || word.text == u"step") && kind == Kind::Counter)
            return readNumber(word.text == u"from" ? m_formula.from : m_formula.step);
        if ((word.text == u"plus" || word.text == u"minus") && kind == Kind::Length)
            return readPlus(word.text == u"minus");
        return wrong(NETCORE_REASON("this word means nothing to this field"), word.position);
    }

    Result<void> readOrder(const Word &word)
    {
        m_bigEndian = word.text == u"be";
        if (m_formula.number && m_formula.number->base != NumberFormat::Base::Binary)
            return wrong(NETCORE_REASON("digits have no byte order"), word.position);
        return {};
    }

    Result<void> readNumber(quint64 &number)
    {
        const Result<Word> word = nextWord();
        if (!word)
            return refused(word.error());
        const std::optional<quint64> value = numberIn(word->text);
        if (!value)
            return wrong(NETCORE_REASON("a number is expected here"), word->position);
        number = *value;
        return {};
    }

    Result<void> readPlus(bool minus)
    {
        quint64 value = 0;
        const qsizetype position = m_next < m_words.size() ? m_words[m_next].position : m_end;
        if (const Result<void> done = readNumber(value); !done)
            return done;
        if (value > quint64(maxPayload))
            return wrong(NETCORE_REASON("this number is too large"), position);
        m_formula.plus = minus ? -qint64(value) : qint64(value);
        return {};
    }

    Result<void> readRange(const Word &word)
    {
        FieldRange &range = m_formula.range;
        range.position = word.position;
        if (word.text == u"all") {
            range.kind = FieldRange::Kind::All;
        } else if (word.text == u"rest") {
            range.kind = FieldRange::Kind::Rest;
        } else if (word.text == u"before") {
            range.kind = FieldRange::Kind::Before;
        } else if (const qsizetype dots = word.text.indexOf(u".."); dots >= 0) {
            return readSlice(word, dots);
        } else if (isFieldName(word.text)) {
            range.kind = FieldRange::Kind::Section;
            range.section = word.text.toString();
        } else {
            return wrong(NETCORE_REASON("a section's name, all, rest, before, or a range such as 2..-2 is "
                                        "expected here"),
                         word.position);
        }
        return {};
    }

    Result<void> readSlice(const Word &word, qsizetype dots)
    {
        const QStringView first = word.text.first(dots);
        const QStringView last = word.text.sliced(dots + 2);
        FieldRange &range = m_formula.range;
        range.kind = FieldRange::Kind::Slice;
        const std::optional<qint64> from = first.isEmpty() ? std::optional<qint64>(0) : offsetIn(first);
        range.to = last.isEmpty() ? std::nullopt : offsetIn(last);
        if (!from || (!last.isEmpty() && !range.to))
            return wrong(NETCORE_REASON("a range is written from..to in bytes, e.g. 0..-2 or 4.."),
                         word.position);
        range.from = *from;
        if (range.to && (range.from < 0) == (*range.to < 0) && range.from > *range.to)
            return wrong(NETCORE_REASON("this range ends before it begins"), word.position);
        return {};
    }

    Result<FieldFormula> finished(qsizetype position)
    {
        if (m_formula.kind == Kind::Check && !m_formula.number)
            m_formula.number = NumberFormat{NumberFormat::Base::Binary, m_formula.checksum->bytes()};
        if ((m_formula.kind == Kind::Length || m_formula.kind == Kind::Counter) && !m_formula.number)
            m_formula.number = NumberFormat{};
        if (m_bigEndian && m_formula.number && m_formula.number->base == NumberFormat::Base::Binary)
            m_formula.number->bigEndian = *m_bigEndian;
        if (m_formula.kind == Kind::Check && m_formula.number->isVariable())
            return wrong(NETCORE_REASON("the digits of a checksum need a width, e.g. as hex2"), position);
        using Range = FieldRange::Kind;
        if (m_formula.kind == Kind::Length && m_formula.number->isVariable() &&
            (m_formula.range.kind == Range::All || m_formula.range.kind == Range::Slice))
            return wrong(NETCORE_REASON("a length that counts itself needs a width, e.g. dec4"),
                         m_formula.range.position);
        return m_formula;
    }

    std::vector<Word> m_words;
    qsizetype m_end;
    size_t m_next = 0;
    Word m_argument;
    FieldFormula m_formula;
    std::optional<bool> m_bigEndian;
};

} // namespace

bool isFieldWord(QStringView word)
{
    return kindOf(word).has_value();
}

Result<FieldFormula> parseFormula(QStringView inside, qsizetype position)
{
    Result<std::vector<Word>> words = wordsOf(inside, position);
    if (!words)
        return refused(words.error());
    if (words->empty())
        return wrong(NETCORE_REASON("this field is empty"), position);
    return FormulaReader(std::move(*words), position + inside.size()).read();
}

} // namespace netcore
