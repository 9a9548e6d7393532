#include "netcore/socket/poller.h"

namespace netcore {

void Poller::later(QObject *context, std::function<void()> work)
{
    const auto turn = [this, work = std::move(work)] {
        work();
        endTurn();
    };
    QMetaObject::invokeMethod(context, turn, Qt::QueuedConnection);
}

void Poller::endTurn() const
{
    if (m_turnEnded)
        m_turnEnded();
}

} // namespace netcore
