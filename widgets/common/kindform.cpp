#include "netcore/framing/framer.h"
#include "widgets/common/quickopenparts.h"
#include "widgets/common/theme.h"

#include <QtCore/QEvent>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QSpinBox>

namespace widgets {

using netcore::Scheme;

namespace {
enum Row { KindRow, HostRow, PortRow, PathRow, ResponderRow, FramingRow, NameRow };
} // namespace

KindForm::KindForm(QWidget *parent)
    : QFrame(parent, Qt::Popup)
    , m_kind(new QComboBox(this))
    , m_host(new QLineEdit(this))
    , m_port(new QSpinBox(this))
    , m_path(new QLineEdit(this))
    , m_responder(new QComboBox(this))
    , m_framing(new QComboBox(this))
    , m_name(new QLineEdit(this))
    , m_reconnect(new QCheckBox(this))
    , m_preview(plainLabel(this))
    , m_open(new QPushButton(this))
{
    setFrameShape(QFrame::StyledPanel);
    for (const Scheme scheme :
         {Scheme::Tcp, Scheme::TcpListen, Scheme::Udp, Scheme::UdpListen, Scheme::Unix, Scheme::UnixListen})
        m_kind->addItem(QString(), int(scheme));
    m_host->setText(QStringLiteral("127.0.0.1"));
    m_port->setRange(0, 65535);
    m_port->setValue(9000);
    m_path->setText(QStringLiteral("/tmp/socketarium.sock"));
    for (const QString &spec : responderChoices())
        m_responder->addItem(spec, spec);
    m_framing->setEditable(true);
    for (const netcore::FramingExample &example : netcore::framingExamples())
        m_framing->addItem(QString::fromLatin1(example.spec));
    m_open->setDefault(true);
    build();
    retranslate();
    showKind();
}

void KindForm::build()
{
    auto *form = new QFormLayout(this);
    form->setContentsMargins(12, 12, 12, 12);
    form->setVerticalSpacing(metrics::gap);
    QWidget *fields[] = {m_kind, m_host, m_port, m_path, m_responder, m_framing, m_name};
    for (int row = 0; row < 7; ++row) {
        m_labels[row] = new QLabel(this);
        m_labels[row]->setBuddy(fields[row]);
        form->addRow(m_labels[row], fields[row]);
    }
    form->addRow(m_reconnect);
    form->addRow(m_preview);
    form->addRow(m_open);
    m_preview->setFont(fixedFont(font()));
    connect(m_kind, &QComboBox::currentIndexChanged, this, &KindForm::showKind);
    for (QLineEdit *edit : {m_host, m_path})
        connect(edit, &QLineEdit::textChanged, this, &KindForm::updatePreview);
    connect(m_port, &QSpinBox::valueChanged, this, &KindForm::updatePreview);
    connect(m_reconnect, &QCheckBox::toggled, this, &KindForm::updatePreview);
    connect(m_open, &QPushButton::clicked, this, &KindForm::submit);
}

void KindForm::retranslate()
{
    const QString kinds[] = {tr("TCP client"),   tr("TCP listener"), tr("UDP to one address"),
                             tr("UDP receiver"), tr("Unix client"),  tr("Unix listener")};
    for (int i = 0; i < 6; ++i)
        m_kind->setItemText(i, kinds[i]);
    const QString labels[] = {tr("Kind"),      tr("Host or address"), tr("Port"), tr("Path"),
                              tr("Responder"), tr("Framing"),         tr("Name")};
    for (int row = 0; row < 7; ++row)
        m_labels[row]->setText(labels[row]);
    m_responder->setItemText(0, tr("none"));
    m_name->setPlaceholderText(tr("optional"));
    m_port->setSpecialValueText(tr("0 (the kernel chooses)"));
    m_reconnect->setText(tr("Connect again when the connection is lost"));
    m_open->setText(tr("Open"));
}

void KindForm::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

Scheme KindForm::scheme() const
{
    return Scheme(m_kind->currentData().toInt());
}

void KindForm::showKind()
{
    const bool isUnix = scheme() == Scheme::Unix || scheme() == Scheme::UnixListen;
    const auto setRow = [this](Row row, QWidget *field, bool shown) {
        m_labels[row]->setVisible(shown);
        field->setVisible(shown);
    };
    setRow(HostRow, m_host, !isUnix);
    setRow(PortRow, m_port, !isUnix);
    setRow(PathRow, m_path, isUnix);
    m_reconnect->setVisible(scheme() == Scheme::Tcp || scheme() == Scheme::Unix);
    updatePreview();
    adjustSize();
}

QString KindForm::specText() const
{
    QString text = netcore::schemeName(scheme()) + QLatin1String("://");
    if (m_path->isVisibleTo(this))
        return text + m_path->text();
    const QString host = m_host->text().trimmed();
    const bool bare = host.contains(u':') && !host.startsWith(u'[');
    text += bare ? u'[' + host + u']' : host;
    text += u':' + QString::number(m_port->value());
    if (m_reconnect->isVisibleTo(this) && m_reconnect->isChecked())
        text += QStringLiteral("?reconnect=1");
    return text;
}

void KindForm::updatePreview()
{
    const auto spec = netcore::EndpointSpec::parse(specText());
    m_preview->setText(spec ? spec->toString() : specText());
    m_open->setEnabled(bool(spec));
}

void KindForm::submit()
{
    const QString text = specText();
    const auto spec = netcore::EndpointSpec::parse(text);
    if (!spec)
        return;
    hide();
    const QString framing =
        m_framing->currentText() == QLatin1String("raw") ? QString() : m_framing->currentText();
    Q_EMIT openRequested({*spec, m_name->text(), m_responder->currentData().toString(), framing}, text);
}

void KindForm::popUp(const QPoint &globalTopRight)
{
    adjustSize();
    move(globalTopRight - QPoint(width(), 0));
    show();
    m_kind->setFocus();
}

} // namespace widgets
