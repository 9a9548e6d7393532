#pragma once

#include <QtCore/QList>
#include <QtCore/QObject>
#include <QtCore/QSocketNotifier>

namespace app {

/// Turns signals that ask a program to end (SIGINT, SIGTERM) into a Qt signal, so that a run ends in order. A
/// second one of them ends the program at once. SIGPIPE is ignored: a closed standard output is noticed by
/// the write.
///
/// Limits   one object in a program (signal handlers are process-wide)
class StopSignals : public QObject
{
    Q_OBJECT

public:
    /// A window adds SIGHUP: its terminal or session is gone.
    explicit StopSignals(QObject *parent = nullptr, const QList<int> &more = {});
    ~StopSignals() override;

Q_SIGNALS:
    void received(int signal);

private:
    void read();

    QList<int> m_signals;
    int m_ends[2] = {-1, -1};
    std::unique_ptr<QSocketNotifier> m_notifier;
};

} // namespace app
