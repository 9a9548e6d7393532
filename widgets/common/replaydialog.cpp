#include "widgets/common/replaydialog.h"

#include "widgets/common/theme.h"
#include "widgets/common/tintedbar.h"

#include <QtCore/QEvent>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QDoubleSpinBox>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QRadioButton>
#include <QtWidgets/QVBoxLayout>

namespace widgets {

namespace {

enum Timing { Original, Scaled, AtOnce };

} // namespace

using netcore::Direction;

ReplayDialog::ReplayDialog(QWidget *parent)
    : QDialog(parent)
    , m_title(plainLabel(this, true))
    , m_send(new QRadioButton(this))
    , m_answer(new QRadioButton(this))
    , m_sideLabel(new QLabel(this))
    , m_side(new QComboBox(this))
    , m_endpointLabel(new QLabel(this))
    , m_endpoint(new QLineEdit(this))
    , m_timingLabel(new QLabel(this))
    , m_timing(new QComboBox(this))
    , m_factor(new QDoubleSpinBox(this))
    , m_status(plainLabel(this, true))
    , m_start(new QPushButton(this))
    , m_stop(new QPushButton(this))
{
    setModal(false);
    build();
    retranslate();
    modeChanged();
}

void ReplayDialog::build()
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 12, 12, 12);
    layout->setSpacing(metrics::gap);
    layout->addWidget(m_title);
    layout->addWidget(m_send);
    layout->addWidget(m_answer);
    auto *form = new QFormLayout;
    form->setContentsMargins(0, metrics::gap, 0, metrics::gap);
    form->addRow(m_sideLabel, m_side);
    form->addRow(m_endpointLabel, m_endpoint);
    auto *timing = new QHBoxLayout;
    timing->setSpacing(metrics::gap);
    timing->addWidget(m_timing, 1);
    timing->addWidget(m_factor);
    form->addRow(m_timingLabel, timing);
    layout->addLayout(form);
    layout->addWidget(m_status);
    layout->addStretch(1);
    auto *buttons = new QDialogButtonBox(this);
    buttons->addButton(m_start, QDialogButtonBox::ActionRole);
    buttons->addButton(m_stop, QDialogButtonBox::ActionRole);
    layout->addWidget(buttons);
    m_side->addItem(QString(), int(Direction::Out));
    m_side->addItem(QString(), int(Direction::In));
    m_timing->addItems({QString(), QString(), QString()});
    m_factor->setRange(0.001, 1000);
    m_factor->setDecimals(3);
    m_factor->setValue(0.5);
    m_send->setChecked(true);
    m_start->setDefault(true);
    m_endpoint->setMinimumWidth(fontMetrics().averageCharWidth() * 40);
    m_endpoint->setObjectName(QStringLiteral("replayEndpoint"));
    m_start->setObjectName(QStringLiteral("replayStart"));
    m_stop->setObjectName(QStringLiteral("replayStop"));
    m_status->setObjectName(QStringLiteral("replayStatus"));
    m_send->setObjectName(QStringLiteral("replaySend"));
    m_answer->setObjectName(QStringLiteral("replayAnswer"));
    m_timing->setObjectName(QStringLiteral("replayTiming"));
    connect(m_answer, &QRadioButton::toggled, this, &ReplayDialog::modeChanged);
    connect(m_timing, &QComboBox::currentIndexChanged, this,
            [this](int index) { m_factor->setVisible(index == Scaled); });
    connect(m_start, &QPushButton::clicked, this, &ReplayDialog::startRequested);
    connect(m_stop, &QPushButton::clicked, this, &ReplayDialog::stopRequested);
    m_factor->hide();
}

bool ReplayDialog::isServer() const
{
    return m_answer->isChecked();
}

void ReplayDialog::offer(const QString &title, Direction client, const QString &target,
                         const QString &listener)
{
    m_name = title;
    m_client = client;
    m_target = target;
    m_listener = listener;
    setStatus({});
    retranslate();
    modeChanged();
}

ReplayWish ReplayDialog::wish() const
{
    ReplayWish wish;
    wish.asServer = isServer();
    wish.side = Direction(m_side->currentData().toInt());
    wish.endpoint = m_endpoint->text().trimmed();
    wish.factor = m_timing->currentIndex() == Original ? 1
                  : m_timing->currentIndex() == AtOnce ? 0
                                                       : m_factor->value();
    return wish;
}

void ReplayDialog::modeChanged()
{
    const bool server = isServer();
    const Direction other = m_client == Direction::Out ? Direction::In : Direction::Out;
    m_side->setCurrentIndex(m_side->findData(int(server ? other : m_client)));
    m_endpoint->setText(server ? m_listener : m_target);
    m_endpointLabel->setText(server ? tr("Listen at") : tr("Send to"));
    setRunning(m_running);
}

void ReplayDialog::setRunning(bool running)
{
    m_running = running;
    for (QWidget *part :
         {static_cast<QWidget *>(m_send), static_cast<QWidget *>(m_answer), static_cast<QWidget *>(m_side),
          static_cast<QWidget *>(m_endpoint), static_cast<QWidget *>(m_start)})
        part->setEnabled(!running);
    m_timing->setEnabled(!running && !isServer());
    m_timingLabel->setEnabled(!isServer());
    m_factor->setEnabled(!running && !isServer());
    m_stop->setEnabled(running);
}

void ReplayDialog::setStatus(const QString &sentence, bool isFault)
{
    QPalette colors;
    if (isFault)
        colors.setColor(QPalette::WindowText, themeOf(palette()).fault);
    m_status->setPalette(colors);
    m_status->setText(isFault ? QStringLiteral("⚠ ") + sentence : sentence);
    growToFit(*this);
}

void ReplayDialog::retranslate()
{
    setWindowTitle(tr("Replay"));
    m_title->setText(tr("The conversation %1").arg(m_name));
    m_send->setText(tr("Send one side of it again"));
    m_answer->setText(tr("Answer on a listener, as one side did"));
    m_answer->setToolTip(
        tr("Each answer goes out once as many bytes have come as that side had received then."));
    m_sideLabel->setText(tr("Side"));
    m_side->setItemText(0, tr("what was sent from here (out)"));
    m_side->setItemText(1, tr("what the peer sent (in)"));
    m_timingLabel->setText(tr("Timing"));
    m_timing->setItemText(Original, tr("as recorded"));
    m_timing->setItemText(Scaled, tr("scaled, gaps times"));
    m_timing->setItemText(AtOnce, tr("without gaps"));
    m_endpointLabel->setText(isServer() ? tr("Listen at") : tr("Send to"));
    m_endpoint->setAccessibleName(m_endpointLabel->text());
    m_factor->setAccessibleName(tr("Factor of the gaps"));
    m_start->setText(tr("Start"));
    m_stop->setText(tr("Stop"));
}

void ReplayDialog::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void ReplayDialog::closeEvent(QCloseEvent *event)
{
    QDialog::closeEvent(event);
    if (m_running)
        Q_EMIT stopRequested();
}

} // namespace widgets
