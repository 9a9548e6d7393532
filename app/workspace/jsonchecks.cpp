#include "app/workspace/jsonchecks.h"

#include "netcore/payload/fieldcontext.h"
#include "widgets/models/label.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QJsonObject>

#include <algorithm>

namespace app {

QString escapedPart(QString key)
{
    return QLatin1Char('/') +
           key.replace(QLatin1Char('~'), QLatin1String("~0")).replace(QLatin1Char('/'), QLatin1String("~1"));
}

WorkspaceProblem problemAt(const QByteArray &text, qsizetype offset, const QString &pointer,
                           const QString &sentence)
{
    WorkspaceProblem problem{.sentence = sentence, .pointer = pointer};
    if (offset < 0)
        return problem;
    const QByteArrayView before = QByteArrayView(text).first(std::min(offset, text.size()));
    const qsizetype newline = before.lastIndexOf('\n');
    problem.line = 1 + int(std::count(before.begin(), before.end(), '\n'));
    problem.column = 1 + int(QString::fromUtf8(before.sliced(newline + 1)).size());
    return problem;
}

bool JsonChecks::fail(const JsonNode &node, const QString &pointer, const QString &sentence)
{
    if (!m_problem)
        m_problem = problemAt(m_text, node.offset, pointer, sentence);
    return false;
}

bool JsonChecks::isObject(const JsonNode &node, const QString &pointer)
{
    return node.type == JsonNode::Type::Object ||
           fail(node, pointer,
                translated(QT_TRANSLATE_NOOP("workspace", "an object { … } is expected here")));
}

bool JsonChecks::isArray(const JsonNode &node, const QString &pointer, qsizetype most)
{
    if (node.type != JsonNode::Type::Array)
        return fail(node, pointer,
                    translated(QT_TRANSLATE_NOOP("workspace", "a list [ … ] is expected here")));
    if (qsizetype(node.items.size()) > most)
        return fail(node, pointer,
                    translated(QT_TRANSLATE_NOOP("workspace", "there are more than %1 of them")).arg(most));
    return true;
}

void JsonChecks::keepUnknown(const JsonMember &member, const QString &pointer, QJsonObject &unknown)
{
    unknown.insert(member.key, member.value.toValue());
    m_warnings.append(problemAt(
        m_text, member.offset, pointer,
        translated(QT_TRANSLATE_NOOP("workspace", "this member is not known; it is kept and does nothing"))));
}

bool JsonChecks::readText(const JsonNode &node, const QString &pointer, qsizetype most, QString &out)
{
    if (node.type != JsonNode::Type::String)
        return fail(node, pointer,
                    translated(QT_TRANSLATE_NOOP("workspace", "a text in quotes is expected here")));
    if (node.string.size() > most)
        return fail(
            node, pointer,
            translated(QT_TRANSLATE_NOOP("workspace", "this text is longer than %1 characters")).arg(most));
    out = node.string;
    return true;
}

bool JsonChecks::readVisible(const JsonNode &node, const QString &pointer, QString &out)
{
    if (!readText(node, pointer, specLength, out))
        return false;
    return models::isVisibleText(out) ||
           fail(node, pointer,
                translated(
                    QT_TRANSLATE_NOOP("workspace", "control or invisible characters are refused here")));
}

bool JsonChecks::readLabel(const JsonNode &node, const QString &pointer, QString &out,
                           const char *(*faultOf)(QStringView))
{
    if (!readText(node, pointer, specLength, out))
        return false;
    const char *fault = faultOf(out);
    return !fault || fail(node, pointer, QCoreApplication::translate("models", fault));
}

bool JsonChecks::readNames(const JsonNode &node, const QString &pointer, QMap<QString, QString> &names)
{
    if (!isObject(node, pointer))
        return false;
    if (node.members.size() > size_t(WorkspaceLimits::variables))
        return fail(node, pointer,
                    translated(QT_TRANSLATE_NOOP("workspace", "there are more than %1 of them"))
                        .arg(WorkspaceLimits::variables));
    for (const JsonMember &member : node.members) {
        const QString place = pointer + escapedPart(member.key);
        if (!netcore::isFieldName(member.key))
            return fail(member.value, place,
                        translated(QT_TRANSLATE_NOOP("workspace",
                                                     "a name has letters, digits, '-', '_' and '.' only")));
        if (!readText(member.value, place, WorkspaceLimits::textLength, names[member.key]))
            return false;
    }
    return true;
}

bool JsonChecks::hasMember(const JsonNode &node, const QString &place, QLatin1String key)
{
    return node.member(key) ||
           fail(node, place, translated(QT_TRANSLATE_NOOP("workspace", "\"%1\" is missing here")).arg(key));
}

bool JsonChecks::failSpec(const JsonNode &node, const QString &pointer, const netcore::NetError &error)
{
    const QString reason = QCoreApplication::translate("netcore", error.reason);
    if (error.position < 0)
        return fail(node, pointer, reason);
    return fail(node, pointer,
                translated(QT_TRANSLATE_NOOP("workspace", "%1 (at character %2 of this text)"))
                    .arg(reason, QString::number(error.position + 1)));
}

bool JsonChecks::readFlag(const JsonNode &node, const QString &pointer, bool &flag)
{
    flag = node.boolean;
    return node.type == JsonNode::Type::Bool ||
           fail(node, pointer, translated(QT_TRANSLATE_NOOP("workspace", "true or false is expected here")));
}

bool JsonChecks::failWord(const JsonNode &node, const QString &pointer, const QString &word)
{
    return fail(node, pointer,
                translated(QT_TRANSLATE_NOOP("workspace", "\"%1\" is not known here")).arg(word));
}

} // namespace app
