#include "widgets/common/statusline.h"

#include "widgets/common/theme.h"
#include "widgets/models/errorcoach.h"
#include "widgets/models/plaintext.h"

#include <QtCore/QEvent>
#include <QtCore/QLocale>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

namespace widgets {

using netcore::AtBound;
using netcore::RecordingState;
using netcore::SessionSnapshot;
using netcore::SessionState;

namespace {

QFrame *rule(QWidget *parent)
{
    auto *line = new QFrame(parent);
    line->setFrameShape(QFrame::VLine);
    line->setFrameShadow(QFrame::Plain);
    line->setForegroundRole(QPalette::Mid);
    return line;
}

QString bytesText(quint64 bytes)
{
    return QLocale().formattedDataSize(qint64(bytes), 1);
}

} // namespace

StatusLine::StatusLine(QWidget *parent)
    : QWidget(parent)
    , m_listening(new ElidedLabel(this))
    , m_amount(plainLabel(this))
    , m_drops(plainLabel(this))
    , m_policy(plainLabel(this))
    , m_banner(new TintedBar(TintedBar::Tone::Fault, this))
    , m_bannerText(plainLabel(m_banner, true))
    , m_resume(new QPushButton(m_banner))
{
    auto *bannerLine = new QHBoxLayout(m_banner);
    bannerLine->setContentsMargins(12, metrics::grid, metrics::gap, metrics::grid);
    bannerLine->addWidget(m_bannerText, 1);
    bannerLine->addWidget(m_resume);
    m_banner->hide();
    m_resume->setObjectName(QStringLiteral("resumeRecording"));

    auto *line = new QHBoxLayout;
    line->setContentsMargins(metrics::gap, metrics::grid, metrics::gap, metrics::grid);
    line->setSpacing(metrics::gap);
    line->addWidget(m_listening, 1);
    for (QLabel *label : {m_amount, m_drops, m_policy}) {
        line->addWidget(rule(this));
        line->addWidget(label);
    }
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_banner);
    layout->addLayout(line);
    connect(m_resume, &QPushButton::clicked, this, &StatusLine::resumeRecordingRequested);
    retranslate();
}

void StatusLine::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void StatusLine::setSessions(const QList<SessionSnapshot> &sessions)
{
    m_open.clear();
    m_kernelDrops = 0;
    for (const SessionSnapshot &session : sessions) {
        m_kernelDrops += session.kernelDrops;
        const bool open =
            session.state == SessionState::Listening ||
            (session.state == SessionState::Open && session.spec.scheme == netcore::Scheme::UdpListen);
        if (!open)
            continue;
        for (const netcore::SocketAddress &local : session.locals)
            m_open << (session.spec.isUdp() ? QStringLiteral("udp ") : QString()) + local.toString();
    }
    retranslate();
}

void StatusLine::setRecording(const netcore::RecordingSnapshot &recording)
{
    m_recording = recording;
    retranslate();
}

void StatusLine::setAmount(quint64 records, quint64 bytes)
{
    if (records == m_records && bytes == m_bytes)
        return;
    m_records = records;
    m_bytes = bytes;
    retranslate();
}

QString StatusLine::bannerText() const
{
    return m_banner->isVisibleTo(this) ? m_bannerText->text() : QString();
}

void StatusLine::retranslate()
{
    m_listening->setText(m_open.isEmpty()
                             ? tr("nothing is listening")
                             : tr("listening %1").arg(models::plain(m_open.join(QStringLiteral(", ")))));
    m_amount->setText(
        tr("%1 records, %2").arg(QLocale().toString(qulonglong(m_records)), bytesText(m_bytes)));
    m_amount->setToolTip(tr("Records of the recording that still exist, and what they take on disk"));
    m_drops->setText(tr("kernel drops %1").arg(QLocale().toString(qulonglong(m_kernelDrops))));
    m_drops->setToolTip(
        tr("Drop events of the kernel because a receive buffer was full (SO_RXQ_OVFL): at least "
           "as many datagrams, as one event may be a run of one sender's (UDP_GRO)"));
    showPolicy();
    m_resume->setText(tr("Resume"));
    showBanner();
}

void StatusLine::showPolicy()
{
    const QString bound = bytesText(m_recording.maxBytes);
    QString text;
    QString toolTip;
    switch (m_recording.atBound) {
    case AtBound::KeepNewest:
        text = tr("keeping the newest %1").arg(bound);
        toolTip =
            tr("When the recording has reached its bound, the newest records take the place of the oldest");
        break;
    case AtBound::Stop:
        text = tr("stopping at %1").arg(bound);
        toolTip =
            tr("When the recording has reached its bound, nothing more is recorded; the connections go on");
        break;
    case AtBound::Unbounded:
        text = tr("recording without bound");
        toolTip = tr("Everything is kept until the disk is nearly full; then nothing more is recorded");
        break;
    }
    const bool known = m_recording.maxBytes > 0 || m_recording.atBound == AtBound::Unbounded;
    m_policy->setText(known ? text : QString());
    m_policy->setToolTip(toolTip);
}

void StatusLine::showBanner()
{
    QString text;
    switch (m_recording.state) {
    case RecordingState::Recording: break;
    case RecordingState::StoppedAtBound: text = tr("Recording has stopped: its bound is reached."); break;
    case RecordingState::StoppedNoSpace:
        text = tr("Recording has stopped: no space is left on the disk. It goes on when there is room.");
        break;
    case RecordingState::StoppedError:
        text = tr("Recording has stopped: %1.").arg(models::shortReason(m_recording.error));
        break;
    }
    if (!text.isEmpty())
        text += u' ' + tr("%1 records were not kept since.")
                           .arg(QLocale().toString(qulonglong(m_recording.droppedRecords)));
    m_bannerText->setText(text);
    m_banner->setVisible(!text.isEmpty());
}

} // namespace widgets
