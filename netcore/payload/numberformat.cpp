// How a field's number is written: as bytes, or as digits.
#include "netcore/payload/fieldformula.h"

#include <array>
#include <limits>
#include <utility>

namespace netcore {

quint64 NumberFormat::largest() const
{
    constexpr quint64 all = std::numeric_limits<quint64>::max();
    if (base == Base::Decimal) {
        quint64 limit = 1;
        for (int i = 0; i < width && width < 20; ++i)
            limit *= 10;
        return width == 0 || width >= 20 ? all : limit - 1;
    }
    const int bits = base == Base::Binary ? width * 8 : width * 4;
    return width == 0 || bits >= 64 ? all : (quint64(1) << bits) - 1;
}

std::optional<NumberFormat> NumberFormat::parse(QStringView text)
{
    struct Name
    {
        QStringView prefix;
        Base base;
        int most;
    };
    static constexpr std::array<Name, 3> digits = {{
        {u"dec", Base::Decimal, 20},
        {u"hex", Base::LowerHex, 16},
        {u"HEX", Base::UpperHex, 16},
    }};
    for (const Name &name : digits) {
        if (!text.startsWith(name.prefix))
            continue;
        const QStringView width = text.sliced(name.prefix.size());
        if (width.isEmpty())
            return NumberFormat{name.base, 0};
        bool ok = false;
        const int value = width.toInt(&ok);
        return ok && value >= 1 && value <= name.most ? std::optional(NumberFormat{name.base, value})
                                                      : std::nullopt;
    }
    const bool little = text.endsWith(u"le");
    const QStringView type = little || text.endsWith(u"be") ? text.chopped(2) : text;
    static constexpr std::array<std::pair<QStringView, int>, 5> widths = {
        {{u"u8", 1}, {u"u16", 2}, {u"u24", 3}, {u"u32", 4}, {u"u64", 8}}};
    for (const auto &[name, width] : widths) {
        if (type == name)
            return NumberFormat{Base::Binary, width, !little};
    }
    return std::nullopt;
}

QByteArray NumberFormat::write(quint64 value, TextEncoding encoding) const
{
    if (base == Base::Binary) {
        QByteArray bytes(width, '\0');
        for (int i = 0; i < width; ++i)
            bytes[bigEndian ? width - 1 - i : i] = char(value >> (8 * i));
        return bytes;
    }
    QString digits = QString::number(value, base == Base::Decimal ? 10 : 16);
    if (base == Base::UpperHex)
        digits = digits.toUpper();
    return encodeText(digits.rightJustified(width, QLatin1Char('0')), encoding).value_or(QByteArray());
}

qsizetype NumberFormat::size(TextEncoding encoding) const
{
    return base == Base::Binary ? width : width * encodeText(u"0", encoding).value_or(QByteArray()).size();
}

} // namespace netcore
