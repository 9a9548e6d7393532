#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QCoreApplication>
#include <QtCore/QObject>
#include <QtCore/QSocketNotifier>

#include <functional>
#include <unistd.h>

namespace bench {

/// Commands from standard input, one a line; its end ends the program.
class StdinLines : public QObject
{
public:
    explicit StdinLines(std::function<void(const QByteArray &)> take)
        : m_take(std::move(take)), m_notifier(STDIN_FILENO, QSocketNotifier::Read)
    {
        connect(&m_notifier, &QSocketNotifier::activated, this, &StdinLines::read);
    }

private:
    void read()
    {
        char part[4096];
        const ssize_t got = ::read(STDIN_FILENO, part, sizeof part);
        if (got <= 0) {
            m_notifier.setEnabled(false);
            QCoreApplication::quit();
            return;
        }
        m_waiting += QByteArrayView(part, got);
        for (qsizetype end; (end = m_waiting.indexOf('\n')) >= 0; m_waiting.remove(0, end + 1))
            m_take(m_waiting.first(end));
    }

    std::function<void(const QByteArray &)> m_take;
    QSocketNotifier m_notifier;
    QByteArray m_waiting;
};

} // namespace bench
