#pragma once

#include <QtCore/QObject>
#include <QtCore/QSocketNotifier>

namespace app {

/// Turns SIGINT and SIGTERM into a Qt signal, so that a run ends in order. A second one of them ends the
/// program at once. SIGPIPE is ignored: a closed standard output is noticed by the write.
///
/// Limits   one object in a program (signal handlers are process-wide)
class StopSignals : public QObject
{
    Q_OBJECT

public:
    explicit StopSignals(QObject *parent = nullptr);
    ~StopSignals() override;

Q_SIGNALS:
    void received(int signal);

private:
    void read();

    int m_ends[2] = {-1, -1};
    std::unique_ptr<QSocketNotifier> m_notifier;
};

} // namespace app
