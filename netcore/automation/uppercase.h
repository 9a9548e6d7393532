#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayView>

namespace netcore {

/// ASCII letters in upper case; every other byte as it is.
QByteArray upperAscii(QByteArrayView bytes);

/// UTF-8 text in upper case, by Unicode's full mapping ("ß" becomes "SS"). Bytes that are no UTF-8 stay as
/// they are; a character that is not yet whole is kept for the next call.
///
/// Limits   keeps at most 3 bytes
/// Thread   plain value, any one thread
class UnicodeUpper
{
public:
    QByteArray feed(QByteArrayView bytes);
    /// What is left of a character that never became whole, as it is.
    QByteArray finish();

private:
    QByteArray m_part;
};

} // namespace netcore
