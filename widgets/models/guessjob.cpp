#include "widgets/models/guessjob.h"

#include "netcore/frames/guesssource.h"

namespace models {

GuessJob::GuessJob(QObject *parent) : QObject(parent)
{
    m_pool.setMaxThreadCount(1);
}

GuessJob::~GuessJob()
{
    cancel();
}

void GuessJob::cancel()
{
    if (m_cancelled)
        *m_cancelled = true;
    m_cancelled.reset();
}

void GuessJob::start(const std::shared_ptr<const netcore::RecordingStore> &store,
                     netcore::ConnectionId connection)
{
    cancel();
    const auto cancelled = std::make_shared<std::atomic<bool>>(false);
    m_cancelled = cancelled;
    m_pool.start([this, cancelled, store, connection] {
        const netcore::RecordingReader reader(store);
        const auto goOn = [this, &cancelled](double done) {
            QMetaObject::invokeMethod(this, [this, cancelled, done] {
                if (!*cancelled)
                    Q_EMIT progressed(done);
            });
            return !*cancelled;
        };
        const auto guesses = netcore::guessFraming(netcore::guessChunks(reader, connection), {}, goOn);
        QMetaObject::invokeMethod(this, [this, cancelled, guesses] {
            if (!*cancelled)
                Q_EMIT finished(guesses);
        });
    });
}

} // namespace models
