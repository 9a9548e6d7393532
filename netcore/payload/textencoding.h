#pragma once

#include "netcore/base/result.h"

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayView>
#include <QtCore/QString>

#include <memory>
#include <vector>

namespace netcore {

enum class TextEncoding : quint8 { Utf8, Utf16Le, Utf16Be, Latin1, Gbk };

const char *encodingName(TextEncoding encoding); // "UTF-8", as people write it
/// All of them, in the order in which a menu shows them.
const std::vector<TextEncoding> &textEncodings();

/// The text as bytes. Refused with the position of the first character that the encoding does not have.
/// Source: iconv(3); no byte order mark is written.
Result<QByteArray> encodeText(QStringView text, TextEncoding encoding);

/// A piece of decoded bytes: text, or bytes that are none in this encoding.
struct DecodedPiece
{
    QString text; // empty where `invalid` is not
    QByteArray invalid;
};

/// Decodes a stream of bytes, whatever the reads cut in two: what is incomplete waits for the rest.
///
/// Errors   bytes that are no text in the encoding are never lost: a piece with `invalid`, or \xNN in
/// decode() Limits   keeps at most 4 bytes between calls Thread   plain value, one thread Source   iconv(3);
/// faults row 8
class TextDecoder
{
public:
    explicit TextDecoder(TextEncoding encoding);
    ~TextDecoder();
    TextDecoder(TextDecoder &&) noexcept;
    TextDecoder &operator=(TextDecoder &&) noexcept;

    std::vector<DecodedPiece> pieces(QByteArrayView bytes);
    /// What waited for its rest, at the end of the stream: invalid bytes.
    std::vector<DecodedPiece> finishPieces();

    QString decode(QByteArrayView bytes); // invalid bytes as \xNN
    QString finish();

private:
    class Converter;
    TextEncoding m_encoding;
    std::unique_ptr<Converter> m_converter;
    QByteArray m_waiting;
};

} // namespace netcore
