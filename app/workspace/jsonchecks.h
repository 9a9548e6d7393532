#pragma once

#include "app/workspace/jsonnode.h"
#include "app/workspace/workspace.h"
#include "netcore/base/neterror.h"

#include <QtCore/QMap>

#include <optional>

namespace app {

/// A JSON pointer's part (RFC 6901 s.3).
QString escapedPart(QString key);
WorkspaceProblem problemAt(const QByteArray &text, qsizetype offset, const QString &pointer,
                           const QString &sentence);

/// What every value of a workspace file is asked: is it of this type, within its limits, of these words? The
/// first problem is kept with its place; the rest of the reading then does not matter.
///
/// Thread   plain value, one thread; the text outlives it
class JsonChecks
{
public:
    explicit JsonChecks(const QByteArray &text) : m_text(text) {}

protected:
    static constexpr qsizetype specLength = 2048; // characters

    bool fail(const JsonNode &node, const QString &pointer, const QString &sentence);
    bool isObject(const JsonNode &node, const QString &pointer);
    bool isArray(const JsonNode &node, const QString &pointer, qsizetype most);
    void keepUnknown(const JsonMember &member, const QString &pointer, QJsonObject &unknown);
    bool readText(const JsonNode &node, const QString &pointer, qsizetype most, QString &out);
    /// A text in which nothing may be hidden from the reader of a preview.
    bool readVisible(const JsonNode &node, const QString &pointer, QString &out);
    bool readLabel(const JsonNode &node, const QString &pointer, QString &out,
                   const char *(*faultOf)(QStringView));
    /// {"name": "text", …}
    bool readNames(const JsonNode &node, const QString &pointer, QMap<QString, QString> &names);
    bool hasMember(const JsonNode &node, const QString &place, QLatin1String key);
    /// A one-line spec was refused at a character of its own.
    bool failSpec(const JsonNode &node, const QString &pointer, const netcore::NetError &error);
    bool readFlag(const JsonNode &node, const QString &pointer, bool &flag);
    bool failWord(const JsonNode &node, const QString &pointer, const QString &word);

    template <class T>
    bool readWord(const JsonNode &node, const QString &pointer, std::optional<T> (*valueOf)(QStringView),
                  T &out)
    {
        QString word;
        if (!readVisible(node, pointer, word))
            return false;
        const std::optional<T> value = valueOf(word);
        if (value)
            out = *value;
        return value || failWord(node, pointer, word);
    }

    std::optional<WorkspaceProblem> m_problem;
    QList<WorkspaceProblem> m_warnings;

private:
    const QByteArray &m_text;
};

} // namespace app
