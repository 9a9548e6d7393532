#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QFile>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <sys/resource.h>
#include <vector>

/// What the measured programs share: clocks, and one line of JSON on standard output for each answer.
namespace bench {

inline double now() // seconds
{
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

inline double cpuSeconds() // of this process, user and system
{
    rusage usage = {};
    ::getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval &t) { return double(t.tv_sec) + double(t.tv_usec) / 1e6; };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

/// A line of /proc/self/status in KiB, for example RssAnon: memory of our own, without pages of mapped files.
inline double statusKiB(const QByteArray &name)
{
    QFile file(QStringLiteral("/proc/self/status"));
    if (!file.open(QIODevice::ReadOnly))
        return -1;
    for (const QByteArray &line : file.readAll().split('\n')) {
        if (line.startsWith(name + ':'))
            return line.mid(name.size() + 1).trimmed().split(' ').first().toDouble();
    }
    return -1;
}

inline void tell(const QJsonObject &answer)
{
    std::puts(QJsonDocument(answer).toJson(QJsonDocument::Compact).constData());
    std::fflush(stdout);
}

inline double quantile(std::vector<double> values, double share)
{
    if (values.empty())
        return 0;
    std::sort(values.begin(), values.end());
    return values[std::min(values.size() - 1, std::size_t(share * double(values.size())))];
}

/// p50, p99 and max of times, in the unit they are given in.
inline QJsonObject spread(const std::vector<double> &values)
{
    return {{QStringLiteral("n"), qint64(values.size())},
            {QStringLiteral("p50"), quantile(values, 0.5)},
            {QStringLiteral("p99"), quantile(values, 0.99)},
            {QStringLiteral("max"), quantile(values, 1)}};
}

} // namespace bench
