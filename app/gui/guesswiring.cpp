#include "app/gui/guesswiring.h"

#include "app/gui/recordingviews.h"
#include "widgets/common/theme.h"
#include "widgets/framing/framesview.h"
#include "widgets/framing/guesspanel.h"
#include "widgets/models/guessjob.h"

#include <QtCore/QEvent>
#include <QtWidgets/QDialog>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

namespace app {

using netcore::ConnectionId;
using widgets::FramesView;
using widgets::GuessPanel;

namespace {

/// The button and the window that it opens, which stands beside the frames and blocks nothing.
class Guessing final : public QObject
{
    Q_OBJECT

public:
    Guessing(RecordingViews &views, FramesView &frames)
        : QObject(&frames)
        , m_views(views)
        , m_frames(frames)
        , m_button(new QPushButton(&frames))
        , m_window(new QDialog(&frames))
        , m_panel(new GuessPanel(m_window))
    {
        m_button->setObjectName(QStringLiteral("openGuess"));
        m_button->setAutoDefault(false);
        m_button->installEventFilter(this);
        m_frames.buttonsLine()->addWidget(m_button);
        auto *column = new QVBoxLayout(m_window);
        column->setContentsMargins(0, 0, 0, 0);
        column->addWidget(m_panel);
        m_window->resize(280 * widgets::metrics::grid, 60 * widgets::metrics::grid);
        connect(m_button, &QPushButton::clicked, this, &Guessing::open);
        connect(m_panel, &GuessPanel::guessRequested, this, &Guessing::guess);
        connect(m_panel, &GuessPanel::cancelled, this, &Guessing::stop);
        connect(m_panel, &GuessPanel::chosen, this, [this](const QString &spec) {
            m_frames.chooseFraming(spec);
            m_window->close();
        });
        connect(m_window, &QDialog::finished, &m_job, &models::GuessJob::cancel);
        connect(&m_job, &models::GuessJob::progressed, m_panel, &GuessPanel::setProgress);
        connect(&m_job, &models::GuessJob::finished, m_panel, &GuessPanel::setGuesses);
        retranslate();
    }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::LanguageChange)
            retranslate();
        return QObject::eventFilter(watched, event);
    }

private:
    void open()
    {
        const bool isAvailable = m_views.recording() && m_frames.connection() != ConnectionId::None;
        m_panel->setAvailable(isAvailable);
        m_window->show();
        m_window->raise();
        if (isAvailable)
            m_panel->ask();
    }
    void guess() { m_job.start(m_views.recording(), m_frames.connection()); }
    void stop()
    {
        m_job.cancel();
        m_panel->setAvailable(true);
    }
    void retranslate()
    {
        m_button->setText(tr("Guess…"));
        m_button->setToolTip(tr("Which framing could cut what has been captured on this connection?"));
        m_window->setWindowTitle(tr("Guess the framing"));
    }

    RecordingViews &m_views;
    FramesView &m_frames;
    QPushButton *m_button;
    QDialog *m_window;
    GuessPanel *m_panel;
    models::GuessJob m_job;
};

} // namespace

void wireGuess(RecordingViews &views, FramesView &frames)
{
    new Guessing(views, frames); // owned by the frames view
}

} // namespace app

#include "guesswiring.moc"
