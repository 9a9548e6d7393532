#include "widgets/common/quickopenparts.h"

#include "netcore/address/interfaces.h"
#include "widgets/common/theme.h"
#include "widgets/models/plaintext.h"

#include <QtGui/QPainter>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QPushButton>

namespace widgets {

int EndpointEdit::pointAt(qsizetype position)
{
    const int at = int(std::clamp<qsizetype>(position, 0, text().size()));
    setCursorPosition(at);
    const QRect before = cursorRect();
    if (at < text().size())
        setSelection(at, 1);
    return before.center().x() + fontMetrics().averageCharWidth() / 2;
}

PointingError::PointingError(QWidget *parent) : TintedBar(Tone::Fault, parent), m_text(plainLabel(this, true))
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(metrics::gap, metrics::gap, metrics::gap, metrics::grid);
    layout->addWidget(m_text);
    hide();
}

void PointingError::tell(const QString &sentence, int x)
{
    m_text->setText(sentence);
    setAccessibleName(sentence);
    m_x = x;
    setVisible(true);
    update();
}

void PointingError::paintEvent(QPaintEvent *event)
{
    TintedBar::paintEvent(event);
    if (m_x < 0)
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(palette().color(QPalette::WindowText));
    const int x = std::clamp(m_x, metrics::gap, width() - metrics::gap);
    painter.drawPolygon(QPolygon({QPoint(x, 0), QPoint(x - 5, 6), QPoint(x + 5, 6)}));
}

QStringList reachableAddresses()
{
    QStringList texts;
    for (const netcore::SocketAddress &address :
         netcore::reachableAddresses(netcore::SocketAddress(QHostAddress(QHostAddress::AnyIPv6), 0))) {
        if (!address.host().isLinkLocal()) // reached only by who writes a scope of their own
            texts << address.hostToString();
    }
    return texts;
}

BindChoice::BindChoice(QWidget *parent)
    : TintedBar(Tone::Warning, parent)
    , m_text(plainLabel(this, true))
    , m_loopback(new QPushButton(this))
    , m_network(new QPushButton(this))
    , m_cancel(new QPushButton(this))
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(metrics::gap, metrics::grid, metrics::gap, metrics::grid);
    layout->addWidget(m_text, 1);
    for (QPushButton *button : {m_loopback, m_network, m_cancel}) {
        layout->addWidget(button);
        connect(button, &QPushButton::clicked, this, &QWidget::hide);
    }
    m_network->setObjectName(QStringLiteral("bindToNetwork"));
    connect(m_network, &QPushButton::clicked, this, [this] { Q_EMIT decided(m_request); });
    connect(m_loopback, &QPushButton::clicked, this, [this] {
        const bool v6 = m_request.spec.host.contains(u':');
        m_request.spec.host = v6 ? QStringLiteral("::1") : QStringLiteral("127.0.0.1");
        m_request.spec.scope.clear();
        Q_EMIT decided(m_request);
    });
    retranslate();
    hide();
}

void BindChoice::ask(const netcore::SessionRequest &request)
{
    m_request = request;
    retranslate();
    setVisible(true);
    m_loopback->setFocus();
}

void BindChoice::retranslate()
{
    const QStringList addresses = reachableAddresses();
    const QString where = addresses.isEmpty() ? tr("every interface") : addresses.join(QStringLiteral(", "));
    m_text->setText(tr("%1 would be reachable from other machines (%2).")
                        .arg(models::plain(m_request.spec.toString()), models::plain(where)));
    m_loopback->setText(tr("Only this machine"));
    m_network->setText(tr("Open to the network"));
    m_cancel->setText(tr("Cancel"));
}

QStringList responderChoices()
{
    return {QString(),
            QStringLiteral("echo"),
            QStringLiteral("upper"),
            QStringLiteral("discard"),
            QStringLiteral("fixed(\"OK\\r\\n\")"),
            QStringLiteral("chat")};
}

} // namespace widgets
