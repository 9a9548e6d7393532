#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayView>

#include <array>

/// Text as `hexdump -v -C` writes it.
///
/// Text     "00000000  48 69 0a …  |Hi.|", 16 bytes a line; at the end a line with the length
/// Thread   pure functions; a Stream is a plain value
/// Source   hexdump(1) of util-linux
namespace netcore::hexdump {

constexpr qsizetype bytesPerLine = 16;

/// One line without its end. REQUIRES: 1 to 16 bytes.
QByteArray line(quint64 offset, QByteArrayView bytes);
/// All lines of these bytes, each with its end; without the closing line.
QByteArray lines(QByteArrayView bytes);
/// "48 69 0a", without any padding.
QByteArray pairs(QByteArrayView bytes);
/// The text column: what is not printable ASCII becomes a dot.
QByteArray text(QByteArrayView bytes);

/// Dumps bytes that come in pieces, as if they were one.
class Stream
{
public:
    QByteArray feed(QByteArrayView bytes); // the lines that are complete
    /// The same into memory of the caller's; how many bytes were written. REQUIRES: room for mostText().
    qsizetype feedTo(QByteArrayView bytes, char *text);
    /// No feed of so many bytes makes a longer text.
    static constexpr qsizetype mostText(qsizetype bytes)
    {
        constexpr qsizetype longestLine = 87; // sixteen digits of offset
        return (bytes / bytesPerLine + 1) * longestLine;
    }
    QByteArray finish(); // the rest and the closing line; nothing for no bytes at all

private:
    QByteArrayView fillRest(QByteArrayView bytes);
    QByteArrayView rest() const { return {m_rest.data(), m_restSize}; }

    std::array<char, bytesPerLine> m_rest{}; // of a line that is not whole yet
    qsizetype m_restSize = 0;
    quint64 m_offset = 0;
};

} // namespace netcore::hexdump
