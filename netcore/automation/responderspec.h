#pragma once

#include "netcore/base/result.h"

#include <QtCore/QByteArray>
#include <QtCore/QString>

#include <vector>

namespace netcore {

enum class ResponderKind : quint8 { Echo, Upper, UpperUnicode, Discard, Fixed, Chat, Listing, SizeOk, SayOk };

/// What answers, as one line of text: `echo`, `upper`, `upper(unicode)`, `discard`, `fixed("OK\r\n")`,
/// `chat`, `listing(1500)`, `size-ok(1500)`, `say-ok`.
///
/// Text         a name, and for some an argument in parentheses; blanks around them do not matter. The text
/// of
///              fixed is in double quotes, with the escapes of payload/escapes.h and \" for a quote
/// Round trip   parse(s.toString()) == s
/// Errors       parse() gives NetError{InvalidArgument} with the position of the character that is wrong
/// Thread       plain value, any thread
struct ResponderSpec
{
    ResponderKind kind = ResponderKind::Echo;
    QByteArray fixedReply; // with Fixed
    int answerBytes = 0;   // with Listing and SizeOk

    static constexpr int longestAnswer = 1'000'000; // bytes

    static Result<ResponderSpec> parse(QStringView text);
    QString toString() const;

    bool operator==(const ResponderSpec &) const = default;
};

/// The specs that help and completion show, each with one line of explanation (English, NETCORE_REASON).
struct ResponderExample
{
    const char *spec;
    const char *purpose;
};
const std::vector<ResponderExample> &responderExamples();

} // namespace netcore
