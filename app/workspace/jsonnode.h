#pragma once

#include "netcore/base/result.h"

#include <QtCore/QByteArray>
#include <QtCore/QJsonValue>
#include <QtCore/QString>

#include <vector>

namespace app {

struct JsonMember;

/// One value of a JSON text, with its place; QJsonDocument forgets places, and takes duplicate keys silently.
///
/// Lifetime   owns everything
/// Thread     plain value, any thread
struct JsonNode
{
    enum class Type : quint8 { Null, Bool, Number, String, Array, Object };

    Type type = Type::Null;
    bool boolean = false;
    double number = 0;
    QString string;
    std::vector<JsonNode> items;
    std::vector<JsonMember> members; // in the file's order
    qsizetype offset = 0;            // in bytes from the start of the text

    const JsonMember *member(QLatin1String key) const;
    QJsonValue toValue() const;
};

struct JsonMember
{
    QString key;
    qsizetype offset = 0; // of the key
    JsonNode value;
};

struct JsonLimits
{
    qsizetype bytes;
    int depth;
    int values;
};

/// Reads one JSON text strictly (RFC 8259): valid UTF-8, no duplicate key, no lone surrogate, no number
/// beyond 2^53, nothing after the value.
///
/// Limits   checked before anything is allocated for what exceeds them
/// Errors   NetError{InvalidArgument} with the byte position; context of the reasons: "workspace"
netcore::Result<JsonNode> parseJson(const QByteArray &text, const JsonLimits &limits);

/// A string as JSON writes it, with what a person would not see (controls, bidi, zero width) escaped.
QByteArray jsonString(const QString &text);

} // namespace app
