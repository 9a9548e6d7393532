#include "netcore/payload/textencoding.h"

#include <algorithm>
#include <cerrno>
#include <iconv.h>

namespace netcore {

namespace {

#if Q_BYTE_ORDER == Q_LITTLE_ENDIAN
constexpr const char *nativeUtf16 = "UTF-16LE";
#else
constexpr const char *nativeUtf16 = "UTF-16BE";
#endif

const char *iconvName(TextEncoding encoding)
{
    switch (encoding) {
    case TextEncoding::Utf8: return "UTF-8";
    case TextEncoding::Utf16Le: return "UTF-16LE";
    case TextEncoding::Utf16Be: return "UTF-16BE";
    case TextEncoding::Latin1: return "ISO-8859-1";
    case TextEncoding::Gbk: return "GBK";
    }
    Q_UNREACHABLE();
}

/// Bytes that are left out together where they are no text.
qsizetype unitSize(TextEncoding encoding)
{
    return encoding == TextEncoding::Utf16Le || encoding == TextEncoding::Utf16Be ? 2 : 1;
}

QString escapedBytes(const QByteArray &bytes)
{
    QString text;
    for (const char byte : bytes)
        text += QStringLiteral("\\x%1").arg(uint(uchar(byte)), 2, 16, QLatin1Char('0'));
    return text;
}

QString joined(const std::vector<DecodedPiece> &pieces)
{
    QString text;
    for (const DecodedPiece &piece : pieces)
        text += piece.invalid.isEmpty() ? piece.text : escapedBytes(piece.invalid);
    return text;
}

void appendInvalid(std::vector<DecodedPiece> &pieces, QByteArrayView bytes)
{
    if (pieces.empty() || pieces.back().invalid.isEmpty())
        pieces.push_back({});
    pieces.back().invalid += bytes;
}

} // namespace

/// One iconv descriptor, closed with its owner.
class TextDecoder::Converter
{
public:
    Converter(const char *to, const char *from) : m_descriptor(::iconv_open(to, from)) {}
    ~Converter()
    {
        if (isOpen())
            ::iconv_close(m_descriptor);
    }
    Q_DISABLE_COPY_MOVE(Converter)

    bool isOpen() const { return m_descriptor != reinterpret_cast<iconv_t>(-1); }

    /// Converts as much as goes; 0, or the errno that stopped it. Moves `in` forward.
    int convert(QByteArrayView &in, QByteArray &out)
    {
        char buffer[4096];
        for (;;) {
            char *source = const_cast<char *>(in.data()); // iconv does not write there (POSIX)
            size_t sourceLeft = size_t(in.size());
            char *target = buffer;
            size_t targetLeft = sizeof buffer;
            const size_t result = ::iconv(m_descriptor, &source, &sourceLeft, &target, &targetLeft);
            const int error = result == size_t(-1) ? errno : 0;
            out.append(buffer, qsizetype(sizeof buffer - targetLeft));
            in = in.last(qsizetype(sourceLeft));
            if (error != E2BIG)
                return error;
        }
    }

private:
    iconv_t m_descriptor;
};

const char *encodingName(TextEncoding encoding)
{
    return encoding == TextEncoding::Latin1 ? "Latin-1" : iconvName(encoding);
}

const std::vector<TextEncoding> &textEncodings()
{
    static const std::vector<TextEncoding> all = {TextEncoding::Utf8, TextEncoding::Utf16Le,
                                                  TextEncoding::Utf16Be, TextEncoding::Latin1,
                                                  TextEncoding::Gbk};
    return all;
}

Result<QByteArray> encodeText(QStringView text, TextEncoding encoding)
{
    // TextDecoder::Converter is private to the decoder; a decoder of UTF-16 never opens this direction.
    const iconv_t descriptor = ::iconv_open(iconvName(encoding), nativeUtf16);
    if (descriptor == reinterpret_cast<iconv_t>(-1))
        return refused(NetError::fromErrno(errno, "iconv_open"));
    QByteArray bytes(text.size() * 4 + 4,
                     Qt::Uninitialized); // no encoding here needs more than 4 a UTF-16 unit
    char *source = const_cast<char *>(reinterpret_cast<const char *>(text.utf16()));
    size_t sourceLeft = size_t(text.size()) * 2;
    char *target = bytes.data();
    size_t targetLeft = size_t(bytes.size());
    const size_t result = ::iconv(descriptor, &source, &sourceLeft, &target, &targetLeft);
    ::iconv_close(descriptor);
    if (result == size_t(-1))
        return refused(NetError::invalid(NETCORE_REASON("this encoding does not have this character"),
                                         text.size() - qsizetype(sourceLeft / 2)));
    bytes.truncate(bytes.size() - qsizetype(targetLeft));
    return bytes;
}

TextDecoder::TextDecoder(TextEncoding encoding)
    : m_encoding(encoding), m_converter(std::make_unique<Converter>(nativeUtf16, iconvName(encoding)))
{
}

TextDecoder::~TextDecoder() = default;
TextDecoder::TextDecoder(TextDecoder &&) noexcept = default;
TextDecoder &TextDecoder::operator=(TextDecoder &&) noexcept = default;

std::vector<DecodedPiece> TextDecoder::pieces(QByteArrayView bytes)
{
    std::vector<DecodedPiece> found;
    m_waiting += bytes;
    QByteArrayView rest = m_waiting;
    while (!rest.isEmpty()) {
        QByteArray utf16;
        const int error = m_converter->isOpen() ? m_converter->convert(rest, utf16) : EILSEQ;
        if (!utf16.isEmpty())
            found.push_back(
                {QString(reinterpret_cast<const QChar *>(utf16.constData()), utf16.size() / 2), {}});
        if (error == EINVAL || error == 0) // incomplete: the rest waits
            break;
        const qsizetype unit = std::min(unitSize(m_encoding), rest.size());
        appendInvalid(found, rest.first(unit));
        rest = rest.sliced(unit);
    }
    m_waiting = rest.toByteArray();
    return found;
}

std::vector<DecodedPiece> TextDecoder::finishPieces()
{
    std::vector<DecodedPiece> found;
    if (!m_waiting.isEmpty())
        found.push_back({{}, std::exchange(m_waiting, {})});
    return found;
}

QString TextDecoder::decode(QByteArrayView bytes)
{
    return joined(pieces(bytes));
}

QString TextDecoder::finish()
{
    return joined(finishPieces());
}

} // namespace netcore
