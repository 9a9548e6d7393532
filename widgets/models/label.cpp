#include "widgets/models/label.h"

#include "netcore/base/visible.h"

#include <QtCore/QList>

#include <algorithm>
#include <utility>

namespace models {

namespace {

bool isSlash(QChar c)
{
    return c == QLatin1Char('/') || c == QLatin1Char('\\');
}

/// "..", "/etc", "C:\\x", "\\\\server", "~/x", "a/../b".
bool looksLikePath(QStringView text)
{
    if (text.isEmpty())
        return false;
    if (isSlash(text.front()) || (text.size() > 1 && text.front() == QLatin1Char('~') && isSlash(text[1])))
        return true;
    if (text.size() > 2 && text.front().isLetter() && text[1] == QLatin1Char(':') && isSlash(text[2]))
        return true;
    QString slashed = text.toString();
    slashed.replace(QLatin1Char('\\'), QLatin1Char('/'));
    const QList<QStringView> parts = QStringView(slashed).split(QLatin1Char('/'));
    return std::any_of(parts.begin(), parts.end(), [](QStringView part) {
        return part == QLatin1String("..") || part == QLatin1String(".");
    });
}

} // namespace

bool isVisibleText(QStringView text)
{
    char32_t before = 0;
    for (const uint point : text.toUcs4()) {
        if (!netcore::isVisible(point, std::exchange(before, point)))
            return false;
    }
    return text.isValidUtf16();
}

const char *labelFault(QStringView name)
{
    if (name.trimmed().isEmpty())
        return QT_TRANSLATE_NOOP("models", "a name must not be empty");
    if (name.size() > longestLabel)
        return QT_TRANSLATE_NOOP("models", "this name is longer than 100 characters");
    if (!isVisibleText(name))
        return QT_TRANSLATE_NOOP("models", "a name must not hold control or invisible characters");
    if (looksLikePath(name))
        return QT_TRANSLATE_NOOP("models", "a name must not look like a path");
    return nullptr;
}

const char *folderFault(QStringView folder)
{
    if (folder.isEmpty())
        return nullptr;
    if (folder.contains(QLatin1Char('\\')))
        return QT_TRANSLATE_NOOP("models", "folders are separated by /");
    const QList<QStringView> parts = folder.split(QLatin1Char('/'));
    if (parts.size() > 8)
        return QT_TRANSLATE_NOOP("models", "folders are nested too deeply");
    for (const QStringView part : parts) {
        if (const char *fault = labelFault(part))
            return fault;
    }
    return nullptr;
}

} // namespace models
