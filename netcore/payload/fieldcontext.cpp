#include "netcore/payload/fieldcontext.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>

#include <algorithm>
#include <cstring>

namespace netcore {

namespace {

/// SplitMix64 (Steele, Lea, Flood 2014): one word of state, so that a context is cheap to copy.
quint64 nextRandom(quint64 &state)
{
    state += 0x9E3779B97F4A7C15ull;
    quint64 value = state;
    value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9ull;
    value = (value ^ (value >> 27)) * 0x94D049BB133111EBull;
    return value ^ (value >> 31);
}

NetError unreadable()
{
    return NetError::of(ErrorKind::InputOutput, "open", NETCORE_REASON("this file cannot be read"));
}

/// The file's real path where it stands inside the folder.
Result<QString> pathOf(const QString &folder, const QString &name)
{
    if (folder.isEmpty())
        return refused(NetError::invalid(
            NETCORE_REASON("there is no workspace folder to take files from; save the workspace first")));
    if (name.isEmpty() || QDir::isAbsolutePath(name) || name.contains(QChar(u'\0')))
        return refused(
            NetError::invalid(NETCORE_REASON("a file is named relative to the workspace's folder")));
    const QString root = QFileInfo(folder).canonicalFilePath();
    const QString real = QFileInfo(QDir(folder), name).canonicalFilePath();
    if (real.isEmpty())
        return refused(NetError::of(ErrorKind::NotFound, "open", NETCORE_REASON("there is no such file")));
    if (root.isEmpty() || !real.startsWith(root + QLatin1Char('/')))
        return refused(NetError::invalid(NETCORE_REASON("this file is outside of the workspace's folder")));
    if (!QFileInfo(real).isFile())
        return refused(NetError::invalid(NETCORE_REASON("this is no regular file")));
    return real;
}

} // namespace

bool isFieldName(QStringView text)
{
    return !text.isEmpty() && text.size() <= 64 && text.front().isLetter() &&
           std::all_of(text.begin(), text.end(),
                       [](QChar c) { return c.isLetterOrNumber() || c == u'_' || c == u'-' || c == u'.'; });
}

quint64 FieldContext::count(const QString &counter, quint64 from, quint64 step)
{
    const auto known = m_counters.constFind(counter);
    const quint64 value = known == m_counters.constEnd() ? from : *known;
    m_counters.insert(counter, value + step);
    return value;
}

QByteArray FieldContext::random(qsizetype length)
{
    QByteArray bytes(length, Qt::Uninitialized);
    for (qsizetype at = 0; at < length; at += qsizetype(sizeof(quint64))) {
        const quint64 word = nextRandom(m_random);
        std::memcpy(bytes.data() + at, &word,
                    size_t(std::min<qsizetype>(length - at, qsizetype(sizeof(quint64)))));
    }
    return bytes;
}

namespace fieldfile {

Result<qint64> size(const QString &folder, const QString &name)
{
    const Result<QString> path = pathOf(folder, name);
    if (!path)
        return refused(path.error());
    return QFileInfo(*path).size();
}

Result<QByteArray> read(const QString &folder, const QString &name, qint64 most)
{
    const Result<QString> path = pathOf(folder, name);
    if (!path)
        return refused(path.error());
    QFile file(*path);
    if (!file.open(QIODevice::ReadOnly))
        return refused(unreadable());
    if (file.size() > most)
        return refused(NetError::of(ErrorKind::LimitExceeded, "read",
                                    NETCORE_REASON("the file is too long for a payload of 16 MiB")));
    QByteArray bytes = file.read(most);
    if (file.error() != QFileDevice::NoError)
        return refused(unreadable());
    return bytes;
}

} // namespace fieldfile

} // namespace netcore
